"""The commands about what is kept: data on stdout, words on stderr, fixed exit codes."""

import io
import json
import os
import pty
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizgame.cli import main
from quizgame.store import open_store
from tests.store.samples import attempt, finished, response, stamped


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own."""
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path / "home"


@pytest.fixture
def played(home: Path) -> Path:
    """Two people who played."""
    store = open_store(home / "quizgame.db")
    for name in ("Anna", "李雷"):
        record = attempt(f"of {name}", store.add_person(name), started_at=1.7e9 + len(name))
        store.begin(record, [stamped(0)], [])
        store.append(finished(record), [stamped(1)], [response(text="Kyiv\x1b[31m")])
    store.close()
    return home


def test_nothing_played_is_no_failure(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """With nothing kept there is no data, a word about it, and no file made."""
    assert main(["scores"]) == 0
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"played" in err
    assert main(["scores", "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == {"format": 1, "attempts": []}
    assert not home.exists()


@pytest.mark.usefixtures("played")
def test_scores_are_a_table_that_lines_up(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A line for each attempt, columns aligned also behind wide characters, nothing on stderr."""
    assert main(["scores"]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    head, first, second = out.decode().splitlines()
    assert "Anna" in first
    assert first.index("A bank, A quiz") == head.index("quiz")
    assert "67%" in first
    assert "2/3" in first
    assert "passed" in first
    # Two wide characters take four cells.
    assert second.index("A bank, A quiz") == head.index("quiz") - 2


def test_a_quiz_of_the_whole_bank_is_named_once(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Its title is the bank's; one that was given up says so."""
    store = open_store(home / "quizgame.db")
    record = replace(attempt("whole", store.add_person("Anna")), quiz="all", quiz_title="A bank")
    store.begin(record, [stamped(0)], [])
    store.append(replace(record, status="abandoned"), [stamped(1)], ())
    store.close()
    assert main(["scores"]) == 0
    head, row = capsysbinary.readouterr().out.decode().splitlines()
    assert head.split() == ["played", "player", "quiz", "how", "right", "points", "ended"]
    assert row.count("A bank") == 1
    assert row.endswith("given up")


@pytest.mark.usefixtures("played")
def test_scores_of_one_player(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A player is found by any spelling of the name, and only theirs are shown."""
    assert main(["scores", "--player", "ANNA", "--json"]) == 0
    (record,) = json.loads(capsysbinary.readouterr().out)["attempts"]
    assert record["player"] == "Anna"
    assert record["responses"][0]["response_text"] == "Kyiv\x1b[31m"


@pytest.mark.usefixtures("played")
def test_csv_is_utf8_with_a_mark(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The bytes are a byte order mark and UTF-8 with one kind of line end, and no escape."""
    assert main(["scores", "--csv"]) == 0
    out = capsysbinary.readouterr().out
    assert out.startswith(b"\xef\xbb\xbf")
    assert "李雷".encode() in out
    assert out.count(b"\n") == out.count(b"\r\n") == 3
    assert b"\x1b" not in out


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize(
    "argv",
    [
        ["scores", "--player", "Nob\x1body"],
        ["export", "--player", "Nob\x1body"],
        ["forget", "Nob\x1body"],
    ],
)
def test_an_unknown_player_is_told(
    argv: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The name is named, cleaned, the known ones are listed, and the exit code is 1."""
    assert main(argv) == 1
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"Nobody" in err
    assert b"Anna" in err


def test_forget_erases_without_asking_when_told_so(
    played: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """With --yes the player goes, the others stay."""
    assert main(["forget", "anna", "--yes"]) == 0
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"Anna" in err
    assert all(b"Anna" not in file.read_bytes() for file in played.rglob("*") if file.is_file())
    store = open_store(played / "quizgame.db")
    assert [person.name for person in store.people()] == ["李雷"]
    store.close()


def test_forget_asks_nobody_where_nobody_is(played: Path) -> None:
    """Without a terminal and without --yes nothing is erased, and the usage is told."""
    assert main(["forget", "Anna"]) == 2
    store = open_store(played / "quizgame.db")
    assert store.find_person("Anna")
    store.close()


@pytest.mark.parametrize(("reply", "code", "left"), [("yes", 0, 1), ("no", 1, 2), ("", 1, 2)])
def test_forget_asks_at_a_terminal(
    played: Path, monkeypatch: pytest.MonkeyPatch, reply: str, code: int, left: int
) -> None:
    """Only a clear yes erases."""
    master, slave = pty.openpty()
    with os.fdopen(slave, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        os.write(master, f"{reply}\n".encode())
        assert main(["forget", "Anna"]) == code
    os.close(master)
    store = open_store(played / "quizgame.db")
    assert len(store.people()) == left
    store.close()


def test_export_is_one_document(
    played: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """One player's or everybody's, to stdout or to a private file, the same text."""
    assert main(["export"]) == 0
    everybody = json.loads(capsysbinary.readouterr().out)
    assert {person["name"] for person in everybody["people"]} == {"Anna", "李雷"}
    file = tmp_path / "anna.json"
    assert main(["export", "--player", "Anna"]) == 0
    text = capsysbinary.readouterr().out
    assert main(["export", "--player", "Anna", "-o", str(file)]) == 0
    assert capsysbinary.readouterr().out == b""
    assert file.read_bytes() == text
    assert file.stat().st_mode & 0o777 == 0o600
    assert [person["name"] for person in json.loads(text)["people"]] == ["Anna"]
    assert played.exists()


@pytest.mark.usefixtures("played")
def test_a_file_that_can_not_be_written_is_told(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The reason is told and the exit code says that the environment is at fault."""
    assert main(["export", "-o", str(tmp_path / "no" / "file.json")]) == 3
    assert b"file.json" in capsysbinary.readouterr().err


def test_a_broken_database_is_told(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A damaged file gives one message with a hint and the exit code for the environment."""
    home.mkdir()
    (home / "quizgame.db").write_text("no database " * 99)
    assert main(["scores"]) == 3
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert b"quizgame.db" in err
    assert b"Traceback" not in err


def test_two_forms_at_once_are_refused(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """JSON and CSV exclude each other."""
    with pytest.raises(SystemExit) as caught:
        main(["scores", "--json", "--csv"])
    assert caught.value.code == 2
    assert capsysbinary.readouterr().out == b""
