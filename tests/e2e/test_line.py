"""Line mode in a real terminal: the bytes it sends, the keys it takes, how it is left."""

import os
import pty
import signal
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

import pytest

from tests.e2e import rivers
from tests.e2e.terminal import Terminal

QUIZGAME = [sys.executable, "-m", "quizgame"]
ANSWERS = ("b", "a c", "true", "Hamburg", "1090", "a c b", "b", "a", "a", "Hamburg", "900")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return a bank with a question of each type."""
    return rivers.write(tmp_path)


def start(folder: Path, *arguments: str) -> Terminal:
    """Return a terminal in which quizgame runs."""
    env = {"QUIZGAME_HOME": str(folder / "home")}
    return Terminal([*QUIZGAME, *arguments], cwd=folder, env=env, columns=200, rows=50)


def play(folder: Path, bank: Path, *options: str, player: str = "Ada") -> Terminal:
    """Return a terminal in which the quiz of each type is at its introduction."""
    arguments = ("--plain", "--seed", "1", "--quiz", "each", "--player", player, *options)
    return start(folder, "play", str(bank), *arguments)


def converse(terminal: Terminal, *lines: str) -> str:
    """Type lines, each once its prompt stands there; returns the screen after the last prompt."""
    screen = wait_for_prompt(terminal)
    for line in lines:
        before = len(terminal.raw)
        terminal.send(f"{line}\n")
        screen = wait_for_prompt(terminal, after=before)
    return screen


def wait_for_prompt(terminal: Terminal, *, after: int = 0) -> str:
    """Read until a prompt stands behind the first `after` bytes, and return the screen."""
    return terminal.wait_for(
        lambda _text: len(terminal.raw) > after and terminal.raw.endswith(b": ")
    )


def unspoken(raw: bytes) -> list[str]:
    """Return the characters that a screen reader would stumble over.

    They are all but letters, marks, digits, punctuation, currency signs, spaces and newlines. The
    terminal itself writes a carriage return before each newline.
    """
    text = raw.decode().replace("\r\n", "\n")
    categories = {char: unicodedata.category(char) for char in set(text) - {"\n", " "}}
    return [char for char, kind in categories.items() if kind[0] not in "LMNP" and kind != "Sc"]


def test_the_whole_product_sends_nothing_but_text(tmp_path: Path, bank: Path) -> None:
    """Nothing is redrawn, boxed or drawn as a symbol, from the name to the scores."""
    arguments = ("play", str(bank), "--plain", "--quiz", "each", "--seed", "1")
    with start(tmp_path, *arguments) as terminal:
        converse(terminal, "Ada", "/source", "", "/close", "/options", *[""] * 6, "")
        assert "Question 1 of 8." in converse(terminal, "/help", "/words", "/time")
        screen = ""
        for answer in ANSWERS:
            screen = converse(terminal, answer)
            if screen.rstrip().endswith("/quit:"):
                screen = converse(terminal, "")
        assert "8 of 8 right. 8 of 8 points, 100 per cent." in screen
        screen = converse(terminal, "/answers", "", "/close", "")
        assert "Home. You play as Ada." in screen
        converse(terminal, "/scores", "/players", "", "/settings", "", "/nonsense")
        terminal.send("/quit\n")
        assert terminal.wait_for_exit() == 0
        assert unspoken(bytes(terminal.raw)) == []


def test_the_articles_bank_sends_nothing_but_text(tmp_path: Path) -> None:
    """Not one of all its questions, reveals and quotations has anything that is not read out."""
    done = subprocess.run(
        [*QUIZGAME, "play", "--quiz", "all"],
        input=b"/skip\n\n" * 100,
        env={**os.environ, "QUIZGAME_HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.count(b"Quote.") > 40
    assert b"The end of" in done.stdout
    assert unspoken(done.stdout) == []


def test_what_was_typed_ahead_is_thrown_away(tmp_path: Path, bank: Path) -> None:
    """Lines typed before "Enter for the next question" stood there answer nothing."""
    with play(tmp_path, bank) as terminal:
        converse(terminal, "")
        terminal.send("b\n\na c\n\nfalse\n")
        terminal.wait_for("So far 1 right of 1.")
        screen = converse(terminal, "")
        assert "Question 2 of 8." in screen
        assert "So far" not in screen.split("Question 2 of 8.")[1]


def test_when_time_ends_the_line_that_is_begun_counts(tmp_path: Path, bank: Path) -> None:
    """What stands behind the prompt without Enter is sent; nothing was written into it before."""
    with play(tmp_path, bank, "--question-time", "4") as terminal:
        converse(terminal, "")
        terminal.send("xb\x7f\x7fb")
        screen = terminal.wait_for("Enter for question 2")
        assert "Answer, A to C: b\nTime is up.\nYour answer was sent: B, Elbe.\nRight." in screen
        converse(terminal, "")
        terminal.wait_for("1 second left.\nAnswers, one or more of A to C:")


def test_the_terminal_is_given_back_as_it_was(tmp_path: Path, bank: Path) -> None:
    """Left in the middle of a timed question, also by a signal, keys are echoed again."""
    for leave in (lambda t: t.send("\x04"), lambda t: os.kill(t.process.pid, signal.SIGTERM)):
        with play(tmp_path, bank, "--question-time", "60") as terminal:
            before = termios.tcgetattr(terminal._master)
            converse(terminal, "")
            while termios.tcgetattr(terminal._master)[3] == before[3]:
                time.sleep(0.01)
            leave(terminal)
            terminal.wait_for_exit()
            assert termios.tcgetattr(terminal._master)[3] == before[3]


def test_ctrl_c_asks_once_and_then_leaves(tmp_path: Path, bank: Path) -> None:
    """The quiz is kept and offered at the next start."""
    with play(tmp_path, bank) as terminal:
        converse(terminal, "", "b")
        terminal.send("\x03")
        terminal.wait_for("Press Ctrl+C again to leave, or go on.")
        wait_for_prompt(terminal)
        terminal.send("\x03")
        assert terminal.wait_for_exit() == 0
        assert "Your quiz is kept." in terminal.text
    with start(tmp_path, "play", "--plain", "--player", "Ada", str(bank)) as terminal:
        screen = converse(terminal, "/home")
        assert "1. Go on with Each type, practice, 1 of 8 done" in screen


def test_ctrl_d_leaves_politely(tmp_path: Path, bank: Path) -> None:
    """The end of input keeps what was begun and ends without an error."""
    with play(tmp_path, bank) as terminal:
        converse(terminal, "")
        terminal.send("\x04")
        assert terminal.wait_for_exit() == 0
        assert (
            "Your quiz is kept. Start quizgame again to go on with it.\nGoodbye." in terminal.text
        )


@pytest.mark.parametrize("env", [{"QUIZGAME_PLAIN": "1"}, {"TERM": "dumb"}])
def test_the_environment_may_ask_for_lines(tmp_path: Path, env: dict[str, str]) -> None:
    """A setting or a terminal that can do nothing else."""
    env = {"QUIZGAME_HOME": str(tmp_path / "home"), **env}
    with Terminal(QUIZGAME, cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("What is your name?")
        assert b"\x1b" not in terminal.raw


def test_a_wish_for_lines_is_kept(tmp_path: Path, bank: Path) -> None:
    """Who asked for plain lines once has them at the next start."""
    with play(tmp_path, bank) as terminal:
        converse(terminal, "/home", "/settings", "2", "")
        terminal.send("/quit\n")
        terminal.wait_for_exit()
    with start(tmp_path) as terminal:
        assert "Home. You play as Ada." in wait_for_prompt(terminal)
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("options", [(), ("--question-time", "60")])
def test_a_terminal_that_is_gone_is_left_quietly(
    tmp_path: Path, bank: Path, options: tuple[str, ...]
) -> None:
    """Its window was closed: the program ends, says nothing of a fault, and keeps the quiz."""
    screen, keyboard = pty.openpty()
    env = {**os.environ, "QUIZGAME_HOME": str(tmp_path)}
    arguments = ("play", str(bank), "--plain", "--player", "Ada", *options)
    with subprocess.Popen(
        [*QUIZGAME, *arguments], env=env, stdin=keyboard, stdout=keyboard, stderr=subprocess.PIPE
    ) as process:
        os.close(keyboard)
        said = b""
        for prompt, line in ((b"/home: ", b"\n"), (b"Answer, A to C: ", b"b")):
            while prompt not in said:
                said += os.read(screen, 4096)
            os.write(screen, line)
        os.close(screen)
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
    listed = subprocess.run([*QUIZGAME, "scores"], env=env, capture_output=True, check=True)
    assert b"not finished" in listed.stdout
