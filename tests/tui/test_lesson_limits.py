"""A student in a class reads how much time there is, and why it is more than others have."""

from pathlib import Path

import pytest

from tests.e2e import rivers
from tests.tui.lessons import Lesson


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """Return a class with a bank of timed questions, the first of which has no limit."""
    bank = rivers.BANK.replace('id = "single"\n', 'id = "single"\nquestion_time = 0\n')
    bank = bank.replace("[[quiz]]", "[defaults]\nquestion_time = 100\n\n[[quiz]]", 1)
    path = tmp_path / "timed.toml"
    path.write_text(bank, encoding="utf-8")
    return Lesson(tmp_path, bank=path)


async def test_extended_time_is_named_at_the_first_question_with_a_limit(lesson: Lesson) -> None:
    """Once, however many questions without a limit come before."""
    async with lesson.open((60, 20)):
        await lesson.teacher.set_factor(1, 1.5)
        await lesson.start()
        await lesson.do("next")
        assert "No time limit." in lesson.said
        await lesson.do("close", "reveal", "next")
        assert "150 s (extended from 100)." in lesson.said
        await lesson.do("close", "reveal", "next")
        assert "150 s." in lesson.said
        assert "extended" not in lesson.said


async def test_who_comes_late_reads_it_at_their_own_first(lesson: Lesson) -> None:
    """What was shown before they came told them nothing."""
    async with lesson.open(enters=False):
        await lesson.join("Bob")
        await lesson.teacher.set_factor(1, 1.5)
        await lesson.start()
        await lesson.do("next", "close", "reveal", "next")
        await lesson.press("enter")
        assert "You take part from the next question" in lesson.said
        await lesson.do("close", "reveal", "next")
        assert "150 s (extended from 100)." in lesson.said
