"""What a student is told when something did not go as planned: no answer, too late, not kept."""

from pathlib import Path

import pytest

from quizgame.errors import StoreError, StoreFullError
from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson
from tests.tui.stage import refusing


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
    async with lesson.open(size=(60, 20)):
        await lesson.start(warm_up=1, count=2)
        await lesson.join("Bob")
        await lesson.do("next")
        await lesson.answer(lesson.place)
        await lesson.do("close", "reveal")
        assert "RIGHT." in lesson.said
        assert "A warm-up counts for nobody. No clock is running." in lesson.said
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


async def test_what_can_not_be_kept_is_not_told_as_the_teacher_s_doing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Students read that the computer can not write, and whether their own answer is kept."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        [bob] = await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        await lesson.press("b", "enter")
        with monkeypatch.context() as full:
            error = StoreFullError("The disk is full.", "Make room.")
            for act in ("add_round_events", "keep_seats"):
                full.setattr(lesson.store, act, refusing(error, 99))
            with pytest.raises(StoreError, match="Not kept"):
                await lesson.answer(bob)
            await lesson.see("The computer of the class can not write now. Your answer is kept.")
            await lesson.press("c")
            await lesson.see("Your answer is not kept yet.")
            await lesson.press("enter")
            await lesson.see("Not kept: the computer of the class can not write now.")
            assert "Your teacher" not in lesson.said
            await lesson.press("c")
        lesson.pass_time(1)
        await lesson.settle()
        lesson.pass_time(1)
        await lesson.see("The clock stands until your teacher lets it run again.")


async def test_an_earlier_question_that_counts_otherwise_is_told(tmp_path: Path) -> None:
    """Whose points change by what the teacher puts right reads so, while another is asked."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        await lesson.do("close", "reveal", "explain", "next")
        assert "Your teacher changed" not in lesson.said
        await lesson.teacher.void("single")
        await lesson.see("Your teacher changed how question 1 counts. You have 1 point now.")
        await lesson.do("close", "reveal")
        assert "Your teacher changed" not in lesson.said
