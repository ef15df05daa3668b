"""What the teacher puts right in a round, by lines: told once to those whom it touches."""

import pytest

from quizgame.backend.live.views import BoardView, StudentView
from quizgame.line.live.telling import changes
from tests.unit.line.classroom import Classroom, Listener

WAIT = "Wait, or type /help"
ASKS = "Answers, one or more of A to C"
CHANGED = "Your teacher changed how question 1 counts. You have 1 point now."


@pytest.fixture
def ada(room: Classroom) -> Listener:
    """Return a student who had the first question wrong and has the second on screen."""
    room.comes("bo")
    ada = room.comes("ada")
    room.start()
    room.show(ada)
    ada.says("a", "Sent: A, Rhine.")
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    ada.asks(WAIT)
    room.show(ada)
    return ada


def accept(room: Classroom) -> None:
    """Count Rhine as right in the first question."""
    room.do(room.teacher.accept("single", 0, "1"))


def test_an_earlier_question_that_counts_otherwise_is_told_once(
    room: Classroom, ada: Listener
) -> None:
    """To those whose points change; as it is done, and not with what comes then."""
    accept(room)
    assert ada.asks(ASKS).strip().startswith(CHANGED)
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    assert "Your teacher changed" not in ada.asks(WAIT)
    bo = room.listeners[0]
    assert "Your teacher changed" not in bo.hears("No answer. 0 of 1 point.")
    room.do(room.teacher.void("single"))
    assert CHANGED in bo.hears("now.")


def test_a_line_that_is_begun_is_not_talked_into(room: Classroom, ada: Listener) -> None:
    """What was put right meanwhile is told with what comes next."""
    ada.begin("b")
    room.until(lambda: any(place.on_screen for place in room.hub.places.values()))
    accept(room)
    room.move(1)
    assert "Your teacher changed" not in ada.rest
    room.do(room.teacher.close())
    assert ada.asks("Wait for the answer, or type /help").count(CHANGED) == 1
    room.do(room.teacher.reveal())
    assert "Your teacher changed" not in ada.asks(WAIT)


def test_the_question_on_screen_is_told_apart_from_an_earlier_one(
    room: Classroom, ada: Listener
) -> None:
    """At its reveal it is this question; the other is told by its number, with all points."""
    room.do(room.teacher.close())
    room.do(room.teacher.reveal())
    ada.asks(WAIT)
    room.do(room.teacher.void())
    heard = ada.asks(WAIT)
    assert "Your teacher changed how this question counts." in heard
    assert "counts. You have" not in heard
    accept(room)
    heard = ada.asks(WAIT)
    assert "Your teacher changed how question 1 counts. You have 2 points now." in heard
    assert "this question" not in heard


def test_a_warm_up_that_counts_otherwise_is_not_told(room: Classroom) -> None:
    """It is worth nothing before and after; a question of the finished round is told."""
    ada = room.comes("ada")
    room.start(warm_up=1)
    for _question in range(2):
        room.show(ada)
        ada.says("a", "Sent: ")
        ada.asks("Wait for the answer, or type /help")
        room.do(room.teacher.reveal())
        ada.asks(WAIT)
    room.do(room.teacher.finish())
    ada.hears("/missed to practise")
    accept(room)
    room.do(room.teacher.void("several"))
    heard = ada.hears("You have 1 point now.")
    assert "how question 2 counts." in heard
    assert "question 1" not in heard


def test_points_that_change_while_the_outcome_stays_are_told() -> None:
    """An answer that was partly right may be so still, and earn more."""
    board = BoardView(stage="open", round_id="round", number=2)
    before = StudentView(board, points=0.25, outcomes=("partly", "pending"))
    now = StudentView(board, points=0.5, outcomes=("partly", "pending"))
    assert [*changes(before, now)] == [
        "Your teacher changed how a question counts. You have 0.5 points now."
    ]
    assert not [*changes(now, now)]
