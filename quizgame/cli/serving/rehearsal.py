"""Simulated students: real connections from tasks in this process, with hands on the keys.

They look at the class from within to know when to type; what they type goes the way of all keys.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import asyncssh

from quizgame.cli.serving.lesson import Lesson

if TYPE_CHECKING:
    from quizgame.backend.live.place import Place
    from quizgame.backend.views import QuestionView

_NAME_TEXT = """\
Ada Amir Anna Ben Chloe Dana Elif Emil Eva Finn Grace Hana Ines Ivan Jana Jonas Kofi Lea Leo Lina
Luca Malik Maria Mei Mila Nora Omar Pia Rosa Sami Sofia Tariq Theo Vera Yara Zoe
"""
_NAMES = _NAME_TEXT.split()
_EVERY_S = 0.1
"""Between two students who come in."""

_LOOK_S = 0.5
_QUICKEST_S, _SLOWEST_S = 1.0, 8.0
_PATIENCE_S = 10.0
_LETTERS, _WORDS = "abcd", ("seven", "1914", "nobody", "Geneva", "42")
_EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to connect to


@dataclass(frozen=True)
class _Actor:
    """Somebody simulated: what is typed before the @, and what proves it ("" for nothing)."""

    username: str
    proof: str


class _Screen(asyncssh.SSHClientSession[bytes]):
    """A terminal at which nobody looks."""

    def __init__(self) -> None:
        self.is_over = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end."""
        del exc
        self.is_over.set()


@asynccontextmanager
async def rehearsed(lesson: Lesson, count: int) -> AsyncIterator[None]:
    """Fill a class with so many students while the block runs.

    With a list they are students of it, as far as those have PINs.
    """
    loop = asyncio.get_running_loop()
    tasks = [
        loop.create_task(_student(lesson, actor, number * _EVERY_S))
        for number, actor in enumerate(_actors(lesson, count))
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_PATIENCE_S)


def _actors(lesson: Lesson, count: int) -> list[_Actor]:
    entrance = lesson.parts.entrance
    if entrance.roster is not None and entrance.kind == "roster":
        listed = [_Actor(one.login, one.pin) for one in entrance.roster.students if one.pin]
        return listed[:count]
    names = (_NAMES[n % len(_NAMES)] for n in range(count))
    rounds = (n // len(_NAMES) + 1 for n in range(count))
    return [
        _Actor(name if turn == 1 else f"{name} {turn}", entrance.code)
        for name, turn in zip(names, rounds, strict=True)
    ]


async def _student(lesson: Lesson, actor: _Actor, delay: float) -> None:
    """Come in and take part until the class ends; what fails is told in the log."""
    await asyncio.sleep(delay)
    dice = random.Random(actor.username)  # noqa: S311 - who answers what is no secret
    known = set(lesson.hub.places)
    try:
        async with _connected(lesson, actor) as (screen, channel):
            place: Place | None = None
            while not screen.is_over.is_set():
                place = place or _own_place(lesson, actor, known)
                await _act(place, channel, dice)
    except (OSError, asyncssh.Error) as error:
        lesson.parts.journal.error("rehearsal", error, username=actor.username)


@asynccontextmanager
async def _connected(lesson: Lesson, actor: _Actor) -> AsyncIterator[tuple[_Screen, Any]]:
    host = lesson.parts.wishes.host
    async with asyncssh.connect(
        _EVERYWHERE.get(host, host),
        lesson.server.port,
        username=actor.username,
        password=actor.proof or None,
        known_hosts=None,
        client_keys=None,
        agent_path=None,
        config=None,
    ) as conn:
        screen = _Screen()
        channel, _session = await conn.create_session(
            lambda: screen, term_type="xterm-256color", term_size=(80, 24), encoding=None
        )
        yield screen, channel


def _own_place(lesson: Lesson, actor: _Actor, known: set[int]) -> "Place | None":
    for connection, place in lesson.hub.places.items():
        if connection not in known and lesson.server.username_of(place.link) == actor.username:
            return place
    return None


async def _act(place: "Place | None", channel: Any, dice: random.Random) -> None:
    """Look, and type what a student would."""
    await asyncio.sleep(_LOOK_S)
    if place is None:
        return
    if not place.seated():
        await asyncio.sleep(dice.uniform(0, _LOOK_S))
        channel.write(b"\r")
        await asyncio.sleep(_LOOK_S)
        return
    view = place.view()
    question = view.board.question
    if view.board.stage == "open" and view.takes_part and not view.answered and question:
        await asyncio.sleep(dice.uniform(_QUICKEST_S, _SLOWEST_S))
        with suppress(asyncssh.Error):
            for keys in _answer(question, dice):
                channel.write(keys.encode())
                await asyncio.sleep(0.2)


def _answer(question: "QuestionView", dice: random.Random) -> tuple[str, ...]:
    """Return keys that answer a question, rightly or wrongly; the last ones send it."""
    if question.presentation.form == "choice":
        options = len(question.presentation.blanks[0].items) or len(_LETTERS)
        letter = chr(ord("a") + dice.randrange(options))
        return (letter, "\r", "\r")
    if question.presentation.form == "entry":
        return (dice.choice(_WORDS), "\r", "\r")
    return ("\r", "\r")
