"""A teacher opens quizzes to be played alone: times that are typed, exams, exceptions."""

import time
from pathlib import Path

import pytest

from quizgame.tui.teaching.times import on_day
from tests.tui.classes import Classroom
from tests.tui.stage import seen

DAY = 86_400


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """Return a class that has not begun."""
    return Classroom(tmp_path)


def clock_time(at: float) -> str:
    """Return the local time of a moment, as a teacher types it."""
    return time.strftime("%H:%M", time.localtime(at))


async def typed(room: Classroom, pilot: object, text: str) -> None:
    """Type a text and send it."""
    await room.press(pilot, *("space" if one == " " else one for one in text), "enter")  # type: ignore[arg-type] # a pilot


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_times_are_typed(room: Classroom, size: tuple[int, int]) -> None:
    """`t` asks for a time, which is shown back as it was understood; the quiz is opened with it."""
    async with room.open(size) as pilot:
        [ann] = await room.join("Anna")
        now = room.clock.read().wall
        tomorrow = time.strftime("%Y-%m-%d", time.localtime(now + DAY))
        start = time.mktime(time.strptime(f"{tomorrow} 08:00", "%Y-%m-%d %H:%M"))
        await room.press(pilot, "g", "n", "enter", "down")
        await room.see(pilot, "It opens", "Open from now until", "t type time", "o open it")
        await room.press(pilot, "t")
        await room.see(pilot, "tomorrow 8:00", "Enter keep it")
        await typed(room, pilot, "tomorrow 8:00")
        await room.see(pilot, f"Understood as {on_day(start)} (in", f"It opens < {on_day(start)}")
        await room.press(pilot, "down", "t")
        await typed(room, pilot, f"{tomorrow} 10:45")
        end = start + 2 * 3600 + 45 * 60
        await room.see(pilot, f"Open from {on_day(start)} until"[: size[0] - 2])
        await room.press(pilot, "o")
        said = await room.see(pilot, f"It opens {on_day(start)} (in", f"Opens {on_day(start)}")
        assert "It is open" not in said
        assert f"Closes {on_day(end)}" in said
        [one] = ann.view().openings
        assert (one.state, one.opens, one.closes) == ("coming", start, end)


async def test_a_time_that_can_not_be_understood_is_put_right(room: Classroom) -> None:
    """The reason is said, what was typed stays, and Escape leaves all as it was."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.press(pilot, "g", "n", "enter", "down", "down", "7")
        await room.see(pilot, "7", "Enter keep it")
        await room.press(pilot, "enter")
        await room.see(pilot, "“7” can not be read as a time. Type for example 10:45")
        await typed(room, pilot, "7:00")
        await room.see(pilot, "There is no 77:00 on a clock.")
        await room.press(pilot, "escape")
        await room.see(pilot, "It closes", "7 days after that", "o open it")


async def test_an_end_that_is_over_is_not_opened(room: Classroom) -> None:
    """The form stays, and says why."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.press(pilot, "g", "n", "enter", "down", "down", "t")
        await typed(room, pilot, "in 1 min")
        await room.see(pilot, "Understood as")
        room.clock.now += 60
        await room.press(pilot, "o")
        await room.see(pilot, "is over already.", "Open this quiz")
        await room.press(pilot, "left", "o")
        await room.see(pilot, "It is open to the class.")


async def test_it_is_said_what_the_end_of_an_exam_means(room: Classroom) -> None:
    """At its row, and before it is closed by hand."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.press(pilot, "g", "n", "enter", "down", "down", "down")
        await room.press(pilot, "up")
        await room.see(pilot, "Who has begun by then may go on.")
        await room.press(pilot, "down", "down", "right", "right", "up", "up")
        await room.see(pilot, "Who sits in the exam then hands it in, as it stands.")
        await room.press(pilot, "o", "x")
        await room.see(pilot, "Whoever sits in this exam hands it in now, as it stands.")
        await room.press(pilot, "x")
        await room.see(pilot, "closed", "r results")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_is_closed_is_not_called_open(room: Classroom, size: tuple[int, int]) -> None:
    """Closed by hand or by its end, the page says so, and no longer that it is open."""
    async with room.open(size) as pilot:
        await room.join("Anna")
        await room.press(pilot, "g", "n", "enter", "o")
        await room.see(pilot, "It is open to the class.", "Open now", "Closes")
        await room.press(pilot, "x", "x")
        closed = room.clock.read().wall
        said = await room.see(pilot, "It is closed.", f"Closed {on_day(closed)}")
        assert not [one for one in ("is open", "Open now", "Opens", "Closes") if one in said]
        await room.press(pilot, "x", "x")
        await room.see(pilot, "It is off the list.", "No quiz is open.")
        await room.press(pilot, "n", "enter", "down", "down", *["left"] * 9, "o")
        await room.see(pilot, "It is open to the class.", "Open now")
        room.pass_time(301)
        said = await room.see(pilot, "All of it closed", "Closed ")
        assert "It is open" not in said


async def test_an_end_is_put_off(room: Classroom) -> None:
    """`e` gives five minutes more, told at once; nothing without an end is put off."""
    async with room.open() as pilot:
        [ann] = await room.join("Anna")
        closes = room.clock.read().wall + 600
        await room.teacher.open_quiz("bridge", "lesson", closes=closes)
        await room.press(pilot, "g")
        await room.see(pilot, "n open one r results e +5 min x close it Esc back ? help")
        await room.press(pilot, "e")
        await room.see(pilot, f"It closes {on_day(closes + 300)}")
        assert ann.view().openings[0].closes == closes + 300
        await room.press(pilot, "x", "x", "x", "x")
        await room.teacher.open_quiz("bridge", "lesson")
        assert "+5 min" not in await room.see(pilot, "Closes never")
        await room.press(pilot, "e")
        await room.see(pilot, "This quiz has no end.")


async def test_names_that_nobody_has_are_told_at_once(room: Classroom) -> None:
    """While they can still be put right; so are groups."""
    async with room.open() as pilot:
        [ann] = await room.join("Anna")
        await room.press(pilot, "g", "n", "enter", "end", "enter", "v")
        await typed(room, pilot, "Anna, Ghost")
        await room.see(pilot, "Nobody here is called Ghost.")
        await room.press(pilot, *["backspace"] * len(", Ghost"))
        await typed(room, pilot, ", group:9C")
        await room.see(pilot, "No group of the class list is called 9C.")
        await room.press(pilot, *["backspace"] * len(", group:9C"), "enter")
        await room.see(pilot, "An exception for: Anna", "For them it closes")
        later = room.clock.read().wall + 8 * DAY
        await room.press(pilot, "down", "t")
        await typed(room, pilot, f"{on_day(later).partition(' ')[2]}")
        await room.press(pilot, "o")
        await room.see(pilot, "It is open to the class.")
        await room.see(pilot, f"For some {on_day(later)}")
        [one] = ann.view().openings
        assert on_day(one.closes) == on_day(later)
        assert "Ghost" not in seen(room.app)


async def test_how_far_the_class_is_is_told_without_names(room: Classroom) -> None:
    """Who is done and who is at it is counted; names come in private alone, and go with it."""
    async with room.open((120, 40)) as pilot:
        ann, ben, _cyd = await room.join("Anna", "Ben", "Cyd")
        await room.teacher.open_quiz("bridge", "lesson")
        [one] = ann.view().openings
        done, begun = await ann.begin(one.key), await ben.begin(one.key)
        done.abandon()
        await room.press(pilot, "g")
        text = await room.see(pilot, "Done 0 of 3, 1 is at it now", "v shows who, for you alone.")
        assert "Ben" not in text
        while (asked := begun.go_on()) is not None:
            begun.give_up(asked.id)
        await room.press(pilot, "v", "v")
        text = await room.see(pilot, "Ben done, 0 %", "Anna given up", "Cyd not begun", "PRIVATE")
        assert "Done 1 of 3" in text
        await room.press(pilot, "v")
        text = await room.see(pilot, "Done 1 of 3", "Safe to project")
        assert "Ben" not in text


async def test_what_was_just_opened_is_chosen(room: Classroom) -> None:
    """So that what is pressed next is done to it."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.teacher.open_quiz("bridge", "lesson")
        await room.press(pilot, "g", "n", "enter", "o")
        await room.see(pilot, "It is open to the class.")
        await room.press(pilot, "x", "x")
        first, second = room.teacher.view().openings
        assert (first.state, second.state) == ("open", "closed")
