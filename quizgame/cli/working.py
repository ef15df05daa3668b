"""A line on a terminal that tells how far long work is, and is gone when that is done."""

import threading
from types import TracebackType
from typing import Self, TextIO

SECONDS = 1.0
"""Work that is done before tells nothing."""

_EVERY = 0.25


class Working:
    """While it is open, `message` stands on a terminal with `{share}` in percent.

    Nothing is written where `stream` is none, and nothing within the first `seconds`.
    """

    def __init__(self, message: str, stream: TextIO, seconds: float = SECONDS) -> None:
        self._message = message
        self._stream = stream
        self._seconds = seconds
        self._share = 0.0
        self._shown = 0
        self._done = threading.Event()
        self._teller: threading.Thread | None = None

    def tell(self, share: float) -> None:
        """Take in which share is done, from 0 to 1."""
        self._share = share

    def __enter__(self) -> Self:
        """Begin to wait."""
        if self._stream.isatty():
            self._teller = threading.Thread(target=self._run, daemon=True)
            self._teller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        if self._teller is not None:
            self._done.set()
            self._teller.join()
            if self._shown:
                self._write("")

    def _run(self) -> None:
        wait = self._seconds
        while not self._done.wait(wait):
            self._write(self._message.format(share=round(self._share * 100)))
            wait = _EVERY

    def _write(self, line: str) -> None:
        # Spaces and not a sequence of the terminal, so that any of them understands it.
        blank = " " * max(0, self._shown - len(line))
        self._shown = len(line)
        self._stream.write(f"\r{line}{blank}" + ("" if line else "\r"))
        self._stream.flush()
