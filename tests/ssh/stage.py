"""A server in this process, front ends for it, and clients with a screen that can be read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pyte
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from quizgame.line.channel import LineIO
from quizgame.ssh.admission import Admission, Open
from quizgame.ssh.arrival import Arrival, FrontEnds
from quizgame.ssh.hostkey import host_key
from quizgame.ssh.journal import Journal
from quizgame.ssh.limits import Limits
from quizgame.ssh.server import Server

PATIENCE = 30.0
"""Seconds until a test gives up: far more than anything should take."""


class EchoApp(App[int]):
    """Shows who is here, its size, and the last keys and paste; `q` leaves, `!` fails."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Static { background: #203040; color: #f0e0d0; }"

    def __init__(self, name: str) -> None:
        """Greet `name`."""
        super().__init__()
        self.animation_level = "none"
        self.who, self.keys, self.pasted = name, "", ""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Draw."""
        self.draw()

    def draw(self, size: Size | None = None) -> None:
        """Show what is known."""
        width, height = size or self.size
        lines = (f"Hello {self.who}", f"size {width}x{height}", f"keys {self.keys[-60:]}")
        self.query_one(Static).update("\n".join((*lines, f"pasted {self.pasted}")))

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew."""
        if self.query(Static):
            self.draw(event.size)

    def on_key(self, event: events.Key) -> None:
        """Note a key."""
        if event.key == "q":
            self.exit(0)
        if event.key == "exclamation_mark":
            raise RuntimeError(self.who)
        self.keys += event.character if event.is_printable and event.character else f"<{event.key}>"
        self.draw()

    def on_paste(self, event: events.Paste) -> None:
        """Note a paste."""
        self.pasted = f"{len(event.text)} characters, {event.text[:20]!r}"
        self.draw()


class EchoFronts(FrontEnds):
    """Front ends of a few lines; `arrivals` are those who came, in order."""

    def __init__(self) -> None:
        """Nobody is here yet."""
        self.arrivals: list[Arrival] = []
        self.apps: list[App[Any]] = []

    def make(self, arrival: Arrival | None) -> App[Any]:
        """Return an app."""
        if arrival is not None:
            self.arrivals.append(arrival)
        app = EchoApp(arrival.username if arrival else "nobody")
        self.apps.append(app)
        return app

    def welcome(self, app: App[Any], arrival: Arrival) -> None:
        """Give an app its person."""
        self.arrivals.append(arrival)
        if isinstance(app, EchoApp):
            app.who = arrival.username
            app.draw()

    def talk(self, arrival: Arrival, channel: LineIO) -> None:
        """Say back what is said."""
        self.arrivals.append(arrival)
        channel.write(f"Hello {arrival.username}\n")
        while True:
            channel.write("> ")
            line = channel.read_line()
            if line == "bye":
                channel.write("Goodbye\n")
                return
            channel.write(f"You said {line}\n")


@asynccontextmanager
async def serving(
    folder: Path,
    fronts: Any = None,
    *,
    admission: Admission | None = None,
    limits: Limits | None = None,
) -> AsyncIterator[Server]:
    """Serve on a port of this computer while the block runs."""
    server = Server(
        fronts or EchoFronts(),
        admission or Open(),
        host_key(folder / "host_key"),
        limits=limits,
        journal=Journal(folder / "ssh.log"),
    )
    await server.start("127.0.0.1", 0)
    try:
        yield server
    finally:
        await server.stop()


class Client(asyncssh.SSHClientSession[bytes]):
    """A client with a screen."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        """Begin with an empty screen."""
        self.raw = bytearray()
        self.closed = asyncio.Event()
        self.conn: asyncssh.SSHClientConnection
        self.chan: asyncssh.SSHClientChannel[bytes]
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._news = asyncio.Event()

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Draw."""
        del datatype
        self.raw += data
        self._stream.feed(data)
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end."""
        del exc
        self.closed.set()
        self._news.set()

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, keys: str | bytes) -> None:
        """Type."""
        self.chan.write(keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        if columns and rows:
            self._screen.resize(min(rows, 200), min(columns, 500))
        self.chan.change_terminal_size(columns, rows)

    async def sees(self, wanted: str | Callable[[str], object]) -> str:
        """Wait until the screen holds a text, or satisfies a test."""
        holds = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds(self.text):
                    self._news.clear()
                    if self.closed.is_set():
                        raise AssertionError(f"closed before {wanted!r}:\n{self.text}")
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never saw {wanted!r}:\n{self.text}") from None
        return self.text

    async def ended(self) -> int | None:
        """Wait for the end of the session and return its status."""
        async with asyncio.timeout(PATIENCE):
            await self.closed.wait()
        return self.chan.get_exit_status()


async def connected(
    server: Server, name: str = "ada", **options: Any
) -> asyncssh.SSHClientConnection:
    """Connect as a name, without the keys and settings of whoever runs the tests."""
    bare: dict[str, Any] = {"client_keys": None, "agent_path": None, "config": None}
    wishes = bare | {"known_hosts": None} | options
    return await asyncssh.connect("127.0.0.1", server.port, username=name, **wishes)


@asynccontextmanager
async def visiting(
    server: Server,
    name: str = "ada",
    *,
    term: str | None = "xterm-256color",
    size: tuple[int, int] = (80, 24),
    env: Mapping[str | bytes, str | bytes] | None = None,
    **options: Any,
) -> AsyncIterator[Client]:
    """Connect and begin a session while the block runs."""
    conn = await connected(server, name, **options)
    made = Client(*size)
    try:
        chan, _client = await conn.create_session(
            lambda: made,
            term_type=term,
            term_size=size if term else (0, 0),
            request_pty=term is not None,
            env=dict(env or {}),
            encoding=None,
        )
        made.conn, made.chan = conn, chan
        yield made
    finally:
        conn.abort()
        await conn.wait_closed()


async def until(condition: Callable[[], object], what: str = "it") -> None:
    """Wait until a condition holds."""
    for _moment in range(int(PATIENCE * 100)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{what} never came true")
