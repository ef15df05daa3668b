"""A server in a process of its own: `python -m tests.ssh.served FOLDER [--code CODE] [--ahead N]`.

It plays the article's quiz, prints its port, and stops on SIGTERM.
"""

import argparse
import asyncio
import signal
from pathlib import Path
from typing import Any

from textual.app import App

from quizgame import store
from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.request import Options, Request
from quizgame.backend.student import Student
from quizgame.line.app import LineApp
from quizgame.line.channel import LineIO
from quizgame.ssh.admission import Code, Open
from quizgame.ssh.arrival import Arrival, FrontEnds
from quizgame.ssh.hostkey import host_key
from quizgame.ssh.journal import Journal
from quizgame.ssh.limits import Limits
from quizgame.ssh.server import Server
from quizgame.tui.app import QuizApp


def _asked(name: str) -> Request:
    """Return the request for the article's first quiz, its questions always in the same order."""
    return Request(play=True, player=name, options=Options(seed=1))


class QuizFronts(FrontEnds):
    """The article's quiz, for each person with a memory of their own that is not kept."""

    def __init__(self, folder: Path) -> None:
        """Read the banks once for all."""
        self._library = Library((), folder)

    def _student(self) -> Student:
        return Student(self._library, SystemClock(), store.memory_store, store.memory_store)

    def make(self, arrival: Arrival | None) -> App[Any]:
        """Return the quiz at its introduction."""
        name = arrival.username if arrival else "Somebody"
        environ = arrival.environ if arrival else {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        return QuizApp(self._student(), _asked(name), environ=environ)

    def welcome(self, app: App[Any], arrival: Arrival) -> None:
        """Let the name be; this is about the screen."""
        app.title = arrival.username

    def talk(self, arrival: Arrival, channel: LineIO) -> None:
        """Play by lines."""
        LineApp(self._student(), channel, _asked(arrival.username)).run()


async def serve(folder: Path, code: str, ahead: int) -> None:
    """Serve until a signal to end."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    server = Server(
        QuizFronts(folder),
        Code(code) if code else Open(),
        host_key(folder / "host_key"),
        limits=Limits(ahead=ahead),
        journal=Journal(folder / "ssh.log"),
    )
    await server.start("127.0.0.1", 0)
    print(server.port, flush=True)  # noqa: T201 - for who started this process
    await stopping.wait()
    await server.stop("The lesson is over.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--code", default="")
    parser.add_argument("--ahead", type=int, default=0)
    wishes = parser.parse_args()
    asyncio.run(serve(wishes.folder, wishes.code, wishes.ahead))
