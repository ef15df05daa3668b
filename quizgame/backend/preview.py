"""A question as a student will meet it, before it is in any quiz: shown, and told when right."""

from quizgame.backend.deskviews import Preview
from quizgame.backend.questions import question_view, reveal_view
from quizgame.backend.quotations import Texts
from quizgame.engine import acts
from quizgame.engine.events import Event, QuestionRef, Reading, Stamped, Started
from quizgame.engine.scoring import ACCURACY
from quizgame.engine.sitting import Sitting, step
from quizgame.errors import RefusedError
from quizgame.model.bank import Bank
from quizgame.model.questions.base import Question

_NOW = Reading(0.0, 0.0, "preview")


def preview(question: Question, bank: Bank | None, texts: Texts) -> Preview | None:
    """Return a question by the rules of play itself: a practice of this one, answered right.

    Options keep the order in which they are written, so that they stay where they are while they
    are edited. None where the question can not be shown.
    """
    default = bank.defaults if bank else None
    points = question.points
    if points is None:
        points = default.points if default else 1.0
    limit = question.question_time
    if limit is None:
        limit = default.question_time if default else 0
    started = Started(
        bank=bank.id if bank else "",
        bank_title="",
        quiz="preview",
        quiz_title="",
        language=bank.language if bank else "en",
        sober=True,
        behaviour="practice",
        scoring=ACCURACY,
        seed=0,
        questions=(
            QuestionRef(id=question.id, revision="", scoring_hash="", limit=limit, points=points),
        ),
        shuffle_options=False,
        quiz_time=0,
        factor=1.0,
        pass_mark=0.0,
        reading=("before", "during"),
    )
    questions = {question.id: question}
    try:
        sitting = step(None, Stamped(0, _NOW, started))
        sitting = _after(sitting, acts.show(sitting, 0))
        view = question_view(sitting, questions, bank, may_read=bool(texts))
        answered = acts.answer(sitting, questions, question.id, question.key(), _NOW)
        told = _after(sitting, answered)
        reveal = reveal_view(told, questions, 0, bank, texts, so_far=(1, 1))
    except (RefusedError, ValueError, LookupError):
        return None
    return Preview(view, reveal)


def _after(sitting: Sitting, events: tuple[Event, ...]) -> Sitting:
    for event in events:
        sitting = step(sitting, Stamped(sitting.seq, _NOW, event))
    return sitting
