"""What one client may try, while another plays on beside it."""

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from quizgame.ssh.arrival import Arrival
from quizgame.ssh.limits import Limits
from quizgame.ssh.server import Server
from tests.ssh.stage import Client, EchoFronts, connected, serving, until, visiting

HOSTILE = Limits(login_time=2.0, session_time=2.0, connections=40, waiting=20)


@asynccontextmanager
async def neighbour(server: Server) -> AsyncIterator[Client]:
    """Somebody who plays while the block runs, and still does at its end."""
    async with visiting(server, "neighbour") as client:
        await client.sees("Hello neighbour")
        yield client
        await plays(client)
        client.type("<end>")
        await client.sees("<end>")


async def plays(client: Client) -> None:
    """Type, and see what was typed, a few times."""
    for number in range(5):
        client.type(f"k{number}.")
        await client.sees(f"k{number}.")


def told(folder: Path) -> list[dict[str, Any]]:
    """Return what the journal says."""
    return [json.loads(line) for line in (folder / "ssh.log").read_text().splitlines()]


async def test_bytes_that_are_no_text_are_survived(tmp_path: Path) -> None:
    """Invalid UTF-8 becomes a sign or nothing; what follows is taken as ever."""
    async with serving(tmp_path) as server, neighbour(server), visiting(server) as client:
        await client.sees("Hello ada")
        client.type(b"\xff\xfe\xc3(\xf0\x9f\x80")
        client.type("still here")
        await client.sees("still here")


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[1114112u",
        b"\x1b[99999999999999999999u",
        b"\x1b[48;0;0;0;0t\x1b[<0;3;3M",
    ],
)
async def test_a_sequence_that_breaks_the_parser_ends_that_session_alone(
    tmp_path: Path, sequence: bytes
) -> None:
    """The client is told and hung up on, the journal says so, the neighbour plays on."""
    async with serving(tmp_path) as server, neighbour(server), visiting(server) as client:
        await client.sees("Hello ada")
        client.type(sequence)
        await client.ended()
        assert b"can not be understood" in client.raw
        assert "bad input" in {line["event"] for line in told(tmp_path)}


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[48;24;500;1;1t",
        b"\x1b[48;4000000000;4000000000;1;1t",
        b"\x1b[?2048;2$y",
        b"\x1b[?2026;2$y",
        b"\x1b[55296u",
        b"\x1b[<0;99999999;99999999M",
        b"\x1b[<64;1;-1M",
        b"\x1b[1;1R\x1b[I\x1b[O",
        b"\x1b]52;c;MARK\x07",
    ],
)
async def test_what_a_terminal_reports_unasked_changes_nothing(
    tmp_path: Path, sequence: bytes
) -> None:
    """A size within the stream, a mode, a place beyond the screen: the quiz goes on as it was."""
    async with serving(tmp_path) as server, neighbour(server), visiting(server) as client:
        await client.sees("size 80x24")
        client.type(sequence)
        client.type("on")
        text = await client.sees("on")
        assert "size 80x24" in text
        assert b"\x1b[?2048h" not in client.raw
        assert b"\x1b[?2026h" not in client.raw


async def test_a_paste_of_twenty_megabytes_is_cut(tmp_path: Path) -> None:
    """The rest of a long paste is dropped; typing goes on at once after it."""
    async with (
        serving(tmp_path) as server,
        neighbour(server) as other,
        visiting(server) as client,
    ):
        await client.sees("Hello ada")
        client.type("\x1b[200~" + "x" * 20_000_000 + "\x1b[201~")
        await plays(other)
        await client.sees("pasted 8000 characters")
        client.type("after")
        await client.sees("keys after")


async def test_pastes_without_an_end_do_not_pile_up(tmp_path: Path) -> None:
    """A paste that never ends takes no more memory than one that is cut."""
    async with (
        serving(tmp_path) as server,
        neighbour(server) as other,
        visiting(server) as client,
    ):
        await client.sees("Hello ada")
        for _piece in range(100):
            client.type("\x1b[200~" + "x" * 10_000)
        await plays(other)
        client.type("\x1b[201~end")
        await client.sees("end")


async def test_a_flood_of_keys_waits_while_the_neighbour_plays(tmp_path: Path) -> None:
    """A megabyte of keys is taken in at a person's pace, and held back at the client."""
    async with serving(tmp_path) as server, neighbour(server) as other:
        async with visiting(server, "flood") as client:
            await client.sees("Hello flood")
            client.type("j" * 1_000_000)
            await plays(other)
            await client.sees("jjjjj")
            waiting = client.chan.get_write_buffer_size()
            assert waiting > 1_000_000 - 4 * server.limits.window
        await until(lambda: server.doors.count == 1, "the flood has gone")


async def test_a_storm_of_sizes_comes_to_rest(tmp_path: Path) -> None:
    """Impossible sizes are bounded, and the last of hundreds is the one that counts."""
    sizes = itertools.cycle([(0, 0), (4_000_000_000, 4_000_000_000), (1, 1), (120, 40)])
    async with (
        serving(tmp_path) as server,
        neighbour(server) as other,
        visiting(server) as client,
    ):
        await client.sees("Hello ada")
        for width, height in itertools.islice(sizes, 900):
            client.chan.change_terminal_size(width, height)
        await plays(other)
        client.resize(100, 30)
        await client.sees("size 100x30")


@pytest.mark.parametrize(
    ("asked", "given"),
    [((0, 0), "80x24"), ((4_000_000_000, 9), "500x9"), ((1, 1), "20x6"), ((0, 50), "80x50")],
)
async def test_sizes_at_the_start_are_bounded(
    tmp_path: Path, asked: tuple[int, int], given: str
) -> None:
    """A terminal that says it has no cells, or billions, gets a screen that can be drawn."""
    async with serving(tmp_path) as server, await connected(server) as conn:
        client = Client(500, 60)
        await conn.create_session(lambda: client, term_type="xterm", term_size=asked, encoding=None)
        await client.sees(f"size {given}")


class NoisyApp(App[int]):
    """Paints the whole screen again and again, each time otherwise."""

    CSS = "Static { height: 100%; }"

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self.count = 0
        self.set_interval(0.02, self.paint)

    def paint(self) -> None:
        """Paint another picture."""
        self.count += 1
        rows = (
            f"frame {self.count} {chr(33 + (self.count + row) % 90) * 180}" for row in range(60)
        )
        self.query_one(Static).update("\n".join(rows))


class NoisyFronts(EchoFronts):
    """A noisy screen for who is called so."""

    def make(self, arrival: Arrival | None) -> App[Any]:
        """Return an app."""
        if arrival is not None and arrival.username == "noisy":
            app = NoisyApp()
            self.apps.append(app)
            return app
        return super().make(arrival)


async def test_a_client_that_reads_nothing_costs_little_and_catches_up(tmp_path: Path) -> None:
    """However large its window: frames are dropped for it, and the newest is drawn at last."""
    fronts = NoisyFronts()
    async with (
        serving(tmp_path, fronts) as server,
        neighbour(server) as other,
        await connected(server, "noisy") as conn,
    ):
        client = Client(200, 60)
        client.chan, _session = await conn.create_session(
            lambda: client,
            term_type="xterm",
            term_size=(200, 60),
            encoding=None,
            window=2**31 - 1,
        )
        await client.sees("frame")
        assert conn._transport is not None
        conn._transport.pause_reading()
        noisy = next(app for app in fronts.apps if isinstance(app, NoisyApp))
        session = next(one._session for one in server._connections if one.username == "noisy")
        assert session is not None
        outlet = session._outlet
        assert outlet is not None
        await until(lambda: noisy.is_headless, "the client is given up on for now")
        before, most = noisy.count, 0
        while noisy.count < before + 100:
            most = max(most, outlet.backlog)
            await asyncio.sleep(0.02)
        await plays(other)
        assert most < server.limits.backlog + 200_000
        conn._transport.resume_reading()
        await client.sees(lambda text: f"frame {before + 100}" in text or newer(text, before + 100))


def newer(text: str, count: int) -> bool:
    """Return whether the screen shows a later frame in its first and in its last line."""
    lines = [line.split() for line in text.splitlines() if line.startswith("frame ")]
    return len(lines) == 60 and all(int(line[1]) > count for line in (lines[0], lines[-1]))


async def test_half_open_connections_are_ended(tmp_path: Path) -> None:
    """Who connects and says nothing holds no place for long."""
    async with (
        serving(tmp_path, limits=HOSTILE) as server,
        neighbour(server),
        AsyncExitStack() as stack,
    ):
        for _number in range(15):
            silent = stack.enter_context(socket.socket())
            silent.setblocking(False)  # noqa: FBT003 - the name is the standard library's
            await asyncio.get_running_loop().sock_connect(silent, ("127.0.0.1", server.port))
        await until(lambda: server.doors.count == 16, "all are counted")
        await until(lambda: server.doors.count == 1, "the silent ones are gone")


async def test_who_is_let_in_but_begins_nothing_is_ended(tmp_path: Path) -> None:
    """A connection without a session, or with one that never starts, holds no place either."""
    async with serving(tmp_path, limits=HOSTILE) as server, neighbour(server):
        conn = await connected(server, "idle")
        assert server.doors.count == 2
        await asyncio.wait_for(conn.wait_closed(), 20)
        await until(lambda: server.doors.count == 1)


async def test_a_flood_of_connections_leaves_room(tmp_path: Path) -> None:
    """Silent connections beyond the limit push each other out, and a student still gets in."""
    async with (
        serving(tmp_path, limits=HOSTILE) as server,
        neighbour(server) as other,
        AsyncExitStack() as stack,
    ):
        for _number in range(300):
            silent = stack.enter_context(socket.socket())
            silent.setblocking(False)  # noqa: FBT003 - the name is the standard library's
            await asyncio.get_running_loop().sock_connect(silent, ("127.0.0.1", server.port))
        await plays(other)
        assert server.doors.count <= HOSTILE.connections
        async with visiting(server, "late") as late:
            await late.sees("Hello late")


async def test_five_hundred_channels_are_one(tmp_path: Path) -> None:
    """A connection has one session; all others are refused, and the first goes on."""
    async with (
        serving(tmp_path) as server,
        neighbour(server) as other,
        visiting(server) as client,
    ):
        await client.sees("Hello ada")
        tries = [client.conn.create_session(Client, encoding=None) for _number in range(500)]
        results = await asyncio.gather(*tries, return_exceptions=True)
        assert all(isinstance(result, asyncssh.ChannelOpenError) for result in results)
        await plays(other)
        client.type("mine")
        await client.sees("mine")
        assert server.apps.count == 2


async def test_a_flood_of_variables_is_not_kept(tmp_path: Path) -> None:
    """Hundreds of variables leave the few that are read, and nothing of the rest."""
    fronts = EchoFronts()
    flood: dict[str | bytes, str | bytes] = {f"LC_{'A' * (n % 18)}{n}": "x" for n in range(300)}
    flood |= {f"LC_{chr(65 + n // 26)}{chr(65 + n % 26)}": "x" for n in range(300)}
    flood |= {"PATH": "/", "LD_PRELOAD": "x", "LANG": "x" * 100_000, b"\xff": b"\xff"}
    async with (
        serving(tmp_path, fronts) as server,
        neighbour(server),
        visiting(server, env=flood) as client,
    ):
        await client.sees("Hello ada")
        session = next(one._session for one in server._connections if one.username == "ada")
        assert session is not None
        assert 0 < len(session._variables) <= 20
        assert all(name.startswith(b"LC_") for name in session._variables)
        assert set(fronts.arrivals[-1].environ) == {"TERM", "LANG"}


async def test_a_fault_of_one_app_is_told_and_stays_its_own(tmp_path: Path) -> None:
    """The person is told in a line, the journal says what and where, nothing that was held."""
    async with serving(tmp_path) as server, neighbour(server), visiting(server) as client:
        await client.sees("Hello ada")
        client.type("!")
        assert await client.ended() == 1
        assert b"Something went wrong here" in client.raw
        failed = next(line for line in told(tmp_path) if line["event"] == "failed")
        assert failed["error"] == "RuntimeError"
        assert failed["place"].startswith("stage.py:")
