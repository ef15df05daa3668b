"""The one countdown of a live round: when it began to run, how far it is, when it ends.

It is counted from the event that let it run, never from one event to the next, so how long a
student took does not hang on what others did meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizgame.engine.clock import lapse
from quizgame.engine.events import Reading

NO_LIMIT = 0.0


@dataclass(frozen=True, slots=True)
class Timer:
    """The time of what is on screen.

    `limit` is unextended, in seconds (0: none); `factor` the largest of those present (0: none has
    a limit); `extended` the seconds that the teacher added. `spent` had been counted when the clock
    last began to run, `since`; it stands where `since` is None. `painted` tells that the last
    screen was painted.
    """

    limit: float = NO_LIMIT
    factor: float = 1.0
    extended: int = 0
    spent: float = 0.0
    since: Reading | None = None
    painted: bool = False

    @property
    def deadline(self) -> float | None:
        """The seconds after which the time is over, or None where it never is."""
        whole = self.limit * self.factor
        return whole + self.extended if whole else None


def spent(timer: Timer, now: Reading) -> float:
    """Return the seconds that count until `now`; time asleep or in another run does not."""
    if timer.since is None:
        return timer.spent
    return timer.spent + lapse(timer.since, now, counts_gaps=False).seconds


def left(timer: Timer, now: Reading) -> float | None:
    """Return the seconds left, not below 0, or None where there is no limit."""
    deadline = timer.deadline
    return None if deadline is None else max(0.0, deadline - spent(timer, now))


def halted(timer: Timer, now: Reading) -> Timer:
    """Return the timer standing from `now` on."""
    return replace(timer, spent=spent(timer, now), since=None)


def running(timer: Timer, now: Reading) -> Timer:
    """Return the timer running from `now` on."""
    return replace(timer, spent=spent(timer, now), since=now)


def longest(factors: Iterable[float]) -> float:
    """Return the most lenient of some time factors, at least 1; 0, no limit, beats all."""
    known = [1.0, *factors]
    return NO_LIMIT if NO_LIMIT in known else max(known)
