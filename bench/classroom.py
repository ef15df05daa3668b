"""A class over SSH: real connections on loopback, from a process of their own.

Times that a class may take hold for a computer on which a fixed loop takes 8 ms and which does
nothing else, and grow with the loop. Memory is the proportional set size, and the screens that wait
for who comes next are in it. Bounded in students and in time: some three minutes.
"""

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.peer import Peer, peer_program
from bench.processes import cpu_seconds, memory_bytes
from bench.room import LINES, SCREEN, Room
from bench.row import Row, loop_ms
from bench.terminal import Terminal
from quizgame.cli.serving.wishes import Wishes

LOOP_MS = 8.0
FEW, AT_ONCE, CLASS, MANY = 40, 100, 150, 300
MEGA = 1e6
PROCESS = "a process of the same app"
_IDLE_S, _ANSWERS_S, _REST_S, _LOOK_S = 8.0, 3.0, 1.0, 0.5
_BUSY = 1.2
"""From how much longer than alone on it is told."""


class Figures:
    """What was measured, as rows."""

    def __init__(self) -> None:
        """Measure this computer."""
        self.rows: list[Row] = []
        self.busy = _busy()
        self.loop_ms = median(loop_ms() for _time in range(9))

    def within(self, name: str, value: float, most: float, unit: str) -> None:
        """Add what may take so much on the computer of the loop."""
        base = f"allowed, {most:g} {unit} by the loop"
        self.against(name, value, most * self.loop_ms / LOOP_MS, base, 1.0, unit)

    def against(  # noqa: PLR0917 - the columns of a row, in their order
        self, name: str, value: float, base: float, by: str, limit: float | None, unit: str
    ) -> None:
        """Add a ratio to something else that was measured, or to what is allowed."""
        row = Row(name, value, base, by, limit, unit=unit, rounds=1)
        self.rows.append(row)
        print(f"  {name}: {value:.4g} {unit} ({by}: {base:.4g})", file=sys.stderr, flush=True)


def _busy() -> float:
    """Return how many times as long as alone a process takes now, for all else that runs here."""
    wall, cpu = time.perf_counter(), time.process_time()
    while time.process_time() - cpu < _LOOK_S:
        loop_ms()
    return (time.perf_counter() - wall) / (time.process_time() - cpu)


def rows() -> list[Row]:
    """Return what a class takes, and how long it takes."""
    figures = Figures()
    one_bytes, one_cpu = _alone()
    bare, cold = _without_pool()
    name = "a student joins, no screen ahead: CPU"
    figures.against(name, cold * 1e3, one_cpu * 1e3, PROCESS, 1 / 6, "ms")
    with ExitStack() as stack:
        room = Room(stack, SCREEN, int(os.environ.get("QUIZGAME_CLASS_AHEAD") or Wishes().ahead))
        warm = _joining(figures, room, one_cpu)
        shown_cpu = _class_of_150(figures, room)
        _class_of_300(figures, room)
        each = (room.memory[0] - bare) / len(room.names)
        waiting = room.waiting
        name = f"memory a student, of {MANY} and with {waiting} screens ahead"
        figures.against(name, each / MEGA, 1.2, "allowed", 1.0, "MB")
        figures.against(name, each / MEGA, one_bytes / MEGA, PROCESS, None, "MB")
        name = f"{MANY} dropped at once: all back on their question, {waiting} screens ahead"
        figures.within(name, room.drop_and_return(), 12.0, "s")
        faults = room.faults
    faults += _lines(figures, one_bytes)
    _peer(figures, each, {"no screen ahead": cold, "a screen ahead": warm}, shown_cpu)
    figures.busy = max(figures.busy, _busy())
    if figures.busy > _BUSY:
        faults.append(
            f"others took this computer's time: waits are {figures.busy:.1f} times as long"
        )
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return figures.rows


def _alone() -> tuple[float, float]:
    """Return the memory and the CPU to the first picture of the app in a process of its own."""
    found = []
    for _time in range(3):
        with tempfile.TemporaryDirectory() as folder:
            terminal = Terminal([sys.executable, "-m", "bench.alone"], folder)
            try:
                terminal.wait(b"leave")
                cpu = cpu_seconds(terminal.pid)
                time.sleep(_REST_S)
                found.append((memory_bytes(terminal.pid)[0], cpu))
            finally:
                terminal.close()
    return median(size for size, _cpu in found), median(cpu for _size, cpu in found)


def _without_pool() -> tuple[float, float]:
    """Return the memory of a class of nobody, and the CPU of each who joins without a pool."""
    with ExitStack() as stack:
        room = Room(stack, SCREEN, 0)
        bare = room.memory[0]
        room.join(5, rate=5)  # the first of all loads what the others share
        return bare, room.joining_cpu(FEW, rate=5)


def _joining(figures: Figures, room: Room, one_cpu: float) -> float:
    """Measure who comes while screens wait, and a hundred who come at once.

    Returns the CPU of each of the first.
    """
    room.settle()
    warm = room.joining_cpu(min(room.ahead, FEW))
    name = "a student joins, a screen ahead: CPU"
    figures.against(name, warm * 1e3, one_cpu * 1e3, PROCESS, 1 / 15, "ms")
    room.settle()
    waiting = room.waiting
    told = room.join(AT_ONCE)
    name = f"{AT_ONCE} join at once, {waiting} screens ahead: all in"
    figures.within(name, told["last"] - told["first"], 2.0, "s")
    return warm


def _class_of_150(figures: Figures, room: Room) -> float:
    """Measure a class of 150; returns the CPU of showing a question on one screen."""
    room.join(max(0, CLASS - len(room.names)), rate=20)
    room.settle()
    room.start()
    shown = []
    for _question in range(3):
        shown.append(room.show())
        time.sleep(_REST_S)
        room.tell()
    name = f"a question on every screen of {CLASS}: p95"
    figures.within(name, median(late for late, _cpu in shown), 0.7, "s")
    room.show()
    time.sleep(_REST_S)
    name = f"idle with a running clock, of {CLASS}: CPU a second"
    figures.within(name, room.idle(_IDLE_S) * 1e3, 2.0, "ms")
    room.tell()
    return median(cpu for _late, cpu in shown)


def _class_of_300(figures: Figures, room: Room) -> None:
    """Measure a class of 300, and 300 answers."""
    room.join(max(0, MANY - len(room.names)), rate=20)
    room.settle()
    late, _cpu = room.show()
    figures.within(f"a question on every screen of {MANY}: p95", late, 1.5, "s")
    time.sleep(_REST_S)  # keys right after a question's picture are not meant for it
    cpu = room.cpu
    late, kept = room.answer(_ANSWERS_S)
    name = f"an answer chosen, sent and seen, of {MANY}: CPU"
    loop = figures.loop_ms
    figures.against(name, (room.cpu - cpu) / MANY * 1e3, loop, "a fixed Python loop", None, "ms")
    name = f"{MANY} answers within {_ANSWERS_S:g} s, to be seen as sent: p95"
    figures.within(name, late, 1.0, "s")
    if kept != MANY:
        room.faults.append(f"{kept} of {MANY} answers were kept")
    room.tell()
    room.show()
    time.sleep(_REST_S)


def _lines(figures: Figures, one_bytes: float) -> list[str]:
    """Measure a class that has its lesson by lines."""
    with ExitStack() as stack:
        room = Room(stack, LINES, 0)
        bare = room.memory[0]
        room.join(CLASS)
        each = (room.memory[0] - bare) / CLASS / MEGA
        name = f"by lines, memory a student of {CLASS}"
        figures.against(name, each, one_bytes / MEGA, PROCESS, None, "MB")
        room.start()
        late, _cpu = room.show()
        figures.within(f"by lines, a question to each of {CLASS}: p95", late, 0.7, "s")
        return room.faults


def _peer(figures: Figures, each: float, joining: Mapping[str, float], shown: float) -> None:
    """Measure the same with the quiz screen in Go, where it can be had."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        program = peer_program(folder)
        if program is None:
            return
        peer = Peer(stack, program, folder)
        found = peer.measured(CLASS)
    go = "the Go peer"
    figures.against("memory a student", each / 1e3, found.memory / 1e3, go, None, "kB")
    for how, cpu in joining.items():
        name = f"a student joins, {how}: CPU"
        figures.against(name, cpu * 1e3, found.joining * 1e3, go, None, "ms")
    figures.against("a question drawn: CPU", shown * 1e3, found.drawing * 1e3, go, None, "ms")
