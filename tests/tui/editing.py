"""A bank on its author's desk for tests of the editor: a copy on disk, and the screen of it."""

import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from quizgame.backend.author import Author
from quizgame.backend.desk import Desk
from quizgame.store import memory_store
from quizgame.store.base import Store
from quizgame.tui.screens.edit import EditScreen
from quizgame.tui.widgets import Canvas
from tests.tui.stage import TYPES_BANK, Stage, student_of, text_of


@dataclass
class Workshop:
    """A folder with a bank and what it quotes, and a home for what the editor keeps."""

    folder: Path
    bank: Path
    store: Store = field(default_factory=memory_store)

    @property
    def text(self) -> str:
        """The bank's file."""
        return self.bank.read_bytes().decode()

    def swap(self, old: str, new: str) -> None:
        """Change the file as another program does."""
        assert old in self.text
        self.bank.write_bytes(self.text.replace(old, new, 1).encode())

    def desk(self) -> Desk:
        """Lay the bank on a desk."""
        return Author(self.folder / "home", lambda: self.store).open(self.bank)

    def open(
        self,
        size: tuple[int, int] = (80, 24),
        *,
        alone: bool = True,
        desk: Desk | None = None,
    ) -> AbstractAsyncContextManager[Pilot[Any]]:
        """Open the editor; what is below it is empty, so that leaving it leaves the app."""
        laid = desk or self.desk()
        app = Stage(student_of(), first=lambda: EditScreen(laid, alone))
        return app.run_test(size=size)


def workshop(folder: Path, change: Callable[[str], str] = str) -> Workshop:
    """Return a folder with the bank of all types; `change` gets its text and returns another."""
    bank = folder / "every_type.toml"
    bank.write_bytes(change(TYPES_BANK.read_bytes().decode()).encode())
    shutil.copy(TYPES_BANK.with_suffix(".txt"), folder)
    return Workshop(folder, bank)


def chosen(pilot: Pilot[Any]) -> str:
    """Return the row that has the cursor."""
    menu = pilot.app.screen.menu  # type: ignore[attr-defined] # pages with a list only
    row = next((row for row in menu.rows if row.target == menu.cursor), None)
    return " ".join("".join(span.text for span in row.spans).split()) if row else ""


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait after each until all is done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def go_to(pilot: Pilot[Any], words: str) -> None:
    """Move the cursor down to the first row that has some words."""
    await press(pilot, "home")
    for _row in range(100):
        if words in chosen(pilot):
            return
        await press(pilot, "down")
    raise AssertionError(chosen(pilot))


async def click(pilot: Pilot[Any], words: str) -> None:
    """Click on some words where they first are on the screen on top."""
    for canvas in pilot.app.screen.query(Canvas):
        for y, line in enumerate(text_of(canvas)):
            if words in line:
                region = canvas.region
                await pilot.click(offset=(region.x + line.index(words), region.y + y))
                await pilot.pause()
                return
    raise AssertionError(words)
