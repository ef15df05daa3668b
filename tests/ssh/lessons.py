"""`quizgame serve` as it is typed, and students who come with the real OpenSSH client."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.terminal import Terminal
from tests.ssh.openssh import ROOT, Served

_PATIENCE = 30.0


def environ(folder: Path) -> dict[str, str]:
    """Return an environment whose home is in a folder, with no screen started ahead."""
    return {"QUIZGAME_HOME": str(folder / "home"), "QUIZGAME_CLASS_AHEAD": "0"}


def command(*arguments: str) -> list[str]:
    """Return the command that serves on this computer alone."""
    return [sys.executable, "-m", "quizgame", "serve", "--host", "127.0.0.1", *arguments]


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def headless(
    folder: Path, *arguments: str, variables: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Serve without a console while the block runs."""
    with subprocess.Popen(
        command("--port", "0", "--headless", *arguments),
        cwd=folder,
        env={**os.environ, **environ(folder), **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            started = process.stdout.readline()
            assert "started port=" in started, started
            yield Served(process, int(started.rpartition("=")[2]), folder)
        finally:
            if process.poll() is None:
                process.kill()


@contextmanager
def console(folder: Path, *arguments: str, **size: int) -> Iterator[tuple[Terminal, Served]]:
    """Serve with the console in a terminal while the block runs."""
    port = free_port()
    words = command("--port", str(port), *arguments)
    with Terminal(words, cwd=folder, env=environ(folder), **size) as terminal:
        terminal.wait_for(f"-p {port} ")
        yield terminal, Served(terminal.process, port, folder)  # type: ignore[arg-type]


class Desk:
    """A class of `tests.ssh.taught`, and what its teacher does."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        """Wait until the class can be reached."""
        self._process = process
        self.served = Served(process, self._heard()["port"], folder)

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the class has ended"
        found: dict[str, Any] = json.loads(line)
        return found

    def does(self, *acts: str) -> dict[str, Any]:
        """Do one thing after the other; return how things are then."""
        facts: dict[str, Any] = {}
        for act in acts:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"do": act}) + "\n")
            self._process.stdin.flush()
            facts = self._heard()
            assert not facts["refused"], facts
        return facts

    def facts(self) -> dict[str, Any]:
        """Return how things are."""
        return self.does("look")

    def ask(self) -> None:
        """Begin a round and show its first question."""
        phase = self.facts()["phase"]
        if phase:
            self.does(*(() if phase == "finished" else ("finish",)), "end")
        self.does("start", "show")


@contextmanager
def taught(folder: Path, code: str) -> Iterator[Desk]:
    """Serve a class that is entered by a code, its teacher at hand, while the block runs."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ssh.taught", str(folder), code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Desk(process, folder)
        finally:
            process.kill()


def told(folder: Path, event: str) -> list[dict[str, Any]]:
    """Return what the log says of one kind of event."""
    log = folder / "home/class/class.log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [one for one in map(json.loads, lines) if one["event"] == event]


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def joined(terminal: Terminal, *answers: str, seated: str = "seat word") -> str:
    """Answer what is asked before somebody comes in, and sit down under the name offered.

    `seated` is what is seen then.
    """
    for answer in answers:
        terminal.wait_for(lambda text: text.rstrip().endswith(":"))
        terminal.send(f"{answer}\r")
    terminal.wait_for("name?")
    terminal.send("\r")
    return terminal.wait_for(seated)
