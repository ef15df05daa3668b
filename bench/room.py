"""A class that is served and its students, as they are measured."""

import math
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from bench.processes import Helper, cpu_seconds, memory_bytes


@dataclass(frozen=True)
class Front:
    """What a student sees and types: patterns, and keys.

    `joins` leads from the connection to `inside`, `returns` to the question that is open; a step is
    a pattern and the keys that are pressed when it is seen. `answer` is typed to be `sent`.
    """

    joins: Sequence[tuple[str, str]]
    inside: str
    returns: Sequence[tuple[str, str]]
    answer: str
    sent: str
    told: str = "(?i)the article says"
    term: str | None = "xterm-256color"


SCREEN = Front(
    joins=[(r"What is your name\?", "\r")],
    inside=r"You are in, s|Question \d+ of",
    returns=[(r"What is your name\?", "\r"), ("has a seat here already", "{word}\r")],
    answer="b\r",
    sent="Sent: B|What counts: B",
)
LINES = Front(
    joins=[(r"What is your name\?", "\n")],
    inside=r"You are in, as",
    returns=[(r"What is your name\?", "\n"), ("The seat word", "{word}\n")],
    answer="b\n",
    sent="Sent: B|counts is B",
    term=None,
)


def p95(times: Sequence[float]) -> float:
    """Return what 95 of 100 are not above; infinity for none."""
    ordered = sorted(times)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else math.inf


@dataclass
class Room:
    """A class; its processes end with `stack`. `faults` are told at the end, and there are none."""

    stack: ExitStack
    front: Front
    ahead: int
    names: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        """Serve."""
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.served = self.stack.enter_context(Helper("bench.served", folder, str(self.ahead)))
        self.port = self.served.heard()["port"]
        self.crowd = self.stack.enter_context(Helper("bench.clients"))

    @property
    def cpu(self) -> float:
        """The CPU seconds that the server took so far."""
        return cpu_seconds(self.served.pid)

    @property
    def memory(self) -> tuple[int, int]:
        """The server's memory, proportional and unique, once all that is to wait does."""
        self.settle()
        return memory_bytes(self.served.pid)

    @property
    def waiting(self) -> int:
        """How many screens wait for who comes next."""
        return int(self.served.ask(do="look")["ahead"])

    def settle(self) -> None:
        """Wait until all screens that are to wait do."""
        self.served.ask(do="settle")

    def joining_cpu(self, count: int, *, rate: float = 0) -> float:
        """Let so many more come in; return the CPU seconds that each took."""
        cpu = self.cpu
        self.join(count, rate=rate)
        return (self.cpu - cpu) / count

    def join(self, count: int, *, rate: float = 0) -> dict[str, Any]:
        """Let so many more come in, `rate` a second or, where it is 0, at once."""
        new = [f"s{place:03}" for place in range(len(self.names), len(self.names) + count)]
        self.names += new
        return self._connect(new, self.front.joins, self.front.inside, rate=rate)

    def start(self) -> None:
        """Let a round be on, in its lobby."""
        self.words = self.served.ask(do="start")["words"]
        time.sleep(1.0)

    def show(self) -> tuple[float, float]:
        """Show the next question; return the p95 until it is on screen, and the CPU of each."""
        self.crowd.ask(do="expect", text=self._word())
        cpu = self.cpu
        began = self.served.ask(do="show")["began"]
        self.asked += 1
        seen = self._checked(self.crowd.ask(do="seen"))["times"]
        return p95([at - began for at in seen]), (self.cpu - cpu) / len(self.names)

    def tell(self) -> None:
        """Close the question and tell all about it, until all have read it."""
        for act in ("close", "reveal"):
            self.served.ask(do=act)
            time.sleep(1.0)
        self.crowd.ask(do="expect", text=self.front.told)
        self.served.ask(do="explain")
        self._checked(self.crowd.ask(do="seen"))
        time.sleep(1.0)

    def answer(self, over: float) -> tuple[float, int]:
        """Let all answer within `over` seconds; return the p95 until it is seen, and how many."""
        front = self.front
        told = self._checked(
            self.crowd.ask(do="type", keys=front.answer, over=over, text=front.sent)
        )
        return p95(told["times"]), self.served.ask(do="look")["answers"]

    def drop_and_return(self) -> float:
        """Let all vanish and come back at once; return the seconds until all have the question."""
        words = self.served.ask(do="words")
        self.crowd.ask(do="drop")
        told = self._connect(self.names, self.front.returns, self._word(back=1), words=words)
        return float(told["last"] - told["first"])

    def idle(self, seconds: float) -> float:
        """Return the CPU seconds that each takes in a second in which nobody does anything."""
        cpu, began = self.cpu, time.monotonic()
        time.sleep(seconds)
        return (self.cpu - cpu) / (time.monotonic() - began) / len(self.names)

    def _word(self, back: int = 0) -> str:
        return self.words[self.asked - back]

    def _connect(
        self,
        names: Sequence[str],
        steps: Sequence[tuple[str, str]],
        wanted: str,
        *,
        rate: float = 0,
        words: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        told = self.crowd.ask(
            do="connect",
            port=self.port,
            names=names,
            steps=steps,
            text=wanted,
            rate=rate,
            words=words or {},
            term=self.front.term,
        )
        return self._checked(told)

    def _checked(self, told: dict[str, Any]) -> dict[str, Any]:
        if told["missing"]:
            self.faults.append(
                f"{told['missing'][:5]} of {len(told['missing'])} saw nothing: {told['faults']}"
            )
        return told
