"""Between a driver and a client: frames out, a terminal that may come later than the app."""

import asyncio
from typing import TYPE_CHECKING

from quizgame.ssh.colours import reduce
from quizgame.ssh.outlet import Outlet
from quizgame.ssh.terminals import DEFAULT_SIZE, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

LIKENESS = "quizgame.likeness"
"""The handler of `tui.draw.likeness`, for signs that an encoding lacks."""

_ENTER = "\x1b[?1049h\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[?7l\x1b[?25l\x1b[H\x1b[2J"
_LEAVE = (
    "\x1b[?2004l\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2026l\x1b[0m"
    # Emptied first: tmux leaves rows behind when its size changed, others have no second screen.
    "\x1b[H\x1b[2J\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)
_LOOK_AGAIN = 0.1


class Wire:
    """Writes to a client once there is one; drops frames while the client can not keep up."""

    def __init__(self) -> None:
        """Begin without a client."""
        self.size = DEFAULT_SIZE
        self.appear: Callable[[], None] = _nothing
        self.repaint: Callable[[], None] = _nothing
        self._outlet: Outlet | None = None
        self._terminal: Terminal | None = None
        self._is_stalled = False
        self._is_entered = self._is_left = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_blind(self) -> bool:
        """Whether a frame drawn now would reach nobody."""
        return self._outlet is None or self._is_stalled or self._is_left

    def attach(self, outlet: Outlet, terminal: Terminal) -> None:
        """Let a client see what is drawn from now on."""
        self._outlet, self._terminal = outlet, terminal
        self.size = terminal.size
        self.appear()

    def enter(self) -> None:
        """Take the client's screen, once."""
        if self._outlet is not None and not self._is_entered and not self._is_left:
            self._is_entered = True
            self._send(_ENTER)

    def frame(self, text: str) -> None:
        """Send a frame, whole or not at all."""
        if self._outlet is None or self._terminal is None or self.is_blind:
            return
        self._send(reduce(text, self._terminal.colours))
        if self._outlet.is_full:
            self._is_stalled = True
            self._look_later()

    def leave(self) -> None:
        """Give the screen back as it was, once; nothing is drawn on it any more."""
        if self._is_entered:
            self._is_entered = False
            self._send(_LEAVE)
        self._is_left = True

    def farewell(self, text: str = "") -> None:
        """Give the screen back, say a line, and let go of the client."""
        self.leave()
        if text:
            self._send(f"{text}\r\n")
        self.detach()

    def detach(self) -> None:
        """Write nowhere any more."""
        self._outlet = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _send(self, text: str) -> None:
        if self._outlet is not None and self._terminal is not None:
            self._outlet.write(encoded(text, self._terminal.encoding))

    def _look_later(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._outlet is None:
            return
        if not self._outlet.is_drained:
            self._look_later()
            return
        self._is_stalled = False
        self.repaint()


def encoded(text: str, encoding: str) -> bytes:
    """Return text as bytes for a terminal; what it can not show becomes something alike."""
    return text.encode(encoding, "replace" if encoding == "utf-8" else LIKENESS)


def _nothing() -> None:
    """Nobody draws yet."""
