"""The quiz screen in Go (wish and Bubble Tea), where its source and a Go compiler are at hand."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from bench.processes import Helper, Program, cpu_seconds, memory_bytes

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "bench" / "wish_quiz" / "main.go"
_PACKAGES = Path("/usr/share/gocode/src/github.com/charmbracelet/wish")
_PATIENCE_S = 20.0


def peer_program(folder: Path) -> Path | None:
    """Build the peer in a folder and return it; None, with a word why, where that can not be."""
    program = os.environ.get("QUIZGAME_PEER", "")
    if program:
        return Path(program)
    compiler = shutil.which("go")
    if compiler is None or not SOURCE.is_file() or not _PACKAGES.is_dir():
        print("the Go peer is left out: its source, go or wish is missing", file=sys.stderr)
        return None
    shutil.copyfile(SOURCE, folder / "main.go")
    env = {
        **os.environ,
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(folder / "cache"),
    }
    done = subprocess.run(
        [compiler, "build", "-o", "wish_quiz", "."], cwd=folder, env=env, check=False
    )
    return folder / "wish_quiz" if done.returncode == 0 else None


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until somebody listens to a port; raises TimeoutError."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = f"nobody listens to port {port}"
    raise TimeoutError(message)


@dataclass(frozen=True)
class Found:
    """What the peer takes: bytes a student, CPU seconds to join and to draw another question."""

    memory: float
    joining: float
    drawing: float


class Peer:
    """The peer with its students."""

    def __init__(self, stack: ExitStack, program: Path, folder: Path) -> None:
        """Start it; it ends with `stack`."""
        # Some versions of wish can not make a key beside the program.
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(folder / "host_key")
        self._port = free_port()
        self._served = stack.enter_context(Program([str(program), str(self._port)], folder))
        wait_for(self._port)
        self._crowd = stack.enter_context(Helper("bench.clients"))

    def measured(self, count: int) -> Found:
        """Return what `count` students take."""
        pid = self._served.pid
        names = [f"s{place:03}" for place in range(count)]
        self._join(names[:1])
        size, cpu = memory_bytes(pid)[0], cpu_seconds(pid)
        self._join(names[1:])
        joining = (cpu_seconds(pid) - cpu) / (count - 1)
        time.sleep(1.0)
        memory = (memory_bytes(pid)[0] - size) / (count - 1)
        cpu = cpu_seconds(pid)
        for number in range(1, 5):
            self._crowd.ask(do="type", keys="n", text=f"marker-{number}-end")
        drawing = (cpu_seconds(pid) - cpu) / (4 * count)
        return Found(memory, joining, drawing)

    def _join(self, names: list[str]) -> None:
        self._crowd.ask(do="connect", port=self._port, names=names, text="marker-0-end", rate=50)
