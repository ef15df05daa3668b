"""Coming back by lines, and hearing a question again, once it is closed."""

import pytest

from tests.unit.line.classroom import Classroom, Listener

WAIT = "Wait, or type /help"
WAIT_CLOSED = "Wait for the answer, or type /help"
ASKED = "Which river passes through Hamburg?\nA. Rhine\nB. Elbe\nC. Danube\n"


@pytest.fixture
def ada(room: Classroom) -> Listener:
    """Return a student who has a question on screen, as another has who does nothing."""
    room.comes("bo")
    ada = room.comes("ada")
    room.start()
    room.show(ada)
    return ada


def back(room: Classroom, name: str = "ada") -> Listener:
    """Hang up and come in again on the same seat; return who hears what comes then."""
    again = room.knocks(name)
    again.says("", "The seat word, or Enter if this seat is not yours: ")
    word = next(seat.word for seat in room.hub.room.seats.values() if seat.name == name)
    again.says(word, f"You are in, as {name}.")
    return again


@pytest.mark.parametrize(
    ("acts", "wait", "told"),
    [
        (("close",), WAIT_CLOSED, ()),
        (("close", "reveal"), WAIT, ("Not right. 0 of 1 point.", "You chose A, Rhine.")),
        (("close", "reveal", "explain"), WAIT, ("Not right. 0 of 1 point.", "Why B. It says so.")),
    ],
)
def test_who_comes_back_hears_the_question_and_their_answer(
    room: Classroom, ada: Listener, acts: tuple[str, ...], wait: str, told: tuple[str, ...]
) -> None:
    """Closed, and at both steps of the reveal; once, as the class goes on, and when asked for."""
    ada.says("a", "Sent: A, Rhine.")
    for act in acts:
        room.do(room.teacher.do(act))
    again = back(room)
    heard = again.asks(wait)
    head, _asked, own = heard.partition(ASKED)
    assert "Question 1 of 8" in head
    assert own.startswith("The answer that counts is A, Rhine.\n")
    assert all(one in own for one in told)
    again.type("/repeat")
    assert heard[heard.index("Question 1") :] in again.asks(wait)
    assert ("So far 0 right of 1." in own) == ("reveal" in acts)
    for act in ("reveal", "explain")[len(acts) - 1 :]:
        room.do(room.teacher.do(act))
        assert "Which river" not in again.asks(WAIT)


def test_who_was_there_hears_the_question_again_only_when_asked(
    room: Classroom, ada: Listener
) -> None:
    """Nothing of it is told as it closes and at the reveal, all of it to /repeat."""
    ada.says("b", "Sent: B, Elbe.")
    room.do(room.teacher.close())
    assert "Which river" not in ada.asks(WAIT_CLOSED)
    ada.type("/repeat")
    assert f"{ASKED}The answer that counts is B, Elbe.\n" in ada.asks(WAIT_CLOSED)
    for act, told in (("reveal", "The answer is B, Elbe."), ("explain", "Why B. It says so.")):
        room.do(room.teacher.do(act))
        assert "Which river" not in ada.asks(WAIT)
        ada.type("/repeat")
        heard = ada.asks(WAIT)
        assert ASKED in heard
        assert told in heard.partition(ASKED)[2]


def test_who_sent_nothing_is_told_so_when_back(room: Classroom, ada: Listener) -> None:
    """And who came for the first time hears that they take part from the next question."""
    room.do(room.teacher.close())
    ada.asks(WAIT_CLOSED)
    assert f"{ASKED}Nothing was sent.\n" in back(room).asks(WAIT_CLOSED)
    cy = room.comes("cy")
    assert f"{ASKED}It was shown before you came" in cy.asks(WAIT_CLOSED)


def test_how_many_were_right_so_far_is_told_once_a_question(room: Classroom, ada: Listener) -> None:
    """With the key, and not again with the reasons; what somebody was not there for is no part."""
    ada.says("b", "Sent: B, Elbe.")
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    assert "right answer.\nC, Danube: 0.\nSo far 1 right of 1.\n" in ada.asks(WAIT)
    room.do(room.teacher.explain())
    assert "So far" not in ada.asks(WAIT)
    cy = room.comes("cy")
    assert "So far" not in cy.asks(WAIT)
    room.show(ada)
    cy.asks("Answers, one or more of A to C")
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    assert "So far 1 right of 2." in ada.asks(WAIT)
    assert "So far 0 right of 1." in cy.hears("So far 0 right of 1.")


def test_a_warm_up_is_told_to_count_for_nobody(room: Classroom) -> None:
    """In the place of how many were right so far."""
    ada = room.comes("ada")
    room.start(warm_up=1)
    room.show(ada)
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    told = ada.asks(WAIT)
    assert "A warm-up counts for nobody.\n" in told
    assert "So far" not in told
