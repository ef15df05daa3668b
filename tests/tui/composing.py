"""A desk with a bank of all eight types for tests of the form, and hands for its lines."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from quizgame.backend.author import Author
from quizgame.backend.desk import Desk
from quizgame.backend.deskviews import Fields
from quizgame.store import memory_store
from quizgame.tui.panes import Listing
from quizgame.tui.screens.compose import ComposeScreen
from quizgame.tui.widgets import Canvas, KeyBar, Sheet
from tests.tui.stage import TYPES_BANK, Stage, student_of, text_of

INDEX = {
    "single-choice": 0,
    "multiple-response": 1,
    "true-false": 2,
    "short-text": 3,
    "numeric": 4,
    "ordering": 5,
    "matching": 6,
    "cloze": 7,
}


class Workshop(Stage):
    """The app with a form on screen; what is to be marked is noted, and answered by hand."""

    def __init__(self, desk: Desk, index: int, **how: Any) -> None:
        """Keep which question is to be written."""
        super().__init__(student_of(), first=lambda: ComposeScreen(desk, index), **how)
        self.marking: list[tuple[Fields, Callable[[Fields | None], None]]] = []

    def open_mark(self, desk: Desk, fields: Fields, then: Callable[[Fields | None], None]) -> None:
        """Note what is to be marked."""
        assert desk is self.form.desk
        self.marking.append((fields, then))

    @property
    def form(self) -> ComposeScreen:
        """The form."""
        return cast("ComposeScreen", self.screen_stack[1])


def desk_in(folder: Path, text: str = "") -> Desk:
    """Return a desk with the bank of all types, or another text, in a folder."""
    for file in TYPES_BANK.parent.glob("every_type.*"):
        shutil.copy(file, folder)
    bank = folder / "every_type.toml"
    if text:
        bank.write_text(text, encoding="utf-8")
    return Author(folder / "home", memory_store).open(bank)


async def to(pilot: Pilot[Any], *keys: str | int) -> None:
    """Choose a line of the form."""
    menu = pilot.app.screen.query_exactly_one(Listing)
    assert json.dumps(keys) in menu.targets
    menu.point(json.dumps(keys))
    await pilot.pause()


async def walk(pilot: Pilot[Any], *keys: str | int) -> None:
    """Go down the form to a line, by keys."""
    target = json.dumps(keys)
    menu = pilot.app.screen.query_exactly_one(Listing)
    await pilot.press("home", *["down"] * menu.targets.index(target))
    assert menu.cursor == target


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type over what stands in the place that is open."""
    await pilot.press("ctrl+end", "ctrl+a", "ctrl+k")
    await pilot.press(*({" ": "space"}.get(char, char) for char in text))


async def click_line(pilot: Pilot[Any], words: str, *, at: str = "", times: int = 1) -> None:
    """Click on `at` in the first line of the form that has some words."""
    menu = pilot.app.screen.query_exactly_one(Listing)
    lines = text_of(menu)
    y = next(number for number, line in enumerate(lines) if words in line)
    for _time in range(times):
        await pilot.click(Listing, offset=(lines[y].index(at or words), y))
        await pilot.pause()


async def click_key(pilot: Pilot[Any], words: str) -> None:
    """Click on a key at the foot."""
    line = text_of(pilot.app.screen.query_exactly_one(KeyBar))[2]
    await pilot.click(KeyBar, offset=(line.index(words), 2))
    await pilot.pause()


def preview_of(pilot: Pilot[Any]) -> str:
    """Return what the preview shows, with single spaces."""
    sheet: Canvas = cast("ComposeScreen", pilot.app.screen).sheet
    assert isinstance(sheet, Sheet)
    return " ".join(" ".join(text_of(sheet)).split())
