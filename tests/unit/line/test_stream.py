"""Lines over real pipes."""

import io
import os
import time

import pytest

from quizgame.line.channel import ChannelClosed
from quizgame.line.stream import StreamIO


def test_lines_come_until_the_end() -> None:
    """With and without a timeout, also a last line without its end."""
    stream = StreamIO(io.StringIO("one\r\ntwo\nthree"), io.StringIO())
    assert stream.read_line() == "one"
    assert stream.read_line(60) == "two"
    assert stream.read_line() == "three"
    for timeout in (None, 60):
        with pytest.raises(ChannelClosed):
            stream.read_line(timeout)


def test_a_timeout_ends_a_wait_and_loses_nothing() -> None:
    """What arrives later is read later."""
    reader, writer = os.pipe()
    with os.fdopen(reader) as lines, os.fdopen(writer, "w") as out:
        stream = StreamIO(lines, io.StringIO())
        before = time.monotonic()
        assert stream.read_line(0.05) is None
        assert time.monotonic() - before >= 0.05
        out.write("late\n")
        out.flush()
        assert stream.read_line(60) == "late"
        out.close()
        with pytest.raises(ChannelClosed):
            stream.read_line()


def test_a_pipe_is_no_terminal() -> None:
    """Nothing is thrown away, nothing is known of what is begun."""
    out = io.StringIO()
    stream = StreamIO(io.StringIO("one\n"), out)
    stream.write("What? ")
    stream.discard()
    assert (out.getvalue(), stream.is_terminal, stream.begun(), stream.take()) == (
        "What? ",
        False,
        "",
        "",
    )
    assert stream.read_line() == "one"
