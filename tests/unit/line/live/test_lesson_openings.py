"""Quizzes that a teacher opens, by lines: told of, closed, looked back at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgame.classroom.roster import Student
from tests.unit.line.classroom import Classroom

WAIT = "Wait, type a number, or /help"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Return a class that runs and keeps things."""
    room = Classroom(tmp_path, keeps=True)
    yield room
    room.end()


def test_an_exam_is_handed_in_when_it_closes(room: Classroom) -> None:
    """Told with each question and on request; the line that is begun counts; results stay."""
    ada = room.comes("ada")
    closes = room.hands.wall + 30
    room.do(room.teacher.open_quiz("rivers", "examined", closes=closes, attempts=1))
    ada.hears("To play alone, number 1: Examined. Exam, until ")
    ada.asks("Wait, or type /help")
    ada.says("1", "The quiz closes in 30 seconds.")
    ada.asks("Answer, A to C")
    ada.says("/time", "What you have answered by then is handed in.")
    ada.asks("Answer, A to C")
    ada.says("B", "Kept: B, Elbe.")
    ada.asks("/submit")
    ada.says("", "Question 2 of 8.")
    ada.hears(": ")
    room.move(24)
    ada.hears("6 seconds left.")
    ada.begin("AC")
    room.move(6)
    ada.hears("The quiz is closed now, and handed in.")
    ada.hears("The quiz closed on ")
    ada.hears("2 of 8 right.")
    ada.asks("/quit")
    ada.type("")
    ada.hears("closed, handed in, type its number for your results, taken 1 of 1 times")
    ada.asks(WAIT)
    ada.says("1", "2 of 8 right.")


def test_who_waits_is_told_what_was_handed_in(room: Classroom) -> None:
    """An exam that was left for later closes: it is said, and its number leads to the results."""
    ada = room.comes("ada")
    room.do(room.teacher.open_quiz("rivers", "examined", closes=room.hands.wall + 30))
    ada.hears("To play alone, number 1: Examined.")
    ada.asks("Wait, or type /help")
    ada.says("1", "Answer, A to C: ")
    ada.says("B", "/submit")
    ada.says("/quit", "or stay: ")
    ada.says("later", "begun, go on with it")
    ada.asks(WAIT)
    room.move(30)
    for _second in range(4):
        for _pulse in range(4):
            room.move(0.25)
    ada.hears("number 1: Examined. Exam, closed, handed in, type its number for your results")
    ada.asks(WAIT)
    ada.says("1", "1 of 8 right.")


def test_who_practises_is_told_of_an_exam(room: Classroom) -> None:
    """Once, when nothing is begun, with the way there."""
    ada = room.comes("ada")
    room.do(room.teacher.open_quiz("rivers", "each"))
    ada.hears("To play alone, number 1: Each type.")
    ada.asks("Wait, or type /help")
    ada.says("1", "Question 1 of 8.")
    ada.asks("Answer, A to C")
    ada.begin("A")
    room.do(room.teacher.open_quiz("rivers", "examined"))
    assert "To play alone" not in ada.rest
    ada.type("A")
    heard = ada.hears("Type /quit to go there.")
    assert "To play alone, number 2: Examined. Exam." in heard
    assert heard.count("Type /quit") == 1
    ada.hears("Enter for question 2")
    ada.says("", "Question 2 of 8.")
    assert "To play alone" not in ada.rest


def test_who_comes_back_hears_at_once_how_far_an_exam_is(tmp_path: Path) -> None:
    """As it is and not first as it was, also where the class has begun again meanwhile."""
    begun = "Exam, begun, go on with it, taken 1 of 1 times."
    rooms = []
    try:
        rooms.append(Classroom(tmp_path, Student(name="ada", login="ada"), keeps=True))
        rooms[0].do(rooms[0].teacher.open_quiz("rivers", "examined", attempts=1))
        ada = rooms[0].knocks(login="ada")
        assert "taken 0 of 1 times" in ada.asks(WAIT)
        ada.says("1", "Answer, A to C: ")
        ada.says("/quit", "or stay: ")
        ada.type("later")
        assert begun in ada.asks(WAIT)
        rooms[0].end()
        rooms.append(Classroom(tmp_path, Student(name="ada", login="ada"), keeps=True))
        assert begun in rooms[1].knocks(login="ada").asks(WAIT)
    finally:
        rooms[-1].end()
