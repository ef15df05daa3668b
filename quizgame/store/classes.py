"""What a store keeps of a class: rounds with events, seats, quizzes opened to be played alone.

A class is known by its name, `klass`. People and what they play alone are kept as any player's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from quizgame.store.base import Store

if TYPE_CHECKING:  # what these load would stand between a start and its first picture
    from collections.abc import Mapping, Sequence

    from quizgame.engine.round_events import RoundStamped
    from quizgame.model.attempt import Revision
    from quizgame.model.person import Person, Wishes


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A live round. Times are UTC seconds; `finished_at` is None while it is on."""

    id: str
    klass: str
    bank: str
    bank_title: str
    quiz: str
    quiz_title: str
    started_at: float
    finished_at: float | None = None


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A seat of a class, as `classroom.seats.Seat`; `person` is the uid of whose it is.

    `person` is "" for a guest. `factor` is how far the teacher stretches time limits for this seat
    (0: there are none), None where the teacher said nothing.
    """

    klass: str
    number: int
    name: str
    known_as: tuple[str, ...]
    word: str = field(repr=False)
    login: str = ""
    keys: tuple[str, ...] = field(default=(), repr=False)
    approved: bool = False
    guest: bool = False
    removed: bool = False
    free: bool = False
    person: str = ""
    factor: float | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OpeningRecord:
    """A quiz that a class may play alone; `key` 0 is one that is not kept yet.

    `opens` and `closes` are UTC seconds, 0 for no bound; `attempts` 0 is as often as one likes.
    `overrides` is JSON that the backend understands.
    """

    key: int
    klass: str
    bank: str
    quiz: str
    title: str
    behaviour: str
    scoring: str
    opens: float = 0.0
    closes: float = 0.0
    attempts: int = 0
    overrides: str = "{}"


class ClassStore(Store, Protocol):
    """The memory of classes: all that a `Store` is, and more; for use from any thread.

    Every method that writes has committed when it returns. All raise `StoreError` when the
    database can not be used.
    """

    def begin_round(
        self, record: RoundRecord, events: Sequence[RoundStamped], revisions: Sequence[Revision]
    ) -> None:
        """Keep a new round with its first events and its questions; one transaction.

        Raises SittingMovedError when it is there already.
        """
        ...

    def add_round_events(self, round_id: str, events: Sequence[RoundStamped]) -> None:
        """Keep events of a round, all or none.

        Raises SittingMovedError when an event of the same place is there already, or the round was
        erased.
        """
        ...

    def keep_round(self, record: RoundRecord) -> None:
        """Keep a round as it is now; nothing happens where it was erased."""
        ...

    def add_round_revision(self, round_id: str, revision: Revision) -> None:
        """Keep another revision of a question of a round."""
        ...

    def rounds(self, klass: str | None = None) -> tuple[RoundRecord, ...]:
        """Return the rounds of a class, newest first; of all classes for None."""
        ...

    def round_events(self, round_id: str) -> tuple[RoundStamped, ...]:
        """Return the events of a round in order; raises ValueError for another version's."""
        ...

    def round_revisions(self, round_id: str) -> Mapping[str, Revision]:
        """Return the revisions of a round's questions by content hash."""
        ...

    def keep_seats(self, klass: str, seats: Sequence[SeatRecord]) -> None:
        """Keep seats as they are now, new ones too; one transaction."""
        ...

    def seats(self, klass: str) -> tuple[SeatRecord, ...]:
        """Return the seats of a class by number."""
        ...

    def all_seats(self) -> tuple[SeatRecord, ...]:
        """Return the seats of all classes, by class and number."""
        ...

    def remove_seats(self, klass: str) -> None:
        """Erase the seats of a class: another lesson begins with none."""
        ...

    def keep_lock(self, klass: str, at: float) -> None:
        """Keep since when (UTC seconds) nobody new may come into a class; 0 for not at all."""
        ...

    def locked_since(self, klass: str) -> float:
        """Return since when (UTC seconds) nobody new may come in; 0 for not at all."""
        ...

    def keep_lesson(self, klass: str, at: float) -> None:
        """Keep when (UTC seconds) a class was last known to have a lesson; 0 when it has ended."""
        ...

    def lesson_since(self, klass: str) -> float:
        """Return when (UTC seconds) a class was last known to have a lesson; 0 for none."""
        ...

    def keep_opening(self, record: OpeningRecord) -> int:
        """Keep an opening, as a new one where its key is 0, and return its key."""
        ...

    def openings(self, klass: str) -> tuple[OpeningRecord, ...]:
        """Return the openings of a class, the oldest first."""
        ...

    def all_openings(self) -> tuple[OpeningRecord, ...]:
        """Return the openings of all classes, the oldest first."""
        ...

    def remove_opening(self, key: int) -> None:
        """Erase an opening, if it is there."""
        ...

    def uid(self, key: int) -> str:
        """Return the uid of a person; raises RefusedError when there is no such person."""
        ...

    def person_of(self, uid: str, name: str, wishes: Wishes | None = None) -> Person:
        """Return the person with this `uid`, made where there is none yet.

        Name and wishes become these (None: wishes stay as they are kept); where the name is
        somebody else's a number is added to it.
        """
        ...

    def forget_guests(self, klass: str) -> None:
        """Erase guests: their seats, and their names and answers in the rounds of the class."""
        ...

    def has_name(self, name: str) -> bool:
        """Return whether somebody with this name (compared folded) is kept, but not in `people`.

        Guests are such, and students of a list who never came.
        """
        ...

    def forget_name(self, name: str) -> None:
        """Erase everybody with this name who is not in `people`, as `forget_person` does."""
        ...

    def erase_before(self, at: float) -> None:
        """Erase rounds and attempts begun before `at` (UTC seconds), and who is left with nothing.

        With them go seats of people of whom nothing else is kept.
        """
        ...
