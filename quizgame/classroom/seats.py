"""Who sits where in a class: the state, and what may be asked about it.

What may happen next is in `seating.py`. Who is on a seat is not what a round is about: a round has
seats of its own (`engine/round_seats.py`), which follow these through all rounds of a lesson.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from quizgame.classroom.roster import Student
from quizgame.model.text import clean_name, fold_name

LOST_AFTER_S = 8.0
"""Silence after which a student counts as lost. Connections must be made to answer every 4 s or
sooner, so that a client that stands still shows within 10 s."""

IDLE_AFTER_S = 60.0
"""Time without a key after which a student counts as idle of whom something is asked."""

LONGEST_NAME = 400
"""Characters of a typed name that are looked at; far fewer are kept."""

Presence = Literal["connected", "idle", "lost", "gone"]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that somebody was given.

    `name` is cleaned; `known_as` are the names it is found under, folded, the present one first.
    `login` is the student's on the list, "" for others. `word` is a secret between the seat's owner
    and the program, `keys` are fingerprints of keys used on it. `connection` sits on it now (0:
    none), `last_connection` did last. `approved` says that the name may be shown to all, `free`
    that the next to come under it has the seat.
    """

    number: int
    name: str
    known_as: tuple[str, ...]
    word: str = field(repr=False)
    login: str = ""
    keys: tuple[str, ...] = field(default=(), repr=False)
    connection: int = 0
    last_connection: int = 0
    approved: bool = False
    guest: bool = False
    free: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A connection without a seat that was asked something.

    `seat` is the one it says is its own (0: none), `probed` the connection on it that is being
    probed (0: none). `wrong` counts wrong words, `asked` how often it was told near names; `key`
    and `word` are those it knocked with.
    """

    seat: int = 0
    probed: int = 0
    wrong: int = 0
    asked: int = 0
    key: str = field(default="", repr=False)
    word: str = field(default="", repr=False)


class Register:
    """The students of a list, found by login or name without looking at all of them."""

    def __init__(self, students: Sequence[Student] = ()) -> None:
        self.students = tuple(students)
        self._by_login = {one.login: one for one in students if one.login}
        self._by_name: dict[str, list[Student]] = {}
        for one in students:
            self._by_name.setdefault(fold_name(one.name), []).append(one)

    def __len__(self) -> int:
        """Return how many students there are."""
        return len(self.students)

    def with_login(self, login: str) -> Student | None:
        """Return the student with a login, letter case apart."""
        return self._by_login.get(fold_name(login)) if login else None

    def called(self, name: str) -> tuple[Student, ...]:
        """Return the students with a name or login; several may share a name."""
        folded = fold_name(name)
        found = self._by_login.get(folded)
        return (found,) if found else tuple(self._by_name.get(folded, ()))


@dataclass(frozen=True, slots=True)
class Room:
    """A class as a value.

    `needs_proof` says that students on the list must prove who they are before they knock,
    `admits_others` that who is not on it may come in too. `heard` has for each seated connection
    when something came from it last, and when its student last did something.
    """

    register: Register = field(default_factory=Register, compare=False, repr=False)
    needs_proof: bool = False
    admits_others: bool = True
    most_seats: int = 300
    locked: bool = False
    seats: Mapping[int, Seat] = field(default_factory=dict)
    waiting: Mapping[int, Waiting] = field(default_factory=dict)
    heard: Mapping[int, tuple[float, float]] = field(default_factory=dict)

    def with_seat(self, seat: Seat) -> "Room":
        """Return the room with a seat put in, or put in the place of the one with its number."""
        return replace(self, seats={**self.seats, seat.number: seat})

    def with_waiting(self, connection: int, waiting: Waiting | None) -> "Room":
        """Return the room with what a connection waits for, None for nothing."""
        rest = {one: other for one, other in self.waiting.items() if one != connection}
        return replace(self, waiting=rest if waiting is None else {**rest, connection: waiting})


@dataclass(frozen=True, slots=True)
class Shown:
    """Who is here, as all may see it: names that the teacher approved, and how many others."""

    names: tuple[str, ...]
    others: int


def typed_name(text: str) -> str:
    """Return a display name as typed, cleaned; "" when there is nothing in it to be called by."""
    cleaned = clean_name(text[:LONGEST_NAME])
    return cleaned if any(char.isalnum() for char in cleaned) else ""


def presence(room: Room, seat: Seat, now: float, *, asked: float | None = None) -> Presence:
    """Return whether the owner of a seat is there.

    `asked` is since when an answer is asked of them, None where none is: who reads, waits or has
    answered is never idle.
    """
    if not seat.connection:
        return "gone"
    heard, active = room.heard.get(seat.connection, (now, now))
    if now - heard > LOST_AFTER_S:
        return "lost"
    is_idle = asked is not None and now - max(asked, active) > IDLE_AFTER_S
    return "idle" if is_idle else "connected"


def seat_of(room: Room, connection: int) -> Seat | None:
    """Return the seat that a connection sits on, or None."""
    if connection not in room.heard:
        return None
    return next((seat for seat in room.seats.values() if seat.connection == connection), None)


def seat_called(room: Room, name: str) -> Seat | None:
    """Return the seat under a name, the present one before those it had; or None."""
    folded = fold_name(name)
    called = [seat for seat in room.seats.values() if folded in seat.known_as]
    return min(called, key=lambda seat: seat.known_as.index(folded), default=None)


def seat_with_login(room: Room, login: str) -> Seat | None:
    """Return the seat of a student of the list, or None."""
    return next((one for one in room.seats.values() if login and one.login == login), None)


def words_taken(room: Room) -> frozenset[str]:
    """Return the seat words in use, of which a new one should be none."""
    return frozenset(seat.word for seat in room.seats.values())


def for_projector(room: Room) -> Shown:
    """Return who is here as the whole class may see it."""
    here = [seat for seat in room.seats.values() if seat.connection and not seat.removed]
    names = tuple(seat.name for seat in here if seat.approved)
    return Shown(names, len(here) - len(names))
