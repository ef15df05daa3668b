"""What front ends of a class may show: cleaned, and nothing that its reader may not see.

A view is a value: a screen draws again only where it differs from the one before.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quizgame.backend.views import QuestionView, QuotationView, RevealView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.classroom.seats import Presence
    from quizgame.engine.lesson import Lesson, SeatProgress
    from quizgame.engine.round_events import Closer
    from quizgame.engine.round_marks import RoundOutcome
    from quizgame.model.questions.base import Response

Stage = Literal[
    "waiting",
    "lobby",
    "reading",
    "ready",
    "open",
    "closed",
    "revealed",
    "explained",
    "standings",
    "finished",
]
"""The phase of the live round; `waiting`: the class is here and no round is on."""


@dataclass(frozen=True, slots=True)
class CountView:
    """How many gave an answer to a part. `letter` is the option's, "" for typed text.

    `share` is 0 to 1, None below five answers. `right` is False for all before the reveal. Text
    that somebody typed is "" until the teacher picked it, except in private views.
    """

    letter: str
    text: str
    count: int
    share: float | None
    right: bool = False
    name: str = ""
    """For the teacher's picking of typed text: its class."""

    def and_others(self, others: "Sequence[CountView]", text: str) -> "CountView":
        """Return this with what `others` counted: answers that are told by the same words."""
        shares = [one.share for one in (self, *others) if one.share is not None]
        return replace(
            self,
            text=text,
            count=self.count + sum(one.count for one in others),
            share=sum(shares) if len(shares) > len(others) else None,
        )


@dataclass(frozen=True, slots=True)
class PartView:
    """The counts of one part of a question; `label` is "" where there is only one part."""

    label: str
    counts: tuple[CountView, ...]

    def with_key(self, key: str) -> "PartView":
        """Return this with the right answers whose text is not shown as one, told as the `key`."""
        right = [one for one in self.counts if one.right and not (one.letter or one.text)]
        if not right:
            return self
        told = right[0].and_others(right[1:], key)
        return replace(self, counts=(told, *(one for one in self.counts if one not in right)))


@dataclass(frozen=True, slots=True)
class CountsView:
    """How a question was answered in one vote. `discuss` is the hint to let the class discuss."""

    vote: int
    parts: tuple[PartView, ...]
    answered: int
    unanswered: int
    right: int
    right_share: float | None
    discuss: bool = False


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the standings, from 1. On the board only approved names are told."""

    place: int
    name: str
    points: float
    seat: int = 0
    """The seat's number in the round, by which one's own place is known on the board."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """What is the same on all screens of a class, the projector's included.

    `question` has no response; it is None where none is on screen. `counts` and `told` are there
    from the reveal on (`told` is the reveal of a seat that gave no answer, with explanation and
    quotations from the second step on). `answered` of `awaited` have answered what is open.
    `standings` is the top, () where none are shown now. `limit` in seconds is that of what is on
    screen, extended where somebody needs it, `base_limit` without that; 0 for none. `void` says of
    a question that is told that everybody who was there is credited. The first `warm_ups` questions
    are worth nothing, and nobody counts them among those that were right.
    """

    stage: Stage = "waiting"
    round_id: str = ""
    title: str = ""
    content_note: str = ""
    sober: bool = False
    number: int = 0
    total: int = 0
    question: QuestionView | None = None
    vote: int = 1
    warm_up: bool = False
    warm_ups: int = 0
    paused: bool = False
    limit: float = 0
    base_limit: float = 0
    here: int = 0
    answered: int = 0
    awaited: int = 0
    counts: CountsView | None = None
    void: bool = False
    key_text: tuple[str, ...] = ()
    told: RevealView | None = None
    quotations: tuple[QuotationView, ...] = ()
    discuss: str = ""
    standings: tuple[PlaceView, ...] = ()
    standings_hidden: bool = False
    names: tuple[str, ...] = ()
    """Names that the teacher approved for the projector; `here` counts the others too."""
    stems: tuple[str, ...] = ()
    """The stems of all questions in a line each, once the round is over."""
    timed: tuple[int, ...] = ()
    """The numbers of the questions with a time limit that were shown so far."""
    closed_by: "Closer | None" = None
    """What closed the question on screen, None while it is open."""
    stuck: bool = False
    """Whether nothing can be kept now: no answer, and nothing that the teacher does."""


@dataclass(frozen=True, slots=True)
class OpeningView:
    """A quiz that may be played alone in a class.

    `opens` and `closes` are UTC seconds, 0 for no bound; `state` says what holds for this person.
    """

    key: int
    title: str
    behaviour: str
    state: Literal["coming", "open", "running", "used up", "closed"]
    opens: float
    closes: float
    attempts_allowed: int
    attempts_used: int
    best: float | None = None
    last_end: float = 0.0
    """For the teacher: when it closes for whoever has it longest, 0 for never."""

    @property
    def may_begin(self) -> bool:
        """Whether it can be begun or gone on with now."""
        return self.state in {"open", "running"}

    @property
    def may_look_back(self) -> bool:
        """Whether it can not be begun any more, but what was handed in can be looked at."""
        return self.state in {"used up", "closed"} and self.best is not None


@dataclass(frozen=True, slots=True)
class StudentView:
    """What one student sees: the class's board and what is theirs alone.

    `word` is the seat's word. `takes_part` is False for who came after the question was shown.
    `sent` is the response that counts now, in the presentation's tokens, () for none. `told` is
    the own reveal from the reveal on. `own` is the place in the standings, None where none is told.
    `outcomes` has the own result of each question of the round that was told.
    """

    board: BoardView
    seat: int = 0
    name: str = ""
    word: str = ""
    takes_part: bool = True
    sent: "Response" = ()
    certainty: int = 0
    answered: bool = False
    """Whether an answer was given in the vote that is on screen."""
    late: bool = False
    """Whether an answer to the question on screen came too late. It counts nowhere."""
    told: RevealView | None = None
    points: float = 0
    out_of: float = 0
    own: PlaceView | None = None
    outcomes: "tuple[RoundOutcome, ...]" = ()
    missed: tuple[str, ...] = ()
    """Ids of questions to practise, once the round is over."""
    openings: tuple[OpeningView, ...] = ()
    kept: str = ""
    """The line that says what is kept, where and until when."""


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat as its teacher sees it."""

    number: int
    name: str
    presence: "Presence"
    approved: bool
    listed: bool
    guest: bool
    progress: "SeatProgress | None" = None
    factor: float = 1
    """1 in views that are safe to project."""
    points: float | None = None
    """None in views that are safe to project."""
    word: str = ""
    """"" in views that are safe to project."""
    outcomes: "tuple[RoundOutcome, ...]" = ()
    """How each question ended; () in views that are safe to project."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """How far a class is with a question of the round; it names nobody.

    `stem` is a line, "" before the question was shown. `answered` of `there` did something about
    it. `right` is how many had it right, None before its key is told, or where it is void;
    `right_share` of all who answered, None below five of them as well.
    """

    number: int
    stem: str
    state: Literal["coming", "skipped", "open", "closed", "told"]
    answered: int = 0
    there: int = 0
    right: int | None = None
    right_share: float | None = None
    void: bool = False
    warm_up: bool = False


@dataclass(frozen=True, slots=True)
class KnockView:
    """Somebody who waits for the teacher: for the seat `name`, or to teach with the key `key`."""

    connection: int
    name: str
    peer: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Something that was put right, to be undone by its `seq`."""

    seq: int
    number: int
    what: str
    undone: bool
    void: bool = False
    """Whether by it everybody is credited for the question."""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round that was played; times are UTC seconds, `finished_at` 0 where it was not finished."""

    id: str
    title: str
    started_at: float
    finished_at: float = 0


@dataclass(frozen=True, slots=True)
class TeacherView:
    """What the teacher sees. Safe to project unless `private`.

    `counts` are live ones of the question that is open or closed, without what is right; a private
    view has them with the key. `acts` are the names of the teacher's acts that hold now, the one
    that carries the lesson on first.
    """

    board: BoardView
    private: bool
    seats: tuple[SeatView, ...]
    knocks: tuple[KnockView, ...]
    locked: bool
    lesson: "Lesson | None"
    counts: CountsView | None
    acts: tuple[str, ...]
    key_text: tuple[str, ...] = ()
    """What is right in the question on screen, also before its reveal; () in views that are safe
    to project."""
    first_counts: CountsView | None = None
    """Those of the first vote, from the opening of the second on, to be compared."""
    corrections: tuple[CorrectionView, ...] = ()
    openings: tuple[OpeningView, ...] = ()
    alarming: bool = False
    renews_code: bool = False
    """Whether somebody seems to be guessing codes."""
    trouble: str = ""
    """Why nothing can be kept now, "" when all is well. A running clock stands meanwhile."""
    advice: str = ""
    """What to do about it."""
    asked: tuple[AskedView, ...] = ()
    """How far the class is with each question of the round."""

    def voided(self, number: int) -> CorrectionView | None:
        """Return what a question of the round, from 1, is void by; None where it is not."""
        found = (one for one in self.corrections if one.void and one.number == number)
        return next((one for one in found if not one.undone), None)
