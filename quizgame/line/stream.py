"""Lines over streams: pipes, files, and consoles whose keys can not be read one by one."""

import queue
import threading
import time
from typing import TextIO

from quizgame.line.channel import ChannelClosed, Interrupted

_NAP = 0.5


class StreamIO:
    """Lines from one stream, text to another. What is begun on a stream can not be known.

    A thread reads ahead once there has been a timeout, so that waiting ends in time everywhere.
    """

    sees_typing = False

    def __init__(self, lines: TextIO, out: TextIO) -> None:
        """Read from `lines` and write to `out`."""
        self.is_terminal = lines.isatty() and out.isatty()
        self._in = lines
        self._out = out
        self._ahead: queue.Queue[str] = queue.Queue()
        self._reader: threading.Thread | None = None

    def write(self, text: str) -> None:
        """Write text at once."""
        self._out.write(text)
        self._out.flush()

    def read_line(self, timeout: float | None = None) -> str | None:
        """Return the next line, or None after `timeout` seconds."""
        try:
            line = self._next(timeout)
        except KeyboardInterrupt:
            raise Interrupted from None
        if line == "":
            self._ahead.put("")  # the end stays the end
            raise ChannelClosed
        return None if line is None else line.rstrip("\r\n")

    def _next(self, timeout: float | None) -> str | None:
        if self._reader is None:
            if timeout is None:
                return self._in.readline()
            self._reader = threading.Thread(target=self._read_ahead, daemon=True)
            self._reader.start()
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            # In naps, because on some systems Ctrl+C does not end a wait.
            left = _NAP if end is None else min(_NAP, end - time.monotonic())
            try:
                return self._ahead.get(timeout=max(0.0, left))
            except queue.Empty:
                if end is not None and time.monotonic() >= end:
                    return None

    def _read_ahead(self) -> None:
        line = "more"
        while line:
            line = self._in.readline()
            self._ahead.put(line)

    def begun(self) -> str:
        """Return nothing: it can not be known."""
        return ""

    def take(self) -> str:
        """Return nothing: it can not be known."""
        return ""

    def discard(self) -> None:
        """Keep all: what comes over a pipe was meant."""
