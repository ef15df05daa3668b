"""One measured figure, as a ratio to a baseline of the same run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: `value` and `baseline` in `unit`, medians of `rounds`; the ratio is the gate.

    `limit` is the most that the ratio may be, None for a figure that is only reported.
    """

    name: str
    value: float
    baseline: float
    baseline_name: str
    limit: float | None
    unit: str = "ms"
    rounds: int = ROUNDS

    @property
    def ratio(self) -> float:
        """How many times the baseline the value is."""
        return self.value / self.baseline if self.baseline else float("inf")

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.limit is None or self.ratio <= self.limit


def loop_ms() -> float:
    """Return the CPU milliseconds of a fixed Python loop: what this machine is worth just now."""
    began = process_time()
    total = 0
    for number in range(200_000):
        total += number % 7
    return (process_time() - began) * 1000 + (total < 0)


def medians(*measures: Callable[[], float], rounds: int = ROUNDS) -> Sequence[float]:
    """Return the median of each measure, taken in turns so that noise falls on all alike."""
    samples: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for sample, measure in zip(samples, measures, strict=True):
            sample.append(measure())
    return [median(sample) for sample in samples]
