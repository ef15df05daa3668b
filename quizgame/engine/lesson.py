"""How a lesson goes, for the teacher: who has done what, how late it is, when it will end."""

from dataclasses import dataclass
from typing import Literal

from quizgame.engine.events import Reading
from quizgame.engine.round_clock import left
from quizgame.engine.round_state import Round, RoundItem, Seat

TALK_S = 60
"""Seconds after closing that a question is thought to take until the first one has told."""

ANSWER_S = 45
"""Seconds that a question without a time limit is thought to take, as above."""

Progress = Literal["coming", "skipped", "absent", "not yet joined", "open", "answered", "none"]
"""What a seat has done about a question, without whether it is right. `none`: it closed without."""


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """How far a seat is, a word a question; `late` are the questions answered too late."""

    seat: Seat
    done: tuple[Progress, ...]
    late: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The time of a lesson: `elapsed` seconds since the lobby opened, question `number` of `of`.

    Skipped questions are not among them. `ends_at` is the projected end in UTC seconds, from the
    pace so far.
    """

    elapsed: float
    number: int
    of: int
    ends_at: float


def progress(state: Round) -> tuple[SeatProgress, ...]:
    """Return how far each seat is that was not removed. It tells nothing of the key."""
    return tuple(
        SeatProgress(
            seat,
            tuple(_progress(state, item, seat) for item in state.items),
            tuple(item.ref.id for item in state.items if seat.number in item.late),
        )
        for seat in state.counted()
    )


def answered_now(state: Round) -> tuple[int, int]:
    """Return how many of the seats that take part have answered the question on screen."""
    item = state.item
    if item is None:
        return 0, 0
    votes = item.votes(item.vote)
    seats = [seat.number for seat in state.counted() if seat.number in item.present]
    return sum(seat in votes for seat in seats), len(seats)


def lesson(state: Round, now: Reading) -> Lesson:
    """Return how late it is in the lesson."""
    asked = [item for item in state.items if item.is_shown and not item.skipped]
    of = sum(not item.skipped for item in state.items)
    if state.phase == "finished":
        took = max(0.0, state.finished_at - state.began)
        return Lesson(took, len(asked), of, state.finished_at)
    return Lesson(max(0.0, now.wall - state.began), len(asked), of, now.wall + _to_go(state, now))


def _progress(state: Round, item: RoundItem, seat: Seat) -> Progress:
    if item.skipped:
        return "skipped"
    if not item.is_shown:
        return "coming"
    if seat.number not in item.present:
        return "not yet joined" if seat.arrived > item.shown else "absent"
    is_open = state.phase == "open" and item is state.item
    if seat.number in item.votes(item.vote if is_open else 1) or (
        not is_open and item.given(seat.number)
    ):
        return "answered"
    return "open" if is_open else "none"


def _to_go(state: Round, now: Reading) -> float:
    """Return the seconds that the rest of the round will take at its pace."""
    coming = [item for item in state.items if not (item.is_shown or item.skipped)]
    shown = [item for item in state.items if item.is_shown]
    pace = None
    if len(shown) > 1:
        pace = max(0.0, shown[-1].shown_at - shown[0].shown_at) / (len(shown) - 1)
    seconds = sum(_guess(item) if pace is None else pace for item in coming)
    if state.phase == "reading":
        return seconds + (left(state.timer, now) or 0.0)
    if state.phase == "lobby" and not state.was_read:
        return seconds + state.plan.reading_seconds
    if shown and not shown[-1].skipped:
        whole = _guess(shown[-1]) if pace is None else pace
        seconds += max(0.0, whole - max(0.0, now.wall - shown[-1].shown_at))
    return seconds


def _guess(item: RoundItem) -> float:
    return (item.ref.limit or ANSWER_S) + TALK_S
