"""A class with a hostile bank and hostile students: a student's screen stays a screen."""

from pathlib import Path

import pytest
from textual import events

from quizgame.tui.screens.lesson import LessonScreen
from tests.hostile.desk import NAME, Desk
from tests.hostile.payloads import CLICK, UNSEEN, attack
from tests.hostile.watch import Watch, watched
from tests.tui.lessons import Lesson


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


async def paste(watch: Watch, text: str) -> None:
    """Paste where something is typed, and look."""
    watch.app.post_message(events.Paste(text))
    await watch.look()


async def read(watch: Watch) -> None:
    """Look at all that is there, and click what looks like a link."""
    await watch.read_on()
    await watch.click_on(CLICK)


async def test_a_lesson(desk: Desk, tmp_path: Path) -> None:
    """From the door to the end of a round every text stays within its frame."""
    lesson = Lesson(tmp_path, bank=desk.banks[0])
    app = lesson.waiting_app()

    async def act(watch: Watch) -> None:
        await lesson.begin(watch.pilot, name=NAME)
        await watch.look()
        [other, third] = await lesson.join(attack("ZC01")[:60], f"{CLICK}ZC02")
        await lesson.teacher.approve_all()
        await paste(watch, NAME)
        await watch.press("enter")
        await watch.until(lesson.place.seated)
        await lesson.start("each", "hostile", reading_seconds=60)
        await read(watch)
        await lesson.do("read")
        await read(watch)
        await lesson.do("end_reading")
        for number in range(lesson.hub.display.board().total):
            await lesson.do("next")
            await watch.look()
            await paste(watch, attack(f"ZD{number:02}"))
            await watch.press(*("a12c", "b2", "3a1b")[number % 3], "enter")
            await lesson.answer(other)
            await lesson.do("close")
            await watch.look()
            await lesson.do("reveal", "explain")
            await read(watch)
            if number == 0:
                for key, name in (("s", "ReadScreen"), ("w", "WordsScreen")):
                    await watch.press(key)
                    await watch.at(name)
                    await watch.read_on()
                    await watch.press("escape")
        await lesson.do("standings")
        await read(watch)
        await lesson.do("finish")
        await read(watch)
        await watch.press("question_mark")
        await watch.look()
        assert third.seated()
        await lesson.hub.stop()

    watch = await watched(app, (60, 20), act)
    assert watch.clicks
    said = watch.text
    named = ("bank", "quiz desc", "exam", "published", "foreseen")
    missing = desk.marks.missing(said, without=(*UNSEEN, *named))
    assert [one for one in missing if not one.endswith(" tag")] == []
    for mark in ("ZN00", "ZC01", "ZD"):
        assert mark in said
