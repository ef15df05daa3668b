"""A class that runs in a thread, and students who talk to it by lines, each in a thread."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.backend.live.threaded import entered
from quizgame.classroom.roster import Student
from quizgame.classroom.seats import Register, Room
from quizgame.line.channel import ChannelClosed
from quizgame.line.lesson import LessonLines
from quizgame.store import memory_class_store, open_class_store
from tests.e2e import rivers
from tests.unit.line.script import Hands

LIMIT = 40
"""Seconds for each question."""

PATIENCE = 10.0
"""Seconds until a test gives up: far more than anything should take."""


class Wire:
    """A connection that is there until it is ended, or that is dead."""

    def __init__(self) -> None:
        """Be open."""
        self.is_open, self.is_dead = True, False
        self.said: list[str] = []

    def probe(self) -> None:
        """Answer, unless dead."""
        self.is_open = not self.is_dead

    def end(self, message: str = "") -> None:
        """Hang up."""
        self.said.append(message)
        self.is_open = False


class Listener:
    """A student at a `LiveIO`: what is said is kept, what is typed is given letter by letter."""

    is_terminal = True

    def __init__(self, *, keys: bool = True) -> None:
        """Hear nothing yet; without `keys` only whole lines are known."""
        self.sees_typing = keys
        self.text = ""
        self.typing: Callable[[str], None] = lambda _begun: None
        self._typed: deque[tuple[str, bool]] = deque()
        self._begun = ""
        self._told = 0
        self._is_woken = self._is_closed = False
        self._news = threading.Condition()

    # The conversation's side

    def write(self, text: str) -> None:
        """Keep what is said."""
        with self._news:
            if self._is_closed:
                raise ChannelClosed
            self.text += text
            self._news.notify_all()

    def wake(self) -> None:
        """End a wait."""
        with self._news:
            self._is_woken = True
            self._news.notify_all()

    def read_line(self, timeout: float | None = None) -> str | None:
        """Return the next line; what is begun is told on the way."""
        while True:
            with self._news:
                ready = self._news.wait_for(
                    lambda: self._typed or self._is_closed or self._is_woken, timeout
                )
                if self._is_closed:
                    raise ChannelClosed
                if not self._typed:
                    self._is_woken = False
                    if timeout is not None or not ready:
                        return None
                    continue
                text, is_line = self._typed.popleft()
                if is_line:
                    self._begun = ""
                    self.text += f"<{text}>\n"
                    return text
                self._begun = text if self.sees_typing else ""
            if self.sees_typing:
                self.typing(text)

    def begun(self) -> str:
        """Return what is begun."""
        return self._begun

    def take(self) -> str:
        """Take what is begun away."""
        begun, self._begun = self._begun, ""
        return begun

    def discard(self) -> None:
        """Throw away what was typed ahead."""
        with self._news:
            self._typed.clear()
            self._begun = ""

    # The test's side

    def type(self, line: str) -> None:
        """Type a line."""
        self._put(line, is_line=True)

    def begin(self, text: str) -> None:
        """Let `text` stand in the line."""
        self._put(text, is_line=False)

    def _put(self, text: str, *, is_line: bool) -> None:
        with self._news:
            self._typed.append((text, is_line))
            self._news.notify_all()

    def close(self) -> None:
        """Hang up."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()

    def hears(self, wanted: str) -> str:
        """Wait until something is said; return all that was, since what was heard last."""
        with self._news:
            if not self._news.wait_for(lambda: wanted in self.text[self._told :], PATIENCE):
                raise AssertionError(f"never heard {wanted!r}:\n{self.text[self._told :]}")
            end = self.text.index(wanted, self._told) + len(wanted)
            heard, self._told = self.text[self._told : end], end
            return heard

    def asks(self, wanted: str) -> str:
        """Wait for a prompt; return all that was said before it."""
        return self.hears(f"{wanted}: ")

    def says(self, line: str, wanted: str) -> str:
        """Type a line at a prompt and wait for what is said to it."""
        self.type(line)
        return self.hears(wanted)

    @property
    def rest(self) -> str:
        """What was said since what was heard last."""
        with self._news:
            return self.text[self._told :]


class Classroom:
    """A class of rivers, its teacher, and a clock that only the test moves."""

    def __init__(self, folder: Path, *listed: Student, keeps: bool = False, **room: Any) -> None:
        """Begin the class in a thread; with `keeps` what it keeps is on disk."""
        self.hands = Hands()
        self.listeners: list[Listener] = []
        self._threads: list[threading.Thread] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        text = rivers.BANK.replace(
            "[[quiz]]", f"[defaults]\nquestion_time = {LIMIT}\n\n[[quiz]]", 1
        )
        bank = folder / "rivers.toml"
        bank.write_text(text, encoding="utf-8")
        library = Library([bank], folder)
        room.setdefault("register", Register(listed))
        self._store = open_class_store(folder / "class.db") if keeps else memory_class_store()
        self.hub = Hub(library, self.hands, self._store, Room(**room), ClassSettings())
        self.do(self.hub.start())
        self.teacher = self.ask(self.hub.teaching)

    def do(self, act: Coroutine[Any, Any, Any]) -> Any:
        """Do something in the class's loop."""
        return asyncio.run_coroutine_threadsafe(act, self._loop).result(PATIENCE)

    def ask(self, question: Callable[[], Any]) -> Any:
        """Return what is so in the class's loop."""

        async def asked() -> Any:
            return question()

        return self.do(asked())

    def start(self, **wishes: Any) -> None:
        """Open the lobby of a round with each type of question."""
        self.do(self.teacher.start_round("rivers", "each", seed=1, **wishes))

    def move(self, seconds: float) -> None:
        """Let time pass, and the class and all students notice."""
        self.hands.move(seconds)
        self.ask(self.hub.pulse)
        for one in self.listeners:
            one.wake()

    def knocks(
        self, name: str = "ada", *, keys: bool = True, wire: Wire | None = None, **more: Any
    ) -> Listener:
        """Let a student connect."""
        listener, link = Listener(keys=keys), wire or Wire()

        def talk() -> None:
            with entered(self._loop, self.hub, link, "somewhere") as place:
                LessonLines(place, listener, name, **more).run()
            listener.text += "[over]"
            listener.wake()

        thread = threading.Thread(target=talk)
        thread.start()
        self._threads.append(thread)
        self.listeners.append(listener)
        return listener

    def comes(self, name: str = "ada", *, keys: bool = True) -> Listener:
        """Let a student come in under their name."""
        listener = self.knocks(name, keys=keys)
        listener.asks(f"Enter for {name}, or /guest")
        listener.says("", f"You are in, as {name}.")
        return listener

    def show(self, listener: Listener) -> str:
        """Show the next question to all; return what a student hears of it, up to the prompt."""
        self.do(self.teacher.show_next())
        listener.hears("Question ")
        heard = listener.hears(": ")
        item = self.hub.live and self.hub.live.item
        assert item
        shown = item.ref.id, item.vote
        self.until(
            lambda: all(
                place.painted_at and place.painted_at[:2] == shown
                for place in self.hub.places.values()
                if place.seat
            )
        )
        return heard

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something is so in the class."""
        end = time.monotonic() + PATIENCE
        while not self.ask(holds):
            assert time.monotonic() < end
            time.sleep(0.01)

    def end(self) -> None:
        """Let everybody leave, and end the class."""
        for one in self.listeners:
            one.close()
        for thread in self._threads:
            thread.join(PATIENCE)
        self.do(self.hub.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        self._store.close()
