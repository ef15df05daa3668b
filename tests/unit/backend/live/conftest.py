"""A class to play in."""

from pathlib import Path

import pytest

from tests.unit.backend.conftest import Hands
from tests.unit.backend.live.lessons import Lesson


@pytest.fixture
def lesson(tmp_path: Path, hands: Hands) -> Lesson:
    """Return a class that has not begun, with the bank of every type of question."""
    return Lesson(tmp_path, hands)
