"""A thread that reads banks anew when another program saves them."""

import contextvars
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgame.backend.readings import Changes
    from quizgame.backend.student import Student

_FAREWELL_S = 2.0


class Follower:
    """Watches the banks of a student. Where that can not be done, `note` gets the reason, once."""

    def __init__(self, note: Callable[[str], None]) -> None:
        """Keep where reasons go; nothing is watched yet."""
        self._note = note
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self, student: "Student", tell: Callable[["Changes"], object]) -> None:
        """Begin, if it has not begun: `tell` gets what changed, in the thread that watches."""
        if self._thread is None:
            run = contextvars.copy_context().run
            arguments = (self._follow, student, tell)
            self._thread = Thread(target=run, args=arguments, name="banks", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Watch no longer; returns when nothing more will be told."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_FAREWELL_S)

    def _follow(self, student: "Student", tell: Callable[["Changes"], object]) -> None:
        from quizgame.bank.watch import watch  # noqa: PLC0415 - banks are long read by then

        def reread(paths: frozenset[Path]) -> None:
            changes = student.reread(paths)
            if changes.paths and not self._stop.is_set():
                tell(changes)

        try:
            watch(student.library.ground, reread, self._stop)
        except OSError as error:
            self._note(f"Banks are not watched while they are open: {error}")
