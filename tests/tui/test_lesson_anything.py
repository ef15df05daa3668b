"""Whatever the teacher does and whatever is pressed, the screen says what goes on."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from quizgame.errors import QuizgameError
from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson
from tests.tui.stage import seen

KEYS = (*"abc123smnwx?c", "enter", "enter", "tab", "escape", "space", "down", "backspace", "left")
STEPS = 60


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


@pytest.mark.parametrize("seed", [1, 2])
async def test_anything_may_happen(tmp_path: Path, seed: int) -> None:
    """Beneath all that is opened over it the lesson shows the class's question and no other."""
    chance = random.Random(seed)  # noqa: S311 - the same walk each time
    lesson = Lesson(tmp_path)
    async with lesson.open():
        others = await lesson.join("Bob", "Cleo")
        await lesson.teacher.open_quiz("rivers", "each")
        await lesson.start(scoring=chance.choice(("accuracy", "certainty")))
        for _step in range(STEPS):
            match chance.randrange(8):
                case 0 | 1:
                    acts = lesson.teacher.view().acts
                    with suppress(QuizgameError):  # what is void already can not be void once more
                        await lesson.do(chance.choice([*acts[:2], *acts]))
                    if lesson.hub.live is None:
                        await lesson.start()
                case 2:
                    with suppress(QuizgameError, AssertionError):
                        await lesson.answer(chance.choice(others))
                case 3:
                    lesson.pass_time(chance.choice((0.5, 1, 30)))
                case _:
                    await lesson.press(chance.choice(KEYS))
            await lesson.settle()
            if lesson.app.return_code is not None:
                break
            assert lesson.app.failure is None
            page = lesson.app.lesson
            view = lesson.place.view()
            assert page.view is view
            if lesson.app.screen is page and view.board.question is not None:
                said = " ".join(seen(lesson.app).split())
                assert f"Question {view.board.number} of {view.board.total}" in said
                assert ("right so far" in said) == (
                    view.board.stage in {"revealed", "explained"} and view.takes_part
                )
