"""A terminal that can not show all that a bank may say."""

import sys
from pathlib import Path

from tests.e2e.terminal import Terminal


def test_what_an_encoding_lacks_does_not_break_the_frame(tmp_path: Path) -> None:
    """In Latin-1 curly quotes become straight ones; Python's own way takes six cells for one."""
    env = {"QUIZGAME_HOME": str(tmp_path), "PYTHONIOENCODING": "latin-1", "LC_ALL": "C.ISO-8859-1"}
    command = [sys.executable, "-m", "quizgame", "play", "--player", "guest"]
    with Terminal(command, cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("s")
        text = terminal.wait_for('"unprecedented"')
    assert "\\u" not in text
    assert "president's" in text


def test_a_byte_that_is_no_utf_8_ends_nothing(tmp_path: Path) -> None:
    """A terminal of an old encoding sends an accent as one byte, and the program goes on."""
    command = [sys.executable, "-m", "quizgame", "play", "--player", "guest"]
    with Terminal(command, cwd=tmp_path, env={"QUIZGAME_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Enter start")
        terminal.send(b"\xe9\xff\xed\xa0\x80")
        terminal.send("s")
        terminal.wait_for("unprecedented")
