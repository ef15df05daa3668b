"""The banks at hand: which are listed, and which of two with one id is meant."""

from pathlib import Path

import pytest

from quizgame.backend.library import Library
from quizgame.errors import UsageError


def put(path: Path, title: str, bank_id: str = "one") -> Path:
    """Write a bank of one question and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'format = 1\nid = "{bank_id}"\ntitle = "{title}"\n[[question]]\nid = "q"\n'
        'type = "true-false"\nstem = "Is it?"\nanswer = true\n'
    )
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a bank in the usual place."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "questions" / "one.toml", "Usual")
    return tmp_path


def titles(library: Library) -> list[str]:
    """The titles of the banks that can be played, in the order in which they are read."""
    return [loaded.bank.title for loaded in library.read() if loaded.bank is not None]


def test_a_bank_named_by_another_way_to_its_file_stays_listed(place: Path) -> None:
    """Whoever played a bank by its whole path finds it at home, once."""
    library = Library((Path("questions"),), place)
    library.find(str(place / "questions" / "one.toml"))
    assert titles(library) == ["Usual"]
    assert titles(library) == ["Usual"]


def test_a_bank_from_elsewhere_is_listed_and_wins(place: Path) -> None:
    """What was asked for by its path comes first, and the other of its id is told of."""
    other = put(place / "elsewhere" / "mine.toml", "Mine")
    library = Library((Path("questions"),), place)
    library.find(str(other))
    read = list(library.read())
    assert [loaded.bank.title if loaded.bank else "" for loaded in read] == ["Mine", ""]
    assert [problem.code for problem in read[1].problems] == ["QG012"]
    found = library.get("one")
    assert found is not None
    assert found.path == other


def test_of_two_banks_with_one_id_the_later_is_told_of(place: Path) -> None:
    """The first in order is played; the second stands beside it with the reason."""
    put(place / "questions" / "two.toml", "Later")
    library = Library((), place)
    read = [loaded for loaded in library.read() if loaded.path.parent == Path("questions")]
    assert [loaded.bank.title if loaded.bank else "" for loaded in read] == ["Usual", ""]
    assert "already taken" in read[1].problems[0].message


def test_what_is_no_bank_is_refused_with_a_hint(place: Path) -> None:
    """An unknown name, and a file without a question that can be played, are wrong usage."""
    library = Library((Path("questions"),), place)
    with pytest.raises(UsageError, match="no question bank"):
        library.find("nobody")
    empty = place / "empty.toml"
    empty.write_text("x = ")
    with pytest.raises(UsageError, match="no question that can be played"):
        library.find(str(empty))
