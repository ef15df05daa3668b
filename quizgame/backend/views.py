"""What a front end may show.

All text in a view is cleaned and safe to draw; no view before a reveal has a key in it.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgame.errors import Problem

if TYPE_CHECKING:  # what these modules load would stand between a start and its first picture
    from quizgame.engine.results import Tally
    from quizgame.model.attempt import AttemptRecord, Outcome
    from quizgame.model.questions.base import Presentation, Response

Pieces = tuple[tuple[str, bool], ...]
"""Running text in pieces: (text, whether it is the quoted part)."""


@dataclass(frozen=True, slots=True)
class QuizView:
    """A quiz on the home screen. Scores are accuracies from 0 to 1, None before the first.

    `limits` are the time limits in seconds that its questions have, from the shortest; 0 is none.
    """

    bank_id: str
    id: str
    title: str
    description: str
    behaviour: str
    scoring: str
    count: int
    asked_for: int
    question_time: int | None
    quiz_time: int
    pass_mark: float
    attempts_allowed: int
    attempts_used: int = 0
    best: float | None = None
    last: float | None = None
    limits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BankView:
    """A bank on the home screen. `problems` are those found in its file.

    `questions` can be played; `drafts` are not meant to be yet, and `left_out` have an error.
    """

    id: str
    title: str
    path: str
    problems: tuple[Problem, ...]
    description: str = ""
    content_note: str = ""
    sober: bool = False
    questions: int = 0
    drafts: int = 0
    left_out: int = 0
    tags: tuple[tuple[str, int], ...] = ()
    difficulties: tuple[tuple[str, int], ...] = ()
    quizzes: tuple[QuizView, ...] = ()
    sources: tuple[str, ...] = ()
    published: str = ""

    @property
    def is_playable(self) -> bool:
        """Whether there is any question to play."""
        return self.questions > 0


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The question on screen. `response` is what is kept so far, in the presentation's tokens.

    `limit` is the time in seconds with the person's factor applied, `base_limit` without it.
    """

    id: str
    number: int
    total: int
    type: str
    stem: str
    instruction: str
    presentation: "Presentation"
    points: float
    response: "Response"
    certainty: int
    marked: bool
    closed: bool
    limit: float | None
    base_limit: int
    may_read: bool
    words: tuple[tuple[str, str], ...]
    needs_certainty: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeView:
    """Seconds left and limits for the question and for the quiz; None where there is none.

    `closes` is when the quiz closes, in UTC seconds, where that and no limit ends it; else 0.
    """

    question_left: float | None
    question_limit: float | None
    quiz_left: float | None
    quiz_limit: float | None
    paused: bool
    closes: float = 0.0

    @property
    def left(self) -> float | None:
        """The seconds until something ends: the shorter of the two."""
        known = [left for left in (self.question_left, self.quiz_left) if left is not None]
        return min(known) if known else None

    @property
    def limit(self) -> float | None:
        """The limit that `left` counts down from."""
        if self.left is None:
            return None
        return self.question_limit if self.left == self.question_left else self.quiz_limit


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One part after the reveal: see `Verdict`; `letter` is the option's letter on screen."""

    letter: str
    text: str
    right: bool
    chosen: bool
    given: str
    key: str
    rationale: str


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A proof: the quoted words in their paragraph (`context`), who says them and in what way.

    `paragraph` of `paragraphs` count from 1; 0 where the source is not at hand.
    """

    text: str
    context: Pieces
    paragraph: int
    paragraphs: int
    speaker: str
    kind: str
    source_title: str
    translation: str


@dataclass(frozen=True, slots=True)
class RevealView:
    """What a learner is told about a question once it is closed."""

    question_id: str
    form: str
    many: bool
    outcome: "Outcome"
    by_clock: bool
    fraction: float
    points: float
    max_points: float
    certainty: int
    response_text: tuple[str, ...]
    key_text: tuple[str, ...]
    verdicts: tuple[VerdictView, ...]
    explanation: str
    quotations: tuple[QuotationView, ...]
    discuss: str
    right_so_far: int
    closed_so_far: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A source to read: paragraphs in pieces, those of the asked quotation highlighted."""

    title: str
    publisher: str
    published: str
    paragraphs: tuple[Pieces, ...]
    first_highlight: int = -1


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One question of the results."""

    number: int
    question_id: str
    stem: str
    outcome: "Outcome"
    elapsed_s: float
    reveal: RevealView | None


@dataclass(frozen=True, slots=True)
class ResultsView:
    """What came of a sitting, question by question and in groups.

    `by_clock`: the clock handed it in; `closed`: because the quiz closed.
    """

    record: "AttemptRecord"
    sober: bool
    by_clock: bool
    items: tuple[ResultItem, ...]
    by_tag: "tuple[Tally, ...]"
    by_difficulty: "tuple[Tally, ...]"
    saved: bool
    points_talk: tuple[str, ...] = field(default=())
    closed: bool = False


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A person's attempts, newest first, with the names of their quizzes, and tallies by tag."""

    attempts: "tuple[AttemptRecord, ...]"
    by_bank: "tuple[Tally, ...]"
    by_tag: "tuple[Tally, ...]"
