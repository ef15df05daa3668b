"""How a sitting is to be played: the player's options over the quiz over the bank."""

from collections.abc import Sequence

from quizgame.backend.request import Options
from quizgame.catalogue import _
from quizgame.engine.events import QuestionRef, Started
from quizgame.engine.scoring import SCORINGS
from quizgame.engine.sitting import POLICIES
from quizgame.errors import RefusedError, UsageError
from quizgame.model.attempt import Revision
from quizgame.model.bank import Bank, Quiz, content_hash, question_content, scoring_hash
from quizgame.model.questions.base import Question


def make_plan(
    bank: Bank,
    quiz: Quiz,
    revised: Sequence[tuple[Question, Revision]],
    options: Options,
    *,
    seed: int,
    factor: float,
) -> Started:
    """Return the event that starts a sitting of `revised` questions; `factor` is the person's own.

    Raises UsageError for an unknown behaviour or scoring, RefusedError for one that the bank's tone
    rules out.
    """
    behaviour = options.behaviour or quiz.behaviour
    scoring = options.scoring or quiz.scoring
    if behaviour not in POLICIES or scoring not in SCORINGS:
        raise UsageError(_("There is no such behaviour or scoring."))
    require_scoring(bank, scoring)
    policy = POLICIES[behaviour]
    reading = quiz.reading if quiz.reading is not None else policy.reading
    refs = tuple(
        question_ref(
            bank,
            question,
            revision,
            question_time(bank, quiz, question, options) if policy.timed else 0,
        )
        for question, revision in revised
    )
    quiz_time = quiz.quiz_time if options.quiz_time is None else options.quiz_time
    return Started(
        bank=bank.id,
        bank_title=bank.title,
        quiz=quiz.id,
        quiz_title=quiz.title,
        language=bank.language,
        sober=bank.tone == "sober",
        behaviour=behaviour,
        scoring=scoring,
        seed=seed,
        questions=refs,
        shuffle_options=quiz.shuffle_options,
        quiz_time=quiz_time if policy.timed else 0,
        factor=factor if options.factor is None else options.factor,
        pass_mark=quiz.pass_mark,
        reading=tuple(reading),
    )


def revision_of(question: Question) -> Revision:
    """Return a question as it is kept once it is asked."""
    return Revision(content_hash(question), scoring_hash(question), question_content(question))


def question_ref(bank: Bank, question: Question, revision: Revision, limit: int) -> QuestionRef:
    """Return what a plan has of a question that is asked with a `limit` in seconds, 0 for none."""
    return QuestionRef(
        id=question.id,
        revision=revision.content_hash,
        scoring_hash=revision.scoring_hash,
        limit=limit,
        points=bank.defaults.points if question.points is None else question.points,
    )


def require_scoring(bank: Bank, scoring: str) -> None:
    """Raise RefusedError for a scoring that the bank's tone rules out."""
    if bank.tone == "sober" and scoring != "accuracy":
        raise RefusedError(
            _("This bank asks for a sober tone: it is scored by accuracy only."),
            _("Leave the scoring out, or choose a bank that has no sober tone."),
        )


def question_time(
    bank: Bank, quiz: Quiz, question: Question, options: Options | None = None
) -> int:
    """Return a question's time in seconds: as asked for, else the quiz's, its own, or the bank's.

    0 is no limit.
    """
    asked_for = options.question_time if options else None
    for seconds in (asked_for, quiz.question_time, question.question_time):
        if seconds is not None:
            return seconds
    return bank.defaults.question_time
