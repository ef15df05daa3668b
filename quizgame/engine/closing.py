"""When an exam ends by itself: its own time is over, or the quiz closes for whoever sits in it.

`closes` is in UTC seconds, 0 where there is no such end. It is a moment that all can read from a
clock on the wall, so only the wall clock tells it; a time limit runs by the rules of `clock`.
"""

from quizgame.engine.events import Reading
from quizgame.engine.sitting import Sitting, elapse, quiz_left, quiz_limit


def is_closed(closes: float, now: Reading) -> bool:
    """Return whether the quiz is closed for whoever sits in it."""
    return bool(closes) and now.wall >= closes


def whole_time(
    sitting: Sitting, now: Reading, closes: float, began: float
) -> tuple[float | None, float | None, float]:
    """Return the seconds left, the limit that they count down from, and `closes` if that ends it.

    The smaller of both times counts: the limit of the quiz, and what is left until it closes, which
    counts down from when the sitting `began` (UTC seconds). None where nothing ends it.
    """
    left, limit = quiz_left(sitting, now), quiz_limit(sitting)
    until = max(0.0, closes - now.wall)
    if not closes or (left is not None and left <= until):
        return left, limit, 0.0
    return until, max(1.0, closes - began), closes


def end_of(sitting: Sitting, now: Reading, closes: float) -> float:
    """Return when the sitting ends by itself, in UTC seconds; 0 for never.

    Before its first question its own time does not run: then it is the earliest that may be.
    """
    limit = quiz_limit(sitting)
    ends = [closes] if closes else []
    if limit is not None:
        ends.append(now.wall + limit - elapse(sitting, now).quiz_spent)
    return min(ends, default=0.0)
