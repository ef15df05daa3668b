"""The full screen in a real terminal: the first start, every type of question, coming back."""

import sys
import time
from pathlib import Path

from tests.e2e import rivers
from tests.e2e.terminal import Terminal

QUIZGAME = [sys.executable, "-m", "quizgame"]
UNREAD_S = 0.4
"""Seconds after a new picture in which Enter might be a slip, and is not taken."""

ANSWERS = (
    ("b", "your choice"),
    ("ac", "chosen, not sent yet"),
    ("a", "your choice"),
    ("Hamburg", "Hamburg"),
    ("1090", "1090"),
    ("b3", "3  B   sea"),
    ("ba", "2 of 2 pairs are made"),
    ("aHamburg\t900", "3 of 3 gaps are filled"),
)
"""What is typed for each question of the rivers, and what then stands on the screen."""


def quiz(folder: Path, *, rows: int = 24) -> Terminal:
    """Return a terminal in which the quiz of each type is at its introduction."""
    bank = rivers.write(folder)
    arguments = ("play", str(bank), "--quiz", "each", "--seed", "1", "--player", "Ada")
    env = {"QUIZGAME_HOME": str(folder / "home")}
    return Terminal([*QUIZGAME, *arguments], cwd=folder, env=env, rows=rows)


def enter(terminal: Terminal, *wanted: str) -> str:
    """Press Enter below a picture that has been read, and return the screen that follows."""
    time.sleep(UNREAD_S)
    terminal.send("\r")
    return terminal.wait_for(lambda text: all(part in text for part in wanted))


def test_a_newcomer_is_three_keys_from_question_one(tmp_path: Path) -> None:
    """A name, Enter, Enter."""
    env = {"QUIZGAME_HOME": str(tmp_path / "home")}
    with Terminal(QUIZGAME, cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("What is your name?")
        terminal.send("Ada")
        terminal.wait_for("Ada")
        enter(terminal, "Enter start")
        enter(terminal, "Question 1 of")


def test_every_type_is_played_to_the_results(tmp_path: Path) -> None:
    """Each of the eight is answered by keys, told to be right, and counted."""
    with quiz(tmp_path) as terminal:
        terminal.wait_for("Enter start")
        for number, (keys, seen) in enumerate(ANSWERS, 1):
            enter(terminal, f"Question {number} of 8")
            for key in keys:
                terminal.send(key)
                time.sleep(0.02)
            terminal.wait_for(seen)
            terminal.send("\r")
            terminal.wait_for(
                lambda text, n=number: "RIGHT." in text and f"{n} of {n} right so far" in text  # type: ignore[misc] # bound now
            )
        assert "100 %" in enter(terminal, "8 of 8", "100 %")


def test_what_was_begun_on_the_screen_goes_on_by_lines(tmp_path: Path) -> None:
    """Left for later, a quiz is taken up by the other front end at its next question."""
    with quiz(tmp_path) as terminal:
        terminal.wait_for("Enter start")
        enter(terminal, "Danube")
        terminal.send("b")
        terminal.wait_for("your choice")
        enter(terminal, "RIGHT.", "Enter next")
        enter(terminal, "Question 2 of 8")
        terminal.send("q")
        terminal.wait_for("Leave and go on later")
        terminal.send("l")
        terminal.wait_for("Go on where you stopped")
    env = {"QUIZGAME_HOME": str(tmp_path / "home"), "QUIZGAME_PLAIN": "1"}
    with Terminal(QUIZGAME, cwd=tmp_path, env=env) as terminal:
        # What is typed before a prompt stands there is thrown away.
        home = terminal.wait_for("/help or /quit:")
        assert "1. Go on with Each type, practice, 1 of 8 done" in home
        terminal.send("1\n")
        question = terminal.wait_for("Answers, one or more of A to C:")
        assert "Question 2 of 8. Choose all that are right." in question
        terminal.send("ac\n")
        terminal.wait_for("So far 2 right of 2.")
