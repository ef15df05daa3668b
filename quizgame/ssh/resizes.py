"""New sizes of a terminal: they come in pairs, or by dozens while a corner is dragged."""

import asyncio
from collections.abc import Callable

from quizgame.ssh.terminals import clamp

_SHORTEST, _LONGEST = 0.1, 2.0
_SLOWER = 1.3
_QUIET = 3.0


class Resizes:
    """Hands on the last size after a moment; the moment grows while new ones keep coming."""

    def __init__(self, resize: Callable[[int, int], None]) -> None:
        """Hand sizes to `resize`, in cells."""
        self._loop = asyncio.get_running_loop()
        self._resize = resize
        self._size = (0, 0)
        self._pause, self._last = _SHORTEST, self._loop.time()
        self._timer: asyncio.TimerHandle | None = None

    def want(self, columns: int, rows: int) -> None:
        """Note the size a terminal has now, whatever it says."""
        self._size = clamp(columns, rows)
        if self._timer is None:
            self._timer = self._loop.call_later(self._pause, self._apply)

    def close(self) -> None:
        """Hand on nothing more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _apply(self) -> None:
        self._timer = None
        now = self._loop.time()
        is_quiet = now - self._last > _QUIET
        self._pause = _SHORTEST if is_quiet else min(self._pause * _SLOWER, _LONGEST)
        self._last = now
        self._resize(*self._size)
