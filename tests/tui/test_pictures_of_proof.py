"""Pictures of marking, of the question whose words, and of the author's queue, at three sizes."""

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.pilot import Pilot

from quizgame.tui.draw.themes import NAMES
from quizgame.tui.screens.words import WordsScreen
from tests.tui.desk import PlainDesk, source
from tests.tui.lobby import see, settle
from tests.tui.stage import ARTICLE_BANK, Stage, student_of
from tests.tui.test_reports import REPORTS

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk

SIZES = [(80, 24), (120, 40), (60, 20)]
SPEAKERS = ("Rishi Sunak", "Boris Johnson", "Joe Biden", "Downing Street")
Scene = Callable[[Pilot[Any], Stage], Awaitable[None]]


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the time zone, which a picture would show."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


async def _open(pilot: Pilot[Any], app: Stage) -> None:
    second = source("A short text, of one line only.", "second", "A second one")
    desk = PlainDesk(source(), second, speakers=SPEAKERS)
    app.open_mark(cast("Desk", desk), {}, lambda _fields: None)
    await see(pilot, "Mark the proof", "Space begin a mark")


async def _proven(pilot: Pilot[Any], app: Stage) -> None:
    await _open(pilot, app)
    await pilot.press("slash", *"decision to provide", "enter")
    await pilot.press(*["left"] * 4, "space", *["right"] * 7)
    await see(pilot, "Proven")


async def _refused(pilot: Pilot[Any], app: Stage) -> None:
    await _open(pilot, app)
    await pilot.press(*["right"] * 6, "space", *["down"] * 6)
    await see(pilot, "past the end")


async def _finding(pilot: Pilot[Any], app: Stage) -> None:
    await _open(pilot, app)
    await pilot.press("shift+right", "space", "plus", "slash", *"ahead")
    await see(pilot, "Kept. Now mark", "Enter find it")


async def _voice(pilot: Pilot[Any], app: Stage) -> None:
    await _open(pilot, app)
    await pilot.press("slash", *"these are terrible", "enter", "space", "right", "enter")
    await see(pilot, "About the quotation")
    await pilot.press("home")
    await see(pilot, "The article itself quotes")


async def _kind(pilot: Pilot[Any], app: Stage) -> None:
    await _voice(pilot, app)
    await pilot.press("down", "enter")
    await see(pilot, "this one, done")


async def _reports(pilot: Pilot[Any], app: Stage) -> None:
    app.open_reports(cast("Desk", PlainDesk(reports=REPORTS)))
    await see(pilot, "Oslo counts")
    await pilot.press("x", "home")
    await see(pilot, "2 reports")


SCENES: dict[str, Scene] = {
    "start": _open,
    "proven": _proven,
    "refused": _refused,
    "finding": _finding,
    "voice": _voice,
    "kind": _kind,
    "reports": _reports,
}


def _stage(theme: str = "") -> Stage:
    below = lambda: WordsScreen([("word", "meaning")])  # noqa: E731 - the page below, never seen
    return Stage(student_of(ARTICLE_BANK), first=below, theme=theme)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], scene: str, size: tuple[int, int]
) -> None:
    """The screen looks as in the kept picture."""
    app = _stage()

    async def arrange(pilot: Pilot[Any]) -> None:
        await SCENES[scene](pilot, app)
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=arrange)


@pytest.mark.parametrize("theme", NAMES[1:])
def test_marks_look_as_they_did_in_every_theme(
    snap_compare: Callable[..., bool], theme: str
) -> None:
    """Cursor and mark are told from one another in the kept picture of each theme."""
    app = _stage(theme)

    async def arrange(pilot: Pilot[Any]) -> None:
        await _proven(pilot, app)
        await settle(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=arrange)
