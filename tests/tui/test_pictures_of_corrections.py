"""Pictures of a question that is answered by the teacher, as it should be answered."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.classes import BANK, Classroom
from tests.tui.test_corrections import MORE, asked_of_anna


@pytest.mark.parametrize(
    ("number", "given", "size"),
    [(3, ("1", "2"), (60, 20)), (4, ("150",), (80, 24))],
    ids=["options-60x20", "number-80x24"],
)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool],
    tmp_path: Path,
    number: int,
    given: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    """The screen looks as in the kept picture."""
    path = tmp_path / "more.toml"
    path.write_text(BANK + MORE, encoding="utf-8")
    room = Classroom(tmp_path, bank=path)

    async def arrange(pilot: Pilot[Any]) -> None:
        await asked_of_anna(room, number, given)
        await room.press(pilot, "w", "v", "c")
        await room.settle(pilot)
        await room.hub.keeper.close()

    assert snap_compare(room.app, terminal_size=size, run_before=arrange)
    room.store.close()
