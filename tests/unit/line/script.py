"""A conversation written down: what is typed, what time passes, what happens meanwhile."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgame.backend.library import Library
from quizgame.backend.request import Options, Request
from quizgame.backend.student import Student
from quizgame.engine.events import Reading
from quizgame.line.app import LineApp
from quizgame.line.channel import ChannelClosed, Interrupted
from quizgame.store import memory_store, open_store
from tests.e2e import rivers


@dataclass(frozen=True)
class Wait:
    """Time that passes with `begun` standing in the line."""

    seconds: float
    begun: str = ""


CTRL_C = "\x03"
Typed = str | Wait | Callable[[], object]


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Start at a fixed moment."""
        self.wall, self.mono = 1_700_000_000.0, 10.0

    def read(self) -> Reading:
        """Return where the hands are."""
        return Reading(self.wall, self.mono, "run")

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.wall += seconds
        self.mono += seconds


class Script:
    """A channel that types what is written down and keeps all that is said."""

    def __init__(self, typed: Iterable[Typed], hands: Hands, *, terminal: bool = True) -> None:
        """Type `typed`, then close."""
        self.is_terminal = self.sees_typing = terminal
        self.text = ""
        self._typed = list(typed)
        self._hands = hands
        self._begun = ""
        self._passed = 0.0

    def write(self, text: str) -> None:
        """Keep what is said."""
        self.text += text

    def read_line(self, timeout: float | None = None) -> str | None:
        """Type the next line, or let time pass in steps of the timeout."""
        while self._typed:
            now = self._typed[0]
            if isinstance(now, Wait):
                self._begun = now.begun if self.sees_typing else ""
                step = now.seconds - self._passed
                if timeout is not None and step > timeout:
                    self._hands.move(timeout)
                    self._passed += timeout
                    return None
                self._hands.move(step)
                self._typed.pop(0)
                self._passed = 0.0
                continue
            self._typed.pop(0)
            if not isinstance(now, str):
                now()
                continue
            self._begun = ""
            self._hands.move(0.01)  # no two things happen at once
            if now == CTRL_C:
                raise Interrupted
            self.text += f"<{now}>\n" if self.is_terminal else ""
            return now
        raise ChannelClosed

    def begun(self) -> str:
        """Return what stands in the line."""
        return self._begun

    def take(self) -> str:
        """Return what stands in the line and take it away."""
        begun, self._begun = self._begun, ""
        return begun

    def discard(self) -> None:
        """Nothing is typed ahead here."""


class Room:
    """A place with the bank of rivers, a store on disk and a clock."""

    def __init__(self, folder: Path) -> None:
        """Keep all in `folder`."""
        self.folder = folder
        self.bank = rivers.write(folder)
        self.hands = Hands()
        self.code = 0

    def student(self) -> Student:
        """Return a desk as a process has one."""
        library = Library([self.bank], self.folder)
        return Student(
            library, self.hands, lambda: open_store(self.folder / "quizgame.db"), memory_store
        )

    def talk(
        self,
        *typed: Typed,
        request: Request | None = None,
        terminal: bool = True,
        warns: bool = True,
    ) -> str:
        """Hold a conversation from hello to goodbye and return all that was written."""
        script = Script(typed, self.hands, terminal=terminal)
        student = self.student()
        try:
            app = LineApp(student, script, request or Request(), account="grace", warns=warns)
            self.code = app.run()
        finally:
            student.close()
        return script.text


def asked(quiz: str = "each", *, player: str = "Ada", **options: Any) -> Request:
    """Return a request for a quiz of the rivers, in the order of a fixed seed."""
    options = {"seed": 1, **options}
    return Request(
        play=True,
        bank="rivers",
        quiz=quiz,
        player=player,
        options=Options(**options),
    )


def after(text: str, typed: str) -> str:
    """Return what was written after a line was typed, up to the next line typed."""
    rest = text.split(f"<{typed}>\n", 1)[1]
    return rest.split(": <", 1)[0]
