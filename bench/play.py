"""CPU of play on an 80x24 screen, over the whole article bank, without a terminal's own cost.

Frames are composed and written as for a terminal, to a driver that lets them fall. What an idle
screen takes and what the store takes is measured apart and taken off.
"""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from textual import events
from textual.drivers.headless_driver import HeadlessDriver

from bench.row import Row, loop_ms
from quizgame.backend.library import Library
from quizgame.backend.play import Play
from quizgame.backend.request import Options
from quizgame.backend.student import GUEST, Student
from quizgame.engine.events import Reading
from quizgame.model.bank import Quiz
from quizgame.store import memory_store
from quizgame.tui.app import QuizApp
from quizgame.tui.play.playing import Playing

BANK = Path(__file__).resolve().parent.parent / "questions" / "cluster-munitions.toml"
SIZE = (80, 24)
# In milliseconds on the computer on which the limits were set, where the loop took LOOP_MS.
LOOP_MS = 8.0
LIMITS_MS = {"tick": 1.5, "key": 3.0, "same": 5.0, "other": 15.0}
NAMES = {
    "tick": "a timer tick",
    "key": "a key press to its repaint",
    "same": "moving on within a type",
    "other": "moving on to another type",
}
_FRAME_S = 0.03


class _Falling(HeadlessDriver):
    """Takes frames as a terminal would, and lets them fall."""

    @property
    def is_headless(self) -> bool:
        return False


class _Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def read(self) -> Reading:
        return Reading(1_700_000_000.0 + self.now, self.now, "bench")


class _Timed:
    """A store whose own time is added up."""

    def __init__(self) -> None:
        self._store: Any = memory_store()
        self.spent = 0.0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found):
            return found

        def timed(*args: Any, **kwargs: Any) -> Any:
            began = process_time()
            try:
                return found(*args, **kwargs)
            finally:
                self.spent += process_time() - began

        return timed


class _App(QuizApp):
    """The app with a sitting on screen at once."""

    def __init__(self, student: Student, play: Play) -> None:
        super().__init__(student, environ={"LANG": "C.UTF-8", "TERM": "xterm-256color"})
        self.driver_class = _Falling
        self.person = play.person
        self._sitting = play

    def open_start(self) -> None:
        self.open_play(self._sitting)

    def open_results(self, play: Play) -> None:
        del play
        self.exit()


class _Meter:
    """Runs one thing at a time until its frame is out, and notes its CPU milliseconds."""

    def __init__(self, store: _Timed) -> None:
        self._store = store
        self.samples: dict[str, list[float]] = {name: [] for name in (*NAMES, "store", "idle")}

    async def take(self, name: str, act: Callable[[], object]) -> None:
        began = process_time()
        await asyncio.sleep(_FRAME_S)
        self.samples["idle"].append((process_time() - began) * 1000)
        stored = self._store.spent
        began = process_time()
        waiting = act()
        if isinstance(waiting, Awaitable):
            await waiting
        await asyncio.sleep(_FRAME_S)
        spent = process_time() - began
        store = self._store.spent - stored
        self.samples[name].append((spent - store) * 1000)
        if store:
            self.samples["store"].append(store * 1000)


def _key(app: QuizApp, name: str) -> Callable[[], object]:
    character = "\r" if name == "enter" else name
    return lambda: app.post_message(events.Key(name, character))


async def _tick(app: QuizApp, screen: Playing) -> None:
    """Do what the timer does each second."""
    with app._context():  # noqa: SLF001 - as if the app's own timer called
        await screen.tick()


async def _playing(app: QuizApp) -> Playing:
    """Wait for the first question."""
    while True:
        await asyncio.sleep(_FRAME_S)
        on_screen = app.screen if app.screen_stack else None
        if isinstance(on_screen, Playing) and on_screen.mode:
            return on_screen


async def _measure() -> tuple[dict[str, list[float]], list[float]]:
    clock, store = _Clock(), _Timed()
    student = Student(Library([BANK], BANK.parent), clock, lambda: store, lambda *_: store)
    bank = student.library.find(str(BANK)).bank
    assert bank is not None
    kinds = {question.id: question.type for question in bank.playable()}
    by_kind = Quiz(
        id="bench",
        title="Bench",
        ids=tuple(sorted(kinds, key=lambda name: kinds[name])),
        shuffle_questions=False,
    )
    loaded = student.library.find(bank.id)
    play = student._begin(GUEST, loaded, by_kind, Options(seed=1))  # noqa: SLF001 - no bank has it
    app = _App(student, play)
    meter, loops = _Meter(store), []
    Playing.TICK_S, Playing.UNREAD_S = 3600.0, 0.0
    running = asyncio.create_task(app.run_async(size=SIZE))
    screen = await _playing(app)
    gc.freeze()
    while screen.view is not None:
        loops.append(loop_ms())
        clock.now += 1
        await meter.take("tick", lambda: _tick(app, screen))
        if screen.focused is None:
            for letter in "ab":
                await meter.take("key", _key(app, letter))
        else:
            for letter in "x1":
                await meter.take("key", _key(app, letter))
            screen.set_focus(None)
        app.post_message(events.Key("n", "n"))
        await asyncio.sleep(3 * _FRAME_S)
        assert screen.mode == "told"
        view = screen.view
        kind = kinds[view.id]
        if view.number == view.total:
            break
        following = kinds[play.sitting.items[view.number].ref.id]
        await meter.take("same" if following == kind else "other", _key(app, "enter"))
        assert screen.view is not view
    app.exit()
    await running
    gc.unfreeze()
    return meter.samples, loops


def rows() -> list[Row]:
    """Return a row for each thing that happens while one plays."""
    samples, loops = asyncio.run(_measure())
    base, idle = median(loops), median(samples["idle"])
    found = [
        Row(
            f"{NAMES[name]}, CPU",
            median(samples[name]) - idle,
            base,
            "a fixed Python loop",
            limit / LOOP_MS,
            rounds=len(samples[name]),
        )
        for name, limit in LIMITS_MS.items()
    ]
    stored = samples["store"]
    store = Row(
        "keeping an act in memory, apart",
        median(stored),
        base,
        "a fixed Python loop",
        None,
        rounds=len(stored),
    )
    return [*found, store]
