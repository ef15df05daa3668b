"""What one client, or hundreds, may try against a class: `python -m tests.ssh.abuses PORT`.

It takes a line of JSON for each thing to do and answers with one: `begin` names an abuse, `go` lets
it loose, `end` ends it and tells what became of it.
"""

import asyncio
import itertools
import json
import re
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ClassVar

import asyncssh

BARE: dict[str, Any] = {
    "client_keys": None,
    "agent_path": None,
    "config": None,
    "known_hosts": None,
    "kex_algs": ["curve25519-sha256"],
    "encryption_algs": ["aes128-ctr"],
    "mac_algs": ["hmac-sha2-256"],
}
CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_PATIENCE_S = 30.0
_MOST_RAW = 100_000


class Guest(asyncssh.SSHClientSession[bytes]):
    """A client whose stream is read as plain text; `plain` ones come by lines."""

    def __init__(self) -> None:
        """Have nothing yet."""
        self.raw = bytearray()
        self.closed = asyncio.Event()
        self.conn: asyncssh.SSHClientConnection
        self.chan: asyncssh.SSHClientChannel[bytes]
        self._news = asyncio.Event()

    async def connect(
        self, port: int, name: str, *, sits: bool = True, is_plain: bool = False, **options: Any
    ) -> None:
        """Come to the class, and with `sits` sit down under the name."""
        username = f"{name}+plain" if is_plain else name
        self.conn = await asyncssh.connect("127.0.0.1", port, username=username, **BARE)
        self.chan, _session = await self.conn.create_session(
            lambda: self,
            **({"term_type": "xterm-256color", "term_size": (80, 24), "encoding": None} | options),
        )
        if sits:
            await self.reads(b"name")
            self.chan.write(b"\r")
            await self.reads(b"You are in|Question|[Oo]pen|Waiting")

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Keep the last of it."""
        del datatype
        self.raw += data
        if len(self.raw) > _MOST_RAW:
            del self.raw[: -_MOST_RAW // 2]
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end."""
        del exc
        self.closed.set()
        self._news.set()

    async def reads(self, wanted: bytes) -> None:
        """Wait for a pattern, and forget what was read."""
        async with asyncio.timeout(_PATIENCE_S):
            while not re.search(wanted, CONTROL.sub(b"", self.raw)):
                self._news.clear()
                if self.closed.is_set():
                    raise EOFError(bytes(self.raw[-2000:]))
                await self._news.wait()
        self.raw.clear()


class Abuse:
    """One way to be a nuisance: `come` as others do, then `go`; `facts` tell what became of it."""

    def __init__(self, port: int) -> None:
        """Mean the class at this port."""
        self.port = port
        self.guest = Guest()
        self.count = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def come(self) -> None:
        """Be there before the question is; most are."""
        await self.guest.connect(self.port, type(self).__name__)

    async def go(self) -> None:
        """Let loose."""

    def facts(self) -> dict[str, Any]:
        """Tell."""
        return {"is_closed": self.guest.closed.is_set(), "count": self.count}

    async def stop(self) -> None:
        """Vanish."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if hasattr(self.guest, "conn"):
            self.guest.conn.abort()

    def repeat(self, act: Callable[[], Awaitable[Any]], times: int = 1) -> None:
        """Do something again and again, `times` at once, whatever comes of it."""

        async def on() -> None:
            while True:
                with suppress(OSError, asyncssh.Error, EOFError, TimeoutError):
                    await act()
                self.count += 1
                await asyncio.sleep(0.001)

        loop = asyncio.get_running_loop()
        self._tasks += [loop.create_task(on()) for _one in range(times)]

    async def _raw(self, data: bytes = b"") -> socket.socket:
        loop, sock = asyncio.get_running_loop(), socket.socket()
        sock.setblocking(False)  # noqa: FBT003 - the name is the standard library's
        await loop.sock_connect(sock, ("127.0.0.1", self.port))
        if data:
            await loop.sock_sendall(sock, data)
        return sock


class Keys(Abuse):
    """Keys without an end."""

    TYPED: ClassVar[bytes] = b"bcjk" * 250_000

    async def go(self) -> None:
        """Type."""
        self.guest.chan.write(self.TYPED)

    def facts(self) -> dict[str, Any]:
        """Tell how much of it still waits here."""
        return super().facts() | {"waiting": self.guest.chan.get_write_buffer_size()}


class Answers(Keys):
    """Another answer with each two keys."""

    TYPED = b"b\rc\r" * 250_000


class Paste(Keys):
    """Pastes of megabytes, some without an end."""

    TYPED = b"\x1b[200~" + b"x" * 8_000_000 + b"\x1b[201~" + (b"\x1b[200~" + b"y" * 9_990) * 500


class Lines(Keys):
    """Answers by lines, as from a pipe."""

    TYPED = b"b\nc\n" * 250_000

    async def come(self) -> None:
        """Come by lines."""
        await self.guest.connect(self.port, type(self).__name__, is_plain=True)


class LongLine(Lines):
    """A line without an end."""

    TYPED = "ä\x1b[".encode() * 500_000


class Sequences(Abuse):
    """Sequences of terminals, the crafted ones that end a session too: it comes again at once."""

    STORM: ClassVar[tuple[bytes, ...]] = (
        b"\x1b[48;4000000000;4000000000;1;1t" * 200 + b"\x1b[<0;99999999;99999999M" * 200,
        b"\x1b[<35;10;10M" * 500 + b"\x1b[?2026;2$y\x1b[?2048;2$y\x1b[I\x1b[O" * 50,
        b"\x1b]52;c;" + b"A" * 5000 + b"\x07" + b"\x1bP" + b"q" * 5000 + b"\x1b\\" + b"\x1b" * 2000,
        b"\xff\xfe\xc3(\xf0\x9f\x80" * 500 + b"\x00" * 500 + b"\x1b[" + b"9" * 5000 + b"u",
        b"\x1b[1114112u",
        b"\x1b[99999999999999999999u",
    )

    async def go(self) -> None:
        """Type one after the other."""
        storm = itertools.cycle(self.STORM)
        numbers = itertools.count()

        async def act() -> None:
            if self.guest.closed.is_set():
                self.guest.conn.abort()
                self.guest = Guest()
                await self.guest.connect(self.port, f"S{next(numbers)}", sits=False)
                await self.guest.reads(b"name")
            self.guest.chan.write(next(storm))
            await asyncio.sleep(0.01)

        self.repeat(act)


class Sizes(Abuse):
    """A terminal that changes its size all the time."""

    async def go(self) -> None:
        """Drag."""
        sizes = itertools.cycle([(0, 0), (4_000_000_000, 4_000_000_000), (1, 1), (500, 200)])

        async def act() -> None:
            for _step in range(20):
                self.guest.chan.change_terminal_size(*next(sizes))

        self.repeat(act)


class Stalled(Abuse):
    """A reader that reads nothing, with a window of gigabytes, for whom much is drawn."""

    async def come(self) -> None:
        """Come with a large screen."""
        size: dict[str, Any] = {"window": 2**31 - 1, "term_size": (400, 150)}
        await self.guest.connect(self.port, "Stalled", **size)

    async def go(self) -> None:
        """Read no more, and have all drawn anew again and again."""
        transport: Any = self.guest.conn._transport
        transport.pause_reading()
        sizes = itertools.cycle([(400, 150), (399, 150)])

        async def act() -> None:
            self.guest.chan.write(b"bc")
            self.guest.chan.change_terminal_size(*next(sizes))
            await asyncio.sleep(0.02)

        self.repeat(act)


class WrongLines(Lines):
    """Lines that are no answer."""

    TYPED = b"/help\n/repeat\nxyz\n" * 100_000


class StalledLines(Lines):
    """A pipe that answers much and reads nothing."""

    async def go(self) -> None:
        """Read no more, and answer."""
        transport: Any = self.guest.conn._transport
        transport.pause_reading()
        await super().go()


class Silent(Abuse):
    """Connections that say nothing, or half of what is to be said."""

    SAID: ClassVar[tuple[bytes, ...]] = (
        b"",
        b"SSH-2.0-x",
        b"SSH-2.0-x\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"SSH-2.0-x\r\n\x7f\xff\xff\xff" + b"\x00" * 64,
        b"x" * 100_000,
    )
    MANY: ClassVar[int] = 18

    async def come(self) -> None:
        """Have none yet."""
        self._sockets: list[socket.socket] = []

    async def go(self) -> None:
        """Connect, and hold on."""
        for said in itertools.islice(itertools.cycle(self.SAID), self.MANY):
            with suppress(OSError):
                self._sockets.append(await self._raw(said))

    async def stop(self) -> None:
        """Let go."""
        await super().stop()
        for one in self._sockets:
            one.close()


class Flood(Silent):
    """Hundreds of connections, again and again."""

    async def go(self) -> None:
        """Connect without an end."""

        async def act() -> None:
            said = self.SAID[self.count % len(self.SAID)]
            self._sockets.append(await self._raw(said))
            while len(self._sockets) > 300:
                self._sockets.pop(0).close()

        self.repeat(act, 3)


class Rush(Silent):
    """Connections by the hundred, each dropped in the middle of the dearest step: the keys."""

    ALL: ClassVar[int] = 500

    async def come(self) -> None:
        """Hear what a client says until the server has to reckon; it may be said again."""
        await super().come()
        heard: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            far = await asyncio.open_connection("127.0.0.1", self.port)
            said = await reader.readline()
            far[1].write(said)
            writer.write(await far[0].readline() + await _packet(far[0]))
            said += await _packet(reader) + await _packet(reader)
            heard.set_result(said)
            for one in (writer, far[1]):
                one.close()

        proxy = await asyncio.start_server(between, "127.0.0.1", 0)
        with suppress(OSError, asyncssh.Error):
            port = proxy.sockets[0].getsockname()[1]
            await asyncssh.connect("127.0.0.1", port, username="r", **BARE)
        self._said = await heard
        proxy.close()

    async def go(self) -> None:
        """Connect, say it, and drop the connection, five hundred times and then no more."""

        async def act() -> None:
            if self.count >= self.ALL:
                await asyncio.Event().wait()
            said = self._said if self.count % 4 else b""
            made = await self._raw(said)
            await asyncio.sleep(0.02)
            made.close()

        self.repeat(act, 5)


async def _packet(reader: asyncio.StreamReader) -> bytes:
    """Return the next packet, which nobody has the keys to hide yet."""
    length = await reader.readexactly(4)
    return length + await reader.readexactly(int.from_bytes(length, "big"))


class Idle(Abuse):
    """Connections that were let in and begin nothing."""

    async def come(self) -> None:
        """Have none yet."""
        self._conns: list[asyncssh.SSHClientConnection] = []

    async def go(self) -> None:
        """Come in by the dozen."""
        for number in range(20):
            with suppress(OSError, asyncssh.Error):
                self._conns.append(
                    await asyncssh.connect("127.0.0.1", self.port, username=f"i{number}", **BARE)
                )

    async def stop(self) -> None:
        """Vanish."""
        for conn in self._conns:
            conn.abort()


class Channels(Abuse):
    """Hundreds of channels on one connection, and all else that it could ask for."""

    async def go(self) -> None:
        """Ask for all of them."""
        conn = self.guest.conn

        async def act() -> None:
            tries: list[Awaitable[Any]] = [
                conn.create_session(Guest, encoding=None) for _number in range(500)
            ]
            tries += [conn.create_process("id"), conn.forward_remote_port("", 0, "127.0.0.1", 22)]
            await asyncio.gather(*tries, return_exceptions=True)

        self.repeat(act)


class Variables(Abuse):
    """Thousands of variables, on connections that come again and again."""

    async def come(self) -> None:
        """Have none yet."""

    async def go(self) -> None:
        """Come with them."""
        flood = {f"LC_{'A' * (n % 18)}{n}": "x" * 200 for n in range(1500)}
        flood |= {"PATH": "/", "LD_PRELOAD": "x", "LANG": "x" * 100_000, "LC_ALL": "\x1b]52;c;M"}

        async def act() -> None:
            guest = Guest()
            await guest.connect(self.port, "Variables", sits=False, env=flood)
            await guest.reads(b"name")
            guest.conn.abort()

        self.repeat(act)


class Comings(Abuse):
    """People who leave in the middle: of the key exchange, of what is started for them."""

    async def come(self) -> None:
        """Have none yet."""

    async def go(self) -> None:
        """Come and go."""
        moments = itertools.cycle([0.0, 0.004, 0.008, 0.012, 0.016, 0.02, 0.03, 0.05, 0.08])
        numbers = itertools.count()

        async def act() -> None:
            guest, number = Guest(), next(numbers)
            coming = guest.connect(self.port, f"C{number}", is_plain=number % 3 == 0, sits=False)
            try:
                async with asyncio.timeout(next(moments)):
                    await coming
                    guest.chan.write(b"\r")
                    await asyncio.sleep(1)
            finally:
                if hasattr(guest, "conn"):
                    guest.conn.abort()

        self.repeat(act, 2)


class Knocks(Abuse):
    """Somebody who wants the seat of another, guessing words, again and again."""

    async def come(self) -> None:
        """Have none yet."""

    async def go(self) -> None:
        """Knock from several connections at once."""

        async def act() -> None:
            guest = Guest()
            try:
                await guest.connect(self.port, "Ada", sits=False)
                await guest.reads(b"name")
                for _wrong in range(3):
                    guest.chan.write(b"\r")
                    await guest.reads(b"seat word|taken|teacher")
                    guest.chan.write(b"abcd\r")
                    await guest.reads(b"not the seat word|taken|teacher")
            finally:
                if hasattr(guest, "conn"):
                    guest.conn.abort()

        self.repeat(act, 5)


ABUSES: dict[str, type[Abuse]] = {
    one.__name__: one
    for one in (
        *(
            Keys,
            Answers,
            Paste,
            Lines,
            LongLine,
            WrongLines,
            Sequences,
            Sizes,
            Stalled,
            StalledLines,
        ),
        *(Silent, Flood, Rush, Idle, Channels, Variables, Comings, Knocks),
    )
}


async def _serve(port: int) -> None:
    loop, abuse = asyncio.get_running_loop(), Abuse(port)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        wish, told = json.loads(line), {}
        match wish["do"]:
            case "begin":
                abuse = ABUSES.get(wish["abuse"], Abuse)(port)
                await abuse.come()
            case "go":
                await abuse.go()
            case "screen":
                await abuse.guest.reads(b"Question 2")
                told = {"screen": "Question 2"}
            case "end":
                told = abuse.facts()
                await abuse.stop()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
