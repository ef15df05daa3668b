"""Cold start: from the start of the process to the first painted home screen, in a real terminal."""

import fcntl
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from bench.row import Row, medians

ROUNDS = 9
LIMIT = 1.3
_TIMEOUT_S = 30.0
_PANES = '''
import pydantic
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

class Panes(App):
    CSS = "#left, #right { border: round; width: 1fr; }"
    def compose(self):
        with Horizontal():
            with Vertical(id="left"):
                yield OptionList(*[f"row number {i}" for i in range(20)])
            with Vertical(id="right"):
                yield Static("painted-first")

Panes().run()
'''
_LABEL = '''
from textual.app import App
from textual.widgets import Label

class One(App):
    def compose(self):
        yield Label("painted-first")

One().run()
'''


def _seconds(command: list[str], marker: bytes, home: str) -> float:
    """Return the seconds from fork to the moment that `marker` has been written to the terminal."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", QUIZGAME_HOME=home, PYTHONDONTWRITEBYTECODE="")
        os.environ.pop("NO_COLOR", None)
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while marker not in seen:
            if time.perf_counter() - began > _TIMEOUT_S:
                message = f"{command} did not paint {marker!r}: {seen[-500:]!r}"
                raise TimeoutError(message)
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 65536)
        return time.perf_counter() - began
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)


def rows() -> list[Row]:
    """Return the start to home over a plain app of two panes, and over one of one label."""
    with tempfile.TemporaryDirectory() as home:
        _add_player(home)
        quizgame = [sys.executable, "-m", "quizgame"]

        def start() -> float:
            return _seconds(quizgame, HOME_MARKER, home) * 1000

        def panes() -> float:
            return _seconds([sys.executable, "-c", _PANES], b"painted-first", home) * 1000

        def label() -> float:
            return _seconds([sys.executable, "-c", _LABEL], b"painted-first", home) * 1000

        for measure in (start, panes, label):
            measure()  # the first of each reads from disk and compiles
        value, two_panes, one_label = medians(start, panes, label, rounds=ROUNDS)
    name = "cold start to the first painted home screen"
    return [
        Row(name, value, two_panes, "an app of two panes", LIMIT, rounds=ROUNDS),
        Row(name, value, one_label, "an app of one label", None, rounds=ROUNDS),
    ]


HOME_MARKER = b"Quit"
"""Written with the home screen's last line, and with no screen before it."""


def _add_player(home: str) -> None:
    from quizgame.store import open_store  # noqa: PLC0415 - not part of what is measured

    store = open_store(Path(home) / "quizgame.db")
    store.add_person("Bench")
    store.close()
