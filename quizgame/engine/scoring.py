"""From a fraction to points: accuracy, speed and certainty."""

ACCURACY, SPEED, CERTAINTY = "accuracy", "speed", "certainty"
SCORINGS = (ACCURACY, SPEED, CERTAINTY)
CERTAINTIES = (1, 2, 3)
_CERTAIN_RIGHT = {1: 1, 2: 2, 3: 3}
_CERTAIN_WRONG = {1: 0, 2: -2, 3: -6}
_MOST_CERTAIN = 3


def max_points(scoring: str, points: float) -> float:
    """Return the most that a question worth `points` can earn, rounded as what is earned."""
    return round(points * _MOST_CERTAIN if scoring == CERTAINTY else points, 2)


def score_points(
    scoring: str, fraction: float, points: float, *, elapsed: float, limit: int, certainty: int
) -> float:
    """Return the points of an answered question worth `points`, rounded to two decimals.

    `elapsed` is in seconds from the frame that showed the question to the last change of the
    answer; `limit` is the unextended time limit (0: none). `speed` gives the whole at once, half
    at the limit and after it (Kahoot's curve); without a limit it is as accuracy. `certainty`
    multiplies by 1, 2, 3 when right in part or whole, by 0, -2, -6 when wrong (Moodle's
    certainty-based marking). Raises ValueError for any other certainty.
    """
    if scoring == SPEED and limit:
        earned = fraction * points * (1 - min(max(elapsed, 0.0), limit) / (2 * limit))
    elif scoring == CERTAINTY:
        if certainty not in CERTAINTIES:
            raise ValueError("certainty must be 1, 2 or 3")
        factor = _CERTAIN_RIGHT if fraction > 0 else _CERTAIN_WRONG
        earned = (fraction if fraction > 0 else 1) * factor[certainty] * points
    else:
        earned = fraction * points
    return round(earned, 2)
