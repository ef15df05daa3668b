"""A program in a real terminal of 80x24, timed by what it writes there."""

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Sequence

_TIMEOUT_S = 60.0


class Terminal:
    """A started program; times are seconds from its start."""

    def __init__(self, command: Sequence[str], home: str) -> None:
        """Start `command` with `home` as the place where quizgame keeps things."""
        self._began = time.perf_counter()
        self._child, self._end = pty.fork()
        if self._child == 0:
            os.environ.update(TERM="xterm-256color", QUIZGAME_HOME=home)
            os.environ.pop("NO_COLOR", None)
            os.execv(command[0], list(command))  # noqa: S606 - our own interpreter, no shell
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._seen = b""

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._child

    def wait(self, marker: bytes) -> float:
        """Return when `marker` was first written since the last wait.

        Raises TimeoutError when it is not written within a minute.
        """
        while marker not in self._seen:
            if time.perf_counter() - self._began > _TIMEOUT_S:
                message = f"{marker!r} was not written: {self._seen[-500:]!r}"
                raise TimeoutError(message)
            if select.select([self._end], [], [], 0.1)[0]:
                self._seen += os.read(self._end, 1 << 16)
        self._seen = self._seen.partition(marker)[2]
        return time.perf_counter() - self._began

    def send(self, keys: bytes) -> float:
        """Press keys; returns when."""
        os.write(self._end, keys)
        return time.perf_counter() - self._began

    def close(self) -> None:
        """End the program."""
        os.kill(self._child, 9)
        os.waitpid(self._child, 0)
        os.close(self._end)
