"""Lines over a terminal of POSIX.

The terminal's own driver edits the lines. Only where a time may end before Enter is pressed, the
keys are read one by one, because a driver tells nothing of a line that is begun.
"""

import os
import select
import signal
import termios
import time
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

from quizgame.line.channel import ChannelClosed, Interrupted
from quizgame.line.editor import LineEditor

_CHUNK = 4096
_LOCAL_FLAGS, _CONTROL_CHARS = 3, 6


class TerminalIO:
    """Lines from and to the terminal at file descriptor `keyboard`. Close it by `with`."""

    is_terminal = True
    sees_typing = True

    def __init__(self, keyboard: int, out: TextIO, encoding: str = "utf-8") -> None:
        """Leave the terminal as it is until a timeout is asked for."""
        self._encoding = encoding
        self._keyboard = keyboard
        self._out = out
        self._usual = termios.tcgetattr(keyboard)
        self._by_keys = False
        self._editor = LineEditor(encoding)
        self._pending = b""

    def __enter__(self) -> Self:
        """Let the signals that end a process put the terminal right first."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _leave)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal back as it was, if it is there."""
        with suppress(termios.error):
            self._switch(by_keys=False)

    def write(self, text: str) -> None:
        """Write text at once."""
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:  # the terminal is gone
            raise ChannelClosed from error

    def read_line(self, timeout: float | None = None) -> str | None:
        """Return the next line, or None after `timeout` seconds."""
        try:
            with suppress(termios.error):  # reading tells it better
                self._switch(by_keys=timeout is not None)
            if timeout is None:
                return self._driver_line()
            return self._edited_line(time.monotonic() + timeout)
        except KeyboardInterrupt:
            self._pending = b""
            self._editor.clear()
            raise Interrupted from None

    def _driver_line(self) -> str:
        finished = self._editor.line()
        if finished is not None:
            return finished
        while b"\n" not in self._pending:
            self._pending += self._read()
        line, _newline, self._pending = self._pending.partition(b"\n")
        return line.decode(self._encoding, "replace").rstrip("\r")

    def _edited_line(self, end: float) -> str | None:
        while (line := self._editor.line()) is None:
            if self._editor.ended:
                raise ChannelClosed
            left = end - time.monotonic()
            if not select.select([self._keyboard], [], [], max(0.0, left))[0]:
                return None
            self.write(self._editor.feed(self._read()))
        return line

    def _read(self) -> bytes:
        try:
            data = os.read(self._keyboard, _CHUNK)
        except OSError:  # as above
            data = b""
        if not data:
            raise ChannelClosed
        return data

    def _switch(self, *, by_keys: bool) -> None:
        """Let keys come one by one and without echo, or lines from the driver."""
        if by_keys or self._by_keys:
            # Again each time: a shell that took the terminal back has changed it.
            attributes: list[Any] = [*self._usual]
            if by_keys:
                attributes[_LOCAL_FLAGS] &= ~(termios.ICANON | termios.ECHO)
                attributes[_CONTROL_CHARS] = [*attributes[_CONTROL_CHARS]]
                attributes[_CONTROL_CHARS][termios.VMIN] = 1
                attributes[_CONTROL_CHARS][termios.VTIME] = 0
            termios.tcsetattr(self._keyboard, termios.TCSADRAIN, attributes)
        self._by_keys = by_keys

    def begun(self) -> str:
        """Return what is typed of a line."""
        return self._editor.begun

    def take(self) -> str:
        """Return what is typed of a line and forget it."""
        return self._editor.clear()

    def discard(self) -> None:
        """Throw away what was typed ahead."""
        termios.tcflush(self._keyboard, termios.TCIFLUSH)
        self._editor.clear()
        self._pending = b""


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
