"""Pictures of a question being written, from the smallest window to one with room for two."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.tui.draw.themes import NAMES
from tests.tui.composing import INDEX, Workshop, desk_in, to, type_in
from tests.tui.lobby import see

SIZES = [(60, 20), (80, 24), (120, 40)]
Scene = Callable[[Pilot[Any]], Awaitable[None]]


async def _form(_pilot: Pilot[Any]) -> None:
    """Nothing is done yet."""


async def _marked(pilot: Pilot[Any]) -> None:
    await to(pilot, "options", 2, "text")
    await pilot.press("space", "k")


async def _stem(pilot: Pilot[Any]) -> None:
    await pilot.press("enter", "enter", *"- one", "enter", *"- *two*")


async def _wrong_number(pilot: Pilot[Any]) -> None:
    await to(pilot, "answer")
    await pilot.press("enter")
    await type_in(pilot, "about 12")


async def _gap(pilot: Pilot[Any]) -> None:
    await to(pilot, "gaps", "where", "options", 1, "text")
    await pilot.press("a")


async def _told(pilot: Pilot[Any]) -> None:
    await pilot.press("p", "k")


async def _everything(pilot: Pilot[Any]) -> None:
    await pilot.press("m")
    await to(pilot, "evidence", 0, "kind")


SCENES: dict[str, tuple[str, Scene]] = {
    "choice": ("single-choice", _form),
    "marked": ("single-choice", _marked),
    "stem": ("multiple-response", _stem),
    "wrong-number": ("numeric", _wrong_number),
    "gap": ("cloze", _gap),
    "told": ("matching", _told),
    "everything": ("short-text", _everything),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], tmp_path: Path, scene: str, size: tuple[int, int]
) -> None:
    """The form looks as in the kept picture."""
    kind, arrange = SCENES[scene]

    async def arranged(pilot: Pilot[Any]) -> None:
        await see(pilot, "Write a question", "of 8")
        await arrange(pilot)
        await pilot.pause()

    app = Workshop(desk_in(tmp_path), INDEX[kind])
    assert snap_compare(app, terminal_size=size, run_before=arranged)


@pytest.mark.parametrize("theme", NAMES[1:])
def test_it_looks_as_it_did_in_every_theme(
    snap_compare: Callable[..., bool], tmp_path: Path, theme: str
) -> None:
    """Right, wrong and the place to write in look as in the kept picture of each theme."""

    async def arranged(pilot: Pilot[Any]) -> None:
        await see(pilot, "Write a question", "of 8")
        await _gap(pilot)
        await pilot.press(*"Riga")
        await see(pilot, "Riga", "[▶")

    app = Workshop(desk_in(tmp_path), INDEX["cloze"], theme=theme)
    assert snap_compare(app, terminal_size=(120, 40), run_before=arranged)
