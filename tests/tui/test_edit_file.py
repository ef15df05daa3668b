"""The editor and its file: saving, another program's changes, lost work, leaving."""

import os
from pathlib import Path

import pytest

from quizgame.backend.readings import Changes
from quizgame.tui.app import QuizApp
from quizgame.tui.screens.edit import EditScreen
from tests.tui.editing import Workshop, chosen, go_to, press, workshop
from tests.tui.lobby import app_of, said, see, settle, student_at

STEM = "According to the report, who signed?"


def lost(shop: Workshop, *indexes: int) -> None:
    """Delete questions and end without a word, as a crash does."""
    desk = shop.desk()
    for index in indexes:
        desk.delete(index)
    os.close(desk._manuscript.keeper._lock)  # type: ignore[arg-type] # held, since it changed


def tell(app: object, shop: Workshop) -> None:
    """Tell the app that a bank's file was changed, as its watch does."""
    assert isinstance(app, QuizApp)
    app.post_message(QuizApp.BanksChanged(Changes(frozenset({shop.bank.resolve()}))))


async def test_saving_writes_only_what_changed(tmp_path: Path) -> None:
    """The head says that something is not saved; after `s` it is, with every other byte as was."""
    shop = workshop(tmp_path)
    before = shop.text
    async with shop.open() as pilot:
        await go_to(pilot, "who signed")
        await press(pilot, "enter", "enter", *" Say.", "escape", "escape")
        await see(pilot, "not saved", "s save")
        assert shop.text == before
        await press(pilot, "s")
        await see(pilot, "Saved.")
        assert "not saved" not in said(pilot)
        assert "n new s save" not in said(pilot)
        await press(pilot, "s")
        await see(pilot, "Everything is saved.")
    assert shop.text == before.replace(STEM, f"{STEM} Say.")


async def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    """Saving where the file was deleted meanwhile is asked about; then it is there as it was."""
    shop = workshop(tmp_path)
    before = shop.text
    async with shop.open() as pilot:
        await go_to(pilot, "who signed")
        await press(pilot, "enter", "enter", *" Say.", "escape", "escape")
        shop.bank.unlink()
        await press(pilot, "s")
        await see(pilot, "This file is gone", "Write the file again", "my work is kept")
        await press(pilot, "n")
        await see(pilot, "Nothing is saved. Your work is kept.", "not saved")
        assert not shop.bank.exists()
        await press(pilot, "s", "w")
        await see(pilot, "The file is written again.")
        assert "not saved" not in said(pilot)
    assert shop.text == before.replace(STEM, f"{STEM} Say.")


async def test_a_file_deleted_without_unsaved_work_is_not_lost(tmp_path: Path) -> None:
    """What is on screen stays there when its file goes, and can be written again or left."""
    shop = workshop(tmp_path)
    before = shop.text
    async with shop.open() as pilot:
        shop.bank.unlink()
        tell(pilot.app, shop)
        await see(pilot, "This file is gone. s writes it again.", "8 questions", "not saved")
        await press(pilot, "escape")
        await see(pilot, "Save before you leave?")
        await press(pilot, "s", "w")
        assert pilot.app._exit
    assert shop.text == before


async def test_another_file_of_the_name_is_not_written_over(tmp_path: Path) -> None:
    """Where a file came back before the answer, it is asked again, as of one that was changed."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "x")
        shop.bank.unlink()
        await press(pilot, "s")
        await see(pilot, "This file is gone")
        shop.bank.write_text("format = 1\n")
        await press(pilot, "w")
        await see(pilot, "Another program changed this file", "Save nothing yet")
    assert shop.text == "format = 1\n"


async def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    """Where its folder is gone the work is kept and the reason told."""
    (tmp_path / "banks").mkdir()
    shop = workshop(tmp_path / "banks")
    async with shop.open() as pilot:
        await press(pilot, "x")
        (tmp_path / "banks").rename(tmp_path / "moved")
        await press(pilot, "s", "w")
        await see(pilot, "can not be written: No such file", "Your work", "not saved")


async def test_two_writers_are_merged(tmp_path: Path) -> None:
    """Saving over another program's change is refused; both are told, put together and saved."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await go_to(pilot, "who signed")
        await press(pilot, "x")
        shop.swap("in which city was the summit", "in which town was the summit")
        await press(pilot, "s")
        await see(pilot, "Another program changed this file", "The other program:", "You:")
        await see(pilot, "city", "signed", "Put both together", "Save nothing yet")
        assert STEM in shop.text
        await press(pilot, "m")
        await see(pilot, "Both are together now, not saved yet", "in which town", "7 questions")
        assert "everybody has signed" in chosen(pilot)
        await press(pilot, "s")
        await see(pilot, "Saved.")
    assert "in which town was the summit" in shop.text
    assert STEM not in shop.text


@pytest.mark.parametrize(("key", "wins"), [("m", "mine?"), ("t", "theirs?")])
async def test_where_both_changed_the_same_one_is_chosen(
    tmp_path: Path, key: str, wins: str
) -> None:
    """A conflict is named, and whose words hold is asked."""
    shop = workshop(tmp_path)
    async with shop.open((100, 40)) as pilot:
        await go_to(pilot, "who signed")
        await press(pilot, "enter", "enter", "backspace", *"mine?", "escape", "escape")
        shop.swap(STEM, STEM[:-1] + "theirs?")
        await press(pilot, "s")
        await see(pilot, "Both of you changed:", "mine where they differ", "theirs where")
        await press(pilot, key)
        await see(pilot, "Both are together now")
        await press(pilot, "s")
        await see(pilot, "d")
    assert STEM[:-1] + wins in shop.text


async def test_all_changes_are_shown_on_a_page(tmp_path: Path) -> None:
    """What has no room in the question is told in full; nothing is decided by looking."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, *"xxxxxx")
        shop.swap('title = "Every', 'title = "All')
        await press(pilot, "s")
        await see(pilot, "more")
        await press(pilot, "a")
        await see(pilot, "What the other program did", "What you did")
        for name in ("city", "signed", "all-signed", "minister", "count", "order"):
            assert name in said(pilot)
        await press(pilot, "escape")
        await see(pilot, "2 questions", "not saved")


async def test_their_file_is_taken_and_mine_comes_back(tmp_path: Path) -> None:
    """Reading the file anew is an act like others: u brings back what was not saved."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "x")
        shop.swap('title = "Every', 'title = "All')
        await press(pilot, "s", "r")
        await see(pilot, "All type of question", "8 questions", "u brings yours back")
        await press(pilot, "u")
        await see(pilot, "Every type of question", "7 questions", "not saved")


async def test_a_broken_file_is_not_merged(tmp_path: Path) -> None:
    """Where the other program left something that can not be understood, nothing is lost."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "x")
        broken = shop.text + "\n[[["
        shop.bank.write_text(broken)
        await press(pilot, "s")
        await see(pilot, "can not be understood now", "my work is kept")
        await press(pilot, "escape")
        await see(pilot, "7 questions", "not saved")
    assert shop.text == broken


async def test_another_programs_change_is_read_at_once(tmp_path: Path) -> None:
    """With nothing unsaved the list follows the file, and the cursor stays on its question."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await go_to(pilot, "who signed")
        shop.swap('[[question]]\nid = "city"', '[[question]]\nid = "town"')
        shop.swap(STEM, "Who were the signatories?")
        tell(pilot.app, shop)
        await see(pilot, "it was read anew", "Who were the signatories?")
        assert "signatories" in chosen(pilot)
        tell(pilot.app, shop)
        await press(pilot, "down", "u")
        await see(pilot, "Taken back: reading the file anew.")


async def test_another_programs_change_leaves_unsaved_work_alone(tmp_path: Path) -> None:
    """With unsaved work the change is only told, and `s` asks what to do."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "x")
        shop.swap(STEM, "Who were the signatories?")
        tell(pilot.app, shop)
        await see(pilot, "Another program changed this file. s shows what can be done.")
        assert STEM in said(pilot)
        await press(pilot, "s")
        await see(pilot, "Put both together")


async def test_a_change_waits_until_the_form_is_left(tmp_path: Path) -> None:
    """While a question is written the file is left alone; the list then reads it anew."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "enter")
        await see(pilot, "Write a question")
        shop.swap(STEM, "Who were the signatories?")
        tell(pilot.app, shop)
        await pilot.pause()
        assert "Write a question" in said(pilot)
        await press(pilot, "escape")
        await see(pilot, "it was read anew", "Who were the signatories?")


async def test_other_banks_changes_are_none_of_ours(tmp_path: Path) -> None:
    """What is told of other files does not touch this one."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        shop.swap(STEM, "Who were the signatories?")
        pilot.app.post_message(QuizApp.BanksChanged(Changes(frozenset({tmp_path / "x.toml"}))))
        await pilot.pause()
        assert STEM in said(pilot)


async def test_lost_work_is_taken_up(tmp_path: Path) -> None:
    """What an earlier session lost is told and offered; taken up, it is unsaved as before."""
    shop = workshop(tmp_path)
    lost(shop, 0, 0)
    async with shop.open() as pilot:
        await see(pilot, "There is unsaved work on this bank", "never saved", "city", "signed")
        await press(pilot, "t")
        await see(pilot, "It is back, not saved yet", "6 questions", "not saved")
        await press(pilot, "s")
        await see(pilot, "Saved.")
    assert STEM not in shop.text
    async with shop.open() as pilot:
        await see(pilot, "6 questions")
        assert "unsaved work" not in said(pilot)


async def test_lost_work_on_a_file_that_is_gone_is_taken_up(tmp_path: Path) -> None:
    """Where the file is gone when the next session begins, the work is offered and saved whole."""
    shop = workshop(tmp_path)
    before = shop.text
    lost(shop, 0)
    shop.bank.unlink()
    async with shop.open() as pilot:
        await see(pilot, "There is unsaved work on this bank", "city")
        await press(pilot, "t")
        await see(pilot, "It is back, not saved yet", "7 questions", "not saved")
        await press(pilot, "s")
        await see(pilot, "Saved.")
    assert 'id = "city"' not in shop.text
    assert (
        shop.text
        == before[: before.index("[[question]]")]
        + before[before.index('[[question]]\nid = "signed"') :]
    )


async def test_lost_work_waits_or_goes(tmp_path: Path) -> None:
    """Later offers it again; letting go of it is asked twice."""
    shop = workshop(tmp_path)
    before = shop.text
    lost(shop, 0)
    for keys in (("l",), ("escape",), ("x", "k")):
        async with shop.open() as pilot:
            await see(pilot, "There is unsaved work on this bank")
            await press(pilot, *keys)
            await see(pilot, "8 questions")
            await press(pilot, "escape")
    async with shop.open() as pilot:
        await press(pilot, "x")
        await see(pilot, "Let go of the unsaved work?", "can not be brought back")
        await press(pilot, "x")
        await see(pilot, "The unsaved work is gone.")
    async with shop.open() as pilot:
        await see(pilot, "8 questions", " saved")
        assert "unsaved work" not in said(pilot)
    assert shop.text == before


async def test_leaving_asks_about_unsaved_work(tmp_path: Path) -> None:
    """Stay, leave without saving, save and leave; what was left unsaved is not offered again."""
    shop = workshop(tmp_path)
    before = shop.text
    async with shop.open() as pilot:
        await press(pilot, "x", "escape")
        await see(pilot, "Save before you leave?")
        await press(pilot, "k")
        await see(pilot, "7 questions")
        await press(pilot, "q", "l")
        assert not pilot.app.is_running or pilot.app._exit
    assert shop.text == before
    async with shop.open() as pilot:
        await see(pilot, "8 questions")
        assert "unsaved work" not in said(pilot)
        await press(pilot, "x", "escape", "s")
        assert pilot.app._exit
    assert len(shop.desk().view().rows) == 7


async def test_leaving_the_program_asks_too(tmp_path: Path) -> None:
    """Ctrl+Q, also from a form, asks as Escape does; with nothing unsaved it just leaves."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "d", "enter")
        await see(pilot, "Write a question")
        await press(pilot, "ctrl+q")
        await see(pilot, "Save before you leave?")
        await press(pilot, "s")
        assert pilot.app._exit
    assert "city-copy" in shop.text
    async with shop.open() as pilot:
        await press(pilot, "ctrl+q")
        assert pilot.app._exit


async def test_home_has_what_was_saved(tmp_path: Path) -> None:
    """Home opens the editor with `e`, and afterwards its row is that of the file as it is."""
    (tmp_path / "banks").mkdir()
    shop = workshop(tmp_path / "banks")
    student = student_at(tmp_path / "home", tmp_path / "banks")
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia", "All questions 8", "e edit")
        await settle(pilot)
        await press(pilot, "e")
        await see(pilot, "8 questions", "every_type.toml")
        assert isinstance(pilot.app.screen, EditScreen)
        await go_to(pilot, "who signed")
        await press(pilot, "x", "s", "escape")
        await see(pilot, "Playing as Mia", "All questions 7")
    assert STEM not in shop.text


async def test_a_bank_that_can_not_be_played_is_edited_from_home(tmp_path: Path) -> None:
    """`e` opens a broken file too: it says what is wrong, where, and what can be done."""
    (tmp_path / "banks").mkdir()
    bank = tmp_path / "banks" / "bad.toml"
    bank.write_text('format = 1\nid = "bad"\ntitle = \n', encoding="utf-8")
    student = student_at(tmp_path / "home", tmp_path / "banks")
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "can not be played: 1 problem")
        await press(pilot, "end", "e")
        await see(pilot, "This file can not be understood", "o opens the file in your own editor")
        await see(pilot, "Line 3: this is not valid TOML", "can not be changed")
        await press(pilot, "n", "x", "d", "u", "s", "<")
        bank.write_text('format = 1\nid = "bad"\ntitle = "Better"\n', encoding="utf-8")
        tell(pilot.app, Workshop(tmp_path, bank))
        await see(pilot, "Better", "There is no question yet.")
        await press(pilot, "escape")
        await see(pilot, "Playing as Mia")


async def test_questions_in_brackets_are_given_headers(tmp_path: Path) -> None:
    """A list in brackets is not edited as it is; Enter writes it so that it can be."""
    shop = workshop(tmp_path)
    listed = (
        'format = 1\nid = "x"\ntitle = "Two"\nquestion = [\n'
        '  { id = "a", type = "true-false", stem = "Is it?", answer = true },\n'
        '  { id = "b", type = "true-false", stem = "Was it?", answer = true },\n]\n'
    )
    shop.bank.write_text(listed)
    async with shop.open() as pilot:
        await see(pilot, "stand in one list in brackets", "Give each question its header now")
        await press(pilot, "enter")
        await see(pilot, "Each question has its header now.", "2 questions", "not saved")
        await press(pilot, "u")
        await see(pilot, "stand in one list in brackets", "can not be changed")
        assert shop.text == listed
        await press(pilot, "U")
        await see(pilot, "2 questions", "not saved")
        await press(pilot, "s")
        await see(pilot, "Saved.")
    assert shop.text.count("[[question]]") == 2


async def test_work_that_can_not_be_kept_safe_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no copy can be kept for a crash, the author is told to save now and then."""
    shop = workshop(tmp_path)
    (tmp_path / "home").write_text("in the way")
    async with shop.open() as pilot:
        await press(pilot, "x")
        await see(pilot, "Save now and then")


async def test_no_other_program_can_be_opened_where_the_screen_can_not_be_left(
    tmp_path: Path,
) -> None:
    """`o` says where the question stands when it can not open an editor itself."""
    shop = workshop(tmp_path)
    line = shop.text[: shop.text.index('id = "city"')].count("\n")
    async with shop.open((120, 30)) as pilot:
        await press(pilot, "o")
        await see(
            pilot,
            "From here no other program can be opened.",
            f"It is line {line} of every_type.toml.",
        )
        await press(pilot, "x", "o")
        await see(pilot, "Save first?")
        await press(pilot, "n")
        await see(pilot, "7 questions", "not saved")


async def test_mine_is_saved_over_a_file_that_is_broken(tmp_path: Path) -> None:
    """Who takes a broken file as it is and then their own back again may save that over it."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "x")
        shop.bank.write_text(shop.text + "\n[[[")
        await press(pilot, "s", "r")
        await see(pilot, "This file can not be understood", "can not be changed")
        await press(pilot, "u")
        await see(pilot, "7 questions", "not saved")
        await press(pilot, "s")
        await see(pilot, "Saved.")
    assert "[[[" not in shop.text
    assert len(shop.desk().view().rows) == 7


async def test_a_file_that_nobody_watches_is_looked_at(tmp_path: Path) -> None:
    """A change is seen once the file has been left alone; one's own saving is none."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, EditScreen)
        shop.swap(STEM, "Who were the signatories?")
        await screen.tick()
        await pilot.pause()
        assert STEM in said(pilot)
        await screen.tick()
        await see(pilot, "it was read anew", "Who were the signatories?")
        await press(pilot, "x", "s")
        await screen.tick()
        await screen.tick()
        await see(pilot, "Saved.", "7 questions")
