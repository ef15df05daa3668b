"""A class for tests of the teacher's screens: a real hub, its students, a clock to turn."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

from textual.pilot import Pilot

from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.backend.live.place import Place
from quizgame.classroom.card import Invitation
from quizgame.classroom.door import Door
from quizgame.classroom.seat_acts import Decision
from quizgame.classroom.seats import Room
from quizgame.engine.masking import mask_response
from quizgame.engine.round_state import presentation
from quizgame.store import memory_class_store
from quizgame.tui.teaching.app import TeacherApp
from tests.tui.stage import UNICODE, FrozenClock, seen

FINGERPRINT = "SHA256:uNiVztksCsDhcc0u9e8BxqqqXc1ZyVH0DWhkEmd1uB0"
INVITATION = Invitation(Door("quiz.local", 2222, FINGERPRINT), "9B History", "KOALA")
_PATIENCE = 100

ARTICLE = """The mayor opened the bridge on Monday.

“It will last a century,” said the engineer Ada Bell. The QUOTED bridge is 120 metres long.
"""

BANK = """
format = 1
id = "bridge"
title = "The bridge"

[sources.article]
file = "article.txt"
title = "A bridge opens"

[[quiz]]
id = "lesson"
title = "All of it"
question_time = 30
shuffle_questions = false

[[question]]
id = "who"
type = "single-choice"
stem = "Who opened the bridge?"
explanation = "EXPLAINED: the mayor did."
discuss = "TALKED: what does a mayor do?"
options = [
  { text = "The mayor", correct = true },
  { text = "The engineer", rationale = "REASON: she spoke about it." },
  { text = "The king", rationale = "REASON: no king is named." },
]
[[question.evidence]]
source = "article"
exact = "The mayor opened the bridge"

[[question]]
id = "last"
type = "short-text"
stem = "What will the bridge last?"
answers = ["KEYWORD"]
explanation = "EXPLAINED: a KEYWORD."
[[question.evidence]]
source = "article"
exact = "It will last a century"
speaker = "Ada Bell"
kind = "claim"
"""


class Wire:
    """A connection that is there until it is ended."""

    def __init__(self) -> None:
        """Be open."""
        self.is_open = True
        self.said: list[str] = []

    def probe(self) -> None:
        """Be found alive."""

    def end(self, message: str = "") -> None:
        """Hang up."""
        self.said.append(message)
        self.is_open = False


class Classroom:
    """A class with a bank of two questions, and its teacher's app."""

    def __init__(
        self,
        home: Path,
        *,
        is_local: bool = True,
        opens: Literal["console", "projector"] = "console",
        bank: Path | None = None,
        theme: str = "",
    ) -> None:
        """Build it; time stands still."""
        (home / "article.txt").write_text(ARTICLE, encoding="utf-8")
        path = home / "bridge.toml"
        path.write_text(BANK, encoding="utf-8")
        self.clock = FrozenClock()
        self.store: Any = memory_class_store()
        library = Library([bank or path], home)
        settings = ClassSettings("9B")
        self.hub = Hub(library, self.clock, self.store, Room(), settings, choose=lambda n: n // 3)
        self.teacher = self.hub.teaching()
        self.logged: list[str] = []
        self.app = TeacherApp(
            self.teacher,
            INVITATION,
            UNICODE,
            is_local=is_local,
            opens=opens,
            theme=theme,
            folder=home / "results",
            announce=self.logged.append,
            now=lambda: self.clock.now,
            wall=lambda: self.clock.read().wall,
        )
        self.places: list[Place] = []

    @asynccontextmanager
    async def open(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        """Let the class run, with the teacher's app on a screen."""
        await self.hub.start()
        try:
            async with self.app.run_test(size=size) as pilot:
                yield pilot
        finally:
            await self.hub.stop()
            self.store.close()

    async def knock(self, name: str) -> tuple[Place, Decision]:
        """Let somebody come to the door."""
        place = self.hub.enter(Wire())
        return place, await place.knock(name)

    async def join(self, *names: str) -> list[Place]:
        """Let students come in."""
        for name in names:
            place, _decision = await self.knock(name)
            self.places.append(place)
        return self.places

    def pass_time(self, seconds: float = 1.0) -> None:
        """Let time pass; everybody who is here gives a sign of life."""
        self.clock.now += seconds
        for place in self.places:
            if place.seated():
                place.heard(active=True)
        self.hub.pulse()

    def key(self) -> tuple[str, ...]:
        """Return the right answer to what is on screen, as students send it."""
        live = self.hub.live
        assert live is not None
        assert live.item is not None
        question = live.questions[live.item.ref.revision]
        return mask_response(presentation(live.state.plan, question), question.key())

    async def answer(self, *places: Place, response: tuple[str, ...] | None = None) -> None:
        """Let students answer what is on screen, rightly unless told otherwise."""
        board = self.hub.display.board()
        assert board.question is not None
        for place in places:
            given = self.key() if response is None else response
            await place.answer(board.question.id, board.vote, given)

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Press keys, each a second after the one before, and wait for what comes of it."""
        for key in keys:
            self.pass_time()
            await pilot.press(key)
            await self.settle(pilot)

    async def settle(self, pilot: Pilot[Any]) -> None:
        """Wait until all is written and drawn."""
        await pilot.pause()
        await self.hub.keeper.settled()
        await pilot.pause()

    async def see(self, pilot: Pilot[Any], *words: str) -> str:
        """Wait until the screen says all these words; return all that it says."""

        def said() -> bool:
            return all(one in self.said for one in words)

        await self._until(pilot, said)
        return self.said

    async def _until(self, pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
        for _attempt in range(_PATIENCE):
            await pilot.pause()
            if holds():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(seen(self.app))

    @property
    def said(self) -> str:
        """All that the screen on top says, with single spaces."""
        return " ".join(seen(self.app).split())

    @property
    def stage(self) -> str:
        """What is on all screens."""
        return self.hub.display.board().stage

    async def begin(self, **more: Any) -> None:
        """Open the lobby of a round with all questions in their order."""
        await self.teacher.start_round("bridge", "lesson", **{"seed": 7, **more})
