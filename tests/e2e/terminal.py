"""A real pseudo-terminal around a command, its screen read back through pyte."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

# Makes the pseudo-terminal the child's own: Ctrl+C and a change of size reach it as signals.
ADOPT = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """A command running in a terminal of its own.

    Args:
        command: The command and its arguments.
        cwd: Where it runs.
        env: Its environment beside the caller's; TERM and the locale are set to modern ones.
        columns: Width in cells.
        rows: Height in cells.
    """

    def __init__(
        self,
        command: list[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, child = pty.openpty()
        self._set_size(columns, rows)
        self.process = subprocess.Popen(
            [sys.executable, "-c", ADOPT, *command],
            cwd=cwd,
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **env},
            stdin=child,
            stdout=child,
            stderr=child,
            start_new_session=True,
        )
        os.close(child)

    def __enter__(self) -> Self:
        """The terminal is running as soon as it is made."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End whatever still runs in the terminal."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen as it stands, one line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def send(self, keys: str | bytes) -> None:
        """Type the given characters, or whatever bytes."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging its corner does."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def wait_for(self, wanted: str | Callable[[str], object], *, seconds: float = 60) -> str:
        """Read until the screen holds the wanted text, or satisfies the wanted test.

        Args:
            wanted: Text that must stand on the screen, or a test of the whole screen.
            seconds: When to give up: far longer than anything should take.

        Returns:
            The screen that satisfied.

        Raises:
            AssertionError: It never came; the message shows the last screen.
        """
        holds = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        end = time.monotonic() + seconds
        while not holds(self.text):
            if time.monotonic() > end or not self._read():
                message = f"never saw {wanted!r}; the last screen was:\n{self.text}"
                raise AssertionError(message)
        return self.text

    def wait_for_exit(self, *, seconds: float = 60) -> int:
        """Read until the command ends, and return its exit code."""
        end = time.monotonic() + seconds
        while self._read():
            if time.monotonic() > end:
                message = f"still running; the last screen was:\n{self.text}"
                raise AssertionError(message)
        return self.process.wait(seconds)

    def _read(self) -> bool:
        """Take in what arrives within a moment; False once the command has left the terminal."""
        if select.select([self._master], [], [], 0.1)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux reports the end of a pseudo-terminal as an error
                return False
            if not data:
                return False
            self.raw += data
            # pyte does not know how Textual takes leave of the Kitty keyboard, and would print it.
            self._stream.feed(data.replace(b"\x1b[<u", b""))
        return True

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
