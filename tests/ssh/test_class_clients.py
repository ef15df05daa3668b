"""A class as students see it in the clients and terminals that they really have."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_ending import left_on
from tests.ssh.lessons import Desk, taught, until
from tests.ssh.openssh import needs_ssh

UNREAD_S = 0.4
CODE = "RIVER-7"
STEM = "Which river passes through Hamburg?"
OPTIONS = ("Rhine", "Elbe", "Danube")
QUOTATION = "It passes through Hamburg."
SEAT_WORD = re.compile(r"seat word:? +([A-Z]{4})\b")
SHELL = "echo ready; while read -r line; do $line; echo over $?; done"
_STYLE = re.compile(rb"\x1b\[([0-9;]*)m")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Serve a class for all tests here, in which one student thinks for ever."""
    with taught(tmp_path_factory.mktemp("clients"), CODE) as made:
        made.does("think")
        yield made


def to_openssh(desk: Desk, name: str) -> list[str]:
    """Return OpenSSH's command."""
    return desk.served.command(name=name)


def to_dropbear(desk: Desk, name: str) -> list[str]:
    """Return dropbear's command."""
    return ["dbclient", "-p", str(desk.served.port), f"{name}@127.0.0.1"]


def to_putty(desk: Desk, name: str) -> list[str]:
    """Return the command of PuTTY's client for terminals."""
    return ["plink", "-ssh", "-P", str(desk.served.port), "-l", name, "127.0.0.1"]


def come_in(terminal: Terminal) -> None:
    """Trust the server where it is asked about, and type the class code."""
    if "y/n" in terminal.wait_for(lambda text: "y/n" in text or "Class code:" in text):
        assert "SHA256:" in terminal.text
        terminal.send("y\r")
        terminal.wait_for("Class code:")
    terminal.send("river 7\r")
    if "Press Return" in terminal.wait_for(lambda text: "Press Return" in text or "name?" in text):
        terminal.send("\r")
    terminal.wait_for("name?")
    terminal.send("\r")


def sit_down(terminal: Terminal) -> str:
    """Come in for the first time; return the seat word."""
    come_in(terminal)
    found = SEAT_WORD.search(terminal.wait_for(SEAT_WORD.search))
    assert found
    return found[1]


def sit_down_again(terminal: Terminal, word: str) -> None:
    """Come in as somebody whose connection was lost: the answer that was sent is there."""
    come_in(terminal)
    terminal.wait_for("type your seat word")
    terminal.send(f"{word.lower()}\r")
    assert STEM in terminal.wait_for("Sent: B is chosen")
    time.sleep(UNREAD_S)


def answer(terminal: Terminal, *, sends: bool = True) -> None:
    """Choose the second answer to the question on screen, and send it."""
    shown = terminal.wait_for("Question 1 of")
    assert STEM in shown
    assert all(option in shown for option in OPTIONS)
    while "B is chosen" not in terminal.text:  # a key is too early while nobody can have read it
        terminal.send("b")
        with suppress(AssertionError):
            terminal.wait_for("B is chosen", seconds=UNREAD_S)
    if sends:
        terminal.send("\r")
        terminal.wait_for("Sent: B is chosen")


def see_the_end(desk: Desk, terminal: Terminal) -> None:
    """Follow the teacher from the end of the question to the end of the round."""
    desk.does("close")
    terminal.wait_for("Closed. What counts: B is chosen")
    desk.does("reveal")
    terminal.wait_for("RIGHT. The answer is B, Elbe.")
    desk.does("explain")
    assert "THE ARTICLE SAYS" in terminal.wait_for(QUOTATION)
    desk.does("finish")
    terminal.wait_for("You: 1 of 1 right")


def leave(terminal: Terminal) -> None:
    """Leave the class."""
    terminal.send("q")
    terminal.wait_for("Leave the class?")
    terminal.send("l")


def lost(desk: Desk, seats: dict[str, str]) -> None:
    """Wait until the class has noticed that somebody is gone, whose seat stays."""
    until(lambda: desk.facts()["places"] == 1)
    assert desk.facts()["seats"] == seats


@pytest.mark.parametrize(("client", "name"), [(to_dropbear, "Ben"), (to_putty, "Cleo")])
def test_a_lesson_by_another_client(
    tmp_path: Path, desk: Desk, client: Callable[[Desk, str], list[str]], name: str
) -> None:
    """Cut off after the answer, the same line leads back to it; then comes what proves it."""
    command = client(desk, name)
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not here")
    home = {"HOME": str(tmp_path)}
    with Terminal(command, cwd=tmp_path, env=home) as terminal:
        word = sit_down(terminal)
        seats = desk.facts()["seats"]
        desk.ask()
        answer(terminal)
    lost(desk, seats)
    with Terminal(command, cwd=tmp_path, env=home) as terminal:
        sit_down_again(terminal, word)
        facts = desk.facts()
        assert (facts["seats"], facts["answers"]) == (seats, 1)
        see_the_end(desk, terminal)
        leave(terminal)
        assert terminal.wait_for_exit() == 0
    assert left_on(bytes(terminal.raw)) == set()


@needs_ssh
def test_a_lesson_within_tmux(tmp_path: Path, desk: Desk) -> None:
    """Cut off by hand, who types the line once more has a whole picture; nothing of it stays."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not here")
    line = " ".join(to_openssh(desk, "Ada"))
    command = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null", "new", SHELL]
    with Terminal(command, cwd=tmp_path, env={}) as terminal:
        terminal.wait_for("ready")
        terminal.send(f"{line}\r")
        word = sit_down(terminal)
        seats = desk.facts()["seats"]
        desk.ask()
        answer(terminal)
        terminal.send("\r~.")
        lost(desk, seats)
        terminal.send(f"{line}\r")
        sit_down_again(terminal, word)
        terminal.resize(100, 30)
        terminal.wait_for(partial(is_whole, 100))
        facts = desk.facts()
        assert (facts["seats"], facts["answers"]) == (seats, 1)
        see_the_end(desk, terminal)
        leave(terminal)
        terminal.wait_for(lambda text: "over 0" in text and "Leave" not in text)
        terminal.send("\x04")
        terminal.wait_for_exit()


def is_whole(columns: int, text: str) -> bool:
    """Return whether a question is on screen whole, in a window so wide, and nothing else."""
    lines = text.split("\n")
    rules = [line for line in lines if set(line) <= set("─ ●○") and "─" in line]
    return (
        [len(rule) for rule in rules] == [columns - 1, columns]
        and all(text.count(word) == 1 for word in (STEM, *OPTIONS, "your choice", "? help"))
        and lines[2] == rules[0]
    )


@needs_ssh
def test_a_window_that_changes_its_size_in_mid_question(desk: Desk) -> None:
    """What was chosen stays, and the whole question is there: smaller, larger, and as before."""
    with desk.served.terminal(name="Dora") as terminal:
        sit_down(terminal)
        desk.ask()
        answer(terminal, sends=False)
        before = still(terminal.wait_for(partial(is_whole, 80)))
        for columns, rows in ((60, 20), (80, 24), (100, 40), (61, 20)):
            terminal.resize(columns, rows)
            text = terminal.wait_for(partial(is_whole, columns))
            assert "B is chosen" in text or "Not sent yet" in text
            assert text.split("\n")[-1].endswith("help")
        terminal.resize(40, 12)
        terminal.wait_for("a little small")
        terminal.resize(80, 24)
        terminal.wait_for(lambda text: still(text) == before)
        terminal.send("\r")
        terminal.wait_for("Sent: B is chosen")
        leave(terminal)
        assert terminal.wait_for_exit() == 0


def still(text: str) -> str:
    """Return a screen without the sign that changes each second."""
    return text.replace("○", "●")


def colours(raw: bytes) -> set[bytes]:
    """Return what sets a colour in the styles that were sent: `38;5`, `38;2`, `34`, ..."""
    found: set[bytes] = set()
    for codes in _STYLE.findall(raw):
        left = codes.split(b";")
        while left:
            code = left.pop(0)
            if code in {b"38", b"48"}:
                found.add(code + b";" + left[0])
                del left[: 2 if left[0] == b"5" else 4]
            elif code and (30 <= int(code) <= 49 or 90 <= int(code) <= 107):
                found.add(code)
    return found


def styled(raw: bytes, text: str, number: int) -> bool:
    """Return whether a text was sent in a style that a number switches on."""
    before = re.findall(rb"\x1b\[([0-9;]+)m[^\x1b]*" + re.escape(text.encode()), raw)
    return any(str(number).encode() in codes.split(b";") for codes in before)


FEW = {str(code).encode() for part in (30, 40, 90, 100) for code in range(part, part + 8)}
MANY = {b"38;5", b"48;5"}


@needs_ssh
@pytest.mark.parametrize(
    ("term", "option", "allowed"),
    [
        ("xterm-256color", "", MANY),
        ("xterm", "", MANY),
        ("linux", "", FEW),
        ("xterm-16color", "", FEW),
        ("xterm-256color", "SendEnv=NO_COLOR", set()),
        ("linux", "SetEnv=NO_COLOR=1", set()),
    ],
)
def test_the_colours_of_a_lesson(desk: Desk, term: str, option: str, allowed: set[bytes]) -> None:
    """No page of a lesson has a colour that the terminal lacks; what is chosen and quoted shows."""
    name = f"Eve {term} {option.partition('=')[0]}".strip()
    command = desk.served.command("-o", option or "SendEnv=LANG", name=name)
    environ = {"TERM": term, "NO_COLOR": "1"}
    with Terminal(command, cwd=desk.served.folder, env=environ) as terminal:
        sit_down(terminal)
        desk.ask()
        answer(terminal)
        terminal.send("?")
        terminal.wait_for("your seat word")
        terminal.send("\x1b")
        terminal.wait_for("Sent: B is chosen")
        see_the_end(desk, terminal)
        leave(terminal)
        assert terminal.wait_for_exit() == 0
    raw = bytes(terminal.raw)
    assert colours(raw) <= allowed
    assert bool(colours(raw)) == bool(allowed)
    if not allowed:
        assert styled(raw, "Elbe", 7)
        assert styled(raw, QUOTATION, 4)
    assert left_on(raw) == set()
