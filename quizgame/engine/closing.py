"""When an exam ends by itself: its own time is over, or the quiz closes for whoever sits in it.

`closes` is in UTC seconds, 0 where there is no such end. It is a moment that all can read from a
clock on the wall, so only the wall clock tells it; a time limit runs by the rules of `clock`.
"""

from quizgame.engine.events import Reading
from quizgame.engine.sitting import Sitting, elapse, quiz_left, quiz_limit


def is_closed(closes: float, now: Reading) -> bool:
    """Return whether the quiz is closed for whoever sits in it."""
    return bool(closes) and now.wall >= closes


def closes_first(sitting: Sitting, now: Reading, closes: float) -> bool:
    """Return whether it is the closing that ends a sitting, and not its own time."""
    limit = quiz_limit(sitting)
    if not closes or limit is None:
        return bool(closes)
    return closes - now.wall < limit - elapse(sitting, now).quiz_spent


def whole_time(
    sitting: Sitting, now: Reading, closes: float, began: float
) -> tuple[float | None, float | None, float]:
    """Return the seconds left, the limit that they count down from, and `closes` if that ends it.

    The smaller of both times counts: the limit of the quiz, and what is left until it closes, which
    counts down from when the sitting `began` (UTC seconds). None where nothing ends it.
    """
    if not closes_first(sitting, now, closes):
        return quiz_left(sitting, now), quiz_limit(sitting), 0.0
    return max(0.0, closes - now.wall), max(1.0, closes - began), closes


def end_of(sitting: Sitting, now: Reading, closes: float) -> float:
    """Return when the sitting ends by itself, in UTC seconds; 0 for never.

    Before its first question its own time does not run: then it is the earliest that may be.
    """
    limit = quiz_limit(sitting)
    ends = [closes] if closes else []
    if limit is not None:
        ends.append(now.wall + limit - elapse(sitting, now).quiz_spent)
    return min(ends, default=0.0)
