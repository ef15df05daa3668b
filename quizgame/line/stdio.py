"""Line mode over the standard streams of the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from quizgame.line.channel import LineIO
from quizgame.line.stream import StreamIO


@contextmanager
def open_stdio() -> Iterator[LineIO]:
    """Give the channel of stdin and stdout, which are given back as they were."""
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    if sys.stdin.isatty() and sys.stdout.isatty():
        try:
            from quizgame.line.terminal import TerminalIO  # noqa: PLC0415 - not on Windows
        except ImportError:
            pass
        else:
            with TerminalIO(sys.stdin.fileno(), sys.stdout, sys.stdin.encoding) as terminal:
                yield terminal
            return
    yield StreamIO(sys.stdin, sys.stdout)
