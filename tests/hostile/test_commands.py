"""What commands write about hostile banks, names, answers and arguments."""

import contextlib
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgame.backend.request import Options
from quizgame.cli import main
from quizgame.model.text import cell_width
from tests.hostile.desk import NAME, Desk
from tests.hostile.payloads import CLICK, attack
from tests.hostile.stream import faults

Run = Callable[..., str]


@pytest.fixture
def run(desk: Desk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run a command: returns stdout, after every byte of both streams is checked."""
    monkeypatch.setenv("QUIZGAME_HOME", str(desk.database.parent))
    monkeypatch.chdir(desk.database.parent)
    folder = Path("questions")
    folder.mkdir()
    for path in (*desk.banks, *Path().glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())

    def run(*arguments: str, line_ends: str = "\n") -> str:
        with contextlib.suppress(SystemExit):  # by which argparse tells of wrong arguments
            main(arguments)
        out, err = capfd.readouterr()
        assert faults(out.removeprefix("\ufeff"), allowed=None, line_ends=line_ends) == []
        assert faults(err, allowed=None, line_ends="\n") == []
        return f"{out}\n{err}"

    return run


@pytest.fixture
def played(desk: Desk) -> Desk:
    """Give a desk at which someone of a hostile name gave hostile answers."""
    person = desk.student.enter(NAME)
    play = desk.student.practise(person, "hostile", ["q-0"])
    for answer in (attack("ZA00"), "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1"):
        play = desk.student.practise(person, "hostile", ["q-3"], Options(seed=1))
        play.go_on()
        play.answer("q-3", (answer,))
        play.go_on()
    desk.student.report(play, "q-3", attack("ZR00"))
    desk.student.close()
    return desk


def test_check(desk: Desk, run: Run) -> None:
    """Problems are told a line each, with what was written as it may be drawn."""
    text = run("check", *map(str, desk.banks))
    lines = text.split("\n\n")[0].splitlines()
    assert len(lines) == 8
    assert "ZB02 ]52;c;ZB02 [2J[31mZB02" in text
    assert f"[/b]ZB02 {CLICK}ZB02[/] [red on ZB02]" in text
    run("check")
    run("check", "--fix", *map(str, desk.banks))


def test_check_as_json(desk: Desk, run: Run) -> None:
    """The same as JSON."""
    out = run("check", "--format", "json", *map(str, desk.banks))
    problems = json.JSONDecoder().raw_decode(out)[0]["problems"]
    assert any("[/b]ZB02" in problem["message"] for problem in problems)


def test_list(run: Run) -> None:
    """Banks and quizzes are listed by their cleaned titles."""
    assert "ZQ" in run("list")
    assert json.JSONDecoder().raw_decode(run("list", "--json"))[0]["format"] == 1


@pytest.mark.usefixtures("played")
def test_scores(run: Run) -> None:
    """Names and titles stand in the table as they may be drawn."""
    text = run("scores")
    assert f"[/b]{CLICK}ZN00" in text
    rows = [line for line in text.splitlines() if "ZN00" in line]
    assert len({cell_width(row.partition("practice")[0]) for row in rows}) == 1


@pytest.mark.usefixtures("played")
def test_scores_as_csv(run: Run) -> None:
    """No cell begins as a formula does, and every answer is there."""
    text = run("scores", "--csv", line_ends="\r\n").rstrip("\n").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    answers = [row["response_text"] for row in rows]
    assert {"'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\uff1d1"} <= set(answers)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]
    assert any("[/b]ZA00" in answer for answer in answers)


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize("command", [("scores", "--json"), ("export",)])
def test_documents(run: Run, command: tuple[str, ...]) -> None:
    """JSON is ASCII and keeps what was typed."""
    text = run(*command)
    assert text.isascii()
    assert "[/b]ZA00" in json.dumps(json.JSONDecoder().raw_decode(text)[0])


@pytest.mark.usefixtures("played")
def test_forgetting(run: Run) -> None:
    """Names are told as they may be drawn, known or not."""
    assert "ZX00" in run("forget", attack("ZX00"))
    assert "ZN00" in run("forget", NAME)
    assert "ZN00" in run("forget", NAME, "--yes")
    assert "ZX01" in run("export", "--player", attack("ZX01"))
    assert "ZX02" in run("scores", "--player", attack("ZX02"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "ZX00\x1b]52;c;ZX00\x07\x9b31m"),
        ("play", "ZX00\x1b]52;c;ZX00\x07\x9b31m"),
        ("play", "syntaxZX00\x1b[31m", "\x1b]52;c;ZX00\x07\x9b31m\u202e"),
        ("play", "hostile", "--tag", "ZX00\x1b]52;c;ZX00\x07"),
        ("play", "hostile", "--count", "ZX00\x1b]52;c;ZX00\x07"),
        ("play", "hostile", "--scoring", "ZX00\x1b]52;c;ZX00\x07"),
        ("play", "--ZX00\x1b]52;c;ZX00\x07\u202e"),
        ("export", "-o", "nowhere/ZX00\x1b]52;c;ZX00\x07"),
        ("ZX00\x1b]52;c;ZX00\x07\u202e",),
        ("scores", "ZX00\udcff\x1b]52;c;ZX00\x07\u202e"),
    ],
)
def test_arguments(run: Run, arguments: tuple[str, ...]) -> None:
    """A file's name that a shell put into a command reaches no terminal as it is."""
    assert "ZX00" in run(*arguments)


def test_a_quiz_that_there_is_not(run: Run) -> None:
    """The quizzes that there are are named instead."""
    assert "each, exam" in run("play", "hostile", "--quiz", "ZX00\x1b]52;c;ZX00\x07")


def test_playing_a_bank_that_can_not_be_played(desk: Desk, run: Run) -> None:
    """What is wrong in a bank is told without what it holds for the terminal."""
    for path in desk.banks[1:]:
        run("play", str(path))
