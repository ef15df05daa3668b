"""Whatever students, teacher and fate do in whatever order: nothing acknowledged is lost."""

import asyncio
import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.classroom.seat_acts import AskWord, Seated
from quizgame.errors import RefusedError, StoreError
from tests.unit.backend.conftest import Hands
from tests.unit.backend.live.lessons import Lesson, Wire, played
from tests.unit.backend.live.test_rounds import Stubborn

if TYPE_CHECKING:
    from quizgame.backend.live.place import Place

NAMES = ("Ann", "Bo", "Cy")
ACTS = ("next", "close", "vote_again", "reveal", "explain", "standings", "hide_standings", "read")
MORE = ("pause", "resume", "extend", "skip", "void", "end_reading")
SEAT_ACTS = ("rename", "remove", "free", "lock", "approve")
ANSWER = st.tuples(st.just("answer"), st.sampled_from(NAMES), st.booleans())
ONWARD = st.tuples(st.just("onward"))
STEPS = st.one_of(
    *([ANSWER] * 5),
    *([ONWARD] * 4),
    st.tuples(st.just("come"), st.sampled_from(NAMES)),
    st.tuples(st.just("go"), st.sampled_from(NAMES)),
    st.tuples(st.just("select"), st.sampled_from(NAMES)),
    st.tuples(st.just("wait"), st.sampled_from((0.5, 5.0, 40.0))),
    st.tuples(st.just("teach"), st.sampled_from((*ACTS, *MORE))),
    st.tuples(st.just("factor"), st.sampled_from(NAMES), st.sampled_from((0.0, 1.5))),
    st.tuples(st.just("full"), st.sampled_from(NAMES)),
    st.tuples(st.just("seat"), st.sampled_from(SEAT_ACTS), st.sampled_from(NAMES)),
    st.tuples(st.just("kill")),
    st.tuples(st.just("sleep")),
)


class Chaos:
    """A class to which anything happens, and what was acknowledged to its students."""

    def __init__(self, lesson: Lesson) -> None:
        """Begin with nobody."""
        self.lesson = lesson
        self.places: dict[str, Place] = {}
        self.words: dict[str, str] = {}
        self.sent: dict[tuple[str, int, str], tuple[str, ...]] = {}

    async def do(self, name: str, *more: Any) -> None:
        """Let one thing happen; what is refused has not happened."""
        with contextlib.suppress(RefusedError, StoreError):
            await getattr(self, name)(*more)
        await asyncio.sleep(0)
        self.look()

    async def come(self, name: str) -> None:
        """Come in, or come back."""
        if name in self.places:
            return
        place = self.lesson.hub.enter(Wire())
        decision = await place.knock(name)
        if isinstance(decision, AskWord):
            decision = await place.give_word(self.words[name])
        if isinstance(decision, Seated):
            self.places[name], self.words[name] = place, decision.word

    async def go(self, name: str) -> None:
        """Drop."""
        if name in self.places:
            self.places.pop(name).leave()

    async def answer(self, name: str, is_right: bool) -> None:  # noqa: FBT001 - from a strategy
        """Answer what is on screen, and note what is acknowledged."""
        place = self.places.get(name)
        board = place.view().board if place else None
        if place is None or board is None or board.question is None:
            return
        given = self.lesson.right() if is_right else self.lesson.wrong()
        vote = board.vote
        live = self.lesson.hub.live
        assert live is not None
        item = live.find(board.question.id)
        assert item is not None
        number = self.lesson.hub.conductor.number(place.seat)
        await place.answer(board.question.id, vote, given)
        self.sent[board.round_id, number, board.question.id] = live.unmasked(item, given)

    async def select(self, name: str) -> None:
        """Have something on screen, which counts if the question closes."""
        place = self.places.get(name)
        question = place.view().board.question if place else None
        if place and question:
            place.painted()
            place.selected(question.id, self.lesson.wrong())

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.lesson.hands.move(seconds)
        self.lesson.hub.pulse()

    async def onward(self) -> None:
        """Carry the lesson on."""
        name = self.lesson.teacher.next_act()
        if name == "start":
            await self.lesson.start(count=3)
        elif name != "end":
            await self.lesson.teacher.do(name)

    async def factor(self, name: str, factor: float) -> None:
        """Give somebody more time."""
        if name in self.places:
            await self.lesson.teacher.set_factor(self.places[name].seat, factor)

    async def full(self, name: str) -> None:
        """Have the disk full for a moment, in which things are tried."""
        self.lesson.store.is_full = True
        await self.do("answer", name, True)  # noqa: FBT003 - as from a strategy
        await self.do("onward")
        await self.do("come", name)
        self.lesson.store.is_full = False

    async def kill(self) -> None:
        """Kill the server and start it again; who was there comes back."""
        names = tuple(self.places)
        self.places.clear()
        await self.lesson.kill()
        for name in names:
            await self.come(name)

    async def seat(self, act: str, name: str) -> None:
        """Do something about somebody's seat."""
        teacher = self.lesson.teacher
        if act == "lock":
            await teacher.lock(on=not self.lesson.hub.room.locked)
        elif name in self.places:
            more = (f"{name} too",) if act == "rename" else ()
            await getattr(teacher, act)(self.places[name].seat, *more)

    async def teach(self, name: str) -> None:
        """Do one of the teacher's acts."""
        await self.lesson.teacher.do(name)

    async def sleep(self) -> None:
        """Suspend the computer."""
        self.lesson.hands.wall += 100
        self.lesson.hub.pulse()

    def look(self) -> None:
        """Look at all there is to see."""
        self.lesson.teacher.renew()
        view = self.lesson.teacher.view()
        assert self.lesson.teacher.view(private=True).board is view.board
        assert view.acts
        for name, place in tuple(self.places.items()):
            if not place.seated():
                del self.places[name]
                continue
            assert place.view().board is view.board
            assert place.view().seat == place.seat

    def check(self) -> None:
        """Look that the store has every answer that was acknowledged, or a later one."""
        for record in self.lesson.store.rounds():
            live = self.lesson.hub.shelf.load(record.id)
            events = [one.event for one in self.lesson.store.round_events(record.id)]
            for (round_id, number, question_id), response in self.sent.items():
                mine = [
                    one.response
                    for one in events
                    if one.name == "seat-answered"
                    and (one.seat, one.question) == (number, question_id)
                ]
                assert round_id != record.id or response in mine, (number, question_id)
            now = self.lesson.hub.live
            assert now is None or now.id != live.id or live.state == now.state


async def chaos(lesson: Lesson, steps: list[tuple[Any, ...]]) -> None:
    """Let it all happen, then look what is kept."""
    one = Chaos(lesson)
    for name in NAMES[:2]:
        await one.do("come", name)
    await one.do("onward")
    for name, *more in steps:
        await one.do(name, *more)
    for _second in range(8):
        lesson.hub.pulse()
    await lesson.hub.keeper.settled()
    await lesson.hub.keeper.settled()
    one.check()


@settings(max_examples=8, deadline=None)
@given(st.lists(STEPS, min_size=25, max_size=40))
def test_nothing_acknowledged_is_lost(steps: list[tuple[Any, ...]]) -> None:
    """After drops, kills, a full disk, sleep and any acts the store has what was acknowledged."""
    with tempfile.TemporaryDirectory() as home:
        lesson = Lesson(Path(home), Hands(), wrap=Stubborn)
        played(lesson, lambda lesson: chaos(lesson, steps))
