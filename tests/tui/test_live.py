"""Banks that another editor saves while the app runs: real files, and a real watch over them."""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.pilot import Pilot

from quizgame.backend.follower import Follower
from quizgame.tui.app import QuizApp
from quizgame.tui.screens.home import HomeScreen
from tests.tui.lobby import app_of, said, see, student_at, until, write_bank
from tests.tui.stage import UNICODE, letter, text_of

if TYPE_CHECKING:
    from quizgame.tui.panes import Panes

PATIENCE_S = 60.0
LAST = "Is 1 a number?"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin to watch at once."""
    monkeypatch.setattr("quizgame.bank.watch._ROUND_S", 0.1)


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    """A folder with two banks of two questions each."""
    folder = tmp_path / "banks"
    folder.mkdir()
    write_bank(folder / "harbour.toml", "harbour")
    write_bank(folder / "river.toml", "river")
    return folder


def live(home: Path, banks: Path, *, notes: list[str] | None = None) -> QuizApp:
    """Return the app as the command opens it: it follows the banks."""
    student = student_at(home, banks)
    student.enter("Mia")
    note = (lambda _text: None) if notes is None else notes.append
    return QuizApp(student, environ=UNICODE, follower=Follower(note))


async def in_time(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds; a watch takes its time."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(said(pilot))


async def tells(pilot: Pilot[Any], *words: str) -> None:
    """Wait until the screen on top says all these words."""
    await in_time(pilot, lambda: all(one in said(pilot) for one in words))


def home_of(app: QuizApp) -> HomeScreen:
    """Return home, on top or not."""
    return next(screen for screen in app.screen_stack if isinstance(screen, HomeScreen))


def chosen(app: QuizApp) -> tuple[str, int]:
    """Return what stands on the row with the cursor, and on which line of the screen that is."""
    menu = cast("Panes", app.screen).menu
    index = next(n for n, row in enumerate(menu.rows) if row.target == menu.cursor)
    lines = text_of(menu)
    line = index - menu.top
    assert lines[line].lstrip().startswith("▶") or "▶" in lines[line]
    return lines[line].replace("▶", " ").strip(), line


def edit(path: Path, old: str, new: str) -> None:
    """Save a bank with some words replaced, by writing into the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def swap_in(path: Path, text: str) -> None:
    """Save a bank by writing beside it and renaming."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


async def test_problems_appear_and_go_as_the_bank_is_saved(tmp_path: Path, banks: Path) -> None:
    """A slip is told with file and line, the rest stays playable, and mending it is told, too."""
    path = banks / "river.toml"
    sound = path.read_text(encoding="utf-8")
    async with live(tmp_path, banks).run_test() as pilot:
        await see(pilot, "2 question banks · 4 questions")
        edit(path, LAST, "")
        await tells(pilot, "river.toml:13: `stem` must not be empty", "1 problem in this file")
        assert "2 question banks · 3 questions" in said(pilot)
        swap_in(path, "format = 1\nid = \n")
        await tells(pilot, "river.toml:2:", "river.toml can not be played: 1 problem")
        assert "Harbour" in said(pilot)
        swap_in(path, sound)
        await tells(pilot, "Nothing is wrong any more in", "2 question banks · 4 questions")
        assert "problem" not in said(pilot)


async def test_a_bank_that_is_half_written_shows_no_problem(
    tmp_path: Path, banks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While an editor empties the file and writes it anew, home goes on showing what it was."""
    monkeypatch.setattr("quizgame.bank.watch._PATIENCE_S", PATIENCE_S / 2)
    monkeypatch.setattr("quizgame.bank.watch._QUIET_S", 1.0)
    told: list[str] = []
    monkeypatch.setattr(HomeScreen, "tell", lambda _home, words, _ink="": told.append(words))
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "2 question banks · 4 questions")
        text = (banks / "river.toml").read_text(encoding="utf-8").replace("River", "Stream")
        with (banks / "river.toml").open("w", encoding="utf-8") as file:
            file.flush()
            await asyncio.sleep(0.4)
            for start in range(0, len(text), 60):
                file.write(text[start : start + 60])
                file.flush()
                await asyncio.sleep(0.05)
        await tells(pilot, "Stream")
        await in_time(pilot, lambda: bool(told))
    assert told == ["Stream was changed and read anew."]


async def test_cursor_and_scroll_stay_when_banks_come_and_go(tmp_path: Path, banks: Path) -> None:
    """Whoever chose a quiz far down still has it, on the same line, whatever else was saved."""
    for number in range(40):
        write_bank(banks / f"m{number:02}.toml", f"m{number:02}", title=f"Middle {number:02}")
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "42 question banks")
        await pilot.press(*["down"] * 30)
        row, line = chosen(app)
        assert "Middle" in row
        write_bank(banks / "a.toml", "a", title="At the top")
        await tells(pilot, "43 question banks", "At the top is new here.")
        assert chosen(app) == (row, line)
        edit(banks / "m05.toml", LAST, "")
        await tells(pilot, "m05.toml:13:")
        assert chosen(app) == (row, line)
        (banks / "a.toml").unlink()
        await tells(pilot, "42 question banks", "At the top is gone.")
        assert chosen(app) == (row, line)
        (banks / f"m{int(row.split()[1]):02}.toml").unlink()
        await tells(pilot, "41 question banks")
        assert chosen(app)[0] != row
        await pilot.press("enter")
        await see(pilot, "Enter start")


async def test_one_of_two_hundred_banks_is_read_anew_and_no_other(
    tmp_path: Path, banks: Path
) -> None:
    """The one that was saved is shown as it is now; all others are what they were."""
    for number in range(198):
        write_bank(banks / f"b{number:03}.toml", f"b{number:03}", title=f"Bank {number:03}")
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "200 question banks · 400 questions")
        await pilot.press(*["pagedown"] * 12)
        before = list(home_of(app).loaded)
        edit(banks / "b100.toml", "Bank 100", "Saved anew")
        await tells(pilot, "Saved anew was changed and read anew.")
        after = home_of(app).loaded
        other = [now for now, then in zip(after, before, strict=True) if now is not then]
        assert [one.path.name for one in other] == ["b100.toml"]


@pytest.mark.parametrize("kind", ["changed", "deleted question", "garbage", "gone"])
async def test_a_sitting_keeps_what_it_began_with(kind: str, tmp_path: Path, banks: Path) -> None:
    """Stems, key and scoring stay as begun to the end, whatever becomes of the bank meanwhile."""
    path = banks / "harbour.toml"
    text = path.read_text(encoding="utf-8")
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "2 question banks")
        await pilot.press("enter", "enter")
        await see(pilot, "Question 1 of 2", "a number?")
        held = app.student.library.get("harbour")
        if kind == "changed":
            other = text.replace("a number?", "a word?").replace("answer = true", "answer = false")
            path.write_text(other, encoding="utf-8")
        elif kind == "deleted question":
            path.write_text(text[: text.rindex("[[question]]")], encoding="utf-8")
        elif kind == "garbage":
            path.write_text("format = \n", encoding="utf-8")
        else:
            path.unlink()
        await in_time(pilot, lambda: app.student.library.get("harbour") is not held)
        await in_time(pilot, lambda: app.student.library.banks == tuple(home_of(app).loaded))
        for number in (1, 2):
            await see(pilot, f"Question {number} of 2", "a number?")
            await pilot.press(letter(app, "True"), "enter")
            await see(pilot, "RIGHT")
            await pilot.press("enter")
        await see(pilot, "2 of 2", "100 %")
        scores = app.student.history(app.person) if app.person else None
        assert scores is not None
        assert [one.accuracy for one in scores.attempts] == [1.0]


@pytest.mark.parametrize("kind", ["changed", "gone"])
async def test_an_exam_keeps_what_it_began_with(kind: str, tmp_path: Path, banks: Path) -> None:
    """Also a question that was not shown yet is asked and scored as when the exam began."""
    path = banks / "harbour.toml"
    text = path.read_text(encoding="utf-8")
    text += '[[quiz]]\nid = "final"\ntitle = "Final"\nbehaviour = "exam"\n'
    path.write_text(text, encoding="utf-8")
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "2 question banks", "Final")
        await in_time(pilot, lambda: "Final" in chosen(app)[0])
        await pilot.press("enter")
        await see(pilot, "Exam.", "Enter start")
        await pilot.press("enter")
        await see(pilot, "Question 1 of 2", "a number?")
        held = app.student.library.get("harbour")
        if kind == "changed":
            other = text.replace("a number?", "a word?").replace("answer = true", "answer = false")
            path.write_text(other, encoding="utf-8")
        else:
            path.unlink()
        await in_time(pilot, lambda: app.student.library.get("harbour") is not held)
        for number in (1, 2):
            await see(pilot, f"Question {number} of 2", "a number?")
            await pilot.press(letter(app, "True"), "enter")
        await see(pilot, "2 answered", "u hand in")
        await pilot.press("u", "u")
        await in_time(pilot, lambda: "100 %" in said(pilot))
        scores = app.student.history(app.person) if app.person else None
        assert scores is not None
        assert [one.accuracy for one in scores.attempts] == [1.0]


async def test_what_was_left_open_goes_on_as_it_began(tmp_path: Path, banks: Path) -> None:
    """A sitting that was left is resumed with its own question and key, though these are gone."""
    app = live(tmp_path, banks)
    begun = student_at(tmp_path, banks)
    begun.start(begun.enter("Mia"), str(banks / "harbour.toml")).go_on()
    async with app.run_test() as pilot:
        await see(pilot, "Welcome back, Mia")
        await pilot.press("escape")
        await see(pilot, "Go on where you stopped", "2 question banks")
        (banks / "harbour.toml").write_text("format = \n", encoding="utf-8")
        await tells(pilot, "harbour.toml can not be played", "harbour.toml:1:")
        await pilot.press("home", "enter")
        await see(pilot, "Question 1 of 2", "a number?")
        await pilot.press(letter(app, "True"), "enter")
        await see(pilot, "RIGHT")


async def test_before_a_quiz_the_new_version_is_shown(tmp_path: Path, banks: Path) -> None:
    """The page before a quiz follows the bank, says so, and says why it can not begin any more."""
    path = banks / "harbour.toml"
    sound = path.read_text(encoding="utf-8")
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "2 question banks")
        await pilot.press("enter")
        await see(pilot, "Questions 2", "Enter start")
        write_bank(path, "harbour", title="Harbour and more", count=5)
        await tells(pilot, "Harbour and more", "Questions 5", "was changed and read anew.")
        await pilot.press("question_mark")
        await see(pilot, "back")
        write_bank(path, "harbour", count=4)
        await tells(pilot, "was changed and read anew.")
        await pilot.press("escape")
        await see(pilot, "Questions 4")
        edit(banks / "river.toml", LAST, "")
        await in_time(pilot, lambda: bool(home_of(app).views[1].problems))
        assert "river" not in said(pilot).lower()
        path.write_text("format = 1\nid = \n", encoding="utf-8")
        await tells(pilot, "no question that can be played", ".toml:2:", "read anew")
        await pilot.press("enter")
        await see(pilot, "Enter start")
        path.write_text(sound, encoding="utf-8")
        await in_time(pilot, lambda: "can be played" not in said(pilot))
        await pilot.press("enter")
        await see(pilot, "Question 1 of 2")


async def test_the_list_of_problems_follows_the_file(tmp_path: Path, banks: Path) -> None:
    """Whoever mends a bank with its problems on screen sees them go one by one."""
    path = banks / "river.toml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("Is 0", "").replace("answer = true", "answer = 3"), "utf-8")
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "can not be played: 2 problems")
        await pilot.press("end", "enter")
        await see(pilot, "Problems", "2 problems · 0 questions can be played")
        edit(banks / "harbour.toml", "Harbour", "Haven")
        await in_time(pilot, lambda: home_of(app).views[0].title == "Haven")
        assert "read anew" not in said(pilot)
        path.write_text(sound.replace("answer = true", "answer = 3", 1), "utf-8")
        await tells(pilot, "1 problem · 1 question can be played", "was changed and read anew.")
        path.write_text(sound, "utf-8")
        await tells(pilot, "0 problems · 2 questions can be played", "Nothing is wrong")
        path.unlink()
        await tells(pilot, "This file is gone.")
        await pilot.press("escape")
        await see(pilot, "1 question bank · 2 questions")


async def test_where_nothing_can_be_watched_all_else_works(
    tmp_path: Path, banks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without room for another watch the reason goes to the log, and play goes on as ever."""

    def refuse(*_paths: str, **_options: object) -> None:
        raise OSError(28, "OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", refuse)
    notes: list[str] = []
    app = live(tmp_path, banks, notes=notes)
    async with app.run_test() as pilot:
        await see(pilot, "2 question banks")
        await in_time(pilot, lambda: bool(notes))
        await pilot.press("enter", "enter")
        await see(pilot, "Question 1 of 2")
    assert len(notes) == 1
    assert "OS file watch limit reached." in notes[0]


async def test_the_watch_ends_with_the_app(tmp_path: Path, banks: Path) -> None:
    """While the app runs one thread watches; when it has ended none does."""
    app = live(tmp_path, banks)
    async with app.run_test() as pilot:
        await see(pilot, "2 question banks")
        await in_time(pilot, lambda: _watchers() == 1)
        await pilot.press("q")
    assert _watchers() == 0


async def test_nothing_is_watched_unless_asked_for(tmp_path: Path, banks: Path) -> None:
    """An app that was given no follower leaves the banks as it read them."""
    student = student_at(tmp_path, banks)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await until(pilot, lambda: home_of(app).is_read)
        assert _watchers() == 0


def _watchers() -> int:
    return sum(thread.name == "banks" for thread in threading.enumerate())
