"""What a student is told when something did not go as planned: no answer, too late, not kept."""

from pathlib import Path

import pytest

from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


@pytest.mark.parametrize("enters", [True, False], ids=["silent", "came-late"])
async def test_who_typed_nothing_reads_that_no_answer_was_given(
    tmp_path: Path,
    enters: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """The reveal of a typed question shows nothing as "your answer" where none was given."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=enters):
        await lesson.join("Bob")
        await lesson.start()
        await lesson.show("named")
        if not enters:
            await lesson.press("enter")
        await lesson.do("close", "reveal")
        assert "You gave no answer." in lesson.said
        assert "nothing" not in lesson.said


async def test_a_warm_up_is_not_counted_among_what_was_right(tmp_path: Path) -> None:
    """It is worth nothing, so neither the tally after an answer nor the last one has it."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start(warm_up=1, count=2)
        await lesson.join("Bob")
        await lesson.do("next")
        await lesson.answer(lesson.place)
        await lesson.do("close", "reveal")
        assert "RIGHT." in lesson.said
        assert "A warm-up counts for nobody." in lesson.said
        assert "right so far" not in lesson.said
        await lesson.do("explain", "next", "close", "reveal")
        assert "0 of 1 right so far" in lesson.said
        await lesson.do("explain", "finish")
        assert "You: 0 of 1 right, 0 of 1 points." in lesson.said


@pytest.mark.parametrize("first", [(), ("a", "enter")], ids=["none-before", "changed"])
async def test_an_answer_that_came_late_is_told_to_be_late(
    tmp_path: Path, first: tuple[str, ...]
) -> None:
    """Who sends while the teacher closes reads that it does not count, and what does."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        await lesson.press(*first)
        # The question closes while the student's keys are on their way.
        listen, lesson.place.listen = lesson.place.listen, lambda: None
        await lesson.teacher.close()
        await lesson.press("b", "enter")
        lesson.place.listen = listen
        assert lesson.state == "Closed"
        told = "Your change came too late. What counts: A is chosen." if first else "came too late,"
        assert told in lesson.said
        await lesson.do("reveal")
        assert ("TOO LATE." in lesson.said) is not bool(first)
