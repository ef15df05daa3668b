"""Quizzes that a teacher opens, on a student's screen: told of, closed, looked back at."""

from pathlib import Path

import pytest

from quizgame.tui.draw.terms import moment, moment_near
from quizgame.tui.live.news import BEATS
from quizgame.tui.play.playing import Playing
from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson
from tests.tui.stage import letter


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


async def seconds_go_by(lesson: Lesson, count: int) -> None:
    """Let the class's beat be heard so often."""
    for _second in range(count):
        lesson.pass_time(1)
        await lesson.settle()


def playing(lesson: Lesson) -> Playing:
    """Return the screen of the sitting."""
    return next(one for one in lesson.app.screen_stack if isinstance(one, Playing))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_an_exam_is_handed_in_when_it_closes(tmp_path: Path, size: tuple[int, int]) -> None:
    """The clock and the foot say so before; the results say so after, and are found again."""
    lesson = Lesson(tmp_path)
    async with lesson.open(size=size):
        closes = lesson.clock.read().wall + 600
        await lesson.teacher.open_quiz("rivers", "examined", closes=closes, attempts=1)
        await lesson.see("1 Examined Exam", "until ")
        await lesson.press("1")
        await lesson.see("Closes in 10:00", moment_near(closes, closes - 600), "handed in")
        await lesson.press(letter(lesson.app, "Elbe"), "enter")
        await lesson.see("Question 2 of 8")
        lesson.pass_time(600)
        await playing(lesson).tick()
        await lesson.see("Results: Examined", "1 of 8 right", "The quiz closed at", "handed in as")
        await seconds_go_by(lesson, 1)
        await lesson.press("enter")
        await lesson.see("closed · handed in", "1 your results")
        await lesson.press("1")
        await lesson.see("Results: Examined", "1 of 8 right", "The quiz closed at")
        await lesson.press("enter")
        await lesson.see("You are in")


async def test_an_exam_that_closes_in_days_shows_no_countdown(tmp_path: Path) -> None:
    """Only the day is told, and the overview tells it too."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        closes = lesson.clock.read().wall + 3 * 86_400
        await lesson.teacher.open_quiz("rivers", "examined", closes=closes)
        await lesson.see("1 Examined")
        await lesson.press("1")
        await lesson.see(f"Closes {moment(closes)}")
        assert "Closes in" not in lesson.said
        await lesson.press("o")
        await lesson.see("All questions", f"Closes {moment(closes)}")


async def test_who_left_an_exam_finds_it_handed_in(tmp_path: Path) -> None:
    """From the lesson the row says that it is closed and handed in, and leads to the results."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.teacher.open_quiz("rivers", "examined", closes=lesson.clock.read().wall + 600)
        await lesson.see("1 Examined")
        await lesson.press("1")
        await lesson.see("Closes in 10:00")
        await lesson.press(letter(lesson.app, "Elbe"), "enter", "escape", "l")
        await lesson.see("begun: go on")
        lesson.pass_time(600)
        await lesson.settle()
        await seconds_go_by(lesson, 4)
        await lesson.see("closed · handed in · best 12 %")
        await lesson.press("1")
        await lesson.see("1 of 8 right", "The quiz closed at")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_who_practises_is_told_of_an_exam(tmp_path: Path, size: tuple[int, int]) -> None:
    """Within the beat, for a while, also over the article; then the foot is as it was."""
    lesson = Lesson(tmp_path)
    async with lesson.open(size=size):
        await lesson.teacher.open_quiz("rivers", "each")
        await lesson.see("1 Each type")
        await lesson.press("1")
        await lesson.see("Practice · Question 1 of 8")
        await lesson.press("a")
        await lesson.see("not sent yet")
        opens = lesson.clock.read().wall + 60
        await lesson.teacher.open_quiz("rivers", "examined", opens=opens, closes=opens + 600)
        await seconds_go_by(lesson, 1)
        assert "Open now" not in lesson.said
        lesson.pass_time(60)
        await lesson.see("Open now: Examined (Exam", "Esc leads")
        await seconds_go_by(lesson, BEATS + 1)
        assert "Open now" not in lesson.said
        await lesson.see("not sent yet")
        await lesson.press("enter", "escape", "l")
        await lesson.see("begun: go on", "1 2 play alone")


async def test_what_is_opened_is_told_over_other_pages(tmp_path: Path) -> None:
    """Who reads the article meanwhile, or the results, is told there."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.teacher.open_quiz("rivers", "each")
        await lesson.see("1 Each type")
        await lesson.press("1")
        await lesson.see("Question 1 of 8")
        await lesson.press("s")
        await lesson.see("On a river")
        await lesson.teacher.open_quiz("rivers", "examined")
        await lesson.see("On a river", "Open now: Examined (Exam)")
        await lesson.press("escape")
        await lesson.see("Question 1 of 8", "Open now: Examined (Exam)")
