"""A class as it runs: who is connected, the round that is on, and one timer for all of it."""

import asyncio
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from quizgame.backend.live.alone import Alone
from quizgame.backend.live.attendance import Attendance
from quizgame.backend.live.conducting import Conductor
from quizgame.backend.live.display import Display
from quizgame.backend.live.keeping import Keeper
from quizgame.backend.live.place import Place
from quizgame.backend.live.settings import ClassSettings, Link
from quizgame.backend.live.shelf import Shelf
from quizgame.backend.live.teaching import Teaching
from quizgame.backend.live.telling import BEATS, Bell, safely
from quizgame.backend.views import TimeView
from quizgame.classroom.seat_acts import Dropped, Locked, Restarted
from quizgame.engine.round_clock import left
from quizgame.errors import QuizgameError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from quizgame.backend.library import Library
    from quizgame.backend.live.liveround import LiveRound
    from quizgame.backend.play import Clock
    from quizgame.backend.seated import Seated
    from quizgame.classroom.codes import Chooser
    from quizgame.classroom.roster import Roster
    from quizgame.classroom.seats import Presence, Room
    from quizgame.store.classes import ClassStore

__all__ = ["ClassSettings", "Hub", "Link"]

PULSE_S = 0.25
ERASE_EVERY_S = 6 * 3600.0
KNOWN_EVERY_S = 1800.0
"""How often it is kept that the lesson goes on: far more often than it may have stood still."""


class Hub:
    """A class. Everything is for the loop's thread; only the store is used in another."""

    def __init__(
        self,
        library: "Library",
        clock: "Clock",
        store: "ClassStore",
        room: "Room",
        settings: ClassSettings,
        *,
        roster: "Roster | None" = None,
        choose: "Chooser" = secrets.randbelow,
    ) -> None:
        """Keep what is needed; `start` makes it run."""
        self.library, self.clock, self.store = library, clock, store
        self.settings, self.choose = settings, choose
        self.is_alarming = False
        """Set by who guards the door: somebody seems to be guessing codes."""
        self.renew_code: Callable[[], None] | None = None
        """Set by who guards the door: makes another class code, None where none is asked."""
        self.display = Display(self)
        self.bell = Bell(self.display)
        self.places = self.bell.places
        self.attendance = Attendance(settings.name, room, roster, self.places)
        self.keeper = Keeper(store, self._not_kept, self.bell.all)
        self.shelf = Shelf(self.keeper, library, clock, settings)
        self.conductor = Conductor(clock, self.keeper, self.bell, self.attendance)
        self.alone = Alone(self)
        self.teacher_knocks: dict[int, tuple[str, str, asyncio.Future[bool]]] = {}
        self._connections = 0
        self._timer: asyncio.Task[None] | None = None
        self._presences: dict[int, Presence] = {}
        self._pulses = 0
        self._erased_at = self._known_at = clock.read().wall
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def room(self) -> "Room":
        """Who sits where."""
        return self.attendance.room

    @property
    def live(self) -> "LiveRound | None":
        """The round that is on, a finished one too until the teacher ends it."""
        return self.conductor.live

    @property
    def trouble(self) -> str:
        """Why nothing can be kept now, "" when all is well."""
        return self.keeper.trouble

    # Beginning and ending

    async def start(self) -> None:
        """Take up the seats, the quizzes and the unfinished round of this class; let time run.

        What is kept longer than the class keeps things is erased first. Raises StoreError.
        """
        goes_on = await self.keeper.run(self.shelf.broke_off)
        if not goes_on:  # seats of people of whom nothing is kept yet would go, too
            await self.keeper.run(self.shelf.erase_old)
        live = await self.keeper.run(self.shelf.unfinished)
        if live is None and not goes_on:
            await self.keeper.run(self.shelf.clear)
        await self.keeper.run(self.shelf.go_on)
        self.attendance.take_up(await self.keeper.run(self.shelf.seats))
        self.attendance.decide(Restarted(at=self.now()))
        if await self.keeper.run(self.shelf.was_locked):
            self.attendance.decide(Locked(on=True))
        await self.alone.start()
        if live is not None:
            self.conductor.take_up(live)
            await self.keeper.settled()
        self._timer = asyncio.get_running_loop().create_task(self._run_timer())

    async def stop(self) -> None:
        """Keep all that is not kept yet, erase what is not to be kept, and stop."""
        if self._timer is not None:
            self._timer.cancel()
        for place in tuple(self.places.values()):
            self.left(place)
        is_over = self.live is None or self.live.state.phase == "finished"
        if self._tasks:
            await asyncio.wait(self._tasks)
        with suppress(StoreError):  # guests are erased when the next lesson begins
            await self.keeper.settled()
            await self.keeper.run(lambda: self.shelf.end_lesson(is_over=is_over))
        await self.keeper.close()
        self.alone.close()

    async def _run_timer(self) -> None:
        while True:
            await asyncio.sleep(PULSE_S)
            safely(self.pulse)

    def pulse(self) -> None:
        """Do what the clock asks for; called four times a second."""
        self._pulses += 1
        self.conductor.tick()
        if self._pulses % BEATS == 0:
            self._each_second()
        self.bell.pulse()

    def _each_second(self) -> None:
        presences = self.presences()
        if presences != self._presences:
            self._presences = presences
            self.bell.for_teachers()
        self.alone.each_second()
        now = self.clock.read().wall
        if now - self._known_at > KNOWN_EVERY_S:
            self._known_at = now
            self.in_background(self.keeper.run(self.shelf.go_on))
        if self.live is None and now - self._erased_at > ERASE_EVERY_S:
            self._erased_at = now
            self.in_background(self.keeper.run(self.shelf.erase_old))
        if self.trouble:
            self._keep_seats(again=True)
            self.conductor.try_again()

    # Connections

    def enter(self, link: Link, peer: str = "") -> Place:
        """Return the place of a new connection of a student; `peer` is where it comes from."""
        self._connections += 1
        place = Place(self, self._connections, link, peer)
        self.places[place.connection] = place
        return place

    def left(self, place: Place) -> None:
        """Take note that a connection ended."""
        if self.places.pop(place.connection, None) is None:
            return
        self.attendance.dropped(place)
        self.attendance.decide(Dropped(connection=place.connection, at=self.now()))
        place.seat = 0
        self.conductor.follow()
        self.bell.some(())

    def teaching(self) -> Teaching:
        """Return a teacher's acts and views, for one front end."""
        teaching = Teaching(self)
        self.bell.teachers.append(teaching)
        return teaching

    async def ask_to_teach(self, key: str, peer: str = "") -> bool:
        """Return whether the teacher at the console lets somebody with a new key teach."""
        self._connections += 1
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.teacher_knocks[self._connections] = key, peer, answer
        mine = self._connections
        self.bell.for_teachers()
        try:
            return await answer
        finally:
            self.teacher_knocks.pop(mine, None)
            self.bell.for_teachers()

    def student_of(self, place: Place) -> "Seated":
        """Return the acts of a student who plays alone; raises RefusedError without a seat."""
        return self.alone.student(place)

    # What the parts of the class ask of it

    def guests(self) -> frozenset[str]:
        """Return the names, folded, under which guests are known: nothing of them is kept."""
        seats = (one for one in self.room.seats.values() if one.guest)
        return frozenset(name for one in seats for name in one.known_as)

    def in_background(self, work: "Coroutine[Any, Any, None]") -> None:
        """Let something be done without waiting for it; what fails is told as trouble."""
        task = asyncio.get_running_loop().create_task(self._quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _quietly(self, work: "Coroutine[Any, Any, None]") -> None:
        try:
            await work
        except QuizgameError as error:
            self.keeper.be_in_trouble(error)
            self.bell.all()

    def now(self) -> float:
        """Return the clock that never goes back."""
        return self.clock.read().mono

    def time(self) -> TimeView:
        """Return the time of what is on screen."""
        state = self.live.state if self.live else None
        if state is None or not state.is_timed:
            return TimeView(None, None, None, None, paused=False)
        remaining = left(state.timer, self.clock.read())
        return TimeView(remaining, state.timer.deadline, None, None, state.paused)

    def presences(self) -> "dict[int, Presence]":
        """Return whether the owner of each seat is there."""
        return self.attendance.presences(self.now(), self.conductor.asked())

    async def seats_changed(self) -> None:
        """Let the round and the store know of the seats as they are; returns once it is kept."""
        self._keep_seats()
        self.conductor.follow()
        self.bell.some(())
        await self.keeper.settled()

    def _keep_seats(self, *, again: bool = False) -> None:
        """Keep the seats that differ; `again` also as they are, to see whether it can be done."""
        records = self.attendance.unkept() or (self.attendance.records() if again else ())
        if not records:
            return

        def committed() -> None:
            self.attendance.kept(records)

        self.keeper.seats(self.settings.name, records, committed)

    def _not_kept(self, error: StoreError) -> None:
        del error
        self.conductor.not_kept()
        self.bell.all()
