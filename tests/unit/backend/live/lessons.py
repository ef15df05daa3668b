"""Classes for tests: a real store on disk, a clock to turn, connections that do not move."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.backend.live.place import Place
from quizgame.backend.live.views import BoardView
from quizgame.classroom.roster import Roster
from quizgame.classroom.seat_acts import Seated
from quizgame.classroom.seats import Room
from quizgame.engine.masking import mask_response
from quizgame.engine.round_state import presentation
from quizgame.model.questions.base import Response
from quizgame.store import open_class_store
from quizgame.store.classes import ClassStore
from tests.unit.backend.conftest import Hands

if TYPE_CHECKING:
    from quizgame.backend.live.teaching import Teaching

EVERY_TYPE = Path(__file__).parents[3] / "data" / "every_type.toml"


class Wire:
    """A connection; one that `is_dead` looks open until it is probed."""

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


@dataclass
class Lesson:
    """A class that runs, with its teacher, on a store in `home`."""

    home: Path
    hands: Hands
    room: Room = field(default_factory=Room)
    settings: ClassSettings = field(default_factory=ClassSettings)
    roster: Roster | None = None
    bank: Path = EVERY_TYPE
    wrap: Callable[[ClassStore], Any] | None = None

    async def begin(self) -> None:
        """Start, or start again with what was kept."""
        store = open_class_store(self.home / "class.sqlite")
        self.store: Any = self.wrap(store) if self.wrap else store
        library = Library([self.bank], self.home)
        self.hub = Hub(
            library, self.hands, self.store, self.room, self.settings, roster=self.roster
        )
        await self.hub.start()
        self.teacher: Teaching = self.hub.teaching()

    async def kill(self) -> None:
        """End without a word to anybody, and come back as another process."""
        assert self.hub._timer is not None
        self.hub._timer.cancel()
        self.store.close()
        self.hands.restart(60)
        await self.begin()

    async def end(self) -> None:
        """Stop cleanly."""
        await self.hub.stop()
        self.store.close()

    async def join(self, *names: str) -> list[Place]:
        """Let students come in."""
        places = []
        for name in names:
            place = self.hub.enter(Wire())
            decision = await place.knock(name)
            assert isinstance(decision, Seated), decision
            places.append(place)
        return places

    async def return_as(self, name: str, word: str) -> Place:
        """Let a student come back with the word of their seat."""
        place = self.hub.enter(Wire())
        await place.knock(name)
        assert isinstance(await place.give_word(word), Seated)
        return place

    async def start(self, bank: str = "every-type", quiz: str = "all", **more: Any) -> None:
        """Open the lobby of a round, always with the same questions in the same order."""
        await self.teacher.start_round(bank, quiz, **{"seed": 7, **more})

    async def skip_to(self, question_id: str, *places: Place) -> None:
        """Show the questions one after the other, and skip those before the named one."""
        while (await self.show(*places)).question.id != question_id:  # type: ignore[union-attr]
            await self.teacher.skip()

    async def show(self, *places: Place) -> BoardView:
        """Show the next question, painted on these screens at once."""
        await self.teacher.show_next()
        for place in places:
            place.painted()
        self.hub.pulse()
        await self.hub.keeper.settled()
        return self.hub.display.board()

    @property
    def board(self) -> BoardView:
        """What is on all screens."""
        return self.hub.display.board()

    @property
    def stage(self) -> str:
        """What is on all screens, in a word."""
        return self.board.stage

    def is_paused(self) -> bool:
        """Whether the clock stands."""
        return self.board.paused

    def trouble(self) -> str:
        """Return what the teacher is told is wrong."""
        self.teacher.renew()
        return self.teacher.view().trouble

    def right(self) -> Response:
        """Return the right answer to the question on screen, as a screen sends it."""
        live = self.hub.live
        assert live is not None
        assert live.item is not None
        question = live.questions[live.item.ref.revision]
        return mask_response(presentation(live.state.plan, question), question.key())

    def wrong(self) -> Response:
        """Return a complete answer that is not right."""
        live = self.hub.live
        assert live is not None
        assert live.item is not None
        question = live.questions[live.item.ref.revision]
        shown = presentation(live.state.plan, question)
        match shown.form:
            case "choice":
                key = set(question.key())
                token = next(one.token for one in shown.blanks[0].items if one.token not in key)
                return mask_response(shown, (token,))
            case "order":
                return mask_response(shown, tuple(reversed(question.key())))
            case _:
                return tuple("1" if one.items else "77" for one in shown.blanks)

    async def answer(self, place: Place, response: Response | None = None) -> None:
        """Answer what is on screen, rightly unless told otherwise."""
        board = place.view().board
        assert board.question is not None
        given = self.right() if response is None else response
        await place.answer(board.question.id, board.vote, given)

    async def through(self) -> None:
        """Close the question if it is open, and show all that there is to it."""
        if self.board.stage == "open":
            await self.teacher.close()
        await self.teacher.reveal()
        await self.teacher.explain()


def played(lesson: Lesson, play: Callable[[Lesson], Coroutine[Any, Any, None]]) -> None:
    """Let a class run, and `play` with it."""

    async def whole() -> None:
        await lesson.begin()
        try:
            await play(lesson)
        finally:
            await lesson.end()

    asyncio.run(whole())


async def soon(is_true: Callable[[], bool]) -> None:
    """Wait for what the loop does next, a second at most."""
    for _turn in range(200):
        if is_true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come about")
