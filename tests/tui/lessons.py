"""A class for tests of a student's screen: a real hub, a clock to turn, a teacher, others."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.backend.live.place import Place
from quizgame.classroom.roster import Student
from quizgame.classroom.seat_acts import Seated
from quizgame.classroom.seats import Register, Room
from quizgame.engine.masking import mask_response
from quizgame.engine.round_state import presentation
from quizgame.store import memory_class_store
from quizgame.tui.live.app import ClassApp
from tests.e2e import rivers
from tests.tui.stage import UNICODE, FrozenClock, seen

_PATIENCE = 300
SMALL = (80, 24)


class Wire:
    """A connection that is there until it is ended; one that `is_dead` only looks so."""

    def __init__(self, *, is_dead: bool = False) -> None:
        """Be open."""
        self.is_open, self.is_dead = True, is_dead
        self.said: list[str] = []

    def probe(self) -> None:
        """Answer, or be found dead."""
        self.is_open = not self.is_dead

    def end(self, message: str = "") -> None:
        """Hang up."""
        self.said.append(message)
        self.is_open = False


class Lesson:
    """A class with a bank, and one student's app on a screen."""

    def __init__(
        self,
        home: Path,
        *listed: Student,
        bank: Path | None = None,
        choose: Callable[[int], int] = lambda n: n // 3,
        **room: Any,
    ) -> None:
        """Build it; time stands still."""
        self.clock = FrozenClock()
        self.store: Any = memory_class_store()
        library = Library([bank or rivers.write(home)], home)
        self.hub = Hub(
            library,
            self.clock,
            self.store,
            Room(**{"register": Register(listed), **room}),
            ClassSettings("9B"),
            choose=choose,
        )
        self.teacher = self.hub.teaching()
        self.wire = Wire()
        self.others: list[Place] = []

    @asynccontextmanager
    async def open(
        self,
        size: tuple[int, int] = SMALL,
        *,
        name: str = "ada",
        enters: bool = True,
        environ: dict[str, str] | None = None,
        **facts: Any,
    ) -> AsyncIterator[Pilot[Any]]:
        """Let the class run, with a student before a screen; who `enters` has a seat already."""
        await self._run()
        self.place = self.hub.enter(self.wire)
        self.app = ClassApp(self.place, environ or UNICODE, name=name, **facts)
        try:
            async with self.app.run_test(size=size) as pilot:
                self.pilot = pilot
                await self.settle()
                if enters:
                    await self.press("enter")
                    assert self.place.seated()
                yield pilot
        finally:
            await self.hub.stop()
            self.store.close()

    async def _run(self) -> None:
        """Let the class run, its time moved by the test alone."""
        await self.hub.start()
        assert self.hub._timer is not None
        self.hub._timer.cancel()

    def waiting_app(self) -> ClassApp:
        """Return an app that is started before anybody comes."""
        self.app = ClassApp(None, UNICODE)
        return self.app

    async def begin(
        self, pilot: Pilot[Any], environ: dict[str, str] | None = None, **facts: Any
    ) -> None:
        """Let the class run, and somebody come to the app that waits."""
        self.pilot = pilot
        await self._run()
        self.place = self.hub.enter(self.wire)
        self.app.welcome(self.place, environ or UNICODE, **facts)
        await self.settle()

    # The others

    async def join(self, *names: str) -> list[Place]:
        """Let others come in."""
        places = []
        for name in names:
            place = self.hub.enter(Wire())
            decision = await place.knock(name)
            assert isinstance(decision, Seated), decision
            places.append(place)
        return places

    async def start(self, quiz: str = "each", bank: str = "rivers", **more: Any) -> None:
        """Open the lobby of a round."""
        await self.teacher.start_round(bank, quiz, **{"seed": 1, **more})
        await self.settle()

    async def do(self, *acts: str) -> None:
        """Let the teacher act, and the student's screen follow."""
        for act in acts:
            await self.teacher.do(act)
            await self.settle()

    async def show(self, question: str) -> None:
        """Show questions until a certain one is on screen."""
        while True:
            await self.do("next")
            board = self.hub.display.board()
            assert board.question is not None
            if board.question.id == question:
                return
            await self.do("skip")

    def right(self) -> tuple[str, ...]:
        """Return the right answer to what is on screen, as a screen sends it."""
        live = self.hub.live
        assert live is not None
        assert live.item is not None
        question = live.questions[live.item.ref.revision]
        return mask_response(presentation(live.state.plan, question), question.key())

    def wrong(self) -> tuple[str, ...]:
        """Return an option that is not right."""
        board = self.hub.display.board()
        assert board.question is not None
        items = board.question.presentation.blanks[0].items
        return next((one.token,) for one in items if (one.token,) != self.right())

    async def answer(self, *places: Place, response: tuple[str, ...] | None = None) -> None:
        """Let others answer what is on screen, rightly unless told otherwise."""
        board = self.hub.display.board()
        assert board.question is not None
        for place in places:
            given = self.right() if response is None else response
            await place.answer(board.question.id, board.vote, given)

    def pass_time(self, seconds: float) -> None:
        """Let time pass, and the class notice."""
        self.clock.now += seconds
        for _part in range(4):
            self.hub.pulse()

    # The screen

    async def settle(self) -> None:
        """Wait until all is kept and drawn."""
        for _round in range(2):
            await self.hub.keeper.settled()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what comes of each."""
        for key in keys:
            await self.pilot.press(key)
            await self.app.workers.wait_for_complete()
            await self.settle()

    async def type(self, text: str) -> None:
        """Type letters at once."""
        await self.pilot.press(*("space" if one == " " else one for one in text))
        await self.settle()

    async def see(self, *words: str) -> str:
        """Wait until the screen says all these words; return all that it says."""
        for _attempt in range(_PATIENCE):
            await self.pilot.pause()
            if all(one in self.said for one in words):
                return self.said
            await asyncio.sleep(0.01)
        raise AssertionError(seen(self.app))

    @property
    def state(self) -> str:
        """The word in the heading that says what goes on."""
        return seen(self.app).split("\n")[1].split()[0]

    @property
    def said(self) -> str:
        """All that the screen on top says, with single spaces."""
        return " ".join(seen(self.app).split())
