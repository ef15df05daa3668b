"""A lobby for tests of the screens around play: a home on disk, banks, and patience."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from quizgame.backend.library import Library
from quizgame.backend.play import Play
from quizgame.backend.questions import presentation_of
from quizgame.backend.request import Options, Request
from quizgame.backend.student import Student
from quizgame.engine.masking import mask_response
from quizgame.model.person import Person
from quizgame.store import memory_store, open_store
from quizgame.tui.app import QuizApp
from tests.tui.stage import ARTICLE_BANK, UNICODE, FrozenClock, seen

_PATIENCE_S = 20.0


def student_at(home: Path, *places: Path, library: Library | None = None) -> Student:
    """Return a student whose memory is on disk in `home`."""
    return Student(
        library or Library(places or (ARTICLE_BANK,), home),
        FrozenClock(),
        lambda: open_store(home / "quizgame.db"),
        memory_store,
    )


def app_of(student: Student, request: Request | None = None, **environ: str) -> QuizApp:
    """Return the app as the command opens it."""
    return QuizApp(student, request, environ={**UNICODE, **environ})


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds; threads read in the meantime."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(seen(cast("QuizApp", pilot.app)))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all banks are read and all scores looked up."""
    for _round in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def said(pilot: Pilot[Any]) -> str:
    """Return all that the screen on top says, with single spaces."""
    return " ".join(seen(cast("QuizApp", pilot.app)).split())


async def see(pilot: Pilot[Any], *words: str) -> None:
    """Wait until the screen on top says all these words."""
    await until(pilot, lambda: all(one in said(pilot) for one in words))


def play_through(
    student: Student,
    person: Person,
    quiz: str,
    wrong: frozenset[int] = frozenset(),
    bank: str = "cluster-munitions",
) -> Play:
    """Play a quiz to its end, the questions in `wrong` (counted from 1) without an answer."""
    clock = cast("FrozenClock", student._clock)
    play = student.start(person, bank, quiz, Options(seed=4))
    for index in range(len(play.sitting.items)):
        view = play.go_to(index)
        assert view is not None
        clock.now += 5
        question = play._material.questions[view.id]
        if index + 1 not in wrong:
            key = mask_response(presentation_of(play.sitting, question), question.key())
            play.answer(view.id, key)
        elif play.sitting.policy.feedback_each:
            play.give_up(view.id)
    if play.sitting.policy.feedback_each:
        play.go_on()
    else:
        play.submit()
    return play


def write_bank(path: Path, name: str, *, title: str = "", count: int = 2) -> None:
    """Write a bank of easy questions."""
    questions = "".join(
        f'[[question]]\nid = "q{n}"\ntype = "true-false"\nstem = "Is {n} a number?"\n'
        f'answer = true\ntags = ["numbers"]\n'
        for n in range(count)
    )
    head = f'format = 1\nid = "{name}"\ntitle = {_quoted(title or name.title())}\n'
    path.write_text(head + questions, encoding="utf-8")


def _quoted(text: str) -> str:
    out = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in out) + '"'
