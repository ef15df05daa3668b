"""A hostile bank in the editor's form: nothing of it is obeyed, and nothing of it is lost."""

from pathlib import Path

import pytest

from quizgame.backend.author import Author
from quizgame.model.text import clean_line
from quizgame.store import memory_store
from tests.hostile.payloads import Marks, hostile_bank
from tests.tui.composing import INDEX, Workshop
from tests.tui.lobby import see

SIZE = (80, 24)


@pytest.mark.parametrize("kind", INDEX)
async def test_every_text_is_opened_and_left(tmp_path: Path, kind: str) -> None:
    """Each text is drawn clean in its row and its field, fits, and stays byte for byte."""
    path = hostile_bank(tmp_path, Marks("ZQ", len(kind)))
    before = path.read_bytes()
    desk = Author(tmp_path / "home", memory_store).open(path)
    rows = desk.view().rows
    index = next(row.index for row in rows if row.type == kind)
    app = Workshop(desk, index)
    async with app.run_test(size=SIZE) as pilot:
        await see(pilot, f"Question {index + 1} of {len(rows)}")
        await pilot.press("m", "enter")
        opened = 0
        while app.focused is not None:
            opened += 1
            for strip in app.screen._compositor.render_strips():
                assert strip.cell_length == SIZE[0]
                assert clean_line(strip.text) == strip.text
            await pilot.press("tab")
        assert opened > 10
        await pilot.press("p", "k", "escape")
    desk.save()
    assert path.read_bytes() == before
