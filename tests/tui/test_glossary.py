"""The words that a bank explains, looked after in the editor."""

import tomllib
from pathlib import Path

from tests.tui.editing import Workshop, chosen, click, press, workshop
from tests.tui.lobby import see


def _two_words(text: str) -> str:
    words = '[glossary]\nsummit = """\na meeting of heads\nof state"""\n'
    return text.replace("[glossary]\n", words)


def words(shop: Workshop) -> dict[str, str]:
    """Return the words in the file."""
    found: dict[str, str] = tomllib.loads(shop.text)["glossary"]
    return found


async def test_words_tell_where_they_are_used(tmp_path: Path) -> None:
    """Each word has its meaning and the questions that ask with it."""
    async with workshop(tmp_path, _two_words).open() as pilot:
        await press(pilot, "g")
        await see(
            pilot,
            "Every type of question",
            "Words",
            "2 words are explained",
            "1 question",
            "not used",
        )
        await see(pilot, "a meeting of heads", "In 1 question:", "in which city was the summit?")
        await press(pilot, "down")
        await see(pilot, "No question asks with this word.")
        await press(pilot, "escape")
        await see(pilot, "8 questions", " saved")


async def test_a_word_is_added_changed_taken_out_and_undone(tmp_path: Path) -> None:
    """Each act is told, and `u` goes back through those done here."""
    shop = workshop(tmp_path)
    async with shop.open() as pilot:
        await press(pilot, "x", "g", "u")
        await see(pilot, "Nothing was done here.")
        await press(pilot, "a", *"clerk", "enter")
        await see(pilot, "Type what “clerk” means")
        await press(pilot, *"who counts", "enter")
        await see(pilot, "“clerk” is added. u takes it back.", "2 words are explained")
        assert chosen(pilot).startswith("clerk who counts")
        await press(pilot, "enter", *" votes", "enter")
        await see(pilot, "“clerk” is changed.", "who counts votes")
        await press(pilot, "up", "x")
        await see(pilot, "“signatory” is taken out. u brings it back.", "1 word is explained")
        await press(pilot, "u")
        await see(pilot, "Taken back:", "2 words")
        assert chosen(pilot).startswith("signatory")
        await press(pilot, "u", "u", "u")
        await see(pilot, "Nothing was done here.", "1 word is explained")
        await press(pilot, "U", "U", "U", "U")
        await see(pilot, "Nothing was taken back here.", "1 word is explained", "clerk")
        await press(pilot, "escape")
        await see(pilot, "Done: taking “signatory” out of the glossary. u takes it back.")
        await press(pilot, "s")
        await see(pilot, "Saved.", "7 questions")
    assert words(shop) == {"clerk": "who counts votes"}


async def test_a_word_is_left_as_it_was(tmp_path: Path) -> None:
    """Escape, an empty meaning, and Enter without a change leave each byte alone."""
    shop = workshop(tmp_path, _two_words)
    before = shop.text
    async with shop.open() as pilot:
        await press(pilot, "g", "enter", *"x", "escape")
        await press(pilot, "enter", "enter")
        await press(pilot, "a", "enter")
        await press(pilot, "a", *"new", "enter", "enter")
        await see(pilot, "Without a meaning it is not kept.")
        await press(pilot, "escape")
        await see(pilot, "2 words are explained", "a add")
        await press(pilot, "escape", "s")
        await see(pilot, "Everything is saved.")
    assert shop.text == before


async def test_the_first_word_of_a_bank(tmp_path: Path) -> None:
    """Where nothing is explained yet, the page says how to begin, by mouse too."""
    shop = workshop(
        tmp_path,
        lambda text: text.replace("[glossary]\n", "").replace(
            'signatory = "a state or person that has signed an agreement"\n', ""
        ),
    )
    async with shop.open() as pilot:
        await press(pilot, "g")
        await see(pilot, "No word is explained yet.")
        await press(pilot, "x", "enter")
        await click(pilot, "add  ")
        await press(pilot, *"vote", "enter", *"a choice", "enter")
        await see(pilot, "“vote” is added.")
        await press(pilot, "escape", "s")
        await see(pilot, "Saved.")
    assert words(shop) == {"vote": "a choice"}
