"""`quizgame check`, `schema` and `list` as a person or a script meets them."""

import json
import re
from pathlib import Path

import pytest

from quizgame.cli import main
from tests.unit.bank.conftest import HEAD, question

ROOT = Path(__file__).parents[3]
ARTICLE = "The summit begins in Vilnius. It\u2019s said that the summit ends in Kaunas.\n"
LINE = re.compile(r"^(?P<path>.+):(?P<line>\d+):(?P<column>\d+): (?P<code>QG\d{3}) (?P<rest>.+)$")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    return tmp_path


def put(folder: Path, text: str, name: str = "bank.toml") -> Path:
    """Write a bank beside an article."""
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8", newline="")
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8", newline="")
    return path


SOUND = question(evidence='exact = "The summit begins in Vilnius"')
WRONG = question(name="two", evidence='exact = "The summit begins in Riga"')
SPELT = question(name="three", evidence='exact = "It\'s said that the summit"')


def test_a_sound_bank_says_nothing_on_stdout(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0, silence for scripts, and one line for people."""
    assert main(["check", str(put(folder, SOUND))]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "1 bank, 1 question, 0 errors, 0 warnings\n"


def test_each_problem_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors make the exit code 1; a line has path, line, column, code and message."""
    path = put(folder, SOUND + WRONG + SPELT)
    assert main(["check", str(path)]) == 1
    out, err = capsys.readouterr()
    lines = [LINE.match(line) for line in out.splitlines()]
    assert all(lines)
    assert [(line["path"], line["line"], line["code"]) for line in lines if line] == [
        (str(path), "25", "QG208"),
        (str(path), "34", "QG205"),
    ]
    assert "[-Riga-] {+Vilnius+}" in out
    assert "QG205 warning: " in out
    assert err == "1 bank, 2 questions, 1 error, 1 warning\n"


def test_warnings_alone_are_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bank with a warning only leaves the exit code 0."""
    assert main(["check", str(put(folder, SOUND + SPELT))]) == 0
    assert "QG205" in capsys.readouterr().out


def test_json_has_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: every field of every problem, and the same exit code."""
    path = put(folder, SOUND + WRONG + SPELT)
    assert main(["check", "--format", "json", str(path)]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == 1
    first, second = document["problems"]
    assert (first["path"], first["line"], first["code"], first["severity"], first["fixable"]) == (
        str(path),
        25,
        "QG208",
        "error",
        False,
    )
    assert first["message"]
    assert first["hint"]
    assert (second["severity"], second["fixable"]) == ("warning", True)


def test_fix_mends_and_then_checks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --fix what can be mended is mended and no longer reported; the rest still is."""
    path = put(folder, SOUND + WRONG + SPELT)
    assert main(["check", "--fix", str(path)]) == 1
    out, err = capsys.readouterr()
    assert "QG205" not in out
    assert "QG208" in out
    assert "2 values mended" in err
    assert "It\u2019s said" in path.read_text(encoding="utf-8")
    before = path.read_bytes()
    assert main(["check", "--fix", str(path)]) == 1
    assert path.read_bytes() == before


def test_fix_says_what_it_mended_and_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each on stderr, with the place as it is afterwards; stdout has only problems."""
    path = put(folder, SPELT)
    assert main(["check", "--fix", str(path)]) == 0
    out, err = capsys.readouterr()
    *told, summary = err.splitlines()
    text = path.read_text(encoding="utf-8").splitlines()
    for line, word in zip(told, ("sha256", "exact"), strict=True):
        place = re.match(rf"{re.escape(str(path))}:(\d+):\d+: mended `[a-z.]+\.{word}`$", line)
        assert place, line
        assert word in text[int(place[1]) - 1]
    assert out == ""
    assert summary.endswith("2 values mended")
    assert main(["check", "--fix", str(path)]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_path_is_a_usage_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is told on stderr with exit code 2, before anything is checked."""
    assert main(["check", str(put(folder, WRONG)), "no\x1b]0;such.toml"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "such.toml" in err
    assert "\x1b" not in err


def test_without_a_path_the_banks_found_are_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The banks that play would offer are checked, one's own included."""
    (folder / "questions").mkdir()
    put(folder / "questions", question("zzz = 1"))
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("questions/bank.toml:15:1: QG008 ")


def test_hostile_text_is_cleaned(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in a bank or its name reaches the terminal as a control sequence or a second line."""
    hostile = "\\u001b]52;c;MARK\\u0007\\u009b31m\\u202eMARK\\r\\nfake.toml:1:1: QG000 x"
    body = f'tags = ["x"]\ndifficulty = "{hostile}"\n"{hostile}" = 1'
    text = question(body) + question(name="q", evidence=f'exact = "such words {hostile}"')
    text = HEAD.replace("Small", hostile) + text
    path = folder / "ba\x1b[31mnk\n.toml"
    path.write_text(text)
    for command in (["check", str(path)], ["check", "--format", "json", str(path)], ["list"]):
        main(command)
        out, err = capsys.readouterr()
        assert not set(out + err) & set("\x1b\x07\x9b\u202e\r")
        if command == ["check", str(path)]:
            assert "MARK" in out
            assert all("QG0" in line or "QG2" in line for line in out.splitlines())
            assert not any(line.startswith("fake.toml") for line in out.splitlines())


def test_the_schema_is_the_file_in_the_repository(capsys: pytest.CaptureFixture[str]) -> None:
    """`questions/bank.schema.json` is what `quizgame schema` prints."""
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert printed == (ROOT / "questions" / "bank.schema.json").read_text(encoding="utf-8")


def test_banks_are_listed_with_their_quizzes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each bank with its number of questions, and one for each quiz."""
    (folder / "questions").mkdir()
    quiz = '\n[[quiz]]\nid = "first"\ntitle = "First"\nbehaviour = "exam"\n'
    quiz += 'ids = ["two"]\n'
    put(folder / "questions", question() + question(name="two") + quiz)
    put(folder / "questions", "x = [", "broken.toml")
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "small: Small (2 questions)" in lines
    assert "  first: First (1 question, exam, accuracy)" in lines
    assert "  all: All questions (2 questions, practice, accuracy)" in lines
    assert "questions/broken.toml: 1 error" in lines
    assert main(["list", "--json"]) == 0
    banks = {bank["id"]: bank for bank in json.loads(capsys.readouterr().out)["banks"]}
    assert banks["small"]["questions"] == 2
    assert banks["small"]["quizzes"] == [
        {
            "id": "first",
            "title": "First",
            "questions": 1,
            "behaviour": "exam",
            "scoring": "accuracy",
        },
        {
            "id": "all",
            "title": "All questions",
            "questions": 2,
            "behaviour": "practice",
            "scoring": "accuracy",
        },
    ]
    assert banks[None]["errors"] == 1


def test_a_read_only_bank_can_not_be_mended(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file can not be written, that is said and the check goes on."""
    path = put(folder, SPELT)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    # As root every folder can be written, so the system's refusal is played here.
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert main(["check", "--fix", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "QG205" in out
    assert "Permission denied" in err
