"""Banks that are read anew: what counts as changed, and what whoever holds a bank keeps."""

import os
from pathlib import Path

import pytest

from quizgame.backend.library import Library
from quizgame.bank.load import LoadedBank
from quizgame.errors import UsageError

GARBAGE = "format = 1\nid = "


def text(title: str, bank_id: str = "one", *, extra: str = "") -> str:
    """A bank of one question."""
    return (
        f'format = 1\nid = "{bank_id}"\ntitle = "{title}"\n{extra}[[question]]\nid = "q"\n'
        'type = "true-false"\nstem = "Is it?"\nanswer = true\n'
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with two banks in the usual place."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "a.toml").write_text(text("Ay", "a"))
    (tmp_path / "questions" / "b.toml").write_text(text("Bee", "b"))
    return tmp_path.resolve()


@pytest.fixture
def library(place: Path) -> Library:
    """A library of that place, read."""
    library = Library((Path("questions"),), place)
    list(library.read())
    return library


def titles(library: Library) -> list[str]:
    """The titles of the banks there are, "-" for one that can not be played."""
    return [one.bank.title if one.bank else "-" for one in library.banks]


def found(library: Library, name: str) -> LoadedBank:
    """The bank of an id, which must be there."""
    loaded = library.get(name)
    assert loaded is not None
    return loaded


def test_a_changed_bank_is_read_and_no_other(library: Library, place: Path) -> None:
    """The changed bank is new, its file and id are told, and all others are the very same."""
    before = library.banks
    (place / "questions" / "b.toml").write_text(text("Bee and more", "b"))
    changes = library.reread([place / "questions" / "b.toml"])
    assert changes.paths == {place / "questions" / "b.toml"}
    assert changes.ids == {"b"}
    assert titles(library) == ["Ay", "Bee and more"]
    assert library.banks[0] is before[0]
    assert found(library, "b").bank == library.banks[1].bank


def test_what_nobody_told_of_is_noticed_by_its_time(library: Library, place: Path) -> None:
    """Without any hint a bank that was saved since it was read is found."""
    path = place / "questions" / "b.toml"
    path.write_text(text("Bea", "b"))  # as long as before
    os.utime(path, ns=(1, 1))
    assert library.reread().paths == {path}
    assert titles(library) == ["Ay", "Bea"]


def test_saving_without_a_change_changes_nothing(library: Library, place: Path) -> None:
    """A bank that is saved as it was stays the very same."""
    before = library.banks
    path = place / "questions" / "a.toml"
    path.write_text(path.read_text())
    os.utime(path, ns=(1, 1))
    assert not library.reread([path]).paths
    assert all(one is other for one, other in zip(before, library.banks, strict=True))


def test_whoever_holds_a_bank_keeps_it(library: Library, place: Path) -> None:
    """A bank at hand stays as it was when its file becomes another, garbage, or nothing."""
    held = found(library, "a")
    path = place / "questions" / "a.toml"
    for step in (lambda: path.write_text(GARBAGE), path.unlink):
        step()
        library.reread([path])
        assert held.bank is not None
        assert held.bank.title == "Ay"
    assert titles(library) == ["Bee"]


def test_a_bank_that_becomes_garbage_says_where(library: Library, place: Path) -> None:
    """It can not be played, its problem is shown, and asking for its id tells the place."""
    path = place / "questions" / "a.toml"
    path.write_text(GARBAGE)
    assert library.reread([path]).ids == {"a"}
    assert titles(library) == ["-", "Bee"]
    assert library.banks[0].problems[0].line == 2
    with pytest.raises(UsageError) as refused:
        library.find("a")
    assert "a.toml:2:" in refused.value.hint
    path.write_text(text("Ay again", "a"))
    library.reread([path])
    assert found(library, "a") is library.find("a")
    assert titles(library) == ["Ay again", "Bee"]


def test_sound_questions_stay_when_others_become_wrong(library: Library, place: Path) -> None:
    """As at the start, only the question with an error is left out."""
    path = place / "questions" / "a.toml"
    path.write_text(
        text("Ay", "a") + '[[question]]\nid = "r"\ntype = "numeric"\nstem = "How many?"\n'
    )
    library.reread([path])
    bank = found(library, "a")
    assert bank.bank is not None
    assert [one.id for one in bank.bank.question] == ["q"]
    assert bank.errors == 1


def test_new_banks_come_and_others_go(library: Library, place: Path) -> None:
    """A new file stands in its order, a removed one is gone, and both are told of."""
    (place / "questions" / "aa.toml").write_text(text("Double", "aa"))
    (place / "questions" / "b.toml").unlink()
    changes = library.reread()
    assert titles(library) == ["Ay", "Double"]
    assert changes.ids == {"aa", "b"}
    assert changes.paths == {place / "questions" / name for name in ("aa.toml", "b.toml")}
    assert library.get("b") is None


def test_a_changed_text_changes_the_banks_that_quote_it(library: Library, place: Path) -> None:
    """Whether quotations stand in their source is found out anew when the source is saved."""
    source = place / "questions" / "text.txt"
    source.write_text("It was opened on Friday.")
    proof = '[[question.evidence]]\nsource = "s"\nexact = "It was opened on Friday"\n'
    sources = '[sources.s]\nfile = "text.txt"\ntitle = "S"\n'
    (place / "questions" / "a.toml").write_text(text("Ay", "a", extra=sources) + proof)
    library.reread()
    assert not found(library, "a").problems
    source.write_text("It was opened on Sunday.")
    assert library.reread([source]).ids == {"a"}
    assert [one.code for one in library.banks[0].problems] == ["QG208"]
    source.unlink()
    library.reread([source])
    assert [one.code for one in library.banks[0].problems] == ["QG030"]


def test_of_two_with_one_id_the_other_takes_over(library: Library, place: Path) -> None:
    """When the bank that was used goes, the one with its id that was passed over is used."""
    (place / "questions" / "c.toml").write_text(text("Also ay", "a"))
    library.reread()
    assert titles(library) == ["Ay", "Bee", "-"]
    (place / "questions" / "a.toml").unlink()
    changes = library.reread()
    assert titles(library) == ["Bee", "Also ay"]
    assert changes.paths == {place / "questions" / name for name in ("a.toml", "c.toml")}


def test_a_bank_from_elsewhere_is_followed_too(place: Path) -> None:
    """What was asked for by its path stays first, is read anew, and comes back after being away."""
    other = place / "mine.toml"
    other.write_text(text("Mine", "a"))
    library = Library((Path("questions"),), place)
    library.find(str(other))
    list(library.read())
    assert titles(library) == ["Mine", "-", "Bee"]
    other.write_text(text("Mine, too", "a"))
    assert library.reread([other]).paths == {other}
    assert titles(library) == ["Mine, too", "-", "Bee"]
    assert other in library.ground().files
    other.unlink()
    library.reread([other])
    assert titles(library) == ["Ay", "Bee"]
    other.write_text(text("Mine again", "a"))
    library.reread([other])
    assert titles(library) == ["Mine again", "-", "Bee"]
