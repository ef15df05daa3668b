"""`quizgame new` and `quizgame edit`, as far as no screen is needed."""

from pathlib import Path

import pytest

from quizgame.bank.load import load_bank
from quizgame.cli import main
from tests.unit.bank.odd_banks import odd_bank

SEED = Path(__file__).parents[3] / "seeds" / "article.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    return tmp_path


def test_a_new_bank_is_found_and_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bank begun by name alone is where banks are found, and nothing is wrong in it."""
    assert main(["new", "harbour"]) == 0
    path = folder / "home" / "banks" / "harbour.toml"
    assert str(path) in capsys.readouterr().out
    assert main(["check"]) == 0
    loaded = load_bank(path)
    assert loaded.problems == ()
    assert loaded.bank is not None
    assert [question.status for question in loaded.bank.question] == ["draft"]
    assert loaded.bank.question[0].evidence


def test_a_new_bank_goes_into_the_questions_of_a_class(folder: Path) -> None:
    """Where there is a folder of questions, that is where it goes."""
    (folder / "questions").mkdir()
    assert main(["new", "harbour"]) == 0
    assert (folder / "questions" / "harbour.toml").is_file()


@pytest.mark.parametrize(("place", "is_named"), [("seeds", True), ("elsewhere", False)])
def test_a_source_is_named_or_taken_in(folder: Path, place: str, is_named: bool) -> None:  # noqa: FBT001 - a table
    """An article that a bank may read is named by its place, another is copied into the bank."""
    (folder / "questions").mkdir()
    (folder / place).mkdir()
    article = folder / place / "a.txt"
    article.write_bytes(SEED.read_bytes())
    assert main(["new", "questions/new.toml", "--source", str(article)]) == 0
    path = folder / "questions" / "new.toml"
    assert ('file = "../seeds/a.txt"' in path.read_text(encoding="utf-8")) is is_named
    loaded = load_bank(path)
    assert loaded.problems == ()
    assert loaded.texts["article"] == SEED.read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The bridge opens today\n\nIt is 310 metres long. Ships pass.", "It is 310 metres long."),
        (
            "The bridge opens today\n\n\u201cIt is open at last.\u201d",
            "\u201cIt is open at last.\u201d",
        ),
        ("A list of things without an end", "A list of things without an end"),
    ],
)
def test_the_first_proof_is_a_sentence(folder: Path, text: str, quoted: str) -> None:
    """What a new bank quotes ends as a sentence does; a headline serves where there is none."""
    article = folder / "a.txt"
    article.write_text(text, encoding="utf-8")
    assert main(["new", "new.toml", "--source", str(article)]) == 0
    loaded = load_bank(folder / "new.toml")
    assert loaded.bank is not None
    assert loaded.bank.question[0].evidence[0].exact == quoted


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays as it is, and the way on is told."""
    path = folder / "odd.toml"
    path.write_bytes(odd_bank())
    assert main(["new", "./odd.toml"]) == 2
    assert path.read_bytes() == odd_bank()
    assert "quizgame edit" in capsys.readouterr().err


@pytest.mark.parametrize(
    "raw", [b"", b" \n\n", b"\xff\xfe", b"\x00\x01binary", None], ids=lambda raw: repr(raw)[:12]
)
def test_what_is_no_text_is_refused(
    folder: Path, raw: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """An article that is missing, empty or no text gives a message, and no bank."""
    if raw is not None:
        (folder / "a.txt").write_bytes(raw)
    assert main(["new", "x.toml", "--source", "a.txt"]) == 2
    assert not (folder / "x.toml").exists()
    assert "a.txt" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x.txt", "there/x", "a/b.md"])
def test_a_bank_is_a_toml_file(folder: Path, name: str) -> None:
    """Another ending would never be found as a bank."""
    assert main(["new", name if "/" in name else f"./sub/{name}"]) == 2
    assert not list(folder.rglob("x*"))


def test_the_editor_needs_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal the editor says so, and what else can be done."""
    assert main(["edit", "x"]) == 2
    assert "quizgame check" in capsys.readouterr().err
