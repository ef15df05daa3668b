"""A class whose lesson is played by lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.line.classroom import Classroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Return a class that runs."""
    room = Classroom(tmp_path)
    yield room
    room.end()
