"""Coming in: who knocks, whom they may be, and what they must show to have the seat.

Words, keys and probes tell whether somebody is who they say they are:

- who proved to be a student of the list, or has a key that was used on the seat, has it at once;
- a seat whose connection is dead goes to who knocks under its name, at once;
- otherwise the seat's word or the teacher's consent is needed, whether its owner is there or not.
"""

from dataclasses import replace

from quizgame.catalogue import _
from quizgame.classroom.codes import same_code
from quizgame.classroom.nearby import nearby
from quizgame.classroom.roster import Student
from quizgame.classroom.seat_acts import (
    AskLogin,
    AskOtherName,
    AskTeacher,
    AskWord,
    Consented,
    Decision,
    DidYouMean,
    Done,
    Knocked,
    Probe,
    Probed,
    Refused,
    Seated,
    WordGiven,
)
from quizgame.classroom.seats import (
    Room,
    Seat,
    Waiting,
    seat_called,
    seat_of,
    seat_with_login,
    typed_name,
)
from quizgame.model.text import fold_name

MOST_WRONG = 3
"""Wrong words after which only the teacher can give the seat to that connection."""

MOST_ASKED = 5
"""How often a connection is told near names: more would read out the list."""

_MOST_KEYS = 5

Next = tuple[Room, Decision]


def knocked(room: Room, act: Knocked) -> Next:
    """Return what comes of somebody who wants a seat."""
    if seat_of(room, act.connection) is not None:
        return room, refused(act.connection, _("You have a seat already."))
    before = room.waiting.get(act.connection, Waiting())
    waiting = replace(before, seat=0, probed=0, key=act.key, word=act.word)
    room = room.with_waiting(act.connection, waiting)
    name = typed_name(act.name)
    room, found = _proven(room, act) if act.login else _identified(room, act, name)
    if found is not None and not isinstance(found, Student):
        return room, found
    seat = seat_with_login(room, found.login) if found else seat_called(room, name)
    if seat is None:
        return _new_seat(room, act, name, found)
    return _claimed(room, act, seat)


def _proven(room: Room, act: Knocked) -> tuple[Room, Student | Decision]:
    return room, room.register.with_login(act.login) or _not_listed(act.connection)


def _identified(room: Room, act: Knocked, name: str) -> tuple[Room, Student | Decision | None]:
    """Return the student that somebody says they are, None for nobody on the list, or what to ask.

    The room is the next one.
    """
    if not name:
        return room, AskOtherName(
            connection=act.connection,
            message=_("A name needs at least one letter."),
            hint=_("Type the name that the class knows you by."),
        )
    called = room.register.called(name)
    if len(called) > 1:
        return room, AskOtherName(
            connection=act.connection,
            message=_("Two students on the list have this name."),
            hint=_("Type your login instead."),
        )
    if not called:
        return _not_on_list(room, act, name) if len(room.register) else (room, None)
    if room.needs_proof:
        return room, AskLogin(
            connection=act.connection,
            login=called[0].login,
            name=called[0].name,
            message=_("{name}, show that it is you.").format(name=called[0].name),
            hint=_("Type the PIN from your slip."),
        )
    return room, called[0]


def _not_on_list(room: Room, act: Knocked, name: str) -> tuple[Room, Decision | None]:
    """Return what to say about a name that is not on the list, None for: let them in."""
    if act.insists and room.admits_others:
        return room, None
    waiting = room.waiting[act.connection]
    near = nearby(name, room.register.students) if waiting.asked < MOST_ASKED else ()
    if near:
        waiting = replace(waiting, asked=waiting.asked + 1)
        hint = _("Choose one, or type your name as it is on the class list.")
        return room.with_waiting(act.connection, waiting), DidYouMean(
            connection=act.connection,
            names=tuple(student.name for student in near),
            message=_("{name} is not on the class list. Did you mean:").format(name=name),
            hint=hint,
            may_insist=room.admits_others,
        )
    return room, None if room.admits_others else _not_listed(act.connection)


def _new_seat(room: Room, act: Knocked, name: str, student: Student | None) -> Next:
    if room.locked:
        message, hint = _("The class is locked."), _("Ask your teacher to let you in.")
        return room, refused(act.connection, message, hint)
    if sum(not seat.removed for seat in room.seats.values()) >= room.most_seats:
        message, hint = _("The class is full."), _("Ask your teacher to make room.")
        return room, refused(act.connection, message, hint)
    number = 1 + max(room.seats, default=0)
    if student is not None:
        name = _name_for(room, student)
    seat = Seat(
        number,
        name,
        (fold_name(name),),
        act.word,
        login=student.login if student else "",
        approved=student is not None and name == student.name,
        guest=act.guest and student is None,
    )
    return _sit(room, seat, act.connection, act.at, is_new=True)


def _name_for(room: Room, student: Student) -> str:
    """Return the name of a student's seat: the list's, with the login where another has it."""
    if seat_called(room, student.name) is None:
        return student.name
    name, number = typed_name(f"{student.login} {student.name}"), 2
    while seat_called(room, name) is not None:
        name, number = f"{student.login} {number}", number + 1
    return name


def _claimed(room: Room, act: Knocked, seat: Seat) -> Next:
    """Return what becomes of somebody who knocks under the name of a seat that there is."""
    if seat.removed:
        return room, _was_removed(act.connection)
    if seat.free:
        seat = replace(seat, word=act.word, keys=())
        return _sit(room, seat, act.connection, act.at)
    if act.login or (act.key and act.key in seat.keys):
        return _sit(room, seat, act.connection, act.at)
    waiting = replace(room.waiting[act.connection], seat=seat.number)
    if seat.connection and not waiting.wrong:
        waiting = replace(waiting, probed=seat.connection)
        room = room.with_waiting(act.connection, waiting)
        return room, Probe(connection=act.connection, probed=seat.connection)
    return _ask_word(room, act.connection, waiting)


def probed(room: Room, act: Probed) -> Next:
    """Return what comes of a probe: the seat, when nobody answered on it."""
    waiting = room.waiting.get(act.connection, Waiting())
    seat = room.seats.get(waiting.seat)
    if seat is None or not waiting.probed or waiting.probed != act.probed:
        return room, Done()
    waiting = replace(waiting, probed=0)
    if seat.removed:
        return room.with_waiting(act.connection, None), _was_removed(act.connection)
    # Whoever else has sat there since is not the one that was found dead.
    if not act.alive and seat.last_connection == act.probed:
        return _sit(room, seat, act.connection, act.at)
    return _ask_word(room, act.connection, waiting)


def word_given(room: Room, act: WordGiven) -> Next:
    """Return what comes of a seat's word, right or wrong, or of saying: it is not my seat."""
    waiting = room.waiting.get(act.connection, Waiting())
    seat = room.seats.get(waiting.seat)
    if seat is None:
        return room, refused(act.connection, _("Type your name first."))
    if seat.removed:
        return room.with_waiting(act.connection, None), _was_removed(act.connection)
    if not act.word.strip():
        room = room.with_waiting(act.connection, replace(waiting, seat=0, probed=0))
        return room, _other_name(act.connection, seat.name)
    if waiting.wrong < MOST_WRONG and same_code(act.word, seat.word):
        return _sit(room, seat, act.connection, act.at)
    waiting = replace(waiting, wrong=min(waiting.wrong + 1, MOST_WRONG), probed=0)
    return _ask_word(room, act.connection, waiting, wrong=True)


def _ask_word(room: Room, connection: int, waiting: Waiting, *, wrong: bool = False) -> Next:
    room = room.with_waiting(connection, waiting)
    name = room.seats[waiting.seat].name
    if waiting.wrong >= MOST_WRONG:
        return room, AskTeacher(
            connection=connection,
            seat=waiting.seat,
            message=_("That was not the seat word of {name}.").format(name=name),
            hint=_("Ask your teacher to let you in, or choose another name."),
        )
    message = (
        _("That is not the seat word of {name}. Try again.")
        if wrong
        else _("{name} has a seat here already. If that is you, type your seat word.")
    )
    return room, AskWord(
        connection=connection,
        name=name,
        wrong=wrong,
        message=message.format(name=name),
        hint=_(
            "It has four letters. Forgotten it? Ask your teacher to let you in. Not you? Press "
            "Enter alone and choose another name."
        ),
    )


def consented(room: Room, act: Consented) -> Next:
    """Return what comes of the teacher's word on who waits for a seat."""
    waiting = room.waiting.get(act.connection, Waiting())
    seat = room.seats.get(waiting.seat)
    if seat is None or seat.removed:
        return room, refused(0, _("Nobody waits for this seat any more."))
    if act.yes:
        return _sit(room, seat, act.connection, act.at)
    room = room.with_waiting(act.connection, replace(waiting, seat=0, probed=0))
    return room, _other_name(act.connection, seat.name)


def _sit(room: Room, seat: Seat, connection: int, at: float, *, is_new: bool = False) -> Next:
    """Put a connection on a seat, in the place of the one that had it."""
    key = room.waiting[connection].key
    keys = dict.fromkeys((key, *seat.keys) if key else seat.keys)
    replaces = seat.connection
    seat = replace(
        seat,
        connection=connection,
        last_connection=connection,
        keys=tuple(keys)[:_MOST_KEYS],
        free=False,
    )
    heard = {one: times for one, times in room.heard.items() if one != replaces}
    room = replace(room.with_seat(seat), heard={**heard, connection: (at, at)})
    return room.with_waiting(connection, None), Seated(
        connection=connection,
        seat=seat.number,
        name=seat.name,
        word=seat.word,
        replaces=replaces,
        is_new=is_new,
    )


# What is said


def refused(connection: int, message: str, hint: str = "") -> Refused:
    """Return a refusal."""
    return Refused(connection=connection, message=message, hint=hint)


def no_seat() -> Refused:
    """Return what is said of a seat that there is not."""
    return refused(0, _("There is no such seat."))


def _was_removed(connection: int) -> Refused:
    message = _("You were taken out of this class.")
    return refused(connection, message, _("Ask your teacher."))


def _not_listed(connection: int) -> Refused:
    message = _("This name is not on the class list.")
    hint = _("Type first and last name as on the list, or your login, or ask your teacher.")
    return refused(connection, message, hint)


def _other_name(connection: int, name: str) -> AskOtherName:
    return AskOtherName(
        connection=connection,
        message=_("The name {name} is taken.").format(name=name),
        hint=_("Choose another, perhaps with a letter of your last name."),
    )
