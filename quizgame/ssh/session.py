"""One person's session: what a client asks for, and the front end it gets."""

import asyncio
import contextvars
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import asyncssh

from quizgame.catalogue import _
from quizgame.classroom.keys import PublicKey
from quizgame.ssh.admission import Pass
from quizgame.ssh.apps import Apps, RunningApp
from quizgame.ssh.arrival import Arrival, FrontEnds, Link
from quizgame.ssh.driver import SETTLE_AFTER
from quizgame.ssh.intake import Intake
from quizgame.ssh.journal import Journal
from quizgame.ssh.limits import Limits
from quizgame.ssh.lines import ChannelLines, talk
from quizgame.ssh.outlet import Channel, Outlet
from quizgame.ssh.resizes import Resizes
from quizgame.ssh.terminals import Variables, terminal
from quizgame.ssh.wire import encoded

_MOST_EARLY = 256
"""Bytes typed before the screen could take them: some are quicker than it."""


@dataclass(frozen=True, slots=True)
class House:
    """What all sessions of a server share."""

    fronts: FrontEnds
    apps: Apps
    limits: Limits
    journal: Journal


class Host(Link, Protocol):
    """The connection of a session."""

    @property
    def username(self) -> str:
        """What stood before the @, cleaned."""
        ...

    @property
    def wants_lines(self) -> bool:
        """Whether the name asked for lines."""
        ...

    @property
    def peer(self) -> str:
        """Where the connection comes from."""
        ...

    @property
    def key(self) -> PublicKey | None:
        """The key that was proven, None for none."""
        ...

    @property
    def known(self) -> Pass:
        """As whom they were let in."""
        ...

    @property
    def client(self) -> str:
        """What the client calls itself."""
        ...

    def session_over(self) -> None:
        """Hear that the session has ended."""
        ...


class Session(asyncssh.SSHServerSession[bytes]):
    """A shell request gets a front end; nothing else is granted."""

    def __init__(self, host: Host, house: House) -> None:
        """Wait for what the client asks for."""
        self._host, self._house = host, house
        self._variables = Variables()
        self._term: str | None = None
        self._size = (0, 0)
        self._outlet: Outlet | None = None
        self._task: asyncio.Task[None] | None = None
        self._running: RunningApp | None = None
        self._intake: Intake | None = None
        self._lines: ChannelLines | None = None
        self._resizes: Resizes | None = None
        self._farewell = ""
        self._encoding = "utf-8"
        self._is_starting, self._early = False, b""

    # What asyncssh calls.

    def connection_made(self, chan: Channel) -> None:
        """Keep the channel, and little of the environment."""
        chan._env = self._variables  # noqa: SLF001 - checked at start
        self._outlet = Outlet(chan, self._house.limits)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        """Note the terminal; there is no pseudo-terminal behind it."""
        del term_modes
        self._term, self._size = term_type, term_size[:2]
        return True

    def shell_requested(self) -> bool:
        """Grant the quiz, which is all that a shell is here."""
        return True

    def session_started(self) -> None:
        """Begin."""
        if self._outlet is None:
            return
        arrival = self._arrival()
        self._encoding = arrival.terminal.encoding
        if arrival.is_plain:
            # At once: lines from a pipe, and its end, may arrive with the next packet.
            self._lines = ChannelLines(self._outlet, arrival.terminal, self._house.limits)
        self._task = asyncio.get_running_loop().create_task(
            self._run(arrival, self._outlet), context=contextvars.Context()
        )

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Take in what was typed."""
        del datatype
        if self._intake is not None:
            self._intake.feed(data)
        elif self._lines is not None:
            self._lines.feed(data)
        elif self._is_starting:
            self._early = (self._early + data)[:_MOST_EARLY]

    def eof_received(self) -> bool:
        """Let lines that were typed be answered; a screen without keys is of no use."""
        if self._lines is not None:
            self._lines.end()
        elif self._task is not None:
            self.end()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Follow the terminal's size, in time."""
        del pixwidth, pixheight
        self._size = (width, height)
        if self._resizes is not None:
            self._resizes.want(width, height)

    def signal_received(self, signal: str) -> None:
        """Take an interrupt as Ctrl+C, and an end as an end."""
        if signal == "INT":
            self.data_received(b"\x03", None)
        elif signal in {"HUP", "TERM", "KILL", "QUIT"}:
            self.end()

    def connection_lost(self, exc: Exception | None) -> None:
        """End whatever still runs."""
        del exc
        if self._lines is not None:
            self._lines.close()
        if self._task is not None:
            self._task.cancel()
        self._let_go()

    # What the server calls.

    def end(self, message: str = "") -> None:
        """Give the terminal back, say a line, hang up."""
        self._farewell = message
        if self._running is not None:
            self._running.wire.farewell(message)
        elif message:
            self._say(message)
        if self._lines is not None:
            self._lines.close()
        if self._outlet is not None:
            self._outlet.finish(0)
        if self._task is not None:
            self._task.cancel()

    @property
    def has_started(self) -> bool:
        """Whether the client asked for what a session is for."""
        return self._task is not None

    async def _run(self, arrival: Arrival, outlet: Outlet) -> None:
        facts = _facts(arrival)
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._house.journal.write("joined", client=self._host.client, **facts)
        status, fault = 1, ""
        try:
            if refusal := await self._house.fronts.receive(arrival, self._say):
                self._say(refusal)
                status = 0
            elif self._lines is not None:
                await self._talk(arrival, self._lines)
                status = 0
            elif await self._show(arrival, outlet):
                status = 0
        except Exception as error:  # noqa: BLE001 - one session's fault ends that session alone
            self._house.journal.error("failed", error, username=arrival.username)
            fault = type(error).__name__
        finally:
            self._close(outlet, status)
            self._house.journal.write(
                "left", seconds=round(loop.time() - began, 1), fault=fault, **facts
            )

    def _close(self, outlet: Outlet, status: int) -> None:
        """Say why it ended where that was a fault, and hang up."""
        message = "" if status == 0 or self._farewell else _fault()
        if self._running is not None:
            self._running.wire.farewell(message)
            self._running.stop()
        elif message:
            self._say(message)
        outlet.finish(status)
        self._let_go()
        self._host.session_over()

    def _say(self, line: str) -> None:
        """Write a line where there is no front end yet."""
        if self._outlet is not None:
            self._outlet.write(encoded(f"\r\n{line}\r\n", self._encoding))

    def _let_go(self) -> None:
        for part in (self._intake, self._resizes):
            if part is not None:
                part.close()

    def _arrival(self) -> Arrival:
        known = terminal(self._term, self._size, self._variables.as_text())
        return Arrival(
            username=self._host.username,
            terminal=known,
            peer=self._host.peer,
            is_plain=self._host.wants_lines or self._host.known.plain or not known.is_screen,
            environ=known.environ(),
            link=self._host,
            key=self._host.key,
            known=self._host.known,
        )

    async def _show(self, arrival: Arrival, outlet: Outlet) -> bool:
        """Show the full screen until it is left; returns whether it ended well."""
        self._is_starting = True
        running = await self._house.apps.take(outlet, arrival)
        self._running = running
        self._intake = Intake(
            outlet,
            self._house.limits,
            arrival.terminal.encoding,
            deliver=self._guarded(running.take),
            settle=running.settle,
            settle_after=SETTLE_AFTER,
        )
        if self._early:
            self._intake.feed(self._early)
        self._resizes = Resizes(running.resize)
        self._resizes.want(*self._size)
        if running.task is not None:
            await asyncio.wait({running.task})
        if running.failure is not None:
            self._house.journal.error("failed", running.failure, username=arrival.username)
        return not running.has_failed

    def _guarded(self, take: Callable[[str], int]) -> Callable[[str], int]:
        """Return a way to hand on keys after which a sequence that breaks the parser ends it."""

        def taken(text: str) -> int:
            try:
                return take(text)
            except Exception as error:  # noqa: BLE001 - whatever a crafted sequence does
                self._house.journal.error("bad input", error, username=self._host.username)
                self.end(_("This terminal sent what can not be understood. Please connect again."))
                return 1

        return taken

    async def _talk(self, arrival: Arrival, lines: ChannelLines) -> None:
        """Talk by lines until they are left."""
        try:
            await talk(lambda: self._house.fronts.talk(arrival, lines))
        finally:
            lines.close()


def _fault() -> str:
    return _("Something went wrong here. Please connect again.")


def _facts(arrival: Arrival) -> dict[str, str | int | bool]:
    columns, rows = arrival.terminal.size
    return {
        "username": arrival.username,
        "peer": arrival.peer,
        "terminal": arrival.terminal.name,
        "size": f"{columns}x{rows}",
        "colours": arrival.terminal.colours,
        "lines": arrival.is_plain,
    }
