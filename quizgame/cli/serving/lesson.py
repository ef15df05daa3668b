"""A class while it is served: everything is made, started, and ended in order, in one loop."""

import asyncio
import errno
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.catalogue import _
from quizgame.classroom.addresses import addresses
from quizgame.classroom.card import Invitation
from quizgame.classroom.door import Door
from quizgame.classroom.system import System
from quizgame.cli.serving.entrance import Entrance
from quizgame.cli.serving.place import any_port, likely_address, port_error
from quizgame.cli.serving.wishes import Wishes

if TYPE_CHECKING:
    from quizgame.backend.library import Library
    from quizgame.backend.live.hub import Hub
    from quizgame.ssh.admission import Code
    from quizgame.ssh.hostkey import HostKey
    from quizgame.ssh.journal import Journal
    from quizgame.ssh.server import Server
    from quizgame.ssh.teachers import Teachers
    from quizgame.store.classes import ClassStore

_LOOK_S, _DAY_S = 5.0, 86400.0
_SPARE, _SPARE_WAITING = 100, 20
"""Connections beyond one for each student: who comes back before the old one is gone, teachers."""

_STATES = {errno.EADDRINUSE: "taken", errno.EACCES: "forbidden", errno.EPERM: "forbidden"}


@dataclass(frozen=True)
class Parts:
    """What a class is made of."""

    wishes: Wishes
    entrance: Entrance
    library: "Library"
    store: "ClassStore"
    key: "HostKey"
    teachers: "Teachers"
    journal: "Journal"
    system: System
    results: Path


class Lesson:
    """A class that is served; `show` is what runs beside it, such as the console, or None.

    `announce` gets sentences for the log.
    """

    def __init__(self, parts: Parts) -> None:
        """Keep what is needed; `run` does the rest."""
        self.parts = parts
        self.hub: Hub
        self.server: Server
        self.invitation: Invitation
        self.stopping = asyncio.Event()

    async def run(self, beside: "Callable[[Lesson], Awaitable[None]]") -> None:
        """Serve until `beside` returns or a signal comes, then end in order.

        Raises QuizgameError where the class can not begin: the port is taken, the database can not
        be used.
        """
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed)
        self._heed_signals(loop)
        try:
            await self._start()
        except BaseException:
            self.parts.store.close()
            raise
        shown = loop.create_task(_of(beside(self)))
        tasks = {shown, loop.create_task(self.stopping.wait())}
        care = loop.create_task(self._look_after())
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.stopping.set()
            await self._stop()
            await _ended({*tasks, care})
        if not shown.cancelled() and (fault := shown.exception()) is not None:
            raise fault

    async def _start(self) -> None:
        from quizgame.backend.clock import SystemClock  # noqa: PLC0415 - what serves loads slowly
        from quizgame.backend.live.hub import ClassSettings, Hub  # noqa: PLC0415 - as above
        from quizgame.ssh.admission import Code  # noqa: PLC0415 - as above
        from quizgame.ssh.fronts import ClassFronts  # noqa: PLC0415 - as above
        from quizgame.ssh.limits import Limits  # noqa: PLC0415 - as above
        from quizgame.ssh.server import Server  # noqa: PLC0415 - as above
        from quizgame.ssh.teachers import WithTeachers  # noqa: PLC0415 - as above

        parts, wishes = self.parts, self.parts.wishes
        entrance = parts.entrance
        roster = entrance.roster
        settings = ClassSettings(
            name=wishes.name or (roster.title if roster else ""),
            most_students=wishes.max_students,
            retention_days=wishes.retention_days,
            address_days=wishes.address_days,
            keeps_guests=wishes.keep_guests,
        )
        room = entrance.room(wishes.max_students)
        self.hub = Hub(parts.library, SystemClock(), parts.store, room, settings, roster=roster)
        pins = entrance.pins()
        fronts = ClassFronts(
            self.hub,
            pins,
            parts.teachers,
            lambda: self.invitation,
            folder=parts.results,
            announce=self.announce,
            journal=parts.journal,
        )
        limits = Limits(
            connections=wishes.max_students + _SPARE,
            waiting=wishes.max_students + _SPARE_WAITING,
            ahead=wishes.ahead,
        )
        admission = entrance.admission(pins)
        if isinstance(admission, Code):
            self.hub.renew_code = partial(self._renew, admission)
        self.server = Server(
            fronts,
            WithTeachers(admission, parts.teachers),
            parts.key,
            limits=limits,
            journal=parts.journal,
        )
        known = await asyncio.to_thread(addresses, parts.system)
        await self.hub.start()
        try:
            await self.server.start(wishes.host, wishes.port or any_port(wishes))
        except OSError as error:
            await self.hub.stop()
            state = _STATES.get(error.errno or 0, "no-such-address")
            raise port_error(parts.system, wishes, state) from error
        door = Door(likely_address(wishes, known), self.server.port, parts.key.fingerprint)
        self.invitation = Invitation(door, settings.name, entrance.code.upper(), entrance.kind)

    def _renew(self, admission: "Code") -> None:
        """Let another code be the one to come in by."""
        code = self.parts.entrance.new_code()
        admission.change(code)
        self.invitation = replace(self.invitation, code=code.upper())
        self.announce(_("The class code was changed."))

    async def _stop(self) -> None:
        guests = self.hub.guests()
        with suppress(Exception):
            await self.server.stop(_("The class has ended. Thank you for taking part."))
        try:
            await self.hub.stop()
        finally:
            self.parts.store.close()
            self.parts.journal.forget_named(guests)

    def announce(self, sentence: str) -> None:
        """Write a sentence into the log."""
        self.parts.journal.write("told", what=sentence)

    def _failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Write what went wrong in the loop into the log, and serve on."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.parts.journal.error("failed", error, where=str(context.get("message", "")))
        else:
            self.parts.journal.write("failed", where=str(context.get("message", "")))

    def _heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self.stopping.set)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_of: loop.call_soon_threadsafe(self.stopping.set))

    async def _look_after(self) -> None:
        """Tell teachers of guessing, and keep the log as long as it is to be kept."""
        next_day = 0.0
        loop = asyncio.get_running_loop()
        while True:
            if loop.time() >= next_day:
                next_day = loop.time() + _DAY_S
                self.parts.journal.forget_before(self.parts.wishes.address_days)
            if self.hub.is_alarming != self.server.is_alarming:
                self.hub.is_alarming = self.server.is_alarming
                self.hub.bell.for_teachers()
            await asyncio.sleep(_LOOK_S)


async def _of(what: Awaitable[None]) -> None:
    await what


async def _ended(tasks: "set[asyncio.Task[Any]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=5)
