"""A student's app in a process of its own, with a class for it alone: what many are compared with.

`python -m bench.alone FOLDER` shows the lesson's first screen in its terminal.
"""

import asyncio
import os
import sys
from pathlib import Path

from bench.served import write_bank
from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.classroom.seats import Room
from quizgame.store import memory_class_store
from quizgame.tui.live.app import ClassApp


class _Here:
    """Somebody who is there."""

    is_open = True

    def probe(self) -> None:
        """Be there."""

    def end(self, message: str = "") -> None:
        """Stay."""


async def _main(folder: Path) -> None:
    library = Library([write_bank(folder)], folder)
    hub = Hub(library, SystemClock(), memory_class_store(), Room(), ClassSettings())
    await hub.start()
    place = hub.enter(_Here())
    await place.knock("alone")
    await hub.teaching().start_round("bench", "each", seed=1)
    await hub.teaching().show_next()
    await ClassApp(place, os.environ).run_async()
    await hub.stop()


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1])))
