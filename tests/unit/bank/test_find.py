"""Banks looked for: in which places, and which of two counts."""

from pathlib import Path

import pytest

from quizgame.bank.find import bank_paths, find_bank, load_banks, own_banks
from tests.unit.bank.conftest import question


def put(folder: Path, name: str, bank_id: str = "", formerly: str = "") -> Path:
    """Write a bank of one question and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    old = f'formerly = ["{formerly}"]\n' if formerly else ""
    path.write_text(f'format = 1\nid = "{bank_id or name}"\ntitle = "T"\n{old}{question()}')
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_usual_places_come_in_order(place: Path) -> None:
    """The folder one stands in comes before one's own banks, and those before the program's."""
    put(place / "home" / "banks", "mine")
    put(place / "questions", "here")
    paths = bank_paths([], place / "home")
    assert paths[:2] == [Path("questions/here.toml"), place / "home/banks/mine.toml"]
    assert paths[2:] == sorted(own_banks().glob("*.toml"))
    assert paths[2:]


def test_arguments_replace_the_usual_places(place: Path) -> None:
    """Named files and folders are all that is looked at, in the order named, each file once."""
    put(place / "questions", "here")
    two = put(place / "b", "two")
    one = put(place / "b", "one")
    (place / "b" / ".hidden.toml").write_text("x")
    (place / "b" / "notes.txt").write_text("x")
    assert bank_paths([two, place / "b"], place) == [two, one]


def test_a_place_that_can_not_be_read_is_a_problem(place: Path) -> None:
    """What is not there, or forbidden, gives a bank with a problem and hides no other."""
    good = put(place / "b", "good")
    (place / "circle").symlink_to("circle")
    loaded = list(load_banks(bank_paths([place / "no", place / "circle", good], place)))
    assert [[problem.code for problem in one.problems] for one in loaded] == [
        ["QG001"],
        ["QG001"],
        [],
    ]


def test_one_bad_bank_of_two_hundred_hides_no_other(place: Path) -> None:
    """A folder of 200 banks of which one is broken gives 199 banks and one problem."""
    for number in range(200):
        put(place / "many", f"bank-{number:03}")
    (place / "many" / "bank-100.toml").write_bytes(b"\xff\x00[[[")
    loaded = list(load_banks(bank_paths([place / "many"], place)))
    assert sum(one.bank is not None for one in loaded) == 199
    (bad,) = [one for one in loaded if one.problems]
    assert bad.path.name == "bank-100.toml"
    assert bad.bank is None


def test_the_first_of_two_banks_with_one_id_counts(place: Path) -> None:
    """The later bank is passed over with a warning at its id; both files stay as they are."""
    first, later = put(place / "a", "x"), put(place / "b", "y", "x")
    one, two = load_banks([first, later])
    assert one.bank is not None
    assert two.bank is None
    (problem,) = two.problems
    assert (problem.code, problem.severity, problem.line, problem.column) == (
        "QG012",
        "warning",
        2,
        6,
    )
    assert str(first) in problem.message


def test_a_bank_is_found_by_path_id_or_former_id(place: Path) -> None:
    """A bank answers to its file, its id and what it was called before; the id comes first."""
    path = put(place / "questions", "file", "present", formerly="past")
    put(place / "questions", "another", "past-not")
    for name in (str(path), path, "present", "past"):
        found = find_bank(name, place)
        assert found is not None
        assert found.bank is not None
        assert found.bank.id == "present"
    assert find_bank("nobody", place) is None
    assert find_bank("no/such/file.toml", place) is None
    put(place / "questions", "z", "past")
    newer = find_bank("past", place)
    assert newer is not None
    assert newer.bank is not None
    assert newer.bank.id == "past"


def test_an_id_written_with_escapes_is_found(place: Path) -> None:
    """An id counts for what it means and not for how it is spelled in the file."""
    path = put(place / "questions", "a", "plain")
    path.write_text(path.read_text().replace('"plain"', '"pl\\u0061in"'))
    found = find_bank("plain", place)
    assert found is not None
    assert found.path == Path("questions/a.toml")


def test_a_broken_bank_can_be_named(place: Path) -> None:
    """Naming a file that is no bank gives its problems."""
    path = put(place / "questions", "broken")
    path.write_text("x = ")
    found = find_bank(str(path), place)
    assert found is not None
    assert found.bank is None
    assert found.problems


@pytest.mark.parametrize("name", ["n" * 300, "n" * 300 + ".toml", "a\0b", "", "\udcff"])
def test_a_name_that_no_file_can_have_finds_nothing(place: Path, name: str) -> None:
    """What is too long or too strange for a file's name is no bank, and no failure."""
    assert find_bank(name, place) is None
