"""Pictures of the editor's list and what hangs on it, compared with those looked at."""

import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.tui.draw.themes import NAMES
from quizgame.tui.screens.edit import EditScreen
from tests.tui.editing import Workshop, press, workshop
from tests.tui.stage import Stage, student_of

Compare = Callable[..., bool]
Scene = Callable[[Pilot[Any], Workshop], Awaitable[None]]
SIZES = ((80, 24), (120, 40), (60, 20))


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix what a picture would show of the computer: its time zone."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def _faulty(text: str) -> str:
    """Give the bank an error, a warning, drafts and one to confirm."""
    text = text.replace(
        'id = "order"\ntype = "ordering"',
        'id = "order"\nstatus = "draft"\ntags = ["confirm"]\ntype = "ordering"',
    )
    text = text.replace('id = "pairs"\n', 'id = "pairs"\nstatus = "draft"\n')
    text = text.replace("answer = 123\n", 'answer = "many"\n')
    return text.replace('explanation = "The minister is quoted."\n', "")


def _reported(shop: Workshop) -> None:
    mia = shop.store.add_person("Mia")
    shop.store.add_report(mia.key, "signed", "", "Two more signed.", bank="every-type")


async def _list(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "down", "up")


async def _error(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, *["down"] * 4)


async def _reports(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "down")


async def _confirm(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "f", "f", "f")


async def _finding(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "slash", *"report signed")


async def _deleted(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "down", "x")


async def _kinds(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "n", "down")


async def _leaving(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "d", "escape")


async def _collision(pilot: Pilot[Any], shop: Workshop) -> None:
    await press(pilot, "x", "x")
    shop.swap("who signed?", "who are the signatories?")
    await press(pilot, "s")


async def _words(pilot: Pilot[Any], _shop: Workshop) -> None:
    await press(pilot, "g", "a", *"clerk", "enter", *"who counts", "enter")


SCENES: dict[str, Scene] = {
    "list": _list,
    "error": _error,
    "reported": _reports,
    "confirm": _confirm,
    "finding": _finding,
    "deleted": _deleted,
    "kinds": _kinds,
    "leaving": _leaving,
    "collision": _collision,
    "words": _words,
}


def _stage(shop: Workshop, theme: str = "") -> Stage:
    desk = shop.desk()
    return Stage(student_of(), first=lambda: EditScreen(desk), theme=theme)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "60x20"])
@pytest.mark.parametrize("name", SCENES)
def test_it_looks_as_it_did(
    snap_compare: Compare, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    """Each state of the editor looks as it did."""
    shop = workshop(tmp_path, _faulty)
    _reported(shop)

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await SCENES[name](pilot, shop)

    assert snap_compare(_stage(shop), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "60x20"])
def test_lost_work(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    """What an earlier session lost is offered with what it was."""
    shop = workshop(tmp_path)
    desk = shop.desk()
    for _question in range(6):
        desk.delete(0)
    keeper = desk._manuscript.keeper
    os.close(keeper._lock)  # type: ignore[arg-type] # held, since something changed
    for path in keeper._folder.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.pause()

    assert snap_compare(_stage(shop), terminal_size=size, run_before=before)


@pytest.mark.parametrize(
    "text",
    [
        'format = 1\nid = "bad"\ntitle = \n',
        'format = 1\nid = "b"\ntitle = "B"\nquestion = []\n[[quiz]]\n',
    ],
    ids=["broken", "head"],
)
def test_files_with_problems_of_their_own(snap_compare: Compare, tmp_path: Path, text: str) -> None:
    """What is not wrong in one question stands on top, with what can be done."""
    shop = workshop(tmp_path, lambda _text: text)
    assert snap_compare(_stage(shop), terminal_size=(80, 24), run_before=lambda p: p.pause())


@pytest.mark.parametrize("theme", [name for name in NAMES if name != "quizgame-dark"])
def test_themes(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    """The list in the other themes."""
    shop = workshop(tmp_path, _faulty)
    _reported(shop)

    async def before(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await _error(pilot, shop)

    assert snap_compare(_stage(shop, theme), terminal_size=(80, 24), run_before=before)
