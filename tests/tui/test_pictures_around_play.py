"""Pictures of the screens around play, at two sizes and in every theme."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.backend.student import Student
from quizgame.tui.app import QuizApp
from quizgame.tui.draw.themes import NAMES
from tests.tui.lobby import app_of, play_through, see, settle, student_at, write_bank

SIZES = [(80, 24), (120, 40)]
Scene = Callable[[Pilot[Any], QuizApp, Student], Awaitable[None]]


@pytest.fixture(autouse=True)
def _same_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix what a picture would show of the computer: time zone, account, folder."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setenv("LOGNAME", "sam")
    monkeypatch.chdir(tmp_path)


def _banks(folder: Path) -> Path:
    folder.mkdir()
    write_bank(folder / "numbers.toml", "numbers", title="Numbers", count=12)
    write_bank(folder / "rivers.toml", "rivers", title="Rivers and seas", count=5)
    more = '[[quiz]]\nid = "short"\ntitle = "A short one"\nids = ["q1", "q2"]\n'
    quiz = '[[quiz]]\nid = "exam"\ntitle = "The exam"\nbehaviour = "exam"\npass_mark = 0.5\n'
    with (folder / "rivers.toml").open("a", encoding="utf-8") as file:
        file.write(more + quiz)
    (folder / "broken.toml").write_text('format = 1\nid = "broken"\ntitle = \n', encoding="utf-8")
    return Path(folder.name)


def _student(tmp_path: Path, *, known: bool = True) -> Student:
    student = student_at(tmp_path / "kept", _banks(tmp_path / "banks"))
    if known:
        student.enter("Mia")
    return student


async def _at_home(pilot: Pilot[Any]) -> None:
    await see(pilot, "Playing as Mia", "3 question banks")
    await settle(pilot)


async def _quiz(pilot: Pilot[Any]) -> None:
    await _at_home(pilot)
    await pilot.press("home", "down", "enter")


async def _welcome(pilot: Pilot[Any], _app: QuizApp, _student: Student) -> None:
    await see(pilot, "What is your name?")
    await settle(pilot)


async def _home(pilot: Pilot[Any], _app: QuizApp, _student: Student) -> None:
    await _at_home(pilot)
    await pilot.press("down")


async def _intro(pilot: Pilot[Any], _app: QuizApp, _student: Student) -> None:
    await _quiz(pilot)
    await see(pilot, "Enter start")


async def _setup(pilot: Pilot[Any], _app: QuizApp, _student: Student) -> None:
    await _quiz(pilot)
    await see(pilot, "Enter start")
    await pilot.press("c", "right", "right")
    await see(pilot, "will be asked")


async def _settings(pilot: Pilot[Any], _app: QuizApp, _student: Student) -> None:
    await _at_home(pilot)
    await pilot.press("s", "down", "right")
    await see(pilot, "Settings")


async def _players(pilot: Pilot[Any], _app: QuizApp, student: Student) -> None:
    await _at_home(pilot)
    student.enter("Ole 漢字 [/b]")
    await pilot.press("p")
    await see(pilot, "2 players")


async def _problems(pilot: Pilot[Any], _app: QuizApp, _student: Student) -> None:
    await _at_home(pilot)
    await pilot.press("end", "enter")
    await see(pilot, "Problems")


async def _resume(pilot: Pilot[Any], app: QuizApp, student: Student) -> None:
    await _at_home(pilot)
    play = student.start(student.enter("Mia"), "rivers", "short")
    play.go_on()
    app.open_resume()
    await see(pilot, "Welcome back")


async def _results(pilot: Pilot[Any], app: QuizApp, student: Student) -> None:
    await _at_home(pilot)
    wrong = frozenset({2})
    play = play_through(student, student.enter("Mia"), "all", wrong=wrong, bank="rivers")
    app.open_results(play)
    await see(pilot, "Results")


async def _result(pilot: Pilot[Any], app: QuizApp, student: Student) -> None:
    await _results(pilot, app, student)
    await pilot.press("down", "down")


async def _history(pilot: Pilot[Any], _app: QuizApp, student: Student) -> None:
    mia = student.enter("Mia")
    for wrong in ({1, 2, 3}, {1, 2}, {4}, set[int]()):
        play_through(student, mia, "all", wrong=frozenset(wrong), bank="rivers")
    play_through(student, mia, "exam", wrong=frozenset({1}), bank="rivers")
    await _at_home(pilot)
    await pilot.press("h")
    await see(pilot, "History")


SCENES: dict[str, Scene] = {
    "welcome": _welcome,
    "home": _home,
    "intro": _intro,
    "setup": _setup,
    "settings": _settings,
    "players": _players,
    "problems": _problems,
    "resume": _resume,
    "results": _results,
    "result": _result,
    "history": _history,
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], tmp_path: Path, scene: str, size: tuple[int, int]
) -> None:
    """The screen looks as in the kept picture."""
    student = _student(tmp_path, known=scene != "welcome")
    app = app_of(student)

    async def arrange(pilot: Pilot[Any]) -> None:
        await SCENES[scene](pilot, app, student)
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=arrange)


@pytest.mark.parametrize("theme", NAMES[1:])
def test_results_look_as_they_did_in_every_theme(
    snap_compare: Callable[..., bool], tmp_path: Path, theme: str
) -> None:
    """The results, with right and wrong in them, look as in the kept picture of each theme."""
    student = _student(tmp_path)
    app = QuizApp(student, theme=theme, environ={"LANG": "C.UTF-8", "TERM": "xterm-256color"})

    async def arrange(pilot: Pilot[Any]) -> None:
        await _results(pilot, app, student)
        await settle(pilot)

    assert snap_compare(app, terminal_size=(120, 40), run_before=arrange)


async def test_without_colour_the_chosen_row_is_still_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under NO_COLOR the chosen row is reversed, as only a background tells it otherwise."""
    monkeypatch.setenv("NO_COLOR", "1")
    student = _student(tmp_path)
    app = app_of(student)
    async with app.run_test() as pilot:
        await _at_home(pilot)
        lines = app.screen._compositor.render_strips()
        reversed_lines = [
            line.text
            for line in lines
            if any(segment.style and segment.style.reverse for segment in line)
        ]
        assert [line.split()[:2] for line in reversed_lines] == [["▶", "Numbers"]]
