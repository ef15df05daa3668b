"""Pictures of the teacher's console and of the projector's view."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.tui.draw.contrast import is_readable
from quizgame.tui.draw.themes import ANSI, NAMES
from quizgame.tui.widgets import Canvas
from tests.tui.classes import Classroom

STUDENTS = (
    "Anna",
    "Ben",
    "Carla",
    "Deniz",
    "Emil",
    "Fatma",
    "Greta",
    "Hasan",
    "Ida",
    "Jonas",
    "Kim",
)
LAST = "Lena"
SMALL, LARGE, LEAST = (80, 24), (120, 40), (60, 20)
KEYS = {"console-progress": ("i",), "console-students": ("i", "v", "v")}
SCENES = {
    "console-lobby": ("console", 0),
    "console-question": ("console", 2),
    "console-explained": ("console", 5),
    "console-progress": ("console", 5),
    "console-students": ("console", 5),
    "projector-question": ("projector", 2),
    "projector-reveal": ("projector", 4),
    "projector-explained": ("projector", 5),
    "projector-standings": ("projector", 6),
}


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the time zone, which a picture would show."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


async def _arrange(room: Classroom, steps: int) -> None:
    """Let a class come so far: some answer, one is lost, one name is not allowed."""
    places = await room.join(*STUDENTS, LAST)
    await room.teacher.approve(*range(1, len(STUDENTS) + 1))
    await room.begin(reading_seconds=480)
    for step in range(steps):
        await room.teacher.do(room.teacher.next_act())
        if step == 1:
            room.clock.now += 12
            options = room.hub.display.board().question
            assert options is not None
            tokens = [one.token for one in options.presentation.blanks[0].items]
            for place, answer in zip(places[:10], [0, 0, 0, 1, 1, 1, 1, 1, 2, 2], strict=True):
                await room.answer(place, response=(tokens[answer],))
            room.places.remove(places[-1])
            room.pass_time(9)
            for _pulse in range(4):
                room.hub.pulse()


@pytest.mark.parametrize(
    ("scene", "size"),
    [
        *((scene, SMALL) for scene in SCENES),
        *((scene, LARGE) for scene in ("console-lobby", "console-question", "console-progress")),
        *((scene, LEAST) for scene in KEYS),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], tmp_path: Path, scene: str, size: tuple[int, int]
) -> None:
    """The screen looks as in the kept picture."""
    opens, steps = SCENES[scene]
    room = Classroom(tmp_path, opens=opens)  # type: ignore[arg-type] # one of the two

    async def arrange(pilot: Pilot[Any]) -> None:
        await _arrange(room, steps)
        await room.press(pilot, *KEYS.get(scene, ()))
        await room.settle(pilot)
        await room.hub.keeper.close()

    assert snap_compare(room.app, terminal_size=size, run_before=arrange)
    room.store.close()


@pytest.mark.parametrize("theme", [name for name in NAMES if name != ANSI])
async def test_all_of_it_can_be_read_in_every_theme(tmp_path: Path, theme: str) -> None:
    """Whatever is drawn on a reveal has a contrast of 4.5 to 1, on the console and projected."""
    room = Classroom(tmp_path, theme=theme)
    async with room.open() as pilot:
        await _arrange(room, 5)
        for key in ("b", "b"):
            await room.settle(pilot)
            for canvas in room.app.screen.query(Canvas):
                for y in range(canvas.size.height):
                    for segment in canvas.render_line(y):
                        if segment.text.strip(" ─█░┃") and segment.style is not None:
                            assert is_readable(segment.style), (theme, segment)
            await room.press(pilot, key)
