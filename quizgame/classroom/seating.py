"""Who may sit where: `decide` takes a room and an act, and returns the next room and the decision.

Nothing else decides, so a class can be replayed from its acts.
"""

from dataclasses import replace

from quizgame.catalogue import _
from quizgame.classroom.entering import (
    Next,
    consented,
    knocked,
    no_seat,
    probed,
    refused,
    word_given,
)
from quizgame.classroom.seat_acts import (
    Act,
    Approved,
    Closed,
    Consented,
    Done,
    Dropped,
    Heard,
    Knocked,
    Locked,
    NameChanged,
    Probed,
    Restarted,
    SeatFreed,
    SeatRemoved,
    WordGiven,
)
from quizgame.classroom.seats import Room, seat_called, seat_of, typed_name
from quizgame.model.text import fold_name


def decide(room: Room, act: Act) -> Next:  # noqa: C901, PLR0911, PLR0912 - one line for each act
    """Return the room after an act, and what is to be done about it."""
    match act:
        case Knocked():
            return knocked(room, act)
        case WordGiven():
            return word_given(room, act)
        case Probed():
            return probed(room, act)
        case Heard():
            return _heard(room, act), Done()
        case Dropped():
            return _without(room, act.connection), Done()
        case Restarted():
            seats = {number: replace(one, connection=0) for number, one in room.seats.items()}
            return replace(room, seats=seats, waiting={}, heard={}), Done()
        case Consented():
            return consented(room, act)
        case Approved():
            for number in act.seats:
                if number in room.seats:
                    room = room.with_seat(replace(room.seats[number], approved=True))
            return room, Done()
        case NameChanged():
            return _name_changed(room, act)
        case SeatRemoved():
            return _removed(room, act)
        case SeatFreed():
            seat = room.seats.get(act.seat)
            if seat is None or seat.removed:
                return room, no_seat()
            return room.with_seat(replace(seat, free=True)), Done()
        case Locked():
            return replace(room, locked=act.on), Done()


def _heard(room: Room, act: Heard) -> Room:
    times = room.heard.get(act.connection)
    if times is None:
        return room
    latest = max(times[0], act.at), max(times[1], act.at) if act.active else times[1]
    return replace(room, heard={**room.heard, act.connection: latest})


def _without(room: Room, connection: int) -> Room:
    seat = seat_of(room, connection)
    if seat is not None:
        room = room.with_seat(replace(seat, connection=0))
    heard = {one: times for one, times in room.heard.items() if one != connection}
    return replace(room, heard=heard).with_waiting(connection, None)


def _name_changed(room: Room, act: NameChanged) -> Next:
    seat = room.seats.get(act.seat)
    if seat is None or seat.removed:
        return room, no_seat()
    asker = 0 if act.by_teacher else seat.connection
    name = typed_name(act.name)
    if not name:
        return room, refused(asker, _("A name needs at least one letter."))
    other = seat_called(room, name)
    listed = any(student.login != seat.login for student in room.register.called(name))
    if listed or (other is not None and other.number != seat.number):
        message = _("Somebody here is called {name} already.").format(name=name)
        hint = _("Choose another name, perhaps with a letter of the last name.")
        return room, refused(asker, message, hint)
    known_as = tuple(dict.fromkeys((fold_name(name), *seat.known_as)))
    approved = act.by_teacher or (seat.approved and name == seat.name)
    seat = replace(seat, name=name, known_as=known_as, approved=approved)
    return room.with_seat(seat), Done()


def _removed(room: Room, act: SeatRemoved) -> Next:
    seat = room.seats.get(act.seat)
    if seat is None or seat.removed:
        return room, no_seat()
    connection = seat.connection
    if connection:
        room = _without(room, connection)
    room = room.with_seat(replace(seat, removed=True, connection=0))
    if not connection:
        return room, Done()
    message = _("Your teacher took you out of the class.")
    return room, Closed(connection=connection, message=message, hint=_("Ask your teacher."))
