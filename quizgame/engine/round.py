"""A live round as a fold over its events: `state = step(state, event)`.

The teacher paces it: lobby, reading, then for each question open, closed, revealed, explained and
standings. What may happen next is decided in `round_acts`, `round_answers` and `round_seats`.
"""

from dataclasses import replace
from functools import singledispatch
from typing import Any

from quizgame.engine import round_events as on
from quizgame.engine import seat_events as seated
from quizgame.engine.events import Reading
from quizgame.engine.round_clock import Timer, halted, longest, running, spent
from quizgame.engine.round_state import (
    Corrected,
    Given,
    Round,
    RoundItem,
    RoundPhase,
    Seat,
    Votes,
    place_of,
    was_here_before,
)


def step(state: Round | None, stamped: on.RoundStamped) -> Round:
    """Return the state after an event.

    Raises ValueError when the first event is not `RoundStarted`, or an event names a question, seat
    or correction that the round does not have: such events do not come from the acts.
    """
    event = stamped.event
    if isinstance(event, on.RoundStarted):
        return Round(
            plan=event,
            items=tuple(RoundItem(ref) for ref in event.questions),
            seq=stamped.seq + 1,
            began=stamped.at.wall,
            last=stamped.at,
            standings_hidden=event.sober or not event.standings,
            out_of=event.out_of,
        )
    if state is None:
        message = "a round begins with `round-started`"
        raise ValueError(message)
    if stamped.at.run != state.last.run and state.timer.since is not None:
        # Readings compare within one run only: what is known to have passed is kept.
        timer = replace(state.timer, spent=spent(state.timer, state.last), since=stamped.at)
        state = replace(state, timer=timer)
    state = _applied(event, state, stamped)
    earlier = stamped.at.run == state.last.run and stamped.at.mono < state.last.mono
    return replace(state, seq=stamped.seq + 1, last=state.last if earlier else stamped.at)


@singledispatch
def _applied(event: on.RoundEvent, state: Round, stamped: on.RoundStamped) -> Round:
    del state, stamped
    message = f"a round does not go on with {event.name!r}"
    raise ValueError(message)


@_applied.register
def _locked(event: seated.LobbyLocked, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(state, locked=event.on)


@_applied.register
def _interrupted(_event: on.Interrupted, state: Round, stamped: on.RoundStamped) -> Round:
    nobody = {number: replace(seat, connected=False) for number, seat in state.seats.items()}
    return replace(state, seats=nobody, timer=halted(state.timer, stamped.at))


@_applied.register
def _reading(event: on.ReadingBegan, state: Round, stamped: on.RoundStamped) -> Round:
    timer = _timer(state, event.seconds, stamped.at)
    return replace(state, phase="reading", was_read=True, timer=timer)


@_applied.register
def _read(_event: on.ReadingEnded, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(state, phase="ready", timer=Timer())


@_applied.register
def _shown(event: on.QuestionShown, state: Round, stamped: on.RoundStamped) -> Round:
    place = _place(state, event.question)
    item = replace(
        state.items[place],
        shown=stamped.seq,
        shown_at=stamped.at.wall,
        present=frozenset(seat.number for seat in state.counted() if seat.is_here),
    )
    timer = _timer(state, item.ref.limit, stamped.at)
    return replace(_with(state, place, item), current=place, phase="open", timer=timer)


@_applied.register
def _clock_started(event: on.ClockStarted, state: Round, stamped: on.RoundStamped) -> Round:
    place = _place(state, event.question)
    item, head = state.items[place], spent(state.timer, stamped.at)
    # Who answered before the last screen was painted took no time, never less than none.
    given = {
        seat: replace(one, elapsed=max(0.0, one.elapsed - head))
        for seat, one in item.votes(item.vote).items()
    }
    since = stamped.at if state.timer.since is not None else None
    timer = replace(state.timer, spent=0.0, since=since, painted=True)
    return replace(_with(state, place, _voted(item, item.vote, given)), timer=timer)


@_applied.register
def _answered(event: on.SeatAnswered, state: Round, stamped: on.RoundStamped) -> Round:
    place = _place(state, event.question)
    item, seat = state.items[place], _seat(state, event.seat).number
    elapsed = spent(state.timer, stamped.at) if place == state.current else 0.0
    if event.late:
        late = Given(event.response, event.certainty, elapsed)
        return _with(state, place, replace(item, late={seat: late, **item.late}))
    votes = item.votes(event.vote)
    before = votes.get(seat)
    if before and before.response == event.response:
        # The same answer sent again, or made surer, is no change of it.
        elapsed = before.elapsed
    given = Given(event.response, event.certainty, elapsed, event.by_clock)
    return _with(state, place, _voted(item, event.vote, {**votes, seat: given}))


@_applied.register
def _closed(event: on.Closed, state: Round, stamped: on.RoundStamped) -> Round:
    state = _changed(state, event.question, closed_by=event.by)
    return replace(state, phase="closed", timer=halted(state.timer, stamped.at))


@_applied.register
def _voting_again(event: on.SecondVoteBegan, state: Round, stamped: on.RoundStamped) -> Round:
    item = state.items[_place(state, event.question)]
    back = {seat.number for seat in state.counted() if seat.is_here and was_here_before(seat, item)}
    state = _changed(state, event.question, vote=2, closed_by=None, present=item.present | back)
    return replace(state, phase="open", timer=_timer(state, item.ref.limit, stamped.at))


@_applied.register
def _revealed(event: on.KeyRevealed, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(_changed(state, event.question, revealed=True), phase="revealed")


@_applied.register
def _explained(_event: on.Explained, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(state, phase="explained")


@_applied.register
def _picked(event: on.TextPicked, state: Round, _stamped: on.RoundStamped) -> Round:
    picked = state.items[_place(state, event.question)].picked
    return _changed(state, event.question, picked=(*picked, (event.part, event.text)))


@_applied.register
def _ranked(_event: on.StandingsShown, state: Round, _stamped: on.RoundStamped) -> Round:
    phase: RoundPhase = "finished" if state.phase == "finished" else "standings"
    return replace(state, phase=phase, standings_hidden=False)


@_applied.register
def _unranked(_event: on.StandingsHidden, state: Round, _stamped: on.RoundStamped) -> Round:
    phase: RoundPhase = "explained" if state.phase == "standings" else state.phase
    return replace(state, phase=phase, standings_hidden=True)


@_applied.register
def _paused(_event: on.RoundPaused, state: Round, stamped: on.RoundStamped) -> Round:
    return replace(state, timer=halted(state.timer, stamped.at))


@_applied.register
def _resumed(_event: on.RoundResumed, state: Round, stamped: on.RoundStamped) -> Round:
    return replace(state, timer=running(state.timer, stamped.at))


@_applied.register
def _extended(event: on.Extended, state: Round, _stamped: on.RoundStamped) -> Round:
    timer = replace(state.timer, extended=state.timer.extended + event.seconds)
    return replace(state, timer=timer)


@_applied.register
def _skipped(event: on.Skipped, state: Round, _stamped: on.RoundStamped) -> Round:
    if _place(state, event.question) == state.current:
        state = replace(state, phase="ready", timer=Timer())
    return _changed(state, event.question, skipped=True)


@_applied.register(on.Correction)
def _corrected(event: on.Correction, state: Round, stamped: on.RoundStamped) -> Round:
    _place(state, event.question)
    corrections = (*state.corrections, Corrected(stamped.seq, event))
    return replace(state, corrections=corrections)


@_applied.register
def _undone(event: on.Undone, state: Round, _stamped: on.RoundStamped) -> Round:
    if not any(one.seq == event.target for one in state.corrections):
        message = f"this round has no correction {event.target}"
        raise ValueError(message)
    corrections = tuple(
        replace(one, undone=one.undone or one.seq == event.target) for one in state.corrections
    )
    return replace(state, corrections=corrections)


@_applied.register
def _marked_out_of(event: on.OutOfSet, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(state, out_of=event.out_of)


@_applied.register
def _finished(_event: on.RoundFinished, state: Round, stamped: on.RoundStamped) -> Round:
    return replace(state, phase="finished", finished_at=stamped.at.wall, timer=Timer())


@_applied.register
def _catching_up(event: on.CatchUpOpened, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(state, catch_up_until=event.until)


@_applied.register
def _caught_up(_event: on.CatchUpEnded, state: Round, _stamped: on.RoundStamped) -> Round:
    return replace(state, catch_up_until=0.0)


@_applied.register(seated.OneSeatEvent)
def _seated(event: seated.OneSeatEvent, state: Round, stamped: on.RoundStamped) -> Round:
    if isinstance(event, seated.Joined):
        seat = Seat(event.seat, event.display_name, event.person, event.factor)
    else:
        seat = _seat(state, event.seat)
    seat = replace(seat, **_seat_changes(event))
    if seat.connected and seat.arrived < 0:
        seat = replace(seat, arrived=stamped.seq)
    state = replace(state, seats={**state.seats, seat.number: seat})
    return _made_room(state, seat) if seat.is_here else state


def _seat_changes(event: seated.OneSeatEvent) -> dict[str, Any]:
    match event:
        case seated.Joined():
            return {"connected": event.connected}
        case seated.Renamed():
            return {"name": event.display_name}
        case seated.FactorSet():
            return {"factor": event.factor}
        case _:
            return _SEAT_CHANGES[event.name]


_SEAT_CHANGES: dict[str, dict[str, Any]] = {
    "connected": {"connected": True, "free": False},
    "disconnected": {"connected": False},
    "removed": {"connected": False, "removed": True},
    "freed": {"connected": False, "free": True},
}


def _made_room(state: Round, seat: Seat) -> Round:
    """Let who is here take part in what is on screen, with the time that is theirs."""
    item = state.item
    if state.phase == "open" and item is not None:
        if not was_here_before(seat, item):
            return state
        item = replace(item, present=item.present | {seat.number})
        state = _with(state, state.current, item)
    if not state.is_timed:
        return state
    factor = longest((state.timer.factor, seat.factor))
    return replace(state, timer=replace(state.timer, factor=factor))


def _timer(state: Round, limit: float, at: Reading) -> Timer:
    factors = (seat.factor for seat in state.counted() if seat.is_here)
    return Timer(limit=limit, factor=longest(factors), since=at)


def _place(state: Round, question: str) -> int:
    place = place_of(state, question)
    if place < 0:
        message = f"this round has no question {question!r}"
        raise ValueError(message)
    return place


def _seat(state: Round, number: int) -> Seat:
    try:
        return state.seats[number]
    except KeyError:
        message = f"this round has no seat {number}"
        raise ValueError(message) from None


def _with(state: Round, place: int, item: RoundItem) -> Round:
    return replace(state, items=(*state.items[:place], item, *state.items[place + 1 :]))


def _changed(state: Round, question: str, **changes: Any) -> Round:
    place = _place(state, question)
    return _with(state, place, replace(state.items[place], **changes))


def _voted(item: RoundItem, vote: int, votes: Votes) -> RoundItem:
    return replace(item, first=votes) if vote == 1 else replace(item, second=votes)
