"""Play a first question as a newcomer does: `make play` in a fresh checkout, in a real terminal.

Run as `python -m tests.e2e.play_once CHECKOUT`. Exit code 0: the question was answered and its
proof shown. Not a test of pytest, because setting up a fresh checkout fetches packages.
"""

import sys
import tempfile
from functools import partial
from operator import ne
from pathlib import Path

from tests.e2e.terminal import Terminal

SET_UP = 900
"""Seconds after which setting up is given up: a slow network needs many."""


def play(checkout: Path, home: Path) -> None:
    """Set up, give a name, answer the first question, see its proof, leave.

    Raises:
        AssertionError: What should have come on the screen did not.
    """
    with Terminal(["make", "play"], cwd=checkout, env={"QUIZGAME_HOME": str(home)}) as terminal:
        terminal.wait_for("Setting up", seconds=10)
        print("It says that it sets itself up.", flush=True)
        terminal.wait_for("What is your name?", seconds=SET_UP)
        print("It asks for a name.", flush=True)
        terminal.send("Ada")
        terminal.wait_for("Ada")
        terminal.send("\r")
        terminal.wait_for("Enter start")
        terminal.send("\r")
        terminal.wait_for("Question 1 of")
        print("Name, Enter, Enter: the first question is there.", flush=True)
        terminal.send("a")
        terminal.wait_for("your choice")
        terminal.send("\r")
        terminal.wait_for("Enter next")
        _read_on_to(terminal, "THE ARTICLE SAYS")
        print(terminal.text, flush=True)
        terminal.send("q")
        terminal.wait_for("Leave and go on later")
        terminal.send("l")
        terminal.wait_for("q quit")
        terminal.send("q")
        code = terminal.wait_for_exit()
        assert code == 0, f"it left with {code}:\n{terminal.text}"


def _read_on_to(terminal: Terminal, wanted: str) -> None:
    """Press Space for as long as the page says that there is more of it below.

    A first question with many options and a long answer leaves the proof below the edge.
    """
    while wanted not in terminal.text and "space more below" in terminal.text:
        another = partial(ne, terminal.text)
        terminal.send(" ")
        terminal.wait_for(another)
    terminal.wait_for(wanted)


def main() -> int:
    """Play in the checkout given as the one argument."""
    checkout = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        try:
            play(checkout, Path(home))
        except AssertionError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
