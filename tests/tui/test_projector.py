"""The projector's view: readable from the back row, and nothing on it that is not for all."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import Row, width_of
from quizgame.tui.teaching.asked import Look
from quizgame.tui.teaching.lesson import lesson_rows
from quizgame.tui.teaching.projecting import projected_rows
from tests.tui.classes import BANK, INVITATION, Classroom
from tests.tui.stage import ROOT, seen, text_of

EVERY_TYPE = ROOT / "tests" / "data" / "every_type.toml"
SIZE = (78, 20)
"""What a terminal of 80 by 24 has for it: columns, lines."""

SAFE = "Safe to project"


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class whose teacher has opened the projector's view in a second terminal."""
    return Classroom(tmp_path, opens="projector")


def words(rows: Iterable[Row]) -> str:
    """Return rows as text."""
    return "\n".join("".join(span.text for span in row.spans) for row in rows)


async def test_a_lesson_on_the_projector(room: Classroom) -> None:
    """Card, reading, question with large figures, key and counts, reasons, standings, thanks."""
    async with room.open() as pilot:
        places = await room.join("Anna", "Ben", "Carla")
        await room.see(pilot, "NAME@quiz.local", "█", "3 here", SAFE)
        await room.begin(reading_seconds=300)
        await room.settle(pilot)
        await room.press(pilot, "enter")
        said = await room.see(pilot, "Read the article", "Join: ssh -p 2222", "Code KOALA", SAFE)
        assert "█" in said
        await room.press(pilot, "enter")
        said = await room.see(pilot, "Question 1 of 2", "Who opened the bridge?", "The engineer")
        assert "█" in said
        await room.answer(places[0])
        await room.see(pilot, "1 of 3 have answered")
        await room.press(pilot, "enter")
        await room.see(pilot, "The question is closed. 1 of 3 have answered")
        await room.press(pilot, "enter")
        said = await room.see(pilot, "right answer", "no answer 2")
        assert "THE ARTICLE SAYS" not in said
        assert "%" not in said
        await room.press(pilot, "enter")
        await room.see(pilot, "THE ARTICLE SAYS", "paragraph 1 of 2", "Talk about it: TALKED")
        await room.press(pilot, "enter")
        said = await room.see(pilot, "Standings", "1 a student 1", SAFE)
        assert "Anna" not in said
        await room.teacher.approve_all()
        await room.see(pilot, "1 Anna 1")
        await room.teacher.finish()
        await room.see(pilot, "The round is over.", "Anna")


async def test_time_is_up_only_when_it_is(room: Classroom) -> None:
    """Who closes early, or a class that has answered, did not let the time run out."""
    async with room.open((60, 20)) as pilot:
        await room.join("Anna")
        await room.begin()
        await room.press(pilot, "enter", "enter")
        await room.press(pilot, "enter")
        assert "Time is up" not in await room.see(pilot, "The question is closed.")
        await room.teacher.begin_second_vote()
        room.places[0].painted()
        room.pass_time(40)
        await room.see(pilot, "Time is up.")
        await room.teacher.reveal()
        await room.teacher.show_next()
        await room.answer(*room.places)
        room.pass_time()
        await room.see(pilot, "The question is closed. 1 of 1 have answered")


async def test_names_come_after_the_teacher_allowed_them(room: Classroom) -> None:
    """Before that the lobby tells a count alone."""
    async with room.open() as pilot:
        await room.join("Anna", "Ben", "Carla")
        said = await room.see(pilot, "3 here")
        assert "Anna" not in said
        await room.teacher.approve(1)
        said = await room.see(pilot, "Anna and 2 more")
        assert "Ben" not in said


async def test_what_needs_the_console_is_not_done_by_a_presenters_key(room: Classroom) -> None:
    """Enter starts no round and ends none on the projector, and skips nothing by a letter."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.press(pilot, "enter")
        await room.see(pilot, "Esc goes back to the console")
        await room.begin()
        await room.teacher.show_next()
        await room.press(pilot, "x", "z", "f")
        assert room.stage == "open"
        await room.press(pilot, "p")
        await room.see(pilot, "Paused")


async def test_the_time_runs_down_by_the_beat(room: Classroom) -> None:
    """Once a second the figures are others, though nothing else happened."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        room.places[0].painted()
        await room.settle(pilot)
        before = text_of(room.app.screen.query("Sheet").first())  # type: ignore[arg-type]
        room.clock.now += 7
        room.app.post_message(room.app.Beaten())
        await pilot.pause()
        after = text_of(room.app.screen.query("Sheet").first())  # type: ignore[arg-type]
        changed = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
        assert changed
        assert all("█" in one for one, _two in changed)


PAIRS = """
[[question]]
id = "pairs"
type = "matching"
stem = "Who did what?"
explanation = "EXPLAINED."
pairs = [
  { left = "%s", right = "opened it" },
  { left = "The engineer", right = "spoke of it" },
]
[[question.evidence]]
source = "article"
exact = "The mayor opened the bridge"
"""


@pytest.mark.parametrize(
    ("left", "stands_before"),
    [
        ("The mayor of the town by the river", True),
        ("The mayor of the town by the river, who came late and had forgotten the ribbon", False),
    ],
)
async def test_what_was_to_be_matched_is_read_whole(
    tmp_path: Path,
    left: str,
    stands_before: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """A left text of any length is shown whole at the reveal where the window has room for it."""
    path = tmp_path / "pairs.toml"
    path.write_text(BANK + PAIRS % left, encoding="utf-8")
    room = Classroom(tmp_path, bank=path, opens="projector")
    async with room.open() as pilot:
        await room.join("Anna", "Ben")
        await room.begin()
        for name in ("who", "last"):
            await room.teacher.skip(name)
        await room.teacher.show_next()
        await room.answer(*room.places)
        if room.stage == "open":
            await room.teacher.close()
        await room.teacher.reveal()
        await room.see(pilot, f"{left} ✓ opened it", "The engineer ✓ spoke of it")
        lines = seen(room.app).split("\n")
        assert any(left in line and "opened it" in line for line in lines) == stands_before


def test_every_type_fits_and_keeps_its_key(tmp_path: Path) -> None:
    """Each type of question and reveal fits into 80 by 24 in narrow lines; its key comes in time.

    What is told after the key may be longer, and is scrolled then.
    """
    room = Classroom(tmp_path, bank=EVERY_TYPE)
    forms: set[str] = set()

    async def lesson() -> None:
        await room.hub.start()
        places = await room.join("Anna", "Ben")
        await room.teacher.start_round("every-type", "all", seed=7)
        live = room.hub.live
        assert live is not None
        for _question in live.state.items:
            await room.teacher.show_next()
            await room.answer(places[0])
            _look(room, forms, told=False)
            if room.stage == "open":
                await room.teacher.close()
            _look(room, forms, told=False)
            await room.teacher.reveal()
            _look(room, forms, told=True)
            await room.teacher.explain()
            _look(room, forms, told=True)
        await room.hub.stop()
        room.store.close()

    asyncio.run(lesson())
    assert forms == {"choice", "entry", "order", "match", "cloze"}


def _look(room: Classroom, forms: set[str], *, told: bool) -> None:
    view = room.teacher.view()
    question = view.board.question
    assert question is not None
    forms.add(question.presentation.form)
    large = projected_rows(view, INVITATION, room.teacher.time(), SIZE, SHAPES)
    small = lesson_rows(view, INVITATION, Look(78, SHAPES), 16, shows_counts=True)
    for rows in (large, small):
        said = words(rows)
        assert question.stem.split()[0] in said
        assert ("right answer" in said or "The answer" in said) == told, said
        assert max(width_of(row.spans) for row in rows) <= SIZE[0]
    if view.board.stage != "explained":
        assert len(large) <= SIZE[1], words(large)
        stem = words(large).splitlines()
        assert max(len(line.rstrip()) for line in stem if "█" not in line and "░" not in line) <= 72
