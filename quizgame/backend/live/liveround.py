"""A live round as the class runs it: its state as committed, and as it will be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizgame.backend.plan import question_ref, question_time, require_scoring, revision_of
from quizgame.backend.quotations import Texts
from quizgame.bank.load import LoadedBank
from quizgame.catalogue import _
from quizgame.engine.events import Reading
from quizgame.engine.masking import unmask
from quizgame.engine.round import step
from quizgame.engine.round_events import RoundEvent, RoundStamped, RoundStarted
from quizgame.engine.round_state import Round, RoundItem, presentation
from quizgame.engine.selection import Wanted, select
from quizgame.engine.sitting import POLICIES
from quizgame.errors import RefusedError, UsageError
from quizgame.model.attempt import Revision
from quizgame.model.bank import Bank
from quizgame.model.markup import plain
from quizgame.model.questions.base import Question, Response
from quizgame.model.text import clean_line

TYPED_CHARS = 200


@dataclass(frozen=True, slots=True)
class RoundWish:
    """How the teacher wants a round to be; None is as the quiz says, or for `warm_up` nothing.

    `warm_up` is how many questions at the start are worth nothing. `count` asks fewer questions.
    """

    bank: str
    quiz: str = ""
    scoring: str | None = None
    reading_seconds: int = 0
    warm_up: int = 0
    standings: bool = True
    count: int | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """What stands on a screen unsent, with the question and the vote that it is for."""

    question_id: str
    vote: int
    response: Response
    certainty: int = 0


@dataclass
class LiveRound:
    """A round that is on.

    `state` is what was committed, and so what may be shown; `ahead` has what is still being
    written, and decides what may happen next.
    """

    id: str
    state: Round
    ahead: Round
    questions: dict[str, Question]
    bank: Bank | None = None
    texts: Texts = field(default_factory=dict)

    @property
    def item(self) -> RoundItem | None:
        """The question on screen or last there."""
        return self.state.item

    @cached_property
    def reading(self) -> tuple[str, ...]:
        """When the article may be read, as the quiz says."""
        quiz = self.bank.find_quiz(self.state.plan.quiz) if self.bank else None
        if quiz is not None and quiz.reading is not None:
            return tuple(quiz.reading)
        return tuple(POLICIES["practice"].reading)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each question in a line."""
        stems = (self.questions[item.ref.revision].stem for item in self.state.items)
        return tuple(clean_line(" ".join(plain(stem).split())) for stem in stems)

    def find(self, question_id: str) -> RoundItem | None:
        """Return a question of the round, or None."""
        return next((one for one in self.ahead.items if one.ref.id == question_id), None)

    def unmasked(self, item: RoundItem, response: Response) -> Response:
        """Return a response as a screen gives it in stored tokens, cleaned and cut."""
        typed = tuple(clean_line(token)[:TYPED_CHARS] for token in response)
        return unmask(presentation(self.state.plan, self.questions[item.ref.revision]), typed)

    def advance(self, events: tuple[RoundEvent, ...], at: Reading) -> tuple[RoundStamped, ...]:
        """Let events happen ahead of their being committed; return them in their places."""
        stamped = tuple(
            RoundStamped(self.ahead.seq + place, at, event) for place, event in enumerate(events)
        )
        for one in stamped:
            self.ahead = step(self.ahead, one)
        return stamped


def plan_round(
    loaded: LoadedBank, wish: RoundWish, seed: int
) -> tuple[RoundStarted, Mapping[str, Question], tuple[Revision, ...]]:
    """Return the start of a round, its questions by revision, and the revisions to be kept.

    Raises UsageError for what does not exist, RefusedError where no question fits.
    """
    bank = loaded.bank
    quiz = bank.find_quiz(wish.quiz) if bank else None
    if bank is None or quiz is None:
        raise UsageError(_("This bank has no quiz of that name."))
    scoring = wish.scoring or ("accuracy" if bank.tone == "sober" else quiz.scoring)
    require_scoring(bank, scoring)
    questions = select(bank, quiz, seed, Wanted(count=wish.count)).questions
    if not questions:
        raise RefusedError(_("There are no questions to ask."), _("Choose another quiz."))
    revisions = tuple(map(revision_of, questions))
    refs = tuple(
        question_ref(bank, question, revision, question_time(bank, quiz, question))
        for question, revision in zip(questions, revisions, strict=True)
    )
    plan = RoundStarted(
        bank=bank.id,
        bank_title=bank.title,
        quiz=quiz.id,
        quiz_title=quiz.title,
        language=bank.language,
        sober=bank.tone == "sober",
        scoring=scoring,
        seed=seed,
        questions=refs,
        shuffle_options=quiz.shuffle_options,
        reading_seconds=wish.reading_seconds,
        warm_up=tuple(question.id for question in questions[: max(0, wish.warm_up)]),
        pass_mark=quiz.pass_mark,
        standings=wish.standings,
    )
    by_revision = {ref.revision: one for ref, one in zip(refs, questions, strict=True)}
    return plan, by_revision, revisions
