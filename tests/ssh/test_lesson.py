"""A lesson by lines over the real OpenSSH client, with a class that its teacher paces."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.live.hub import ClassSettings, Hub
from quizgame.classroom.card import Invitation
from quizgame.classroom.door import Door
from quizgame.classroom.seats import Room
from quizgame.ssh.fronts import ClassFronts
from quizgame.ssh.server import Server
from quizgame.ssh.teachers import Teachers
from quizgame.store import memory_class_store
from tests.e2e import rivers
from tests.ssh.openssh import command, needs_ssh
from tests.ssh.stage import PATIENCE, serving, until


@asynccontextmanager
async def teaching(folder: Path) -> AsyncIterator[tuple[Hub, Server]]:
    """Serve a class while the block runs."""
    store = memory_class_store()
    library = Library([rivers.write(folder)], folder)
    hub = Hub(library, SystemClock(), store, Room(), ClassSettings())
    await hub.start()
    door = Door("class.local", 2222, "SHA256:none")
    invitation = Invitation(door, "", "", "open")
    fronts = ClassFronts(
        hub, None, Teachers(), invitation, folder=folder, announce=lambda _sentence: None
    )
    try:
        async with serving(folder, fronts) as server:
            yield hub, server
    finally:
        await hub.stop()
        store.close()


class Pipe:
    """`ssh -T` of a student, typed into and read as a program would."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Read nothing yet."""
        self.process = process
        self.text = ""

    async def hears(self, wanted: str) -> str:
        """Read until something is said; return what came since what was heard last."""
        assert self.process.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while wanted not in self.text:
                    data = await self.process.stdout.read(4096)
                    assert data, self.text
                    self.text += data.decode()
        except TimeoutError:
            raise AssertionError(f"never heard {wanted!r}:\n{self.text}") from None
        heard, _wanted, self.text = self.text.partition(wanted)
        return heard

    def type(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())


@needs_ssh
async def test_a_question_is_answered_by_lines(tmp_path: Path) -> None:
    """From the name over a question and its reveal to the end, and the way out."""
    async with teaching(tmp_path) as (hub, server):
        process = await asyncio.create_subprocess_exec(
            *command(server.port, tmp_path, "-T"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        ada, teacher = Pipe(process), hub.teaching()
        try:
            await ada.hears("Enter for Ada, or /guest: ")
            ada.type("")
            await ada.hears("You are in, as Ada.")
            await teacher.start_round("rivers", "each")
            await ada.hears("It begins when your teacher starts it.")
            await teacher.show_next()
            heard = await ada.hears("Answer, A to C: ")
            assert "Which river passes through Hamburg?" in heard
            ada.type("b")
            await ada.hears("Sent: B, Elbe.")
            await ada.hears("The question is closed.")
            await teacher.reveal()
            await ada.hears("Right. 1 of 1 point.")
            await teacher.explain()
            await ada.hears("Quote. It passes through Hamburg. End quote.")
            ada.type("/quit")
            heard = await ada.hears("Goodbye.")
            assert "\x1b" not in heard
            assert await process.wait() == 0
            await until(lambda: not hub.places, "the student has left")
        finally:
            if process.returncode is None:
                process.kill()
