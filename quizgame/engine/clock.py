"""How much time passed between two clock readings, by the rules of a behaviour.

Monotonic time counts while one process runs. A difference of more than two seconds between the two
clocks is a suspended computer or a changed clock. An exam counts a jump forward and ignores a jump
back; elsewhere time while nobody could see the question does not count.
"""

from dataclasses import dataclass

from quizgame.engine.events import Reading

TOLERANCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Lapse:
    """Seconds that count; `gap` tells that the clocks fell apart, as after a suspend."""

    seconds: float
    gap: bool


def lapse(last: Reading, now: Reading, *, counts_gaps: bool) -> Lapse:
    """Return what passed from `last` to `now`; with `counts_gaps` as an exam counts it."""
    wall = now.wall - last.wall
    if last.run != now.run:
        return Lapse(max(0.0, wall) if counts_gaps else 0.0, gap=True)
    mono = max(0.0, now.mono - last.mono)
    gap = abs(wall - mono) > TOLERANCE_S
    return Lapse(max(mono, wall) if gap and counts_gaps else mono, gap)
