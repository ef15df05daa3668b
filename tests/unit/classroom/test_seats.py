"""Who sits where: nobody takes a seat that is another's, and everybody gets back to their own."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.classroom.entering import MOST_ASKED, MOST_WRONG
from quizgame.classroom.filling import completed
from quizgame.classroom.nearby import MOST_CANDIDATES, nearby
from quizgame.classroom.roster import Student, parse_roster
from quizgame.classroom.seat_acts import (
    Act,
    Approved,
    AskLogin,
    AskOtherName,
    AskTeacher,
    AskWord,
    Closed,
    Consented,
    Decision,
    DidYouMean,
    Done,
    Dropped,
    Heard,
    Knocked,
    Locked,
    NameChanged,
    Probe,
    Probed,
    Refused,
    Restarted,
    Seated,
    SeatFreed,
    SeatRemoved,
    WordGiven,
)
from quizgame.classroom.seating import decide
from quizgame.classroom.seats import (
    IDLE_AFTER_S,
    LOST_AFTER_S,
    Register,
    Room,
    for_projector,
    presence,
    seat_called,
    words_taken,
)
from quizgame.model.text import cell_width, fold_name
from tests.hostile.payloads import EXTRAS, attack

KEY = "SHA256:key"
OTHER_KEY = "SHA256:other"


def class_list(*names: str) -> tuple[Student, ...]:
    """The students of a list of names, with logins."""
    raw = "\n".join(["name", *(f'"{name}"' for name in names)]).encode()
    return completed(parse_roster(raw, "a.csv"), lambda _count: 0).students


LETTERED = tuple(text for text in EXTRAS if any(map(str.isalnum, text)))
LISTED = class_list(
    "Anna Bauer", "Ben Okafor", "Chloé Martin", "Dilara Y\u0131ld\u0131z", "Emil Berg"
)


def play(room: Room, *acts: Act) -> tuple[Room, Decision]:
    """The room after some acts, and the last decision."""
    decision: Decision = Done()
    for act in acts:
        room, decision = decide(room, act)
    return room, decision


def knock(
    connection: int,
    name: str = "Anna",
    *,
    word: str = "",
    login: str = "",
    key: str = "",
    insists: bool = False,
    guest: bool = False,
) -> Knocked:
    """Somebody knocks; the word of a seat that this makes is w and the connection's number."""
    return Knocked(
        connection=connection,
        at=0.0,
        name=name,
        word=word or f"w{connection}",
        login=login,
        key=key,
        insists=insists,
        guest=guest,
    )


def word(connection: int, text: str) -> WordGiven:
    """A seat's word is typed."""
    return WordGiven(connection=connection, at=0.0, word=text)


def probed(connection: int, old: int, *, alive: bool) -> Probed:
    """A probe has come to its end."""
    return Probed(connection=connection, probed=old, at=0.0, alive=alive)


def dropped(connection: int) -> Dropped:
    """A connection ended."""
    return Dropped(connection=connection, at=0.0)


def consent(connection: int, *, yes: bool) -> Consented:
    """The teacher has decided."""
    return Consented(connection=connection, at=0.0, yes=yes)


def listed_room(*, needs_proof: bool = False, admits_others: bool = True) -> Room:
    """A class with a list."""
    register = Register(LISTED)
    return Room(register=register, needs_proof=needs_proof, admits_others=admits_others)


# Coming in and coming back


def test_who_comes_gets_a_seat_and_its_word() -> None:
    """The first Anna sits at once, and is told her word."""
    _room, decision = play(Room(), knock(1, " Anna\t"))
    assert decision == Seated(connection=1, seat=1, name="Anna", word="w1", is_new=True)


def test_a_dead_connection_gives_its_seat_at_once() -> None:
    """The client that stood still is closed, and its owner has the seat again without a word."""
    room, decision = play(Room(), knock(1), knock(2, "ANNA"))
    assert decision == Probe(connection=2, probed=1)
    room, decision = play(room, probed(2, 1, alive=False))
    assert decision == Seated(connection=2, seat=1, name="Anna", word="w1", replaces=1)
    _room, decision = play(room, dropped(1), knock(3, "Ben"))
    assert isinstance(decision, Seated)


def test_a_living_connection_keeps_its_seat_until_the_word_comes() -> None:
    """The owner's word, however it is typed, replaces the old connection."""
    room, decision = play(Room(), knock(1), knock(2), probed(2, 1, alive=True))
    assert isinstance(decision, AskWord)
    assert not decision.wrong
    _room, decision = play(room, word(2, " W 2 "), word(2, " W 1 "))
    assert decision == Seated(connection=2, seat=1, name="Anna", word="w1", replaces=1)


def test_a_seat_that_nobody_sits_on_asks_for_its_word() -> None:
    """After a lost connection the word gives the seat, and nothing else was asked."""
    room, decision = play(Room(), knock(1), dropped(1), knock(2))
    assert isinstance(decision, AskWord)
    _room, decision = play(room, word(2, "w1"))
    assert decision == Seated(connection=2, seat=1, name="Anna", word="w1")


@pytest.mark.parametrize("first", [(dropped(1),), ()])
def test_the_key_used_before_serves_as_well(first: Sequence[Act]) -> None:
    """Who shows the same key has the seat at once, also from a living connection."""
    room, _decision = play(Room(), knock(1, key=KEY), *first)
    assert isinstance(play(room, knock(2, key=OTHER_KEY))[1], AskWord | Probe)
    _room, decision = play(room, knock(2, key=KEY))
    assert isinstance(decision, Seated)
    assert decision.replaces == (0 if first else 1)


def test_a_key_counts_from_when_it_was_used_with_the_word() -> None:
    """Who came back by the word once comes back by the key next time; a guess earns nothing."""
    room, _decision = play(Room(), knock(1), dropped(1), knock(2, key=OTHER_KEY), word(2, "no"))
    room, _decision = play(room, dropped(2), knock(3, key=KEY), word(3, "w1"), dropped(3))
    assert isinstance(play(room, knock(4, key=OTHER_KEY))[1], AskWord)
    assert isinstance(play(room, knock(4, key=KEY))[1], Seated)


def test_wrong_words_end_with_the_teacher() -> None:
    """After some wrong words only the teacher's consent helps, not even the right word."""
    room, _decision = play(Room(), knock(1), dropped(1), knock(2))
    for _n in range(MOST_WRONG - 1):
        room, decision = play(room, word(2, "nope"))
        assert isinstance(decision, AskWord)
        assert decision.wrong
    room, decision = play(room, word(2, "nope"))
    assert isinstance(decision, AskTeacher)
    room, decision = play(room, word(2, "w1"))
    assert isinstance(decision, AskTeacher)
    room, decision = play(room, knock(2))
    assert isinstance(decision, AskTeacher)
    _room, decision = play(room, consent(2, yes=True))
    assert decision == Seated(connection=2, seat=1, name="Anna", word="w1")


def test_a_wrong_word_is_not_forgotten_when_the_owner_drops_out() -> None:
    """Who guessed wrong is not let in by a probe that finds the owner's connection dead."""
    room, _decision = play(Room(), knock(1), knock(2), probed(2, 1, alive=True), word(2, "nope"))
    room, decision = play(room, knock(2))
    assert isinstance(decision, AskWord)
    assert play(room, probed(2, 1, alive=False)) == (room, Done())
    _room, decision = play(Room(), knock(1), knock(2), word(2, "no"), probed(2, 1, alive=False))
    assert decision == Done()


def test_the_teacher_may_say_no() -> None:
    """Then another name is asked for, and the seat stays its owner's."""
    room, decision = play(Room(), knock(1), dropped(1), knock(2), consent(2, yes=False))
    assert isinstance(decision, AskOtherName)
    _room, decision = play(room, word(2, "w1"))
    assert isinstance(decision, Refused)


def test_a_second_anna_takes_another_name() -> None:
    """No word at all means: not my seat; then any free name will do."""
    room, decision = play(Room(), knock(1), knock(2), probed(2, 1, alive=True), word(2, " "))
    assert isinstance(decision, AskOtherName)
    assert "Anna" in decision.message
    _room, decision = play(room, knock(2, "Anna B"))
    assert isinstance(decision, Seated)
    assert decision.seat == 2


def test_of_two_who_wait_for_a_dead_connection_one_gets_the_seat() -> None:
    """The other is asked for the word, because somebody sits there again."""
    room, _decision = play(Room(), knock(1), knock(2), knock(3), probed(2, 1, alive=False))
    room, decision = play(room, probed(3, 1, alive=False))
    assert isinstance(decision, AskWord)
    _room, decision = play(room, dropped(2), knock(4))
    assert isinstance(decision, AskWord)


def test_a_probe_that_nobody_waits_for_changes_nothing() -> None:
    """Late and made-up results of probes are passed over."""
    room, _decision = play(Room(), knock(1), knock(2), dropped(2))
    assert play(room, probed(2, 1, alive=False)) == (room, Done())
    assert play(room, probed(9, 1, alive=False)) == (room, Done())
    room, _decision = play(room, knock(3))
    assert play(room, probed(3, 2, alive=False)) == (room, Done())


def test_a_connection_has_one_seat() -> None:
    """Who sits can not take another seat, nor answer for one."""
    room, _decision = play(Room(), knock(1))
    assert isinstance(play(room, knock(1, "Ben"))[1], Refused)
    assert isinstance(play(room, word(1, "w1"))[1], Refused)
    assert isinstance(play(room, consent(1, yes=True))[1], Refused)


def test_after_a_restart_everybody_comes_back_by_the_word() -> None:
    """Seats and words outlive the server; connections do not."""
    room, _decision = play(Room(), knock(1), knock(2), Restarted(at=0.0))
    assert presence(room, room.seats[1], 0.0) == "gone"
    _room, decision = play(room, knock(1), word(1, "w1"))
    assert isinstance(decision, Seated)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\x1b\x9b", "...", "\u202e", "👍"])
def test_a_name_without_letters_is_asked_for_again(name: str) -> None:
    """Nobody can be called by nothing."""
    assert isinstance(play(Room(), knock(1, name))[1], AskOtherName)


@pytest.mark.parametrize("name", [attack("MARK"), *LETTERED, "x" * 100_000])
def test_hostile_names_become_names(name: str) -> None:
    """What is shown is clean and short, whatever was typed."""
    room, decision = play(Room(), knock(1, name))
    assert isinstance(decision, Seated)
    assert decision.name.isprintable()
    assert cell_width(decision.name) <= 40
    assert isinstance(play(room, dropped(1), knock(2, name))[1], AskWord)


# The list


def test_a_name_or_login_on_the_list_is_the_student() -> None:
    """Both lead to the same seat, named as on the list."""
    room, decision = play(listed_room(), knock(1, "chloé martin"))
    assert isinstance(decision, Seated)
    assert decision.name == "Chloé Martin"
    assert room.seats[1].login == "chloe"
    assert isinstance(play(room, knock(2, "CHLOE"))[1], Probe)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ana Bauer", ["Anna Bauer"]),
        ("Anna", None),
        ("Bauer", ["Anna Bauer"]),
        ("okafor ben", ["Ben Okafor"]),
        ("Chloe Martin", ["Chloé Martin"]),
        ("dialra", ["Dilara Y\u0131ld\u0131z"]),
        ("Zoltan", []),
        ("An", []),
        ("", []),
        ("a b c d", []),
    ],
)
def test_near_names_are_told_and_no_others(typed: str, names: list[str] | None) -> None:
    """A slip finds its student; what is near to nobody tells nothing."""
    if names is None:  # it is a login
        assert isinstance(play(listed_room(), knock(1, typed))[1], Seated)
        return
    assert [one.name for one in nearby(typed, LISTED)] == names


def test_a_name_that_many_are_near_to_tells_none_of_them() -> None:
    """Four Annas are not listed to whoever types Anna."""
    annas = class_list("Anna Ahl", "Anna Bel", "Anna Cid", "Anna Dor")
    assert nearby("Anna", annas[1:]) == annas[1:]
    assert nearby("Annna", annas) == (annas[0],)  # whose login is anna
    assert nearby("xanna", tuple(replace(one, login="") for one in annas)) == ()


def test_the_list_can_not_be_read_out_by_guessing() -> None:
    """Each question names few students, and a connection is told near names a few times only."""
    room, told = listed_room(admits_others=False), set()
    for number in range(40):
        name = ("Ana Bauer", "Bem Okafor", "Chloe Martn", "Emil Bergg")[number % 4]
        room, decision = decide(room, knock(1, name))
        if isinstance(decision, DidYouMean):
            told.add(number)
            assert len(decision.names) <= MOST_CANDIDATES
            assert not decision.may_insist
        else:
            assert isinstance(decision, Refused)
    assert told == set(range(MOST_ASKED))


def test_none_of_these_is_possible_where_others_may_come() -> None:
    """Who insists gets a seat under the own name; where only the list counts, nobody does."""
    room, decision = play(listed_room(), knock(1, "Ana Bauer"))
    assert isinstance(decision, DidYouMean)
    assert decision.may_insist
    assert isinstance(play(room, knock(1, "Ana Bauer", insists=True))[1], Seated)
    room = listed_room(admits_others=False)
    assert isinstance(play(room, knock(1, "Ana Bauer", insists=True))[1], DidYouMean)
    assert isinstance(play(room, knock(1, "Zoltan", insists=True))[1], Refused)


def test_who_must_prove_who_they_are_is_asked_to() -> None:
    """A name alone is not enough then; a proof gives the seat, also from a living connection."""
    room = listed_room(needs_proof=True)
    room, decision = play(room, knock(1, "Anna Bauer"))
    assert isinstance(decision, AskLogin)
    assert (decision.login, decision.name) == ("anna", "Anna Bauer")
    room, decision = play(room, knock(1, "whatever", login="anna"))
    assert isinstance(decision, Seated)
    _room, decision = play(room, knock(2, "anna", login="anna"))
    assert decision == Seated(connection=2, seat=1, name="Anna Bauer", word="w1", replaces=1)
    assert isinstance(play(room, knock(2, "x", login="nobody"))[1], Refused)


def test_two_of_one_name_on_the_list_come_by_login() -> None:
    """The name is not enough to tell them apart; on screen the second has the login with it."""
    room = Room(register=Register(class_list("Anna Bauer", "Anna Bauer")))
    assert isinstance(play(room, knock(1, "Anna Bauer"))[1], AskOtherName)
    room, _decision = play(room, knock(1, "anna"), knock(2, "anna.b"))
    names = [seat.name for seat in room.seats.values()]
    assert names == ["Anna Bauer", "anna.b Anna Bauer"]


# What the teacher does


def test_a_locked_class_lets_only_its_own_come_back() -> None:
    """Nobody new comes in; who has a seat may always come back."""
    room, _decision = play(Room(), knock(1), Locked(on=True))
    assert isinstance(play(room, knock(2, "Ben"))[1], Refused)
    assert isinstance(play(room, dropped(1), knock(2), word(2, "w1"))[1], Seated)
    assert isinstance(play(room, Locked(on=False), knock(2, "Ben"))[1], Seated)


def test_a_full_class_says_so() -> None:
    """One seat more than there are is refused; a removed one makes room."""
    room, decision = play(replace(Room(), most_seats=1), knock(1), knock(2, "Ben"))
    assert isinstance(decision, Refused)
    assert isinstance(play(room, SeatRemoved(seat=1), knock(2, "Ben"))[1], Seated)


def test_a_freed_seat_goes_to_the_next_under_its_name_once() -> None:
    """The new owner gets a word of their own; the old word and key open nothing more."""
    room, _decision = play(Room(), knock(1, key=KEY), dropped(1), SeatFreed(seat=1))
    room, decision = play(room, knock(2))
    assert decision == Seated(connection=2, seat=1, name="Anna", word="w2")
    assert isinstance(play(room, dropped(2), knock(3, key=KEY))[1], AskWord)
    assert isinstance(play(room, dropped(2), knock(3), word(3, "w1"))[1], AskWord)


def test_who_is_removed_is_told_and_stays_out() -> None:
    """The connection is closed, and neither name nor word nor key leads back."""
    room, decision = play(Room(), knock(1, key=KEY), knock(2), SeatRemoved(seat=1))
    assert isinstance(decision, Closed)
    assert decision.connection == 1
    for act in (probed(2, 1, alive=False), word(2, "w1"), knock(2), knock(3, key=KEY)):
        assert isinstance(play(room, act)[1], Refused)
    assert isinstance(play(room, SeatRemoved(seat=1))[1], Refused)
    assert isinstance(play(room, SeatFreed(seat=1))[1], Refused)


def test_names_are_for_all_to_see_once_the_teacher_approved_them() -> None:
    """Until then the projector has a number; a name from the list is the teacher's own."""
    room, _decision = play(
        listed_room(), knock(1, "Anna Bauer"), knock(2, "Zoltan"), knock(3, "Xaver")
    )
    shown = for_projector(room)
    assert (shown.names, shown.others) == (("Anna Bauer",), 2)
    room, _decision = play(room, Approved(seats=(2, 99)), dropped(3))
    shown = for_projector(room)
    assert (shown.names, shown.others) == (("Anna Bauer", "Zoltan"), 0)
    room, _decision = play(room, NameChanged(seat=2, name="Rude", by_teacher=False))
    assert for_projector(room).names == ("Anna Bauer",)


def test_a_renamed_student_is_found_under_both_names() -> None:
    """The old name still leads to the seat; nobody else can have the new one."""
    room, decision = play(Room(), knock(1, "Butt"), NameChanged(seat=1, name="Bo"), dropped(1))
    assert decision == Done()
    assert for_projector(play(room, knock(2, "bo"), word(2, "w1"))[0]).names == ("Bo",)
    assert isinstance(play(room, knock(2, "butt"), word(2, "w1"))[1], Seated)


def test_a_name_of_another_is_refused() -> None:
    """Neither a name in the class nor one on the list can be taken by renaming."""
    room, _decision = play(listed_room(), knock(1, "Zoltan"), knock(2, "Xaver"))
    for name in ("xaver", "Emil Berg", "emil", " "):
        change = NameChanged(seat=1, name=name, by_teacher=False)
        after, decision = play(room, change)
        assert isinstance(decision, Refused)
        assert decision.connection == 1
        assert after == room
    assert isinstance(play(room, NameChanged(seat=9, name="Bo"))[1], Refused)


def test_guests_are_marked_as_such() -> None:
    """Of a guest nothing is to be kept; a student of the list is none, whatever they say."""
    room, _decision = play(
        listed_room(), knock(1, "Zoltan", guest=True), knock(2, "Anna Bauer", guest=True)
    )
    assert [seat.guest for seat in room.seats.values()] == [True, False]


def test_it_shows_who_is_there() -> None:
    """Silence is told as lost within ten seconds; as idle a minute without a key or the answer."""
    room, _decision = play(Room(), knock(1))
    now = IDLE_AFTER_S + 5
    assert presence(room, room.seats[1], LOST_AFTER_S) == "connected"
    assert presence(room, room.seats[1], 10.0) == "lost"
    room, _decision = play(room, Heard(connection=1, at=now))
    assert presence(room, room.seats[1], now) == "connected"
    assert presence(room, room.seats[1], now, asked=6.0) == "connected"
    assert presence(room, room.seats[1], now, asked=4.0) == "idle"
    room, _decision = play(room, Heard(connection=1, at=now, active=True))
    assert presence(room, room.seats[1], now + 1, asked=4.0) == "connected"
    room, _decision = play(room, Heard(connection=9, at=now), dropped(1))
    assert presence(room, room.seats[1], now) == "gone"
    assert 9 not in room.heard


def test_words_and_keys_are_not_in_what_is_logged() -> None:
    """A room written to a log shows nobody's word."""
    room, _decision = play(Room(), knock(1, word="secr", key=KEY), knock(2, word="hidd", key=KEY))
    assert "secr" not in repr(room)
    assert KEY not in repr(room)


# Whatever happens

NAMES = st.sampled_from(["Anna", "anna ", "Ben", "Anna Bauer", "emil", "Bem Okafor", "", "李"])
NUMBERS = st.integers(1, 5)
SEATS = st.integers(1, 4)
WORDS = st.sampled_from(["w1", "w2", "w3", "W 4", "", "nope"])
ACTS = st.one_of(
    st.builds(
        knock,
        NUMBERS,
        NAMES,
        key=st.sampled_from(["", "", KEY, OTHER_KEY]),
        insists=st.booleans(),
        guest=st.booleans(),
    ),
    st.builds(word, NUMBERS, WORDS),
    st.builds(probed, NUMBERS, NUMBERS, alive=st.booleans()),
    st.builds(dropped, NUMBERS),
    st.builds(consent, NUMBERS, yes=st.booleans()),
    st.builds(Heard, connection=NUMBERS, at=st.floats(0, 99), active=st.booleans()),
    st.builds(NameChanged, seat=SEATS, name=NAMES, by_teacher=st.booleans()),
    st.builds(SeatRemoved, seat=SEATS),
    st.builds(SeatFreed, seat=SEATS),
    st.builds(Locked, on=st.booleans()),
    st.builds(Approved, seats=st.tuples(SEATS)),
    st.builds(Restarted, at=st.just(0.0)),
)
ROOMS = st.sampled_from([Room(), listed_room(), listed_room(admits_others=False)])


@given(ROOMS, st.lists(ACTS, max_size=40))
def test_two_never_share_a_seat(room: Room, acts: list[Act]) -> None:
    """Each connection has at most one seat and waits for none then; each name is one seat's."""
    for act in acts:
        room, decision = decide(room, act)
        sitting = [seat.connection for seat in room.seats.values() if seat.connection]
        assert len(sitting) == len(set(sitting))
        assert set(sitting) == set(room.heard)
        assert not set(sitting) & set(room.waiting)
        names = [fold_name(seat.name) for seat in room.seats.values() if not seat.removed]
        assert len(names) == len(set(names))
        if isinstance(decision, Seated):
            assert room.seats[decision.seat].connection == decision.connection
            assert decision.replaces not in room.heard


@given(ROOMS, st.lists(ACTS, max_size=40))
def test_nobody_gets_anothers_seat_with_a_wrong_word(room: Room, acts: list[Act]) -> None:
    """A seat changes hands only by its word, its key, the teacher, or a probe that found it dead.

    Who gave a wrong word needs one of the first three.
    """
    guessed: set[int] = set()
    for act in acts:
        before = room
        room, decision = decide(room, act)
        if isinstance(act, Dropped | Restarted):
            guessed -= {act.connection} if isinstance(act, Dropped) else set(guessed)
        if isinstance(decision, AskWord | AskTeacher) and isinstance(act, WordGiven):
            guessed.add(act.connection)
        if not isinstance(decision, Seated) or decision.is_new:
            continue
        owned = before.seats[decision.seat]
        match act:
            case WordGiven():
                assert act.word.replace(" ", "").lower() == owned.word
            case Knocked():
                assert owned.free or act.key in owned.keys
            case Consented():
                assert act.yes
            case _:
                assert isinstance(act, Probed)
                assert not act.alive
                assert act.probed == owned.last_connection
                assert act.connection not in guessed
        guessed.discard(decision.connection)


@given(ROOMS, st.lists(ACTS, max_size=30))
def test_a_class_is_the_same_when_its_acts_are_replayed(room: Room, acts: list[Act]) -> None:
    """The same acts give the same room and the same decisions, and leave the first room alone."""
    start = repr(room)
    first = []
    one = room
    for act in acts:
        one, decision = decide(one, act)
        first.append(decision)
    other = room
    for act, decision in zip(acts, first, strict=True):
        other, again = decide(other, act)
        assert again == decision
    assert one == other
    assert repr(room) == start


@given(ROOMS, st.lists(ACTS, max_size=40))
def test_whoever_knocks_is_answered_in_plain_words(room: Room, acts: list[Act]) -> None:
    """A knock always comes to something, and what is said has a message and is clean."""
    for act in acts:
        room, decision = decide(room, act)
        if isinstance(act, Knocked):
            assert not isinstance(decision, Done)
        message = getattr(decision, "message", "fine")
        assert message
        assert message.isprintable()


def test_seats_are_found_by_the_present_name_first() -> None:
    """A name that one had and another has leads to who has it now."""
    room, _decision = play(Room(), knock(1, "Anna"), NameChanged(seat=1, name="Bo"))
    found = seat_called(room, "anna")
    assert found is not None
    assert found.number == 1
    assert words_taken(room) == {"w1"}
