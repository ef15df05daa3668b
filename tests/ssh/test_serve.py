"""A class as a teacher starts it and students find it, with the real command and client."""

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_ending import left_on
from tests.ssh.lessons import console, headless, joined, told, until
from tests.ssh.openssh import Served, needs_ssh

SEAT_WORD = re.compile("seat word is ([a-z]{4})")
PLAIN = "+plain"
"""Students of these tests come by lines where it is not about their screens."""


def asked(times: int, text: str) -> bool:
    """Return whether the code was asked for so often."""
    return text.count("Class code:") == times


@pytest.fixture(scope="module")
def by_code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a class whose code is koala."""
    with headless(tmp_path_factory.mktemp("by_code"), "--code", "koala") as served:
        yield served


@needs_ssh
def test_a_class_is_joined_by_its_code_and_by_no_other(by_code: Served) -> None:
    """Three wrong codes end the connection; letter case does not matter; the log tells of it."""
    with (
        by_code.terminal(name=f"Ada{PLAIN}") as ada,
        by_code.terminal(name="Bob") as bob,
    ):
        for tries in range(1, 4):
            bob.wait_for(partial(asked, tries))
            bob.send("kiwi\r")
        assert bob.wait_for_exit() != 0
        joined(ada, "Koala")
        until(lambda: told(by_code.folder, "seated"))
    assert [one["name"] for one in told(by_code.folder, "seated")] == ["Ada"]
    assert {one["username"] for one in told(by_code.folder, "wrong code")} == {"Bob"}
    until(lambda: [one["name"] for one in told(by_code.folder, "seat left")] == ["Ada"])


@needs_ssh
def test_who_stands_still_is_replaced(by_code: Served) -> None:
    """A client that was stopped loses its seat to who types the same line, without a word."""
    with by_code.terminal(name="Cleo") as stopped:
        joined(stopped, "koala", seated="Waiting")
        stopped.process.send_signal(signal.SIGSTOP)
        try:
            with by_code.terminal(name="Cleo") as again:
                joined(again, "koala", seated="Waiting")
        finally:
            stopped.process.send_signal(signal.SIGCONT)

    def seats() -> list[int]:
        log = told(by_code.folder, "seated")
        return [one["seat"] for one in log if one["name"] == "Cleo"]

    until(lambda: len(seats()) == 2)
    assert len(set(seats())) == 1


ROSTER = """\
title = "9b"

[[student]]
name = "Anna Bauer"
login = "anna"
pin = "4719"
time_factor = 1.5

[[student]]
name = "Ben Okafor"
login = "ben"
pin = "5823"
plain = true
"""


@needs_ssh
def test_students_of_a_list_come_in_by_pin(tmp_path: Path) -> None:
    """A wrong PIN is refused; a name that is no login, as Windows sends, is asked for one.

    A computer that slept for a moment drops nobody.
    """
    (tmp_path / "9b.toml").write_text(ROSTER)
    (tmp_path / "class.toml").write_text('[class]\nroster = "9b.toml"\n')
    with (
        headless(tmp_path, "--settings", "class.toml") as served,
        served.terminal(name="anna@SCHOOL") as anna,
        served.terminal(name="ben") as ben,
    ):
        anna.wait_for("Login:")
        anna.send("anna\r")
        anna.wait_for("PIN:")
        anna.send("4719\r")
        ben.wait_for("PIN:")
        ben.send("4719\r")
        ben.wait_for(lambda text: text.count("PIN:") == 2)
        ben.send("5823\r")
        ben.wait_for("You are in, as Ben Okafor")
        anna.wait_for("Anna Bauer")
        assert "4719" not in anna.text
        assert "5823" not in ben.text
        served.process.send_signal(signal.SIGSTOP)  # the computer sleeps
        ben.send("/help\r")
        time.sleep(1)
        served.process.send_signal(signal.SIGCONT)
        ben.wait_for("/repeat")
        assert served.end() == 0
    assert sorted(one["name"] for one in told(tmp_path, "seated")) == ["Anna Bauer", "Ben Okafor"]


@needs_ssh
def test_a_code_that_was_changed_lets_nobody_in(tmp_path: Path) -> None:
    """The teacher makes another on the card; it is asked for from then on, also after a crash."""
    kept = tmp_path / "home/class/code"
    with console(tmp_path) as (screen, served):
        old = kept.read_text().strip()
        screen.send("j")
        screen.wait_for("new code")
        screen.send("n")
        until(lambda: kept.read_text().strip() not in {"", old})
        with served.terminal(name=f"Ada{PLAIN}") as ada:
            ada.wait_for(partial(asked, 1))
            ada.send(f"{old}\r")
            ada.wait_for(partial(asked, 2))
            joined(ada, kept.read_text().strip())


def new_key(path: Path) -> Path:
    """Make a key of OpenSSH."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    return path


@needs_ssh
def test_the_console_accepts_a_teacher_and_gives_its_terminal_back(tmp_path: Path) -> None:
    """An unknown key waits for the console; once accepted it teaches, and is known from then on.

    On SIGTERM everybody is told, and all terminals are as they were before.
    """
    key = new_key(tmp_path / "teacher_key")
    with console(tmp_path, "--code", "koala") as (terminal, served):
        with served.terminal("-i", str(key), name="teacher") as teacher:
            teacher.wait_for("accept it on the console")
            terminal.wait_for("k ")
            terminal.send("k")
            terminal.wait_for("Show it, only I can see it")
            terminal.send("v")
            terminal.wait_for("Is this key yours?")
            terminal.send("y")
            teacher.wait_for("Start a round")
        with (
            served.terminal("-i", str(key), name="teacher") as teacher,
            served.terminal(name="Ada") as ada,
        ):
            teacher.wait_for("Start a round")
            joined(ada, "koala", seated="Waiting")
            assert b"accept it" not in teacher.raw
            assert left_on(bytes(terminal.raw))
            terminal.process.terminate()
            assert terminal.wait_for_exit() == 0
            for person in (teacher, ada):
                assert person.wait_for_exit() == 0
                assert b"The class has ended." in person.raw
                assert left_on(bytes(person.raw)) == set()
        assert left_on(bytes(terminal.raw)) == set()
        assert b"The class has ended." in terminal.raw
    assert "ssh-ed25519" in (tmp_path / "home/class/teacher_keys").read_text()


def press(terminal: Terminal, key: str, wanted: str) -> None:
    """Type a key as a person does: what is typed into a picture that is new is not looked at."""
    time.sleep(0.6)
    terminal.send(key)
    terminal.wait_for(wanted)


@needs_ssh
def test_a_class_goes_on_after_a_crash(tmp_path: Path) -> None:
    """Killed in mid-question it is as it was: the code, the round, and the answer that was given.

    Known keys teach without a console, and who only says that they teach does not.
    """
    key, kept = new_key(tmp_path / "mine"), tmp_path / "home/class/code"
    known = ("-i", str(key))
    with headless(tmp_path, "--teacher-key", "mine.pub") as served:
        code = kept.read_text()
        with (
            served.terminal(*known, name="teacher") as teacher,
            served.terminal(name=f"Ada{PLAIN}") as ada,
        ):
            word = SEAT_WORD.findall(joined(ada, code.strip()))[0]
            teacher.wait_for("1 here")
            press(teacher, "\r", "start this round")
            press(teacher, "\r", "n question 1")
            press(teacher, "n", "0 of 1 have answered")
            ada.wait_for("Question 1 of")
            ada.send("a\r")
            teacher.wait_for("1 of 1 answered")
            assert served.end(signal.SIGKILL) != 0
    with headless(tmp_path, "--teacher-key", "mine.pub") as served:
        assert kept.read_text() == code
        with (
            served.terminal(*known, name="teacher") as teacher,
            served.terminal(name="teacher") as pupil,
            served.terminal(name=f"Ada{PLAIN}") as ada,
        ):
            teacher.wait_for("1 of 1 answered")
            pupil.wait_for("Class code:")
            pupil.send(code)
            pupil.wait_for("comes in with a key")
            joined(ada, code.strip(), seated="type your seat word")
            ada.send(f"{word}\r")
            ada.wait_for("Question 1 of")
            assert served.end() == 0
            teacher.wait_for("The class has ended.")
    assert not kept.exists()


@needs_ssh
def test_a_rehearsal_fills_the_class_and_keeps_nothing(tmp_path: Path) -> None:
    """Simulated students come in over real connections; afterwards there is no file."""
    with headless(tmp_path, "--rehearse", "5") as served:
        assert served.process.stdout is not None
        names = set()
        for line in served.process.stdout:
            if " seated " in line:
                names.add(line)
            if len(names) == 5:
                break
        assert served.end() == 0
    assert not (tmp_path / "home").exists()
