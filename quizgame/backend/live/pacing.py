"""How far a class is with a quiz that everybody plays alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quizgame.model.text import clean_line, fold

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.openings import Opening
    from quizgame.model.attempt import AttemptRecord
    from quizgame.store.classes import ClassStore

LEAST_FOR_MEAN = 5
"""Below so many a mean would tell too much of each."""

_UNDONE = frozenset({"pending", "unanswered"})

PaceState = Literal["not begun", "at it", "given up", "handed in"]


@dataclass(frozen=True, slots=True)
class PaceRow:
    """Somebody whom a quiz is open for.

    `answered` is how many questions have an answer in the attempt that runs. `best` is the best
    share, 0 to 1, of `attempts` that were handed in, None before the first.
    """

    name: str
    state: PaceState
    answered: int = 0
    attempts: int = 0
    best: float | None = None


@dataclass(frozen=True, slots=True)
class PaceView:
    """How many are how far. `rows` name everybody: they are empty where it is safe to project.

    `mean` is that of everybody's best attempt, None below five of them.
    """

    expected: int
    at_it: int
    handed_in: int
    mean: float | None
    rows: tuple[PaceRow, ...] = ()


async def pace_of(hub: "Hub", opening: "Opening", *, private: bool) -> PaceView:
    """Return how far those are whom a quiz is open for; raises StoreError."""
    listed = hub.attendance.listed()
    names = {uid: one.name for one, uid, _factor in listed if opening.is_for(uid, one.groups)}
    guests: list[PaceRow] = []
    for seat in hub.room.seats.values():
        uid, groups = hub.attendance.uid(seat.number), hub.attendance.groups(seat.number)
        if opening.is_for(uid, groups) and uid:
            names[uid] = seat.name
        elif opening.is_for(uid, groups):
            guests.append(pace_row(seat.name, hub.alone.known(seat.number, opening)))
    by_uid = await hub.keeper.run(lambda: _by_uid(hub, opening))
    rows = [pace_row(name, by_uid.get(uid, ())) for uid, name in names.items()]
    return pace_view([*rows, *guests], private=private)


def pace_row(name: str, attempts: "Iterable[AttemptRecord]") -> PaceRow:
    """Return how far somebody is who made these attempts."""
    mine = list(attempts)
    running = [one for one in mine if one.status == "running"]
    shares = [one.accuracy for one in mine if one.status == "finished"]
    given = running[0].responses if running else ()
    answered = sum(one.outcome not in _UNDONE or bool(one.response) for one in given)
    state: PaceState = "given up" if mine else "not begun"
    if running or shares:
        state = "at it" if running else "handed in"
    return PaceRow(clean_line(name), state, answered, len(shares), max(shares, default=None))


def pace_view(rows: Iterable[PaceRow], *, private: bool) -> PaceView:
    """Return how far all of these are, by name."""
    ordered = sorted(rows, key=lambda one: fold(one.name))
    best = [one.best for one in ordered if one.best is not None]
    return PaceView(
        expected=len(ordered),
        at_it=sum(one.state == "at it" for one in ordered),
        handed_in=len(best),
        mean=sum(best) / len(best) if len(best) >= LEAST_FOR_MEAN else None,
        rows=tuple(ordered) if private else (),
    )


def attempts_in(opening: "Opening", store: "ClassStore") -> "tuple[AttemptRecord, ...]":
    """Return the attempts that were made in an opening, those that run first; raises StoreError."""
    both = [
        one
        for running in (True, False)
        for one in store.attempts(bank=opening.bank, running=running, since=opening.made_at)
    ]
    return tuple(filter(opening.holds, both))


def uids_of(attempts: "Iterable[AttemptRecord]", store: "ClassStore") -> dict[int, str]:
    """Return what those are known by who made some attempts, by their keys; "" for guests."""
    return {key: store.uid(key) if key else "" for key in {one.person_key for one in attempts}}


def _by_uid(hub: "Hub", opening: "Opening") -> "dict[str, list[AttemptRecord]]":
    """Return the attempts that were made in an opening by people; in the store's thread."""
    found: dict[str, list[AttemptRecord]] = defaultdict(list)
    attempts = attempts_in(opening, hub.store)
    uids = uids_of(attempts, hub.store)
    for one in attempts:
        if one.person_key:
            found[uids[one.person_key]].append(one)
    return found
