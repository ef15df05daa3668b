"""A class in a process of its own, told by lines: `python -m tests.ssh.taught FOLDER [CODE]`.

It prints a line of JSON when it can be reached, and one for each line that it gets.
"""

import asyncio
import ctypes
import gc
import json
import resource
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.backend.live.teaching import Teaching
from quizgame.classroom.card import Invitation
from quizgame.classroom.door import Door
from quizgame.classroom.seats import Room
from quizgame.errors import QuizgameError
from quizgame.ssh.admission import Code, Open
from quizgame.ssh.fronts import ClassFronts
from quizgame.ssh.hostkey import host_key
from quizgame.ssh.journal import Journal
from quizgame.ssh.limits import Limits
from quizgame.ssh.server import Server
from quizgame.ssh.teachers import Teachers, WithTeachers, keys_in
from quizgame.store import open_class_store
from tests.e2e import rivers

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

LIMITS = Limits(login_time=2.0, session_time=2.0, connections=60, waiting=30, ahead=1)
LOG, TEACHER = "class.log", "teacher.pub"
_NAP_S = 0.05


class Thinker:
    """The connection of somebody who answers nothing, so that no question closes by itself."""

    is_open = True

    def probe(self) -> None:
        """Be there."""

    def end(self, message: str = "") -> None:
        """Be there no more."""
        del message
        self.is_open = False


class Wand:
    """Does what lines say, as the teacher or as this process."""

    def __init__(self, hub: Hub, server: Server, teaching: Teaching) -> None:
        """Begin with nothing to do."""
        self._hub, self._server, self._teaching = hub, server, teaching
        self._acts: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "show": teaching.show_next,
            "close": teaching.close,
            "reveal": teaching.reveal,
            "explain": teaching.explain,
            "standings": teaching.show_standings,
            "skip": teaching.skip,
            "resume": teaching.resume,
            "finish": teaching.finish,
            "end": teaching.end_round,
            "approve": teaching.approve_all,
        }

    async def do(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Do something and return how things are then; `refused` says why it could not be."""
        refused = ""
        try:
            match wish["do"]:
                case "start":
                    await self._teaching.start_round("rivers", "each", seed=1)
                case "think":
                    await self._hub.enter(Thinker()).knock("Thinker")
                case "csv":
                    return {"csv": await self._teaching.results_csv()}
                case "settle":
                    await self._settle()
                case "disk":
                    most = wish["most"]
                    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
                    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if most < 0 else most, hard))
                case name if name != "look":
                    await self._acts[name]()
        except QuizgameError as error:
            refused = error.message
        return {"refused": refused, **self._facts()}

    async def _settle(self) -> None:
        """Give back what is not used any more, and start what is to wait for students."""
        while self._server.apps.ahead < LIMITS.ahead:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(_NAP_S)
        gc.unfreeze()
        gc.collect()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)

    def _facts(self) -> dict[str, Any]:
        hub, live = self._hub, self._hub.live
        state = live.state if live else None
        item = state.item if state else None
        return {
            "places": len(hub.places),
            "seats": {str(one.number): one.name for one in hub.room.seats.values()},
            "words": {one.name: one.word for one in hub.room.seats.values()},
            "seated": sorted(place.seat for place in hub.places.values() if place.seat),
            "answers": len(item.votes(item.vote)) if item else 0,
            "seq": state.seq if state else 0,
            "phase": state.phase if state else "",
            "is_paused": bool(state and state.paused),
            "trouble": hub.trouble,
            "teachers": len(hub.bell.teachers),
            "apps": self._server.apps.count - self._server.apps.ahead,
            "doors": self._server.doors.count,
            "threads": sum(one.name == "quizgame-lines" for one in threading.enumerate()),
        }


async def serve(folder: Path, code: str) -> None:
    """Serve until nothing more is said; with a code students have as long as they need to type."""
    store = open_class_store(folder / "class.sqlite")
    library = Library([rivers.write(folder)], folder)
    hub = Hub(library, SystemClock(), store, Room(), ClassSettings())
    journal = Journal(folder / LOG)
    known = keys_in(folder / TEACHER) if (folder / TEACHER).exists() else ()
    teachers, key = Teachers(known), host_key(folder / "host_key")
    invitation = Invitation(Door("class.local", 2222, key.fingerprint), "", "", "open")
    fronts = ClassFronts(
        hub, None, teachers, invitation, folder=folder, announce=_nobody, journal=journal
    )
    await hub.start()
    admission = WithTeachers(Code(code) if code else Open(), teachers)
    limits = Limits(ahead=LIMITS.ahead) if code else LIMITS
    server = Server(fronts, admission, key, limits=limits, journal=journal)
    await server.start("127.0.0.1", 0)
    wand, loop = Wand(hub, server, hub.teaching()), asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda _loop, told: journal.error("fault", told.get("exception") or RuntimeError())
    )
    _say({"port": server.port})
    try:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            _say(await wand.do(json.loads(line)))
    finally:
        await server.stop("The lesson is over.")
        await hub.stop()
        store.close()


def _nobody(_sentence: str) -> None:
    """Tell nobody."""


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), "".join(sys.argv[2:])))
