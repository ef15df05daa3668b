"""What counts at the deadline, what comes late, and what extra time is worth."""

from typing import Any

import pytest

from quizgame.engine import acts
from quizgame.engine.events import Answered, Passed, Revealed, Submitted
from quizgame.engine.results import Mark, mark_item
from quizgame.engine.sitting import question_left, question_limit, quiz_left, quiz_limit
from quizgame.errors import RefusedError
from tests.unit.engine.sittings import QUESTIONS, Game, a_plan

RIGHT, WRONG = ("0",), ("1",)


def _mark(game: Game, index: int = 0) -> Mark:
    item = game.sitting.items[index]
    return mark_item(game.sitting, item, QUESTIONS[item.ref.id])


def _exam(**changes: Any) -> Game:
    return Game(a_plan(behaviour="exam", **changes))


def test_what_comes_late_is_kept_and_earns_nothing() -> None:
    """A response after the deadline is stored as late, with fraction 0, and feedback follows."""
    game = Game()
    game.show(0)
    game.wait(30 + acts.GRACE_S + 0.1)
    game.answer(RIGHT)
    item = game.sitting.items[0]
    assert item.response == RIGHT
    assert item.late
    assert _mark(game) == Mark("late", 0.0, 0.0)
    assert game.sitting.phase == "revealed"


def test_late_under_certainty_costs_nothing() -> None:
    """Late is not wrong: nobody loses points for being slow."""
    game = Game(a_plan(scoring="certainty"))
    game.show(0)
    game.wait(40)
    game.answer(WRONG, certainty=3)
    assert _mark(game).points == 0


@pytest.mark.parametrize(("after", "late"), [(30.0, False), (30.2, False), (30.3, True)])
def test_a_repaint_makes_nobody_late(after: float, *, late: bool) -> None:
    """A quarter of a second is forgiven, as the screen may have been in the way."""
    game = Game()
    game.show(0)
    game.wait(after)
    game.answer(RIGHT)
    assert game.sitting.items[0].late is late


def test_a_key_that_waited_gives_no_time_back() -> None:
    """A key read before the clock was last noted is in time, and no second counts twice."""
    game = _exam()
    game.show(0)
    game.wait(10)
    read = game.now
    game.wait(0.5)
    game.commit(acts.seen(game.sitting))
    game.now, later = read, game.now
    game.answer(RIGHT)
    game.now = later
    game.wait(10)
    left = question_left(game.sitting, game.now)
    assert game.sitting.items[0].response == RIGHT
    assert left == pytest.approx(30 - 20.5)


def test_in_an_exam_the_answer_in_time_stands() -> None:
    """A late change of an answer closes the question and changes nothing."""
    game = _exam()
    game.show(0)
    game.wait(5)
    game.answer(RIGHT)
    game.wait(40)
    game.answer(WRONG)
    item = game.sitting.items[0]
    assert item.response == RIGHT
    assert not item.late
    assert item.closed
    assert _mark(game).outcome == "right"
    with pytest.raises(RefusedError):
        game.answer(WRONG)


@pytest.mark.parametrize(("on_screen", "kept"), [(WRONG, WRONG), ((), RIGHT), (("", ""), RIGHT)])
def test_exam_deadline_with_an_earlier_answer(
    on_screen: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    """A complete change on screen counts; without one the earlier answer stands."""
    game = _exam()
    game.show(0)
    game.answer(RIGHT)
    game.wait(30)
    [event] = game.tick(on_screen)
    item = game.sitting.items[0]
    assert item.response == kept
    assert not item.passed
    assert item.closed
    assert item.by_clock
    assert isinstance(event, Answered if on_screen == WRONG else Passed)


def test_no_answer_to_another_question() -> None:
    """A response names the question that was on screen; another's is refused."""
    game = Game()
    with pytest.raises(RefusedError, match="another question"):
        game.commit(acts.answer(game.sitting, QUESTIONS, "city", RIGHT, game.now))
    game.show(0)
    with pytest.raises(RefusedError, match="another question"):
        game.answer(("true",), question="member")
    game.answer(RIGHT)
    game.show(1)
    with pytest.raises(RefusedError, match="another question"):
        game.answer(RIGHT, question="city")
    assert not game.sitting.items[1].is_answered


@pytest.mark.parametrize(("factor", "limit"), [(1.25, 37.5), (1.5, 45.0), (2.0, 60.0)])
def test_extra_time(factor: float, limit: float) -> None:
    """A person's factor stretches both limits; what comes within it is in time."""
    for behaviour in ("practice", "exam"):
        game = Game(a_plan(behaviour=behaviour, factor=factor, quiz_time=100))
        assert question_limit(game.sitting, 0) == limit
        assert quiz_limit(game.sitting) == 100 * factor
        game.show(0)
        game.wait(limit - 1)
        assert question_left(game.sitting, game.now) == pytest.approx(1)
        assert game.tick() == ()
        game.answer(RIGHT)
        assert not game.sitting.items[0].late


def test_no_limits_at_all() -> None:
    """Factor 0 takes every limit away, of the question and of the quiz."""
    game = Game(a_plan(factor=0.0, quiz_time=60))
    assert question_limit(game.sitting, 0) is None
    game.show(0)
    game.wait(10_000)
    assert question_left(game.sitting, game.now) is None
    assert quiz_left(game.sitting, game.now) is None
    assert game.tick() == ()
    game.answer(RIGHT)
    assert _mark(game).outcome == "right"


@pytest.mark.parametrize("factor", [1.25, 1.5, 2.0, 0.0])
@pytest.mark.parametrize(("after", "points"), [(0, 1), (15, 0.75), (30, 0.5), (37, 0.5)])
def test_extra_time_costs_and_earns_no_speed_points(
    factor: float, after: float, points: float
) -> None:
    """Speed is measured by the unextended limit: half the points in extended time, never more."""
    game = Game(a_plan(scoring="speed", factor=factor))
    game.show(0)
    game.wait(after)
    game.answer(RIGHT)
    assert _mark(game).points == points


def test_speed_runs_to_the_last_change() -> None:
    """Sending the same answer again costs nothing; another answer is timed anew."""
    game = _exam(scoring="speed")
    game.show(0)
    game.wait(6)
    game.answer(RIGHT)
    game.wait(9)
    game.answer(RIGHT)
    assert _mark(game).points == 0.9
    game.answer(("near",))
    game.answer(RIGHT)
    assert _mark(game).points == 0.75
    game.wait(15)
    game.tick(RIGHT)
    assert _mark(game).points == 0.75


@pytest.mark.parametrize(
    ("kept", "said", "on_screen", "expected"),
    [
        (0, 0, RIGHT, 1),  # never said: the least
        (0, 3, RIGHT, 3),
        (2, 0, RIGHT, 2),  # the kept answer keeps what was said with it
        (2, 1, RIGHT, 1),
        (3, 0, WRONG, 1),  # another answer does not inherit it
        (0, 7, RIGHT, 1),
    ],
)
def test_certainty_when_the_clock_takes_the_answer(
    kept: int, said: int, on_screen: tuple[str, ...], expected: int
) -> None:
    """What the clock sends is as sure as the learner said, and least sure if nothing was said."""
    game = _exam(scoring="certainty")
    game.show(0)
    if kept:
        game.answer(RIGHT, certainty=kept)
    game.wait(30)
    game.tick(on_screen, certainty=said)
    assert game.sitting.items[0].certainty == expected


def test_certainty_must_be_said() -> None:
    """Where it is asked for it must be said, elsewhere it is not kept."""
    game = Game(a_plan(scoring="certainty"))
    game.show(0)
    with pytest.raises(RefusedError, match="how sure"):
        game.answer(RIGHT)
    game = Game()
    game.show(0)
    game.answer(RIGHT, certainty=3)
    assert game.sitting.items[0].certainty == 0


def test_quiz_time_in_practice_runs_while_a_question_is_open() -> None:
    """Reading the feedback takes no quiz time; the end of it closes the question and the quiz."""
    game = Game(a_plan(limit=0, quiz_time=60))
    game.wait(100)
    game.show(0)
    game.wait(20)
    game.answer(RIGHT)
    game.wait(500)
    game.show(1)
    game.wait(39)
    assert quiz_left(game.sitting, game.now) == pytest.approx(1)
    assert game.tick(("true",)) == ()
    game.wait(1)
    events = game.tick(("true",))
    assert [type(event) for event in events] == [Answered, Revealed, Submitted]
    assert game.sitting.phase == "finished"
    assert game.sitting.submitted_by_clock
    assert [_mark(game, index).outcome for index in range(3)] == ["right", "right", "unanswered"]


def test_a_reveal_is_read_to_its_end() -> None:
    """Quiz time that ran out with an answer ends a practice only when the learner goes on."""
    game = Game(a_plan(limit=0, quiz_time=60))
    game.show(0)
    game.wait(60.1)
    game.answer(RIGHT)
    assert not game.sitting.items[0].late
    assert game.tick() == ()
    assert acts.next_index(game.sitting) == -1
    game.commit(acts.submit(game.sitting))
    assert game.sitting.submitted_by_clock


def test_quiz_time_in_an_exam_never_stands() -> None:
    """It runs from the first question on, between questions too, and its end hands the exam in."""
    game = _exam(limit=0, quiz_time=60)
    game.wait(100)
    game.show(0)
    game.wait(20)
    game.answer(RIGHT)
    game.wait(20)
    game.show(1)
    game.wait(20)
    assert [type(event) for event in game.tick()] == [Passed, Submitted]
    assert game.sitting.quiz_spent == pytest.approx(60)
    assert game.tick() == ()
    with pytest.raises(RefusedError, match="over"):
        game.commit(acts.submit(game.sitting))


def test_late_for_the_quiz_is_late() -> None:
    """The quiz's own time makes late too."""
    game = _exam(limit=0, quiz_time=10)
    game.show(0)
    game.wait(11)
    game.answer(RIGHT)
    assert game.sitting.items[0].late
    with pytest.raises(RefusedError, match="any more"):
        game.answer(RIGHT)
