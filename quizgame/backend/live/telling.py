"""Who is told that there is something else to see, once for however much happened."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgame.backend.live.display import Display
    from quizgame.backend.live.place import Place
    from quizgame.backend.live.teaching import Teaching

BEATS = 4
"""Pulses of the timer in a second: each beats a part of the class, so that not all draw at once."""

MINOR_FROM, MINOR_SEATS = 4, 25
"""Pulses between two looks at how many are here and have answered: these, and one for so many."""


class Bell:
    """Calls those who listen, gathered into one call for each of them."""

    def __init__(self, display: "Display") -> None:
        """Begin with nobody."""
        self.places: dict[int, Place] = {}
        self.teachers: list[Teaching] = []
        self._display = display
        self._dirty: set[int] = set()
        self._is_all = self._is_teachers = self._is_called = False
        self._is_minor = False
        self._pulses = 0

    def all(self) -> None:
        """Tell everybody that something changed."""
        self._display.renew()
        self._is_all = self._is_teachers = True
        self._is_minor = False
        self._call()

    def some(self, connections: Iterable[int]) -> None:
        """Tell some students that something of theirs changed; the others hear of counts later."""
        for connection in connections:
            place = self.places.get(connection)
            if place is not None:
                place.version += 1
                self._dirty.add(connection)
        self._is_minor = True
        if self._dirty:
            self._call()

    def for_teachers(self) -> None:
        """Tell the teachers at the next pulse."""
        self._is_teachers = True

    def pulse(self) -> None:
        """Beat a part of the class, and tell what changed a little."""
        self._pulses += 1
        every = max(MINOR_FROM, len(self.places) // MINOR_SEATS)
        if self._is_minor:
            is_few = len(self.places) < MINOR_SEATS * MINOR_FROM
            self._is_teachers = self._is_teachers or is_few or self._pulses % 2 == 0
            if self._pulses % every == 0:
                self._is_minor = False
                self._is_all = self._display.renew_counts() or self._is_all
        if self._is_all or self._dirty or self._is_teachers or self._pulses % BEATS == 0:
            self._is_teachers = True
            self._call()
        part = self._pulses % BEATS
        for connection, place in tuple(self.places.items()):
            if connection % BEATS == part:
                safely(place.beat)
        if part == 0:
            for teaching in tuple(self.teachers):
                safely(teaching.beat)

    def _call(self) -> None:
        if not self._is_called:
            self._is_called = True
            asyncio.get_running_loop().call_soon(self._tell)

    def _tell(self) -> None:
        self._is_called = False
        dirty, self._dirty = self._dirty, set()
        is_all, self._is_all = self._is_all, False
        is_teachers, self._is_teachers = self._is_teachers, False
        for connection, place in tuple(self.places.items()):
            if is_all or connection in dirty:
                safely(place.listen)
        if is_teachers:
            for teaching in tuple(self.teachers):
                safely(teaching.renew)


def safely(listen: Callable[[], None]) -> None:
    """Call one listener; its fault must not keep the others from hearing."""
    try:
        listen()
    except Exception as error:  # noqa: BLE001 - any fault of one screen is told, and the others hear
        asyncio.get_running_loop().call_exception_handler(
            {"message": "a front end of the class could not listen", "exception": error}
        )
