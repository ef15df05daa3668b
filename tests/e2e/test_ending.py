"""However the program ends, the terminal is given back as it was."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.test_types import quiz

KEEPS = {7}
"""What a terminal has switched on from the start: wrapping."""


def left_on(raw: bytes) -> set[int]:
    """Return the private modes that are switched on at the end, the hidden cursor as 25."""
    modes = {25: True}
    for numbers, letter in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", raw):
        modes.update(dict.fromkeys(map(int, numbers.split(b";")), letter == b"h"))
    cursor = set() if modes.pop(25) else {25}
    return {mode for mode, is_on in modes.items() if is_on} - KEEPS | cursor


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_end_gives_the_terminal_back(number: signal.Signals, tmp_path: Path) -> None:
    """Neither mouse reports, nor the other screen, nor a hidden cursor is left behind."""
    with quiz(tmp_path) as terminal:
        terminal.wait_for("Enter start")
        assert left_on(bytes(terminal.raw))
        os.kill(terminal.process.pid, number)
        code = terminal.wait_for_exit()
    assert left_on(bytes(terminal.raw)) == set()
    assert code == (0 if number == signal.SIGINT else 128 + number)


def test_a_terminal_that_takes_nothing_does_not_keep_the_program(tmp_path: Path) -> None:
    """Where nobody reads the screen any more, a signal to end still ends the program."""
    with quiz(tmp_path) as terminal:
        terminal.wait_for("Enter start")
        for _key in range(200):
            terminal.send("?")
            time.sleep(0.005)
        terminal.process.terminate()
        assert terminal.process.wait(60) in {-signal.SIGALRM, 128 + signal.SIGTERM}
