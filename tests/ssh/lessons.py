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
from tests.ssh.openssh import Served

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
