"""An exam ends with its own time or when its quiz closes, whatever comes first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine import acts
from quizgame.engine.closing import end_of, whole_time
from quizgame.engine.events import Reading, Submitted
from tests.unit.engine.sittings import START, Game, a_plan

seconds = st.integers(1, 100_000)


def exam(quiz_time: int, factor: float) -> Game:
    """Return an exam whose first question is on screen, without limits for questions."""
    plan = a_plan(limit=0, behaviour="exam", quiz_time=quiz_time, factor=factor)
    game = Game(plan)
    game.show(0)
    return game


@given(st.just(0) | seconds, st.sampled_from([0.0, 1.0, 1.5, 2.0]), seconds, seconds)
def test_the_smaller_of_both_times_counts(
    quiz_time: int, factor: float, window: int, waited: int
) -> None:
    """The clock shows it, the end is where it reaches 0, and nothing ends before that."""
    game, closes = exam(quiz_time, factor), START.wall + window
    limit = quiz_time * factor
    first = min(limit, window) if limit else window
    assert end_of(game.sitting, game.now, closes) == START.wall + first
    game.wait(waited)
    left, _limit, ends = whole_time(game.sitting, game.now, closes, START.wall)
    assert left == max(0, first - waited)
    events = acts.time_up(game.sitting, game.questions, (), game.now, closes=closes)
    assert bool(events) is (waited >= first)
    if events:
        assert events[-1] == Submitted(by_clock=True, closed=first < limit or not limit)
    assert bool(ends) is (not limit or window < limit)


@given(seconds, st.integers(-100_000, 100_000))
def test_the_clock_on_the_wall_decides(window: int, set_by: int) -> None:
    """Set forward or back, slept or started again: it closes when that clock says so."""
    game, closes = exam(0, 1.0), START.wall + window
    game.sleep(set_by)
    for now in (game.now, Reading(game.now.wall, 3.0, "second run")):
        events = acts.time_up(game.sitting, game.questions, (), now, closes=closes)
        assert bool(events) is (set_by >= window)


@pytest.mark.parametrize(("after", "late"), [(-1.0, False), (0.2, False), (0.3, True)])
def test_an_answer_is_late_a_moment_after_the_closing(after: float, *, late: bool) -> None:
    """As it is after a time limit."""
    game = exam(0, 1.0)
    now = replace(game.now, wall=START.wall + 60 + after, mono=game.now.mono + 60 + after)
    question = game.questions[game.current]
    events = acts.answer(
        game.sitting,
        game.questions,
        game.current,
        question.key(),
        now,
        closes=START.wall + 60,
    )
    assert [getattr(one, "late", None) for one in events] == [late]


def test_without_a_closing_nothing_is_closed() -> None:
    """A quiz played at home has none, and an exam that was not begun has no time of its own yet."""
    game = Game(a_plan(limit=0, behaviour="exam", quiz_time=60))
    game.wait(100)
    assert not acts.time_up(game.sitting, game.questions, (), game.now)
    assert end_of(game.sitting, game.now, 0.0) == game.now.wall + 60
    closed = acts.time_up(game.sitting, game.questions, (), game.now, closes=START.wall + 90)
    assert closed == (Submitted(by_clock=True, closed=True),)
