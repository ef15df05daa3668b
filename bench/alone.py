"""A student's app in a process of its own: what many in one process are compared with.

`python -m bench.alone` shows the lobby in its terminal. There is no class in the process and
nothing that one needs, so that it is as small as such a process can be.
"""

import os
from typing import TYPE_CHECKING, Any, cast

from quizgame.backend.live.place import nobody, nothing
from quizgame.backend.live.views import BoardView, StudentView
from quizgame.backend.views import TimeView
from quizgame.tui.live.app import ClassApp

if TYPE_CHECKING:
    from quizgame.backend.live.place import Place


class _Seat:
    """A place in a lobby in which nothing happens."""

    listen = beat = staticmethod(nothing)
    closed = decided = staticmethod(nobody)
    _view = StudentView(
        BoardView(stage="lobby", title="Bench", total=10, here=1), seat=1, name="alone", word="losa"
    )

    def __getattr__(self, name: str) -> Any:
        return nothing

    def seated(self) -> bool:
        return True

    def view(self) -> StudentView:
        return self._view

    def time(self) -> TimeView:
        return TimeView(None, None, None, None, paused=False)

    def heard(self, *, active: bool = False) -> None:
        """Nobody asks."""


if __name__ == "__main__":
    ClassApp(cast("Place", _Seat()), os.environ).run()
