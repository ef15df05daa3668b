"""Clients that students have beside OpenSSH itself: dropbear, PuTTY, and OpenSSH within tmux."""

import shutil
import time
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_ending import left_on
from tests.ssh.openssh import Served, served

UNREAD_S = 0.4


def to_dropbear(server: Served) -> list[str]:
    """Return dropbear's command."""
    return ["dbclient", "-p", str(server.port), "Ada@127.0.0.1"]


def to_putty(server: Served) -> list[str]:
    """Return the command of PuTTY's client for terminals."""
    return ["plink", "-ssh", "-P", str(server.port), "-l", "Ada", "127.0.0.1"]


@pytest.mark.parametrize("client", [to_dropbear, to_putty])
@pytest.mark.parametrize("environment", [{}, {"TERM": "linux"}, {"TERM": "xterm"}])
def test_a_question_is_reached_by_another_client(
    tmp_path: Path, client: object, environment: dict[str, str]
) -> None:
    """The key is shown, the code asked for, the quiz begun, left, and the terminal given back."""
    assert callable(client)
    with served(tmp_path, "--code", "RIVER-7") as server:
        command = client(server)
        if not shutil.which(command[0]):
            pytest.skip(f"{command[0]} is not here")
        home = {"HOME": str(tmp_path), **environment}
        with Terminal(command, cwd=tmp_path, env=home) as terminal:
            assert "SHA256:" in terminal.wait_for("y/n")
            terminal.send("y\r")
            terminal.wait_for("Class code:")
            terminal.send("river7\r")
            if command[0] == "plink":
                terminal.wait_for("Press Return")
                terminal.send("\r")
            terminal.wait_for("Enter start")
            time.sleep(UNREAD_S)
            terminal.send("\r")
            terminal.wait_for("Question 1 of")
            terminal.resize(100, 30)
            time.sleep(UNREAD_S)
            terminal.send("a")
            terminal.wait_for("your choice")
            terminal.send("q")
            terminal.wait_for("Leave and go on later")
            terminal.send("l")
            terminal.wait_for("q quit")
            terminal.send("q")
            assert terminal.wait_for_exit() == 0
    assert left_on(bytes(terminal.raw)) == set()
    # PuTTY tells its own name for the terminal, whatever this one is called.
    has_few = command[0] == "dbclient" and environment.get("TERM") == "linux"
    assert (b"38;5;" in terminal.raw) == (not has_few)


def test_a_question_is_reached_within_tmux(tmp_path: Path) -> None:
    """Within a multiplexer the picture is whole, and follows its size."""
    if not shutil.which("tmux") or not shutil.which("ssh"):
        pytest.skip("tmux or ssh is not here")
    with served(tmp_path) as server:
        line = " ".join(server.command())
        command = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null", "new", line]
        with Terminal(command, cwd=tmp_path, env={}) as terminal:
            terminal.wait_for("Enter start")
            terminal.resize(100, 30)
            time.sleep(UNREAD_S)
            terminal.send("\r")
            terminal.wait_for("Question 1 of")
            server.end()
            terminal.wait_for_exit()
