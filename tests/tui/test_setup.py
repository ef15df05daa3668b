"""Before a quiz: what it says, and how it may be changed."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from quizgame.tui.widgets.form import Form
from tests.tui.lobby import app_of, see, student_at
from tests.tui.stage import ARTICLE_BANK


async def test_what_is_changed_is_counted_and_played(tmp_path: Path) -> None:
    """An exam of three questions without a clock is told before it starts, and is what starts."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Warm-up")
        await pilot.press("enter", "c")
        await see(pilot, "How to play", "questions will be asked")
        await pilot.press("right", "right", "down", "right")
        await see(pilot, "3 questions will be asked", "< Exam >")
        await pilot.press("down", "right", "escape")
        await see(pilot, "Questions 3", "Exam. The answers are explained at the end.")
        await see(pilot, "Time no time limit")
        await pilot.press("enter")
        await see(pilot, "Question 1 of 3", "Exam")


async def test_what_fits_nothing_is_said_and_does_not_start(tmp_path: Path) -> None:
    """A review with nothing missed asks nothing, and says so."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Warm-up")
        await pilot.press("enter", "c", "right", "right", "right")
        await see(pilot, "No question fits")
        await pilot.press("escape", "enter")
        await see(pilot, "No question fits. Press c")
        await pilot.press("c", "u", "escape")
        await see(pilot, "Practice. The answer is explained")


async def test_tags_narrow_a_quiz(tmp_path: Path) -> None:
    """Ticking a tag leaves only questions about it, and the count follows."""
    student = student_at(tmp_path)
    view = student.shelf(student.enter("Mia"), student.library.find(str(ARTICLE_BANK)))
    about = dict(view.tags)["figures"]
    async with app_of(student).run_test(size=(100, 50)) as pilot:
        await see(pilot, "All questions")
        await pilot.press("end", "enter", "c")
        await see(pilot, f"{view.questions} questions will be asked")
        while True:
            await pilot.press("down")
            if _form(pilot).cursor == "tag:figures":
                break
        await pilot.press("space")
        await see(pilot, f"{about} questions will be asked")
        await pilot.press("escape")
        await see(pilot, "Only about figures", f"Questions {about}")


async def test_a_sober_bank_offers_no_other_scoring(tmp_path: Path) -> None:
    """Where a bank asks for a sober tone, only how much is right counts."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Warm-up")
        await pilot.press("enter", "c")
        await see(pilot, "How to play")
        assert "scoring" not in _form(pilot)._choices


async def test_the_article_may_be_read_first(tmp_path: Path) -> None:
    """`s` opens the article, and Escape comes back to the quiz."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test(size=(100, 30)) as pilot:
        await see(pilot, "Warm-up")
        await pilot.press("enter")
        await see(pilot, "s read the article first (about 6 minutes)")
        await pilot.press("s")
        await see(pilot, "cluster munitions", "Nato summit")
        await pilot.press("escape")
        await see(pilot, "Enter start")


def _form(pilot: Pilot[Any]) -> Form:
    return pilot.app.screen.query_exactly_one(Form)
