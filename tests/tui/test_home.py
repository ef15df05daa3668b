"""Home: banks good and bad, many banks, hostile names, and the ways on from there."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from quizgame.backend.library import Library
from quizgame.bank.load import LoadedBank
from quizgame.tui.app import QuizApp
from quizgame.tui.draw.plot import percent
from tests.tui.lobby import app_of, play_through, said, see, settle, student_at, until, write_bank
from tests.tui.stage import ARTICLE_BANK, seen

if TYPE_CHECKING:
    from quizgame.tui.panes import Panes


async def test_a_bad_bank_is_told_beside_the_good_ones(tmp_path: Path) -> None:
    """A broken file is a row with its number of problems; Enter lists them with their places."""
    banks = tmp_path / "banks"
    banks.mkdir()
    write_bank(banks / "good.toml", "good")
    (banks / "bad.toml").write_text('format = 1\nid = "bad"\ntitle = \n', encoding="utf-8")
    student = student_at(tmp_path, banks)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia", "Good", "bad.toml can not be played: 1 problem")
        while "bad.toml" not in _chosen(app):
            await pilot.press("down")
        await pilot.press("enter")
        await see(pilot, "Problems", "3:9 QG004 error", "1 problem")
        await pilot.press("escape")
        await see(pilot, "Playing as Mia")


def _chosen(app: QuizApp) -> str:
    menu = cast("Panes", app.screen).menu
    row = next(row for row in menu.rows if row.target == menu.cursor)
    return "".join(span.text for span in row.spans)


class GatedLibrary(Library):
    """A library that waits after its third bank until it may go on."""

    def __init__(self, place: Path) -> None:
        """Close the gate."""
        super().__init__((place,), place)
        self.gate = threading.Event()
        self.ended = threading.Event()
        self.count = 0

    def read(self) -> Iterator[LoadedBank]:
        """Read the banks, with a wait in between."""
        try:
            for loaded in super().read():
                self.count += 1
                yield loaded
                if self.count == 3:
                    self.gate.wait(60)
        finally:
            self.ended.set()


async def test_two_hundred_banks_are_usable_before_all_are_read(tmp_path: Path) -> None:
    """While a thread still reads, a bank that was read can be chosen, opened and begun."""
    banks = tmp_path / "banks"
    banks.mkdir()
    for number in range(200):
        write_bank(banks / f"b{number:03}.toml", f"b{number:03}", title=f"Bank {number:03}")
    library = GatedLibrary(banks)
    student = student_at(tmp_path, library=library)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "3 so far", "Bank 000", "Bank 002")
        await pilot.press("down", "enter")
        await see(pilot, "Bank 001", "Enter start")
        await pilot.press("enter")
        await see(pilot, "Question 1 of 2")
        assert "200" not in said(pilot)
        app.open_home()
        await see(pilot, "3 so far")
        library.gate.set()
        await see(pilot, "200 question banks · 400 questions")


async def test_quitting_does_not_wait_for_the_banks_that_are_left(tmp_path: Path) -> None:
    """Whoever quits while banks are read ends the reading with the bank at hand."""
    banks = tmp_path / "banks"
    banks.mkdir()
    for number in range(20):
        write_bank(banks / f"b{number:03}.toml", f"b{number:03}")
    library = GatedLibrary(banks)
    student = student_at(tmp_path, library=library)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "3 so far")
        await pilot.press("q")
        await pilot.pause()
    library.gate.set()
    assert await asyncio.to_thread(library.ended.wait, 60)
    assert library.count <= 4


async def test_one_escape_too_many_does_not_quit(tmp_path: Path) -> None:
    """The first Escape at home says that a second one quits; `q` quits at once."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("h", "escape", "escape")
        await see(pilot, "Playing as Mia", "Esc again, or q, quits.")
        await pilot.press("escape")
        await pilot.pause()
    assert not app.is_running


async def test_home_says_that_it_reads_before_anything_is_read(tmp_path: Path) -> None:
    """The first picture stands while the memory is not even open."""
    library = GatedLibrary(tmp_path)
    gate = threading.Event()
    student = student_at(tmp_path, library=library)
    opens = student._open_store
    student._open_store = lambda: (gate.wait(60), opens())[1]
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Reading the question banks", "q quit")
        await pilot.press("h")
        await see(pilot, "One moment")
        gate.set()
        await see(pilot, "What is your name?")


async def test_hostile_titles_are_drawn_as_they_are(tmp_path: Path) -> None:
    """Markup is text, control sequences are gone, wide and marked letters keep the frame."""
    banks = tmp_path / "banks"
    banks.mkdir()
    markup = "[/b]MARK[@click=app.exit]x[/]"
    hostile = f"{markup} \x1b]52;c;TUFSSw==\x07 \u202eevil 漢字漢字 e\u0301\u0301 שלום"
    write_bank(banks / "hostile.toml", "hostile", title=hostile * 3)
    student = student_at(tmp_path, banks)
    student.enter("[/b]MARK")
    app = app_of(student)
    async with app.run_test(size=(60, 20)) as pilot:
        await see(pilot, "Playing as [/b]MARK", "[/b]MARK[@click=app.exit]x[/]")
        text = seen(app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        for line in app.screen._compositor.render_strips():
            assert line.cell_length == 60
        await pilot.press("enter")
        await see(pilot, "Enter start")
        await pilot.click("Sheet", offset=(12, 1))
        assert app.is_running


async def test_scores_stand_beside_the_quiz_after_playing(tmp_path: Path) -> None:
    """Best and last score of a quiz are shown in its row."""
    student = student_at(tmp_path)
    mia = student.enter("Mia")
    play_through(student, mia, "warm-up")
    last = play_through(student, mia, "warm-up", wrong=frozenset({1, 2}))
    score = percent(last.results().record.accuracy)
    async with app_of(student).run_test(size=(120, 40)) as pilot:
        await see(pilot, f"100 % {score}", f"best 100 %, last {score}")


async def test_what_was_missed_is_reviewed(tmp_path: Path) -> None:
    """`m` asks once more exactly what was last wrong; with nothing missed it says so."""
    student = student_at(tmp_path)
    mia = student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Warm-up")
        await pilot.press("m")
        await see(pilot, "There is nothing to review")
        play_through(student, mia, "warm-up", wrong=frozenset({1, 2}))
        await pilot.press("m")
        await see(pilot, "Review · Question 1 of 2")


async def test_every_way_on_works_by_mouse(tmp_path: Path) -> None:
    """A click chooses a quiz, a second opens it, and the keys at the foot can be clicked."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Final exam")
        place = next(y for y, line in enumerate(seen(app).splitlines()) if "Final exam" in line)
        await pilot.click(offset=(6, place))
        await see(pilot, "Final exam Exam", "for all")
        await pilot.click(offset=(6, place))
        await see(pilot, "Enter start", "The answers are explained at the end")
        await pilot.click("KeyBar", offset=(2, 2))
        await see(pilot, "Question 1 of")


async def test_a_small_window_gets_a_kind_word(tmp_path: Path) -> None:
    """Below 60 by 20 the page asks for room, and comes back with it."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test(size=(50, 15)) as pilot:
        await settle(pilot)
        assert "a little small" in " ".join(seen(app).split())
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "Warm-up" in seen(app))


def test_nothing_slow_is_loaded_for_the_first_picture() -> None:
    """Importing the app and home loads neither pydantic nor the database nor the engine."""
    code = (
        "import sys, quizgame.tui.app, quizgame.tui.screens.home;"
        "print([n for n in ('pydantic', 'sqlalchemy', 'sqlite3', 'tree_sitter', 'markdown_it',"
        "'quizgame.engine', 'quizgame.bank', 'quizgame.backend.views') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


async def test_the_article_bank_is_where_everybody_begins(tmp_path: Path) -> None:
    """The article's bank lists its ready-made quizzes with how many questions they ask."""
    student = student_at(tmp_path, ARTICLE_BANK)
    mia = student.enter("Mia")
    view = student.shelf(mia, student.library.find(str(ARTICLE_BANK)))
    async with app_of(student).run_test(size=(120, 40)) as pilot:
        for quiz in view.quizzes[:-1]:
            await see(pilot, quiz.title)
        await see(pilot, f"{view.quizzes[0].title} {view.quizzes[0].count}", "Tags")
        await see(pilot, f"All questions {view.questions}")


HELP = {
    "home": ("", "Enter m h p s ? q", ("up, down", "PgUp, PgDn", "Home, End", "space")),
    "history": ("h", "Esc Enter Space c j ?", ("up, down", "PgUp, PgDn", "Home, End", "space")),
    "players": ("p", "Enter a r d Esc ?", ("up, down", "PgUp, PgDn", "Home, End", "space")),
    "settings": ("s", "Esc ?", ("up, down", "←→", "PgUp, PgDn", "Home, End", "Enter, space")),
    "intro": ("E", "Enter s c Esc ?", ("up, down", "space, PgUp, PgDn", "Home, End")),
    "setup": ("Ec", "u Esc ?", ("up, down", "←→", "PgUp, PgDn", "Home, End", "Enter, space")),
}


@pytest.mark.parametrize("page", HELP)
async def test_the_help_lists_every_key_also_where_the_foot_is_too_short(
    tmp_path: Path, page: str
) -> None:
    """At the least width the foot still has `?`, and behind it stands every key that works."""
    way, keys, moving = HELP[page]
    student = student_at(tmp_path)
    play_through(student, student.enter("Mia"), "warm-up")
    app = app_of(student)
    async with app.run_test(size=(60, 30)) as pilot:
        await see(pilot, "Playing as Mia")
        await settle(pilot)
        await pilot.press(*("enter" if key == "E" else key for key in way))
        await until(pilot, lambda: len(app.screen_stack) == 2 + len(way))
        await see(pilot, "? help")
        await pilot.press("question_mark")
        await see(pilot, "The keys that work where you were.", "Everywhere")
        first = {line.strip().split("  ")[0] for line in seen(app).splitlines() if line.strip()}
    assert set(keys.split()) | set(moving) <= first
