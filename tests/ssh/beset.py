"""A class that plays on while it is abused: its server, its students and their nuisance."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Self

from tests.ssh.abuses import Guest

ROOT = Path(__file__).resolve().parents[2]
UNREAD_S = 0.35
"""For so long a question that was just painted takes no keys."""

_PATIENCE_S = 30.0
_NAP_S = 0.05
LETTERS = ("b", "c")
_TELLS_MEMORY = Path("/proc/self/smaps_rollup").exists()


class Helper:
    """A process that answers a line of JSON with a line of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Talk to a process."""
        self._process = process
        self.pid = process.pid

    @classmethod
    async def start(cls, module: str, *arguments: str) -> Self:
        """Start a module of ours."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *arguments), stdin=pipe, stdout=pipe, cwd=ROOT
        )
        return cls(process)

    async def heard(self) -> Any:
        """Return what it says."""
        assert self._process.stdout is not None
        async with asyncio.timeout(_PATIENCE_S):
            line = await self._process.stdout.readline()
        assert line, "the helper has ended"
        return json.loads(line)

    async def ask(self, do: str, **wish: Any) -> Any:
        """Have something done and return what came of it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **wish}).encode() + b"\n")
        return await self.heard()

    async def end(self) -> None:
        """End it; a fault at its end is one of the test."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                assert await self._process.wait() == 0
        finally:
            if self._process.returncode is None:
                self._process.kill()
                await self._process.wait()


class Student(Guest):
    """Somebody who plays, and how long each key took to be seen."""

    def __init__(self, name: str, *, sends: bool) -> None:
        """`sends`: what is chosen is sent, too."""
        super().__init__()
        self.name, self._sends = name, sends
        self._seen, self._turn = 0.0, 0

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Note when."""
        self._seen = time.monotonic()
        super().data_received(data, datatype)

    async def key(self, key: str, wanted: str) -> float:
        """Press a key; return the seconds until something is seen."""
        self.raw.clear()
        began = time.monotonic()
        self.chan.write(key.encode())
        await self.reads(wanted.encode())
        return self._seen - began

    async def plays(self, times: int) -> list[float]:
        """Choose one answer after the other, and send it; return what each key took."""
        took = []
        for _turn in range(times):
            self._turn += 1
            letter = LETTERS[self._turn % 2]
            took.append(await self.key(letter, f"{letter.upper()} is chosen"))
            if self._sends:
                took.append(await self.key("\r", f"Sent: {letter.upper()}|is sent"))
            await asyncio.sleep(0.01)
        return took


@dataclass(frozen=True)
class Endured:
    """What came of an abuse.

    `quiet` and `during` are the seconds that keys of the others took, `within` how things were
    meanwhile, `abuser` what it says itself, `after` how things are now, `grown_mb` the memory that
    the server has more than before.
    """

    quiet: list[float]
    during: list[float]
    within: dict[str, Any]
    abuser: dict[str, Any]
    after: dict[str, Any]
    grown_mb: float


class Beset:
    """A class of three; Cleo thinks on, so that the question stays open."""

    def __init__(self, server: Helper, nuisance: Helper, port: int) -> None:
        """Use `besieged`."""
        self.server, self.nuisance, self.port = server, nuisance, port
        self.students = [Student(name, sends=name != "Cleo") for name in ("Ada", "Ben", "Cleo")]

    async def __aenter__(self) -> Self:
        """Let the students come."""
        for one in self.students:
            await one.connect(self.port, one.name)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let them go."""
        for one in self.students:
            one.conn.abort()
            await one.conn.wait_closed()

    async def asked(self) -> None:
        """Begin a round, and have its first question on every screen."""
        for one in self.students:
            one.raw.clear()
        if (await self.facts())["phase"]:
            await self.server.ask("finish")
            await self.server.ask("end")
        for act in ("start", "show"):
            assert not (await self.server.ask(act))["refused"]
        await asyncio.gather(*(one.reads(b"Enter send") for one in self.students))
        await asyncio.sleep(UNREAD_S)

    async def plays(self, times: int = 10) -> list[float]:
        """Let all play at once; return what each key took."""
        took = await asyncio.gather(*(one.plays(times) for one in self.students))
        return [one for some in took for one in some]

    async def facts(self) -> dict[str, Any]:
        """Return how things are."""
        found: dict[str, Any] = await self.server.ask("look")
        return found

    async def memory(self) -> float:
        """Return the server's own megabytes, all unused given back; 0 where nobody tells."""
        await self.server.ask("settle")
        return unique_mb(self.server.pid) if _TELLS_MEMORY else 0.0

    async def endures(
        self, abuse: str, *, times: int = 6, until: Callable[[dict[str, Any]], bool] = bool
    ) -> "Endured":
        """Play before and during an abuse, which lasts until the facts are as wanted."""
        before = await self.memory()
        await self.nuisance.ask("begin", abuse=abuse)
        await self.asked()
        quiet = await self.plays(times)
        await self.nuisance.ask("go")
        try:
            during = await self.plays(times)
            within = await self.until(until)
            during += await self.plays(times)
        finally:
            abuser = await self.nuisance.ask("end")
        after = await self.at_rest()
        grown = await self.memory() - before
        return Endured(quiet, during, within, abuser, after, grown)

    async def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until things are as wanted; return how they are."""
        end = time.monotonic() + _PATIENCE_S
        while not holds(facts := await self.facts()):
            assert time.monotonic() < end, facts
            await asyncio.sleep(_NAP_S)
        return facts

    async def at_rest(self) -> dict[str, Any]:
        """Wait until nobody but the students is here; return how things are."""
        alone = {"places": 3, "apps": 3, "doors": 3, "threads": 0}
        return await self.until(lambda facts: alone.items() <= facts.items())


@asynccontextmanager
async def besieged(folder: Path) -> AsyncIterator[Beset]:
    """Serve a class with its students while the block runs."""
    server = await Helper.start("tests.ssh.taught", str(folder))
    try:
        port = (await server.heard())["port"]
        nuisance = await Helper.start("tests.ssh.abuses", str(port))
        try:
            async with Beset(server, nuisance, port) as beset:
                yield beset
        finally:
            await nuisance.end()
    finally:
        await server.end()


def unique_mb(pid: int) -> float:
    """Return the unique set size of a process in megabytes."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    sizes = dict(line.split(":")[:2] for line in text.splitlines()[1:])
    kilobytes = sum(int(sizes[name].split()[0]) for name in ("Private_Clean", "Private_Dirty"))
    return kilobytes / 1024


def middle(times: Iterable[float]) -> float:
    """Return the median in milliseconds."""
    return median(times) * 1000
