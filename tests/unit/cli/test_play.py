"""`quizgame play` without a terminal: arguments, exit codes, what it plays."""

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from quizgame.cli import main
from quizgame.model.person import Wishes
from quizgame.store import open_store, wants_plain
from tests.e2e import rivers


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a bank's path, in a home of one's own."""
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return str(rivers.write(tmp_path))


def play(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `quizgame play` with some lines piped into it."""
    return subprocess.run(
        [sys.executable, "-m", "quizgame", "play", *arguments],
        input=typed,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )


def played(monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = "") -> int:
    """Run `quizgame play` in this process with some lines to be read, and return the exit code."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return main(["play", *arguments])


def test_a_question_is_answered_through_a_pipe(bank: str) -> None:
    """Lines in, lines out, nothing on stderr, exit code 0."""
    done = play(bank, "--plain", typed="b\n\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Right. 1 of 1 point." in done.stdout
    assert "Question 2 of 8." in done.stdout


def test_without_a_bank_the_articles_is_played(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its first quiz; with questions narrowed down, out of the whole bank."""
    assert played(monkeypatch) == 0
    told = capsys.readouterr().out
    assert "Warm-up.\nFrom: Allies, cluster munitions and a summit.\n" in told
    assert played(monkeypatch, "--count", "3", "--tag", "places") == 0
    assert "3 questions." in capsys.readouterr().out


def test_options_shape_the_quiz(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Quiz, number, difficulty, behaviour, times, factor, scoring and seed all arrive."""
    options = ["--quiz", "each", "--count", "4", "--difficulty", "medium", "--behaviour", "exam"]
    options += ["--question-time", "40", "--quiz-time", "200", "--time-factor", "1.5"]
    options += ["--scoring", "certainty", "--player", "Ada"]
    seen = set()
    for seed in ("1", "1", "5"):
        assert played(monkeypatch, bank, *options, "--seed", seed) == 0
        told = capsys.readouterr().out
        seen.add(told.split("Question 1")[1])
        assert "4 questions. Exam:" in told
        assert "Time for each question: 40 seconds." in told
        assert "You have 60 seconds (extended from 40 seconds)." in told
        assert "5 minutes left for the whole quiz." in told
        assert "Scored by certainty" in told
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "There is no question bank"),
        (["nowhere.toml"], "There is no question bank"),
        (["BANK", "--quiz", "none"], "It has: each, examined, all."),
        (["BANK", "--tag", "nothing"], "The tags are: places."),
        (["--tag", "nothing"], "No question has the tag 'nothing'."),
        (["BANK", "--behaviour", "review", "--player", "Ada"], "no question was missed"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(
    bank: str,
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On stderr, with the exit code of a wrong usage."""
    assert played(monkeypatch, *(bank if word == "BANK" else word for word in arguments)) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--count", "0"],
        ["--count", "many"],
        ["--count", "٣"],
        ["--question-time", "-1"],
        ["--quiz-time", "86401"],
        ["--question-time", "9" * 5000],
        ["--time-factor", "nan"],
        ["--time-factor", "11"],
        ["--seed", "1.5"],
        ["--behaviour", "nap"],
        ["--difficulty", "mild"],
        ["--scoring", "luck"],
        ["one", "two"],
    ],
)
def test_a_senseless_value_is_a_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named in one line on stderr with what would make sense; exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(["play", *arguments])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "error: " in told
    assert "Traceback" not in told


def test_a_database_that_can_not_be_used_ends_a_pipe(
    bank: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can be asked whether to play unsaved: exit code 3, said on stderr."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/quizgame.db").write_bytes(b"no database at all, but long enough" * 100)
    assert played(monkeypatch, bank) == 3
    assert "quizgame: " in capsys.readouterr().err


def test_a_broken_setting_is_told_and_does_not_matter(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with the settings goes to stderr; the quiz is played all the same."""
    monkeypatch.setenv("QUIZGAME_LINE_WARNING", "perhaps")
    assert played(monkeypatch, bank, typed="b\n") == 0
    told = capsys.readouterr()
    assert "QUIZGAME_LINE_WARNING" in told.err
    assert "Right." in told.out


def test_a_reader_that_leaves_is_no_error(bank: str) -> None:
    """As in `quizgame play | head -1`: no traceback, nothing on stderr."""
    line = f"'{sys.executable}' -m quizgame play '{bank}' --plain </dev/null | head -1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("Hello, guest.\n", "")


def test_the_wish_for_lines_is_seen_before_the_database_is_opened(tmp_path: Path) -> None:
    """Of the one named, or of who played last; a damaged database wishes nothing."""
    path = tmp_path / "quizgame.db"
    assert not wants_plain(path)
    store = open_store(path)
    store.add_person("Ada", Wishes(plain=True))
    assert wants_plain(path)
    store.add_person("Bo")
    store.close()
    assert wants_plain(path, "ADA")
    assert not wants_plain(path, "Bo")
    assert not wants_plain(path, "Cy")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE people SET wishes = '['")
    assert not wants_plain(path, "Ada")
    path.write_bytes(b"no database")
    assert not wants_plain(path)


def test_a_place_that_can_not_be_looked_into_wishes_for_nothing(tmp_path: Path) -> None:
    """Choosing a front end never fails on the home; opening it tells what is wrong."""
    assert not wants_plain(tmp_path / ("x" * 300) / "quizgame.db")


def test_a_quiz_that_does_not_exist_is_told_before_anything_else(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is greeted or asked for a name first, and nothing goes to stdout."""
    assert played(monkeypatch, bank, "--quiz", "none") == 2
    assert capsys.readouterr().out == ""


SOBER = """
format = 1
id = "calm"
title = "Calm"
tone = "sober"

[[question]]
id = "one"
type = "true-false"
stem = "Water is wet."
answer = true
difficulty = "easy"
tags = ["water"]
"""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--scoring speed", ["scored by accuracy only", "Leave the scoring out"]),
        ("--scoring certainty --player Ada", ["scored by accuracy only", "Leave the scoring out"]),
        ("--difficulty hard", ["No question of this bank fits.", "other tags or difficulties"]),
        ("--quiz none", ["This bank has no quiz of that name.", "It has: all."]),
    ],
)
def test_what_can_not_be_played_is_told_before_anything_is_shown(
    bank: str,
    arguments: str,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The message and its hint on stderr, exit code 2, no introduction, and nobody added."""
    calm = Path(bank).with_name("calm.toml")
    calm.write_text(SOBER)
    assert played(monkeypatch, str(calm), *arguments.split()) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert [one for one in told if one not in written.err] == []
    assert not (Path(os.environ["QUIZGAME_HOME"]) / "quizgame.db").exists()


def test_a_review_of_a_sober_bank_may_name_any_scoring(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is counted by accuracy whatever was asked for, so there is nothing to refuse."""
    calm = Path(bank).with_name("calm.toml")
    calm.write_text(SOBER)
    arguments = ["--behaviour", "review", "--scoring", "speed", "--player", "Ada"]
    assert played(monkeypatch, str(calm), *arguments) == 2
    assert "no question was missed" in capsys.readouterr().err
