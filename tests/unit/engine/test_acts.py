"""What may be done when: order of play, marks, pauses, hand-in, coming back."""

from typing import Any

import pytest

from quizgame.engine import acts
from quizgame.engine.events import Passed, Paused, Revealed, Seen, Shown, Stamped, Submitted
from quizgame.engine.results import attempt_record, mark_item, may_tell, response_records
from quizgame.engine.sitting import question_left, quiz_left, step
from quizgame.errors import RefusedError
from tests.unit.engine.sittings import QUESTIONS, START, Game, a_plan

RIGHT = ("0",)


def test_a_practice_goes_forward() -> None:
    """One question after the other, each answered once, then the results."""
    game = Game()
    assert acts.next_index(game.sitting) == 0
    game.show(0)
    with pytest.raises(RefusedError, match="on screen first"):
        game.show(1)
    with pytest.raises(RefusedError, match="questions left"):
        game.commit(acts.submit(game.sitting))
    game.answer(RIGHT)
    with pytest.raises(RefusedError, match="can not be answered any more"):
        game.answer(RIGHT)
    with pytest.raises(RefusedError, match="answered already"):
        game.show(0)
    for index, response in ((1, ("true",)), (2, ("Sunak",))):
        assert acts.next_index(game.sitting) == index
        game.show(index)
        game.answer(response)
    assert acts.next_index(game.sitting) == -1
    game.commit(acts.submit(game.sitting))
    assert game.sitting.phase == "finished"
    assert game.sitting.item is None


def test_i_do_not_know() -> None:
    """A practice tells the key to who does not know it; an exam lets the question be left."""
    game = Game()
    game.show(0)
    events = game.commit(acts.give_up(game.sitting, "city"))
    assert [type(event) for event in events] == [Passed, Revealed]
    item = game.sitting.items[0]
    assert item.passed
    assert not item.by_clock
    assert mark_item(game.sitting, item, QUESTIONS["city"]).outcome == "unanswered"
    exam = Game(a_plan(behaviour="exam"))
    exam.show(0)
    with pytest.raises(RefusedError, match="leave the question"):
        exam.commit(acts.give_up(exam.sitting, "city"))


def test_an_exam_marks_and_returns() -> None:
    """Questions may be left, marked, answered in any order and changed, and nothing is told."""
    game = Game(a_plan(behaviour="exam"))
    game.show(0)
    game.commit(acts.mark(game.sitting, "city", on=True))
    game.show(2)
    game.answer(("Truss",))
    assert acts.next_index(game.sitting) == 0
    game.show(0)
    game.answer(("1",))
    game.answer(RIGHT)
    game.commit(acts.mark(game.sitting, "city", on=False))
    assert acts.next_index(game.sitting) == 1
    items = game.sitting.items
    assert [item.response for item in items] == [RIGHT, (), ("Truss",)]
    assert not items[0].marked
    assert not any(may_tell(game.sitting, item) for item in items)
    records = response_records(game.sitting, QUESTIONS)
    assert {record.outcome for record in records} == {"pending"}
    assert all(record.fraction is record.points is None for record in records)


def test_an_exam_goes_past_what_is_closed() -> None:
    """A question whose time is up is not what comes next, answered or not."""
    game = Game(a_plan(behaviour="exam"))
    game.show(0)
    game.wait(30)
    game.tick()
    game.show(2)
    assert acts.next_index(game.sitting) == 1
    game.show(1)
    game.answer(("true",))
    assert acts.next_index(game.sitting) == 2
    game.show(2)
    game.answer(("Sunak",))
    assert acts.next_index(game.sitting) == -1


def test_marking_is_for_exams() -> None:
    """A practice has nothing to return to, and there is no marking what is not there."""
    game = Game()
    with pytest.raises(RefusedError, match="for exams"):
        game.commit(acts.mark(game.sitting, "city", on=True))
    exam = Game(a_plan(behaviour="exam"))
    with pytest.raises(RefusedError, match="no such question"):
        exam.commit(acts.mark(exam.sitting, "course", on=True))
    for index in (-1, 3):
        with pytest.raises(RefusedError, match="no such question"):
            exam.show(index)


def test_an_exam_may_be_handed_in_with_questions_open() -> None:
    """What is unanswered then earns nothing, and everything is told."""
    game = Game(a_plan(behaviour="exam", pass_mark=1 / 3))
    game.show(0)
    game.answer(RIGHT)
    game.commit(acts.submit(game.sitting))
    records = response_records(game.sitting, QUESTIONS)
    assert [record.outcome for record in records] == ["right", "unanswered", "unanswered"]
    record = attempt_record("a", game.sitting, records, started_at=START.wall)
    assert record.passed is True
    assert record.status == "finished"
    assert not game.sitting.submitted_by_clock


def test_a_pause_stands_still() -> None:
    """While a practice is paused no time counts and no answer is taken."""
    game = Game(a_plan(quiz_time=100))
    game.show(0)
    game.wait(10)
    game.commit(acts.pause(game.sitting))
    assert acts.pause(game.sitting) == ()
    game.wait(1000)
    assert question_left(game.sitting, game.now) == pytest.approx(20)
    assert game.tick(RIGHT) == ()
    with pytest.raises(RefusedError, match="paused"):
        game.answer(RIGHT)
    game.commit(acts.resume(game.sitting))
    assert acts.resume(game.sitting) == ()
    game.wait(5)
    assert question_left(game.sitting, game.now) == pytest.approx(15)
    assert quiz_left(game.sitting, game.now) == pytest.approx(85)
    game.answer(RIGHT)
    assert game.sitting.items[0].answered_at == pytest.approx(15)


def test_an_exam_is_never_paused() -> None:
    """Neither by the learner nor by a suspend."""
    game = Game(a_plan(behaviour="exam"))
    game.show(0)
    with pytest.raises(RefusedError, match="can not be paused"):
        game.commit(acts.pause(game.sitting))
    game.sleep(10)
    assert acts.notice_gap(game.sitting, game.now) == ()
    assert question_left(game.sitting, game.now) == pytest.approx(20)


@pytest.mark.parametrize("jump", [3600.0, -3600.0])
def test_a_suspend_pauses_a_practice(jump: float) -> None:
    """It takes no time, and the learner says when to go on."""
    game = Game()
    game.show(0)
    game.wait(10)
    game.sleep(jump)
    assert [type(event) for event in game.tick(RIGHT)] == [Paused]
    assert question_left(game.sitting, game.now) == pytest.approx(20)


def test_a_paused_clock_ends_nothing() -> None:
    """Time that ran out unseen before a suspend was noticed ends when the learner goes on."""
    game = Game(a_plan(limit=0, quiz_time=30))
    game.show(0)
    game.wait(31)
    game.sleep(3600)
    assert [type(event) for event in game.tick(RIGHT)] == [Paused]
    assert game.tick(RIGHT) == ()
    assert not acts.is_due(game.sitting, game.now, 10)
    game.commit(acts.resume(game.sitting))
    assert [type(event) for event in game.tick(RIGHT)][-1] is Submitted


def test_showing_the_question_again_ends_a_pause() -> None:
    """Who comes back to a practice that was left while paused can answer at once."""
    game = Game()
    game.show(0)
    game.commit(acts.pause(game.sitting))
    game.restart(after=100)
    game.show(0)
    game.wait(5)
    game.answer(RIGHT)
    assert game.sitting.items[0].answered_at == pytest.approx(5)


@pytest.mark.parametrize("changes", [{"limit": 0}, {"factor": 0.0}, {"behaviour": "review"}])
def test_nothing_is_paused_where_no_clock_runs(changes: dict[str, Any]) -> None:
    """Who has all the time in the world is not stopped by a suspend."""
    game = Game(a_plan(**changes))
    game.show(0)
    game.sleep(3600)
    assert game.tick() == ()


def test_a_practice_is_resumed_where_it_was() -> None:
    """In another run, hours later, the same time is left and the same question open."""
    game = Game(a_plan(quiz_time=100))
    game.show(0)
    game.wait(10)
    game.commit(acts.seen(game.sitting))
    game.sitting = game.replayed()
    game.restart(after=7200)
    assert question_left(game.sitting, game.now) == pytest.approx(20)
    assert game.tick() == ()
    game.show(0)
    game.wait(5)
    assert question_left(game.sitting, game.now) == pytest.approx(15)
    assert quiz_left(game.sitting, game.now) == pytest.approx(85)


def test_an_exam_runs_on_while_nobody_is_there() -> None:
    """A resumed exam has lost the time between; back in the new run it is noted at once."""
    game = Game(a_plan(behaviour="exam", limit=0, quiz_time=100))
    game.show(0)
    game.wait(10)
    game.commit(acts.seen(game.sitting))
    game.restart(after=50)
    assert quiz_left(game.sitting, game.now) == pytest.approx(40)
    assert acts.is_due(game.sitting, game.now, 10)
    game.commit(acts.seen(game.sitting))
    assert not acts.is_due(game.sitting, game.now, 10)
    game.sleep(-50)
    assert quiz_left(game.sitting, game.now) == pytest.approx(40)


def test_nothing_is_put_into_an_exam_after_its_time() -> None:
    """What is on screen in a run that began after the end did not stand there at the end."""
    game = Game(a_plan(behaviour="exam"))
    game.show(0)
    game.restart(after=31)
    [event] = game.tick(RIGHT)
    assert isinstance(event, Passed)
    assert not game.sitting.items[0].is_answered


def test_a_seen_clock_can_not_be_turned_back() -> None:
    """An exam on screen loses nothing noted, and notes a jump before it can be undone."""
    game = Game(a_plan(behaviour="exam", limit=600))
    game.show(0)
    assert not acts.is_due(game.sitting, game.now, 10)
    game.wait(10)
    assert acts.is_due(game.sitting, game.now, 10)
    assert game.commit(acts.seen(game.sitting)) == (Seen(),)
    game.sleep(300)
    assert acts.is_due(game.sitting, game.now, 10)
    game.commit(acts.seen(game.sitting))
    game.sleep(-300)
    assert question_left(game.sitting, game.now) == pytest.approx(290)
    game.restart(after=-4000)
    assert question_left(game.sitting, game.now) == pytest.approx(290)


def test_no_clock_is_noted_where_none_runs() -> None:
    """A practice without limits, or on its reveal, writes nothing while nothing happens."""
    for changes in ({"limit": 0}, {"factor": 0.0}):
        game = Game(a_plan(**changes))
        game.show(0)
        game.wait(100)
        assert not acts.is_due(game.sitting, game.now, 10)
    game = Game()
    game.show(0)
    game.answer(RIGHT)
    game.wait(100)
    assert not acts.is_due(game.sitting, game.now, 10)


def test_given_up_for_good() -> None:
    """An abandoned practice keeps what was told; an abandoned exam tells nothing."""
    for behaviour, outcomes in (
        ("practice", ["right", "pending", "pending"]),
        ("exam", ["pending", "pending", "pending"]),
    ):
        game = Game(a_plan(behaviour=behaviour, pass_mark=0.1))
        game.show(0)
        game.answer(RIGHT)
        game.wait(9)
        game.commit(acts.abandon(game.sitting))
        records = response_records(game.sitting, QUESTIONS)
        record = attempt_record("a", game.sitting, records, started_at=START.wall)
        assert [one.outcome for one in records] == outcomes
        assert record.status == "abandoned"
        assert record.passed is None
        assert record.finished_at == START.wall + 9
        for act in (acts.submit, acts.abandon, acts.pause, acts.resume, acts.seen):
            with pytest.raises(RefusedError, match="over"):
                act(game.sitting)


def test_events_of_another_sitting_are_refused() -> None:
    """A damaged history is an error, never a wrong state."""
    game = Game()
    with pytest.raises(ValueError, match="begins with"):
        step(None, Stamped(0, START, Submitted()))
    with pytest.raises(ValueError, match="no question"):
        step(game.sitting, Stamped(1, START, Shown(question="course")))
