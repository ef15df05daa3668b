"""Playing alone in a class on the screen, while the class may call."""

from pathlib import Path

import pytest

from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson
from tests.tui.stage import letter, seen


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


async def test_what_was_missed_is_practised(tmp_path: Path) -> None:
    """After the round `m` asks again what was not right, and the results lead back to class."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        await lesson.press(letter(lesson.app, "Rhine"), "enter")
        await lesson.do("close", "reveal", "explain", "finish")
        assert "Practise the one that you did not have right" in lesson.said
        await lesson.press("m")
        await lesson.see("Practice · Question 1 of 1", "Which river passes through Hamburg?")
        await lesson.press(letter(lesson.app, "Elbe"), "enter", "enter")
        await lesson.see("Results:", "100 %", "Enter back to the class")
        assert "CSV" not in lesson.said
        lesson.pass_time(1)
        await lesson.settle()
        assert seen(lesson.app).split("\n")[2].split()[-1] in "●○"
        await lesson.press("c")
        await lesson.see("computer")
        await lesson.press("enter")
        await lesson.see("The round is over.")


async def test_a_practice_of_what_was_missed_is_gone_on_with(tmp_path: Path) -> None:
    """Who leaves it and comes back in the same round is where they were."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        for _question in range(2):
            await lesson.do("next", "close", "reveal", "explain")
        await lesson.do("finish")
        await lesson.press("m")
        await lesson.see("Practice · Question 1 of 2")
        await lesson.press("n", "enter")
        await lesson.see("Practice · Question 2 of 2")
        await lesson.press("escape", "l")
        await lesson.see("The round is over.")
        await lesson.press("m")
        await lesson.see("Practice · Question 2 of 2")


async def test_a_practice_stands_still_when_the_class_goes_on(tmp_path: Path) -> None:
    """It is said, `c` leads to the class, and the quiz is gone on with later."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.teacher.open_quiz("rivers", "each")
        await lesson.see("To play alone 1 Each type Practice")
        await lesson.press("1")
        await lesson.see("Practice · Question 1 of 8")
        await lesson.press("a")
        await lesson.start()
        await lesson.show("several")
        await lesson.see("Your class goes on: question 2 is open. Press c to go there")
        await lesson.press("c")
        await lesson.see("Which of these are rivers?")
        await lesson.do("close", "finish")
        await lesson.see("1 Each type Practice · begun: go on")
        await lesson.press("1")
        await lesson.see("Practice · Question 1 of 8")


async def test_who_stays_is_called_once_for_each_question(tmp_path: Path) -> None:
    """Enter goes on alone; the class calls again for the next question only."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.teacher.open_quiz("rivers", "each")
        await lesson.see("1 Each type")
        await lesson.press("1")
        await lesson.see("Practice · Question 1 of 8")
        [other] = await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        await lesson.see("Your class goes on: question 1 is open")
        await lesson.press("enter")
        await lesson.answer(other)
        lesson.pass_time(1)
        await lesson.settle()
        assert "Your class goes on" not in lesson.said
        await lesson.do("close", "reveal", "explain", "next")
        await lesson.see("Your class goes on: question 2 is open")


async def test_an_exam_goes_on_when_the_class_does(tmp_path: Path) -> None:
    """It is said above the keys, and the exam can be answered."""
    lesson = Lesson(tmp_path)
    async with lesson.open(size=(110, 24)):
        await lesson.teacher.open_quiz("rivers", "examined")
        await lesson.see("1 Examined Exam")
        await lesson.press("1")
        await lesson.see("Exam · Question 1 of 8")
        await lesson.start()
        await lesson.show("single")
        await lesson.see("question 1 is open. Esc leaves; the clock of the exam runs on.")
        await lesson.press("a", "enter")
        await lesson.see("Question 2 of 8")
        await lesson.press("escape", "l")
        await lesson.see("Open · Question 1 of 8")


async def test_a_quiz_taken_as_often_as_may_be_can_not_be_begun(tmp_path: Path) -> None:
    """Its row says so and has no digit."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.teacher.open_quiz("rivers", "each", attempts=1)
        await lesson.see("1 Each type", "0 of 1 attempts used")
        await lesson.press("1")
        await lesson.see("Practice · Question 1 of 8")
        await lesson.press("escape", "e")
        lesson.pass_time(1)
        await lesson.see("taken as often as you may")
        await lesson.press("1")
        assert "You are in" in lesson.said
