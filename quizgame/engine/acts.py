"""What may happen next: each act of a learner becomes events, or is refused with the reason.

Nothing changes here; the caller commits the events and folds them with `step`.
"""

from collections.abc import Mapping

from quizgame.catalogue import _
from quizgame.engine.clock import lapse
from quizgame.engine.closing import closes_first, is_closed
from quizgame.engine.events import (
    Abandoned,
    Answered,
    Event,
    Marked,
    Passed,
    Paused,
    Reading,
    Resumed,
    Revealed,
    Seen,
    Shown,
    Submitted,
)
from quizgame.engine.scoring import CERTAINTIES, CERTAINTY
from quizgame.engine.sitting import (
    ItemState,
    Sitting,
    elapse,
    index_of,
    question_left,
    question_limit,
    quiz_left,
    quiz_limit,
)
from quizgame.errors import RefusedError
from quizgame.model.questions.base import Question, Response

GRACE_S = 0.25
"""How much later than the limit a response may be stamped: a repaint may have been in the way."""

Questions = Mapping[str, Question]


def next_index(sitting: Sitting) -> int:
    """Return the place of the question that comes next, or -1 when none does.

    Practice goes to the first that is not closed, to none once the quiz's time is used up. An exam
    goes on from the one on screen to the next open one without an answer, round the end, and is -1
    when all have one.
    """
    count = len(sitting.items)
    if not sitting.policy.may_return:
        if _quiz_time_is_gone(sitting):
            return -1
        waiting = (i for i, item in enumerate(sitting.items) if not item.closed)
        return next(waiting, -1)
    around = ((sitting.current + 1 + offset) % count for offset in range(count))
    wanted = (i for i in around if not (sitting.items[i].closed or sitting.items[i].is_answered))
    return next(wanted, -1)


def show(sitting: Sitting, index: int) -> tuple[Event, ...]:
    """Return the events that put the question at `index` on screen."""
    _require_running(sitting)
    if not 0 <= index < len(sitting.items):
        raise RefusedError(_("There is no such question."))
    if not sitting.policy.may_return:
        if sitting.phase == "open" and index != sitting.current:
            raise RefusedError(_("Answer the question on screen first."))
        if sitting.items[index].closed:
            raise RefusedError(_("This question has been answered already."))
    return (Shown(question=sitting.items[index].ref.id),)


def answer(
    sitting: Sitting,
    questions: Questions,
    question_id: str,
    response: Response,
    now: Reading,
    *,
    certainty: int = 0,
    closes: float = 0.0,
) -> tuple[Event, ...]:
    """Return the events of a response to the question on screen, stamped `now`.

    Refused when the response is for another question, incomplete, unreadable, or when the question
    is closed. Late is what arrives after the time limit, or after the quiz closed (`closes`, UTC
    seconds).
    """
    item = _require_current(sitting, question_id)
    question = questions[question_id]
    language = sitting.plan.language
    objection = question.objection(response, language)
    if objection:
        raise RefusedError(objection)
    if not question.is_complete(response, language):
        raise RefusedError(_("The answer is not complete yet."))
    if sitting.plan.scoring == CERTAINTY:
        if certainty not in CERTAINTIES:
            raise RefusedError(_("Say how sure you are."))
    else:
        certainty = 0
    answered = Answered(
        question=question_id,
        response=response,
        certainty=certainty,
        late=_is_late(sitting, item, now, closes),
    )
    return _with_reveal(sitting, answered)


def give_up(sitting: Sitting, question_id: str) -> tuple[Event, ...]:
    """Return the events of "I do not know": the question closes without an answer.

    Only where feedback follows at once; an exam's question can simply be left.
    """
    _require_current(sitting, question_id)
    if not sitting.policy.feedback_each:
        raise RefusedError(_("In an exam, leave the question and come back to it."))
    return _with_reveal(sitting, Passed(question=question_id))


def time_up(
    sitting: Sitting,
    questions: Questions,
    response: Response,
    now: Reading,
    *,
    certainty: int = 0,
    closes: float = 0.0,
) -> tuple[Event, ...]:
    """Return the events of ended time, none while there is some left.

    What stands complete on screen counts; what is incomplete does not, nor what was put there after
    the time had ended while the program was closed. A paused clock ends nothing, and where a reveal
    is being read the end of the quiz waits until the learner goes on. Where the quiz closes (at
    `closes`, UTC seconds) it ends also before its first question.
    """
    closed = is_closed(closes, now)
    if closed and sitting.phase == "ready":
        return (Submitted(by_clock=True, closed=True),)
    item = sitting.item
    if item is None or sitting.paused or sitting.phase != "open":
        return ()
    quiz_over = closed or quiz_left(sitting, now) == 0
    events: tuple[Event, ...] = ()
    if not item.closed and (quiz_over or question_left(sitting, now) == 0):
        question = questions[item.ref.id]
        stood = now.run == sitting.last.run
        if stood and response and question.is_complete(response, sitting.plan.language):
            sure = _certainty_by_clock(sitting, item, response, certainty)
            events = _with_reveal(
                sitting,
                Answered(question=item.ref.id, response=response, certainty=sure, by_clock=True),
            )
        else:
            events = _with_reveal(sitting, Passed(question=item.ref.id, by_clock=True))
    if quiz_over:
        by_closing = closed and closes_first(sitting, now, closes)
        events = (*events, Submitted(by_clock=True, closed=by_closing))
    return events


def mark(sitting: Sitting, question_id: str, *, on: bool) -> tuple[Event, ...]:
    """Return the events that mark a question for later, or take the mark away."""
    _require_running(sitting)
    if not sitting.policy.may_return:
        raise RefusedError(_("Marking for later is for exams."))
    if index_of(sitting, question_id) < 0:
        raise RefusedError(_("There is no such question."))
    return (Marked(question=question_id, on=on),)


def pause(sitting: Sitting) -> tuple[Event, ...]:
    """Return the events that stop the clock."""
    _require_running(sitting)
    if not sitting.policy.may_pause:
        raise RefusedError(_("An exam can not be paused."))
    return () if sitting.paused else (Paused(),)


def resume(sitting: Sitting) -> tuple[Event, ...]:
    """Return the events that let the clock run again."""
    _require_running(sitting)
    return (Resumed(),) if sitting.paused else ()


def notice_gap(sitting: Sitting, now: Reading) -> tuple[Event, ...]:
    """Return a pause when the computer slept while a question of a practice was open."""
    is_timed = question_limit(sitting, sitting.current) if sitting.item else None
    if sitting.phase != "open" or sitting.paused or not sitting.policy.may_pause:
        return ()
    if is_timed is None and quiz_limit(sitting) is None:
        return ()
    gap = lapse(sitting.last, now, counts_gaps=False).gap
    return (Paused(),) if gap and sitting.last.run == now.run else ()


def seen(sitting: Sitting) -> tuple[Event, ...]:
    """Return the events that tell that the sitting is still on screen."""
    _require_running(sitting)
    return (Seen(),)


def is_due(sitting: Sitting, now: Reading, every: float) -> bool:
    """Return whether to note that the sitting was seen: `every` so many seconds of a running clock.

    An exam notes a gap between the clocks, and a new run, at once: until then only the wall clock
    tells its time, and that can be turned back.
    """
    if sitting.paused or sitting.phase != "open":
        return False
    limited = question_limit(sitting, sitting.current) is not None or quiz_limit(sitting)
    has_gap = lapse(sitting.last, now, counts_gaps=True).gap
    return bool(limited) and (has_gap or now.mono - sitting.last.mono >= every)


def submit(sitting: Sitting) -> tuple[Event, ...]:
    """Return the events that end the sitting and let it be scored."""
    _require_running(sitting)
    if sitting.policy.feedback_each and next_index(sitting) >= 0:
        raise RefusedError(_("There are questions left."))
    return (Submitted(by_clock=_quiz_time_is_gone(sitting)),)


def abandon(sitting: Sitting) -> tuple[Event, ...]:
    """Return the events that give the sitting up for good."""
    _require_running(sitting)
    return (Abandoned(),)


def _require_running(sitting: Sitting) -> None:
    if sitting.is_over:
        raise RefusedError(_("This quiz is over."))


def _require_current(sitting: Sitting, question_id: str) -> ItemState:
    _require_running(sitting)
    item = sitting.item
    if item is None or item.ref.id != question_id:
        raise RefusedError(_("That answer belongs to another question."))
    if item.closed or sitting.phase != "open":
        raise RefusedError(_("This question can not be answered any more."))
    if sitting.paused:
        raise RefusedError(_("The quiz is paused."))
    return item


def _is_late(sitting: Sitting, item: ItemState, now: Reading, closes: float) -> bool:
    if closes and now.wall > closes + GRACE_S:
        return True
    later = elapse(sitting, now)
    limit = question_limit(later, later.current)
    whole = quiz_limit(later)
    spent = later.items[index_of(later, item.ref.id)].spent
    return (limit is not None and spent > limit + GRACE_S) or (
        whole is not None and later.quiz_spent > whole + GRACE_S
    )


def _quiz_time_is_gone(sitting: Sitting) -> bool:
    limit = quiz_limit(sitting)
    return limit is not None and sitting.quiz_spent >= limit


def _certainty_by_clock(
    sitting: Sitting, item: ItemState, response: Response, certainty: int
) -> int:
    """Return how sure the learner is of what the clock takes: as said, as kept, or least."""
    if sitting.plan.scoring != CERTAINTY:
        return 0
    kept = item.certainty if response == item.response else 0
    return next((sure for sure in (certainty, kept) if sure in CERTAINTIES), CERTAINTIES[0])


def _with_reveal(sitting: Sitting, event: Answered | Passed) -> tuple[Event, ...]:
    if sitting.policy.feedback_each:
        return (event, Revealed(question=event.question))
    return (event,)
