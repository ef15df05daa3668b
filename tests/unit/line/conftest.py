"""A room to talk in."""

from pathlib import Path

import pytest

from tests.unit.line.script import Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """Return a room with a bank, a store on disk and a clock."""
    return Room(tmp_path)
