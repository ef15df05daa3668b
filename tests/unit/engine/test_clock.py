"""What passed between two clock readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine.clock import TOLERANCE_S, lapse
from quizgame.engine.events import Reading

times = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(
    ("wall", "mono", "same_run", "practice", "exam", "gap"),
    [
        (10.0, 10.0, True, 10.0, 10.0, False),
        (11.9, 10.0, True, 10.0, 10.0, False),  # within what clocks may differ
        (3600.0, 10.0, True, 10.0, 3600.0, True),  # a suspend, or the clock set forward
        (-3600.0, 10.0, True, 10.0, 10.0, True),  # the clock set back
        (300.0, -99.0, False, 0.0, 300.0, True),  # another process went on
        (-300.0, 99.0, False, 0.0, 0.0, True),  # ... after the clock was set back
    ],
)
def test_lapse(
    *, wall: float, mono: float, same_run: bool, practice: float, exam: float, gap: bool
) -> None:
    """Practice counts the time on screen; an exam counts jumps forward and ignores jumps back."""
    last = Reading(1000.0, 100.0, "a")
    now = Reading(1000.0 + wall, 100.0 + mono, "a" if same_run else "b")
    for counts_gaps, counted in ((False, practice), (True, exam)):
        found = lapse(last, now, counts_gaps=counts_gaps)
        assert found.seconds == pytest.approx(counted)
        assert found.gap is gap


@given(wall=times, mono=times, to_wall=times, to_mono=times, same=st.booleans(), exam=st.booleans())
def test_time_never_runs_backwards(
    *, wall: float, mono: float, to_wall: float, to_mono: float, same: bool, exam: bool
) -> None:
    """Whatever the clocks read, no time is given back, and within a run none is lost in an exam."""
    last, now = Reading(wall, mono, "a"), Reading(to_wall, to_mono, "a" if same else "b")
    counted = lapse(last, now, counts_gaps=exam).seconds
    assert counted >= 0
    if same:
        assert counted >= to_mono - mono
    if exam:
        assert counted >= to_wall - wall - TOLERANCE_S - 1e-6
