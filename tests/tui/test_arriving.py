"""Starting: who plays, where they begin, what was left open, and a memory that fails."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from textual import events

from quizgame.backend.library import Library
from quizgame.backend.request import Options, Request
from quizgame.backend.student import Student
from quizgame.errors import StoreReadOnlyError
from quizgame.store import memory_store
from quizgame.store.base import Store
from quizgame.tui.app import QuizApp
from tests.tui.lobby import app_of, see, settle, student_at, until
from tests.tui.stage import ARTICLE_BANK, TYPES_BANK, FrozenClock, seen


async def test_first_start_name_enter_enter_reaches_question_one(tmp_path: Path) -> None:
    """A name, Enter, Enter: the first question of the article's bank stands on screen."""
    student = student_at(tmp_path)
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "What is your name?")
        await pilot.press(*"Mia", "enter")
        await see(pilot, "Enter start", "weapons and war", "You need not play it", "date not known")
        await pilot.press("enter")
        await see(pilot, "Question 1 of")
    assert [person.name for person in student.people()] == ["Mia"]


async def test_enter_alone_takes_the_name_of_the_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account's name is offered, and Enter takes it."""
    monkeypatch.setenv("LOGNAME", "sam")
    student = student_at(tmp_path)
    async with app_of(student).run_test() as pilot:
        await see(pilot, "takes the name of this account: sam")
        await pilot.press("enter")
        await see(pilot, "Enter start")
    assert [person.name for person in student.people()] == ["sam"]


async def test_a_guest_leaves_nothing(tmp_path: Path) -> None:
    """A guest plays, is told that nothing is kept, and nobody is known afterwards."""
    student = student_at(tmp_path)
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "without anything being kept")
        await pilot.press(*"Guest", "enter")
        await see(pilot, "Enter start")
        await pilot.press("enter")
        await see(pilot, "Question 1 of")
        app.open_home()
        await see(pilot, "Playing as a guest: nothing is kept")
    assert student.people() == ()
    assert student.store.attempts() == ()


async def test_what_was_left_open_is_offered_and_goes_on_where_it_was(tmp_path: Path) -> None:
    """After one answer and a new start, Enter comes back to the second question."""
    student = student_at(tmp_path)
    async with app_of(student).run_test() as pilot:
        await see(pilot, "What is your name?")
        await pilot.press(*"Mia", "enter")
        await see(pilot, "Enter start")
        await pilot.press("enter")
        await see(pilot, "Question 1 of")
        await pilot.press("a", "enter")
        await see(pilot, "Enter next")
    student.close()
    async with app_of(student_at(tmp_path)).run_test() as pilot:
        await see(pilot, "Welcome back, Mia", "1 of", "answered")
        await pilot.press("enter")
        await see(pilot, "Question 1 of", "Enter next")


async def test_what_was_left_open_can_be_given_up(tmp_path: Path) -> None:
    """Giving up asks first, and then nothing is offered any more."""
    student = student_at(tmp_path)
    student.start(student.enter("Mia"), "cluster-munitions", "warm-up").go_on()
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Welcome back, Mia")
        await pilot.press("x")
        await see(pilot, "Give up “Warm-up”?")
        await pilot.press("escape")
        await see(pilot, "Welcome back, Mia")
        await pilot.press("x", "x")
        await see(pilot, "Playing as Mia", "questions")
        await settle(pilot)
        assert "Go on where you stopped" not in seen(app)
    assert student.resumable(student.enter("Mia")) == ()


async def test_later_starts_open_home_as_who_played_last(tmp_path: Path) -> None:
    """With a known player and nothing open, home is there at once."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia", "Warm-up", "Final exam")


async def test_a_quiz_asked_for_on_the_command_line_opens_with_its_note(tmp_path: Path) -> None:
    """`play --quiz --player --count` opens what stands before that quiz, with the count."""
    request = Request(
        play=True, quiz="who-says-what", player="Ole", options=Options(count=3, seed=1)
    )
    async with app_of(student_at(tmp_path), request).run_test() as pilot:
        await see(pilot, "Who says what?", "Questions 3", "weapons and war")
        await pilot.press("enter")
        await see(pilot, "Question 1 of 3")


@pytest.mark.parametrize("play", [True, False])
async def test_a_new_name_of_the_command_line_is_told_of(tmp_path: Path, *, play: bool) -> None:
    """Among other players it may be a slip of the pen; who is known is not told of."""
    student = student_at(tmp_path)
    student.enter("Lina")
    for name, told in (("Lena", True), ("Lena", False), ("guest", False)):
        async with app_of(student, Request(play=play, player=name)).run_test() as pilot:
            await see(pilot, "Enter start" if play else "Playing as")
            await settle(pilot)
            assert ("Lena is new here." in seen(pilot.app)) == told


async def test_a_quiz_that_is_not_there_is_told_at_home(tmp_path: Path) -> None:
    """An unknown quiz is a message on the home screen."""
    request = Request(play=True, quiz="nope", player="Ole")
    async with app_of(student_at(tmp_path), request).run_test() as pilot:
        await see(pilot, "This bank has no quiz of that name.", "Playing as Ole")


def _failing(tmp_path: Path) -> Student:
    def fail() -> Store:
        raise StoreReadOnlyError("The database can not be written.", "Make its folder writable.")

    return Student(Library((ARTICLE_BANK,), tmp_path), FrozenClock(), fail, memory_store)


async def test_a_memory_that_fails_is_told_and_play_goes_on_without_it(tmp_path: Path) -> None:
    """Message and hint are shown; after "Play without saving" a quiz can be played."""
    async with app_of(_failing(tmp_path)).run_test() as pilot:
        await see(
            pilot, "The database can not be written.", "Make its folder writable.", "Play without"
        )
        await pilot.press("p")
        await see(pilot, "What is your name?")
        await pilot.press(*"Mia", "enter")
        await see(pilot, "Enter start")
        await pilot.press("enter")
        await see(pilot, "Question 1 of")


async def test_a_memory_that_fails_lets_the_player_quit(tmp_path: Path) -> None:
    """The other choice ends the program."""
    app = app_of(_failing(tmp_path))
    async with app.run_test() as pilot:
        await see(pilot, "The database can not be written.")
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


class Faulty(QuizApp):
    """An app with a fault."""

    def open_start(self) -> None:
        """Fail with something at hand that nobody should read."""
        key = "the key of a question"
        raise LookupError(len(key))


async def test_a_fault_of_the_app_shows_nothing_of_what_it_held(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The app ends and hands its fault on; no traceback with the values at hand is printed."""
    app = Faulty(student_at(tmp_path))
    await app.run_async(headless=True)
    assert isinstance(app.failure, LookupError)
    told = capfd.readouterr()
    assert "the key of a question" not in told.out + told.err


async def test_a_name_pasted_too_long_is_cut_not_dropped(tmp_path: Path) -> None:
    """Else Enter would take the account's name for somebody who has pasted their own."""
    student = student_at(tmp_path)
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "What is your name?")
        app.post_message(events.Paste("Maximiliane " * 1000))
        await pilot.pause()
        await pilot.press("enter")
        await see(pilot, "Enter start")
    assert [person.name for person in student.people()] == [
        "Maximiliane Maximiliane Maximiliane Maxi"
    ]


async def test_what_was_ended_in_another_window_is_offered_no_more(tmp_path: Path) -> None:
    """The home screen says so and shows what there is now."""
    student = student_at(tmp_path)
    student.start(student.enter("Mia"), "cluster-munitions", "warm-up").go_on()
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Welcome back, Mia")
        await pilot.press("escape")
        await see(pilot, "Go on where you stopped")
        await settle(pilot)
        other = student_at(tmp_path)
        (attempt,) = other.resumable(other.enter("Mia"))
        other.resume(other.enter("Mia"), attempt.id).abandon()
        await pilot.press("enter")
        await see(pilot, "This quiz is over.")
        await until(pilot, lambda: "Go on where you stopped" not in seen(pilot.app))


async def test_the_welcome_lists_only_keys_that_work_in_its_field(tmp_path: Path) -> None:
    """Letters go into the field: `q` and `?` are offered only once Escape has left it."""
    app = app_of(student_at(tmp_path))
    async with app.run_test() as pilot:
        await see(pilot, "What is your name?", "Enter go on", "Esc leave the field")
        assert "quit" not in seen(app)
        await pilot.press("escape")
        await see(pilot, "Esc q quit", "? help", "Tab back to the field")
        await pilot.press("tab")
        await see(pilot, "Esc leave the field")


async def test_what_is_typed_while_a_bank_is_opened_reaches_the_editor(tmp_path: Path) -> None:
    """Nothing of home is shown before the editor, and no key typed meanwhile is lost or acts there.

    The memory opens only once the keys were typed.
    """
    bank = tmp_path / "bank.toml"
    bank.write_bytes(TYPES_BANK.read_bytes())
    shutil.copy(TYPES_BANK.with_suffix(".txt"), tmp_path)
    student = student_at(tmp_path / "home", bank)
    student.enter("Mia")
    typed = Event()

    def slow() -> Student:
        typed.wait(10)
        return student

    app = QuizApp(slow, Request(edit=str(bank)), environ={})
    async with app.run_test() as pilot:
        await see(pilot, "Opening bank.toml", "Ctrl+Q quit")
        assert "history" not in seen(app)
        await pilot.press("d", "down", "x")
        typed.set()
        await see(pilot, "is deleted. u brings it back.", "8 questions")


async def test_a_bank_that_can_not_be_opened_leads_home(tmp_path: Path) -> None:
    """Home says why, and a key typed before does nothing there."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student, Request(edit=str(tmp_path / "none.toml")))
    async with app.run_test() as pilot:
        await see(pilot, "There is no question bank", "h history", "Playing as Mia")
        await pilot.press("h")
        await see(pilot, "History")
