"""The program itself in a real pseudo-terminal, with a hostile bank and keys that are pasted."""

import sys
from pathlib import Path

import pytest

from quizgame.line.editor import LineEditor
from tests.e2e.terminal import Terminal
from tests.hostile.desk import Desk
from tests.hostile.payloads import EXTRAS, attack
from tests.hostile.stream import TERMINAL, faults

PASTE, PASTED = "\x1b[200~", "\x1b[201~"


def quizgame(folder: Path, *arguments: str) -> Terminal:
    """Start the program on a terminal."""
    command = [sys.executable, "-m", "quizgame", *arguments]
    root = str(Path(__file__).resolve().parents[2])
    env = {"QUIZGAME_HOME": str(folder), "PYTHONPATH": root, "COLORTERM": ""}
    return Terminal(command, cwd=folder, env=env)


def test_full_screen(desk: Desk) -> None:
    """What the terminal is sent from start to end are Textual's own sequences."""
    bank = str(desk.banks[0])
    with quizgame(
        desk.database.parent, "play", bank, "--quiz", "each", "--player", "ZN00"
    ) as shown:
        shown.wait_for("Enter start")
        shown.send("\r")
        shown.wait_for("Question 1 of 8")
        shown.send("a")
        shown.wait_for("your choice")
        shown.send("\r")
        shown.wait_for("NOT RIGHT")
        shown.send("r")
        shown.wait_for("Report this question")
        shown.send(f"{PASTE}{attack('ZR00')}{PASTED}")
        shown.wait_for("ZR00")
        shown.send("\r")
        shown.wait_for("NOT RIGHT")
        shown.send("q")
        shown.wait_for("Leave and go on later")
        shown.send("l")
        shown.wait_for("q quit")
        shown.send("q")
        assert shown.wait_for_exit() == 0
        output = shown.raw.decode()
    assert "ZQ" in output
    assert faults(output, allowed=TERMINAL, line_ends="\r\n") == []


def test_lines(desk: Desk) -> None:
    """Line mode writes no sequence at all; what is typed comes back as the terminal echoes it."""
    bank = str(desk.banks[0])
    folder = desk.database.parent
    with quizgame(folder, "play", bank, "--quiz", "each", "--player", "ZN00", "--plain") as shown:
        shown.wait_for("Enter to begin")
        shown.send("\n")
        shown.wait_for("Answer, A")
        shown.send("ZA00\x1b]52;c;ZA00\x07\n")
        shown.wait_for("is not an option")
        shown.send("\x04")
        assert shown.wait_for_exit() == 0
        output = shown.raw.decode()
    assert faults(output, allowed=None, line_ends="\r\n") == []


@pytest.mark.parametrize("typed", [attack("ZA00"), *EXTRAS])
def test_a_line_edited_against_time_echoes_no_sequence(typed: str) -> None:
    """Where the program itself echoes keys, it echoes letters only."""
    editor = LineEditor()
    echo = editor.feed(typed.encode())
    assert faults(echo, allowed=None, line_ends="\n\b") == []
    assert faults(editor.begun, allowed=None) == []
