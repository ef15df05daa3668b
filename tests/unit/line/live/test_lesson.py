"""A class's lesson by lines, from the name to what was missed, with a class that runs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgame.classroom.roster import Student
from quizgame.errors import StoreFullError
from tests.tui.stage import refusing
from tests.unit.line.classroom import LIMIT, Classroom, Listener, Wire

WAIT = "Wait, or type /help"


@pytest.fixture
def ada(room: Classroom) -> Listener:
    """Return a student in the lobby of a round, where another sits who does nothing."""
    room.comes("bo")
    ada = room.comes("ada")
    room.start()
    ada.hears("It begins when your teacher starts it.")
    ada.asks(WAIT)
    return ada


def letter(heard: str, text: str) -> str:
    """Return the letter of an option in what was heard."""
    found = re.search(rf"^([A-Z])\. {re.escape(text)}$", heard, re.MULTILINE)
    assert found, heard
    return found[1]


def answer(listener: Listener, heard: str, *parts: str) -> None:
    """Answer by the letters of `parts`, or by the parts as they are where there are none."""
    for part in parts:
        words = part.split("|")
        typed = [letter(heard, word) if f". {word}\n" in heard else word for word in words]
        listener.type(" ".join(typed))
    listener.hears("Sent: ")


def test_a_whole_round_with_every_type(room: Classroom, ada: Listener) -> None:
    """Each question is asked, sent, closed and told in two steps; at the end all is right."""
    answers = (
        ("Elbe",),
        ("Elbe|Oder",),
        ("True",),
        ("hamburg",),
        ("1090",),
        ("mountains|plain|sea",),
        ("on the Elbe", "on the Danube"),
        ("Elbe", "Hamburg", "900"),
    )
    for number, parts in enumerate(answers, 1):
        heard = room.show(ada)
        assert f"{number} of 8." in heard
        assert f"You have {LIMIT} seconds." in heard
        answer(ada, heard, *parts)
        room.do(room.teacher.close())
        ada.hears("The question is closed.\nThe answer that counts is ")
        ada.asks("Wait for the answer, or type /help")
        room.do(room.teacher.reveal())
        told = ada.asks(WAIT)
        assert "Right. 1 of 1 point." in told
        assert "The class: 1 answered, 1 did not. 1 right." in told
        assert "Other answers" not in told
        assert "Quote." not in told
        room.do(room.teacher.explain())
        told = ada.asks(WAIT)
        assert "1 of 1 point" not in told
        if number == 1:
            assert "Why B. It says so." in told
            assert "Quote. It passes through Hamburg. End quote." in told
            assert "Why not C. The Danube flows east." in ada.says("/why", "flows east.")
        if number == len(answers):
            assert "Why Elbe. It does." in told
    room.do(room.teacher.approve_all())
    room.do(room.teacher.show_standings())
    assert "1. ada, 8 points.\n2. bo, 0 points.\nYou are in place 1" in ada.asks(WAIT)
    room.do(room.teacher.finish())
    told = ada.asks(WAIT)
    assert "8 right. 8 of 8 points." in told
    assert "Question 8: right." in told
    assert "\x1b" not in ada.text
    assert "\r" not in ada.text


def test_an_answer_may_be_changed_until_it_closes(room: Classroom, ada: Listener) -> None:
    """What is typed last counts; an empty line says what stands, and a slip changes nothing."""
    room.show(ada)
    ada.says("a", "Sent: A, Rhine.")
    ada.asks("To change it, answer, A to C")
    ada.says("", "Your answer is A, Rhine. Wait until all are done.")
    ada.says("f", "F is not an option. Type A, B or C, or /help.")
    ada.says("b", "Changed to B, Elbe.")
    ada.type("b")
    room.do(room.teacher.close())
    ada.hears("The answer that counts is B, Elbe.")


def test_what_is_begun_counts_when_time_is_up(room: Classroom, ada: Listener) -> None:
    """Nothing is said into a begun line but that time is up; then the line was sent."""
    room.show(ada)
    ada.begin("b")
    room.until(lambda: any(place.on_screen for place in room.hub.places.values()))
    before = ada.text
    room.move(LIMIT * 0.8)  # the warning would be due
    room.do(room.teacher.pause())
    room.do(room.teacher.resume())
    assert ada.text == before
    room.move(LIMIT)
    assert ada.hears("Time is up.\nYour answer was sent: B, Elbe.").startswith("\n")
    ada.asks("Wait for the answer, or type /help")


@pytest.mark.parametrize("begun", ["/ti", "x", ""])
def test_what_is_no_answer_does_not_count(room: Classroom, ada: Listener, begun: str) -> None:
    """A command that is begun, or half a word, is not taken for an answer."""
    room.show(ada)
    ada.begin(begun)
    room.move(LIMIT + 3)
    ada.hears("Time is up.\nNothing was sent.")


def test_without_keys_only_whole_lines_count(room: Classroom) -> None:
    """Over a channel that sends lines, what is begun is not known, and it is said so."""
    room.comes("bo")
    ada = room.comes("ada", keys=False)
    room.start()
    room.show(ada)
    ada.begin("b")
    room.move(LIMIT + 3)
    ada.hears("Time is up.\nNothing was sent.")


def test_gaps_that_are_filled_in_part_and_a_begun_one(room: Classroom, ada: Listener) -> None:
    """The last gap may still stand in the line when time ends."""
    for _number in range(7):
        room.show(ada)
        room.do(room.teacher.close())
        room.do(room.teacher.reveal())
    room.show(ada)
    ada.says("a", "Gap 2 of 3")
    ada.says("Hamburg", "Gap 3 of 3")
    ada.says("/undo", "Gap 2 of 3")
    ada.says("Hamburg", "Gap 3 of 3")
    ada.begin("900")
    room.until(
        lambda: any(
            place.on_screen and len(place.on_screen.response) == 3
            for place in room.hub.places.values()
        )
    )
    room.move(LIMIT + 3)
    ada.hears("Your answer was sent: A, Elbe; Hamburg; 900.")


def test_time_is_told_on_request_and_once_before_the_end(room: Classroom, ada: Listener) -> None:
    """One warning at a quarter, which can be switched off."""
    room.show(ada)
    room.move(10)
    assert "left of 40 seconds for this question." in ada.says("/time", "question.")
    room.move(21)
    assert "9 seconds left." in ada.hears("left.")
    room.move(4)
    ada.says("/warning off", "No warning comes")
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    ada.hears("right answer.")
    room.show(ada)
    room.move(LIMIT * 0.9)
    assert "left" not in ada.says("/here", "You are connected, as ada. 2 students are here.")


def test_who_comes_late_takes_part_from_the_next_question(room: Classroom, ada: Listener) -> None:
    """The question is read out, and no answer is taken."""
    room.show(ada)
    cy = room.comes("cy")
    heard = cy.asks("Wait for the next question")
    assert "B. Elbe" in heard
    assert "you take part from the next question." in heard
    cy.type("b")
    cy.asks("Wait for the next question")
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    cy.hears("You were not here for this question.")
    answer(cy, room.show(cy), "Elbe|Oder")


def test_a_pause_is_told_and_nothing_is_sent_meanwhile(room: Classroom, ada: Listener) -> None:
    """The clock stands, and an answer can be sent when it runs again."""
    room.show(ada)
    room.do(room.teacher.pause())
    ada.hears("Your teacher stopped the clock.")
    ada.asks("Answer, A to C")
    ada.says("b", "Send it when the clock runs again.")
    room.do(room.teacher.resume())
    ada.hears("The clock runs again.")
    ada.asks("Answer, A to C")
    ada.says("b", "Sent: B, Elbe.")


def test_a_second_vote_keeps_the_first_unless_another_is_sent(
    room: Classroom, ada: Listener
) -> None:
    """The question is asked again; who sends nothing keeps what they sent first."""
    room.show(ada)
    ada.says("a", "Sent: A, Rhine.")
    room.do(room.teacher.close())
    ada.hears("The answer that counts is A, Rhine.")
    room.do(room.teacher.begin_second_vote())
    ada.hears("The second vote.")
    ada.hears("Your first answer counts unless you send another: A, Rhine.")
    ada.asks("Answer, A to C")
    room.do(room.teacher.close())
    ada.hears("The answer that counts is A, Rhine.")
    room.do(room.teacher.reveal())
    assert "You chose A, Rhine." in ada.hears("right answer.")


def test_what_was_typed_before_a_question_is_thrown_away(room: Classroom, ada: Listener) -> None:
    """A line begun before is not talked into, and does not answer what it was not typed for."""
    ada.begin("b")
    before = ada.text
    room.do(room.teacher.show_next())
    room.until(lambda: room.hub.live is not None and room.hub.live.state.phase == "open")
    assert ada.text == before
    ada.type("b")
    ada.hears("Question 1 of 8.")
    ada.asks("Answer, A to C")
    assert ada.says("", "Type A, B or C, or /help.").count("Sent") == 0


def test_the_article_is_read_until_the_class_goes_on(room: Classroom, ada: Listener) -> None:
    """By paragraphs, with its own time; a question ends it wherever one is."""
    room.do(room.teacher.begin_reading(60))
    ada.hears("Now read the article.\nYou have 60 seconds.")
    ada.asks("Enter or /source to read it")
    ada.says("", "Paragraph 1 of 2.")
    ada.says("", "Paragraph 2 of 2.")
    assert "left of 60 seconds to read" not in ada.rest
    room.do(room.teacher.end_reading())
    ada.hears("The next question comes when your teacher goes on.")
    room.show(ada)


def test_who_leaves_comes_back_to_the_question_with_the_seat_word(
    room: Classroom, ada: Listener
) -> None:
    """The same name, the word, and the same question with the answer that was sent."""
    room.show(ada)
    ada.says("a", "Sent: A, Rhine.")
    ada.asks("To change it, answer, A to C")
    assert "connect again" in ada.says("/quit", "Goodbye.")
    word = next(seat.word for seat in room.hub.room.seats.values() if seat.name == "ada")
    again = room.knocks("ada")
    again.says("", "The seat word, or Enter if this seat is not yours: ")
    again.says("nope", "The seat word, or Enter")
    room.move(10)
    again.says(word, "You are in, as ada.")
    told = again.asks("To change it, answer, A to C")
    assert "Your answer so far: A, Rhine." in told
    assert f"{LIMIT - 10} seconds left of {LIMIT} seconds for this question." in told
    again.says("b", "Changed to B, Elbe.")


def test_a_dead_connection_gives_its_seat_up(room: Classroom) -> None:
    """No word is asked for where nobody answers at the other end; the old one is ended."""
    wire = Wire()
    lost = room.knocks("ada", wire=wire)
    lost.says("", "You are in, as ada.")
    wire.is_dead = True
    again = room.knocks("ada")
    again.says("", "You are in, as ada.")
    assert wire.said
    lost.hears("[over]")


def test_the_teacher_may_let_somebody_have_the_seat(room: Classroom) -> None:
    """Who knows no word waits, and hears when the teacher has decided."""
    room.comes("ada")
    again = room.knocks("ada")
    again.says("", "The seat word, or Enter if this seat is not yours: ")
    room.until(lambda: room.teacher.view().knocks)
    [knock] = room.ask(lambda: room.teacher.view().knocks)
    room.do(room.teacher.consent(knock.connection, yes=True))
    again.hears("You are in, as ada.")


def test_who_is_taken_out_hears_no_more(room: Classroom, ada: Listener) -> None:
    """The conversation ends; the connection has said why."""
    [seat] = [one.number for one in room.hub.room.seats.values() if one.name == "ada"]
    room.do(room.teacher.remove(seat))
    ada.hears("[over]")


def test_a_name_nearly_on_the_list_is_asked_about(tmp_path: Path) -> None:
    """By number, by another name, or as somebody new."""
    room = Classroom(tmp_path, Student(name="Grace Hopper", login="grace"))
    try:
        cy = room.knocks("")
        cy.asks("What is your name?, or /guest")
        assert "1. Grace Hopper" in cy.says("Grace Hoper", "none of these: ")
        cy.says("1", "You are in, as Grace Hopper.")
        dee = room.knocks("")
        dee.says("Grace Hoper", "none of these: ")
        dee.says("/new", "You are in, as Grace Hoper.")
    finally:
        room.end()


def test_a_student_of_the_list_shows_a_pin(tmp_path: Path) -> None:
    """Until it is right; the name is then that of the list."""
    room = Classroom(tmp_path, Student(name="Grace Hopper", login="grace"), needs_proof=True)
    try:
        grace = room.knocks("grace", prove=lambda login, pin: (login, pin) == ("grace", "1906"))
        grace.says("", "Your PIN, or Enter to give another name: ")
        grace.says("1", "That PIN is not right.")
        grace.says("1906", "You are in, as Grace Hopper.")
        proven = room.knocks("grace", login="grace")
        proven.hears("You are in, as Grace Hopper.")
    finally:
        room.end()


def test_what_was_missed_is_practised_afterwards(room: Classroom, ada: Listener) -> None:
    """One question that was wrong is asked again alone, then the results of the round."""
    room.show(ada)
    ada.says("a", "Sent: A, Rhine.")
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    room.do(room.teacher.finish())
    ada.asks("/missed to practise 1 question, or /help")
    heard = ada.says("/missed", "Answer, A to C: ")
    assert "No time limit for you." in heard
    ada.says(letter(heard, "Elbe"), "Right. 1 of 1 point.")
    ada.says("", "1 of 1 right.")
    ada.says("", "The round is over.")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Classroom]:
    """Return a class that keeps things on disk."""
    room = Classroom(tmp_path, keeps=True)
    yield room
    room.end()


def test_quizzes_are_played_alone_until_the_class_calls(school: Classroom) -> None:
    """By number; a round that begins is told of once, and /quit leads to it."""
    room = school
    ada = room.comes("ada")
    room.do(room.teacher.open_quiz("rivers", "each", behaviour="practice", attempts=2))
    ada.hears("To play alone, number 1: Each type. Practice, taken 0 of 2 times.")
    ada.asks("Wait, or type /help")
    ada.says("1", "Question 1 of 8.")
    ada.asks("Answer, A to C")
    room.start()
    ada.hears("Your class goes on. Type /quit to go there.")
    ada.asks("Answer, A to C")
    ada.says("/quit", "or stay: ")
    ada.says("later", "The round is Each type.")
    assert "1. Each type. Practice, begun, go on with it" in ada.asks(
        "Wait, type a number, or /help"
    )


def test_a_warm_up_is_not_counted_among_what_was_right(room: Classroom) -> None:
    """What is right in it is worth nothing, at the end either."""
    room.comes("bo")
    ada = room.comes("ada")
    room.start(warm_up=1)
    answer(ada, room.show(ada), "Elbe")
    for act in ("close", "reveal", "explain", "finish"):
        room.do(room.teacher.do(act))
    ada.hears("The round is over.")
    told = ada.asks(WAIT)
    assert "1 right" not in told
    assert "Question 1: right. Which river passes through Hamburg?" in told


def test_what_can_not_be_kept_is_not_told_as_the_teacher_s_doing(
    room: Classroom, ada: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said what failed, that the answer was not kept, and that it works again."""
    heard = room.show(ada)
    with monkeypatch.context() as full:
        error = StoreFullError("The disk is full.", "Make room.")
        for act in ("add_round_events", "keep_seats"):
            full.setattr(room._store, act, refusing(error, 99))
        ada.says(letter(heard, "Elbe"), "Not kept: the computer of the class can not write now.")
        told = ada.hears(
            "The computer of the class can not write now.\nYour answer is not kept yet."
        )
        assert "Your teacher" not in told
    room.move(1)
    for _pulse in range(4):
        room.ask(room.hub.pulse)
    ada.hears("The computer of the class can write again.")


def test_an_answer_that_came_late_is_told_to_be_late(room: Classroom, ada: Listener) -> None:
    """What is sent while the teacher closes counts nowhere, and is not called unsent."""
    heard = room.show(ada)
    place = next(one for one in room.hub.places.values() if one.view().name == "ada")
    listen = place.listen
    place.listen = lambda: None  # the question closes while the line is on its way
    room.do(room.teacher.close())
    ada.type(letter(heard, "Elbe"))
    ada.hears("Your answer came too late.")
    place.listen = listen
    room.ask(listen)
    assert "Nothing was sent." not in ada.asks("Wait for the answer, or type /help")
