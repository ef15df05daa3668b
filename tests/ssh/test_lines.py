"""Lines over a connection: by a name, without a terminal, in a terminal that is none."""

import asyncio
import threading
from pathlib import Path

import pytest

from quizgame.line.channel import Interrupted, LineIO
from quizgame.ssh.arrival import Arrival
from tests.ssh.stage import EchoFronts, serving, until, visiting


def conversations() -> int:
    """Return how many talk by lines now."""
    return sum(thread.name == "quizgame-lines" for thread in threading.enumerate())


@pytest.mark.parametrize(
    ("name", "term"), [("ada+plain", "xterm"), ("ada", "dumb"), ("ada", None), ("ada+PLAIN", None)]
)
async def test_a_conversation_by_lines(tmp_path: Path, name: str, term: str | None) -> None:
    """What is typed is answered; only a terminal needs its keys echoed, and carriage returns."""
    fronts = EchoFronts()
    async with serving(tmp_path, fronts) as server, visiting(server, name, term=term) as client:
        await client.sees("Hello ada")
        client.type("Łódx\x7f\x7fdź" + ("\r" if term else "\n"))
        await client.sees("You said Łódź")
        client.type("bye\r" if term else "bye\n")
        assert await client.ended() == 0
        has_echo = b"Goodbye" in client.raw and b"> bye" in client.raw
        assert has_echo == (term is not None)
        assert (b"\r\n" in client.raw) == (term is not None)
        assert b"\x1b" not in client.raw
        assert fronts.arrivals[0].is_plain
        await until(lambda: not conversations(), "the thread has ended")


async def test_hanging_up_ends_the_conversation(tmp_path: Path) -> None:
    """A line that nobody will finish does not keep its thread."""
    async with serving(tmp_path) as server:
        async with visiting(server, "ada+plain") as client:
            await client.sees(">")
            assert conversations() == 1
        await until(lambda: not conversations() and not server.doors.count, "all has ended")


async def test_what_was_typed_before_the_end_still_counts(tmp_path: Path) -> None:
    """An end of input after lines, as from a pipe, lets them be answered first."""
    async with serving(tmp_path) as server, visiting(server, term=None) as client:
        client.type("one\ntwo\n")
        client.chan.write_eof()
        await client.ended()
        assert b"You said one" in client.raw
        assert b"You said two" in client.raw


class InterruptedFronts(EchoFronts):
    """Says when it is interrupted."""

    def talk(self, arrival: Arrival, channel: LineIO) -> None:
        """Wait for a line, for a short time only, and for an interrupt."""
        del arrival
        channel.write("ready\n")
        while channel.read_line(timeout=0.05) is None:
            if channel.begun() == "half":
                channel.write(f"[{channel.take()}]\n")
        try:
            channel.read_line()
        except Interrupted:
            channel.write(f"interrupted with [{channel.begun()}]\n")
        channel.discard()


async def test_a_line_begun_is_known_and_ctrl_c_takes_it_away(tmp_path: Path) -> None:
    """A clock can take a begun line; Ctrl+C is an interrupt, not a letter."""
    async with (
        serving(tmp_path, InterruptedFronts()) as server,
        visiting(server, "ada+plain") as client,
    ):
        await client.sees("ready")
        client.type("half")
        await client.sees("[half]")
        client.type("\r")
        client.type("second")
        await client.sees("second")
        client.type("\x03")
        await client.sees("interrupted with []")
        assert await client.ended() == 0


class EndlessFronts(EchoFronts):
    """Talks for ever."""

    def talk(self, arrival: Arrival, channel: LineIO) -> None:
        """Write until nobody is there."""
        del arrival
        while True:
            channel.write("more and more and more " * 40 + "\n")


async def test_a_flood_of_lines_waits_for_its_reader(tmp_path: Path) -> None:
    """Where the client reads nothing, the conversation waits, and memory does not fill."""
    async with (
        serving(tmp_path, EndlessFronts()) as server,
        visiting(server, "ada+plain", window=2**31 - 1) as client,
    ):
        await client.sees("more")
        assert client.conn._transport is not None
        client.conn._transport.pause_reading()
        outlet = next(iter(server._connections))._session._outlet  # type: ignore[union-attr]
        assert outlet is not None
        most, full_for = 0, 0
        for _moment in range(250):  # the system itself may take in tens of megabytes before
            await asyncio.sleep(0.02)
            most = max(most, outlet.backlog)
            full_for += outlet.is_full
            if full_for == 50:
                break
        assert most < 1_000_000
    await until(lambda: not conversations(), "the thread has ended")


async def test_a_flood_of_typed_lines_is_held_back(tmp_path: Path) -> None:
    """A megabyte typed ahead waits at the client, not in the server's memory."""
    release = threading.Event()

    class Deaf(EchoFronts):
        def talk(self, arrival: Arrival, channel: LineIO) -> None:
            del arrival
            channel.write("ready\n")
            release.wait(30)
            channel.write(f"{channel.read_line()}\n")

    async with serving(tmp_path, Deaf()) as server, visiting(server, "ada+plain") as client:
        await client.sees("ready")
        client.type("first\r" + "x" * 1_000_000)
        await asyncio.sleep(0.5)
        assert client.chan.get_write_buffer_size() > 800_000
        release.set()
        await client.sees("first")
