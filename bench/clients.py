"""Many students in a process of their own: real SSH connections, each with a screen that is read.

`python -m bench.clients` takes a line of JSON for each thing to do and answers with one. Times are
of the monotonic clock, which all processes of a computer share.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

import asyncssh

_CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_TERM, _SIZE = "xterm-256color", (80, 24)
_PATIENCE_S = 30.0

_BARE: dict[str, Any] = {
    "client_keys": None,
    "agent_path": None,
    "config": None,
    "known_hosts": None,
    "kex_algs": ["curve25519-sha256"],
    "encryption_algs": ["aes128-ctr"],
    "mac_algs": ["hmac-sha2-256"],
    "compression_algs": None,
}


class Student(asyncssh.SSHClientSession[bytes]):
    """One connection. `seen` is when what it waits for was on screen, 0 while it is not."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.began = self.seen = self.typed = 0.0
        self.fault = ""
        self.conn: asyncssh.SSHClientConnection | None = None
        self.chan: asyncssh.SSHClientChannel[bytes] | None = None
        self._wanted = re.compile(rb"(?!)")
        self._data = b""
        self._news = asyncio.Event()

    def expect(self, wanted: str) -> None:
        """Wait for a pattern in what is written from now on."""
        self._wanted, self._data, self.seen = re.compile(wanted.encode()), b"", 0.0
        self._news.clear()

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Look whether what is waited for is there."""
        del datatype
        if self.seen:
            return
        now = time.monotonic()
        self._data += data
        if self._wanted.search(_CONTROL.sub(b"", self._data)):
            self.seen = now
            self._data = b""
            self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end."""
        del exc
        self.fault = self.fault or "closed"
        self._news.set()

    async def connect(self, port: int, wanted: str, term: str | None = _TERM) -> None:
        """Connect, and begin to wait for a pattern."""
        self.fault = ""
        self.expect(wanted)
        self.began = time.monotonic()
        try:
            self.conn = await asyncssh.connect("127.0.0.1", port, username=self.name, **_BARE)
            self.chan, _session = await self.conn.create_session(
                lambda: self,
                term_type=term,
                term_size=_SIZE if term else (0, 0),
                request_pty=term is not None,
                encoding=None,
            )
        except (OSError, asyncssh.Error) as error:
            self.fault = f"{type(error).__name__}: {error}"
            self._news.set()

    async def walk(self, steps: Sequence[Sequence[str]], wanted: str, end: float) -> None:
        """Press the keys of each step when its pattern is seen, then wait for one more."""
        patterns = [*(pattern for pattern, _keys in steps[1:]), wanted]
        for (_pattern, keys), following in zip(steps, patterns if steps else (), strict=True):
            await self.wait(end)
            if not self.seen:
                return
            self.expect(following)
            self.type(keys)
        await self.wait(end)

    async def wait(self, end: float) -> None:
        """Wait until it is seen, the connection ends, or it is `end`."""
        while not self.seen and not self.fault:
            self._news.clear()
            try:
                async with asyncio.timeout(max(0.0, end - time.monotonic())):
                    await self._news.wait()
            except TimeoutError:
                return

    def type(self, keys: str) -> None:
        """Press keys."""
        self.typed = time.monotonic()
        if self.chan is not None:
            self.chan.write(keys.encode())

    def drop(self) -> None:
        """Vanish."""
        if self.conn is not None:
            self.conn.abort()
        self.conn = self.chan = None


class Crowd:
    """All students of this process."""

    def __init__(self) -> None:
        self.students: dict[str, Student] = {}

    async def do(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Do what is wished."""
        names = wish.get("names") or list(self.students)
        match wish["do"]:
            case "connect":
                await self._connect(names, wish)
                return self._told(names, "began")
            case "expect":
                for name in names:
                    self.students[name].expect(wish["text"])
                return {}
            case "type":
                await self._type(names, wish)
                return self._told(names, "typed") if "text" in wish else {}
            case "seen":
                await self._wait(names, wish)
                return self._told(names, "")
            case "drop":
                for name in names:
                    self.students[name].drop()
                await asyncio.sleep(0.1)
        return {}

    async def _connect(self, names: Iterable[str], wish: dict[str, Any]) -> None:
        """Connect all, `rate` a second or, where it is 0, at once, and go through the `steps`.

        `{word}` in a step's keys is a word of each student's own, of `words`.
        """
        rate, words = wish.get("rate", 0), wish.get("words", {})
        steps, term = wish.get("steps", ()), wish.get("term", _TERM)
        end = time.monotonic() + wish.get("patience", _PATIENCE_S)
        first = steps[0][0] if steps else wish["text"]

        async def one(name: str, place: int) -> None:
            if rate:
                await asyncio.sleep(place / rate)
            student = self.students[name] = Student(name)
            await student.connect(wish["port"], first, term)
            own = [(pattern, keys.format(word=words.get(name, ""))) for pattern, keys in steps]
            await student.walk(own, wish["text"], end)

        await asyncio.gather(*(one(name, place) for place, name in enumerate(names)))

    async def _type(self, names: list[str], wish: dict[str, Any]) -> None:
        """Let each type, spread over `over` seconds; wait where a `text` is named."""
        keys: dict[str, str] = wish["keys"] if isinstance(wish["keys"], dict) else {}
        over = wish.get("over", 0.0)

        async def one(name: str, place: int) -> None:
            await asyncio.sleep(over * place / len(names))
            if "text" in wish:
                self.students[name].expect(wish["text"])
            self.students[name].type(keys.get(name) or str(wish["keys"]))

        await asyncio.gather(*(one(name, place) for place, name in enumerate(names)))
        if "text" in wish:
            await self._wait(names, wish)

    async def _wait(self, names: Iterable[str], wish: dict[str, Any]) -> None:
        end = time.monotonic() + wish.get("patience", _PATIENCE_S)
        await asyncio.gather(*(self.students[name].wait(end) for name in names))

    def _told(self, names: Iterable[str], since: str) -> dict[str, Any]:
        """Return when each saw it, as seconds since something of theirs where it is named."""
        some = [self.students[name] for name in names]
        return {
            "times": [
                one.seen - (getattr(one, since) if since else 0.0) for one in some if one.seen
            ],
            "first": min((one.began for one in some), default=0.0),
            "last": max((one.seen for one in some), default=0.0),
            "missing": [one.name for one in some if not one.seen],
            "faults": sorted({one.fault for one in some if one.fault}),
        }


async def _serve() -> None:
    crowd, loop = Crowd(), asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        sys.stdout.write(json.dumps(await crowd.do(json.loads(line))) + "\n")
        sys.stdout.flush()
    for one in crowd.students.values():
        one.drop()


if __name__ == "__main__":
    asyncio.run(_serve())
