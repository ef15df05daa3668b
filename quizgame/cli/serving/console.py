"""What the terminal shows where a class is served: the teacher's console, or lines of the log."""

import asyncio
import contextvars
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from queue import Full
from typing import TYPE_CHECKING, Any

from quizgame.catalogue import _
from quizgame.classroom.card import card
from quizgame.cli.serving.lesson import Lesson
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from quizgame.config import Settings
    from quizgame.tui.teaching.app import TeacherApp

_FAREWELL_S = 5
_SLOW_S = 0.05
"""How long the class waits for a terminal that is slow to take what is drawn, once."""
_TRIES = 3
_WIDTH, _HEIGHT = 80, 24


def has_terminal() -> bool:
    """Return whether there is a terminal that a console could be shown on."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


class Console:
    """The teacher's console in this terminal, in the loop of the class."""

    def __init__(self, settings: "Settings") -> None:
        """Look as the settings of this computer say."""
        from quizgame.tui.typed import read_strays  # noqa: PLC0415 - only where it is shown

        self._settings = settings
        read_strays()
        # Textual reads this variable alone, and takes it for a wish even where it is empty.
        os.environ.pop("NO_COLOR", None)
        if settings.no_color:
            os.environ["NO_COLOR"] = "1"

    async def run(self, lesson: Lesson) -> None:
        """Show the console until it is left. A fault of its own does not end the class."""
        for _try in range(_TRIES):
            app = self._app(lesson)
            running = asyncio.get_running_loop().create_task(
                app.run_async(), context=contextvars.Context()
            )
            try:
                await asyncio.shield(running)
            except asyncio.CancelledError:
                await _end(app, running)
                raise
            finally:
                app.teaching.leave()
            if app.failure is None:
                return
            lesson.parts.journal.error("console failed", app.failure)
        await lesson.stopping.wait()

    def _app(self, lesson: Lesson) -> "TeacherApp":
        from quizgame.tui.teaching.app import TeacherApp  # noqa: PLC0415 - only where it is shown

        app = TeacherApp(
            lesson.hub.teaching(),
            lambda: lesson.invitation,
            theme=self._settings.theme,
            announce=lesson.announce,
        )
        app.driver_class = _reduced(app.driver_class)
        return app


async def _end(app: "TeacherApp", running: "asyncio.Task[Any]") -> None:
    """Give the terminal back; one that takes nothing any more must not hold the program."""
    has_alarm = hasattr(signal, "alarm")
    if has_alarm:
        signal.alarm(_FAREWELL_S)
    app.exit()
    with suppress(Exception):
        await asyncio.wait({running}, timeout=_FAREWELL_S)
    if has_alarm:
        signal.alarm(0)


def _reduced(base: Any) -> Any:
    """Return a driver that draws in the colours of this terminal: all apps draw in true colour.

    Its thread that writes, and the queue before it, are private names of Textual, whose version is
    pinned; `ssh.driver` leans on others.
    """
    from quizgame.ssh.colours import reduce  # noqa: PLC0415 - only where it is shown
    from quizgame.ssh.terminals import ALL, terminal  # noqa: PLC0415 - as above

    colours = ALL
    if sys.platform != "win32":
        colours = terminal(os.environ.get("TERM", ""), (0, 0), os.environ).colours

    class Reduced(base):  # type: ignore[misc]
        _is_behind = False

        def write(self, data: str) -> None:
            """Write what the terminal takes: one that takes nothing must not hold the class."""
            thread = self._writer_thread
            if thread is None or not thread.is_alive():
                return  # the terminal is gone
            wait = 0 if self._is_behind else _SLOW_S
            try:
                thread._queue.put(reduce(data, colours), timeout=wait)  # noqa: SLF001 - as below
            except Full:
                self._is_behind = True
                return
            if self._is_behind:
                self._is_behind = False
                self._app.call_later(self._app.screen.refresh)

        def close(self) -> None:
            """Wait for the last to be written, if there is still a terminal."""
            thread = self._writer_thread
            if thread is not None and thread.is_alive():
                super().close()

    return Reduced


class Headless:
    """The join card, and then a line for whatever happens."""

    async def run(self, lesson: Lesson) -> None:
        """Print until the class ends."""
        _print("\n".join(card(lesson.invitation, _WIDTH, _HEIGHT, unicode=_is_unicode())))
        await lesson.stopping.wait()

    @staticmethod
    def tell(event: Mapping[str, Any]) -> None:
        """Print what happened."""
        at, what, *facts = event.items()
        told = " ".join(
            f"{name}={value}" for name, value in facts if value is not False and value != ""
        )
        _print(clean_line(f"{str(at[1])[11:19]} {what[1]} {told}").rstrip())


def _is_unicode() -> bool:
    return "utf" in (sys.stdout.encoding or "").casefold()


def _print(text: str) -> None:
    """Write to stdout; a reader that is gone must not end a lesson."""
    with suppress(OSError, ValueError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def farewell() -> str:
    """Return what is said at the end."""
    return _("The class has ended. Everything is kept.")
