"""Pictures of a student's lesson, compared with those looked at."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.classroom.roster import Student
from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson
from tests.tui.stage import ARTICLE_BANK

Compare = Callable[..., bool]
Scene = Callable[[Lesson], Awaitable[None]]

NAMES = ("Mia Brandt", "Jonas Weber", "Lena Okafor", "Ali Demir", "Tom Li", "Zoë Krüger")
LISTED = tuple(Student(name=name, login=f"s{n}") for n, name in enumerate(NAMES))


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


async def _names(lesson: Lesson) -> None:
    """Ask for a name."""


async def _near(lesson: Lesson) -> None:
    await lesson.type("Lena Okofor")
    await lesson.press("enter")


async def _lobby(lesson: Lesson) -> None:
    lesson.others = await lesson.join(*NAMES[1:])
    await lesson.type(NAMES[0])
    await lesson.press("enter")
    await lesson.start("who-says-what", "cluster-munitions", reading_seconds=300, seed=3)


async def _reading(lesson: Lesson) -> None:
    await _lobby(lesson)
    await lesson.do("read")
    lesson.pass_time(70)
    await lesson.settle()


async def _asked(lesson: Lesson) -> None:
    await _reading(lesson)
    await lesson.do("end_reading", "next")


async def _chosen(lesson: Lesson) -> None:
    await _asked(lesson)
    await lesson.press("b")
    lesson.pass_time(2)
    await lesson.settle()


async def _sent(lesson: Lesson) -> None:
    await _chosen(lesson)
    await lesson.press("enter")
    await lesson.answer(*lesson.others[:2])
    lesson.pass_time(1)
    await lesson.settle()


async def _answer(lesson: Lesson) -> None:
    await _sent(lesson)
    await lesson.answer(lesson.others[2], response=lesson.wrong())
    await lesson.answer(*lesson.others[3:])
    await lesson.settle()
    if lesson.hub.display.board().stage == "open":
        await lesson.do("close")
    await lesson.do("reveal")


async def _explained(lesson: Lesson) -> None:
    await _answer(lesson)
    await lesson.do("explain")


async def _standings(lesson: Lesson) -> None:
    lesson.others = await lesson.join(*NAMES[1:5])
    await lesson.join("Guest")
    await lesson.type(NAMES[0])
    await lesson.press("enter")
    await lesson.start(standings=True)
    for number, key in enumerate("baac"):
        await lesson.do("next")
        if number < 3:
            await lesson.press(key, "enter")
            await lesson.answer(*lesson.others[number:])
        await lesson.do("close", "reveal", "explain")
    await lesson.do("standings")


async def _finished(lesson: Lesson) -> None:
    await _standings(lesson)
    await lesson.teacher.open_quiz("rivers", "examined", opens=0, closes=0, attempts=1)
    await lesson.do("finish")


SCENES: dict[str, Scene] = {
    "name": _names,
    "near": _near,
    "lobby": _lobby,
    "reading": _reading,
    "sent": _sent,
    "answer": _answer,
    "explained": _explained,
    "standings": _standings,
    "finished": _finished,
}
SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40)}
SHOWN = [
    *((scene, "80x24") for scene in SCENES),
    ("lobby", "60x20"),
    ("explained", "60x20"),
    ("explained", "120x40"),
]


@pytest.mark.parametrize(("scene", "size"), SHOWN, ids=["-".join(one) for one in SHOWN])
def test_a_lesson_looks_as_it_did(
    snap_compare: Compare, tmp_path: Path, scene: str, size: str
) -> None:
    """Each thing that a class may be at looks on a student's screen as it did."""
    bank = None if scene in {"standings", "finished"} else ARTICLE_BANK
    lesson = Lesson(tmp_path, *LISTED, bank=bank)

    async def play(pilot: Pilot[Any]) -> None:
        await lesson.begin(pilot)
        await SCENES[scene](lesson)
        await lesson.hub.stop()
        await pilot.pause()

    assert snap_compare(lesson.waiting_app(), terminal_size=SIZES[size], run_before=play)
