"""Cold start: from the process to the first painted home screen, in a real terminal."""

import sys
import tempfile
from pathlib import Path

from bench.row import Row, medians
from bench.terminal import Terminal

ROUNDS = 9
LIMIT = 1.3
_PANES = """
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
"""
_LABEL = """
from textual.app import App
from textual.widgets import Label

class One(App):
    def compose(self):
        yield Label("painted-first")

One().run()
"""


def _painted_ms(command: list[str], marker: bytes, home: str) -> float:
    """Return the milliseconds until `marker` has been written to the terminal."""
    terminal = Terminal(command, home)
    try:
        return terminal.wait(marker) * 1000
    finally:
        terminal.close()


def rows() -> list[Row]:
    """Return the start to home over a plain app of two panes, and over one of one label."""
    with tempfile.TemporaryDirectory() as home:
        add_player(home)
        quizgame = [sys.executable, "-m", "quizgame"]

        def start() -> float:
            return _painted_ms(quizgame, HOME_MARKER, home)

        def panes() -> float:
            return _painted_ms([sys.executable, "-c", _PANES], b"painted-first", home)

        def label() -> float:
            return _painted_ms([sys.executable, "-c", _LABEL], b"painted-first", home)

        for measure in (start, panes, label):
            measure()  # the first of each reads from disk and compiles
        value, two_panes, one_label = medians(start, panes, label, rounds=ROUNDS)
    name = "cold start to the first painted home screen"
    return [
        Row(name, value, two_panes, "an app of two panes", LIMIT, rounds=ROUNDS),
        Row(name, value, one_label, "an app of one label", None, rounds=ROUNDS),
    ]


HOME_MARKER = b" quit"
"""Written with the home screen's last line, and with no screen before it."""


def add_player(home: str) -> None:
    """Let somebody have played, so that home opens instead of the question for a name."""
    from quizgame.store import open_store  # noqa: PLC0415 - not part of what is measured

    store = open_store(Path(home) / "quizgame.db")
    store.add_person("Bench")
    store.close()
