"""People and what belongs to them: players and settings."""

from pathlib import Path

from tests.tui.lobby import app_of, play_through, said, see, student_at


async def test_a_player_is_forgotten_after_a_question(tmp_path: Path) -> None:
    """Deleting says what goes, keeps on Escape, and erases the person and all of theirs."""
    student = student_at(tmp_path)
    ole = student.enter("Ole")
    play_through(student, ole, "warm-up")
    student.start(ole, "cluster-munitions", "warm-up").go_on()
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as")
        await pilot.press("p")
        await see(pilot, "2 players on this computer", "Ole", "Mia", "a guest")
        while "Ole Finished" not in said(pilot):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("d")
        await see(pilot, "Forget Ole?", "2 quizzes", "It can not be undone")
        await pilot.press("escape")
        await see(pilot, "2 players on this computer")
        await pilot.press("d", "f")
        await see(pilot, "1 player on this computer", "Ole is forgotten.")
    assert [person.name for person in student.people()] == ["Mia"]
    assert student.store.attempts() == ()
    student.close()
    assert not _files_with(tmp_path, b"Ole")


def _files_with(folder: Path, name: bytes) -> list[Path]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file for file in files if name in file.read_bytes()]


async def test_when_the_last_player_goes_a_name_is_asked_for(tmp_path: Path) -> None:
    """Whoever deletes themselves starts anew."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("p")
        await see(pilot, "1 player")
        await pilot.press("d", "f")
        await see(pilot, "What is your name?")
    assert student.people() == ()


async def test_players_are_added_renamed_and_switched(tmp_path: Path) -> None:
    """`a` adds, `r` renames, Enter plays as the chosen one, a taken name is refused in words."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("p", "a")
        await see(pilot, "the name of the new player")
        await pilot.press(*"Ole", "enter")
        await see(pilot, "2 players", "Enter play as this one", "You play as Ole now.")
        await pilot.press("a", *"mia", "enter")
        await see(pilot, "Mia is here already.", "Enter keep this name")
        await pilot.press("escape")
        await pilot.press("r")
        await see(pilot, "the new name of Ole")
        await pilot.press(*["backspace"] * 3, *"Mia", "enter")
        await see(pilot, "Enter keep this name")
        assert "2 players" in said(pilot)
        await pilot.press(*["backspace"] * 3, *"Olaf", "enter")
        await see(pilot, "Olaf", "Enter play as this one")
        await pilot.press("enter")
        await see(pilot, "Playing as Olaf")
    assert {person.name for person in student.people()} == {"Mia", "Olaf"}


async def test_who_was_chosen_plays_after_a_new_start(tmp_path: Path) -> None:
    """Neither who was added last nor who answered last, but who was chosen last."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("p", "a", *"Ole", "enter")
        await see(pilot, "Playing as Ole", "You play as Ole now.")
        while "Mia Finished" not in said(pilot):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("enter")
        await see(pilot, "Playing as Mia", "Warm-up")
    student.close()
    async with app_of(student_at(tmp_path)).run_test() as pilot:
        await see(pilot, "Playing as Mia", "Warm-up")


async def test_settings_hold_at_once_and_are_kept(tmp_path: Path) -> None:
    """Theme, time and signs change what is seen, and are there after a new start."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("s")
        await see(pilot, "Settings", "Colours dark", "as the quiz says", "automatic")
        await pilot.press("right")
        await see(pilot, "Colours < light")
        assert app.theme == "quizgame-light"
        await pilot.press("down", "right", "right")
        await see(pilot, "half as much again")
        await pilot.press("down", "right", "right", "escape")
        await see(pilot, "Playing as Mia")
        await pilot.press("enter")
        await see(pilot, "(extended from 45 s)")
        assert "─" not in said(pilot)
    student.close()
    student = student_at(tmp_path)
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        assert app.theme == "quizgame-light"
        assert "─" not in said(pilot)
    assert student.enter("Mia").wishes.time_factor == 1.5


async def test_a_guests_settings_hold_until_the_end(tmp_path: Path) -> None:
    """A guest may change the colours too, and is told that they are not kept."""
    student = student_at(tmp_path)
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "What is your name?")
        await pilot.press(*"guest", "enter")
        await see(pilot, "Enter start")
        await pilot.press("escape")
        await see(pilot, "Playing as a guest")
        await pilot.press("s")
        await see(pilot, "a guest's are not kept")
        await pilot.press("right")
        await see(pilot, "Colours < light")
        assert app.theme == "quizgame-light"
