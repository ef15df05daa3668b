"""Who sits on which seat of the class, who they are from lesson to lesson, and on which screen."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.classroom.seating import decide
from quizgame.classroom.seats import Presence, Room, Seat, presence
from quizgame.store.classes import SeatRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.live.liveround import Selected
    from quizgame.backend.live.place import Place
    from quizgame.classroom.roster import Roster, Student
    from quizgame.classroom.seat_acts import Act, Decision
    from quizgame.engine.events import Reading
    from quizgame.model.person import Person

_UID_BYTES = 10
_OF_LIST = "list:"


class Attendance:
    """The seats of a class, with what is kept of them.

    A person has a `uid` that stays from lesson to lesson: that of the list, or one made with the
    seat; guests have none. `people` are those whom the store knows, by seat.
    """

    def __init__(
        self, klass: str, room: Room, roster: "Roster | None", places: "dict[int, Place]"
    ) -> None:
        """Begin with the seats of `room`; `places` are the connections, by number."""
        self.room, self.roster, self._klass = room, roster, klass
        self.people: dict[int, Person] = {}
        self._places = places
        self._uids: dict[int, str] = {}
        self._factors: dict[int, float] = {}
        self._kept: dict[int, SeatRecord] = {}
        self._compared: dict[int, Seat] = {}
        self._left_at: dict[int, Reading] = {}

    def decide(self, act: "Act") -> "Decision":
        """Let something happen to the seats, and return what is to be done about it."""
        self.room, decision = decide(self.room, act)
        return decision

    # Who they are

    def uid(self, seat: int) -> str:
        """Return what a person is known by from lesson to lesson; "" for a guest."""
        one = self.room.seats[seat]
        student = self.student(one)
        if student is not None:
            return uid_of(student)
        if one.guest:
            return ""
        if seat not in self._uids:
            self._uids[seat] = secrets.token_hex(_UID_BYTES)
        return self._uids[seat]

    def student(self, seat: Seat) -> "Student | None":
        """Return the student of the list whose seat it is."""
        return self.room.register.with_login(seat.login)

    def listed(self) -> "Iterator[tuple[Student, str, float]]":
        """Give every student of the list with uid and time factor."""
        for student in self.room.register.students:
            yield student, uid_of(student), self._listed_factor(student)

    def groups(self, seat: int) -> tuple[str, ...]:
        """Return the groups of a seat's student, as the list has them."""
        student = self.student(self.room.seats[seat])
        return student.groups if student else ()

    def factor(self, seat: int) -> float:
        """Return how far time limits are stretched for a seat; 0 for no limits."""
        own, person = self.own_factor(seat), self.people.get(seat)
        if own is None:
            return person.wishes.time_factor if person else 1.0
        return own

    def own_factor(self, seat: int) -> float | None:
        """Return the factor that the teacher or the list gives, None where neither does."""
        student = self.student(self.room.seats[seat])
        listed = None if student is None else self._listed_factor(student)
        return self._factors.get(seat, listed)

    def set_factor(self, seat: int, factor: float) -> None:
        """Stretch a seat's time limits otherwise, whatever the list says."""
        self._factors[seat] = factor
        self._compared.pop(seat, None)

    def _listed_factor(self, student: "Student") -> float:
        if self.roster is not None:
            return self.roster.factor(student)
        return 1.0 if student.time_factor is None else student.time_factor

    # On which connection

    def seated(self) -> "Iterator[tuple[int, Place]]":
        """Give each seat that somebody is connected to, with their place."""
        for place in tuple(self._places.values()):
            if place.seat:
                yield place.seat, place

    def connections(self, seats: Iterable[int]) -> tuple[int, ...]:
        """Return the connections on some seats."""
        known = (self.room.seats[seat].connection for seat in seats if seat in self.room.seats)
        return tuple(connection for connection in known if connection)

    def screens(self) -> "Iterator[tuple[int, Selected]]":
        """Give what stands on each screen unsent."""
        return ((seat, place.on_screen) for seat, place in self.seated() if place.on_screen)

    def forget_screens(self) -> None:
        """Take nothing that stood on a screen for what stands there now."""
        for place in self._places.values():
            place.on_screen = None

    def active(self) -> "Iterator[tuple[int, Reading]]":
        """Give when each student last did something, also of those who dropped out since."""
        yield from self._left_at.items()
        yield from ((seat, place.active_at) for seat, place in self.seated() if place.active_at)

    def dropped(self, place: "Place") -> None:
        """Remember when somebody who is gone last did something."""
        if place.seat and place.active_at:
            self._left_at[place.seat] = place.active_at

    def painted(self, question_id: str, vote: int) -> "Iterator[tuple[int, Reading]]":
        """Give when a question was painted on each screen that has it."""
        for seat, place in self.seated():
            if place.painted_at and place.painted_at[:2] == (question_id, vote):
                yield seat, place.painted_at[2]

    def presences(self, now: float, asked: "Mapping[int, float]") -> "dict[int, Presence]":
        """Return whether the owner of each seat is there.

        `asked` is since when an answer is asked of a seat, for those of which one is.
        """
        return {
            number: presence(self.room, seat, now, asked=asked.get(number))
            for number, seat in self.room.seats.items()
        }

    # What is kept of them

    def unkept(self) -> "tuple[SeatRecord, ...]":
        """Return the seats that are not kept as they are."""
        found = []
        for number, seat in self.room.seats.items():
            if self._compared.get(number) is seat:
                continue
            record = self._record(seat)
            if self._kept.get(number) == record:
                self._compared[number] = seat
            else:
                found.append(record)
        return tuple(found)

    def records(self) -> "tuple[SeatRecord, ...]":
        """Return all seats as they are to be kept."""
        return tuple(map(self._record, self.room.seats.values()))

    def kept(self, records: "Sequence[SeatRecord]") -> None:
        """Take note that seats are kept."""
        self._kept.update((one.number, one) for one in records)

    def take_up(self, records: "Iterable[SeatRecord]") -> None:
        """Have the seats that were kept; nobody is connected to them."""
        for one in records:
            self._kept[one.number] = one
            self._uids[one.number] = one.person
            if one.factor is not None:
                self._factors[one.number] = one.factor
            self.room = self.room.with_seat(
                Seat(
                    number=one.number,
                    name=one.name,
                    known_as=tuple(one.known_as),
                    word=one.word,
                    login=one.login,
                    keys=tuple(one.keys),
                    approved=one.approved,
                    guest=one.guest,
                    free=one.free,
                    removed=one.removed,
                )
            )

    def without(self, seat: int) -> None:
        """Have a seat no more."""
        seats = {number: one for number, one in self.room.seats.items() if number != seat}
        self.room = replace(self.room, seats=seats)
        of_people = (self._kept, self._compared, self._uids, self._factors, self.people)
        for known in (*of_people, self._left_at):
            known.pop(seat, None)

    def _record(self, seat: Seat) -> "SeatRecord":
        return SeatRecord(
            klass=self._klass,
            number=seat.number,
            name=seat.name,
            known_as=seat.known_as,
            word=seat.word,
            login=seat.login,
            keys=seat.keys,
            approved=seat.approved,
            guest=seat.guest,
            removed=seat.removed,
            free=seat.free,
            person=self.uid(seat.number),
            factor=self._factors.get(seat.number),
        )


def uid_of(student: "Student") -> str:
    """Return what a student of the list is known by."""
    return _OF_LIST + student.person
