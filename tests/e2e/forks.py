"""The program in processes of its own that start at once, because what they load is loaded."""

import multiprocessing
import os
import sys
from pathlib import Path

from quizgame.cli import main

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        *("quizgame.backend.clock", "quizgame.cli.play", "quizgame.line.app"),
        *("quizgame.line.stdio", "quizgame.store.migrations", "quizgame.store.sqlite"),
    ]
)


def _run(arguments: list[str], home: str, lines: str, out: str) -> None:
    os.environ["QUIZGAME_HOME"] = home
    os.chdir(home)
    sys.stdin = os.fdopen(os.open(lines, os.O_RDONLY), encoding="utf-8")
    sys.stdout = os.fdopen(os.open(out, os.O_WRONLY), "w", encoding="utf-8")
    sys.exit(main(arguments))


class Run:
    """A run of the program by lines over pipes, and all that it wrote."""

    def __init__(self, home: Path, *arguments: str) -> None:
        """Start it; its memory is in `home`, and so is it."""
        pipes = [home / "lines", home / "out"]
        for pipe in pipes:
            pipe.unlink(missing_ok=True)
            os.mkfifo(pipe)
        self.said = b""
        self.process = _FORKS.Process(
            target=_run, args=(list(arguments), str(home), *map(str, pipes))
        )
        self.process.start()
        self._lines = os.open(pipes[0], os.O_WRONLY)
        self._out = os.open(pipes[1], os.O_RDONLY)

    def type(self, line: str) -> None:
        """Send a line."""
        os.write(self._lines, f"{line}\n".encode())

    def prompt(self) -> str:
        """Read until something is asked; returns what has been written since the last time."""
        before = len(self.said)
        while len(self.said) == before or not self.said.endswith(b": "):
            data = os.read(self._out, 65536)
            assert data, f"it ended: {self.said.decode()}"
            self.said += data
        return self.said[before:].decode()

    def kill(self) -> str:
        """Kill it, and return all that it ever wrote."""
        self.process.kill()
        self.process.join()
        while data := os.read(self._out, 65536):
            self.said += data
        os.close(self._lines)
        os.close(self._out)
        return self.said.decode()
