"""A class as a teacher starts it and students find it, with the real command and client."""

import os
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

from tests.e2e.terminal import Terminal
from tests.e2e.test_ending import left_on
from tests.ssh.lessons import console, headless, joined, told, until
from tests.ssh.openssh import needs_ssh


def joined_on_screen(terminal: Terminal, *answers: str) -> None:
    """Come in under the name that is offered, on a full screen."""
    joined(terminal, *answers, seated="Waiting")


PLAIN = "+plain"
"""Students of these tests come by lines where it is not about their screens."""


def asked(times: int, text: str) -> bool:
    """Return whether the code was asked for so often."""
    return text.count("Class code:") == times


@needs_ssh
def test_a_class_is_joined_by_its_code_and_told_when_it_ends(tmp_path: Path) -> None:
    """A wrong code is refused, the right one is asked for nothing else; SIGTERM tells everybody."""
    with headless(tmp_path, "--code", "koala") as served:
        with served.terminal(name=f"Ada{PLAIN}") as ada, served.terminal(name="Bob") as bob:
            for tries in range(1, 4):
                bob.wait_for(partial(asked, tries))
                bob.send("kiwi\r")
            assert bob.wait_for_exit() != 0
            joined(ada, "Koala")
            until(lambda: told(tmp_path, "seated"))
            assert served.end() == 0
            ada.wait_for("The class has ended.")
            assert ada.wait_for_exit() == 0
        assert served.process.stdout is not None
        printed = served.process.stdout.read()
    assert f"ssh -p {served.port} NAME@127.0.0.1" in printed
    assert "wrong code username=Bob" in printed.replace(" peer=127.0.0.1", "")
    assert [one["name"] for one in told(tmp_path, "seated")] == ["Ada"]
    assert [one["name"] for one in told(tmp_path, "seat left")] == ["Ada"]


@needs_ssh
def test_the_console_gives_its_terminal_back(tmp_path: Path) -> None:
    """On SIGTERM the console leaves the terminal as it was, and the exit code is 0."""
    with console(tmp_path, "--code", "koala") as (terminal, served):
        with served.terminal(name=f"Ada{PLAIN}") as ada:
            joined(ada, "koala")
            terminal.wait_for("1 here")
            assert left_on(bytes(terminal.raw))
            os.kill(terminal.process.pid, signal.SIGTERM)
            assert terminal.wait_for_exit() == 0
            ada.wait_for("The class has ended.")
        assert left_on(bytes(terminal.raw)) == set()
        assert b"The class has ended." in terminal.raw


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


def new_key(path: Path) -> Path:
    """Make a key of OpenSSH."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    return path


@needs_ssh
def test_a_new_teacher_is_accepted_on_the_console(tmp_path: Path) -> None:
    """An unknown key waits for the console; once accepted it teaches, and is known from then on."""
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
        with served.terminal("-i", str(key), name="teacher") as teacher:
            teacher.wait_for("Start a round")
            assert b"accept it" not in teacher.raw
    assert "ssh-ed25519" in (tmp_path / "home/class/teacher_keys").read_text()


@needs_ssh
def test_a_class_goes_on_after_a_crash(tmp_path: Path) -> None:
    """A code that was made is the same again; known keys teach, and who only says so does not."""
    key, kept = new_key(tmp_path / "mine"), tmp_path / "home/class/code"
    with headless(tmp_path) as served:
        code = kept.read_text()
        assert code.strip()
        assert served.end(signal.SIGKILL) != 0
    with headless(tmp_path, "--teacher-key", "mine.pub") as served:
        assert kept.read_text() == code
        with (
            served.terminal("-i", str(key), name="teacher") as teacher,
            served.terminal(name="teacher") as pupil,
        ):
            teacher.wait_for("Start a round")
            pupil.wait_for("Class code:")
            pupil.send(code)
            pupil.wait_for("comes in with a key")
            assert served.end() == 0
            teacher.wait_for("The class has ended.")
    assert not kept.exists()


@needs_ssh
def test_who_stands_still_is_replaced_within_seconds(tmp_path: Path) -> None:
    """A client that was stopped loses its seat to who types the same line, within three seconds."""
    with headless(tmp_path, "--code", "koala") as served:
        with served.terminal(name="Ada") as stopped:
            joined_on_screen(stopped, "koala")
            stopped.process.send_signal(signal.SIGSTOP)
            try:
                with served.terminal(name="Ada") as again:
                    began = time.monotonic()
                    joined_on_screen(again, "koala")
                    assert time.monotonic() - began < 4  # the connection and its code included
            finally:
                stopped.process.send_signal(signal.SIGCONT)
        assert served.end() == 0
    assert [one["seat"] for one in told(tmp_path, "seated")] == [1, 1]


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
