"""Stores in a file and in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgame.store import memory_store, open_store
from quizgame.store.base import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database will be, in a home that does not exist yet."""
    return tmp_path / "home" / "quizgame.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A store in a file."""
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.fixture(params=["file", "memory"])
def any_store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    """Each kind of store in turn."""
    opened = open_store(path) if request.param == "file" else memory_store()
    yield opened
    opened.close()
