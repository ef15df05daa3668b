"""The review of drafts: by keys and by mouse, on a bank on disk."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.backend.desk import Desk
from quizgame.backend.student import GUEST
from quizgame.cli import main
from quizgame.errors import UsageError
from quizgame.store import memory_store
from quizgame.tui.screens.drafts import DraftsScreen
from quizgame.tui.widgets import KeyBar, Sheet
from tests.tui.lobby import play_through, said, see
from tests.tui.stage import ROOT, Stage, student_of

BANK = '''\
format = 1
id = "harbour"
title = "The harbour bridge"

[sources.report]
title = "The harbour bridge opens"
text = """
The harbour bridge opened on Friday after four years of work. Ships pass under it by day and night.

“It has cost more than we planned,” said the engineer, Ada Lind. She had built it from the start.

She thanked the mayor, Per Holm. “We would not have finished without his patience,” she said.

He was asked about the cost. “Nobody will ask about the money in ten years,” he said on Friday.
"""

# The first one is from last year.
[[question]]
id = "day"
type = "single-choice"
stem = "On which day did the bridge open?"
tags = ["dates"]
difficulty = "easy"
options = [{ text = "Friday", correct = true }, { text = "Monday", rationale = "Another day." }]
[[question.evidence]]
source = "report"
exact = "The harbour bridge opened on Friday"

[[question]]
id = "years"
type = "numeric"
stem = "According to the report, how many years of work did the bridge take?"
explanation = "Four years (par. 1)."
tags = ["numbers"]
difficulty = "easy"
status = "draft"
answer = 4
[[question.evidence]]
source = "report"
exact = "opened on Friday after four years of work"

# People
# CONFIRM: “she” is taken for Ada Lind (paragraph 3)
# Ask the mayor about this one.
[[question]]
id = "patience"
type = "single-choice"
stem = "According to the report, whose words are these? “We would not have finished”"
explanation = "Paragraph 3 has these words as those of Ada Lind."
tags = ["quotations", "confirm"]  # two
difficulty = "medium"
status = "draft"
options = [
  { text = "Ada Lind", correct = true, rationale = "Paragraph 3." },
  { text = "Per Holm", rationale = "He is thanked in paragraph 3." },
]
[[question.evidence]]
source = "report"
exact = "We would not have finished without his patience"
speaker = "Ada Lind"
kind = "opinion"

[[question]]
id = "broken"
type = "true-false"
stem = "The bridge is for ships."
status = "draft"
answer = "maybe"
[[question.evidence]]
source = "report"
exact = "Ships pass under them by day and night"

# CONFIRM: “he” is taken for Per Holm (paragraph 4)
[[question]]
id = "money"
type = "short-text"
stem = "According to the report, who says that nobody will ask about the money?"
explanation = "Per Holm (par. 4)."
tags = ["confirm"]
difficulty = "medium"
status = "draft"
answers = ["Per Holm", "Holm"]
typos = 1
[[question.evidence]]
source = "report"
exact = "Nobody will ask about the money in ten years"
speaker = "Per Holm"
kind = "claim"
'''
SIZES = ((80, 24), (120, 40), (60, 20))
Compare = Callable[..., bool]


def bank_at(folder: Path, text: str = BANK) -> Path:
    """A bank with drafts on disk."""
    path = folder / "harbour.toml"
    path.write_text(text)
    return path


def stage(path: Path) -> Stage:
    """The review of a bank's drafts."""
    desk = Desk(path, path.parent / "home", memory_store)
    return Stage(student_of(path), first=lambda: DraftsScreen(desk))


def article_of(pilot: Pilot[Any]) -> list[str]:
    """The lines of the article that are in view."""
    sheet = pilot.app.screen.query_exactly_one("#article", Sheet)
    return [sheet.render_line(y).text.rstrip() for y in range(sheet.size.height)]


async def click_key(pilot: Pilot[Any], words: str) -> None:
    """Click on a key in the line of keys."""
    bar = pilot.app.screen.query_exactly_one(KeyBar)
    line = bar.render_line(2).text
    await pilot.click(KeyBar, offset=(line.index(words), 2))
    await pilot.pause()


async def test_drafts_to_confirm_come_first_and_say_what(tmp_path: Path) -> None:
    """The queue begins with what has to be confirmed, in plain words, and the place is in view."""
    app = stage(bank_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(
            pilot,
            "Draft 1 of 4 · 2 to confirm",
            "Confirm who speaks: “she” is taken for Ada Lind (paragraph 3)",
            "whose words are these?",
            "The article par. 3 of 4 · Ada Lind · opinion",
        )
        assert any("his patience" in line for line in article_of(pilot))
        await pilot.press("n")
        await see(pilot, "Draft 2 of 4", "“he” is taken for Per Holm")
        await pilot.press("enter")
        await see(pilot, "Draft 3 of 4", "how many years", "par. 1 of 4")
        assert "Confirm who speaks" not in said(pilot)
        await pilot.press("p", "p", "p")
        await see(pilot, "Draft 1 of 4", "There is none before this.")


async def test_accepting_changes_status_tag_and_that_line_alone(tmp_path: Path) -> None:
    """An accepted draft is ready, asks nothing any more, and keeps all other comments."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("a")
        await see(pilot, "Draft 1 of 3 · 1 to confirm", "1 accepted", "Accepted. u takes it back.")
        assert path.read_text() == BANK
        await pilot.press("s")
        await see(pilot, "Saved.")
    expected = BANK.replace("# CONFIRM: “she” is taken for Ada Lind (paragraph 3)\n", "")
    expected = expected.replace('"quotations", "confirm"', '"quotations"')
    ready = 'difficulty = "medium"\nstatus = "draft"\noptions'
    assert path.read_text() == expected.replace(ready, ready.replace("draft", "ready"))


async def test_a_draft_with_errors_is_refused_with_the_reason(tmp_path: Path) -> None:
    """What can not be played is not accepted; it says why, and where words like it are."""
    app = stage(bank_at(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("n", "n", "n")
        await see(
            pilot,
            "The bridge is for ships.",
            "Players can not be shown it yet.",
            "par. 1 of 4: the nearest words · report",
        )
        await pilot.press("a")
        await see(
            pilot,
            "This can not be played yet: `answer` must be true or false. 1 more is wrong.",
            "Draft 4 of 4",
        )


async def test_rejecting_is_taken_back(tmp_path: Path) -> None:
    """A rejected draft is gone; u brings it back in its place and in view, U takes it again."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("x")
        await see(pilot, "Draft 1 of 3", "Per Holm", "1 rejected", "Rejected. u brings it back.")
        await pilot.press("n", "u")
        await see(pilot, "Draft 1 of 4", "patience", "Taken back: deleting patience.")
        await pilot.press("U")
        await see(pilot, "Draft 1 of 3", "Done again: deleting patience.")
        await pilot.press("s")
        await see(pilot, "Saved.")
        assert 'id = "patience"' not in path.read_text()
        await pilot.press("u", "u")
        await see(pilot, "Draft 1 of 4", "There is nothing more.")


async def test_the_end_says_what_was_decided(tmp_path: Path) -> None:
    """Behind the last draft stands what became of all, and whether it is saved."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("a", "n", "a", "x")
        await see(
            pilot,
            "2 accepted, 1 rejected",
            "1 draft is left.",
            "n goes to the first of them.",
            "s saves it",
        )
        await pilot.press("n")
        await see(pilot, "Draft 1 of 1 · 1 to confirm")
        await pilot.press("a")
        await see(pilot, "All drafts are reviewed.", "3 accepted, 1 rejected.", "s saves it.")
        await pilot.press("s")
        await see(pilot, "Everything is saved.", "Saved.")
    assert "draft" not in path.read_text()


async def test_confirming_the_speaker_keeps_the_draft(tmp_path: Path) -> None:
    """Two times Enter says that the speaker is right; it stays a draft, in its place."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4 · 2 to confirm")
        await pilot.press("c")
        await see(pilot, "About the quotation", "Ada Lind", "Per Holm")
        await pilot.press("enter", "enter")
        await see(pilot, "Draft 1 of 4 · 1 to confirm", "Confirmed. a accepts the draft.")
        assert "Confirm who speaks" not in said(pilot)
        await pilot.press("s")
        await see(pilot, "Saved.")
    expected = BANK.replace("# CONFIRM: “she” is taken for Ada Lind (paragraph 3)\n", "")
    assert path.read_text() == expected.replace('"quotations", "confirm"', '"quotations"')


async def test_another_speaker_is_named(tmp_path: Path) -> None:
    """Another speaker is chosen or typed; an answer that still names the first is told."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("c")
        await see(pilot, "About the quotation")
        while "▶ somebody else" not in said(pilot):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("enter", *"Eva Berg", "enter", "enter")
        await see(pilot, "Draft 1 of 4", "The right answer still names Ada Lind: e changes it.")
        await pilot.press("s")
        await see(pilot, "Saved.")
    assert 'speaker = "Eva Berg"\n' in path.read_text()


async def test_leaving_the_question_who_speaks_changes_nothing(tmp_path: Path) -> None:
    """Escape goes back to the draft as it was."""
    app = stage(bank_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("c")
        await see(pilot, "About the quotation")
        await pilot.press("escape")
        await see(pilot, "Draft 1 of 4 · 2 to confirm")
        assert "save" not in said(pilot)


async def test_a_draft_is_edited_and_the_review_goes_on(tmp_path: Path) -> None:
    """What is done in the form is seen at once, also another id; the draft keeps its place."""
    app = stage(bank_at(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await pilot.press("n", "e")
        await see(pilot, "Write a question")
        await pilot.press("m", "end")
        while "▶ Its id money" not in said(pilot):
            await pilot.press("up")
            await pilot.pause()
        await pilot.press("enter", *"-2", "enter", "escape")
        await see(pilot, "Draft 2 of 4 · 2 to confirm", "money-2")


async def test_the_article_is_read_in_full_and_scrolled(tmp_path: Path) -> None:
    """T or a click on the line above the article opens it; PgUp scrolls it in its place."""
    app = stage(bank_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4")
        assert not any("harbour bridge opened" in line for line in article_of(pilot))
        await pilot.press("pageup", "pageup")
        assert any("harbour bridge opened" in line for line in article_of(pilot))
        await pilot.press("t")
        await see(pilot, "The article", "4 paragraphs", "The harbour bridge opens")
        await pilot.press("escape")
        await see(pilot, "Draft 1 of 4")
        await pilot.click("Caption", offset=(4, 0))
        await see(pilot, "4 paragraphs")


async def test_a_review_by_mouse_alone(tmp_path: Path) -> None:
    """All that a review needs can be clicked."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Draft 1 of 4")
        await click_key(pilot, "accept")
        await see(pilot, "Draft 1 of 3")
        await click_key(pilot, "reject")
        await see(pilot, "Draft 1 of 2", "1 accepted, 1 rejected")
        await click_key(pilot, "undo")
        await see(pilot, "Draft 1 of 3", "1 accepted")
        await click_key(pilot, "next")
        await see(pilot, "Draft 2 of 3")
        await click_key(pilot, "save")
        await see(pilot, "Saved.")
    assert path.read_text().count('status = "ready"') == 1


async def test_a_file_that_was_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Saving is refused and says what to do."""
    path = bank_at(tmp_path)
    app = stage(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 4")
        path.write_text(BANK + "# somebody else\n")
        await pilot.press("a", "s")
        await see(pilot, "Another program changed the file.")
    assert path.read_text() == BANK + "# somebody else\n"


async def test_a_bank_without_drafts_says_where_they_come_from(tmp_path: Path) -> None:
    """Nothing to review is no empty screen, and keys for drafts do nothing."""
    app = stage(bank_at(tmp_path, BANK[: BANK.index('[[question]]\nid = "years"')]))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "There are no drafts in this bank.", "quizgame draft ARTICLE -o BANK")
        await pilot.press("a", "x", "e", "c", "t", "n", "p", "u")
        await see(pilot, "There are no drafts", "There is nothing more.")


async def test_hostile_drafts_are_drawn_clean(tmp_path: Path) -> None:
    """Controls in stem, article, comment and speaker do not reach the screen."""
    evil = "\\u202e\\u001b[31m"
    text = BANK.replace("She thanked", f"{evil}She thanked").replace("whose words", f"{evil}whose")
    text = text.replace('speaker = "Ada Lind"', f'speaker = "{evil}Ada Lind"')
    text = text.replace("# People", "# Peo\u202eple").replace('"report"\nexact', '"report"\nexact')
    app = stage(bank_at(tmp_path, text))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Draft 1 of 4", "# People Ask the mayor", "Ada Lind", "She thanked")
        assert not {"\u202e", "\x1b"} & set(said(pilot))


async def test_a_draft_without_quotation_or_id_can_be_reviewed(tmp_path: Path) -> None:
    """Drafts alike in their missing id are told apart; what can not be shown says so."""
    two = '\n[[question]]\nstatus = "draft"\nstem = "First?"\n'
    two += '\n[[question]]\nstatus = "draft"\nstem = "Second?"\nevidence = [3]\n'
    app = stage(bank_at(tmp_path, BANK[: BANK.index('[[question]]\nid = "years"')] + two))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Draft 1 of 2", "First?", "not in any article that is at hand")
        await pilot.press("c")
        await see(pilot, "What it quotes is not in the article: e mends that first.")
        await pilot.press("t")
        await see(pilot, "The article is not at hand.")
        await pilot.press("x")
        await see(pilot, "Draft 1 of 1", "Second?")


async def test_from_an_article_to_a_quiz(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Drafts of the article of this repository are reviewed, saved, and then played."""
    path, article = tmp_path / "new.toml", ROOT / "seeds" / "article.txt"
    assert main(["draft", str(article), "-o", str(path)]) == 0
    made = int(capsys.readouterr().err.split()[0])
    with pytest.raises(UsageError):
        student_of(path).library.find(str(path))
    async with stage(path).run_test(size=(120, 40)) as pilot:
        await see(pilot, f"Draft 1 of {made}", "Confirm who speaks:")
        await pilot.press("a")
        await see(pilot, f"Draft 1 of {made - 1}", "1 accepted")
        await pilot.press("x")
        await see(pilot, f"Draft 1 of {made - 2}", "1 accepted, 1 rejected")
        await pilot.press("end", "n", "a", "s")
        await see(pilot, f"Draft 2 of {made - 3}", "2 accepted, 1 rejected", "Saved.")
    student = student_of(path)
    bank = student.library.find(str(path)).bank
    assert bank is not None
    assert len(bank.question) == made - 1
    assert all("confirm" not in question.tags for question in bank.playable())
    play = play_through(student, GUEST, "all", bank=str(path))
    assert [item.outcome for item in play.results().items] == ["right", "right"]


def _keys(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def press(pilot: Pilot[Any]) -> None:
        await see(pilot, "Draft 1 of 4")
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return press


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "60x20"])
@pytest.mark.parametrize(
    "keys", [(), ("n", "n"), ("n", "n", "n", "a"), ("a", "a", "a", "n"), ("a", "a", "a", "x")],
    ids=["to-confirm", "plain", "refused", "left", "reviewed"],
)  # fmt: skip
def test_pictures(
    snap_compare: Compare, keys: tuple[str, ...], size: tuple[int, int], tmp_path: Path
) -> None:
    """A draft to confirm, a plain one, a refused one and both ends look as they did."""
    app = stage(bank_at(tmp_path))
    assert snap_compare(app, terminal_size=size, run_before=_keys(*keys))
