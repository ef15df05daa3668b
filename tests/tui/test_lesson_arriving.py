"""Coming in to a class on the screen: names, words, PINs, and the teacher's consent."""

from pathlib import Path

import pytest

from quizgame.classroom.roster import Student
from quizgame.tui.draw.glyphs import LETTERS, SHAPES
from quizgame.tui.screens.lesson import LessonScreen
from tests.tui.lessons import Lesson, Wire

ADA = Student(name="Ada Byron", login="ada")
BEN = Student(name="Ben Bell", login="ben")


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


async def proves(login: str, pin: str) -> bool:
    """Know one PIN."""
    return (login, pin) == ("ada", "2468")


async def test_a_name_is_offered_and_another_may_be_typed(tmp_path: Path) -> None:
    """Nothing is knocked at before Enter; then the seat word and what is kept are told."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        assert "Press Enter to come in as ada" in lesson.said
        assert not lesson.hub.room.seats
        await lesson.type("Mia q?")
        await lesson.press("enter")
        assert "You are in, Mia q?." in lesson.said
        assert f"Your seat word {lesson.place.view().word.upper()}" in lesson.said
        assert "kept on your teacher's computer" in lesson.said


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        (("next",), "You take part from the next question."),
        (("next", "close", "reveal"), "You take part from the next question."),
        (("finish",), "Remember it; ? shows it again."),
    ],
)
async def test_who_comes_late_is_told_their_seat_word(
    tmp_path: Path, acts: tuple[str, ...], told: str
) -> None:
    """In mid-round there is no lobby that tells it, and without it nobody gets back."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        await lesson.join("Bob")
        await lesson.start()
        await lesson.do(*acts)
        await lesson.press("enter")
        assert f"Your seat word: {lesson.place.view().word.upper()}. {told}" in lesson.said


async def test_a_name_without_a_letter_is_asked_for_again(tmp_path: Path) -> None:
    """Where nothing sensible is offered, Enter alone asks once more."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False, name=""):
        await lesson.press("enter")
        assert "A name needs at least one letter" in lesson.said
        await lesson.type("Mia")
        await lesson.press("enter")
        assert lesson.place.seated()


async def test_a_guest_is_told_that_nothing_is_kept(tmp_path: Path) -> None:
    """Tab makes who comes in a guest."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        await lesson.press("tab")
        assert "■ As a guest" in lesson.said
        await lesson.press("enter")
        assert "You are a guest: nothing of you is kept" in lesson.said


@pytest.mark.parametrize(
    ("keys", "name"), [(("1",), "Ada Byron"), (("n",), "Ada Biron"), (("o", *"Ben"), "")]
)
async def test_did_you_mean(tmp_path: Path, keys: tuple[str, ...], name: str) -> None:
    """Near names are numbered; none of them may be insisted on, or another be typed."""
    lesson = Lesson(tmp_path, ADA, BEN)
    async with lesson.open(enters=False, name=""):
        await lesson.type("Ada Biron")
        await lesson.press("enter")
        assert "Did you mean: 1 Ada Byron" in lesson.said
        await lesson.press(*keys)
        if name:
            assert f"You are in, {name}." in lesson.said
        else:
            assert "What is your name?" in lesson.said
            assert "Ben" in lesson.said


async def test_who_is_not_on_a_closed_list_is_refused_kindly(tmp_path: Path) -> None:
    """It is said why and what to do, and a name can be typed again."""
    lesson = Lesson(tmp_path, ADA, admits_others=False)
    async with lesson.open(enters=False, name=""):
        await lesson.type("Zebulon")
        await lesson.press("enter")
        assert "This name is not on the class list." in lesson.said
        assert "What is your name?" in lesson.said


async def test_a_pin_is_asked_for_and_checked(tmp_path: Path) -> None:
    """It is not shown; a wrong one may be typed again, and the right one opens the seat."""
    lesson = Lesson(tmp_path, ADA, needs_proof=True)
    async with lesson.open(enters=False, prove=proves):
        await lesson.press("enter")
        assert "Type the PIN from your slip" in lesson.said
        await lesson.type("1357")
        assert "1357" not in lesson.said
        await lesson.press("enter")
        assert "That PIN is not right." in lesson.said
        await lesson.type("2468")
        await lesson.press("enter")
        assert "You are in, Ada Byron." in lesson.said


async def test_who_proved_it_before_comes_in_at_once(tmp_path: Path) -> None:
    """A login that was proven by PIN or key asks nothing more."""
    lesson = Lesson(tmp_path, ADA, needs_proof=True)
    async with lesson.open(enters=False, login="ada"):
        await lesson.see("You are in, Ada Byron.")


async def test_a_seat_word_is_asked_for(tmp_path: Path) -> None:
    """After three wrong words only the teacher can help, and then does."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        [other] = await lesson.join("ada")
        await lesson.press("enter")
        assert "ada has a seat here already" in lesson.said
        for _time in range(2):
            await lesson.type("zzzz")
            await lesson.press("enter")
            assert "That is not the seat word of ada. Try again." in lesson.said
        await lesson.type("zzzz")
        await lesson.press("enter")
        assert "Ask your teacher to let you in" in lesson.said
        await lesson.teacher.consent(lesson.place.connection, yes=True)
        await lesson.settle()
        assert "You are in, ada." in lesson.said
        assert not other.seated()


async def test_a_teacher_may_say_no(tmp_path: Path) -> None:
    """Then another name is asked for."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        await lesson.join("ada")
        await lesson.pilot.press("enter")
        await lesson.see("One moment.")
        await lesson.app.workers.wait_for_complete()
        await lesson.teacher.consent(lesson.place.connection, yes=False)
        await lesson.settle()
        assert "The name ada is taken." in lesson.said
        assert "Press Enter to come in as" not in lesson.said
        await lesson.type("adam")
        await lesson.press("enter")
        assert "You are in, adam." in lesson.said


async def test_a_dead_connection_gives_its_seat_back(tmp_path: Path) -> None:
    """Nothing is asked when nobody is at the other end any more."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        dead = lesson.hub.enter(Wire(is_dead=True))
        await dead.knock("ada")
        await lesson.press("enter")
        await lesson.see("You are in, ada.")


async def test_leaving_at_the_door_asks_nothing(tmp_path: Path) -> None:
    """Who has no seat yet just goes."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        await lesson.press("escape")
        assert lesson.app.return_code == 0


async def test_an_app_that_waited_suits_who_comes(tmp_path: Path) -> None:
    """Signs and colours become those of the terminal, whatever was thought of before."""
    lesson = Lesson(tmp_path)
    app = lesson.waiting_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.glyphs is SHAPES
        before = app.theme
        await lesson.begin(pilot, {"TERM": "linux"}, name="ada")
        assert app.glyphs is LETTERS
        assert app.theme != before
        await lesson.press("enter")
        assert "You are in, ada." in lesson.said
        await lesson.hub.stop()
