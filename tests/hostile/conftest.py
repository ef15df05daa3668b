"""The desk of the tests with hostile banks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Give a desk; in each test other texts lie about their width."""
    desk = Desk(tmp_path, len(request.node.name))
    yield desk
    desk.student.close()
