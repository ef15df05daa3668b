"""The editor's list: what it tells of a bank, and every act on its questions."""

import tomllib
from pathlib import Path

import pytest

from quizgame.tui.editing.board import EditingBoard
from tests.tui.editing import Workshop, chosen, click, go_to, press, workshop
from tests.tui.lobby import said, see


def _draft(text: str) -> str:
    """Make a draft to confirm, an error and a warning."""
    text = text.replace(
        'id = "order"\ntype = "ordering"',
        'id = "order"\nstatus = "draft"\ntags = ["confirm"]\ntype = "ordering"',
    )
    text = text.replace("answer = 123\n", 'answer = "many"\n')
    return text.replace('explanation = "The minister is quoted."\n', "")


def ids(shop: Workshop) -> list[str]:
    """Return the ids of the questions in the file."""
    return [one["id"] for one in tomllib.loads(shop.text)["question"]]


ALL = ["city", "signed", "all-signed", "minister", "count", "order", "pairs", "gaps"]


async def test_the_list_tells_what_is_wrong_and_what_is_a_draft(tmp_path: Path) -> None:
    """Each row says in a word what keeps its question from players; the head counts them."""
    async with workshop(tmp_path, _draft).open() as pilot:
        await see(pilot, "Every type of question", "every_type.toml", "saved")
        await see(pilot, "8 questions · 1 draft · 2 with problems · 1 to confirm")
        await see(pilot, "✗ 1 error", "! 1 warning", "? confirm")
        await go_to(pilot, "how many states")
        await see(pilot, "Error. `answer` must be a number.", "QG010", "Right is many")
        await go_to(pilot, "which order")
        await see(pilot, "still to be confirmed")
        assert "Error" not in said(pilot)


async def test_a_question_is_told_with_its_answer_and_its_proof(tmp_path: Path) -> None:
    """The chosen question is drawn as players see it once it is answered."""
    async with workshop(tmp_path).open((120, 40)) as pilot:
        await see(pilot, "city", "One right answer among several · easy · places")
        await see(pilot, "A Vilnius", "right answer", "The answer is A, Vilnius.")
        await see(pilot, "The report names Vilnius.", "words of the minister", "We met in Vilnius")
        await go_to(pilot, "who did what")
        await see(pilot, "spoke", "counted", "Each is named with what they did.")


async def test_deleting_is_undone(tmp_path: Path) -> None:
    """`x` deletes without asking, u brings it back to where it was, U deletes it again."""
    shop = workshop(tmp_path)
    before = shop.text
    async with shop.open() as pilot:
        await go_to(pilot, "who signed")
        await press(pilot, "x")
        await see(pilot, "signed is deleted. u brings it back.", "7 questions", "not saved")
        assert "everybody has signed" in chosen(pilot)
        await press(pilot, "u")
        await see(pilot, "Taken back: deleting signed. U does it again.", "8 questions")
        assert "who signed" in chosen(pilot)
        await press(pilot, "s")
        assert shop.text == before
        await press(pilot, "U", "s")
        await see(pilot, "Saved.", "7 questions")
    assert ids(shop) == [one for one in ALL if one != "signed"]


async def test_the_last_questions_are_deleted_too(tmp_path: Path) -> None:
    """Deleting goes on to the row that is left, until there is none; undo fills the list again."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "end", *["x"] * 8)
        await see(pilot, "There is no question yet. n writes the first one.", "0 questions")
        await press(pilot, "x", "d", "<", "f")
        await press(pilot, *["u"] * 8)
        await see(pilot, "8 questions", " saved")
        await press(pilot, "u")
        await see(pilot, "Nothing was done yet.")
    assert ids(shop) == ALL


async def test_a_copy_stands_behind_its_question(tmp_path: Path) -> None:
    """`d` copies, with an id of its own; the cursor goes to the copy."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await go_to(pilot, "who spoke")
        await press(pilot, "d")
        await see(pilot, "This is the copy, minister-copy. u takes it away again.")
        assert chosen(pilot).startswith("5 word")
        await press(pilot, "s")
        await see(pilot, "Saved.")
    assert ids(shop) == [*ALL[:4], "minister-copy", *ALL[4:]]


async def test_a_question_is_moved(tmp_path: Path) -> None:
    """`<` and `>` move it and the cursor stays on it; the ends are told."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "<")
        await see(pilot, "It is the first one.")
        await press(pilot, ">", ">")
        await see(pilot, "It is number 3 now. u takes it back.")
        assert "in which city" in chosen(pilot)
        await press(pilot, "u")
        await see(pilot, "Taken back: moving city.")
        assert chosen(pilot).startswith("2 choice")
        await press(pilot, "s")
        await see(pilot, "Saved.")
        await press(pilot, "end", ">")
        await see(pilot, "It is the last one.")
    assert ids(shop) == ["signed", "city", *ALL[2:]]


async def test_moving_goes_by_what_is_listed(tmp_path: Path) -> None:
    """Where only some questions are listed, one goes past its neighbour in that list."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "slash", *"numbers", "enter")
        await see(pilot, "2 of 8: “numbers”")
        assert "how many states" in chosen(pilot)
        await press(pilot, ">", "s")
        await see(pilot, "Saved.", "2 of 8")
    assert ids(shop) == [*ALL[:4], "order", "pairs", "gaps", "count"]


async def test_words_are_looked_for(tmp_path: Path) -> None:
    """`/` lists what has all words somewhere; Enter keeps that, Escape shows all again."""
    async with workshop(tmp_path).open() as pilot:
        await press(pilot, "slash", *"REPORT signed")
        await see(pilot, "2 of 8: “REPORT signed”", "who signed?", "everybody has signed")
        assert "in which city" not in said(pilot)
        await press(pilot, "down")
        assert "everybody has signed" in chosen(pilot)
        await press(pilot, "enter", "up")
        assert "who signed" in chosen(pilot)
        await press(pilot, "escape")
        await see(pilot, "8 questions", "in which city")
        assert "who signed" in chosen(pilot)
        await press(pilot, "slash", *"xyzzy")
        await see(pilot, "0 of 8: “xyzzy”", "No question fits.")
        await press(pilot, "escape")
        await see(pilot, "8 questions", "in which city")


async def test_what_a_question_answers_is_found(tmp_path: Path) -> None:
    """Words of options, keys, items, pairs and gaps find their question; its rationales do not."""
    found = {
        "kaunas": ["city"],
        "britain": ["signed"],
        "clerk": ["minister", "pairs", "gaps"],
        "321": ["count"],
        "the vote": ["order", "gaps"],
        "slept": ["pairs"],
        "9.5": ["gaps"],
        "vilnius": ["city", "minister", "gaps"],
        "nobody did": [],
    }
    async with workshop(tmp_path).open() as pilot:
        await press(pilot, "slash")
        for words, expected in found.items():
            await press(pilot, "ctrl+u", *words)
            await see(pilot, f"{len(expected)} of 8: “{words}”")
            page = pilot.app.screen
            assert isinstance(page, EditingBoard)
            assert [row.id for row in page.shown] == expected


async def test_kinds_are_gone_through(tmp_path: Path) -> None:
    """`f` lists drafts, then those with problems, then those to confirm, then all again."""
    async with workshop(tmp_path, _draft).open() as pilot:
        await press(pilot, "f")
        await see(pilot, "1 of 8: drafts", "Listed: drafts. f goes on.")
        assert "which order" in chosen(pilot)
        await press(pilot, "f")
        await see(pilot, "2 of 8: with problems")
        assert "who spoke" in chosen(pilot)
        await press(pilot, "f")
        await see(pilot, "1 of 8: to confirm")
        await press(pilot, "f")
        await see(pilot, "8 questions")
        await press(pilot, "f", "escape")
        await see(pilot, "8 questions · 1 draft")


async def test_a_bank_without_faults_has_nothing_to_filter(tmp_path: Path) -> None:
    """Where no kind has a question, f says so."""
    async with workshop(tmp_path).open() as pilot:
        await press(pilot, "f")
        await see(pilot, "There are no drafts, no problems and no reports.")


async def test_undo_shows_what_it_brings_back(tmp_path: Path) -> None:
    """What comes back is listed, even where it does not have the words looked for."""
    async with workshop(tmp_path).open() as pilot:
        await press(pilot, "x", "slash", *"xyzzy", "enter")
        await see(pilot, "0 of 7")
        await press(pilot, "u")
        await see(pilot, "8 questions")
        assert "in which city" in chosen(pilot)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (str(n + 1), name)
        for n, name in enumerate(
            (
                "single-choice",
                "multiple-response",
                "true-false",
                "short-text",
                "numeric",
                "ordering",
                "matching",
                "cloze",
            )
        )
    ],
)
async def test_a_new_question_of_each_type(tmp_path: Path, key: str, name: str) -> None:
    """`n` shows the types and how each looks; the one taken opens in its form, as a draft."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "n")
        await see(pilot, "A new question", "What do you want to ask?")
        await press(pilot, *([key] if key == "1" else [key, "enter"]))
        await see(pilot, "Write a question", "Question 2 of 9")
        await press(pilot, "escape")
        await see(pilot, "Done: adding a question. u takes it back.", "9 questions · 1 draft")
        assert "What do you want to ask?" in chosen(pilot)
        await press(pilot, "s")
        await see(pilot, "Saved.")
    new = tomllib.loads(shop.text)["question"][1]
    assert (new["type"], new["status"]) == (name, "draft")
    assert ids(shop) == ["city", "new-question", *ALL[1:]]


async def test_no_type_is_no_question(tmp_path: Path) -> None:
    """Escape at the types goes back and adds nothing."""
    async with workshop(tmp_path).open() as pilot:
        await press(pilot, "n", "down", "escape")
        await see(pilot, "8 questions", " saved")


async def test_a_change_in_the_form_is_told_in_the_list(tmp_path: Path) -> None:
    """Who comes back from a form sees what was done, and can take it back here."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "enter")
        await see(pilot, "Write a question")
        await press(pilot, "enter", *" Where?", "escape", "escape")
        await see(pilot, "Done: changing city. u takes it back.", "not saved", "Where?")
        await press(pilot, "u")
        await see(pilot, "Taken back: changing city.", " saved")
        assert "Where?" not in said(pilot)


async def test_a_new_question_stands_in_the_list_as_it_was_written(tmp_path: Path) -> None:
    """What is written in a new question at once is what the list shows, and what s saves."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "n", "enter")
        await see(pilot, "Write a question")
        await press(pilot, "enter", *"Where?", "escape", "escape")
        await see(pilot, "not saved", "Where?", "right answer")
        assert "Where?" in chosen(pilot)
        assert "What do you want to ask?" not in said(pilot)


async def test_everything_works_by_mouse(tmp_path: Path) -> None:
    """A click chooses a question, another opens it, and the keys at the foot can be clicked."""
    shop = workshop(tmp_path)
    async with shop.open((120, 30)) as pilot:
        await click(pilot, "everybody has")
        assert "everybody has" in chosen(pilot)
        await click(pilot, "delete")
        await see(pilot, "all-signed is deleted.", "7 questions")
        await click(pilot, "undo")
        await see(pilot, "8 questions")
        await click(pilot, "everybody has")
        await see(pilot, "Write a question", "Question 3 of 8")
        await click(pilot, "Esc")
        await see(pilot, "8 questions")
        await click(pilot, "filter")
        await see(pilot, "There are no drafts")
        await click(pilot, "find")
        await see(pilot, "Type what you look for")


async def test_the_help_lists_every_key(tmp_path: Path) -> None:
    """Keys that have no room at the foot stand in the help."""
    async with workshop(tmp_path, _draft).open((60, 30)) as pilot:
        await press(pilot, "d", "question_mark")
        for words in (
            "edit",
            "copy",
            "delete",
            "move",
            "new",
            "save",
            "undo",
            "find",
            "filter",
            "drafts",
            "words",
            "your editor",
            "leave",
        ):
            await see(pilot, words)


async def test_problems_outside_the_questions_stand_on_top(tmp_path: Path) -> None:
    """They are counted above the first question; Enter shows all of them with their lines."""
    shop = workshop(tmp_path, lambda text: text.replace('license = "MIT"', 'licence = "MIT"'))
    async with shop.open() as pilot:
        await see(pilot, "1 problem outside the questions")
        await press(pilot, "home")
        await see(pilot, "Line 8", "o opens the file")
        await press(pilot, "enter")
        await see(pilot, "Problems outside the questions", "`licence`")
        await press(pilot, "escape")
        await see(pilot, "8 questions")
