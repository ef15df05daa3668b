"""Answers in a live round: which count, which are late, and when a question closes by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgame.catalogue import _
from quizgame.engine.acts import GRACE_S
from quizgame.engine.clock import lapse
from quizgame.engine.events import Reading
from quizgame.engine.round_clock import left, spent
from quizgame.engine.round_events import Closed, Closer, ReadingEnded, SeatAnswered, Vote
from quizgame.engine.round_seats import RoundEvents, require_seat
from quizgame.engine.round_state import Revisions, Round, RoundItem, place_of
from quizgame.engine.scoring import CERTAINTIES, CERTAINTY
from quizgame.errors import RefusedError
from quizgame.model.questions.base import Question, Response

ACTIVE_S = 20.0
"""Who pressed no key for so many seconds is not waited for, unless they have extra time."""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What a seat has selected and perhaps not sent, in stored tokens."""

    response: Response
    certainty: int = 0


OnScreens = Mapping[int, OnScreen]
NOTHING: OnScreens = {}


def answer(
    state: Round,
    revisions: Revisions,
    seat: int,
    question_id: str,
    response: Response,
    *,
    now: Reading,
    certainty: int = 0,
    vote: Vote | None = None,
) -> RoundEvents:
    """Return the events of a response, stamped `now` when it was read; none if it stands already.

    `question_id` and `vote` are those of the screen it was given on (None: the vote there is).
    Until the question closes the last response counts. What comes later, for the question or the
    vote before, is late, and kept once. Refused when it is incomplete or can not be read, when the
    seat takes part only from the next question, and while the round is paused.
    """
    require_seat(state, seat)
    item = _answerable(state, question_id)
    if seat not in item.present:
        raise RefusedError(_("You take part from the next question."))
    _require_complete(state, revisions[item.ref.revision], response)
    answered = SeatAnswered(
        seat=seat, question=question_id, response=response, vote=vote or item.vote
    )
    kept = item.votes(answered.vote).get(seat)
    if _is_open(state, item) and answered.vote == item.vote and not _is_late(state, now):
        if state.paused:
            raise RefusedError(_("The round is paused."), _("Send it when the clock runs again."))
        sure = _certainty(state, certainty)
        same = kept is not None and (kept.response, kept.certainty) == (response, sure)
        return () if same else (replace(answered, certainty=sure),)
    if kept is not None and kept.response == response:
        return ()
    if seat in item.late:
        raise RefusedError(_("This answer comes too late."))
    sure = certainty if state.plan.scoring == CERTAINTY and certainty in CERTAINTIES else 0
    return (replace(answered, certainty=sure, late=True),)


def closing(
    state: Round, revisions: Revisions, by: Closer, on_screen: OnScreens = NOTHING
) -> RoundEvents:
    """Return the events that close the open question, whatever the reason.

    What stands complete `on_screen` counts, also in the place of an answer sent before.
    """
    item = state.item
    if item is None or state.phase != "open":
        return ()
    taken = (
        _taken(state, item, revisions[item.ref.revision], seat, on_screen[seat])
        for seat in sorted(on_screen)
    )
    return (
        *(one for one in taken if one is not None),
        Closed(question=item.ref.id, by=by),
    )


def tick(
    state: Round,
    revisions: Revisions,
    now: Reading,
    on_screen: OnScreens = NOTHING,
    last_active: Mapping[int, Reading] | None = None,
) -> RoundEvents:
    """Return what the clock brings: the end of reading or of a question, or nothing.

    A question closes when its time is over, and when all who are waited for have answered.
    `last_active` is when each seat last pressed a key.
    """
    if not state.is_timed or state.paused:
        return ()
    time_is_over = left(state.timer, now) == 0
    if state.phase == "reading":
        return (ReadingEnded(by_clock=True),) if time_is_over else ()
    if time_is_over:
        return closing(state, revisions, "clock", on_screen)
    if all_answered(state, now, last_active or {}):
        return closing(state, revisions, "answered", on_screen)
    return ()


def waited_for(state: Round, now: Reading, last_active: Mapping[int, Reading]) -> tuple[int, ...]:
    """Return the seats whose answer the open question waits for, answered or not.

    They were active in the last 20 seconds, also if they dropped out since: they may be on their
    way back. Or they are connected and have extra time: who needs longer to think must not be taken
    for absent. All are active when a question is shown, and when the clock runs again after a
    pause.
    """
    item = state.item
    if item is None or state.phase != "open":
        return ()
    since = state.timer.since
    begun = since is None or lapse(since, now, counts_gaps=False).seconds <= ACTIVE_S

    def is_active(seat: int) -> bool:
        last = last_active.get(seat)
        if last is None or last.run != now.run:
            return False
        return lapse(last, now, counts_gaps=False).seconds <= ACTIVE_S

    return tuple(
        seat.number
        for seat in state.counted()
        if seat.number in item.present
        and (begun or is_active(seat.number) or (seat.connected and seat.factor != 1))
    )


def all_answered(state: Round, now: Reading, last_active: Mapping[int, Reading]) -> bool:
    """Return whether everybody who is waited for has answered, and at least one has."""
    item = state.item
    if item is None or state.phase != "open":
        return False
    votes = item.votes(item.vote)
    return bool(votes) and all(seat in votes for seat in waited_for(state, now, last_active))


def _answerable(state: Round, question_id: str) -> RoundItem:
    if state.phase == "finished":
        raise RefusedError(_("This round is over."))
    place = place_of(state, question_id)
    if place < 0 or not state.items[place].is_shown:
        raise RefusedError(_("There is no such question."))
    return state.items[place]


def _is_open(state: Round, item: RoundItem) -> bool:
    return state.phase == "open" and item is state.item


def _require_complete(state: Round, question: Question, response: Response) -> None:
    objection = question.objection(response, state.plan.language)
    if objection:
        raise RefusedError(objection)
    if not question.is_complete(response, state.plan.language):
        raise RefusedError(_("The answer is not complete yet."))


def _certainty(state: Round, certainty: int) -> int:
    if state.plan.scoring != CERTAINTY:
        return 0
    if certainty not in CERTAINTIES:
        raise RefusedError(_("Say how sure you are."))
    return certainty


def _is_late(state: Round, now: Reading) -> bool:
    deadline = state.timer.deadline
    return deadline is not None and spent(state.timer, now) > deadline + GRACE_S


def _taken(
    state: Round, item: RoundItem, question: Question, seat: int, seen: OnScreen
) -> SeatAnswered | None:
    """Return the answer that stood on screen when the question closed, if it is a new one."""
    known = state.seats.get(seat)
    if known is None or known.removed or seat not in item.present:
        return None
    language = state.plan.language
    if question.objection(seen.response, language) or not question.is_complete(
        seen.response, language
    ):
        return None
    kept = item.votes(item.vote).get(seat)
    if kept is not None and kept.response == seen.response:
        return None
    return SeatAnswered(
        seat=seat,
        question=item.ref.id,
        response=seen.response,
        vote=item.vote,
        certainty=_certainty_on_screen(state, seen),
        by_clock=True,
    )


def _certainty_on_screen(state: Round, seen: OnScreen) -> int:
    """Return how sure the seat is of what stood on screen: as said there, else least."""
    if state.plan.scoring != CERTAINTY:
        return 0
    return seen.certainty if seen.certainty in CERTAINTIES else CERTAINTIES[0]
