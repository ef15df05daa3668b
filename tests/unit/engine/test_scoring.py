"""Points: their bounds, that better and faster and surer never earns less, and the formulas."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine.scoring import CERTAINTIES, SCORINGS, max_points, score_points

fractions = st.floats(0, 1)
worths = st.floats(0, 1000)
elapsed = st.floats(-1, 1e6)
limits = st.integers(0, 86_400)
certainties = st.sampled_from(CERTAINTIES)
scorings = st.sampled_from(SCORINGS)


@given(
    scoring=scorings,
    fraction=fractions,
    points=worths,
    spent=elapsed,
    limit=limits,
    certainty=certainties,
)
def test_points_are_bounded(
    *, scoring: str, fraction: float, points: float, spent: float, limit: int, certainty: int
) -> None:
    """Nobody earns more than the most, or less than certainty's penalty; a miss earns nothing."""
    earned = score_points(
        scoring, fraction, points, elapsed=spent, limit=limit, certainty=certainty
    )
    assert earned <= max_points(scoring, points)
    assert earned >= (round(-6 * points, 2) if scoring == "certainty" and not fraction else 0)
    if fraction == 0 and scoring != "certainty":
        assert earned == 0


@given(
    scoring=scorings,
    one=fractions,
    other=fractions,
    points=worths,
    spent=elapsed,
    limit=limits,
    certainty=certainties,
)
def test_more_right_never_earns_less(
    *,
    scoring: str,
    one: float,
    other: float,
    points: float,
    spent: float,
    limit: int,
    certainty: int,
) -> None:
    """Points rise with the fraction under every scoring."""
    low, high = sorted((one, other))
    earned = [
        score_points(scoring, each, points, elapsed=spent, limit=limit, certainty=certainty)
        for each in (low, high)
    ]
    assert earned[0] <= earned[1]


@given(fractions, worths, elapsed, elapsed, limits)
def test_sooner_never_earns_less(
    fraction: float, points: float, one: float, other: float, limit: int
) -> None:
    """Speed points fall with time, from the whole to half of it, and no further."""
    soon, late = (
        score_points("speed", fraction, points, elapsed=spent, limit=limit, certainty=0)
        for spent in sorted((one, other))
    )
    assert soon >= late
    assert late >= round(fraction * points / 2, 2) - 0.01


@given(fractions.filter(bool), worths)
def test_surer_earns_more_when_right_and_loses_more_when_wrong(
    fraction: float, points: float
) -> None:
    """Certainty pays where it is deserved, and only there."""

    def earned(part: float) -> list[float]:
        return [
            score_points("certainty", part, points, elapsed=0, limit=0, certainty=sure)
            for sure in CERTAINTIES
        ]

    assert earned(fraction) == sorted(earned(fraction))
    assert earned(0.0) == sorted(earned(0.0), reverse=True)


@pytest.mark.parametrize(
    ("fraction", "spent", "limit", "points"),
    [
        (1, 0, 30, 10.0),
        (1, 3, 30, 9.5),
        (1, 15, 30, 7.5),
        (1, 30, 30, 5.0),
        (1, 45, 30, 5.0),  # in extended time: half, never less and never more
        (0.5, 15, 30, 3.75),
        (1, 7, 30, 8.83),  # two decimals
        (0, 0, 30, 0.0),
        (1, 500, 0, 10.0),  # untimed: as accuracy
    ],
)
def test_speed(fraction: float, spent: float, limit: int, points: float) -> None:
    """Fraction x P x (1 - min(t, T) / 2T)."""
    assert score_points("speed", fraction, 10, elapsed=spent, limit=limit, certainty=0) == points


@pytest.mark.parametrize(
    ("certainty", "right", "half", "wrong"), [(1, 2, 1, 0), (2, 4, 2, -4), (3, 6, 3, -12)]
)
def test_certainty(certainty: int, right: float, half: float, wrong: float) -> None:
    """1, 2, 3 times the points when right in part or whole; 0, -2, -6 times when wrong."""
    for fraction, points in ((1, right), (0.5, half), (0, wrong)):
        assert points == score_points(
            "certainty", fraction, 2, elapsed=9, limit=10, certainty=certainty
        )


def test_certainty_must_be_said() -> None:
    """Without it there is nothing to score by."""
    with pytest.raises(ValueError, match="1, 2 or 3"):
        score_points("certainty", 1, 1, elapsed=0, limit=0, certainty=0)


def test_the_rules_tell_the_truth() -> None:
    """The worked table of docs/rules.md is what the program computes."""
    page = (Path(__file__).parents[3] / "docs/rules.md").read_text()
    rows = re.findall(r"^\| (\d+) s \| ([\d.]+) \|$", page, re.MULTILINE)
    assert len(rows) >= 5
    for spent, points in rows:
        earned = score_points("speed", 1, 10, elapsed=int(spent), limit=30, certainty=0)
        assert earned == float(points)
