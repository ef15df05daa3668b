"""Marking in the article: by keyboard and by mouse, proven at once, then whose words they are."""

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.pilot import Pilot

from quizgame.backend.author import Author
from quizgame.backend.desk import Desk
from quizgame.backend.deskviews import Fields, SourceText
from quizgame.bank.quotes import Proof, prove
from quizgame.model.questions.base import Evidence
from quizgame.store import memory_store
from quizgame.tui.marking.sheet import ArticleSheet
from quizgame.tui.page import Page
from quizgame.tui.screens.words import WordsScreen
from tests.tui.desk import ARTICLE, FIELDS, PlainDesk, source
from tests.tui.lobby import said, see
from tests.tui.stage import ARTICLE_BANK, ROOT, Stage, student_of, text_of

if TYPE_CHECKING:
    from quizgame.tui.screens.mark import MarkScreen

SPEAKERS = ("Rishi Sunak", "Boris Johnson", "Joe Biden")
Taken = list[Fields | None]


def below() -> Page:
    """A page below, as the form of a question would be."""
    return WordsScreen([("word", "meaning")])


@asynccontextmanager
async def marking(
    desk: PlainDesk | Desk, fields: Fields | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[Any], Taken]]:
    """The page of marking on screen, and what it is left with."""
    app = Stage(student_of(ARTICLE_BANK), first=below)
    taken: Taken = []
    async with app.run_test(size=size) as pilot:
        app.open_mark(cast("Desk", desk), deepcopy(fields or {}), taken.append)
        await see(pilot, "Mark the proof")
        yield pilot, taken


def plain(*sources: SourceText) -> PlainDesk:
    """A desk with the article, or with other sources."""
    return PlainDesk(*(sources or (source(),)), speakers=SPEAKERS)


def sheet_of(pilot: Pilot[Any]) -> ArticleSheet:
    """The article on screen."""
    return pilot.app.screen.query_exactly_one(ArticleSheet)


def cell_of(pilot: Pilot[Any], words: str, *, end: bool = False) -> tuple[int, int]:
    """The cell of the article at which words begin, or of their last character."""
    for y, line in enumerate(text_of(sheet_of(pilot))):
        if words in line:
            before = line[: line.index(words) + (len(words) - 1 if end else 0)]
            return len(before), y
    raise AssertionError(words)


async def drag(pilot: Pilot[Any], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the mouse on a cell of the article, move it to another and release it there."""
    await pilot.mouse_down(ArticleSheet, offset=start)
    await pilot.hover(ArticleSheet, offset=end)
    await pilot.mouse_up(ArticleSheet, offset=end)
    await pilot.pause()


def inked(pilot: Pilot[Any], ink: str) -> str:
    """The words of the visible article that are drawn in an ink."""
    sheet = sheet_of(pilot)
    rows = [sheet.row_at(y) for y in range(sheet.size.height)]
    return " ".join(span.text.strip() for row in rows for span in row.spans if span.style == ink)


def proven(fields: Fields | None, text: str = ARTICLE) -> Sequence[str]:
    """What evidence quotes, proven in its source."""
    assert fields is not None
    known = {"source", "exact", "parts", "prefix", "suffix", "speaker", "kind"}
    told = {key: value for key, value in fields.items() if key in known}
    proof = prove(Evidence(**told), text)
    assert isinstance(proof, Proof)
    return [text[start:end] for start, end in proof.spans]


async def test_words_are_marked_by_keys_and_proven_as_they_grow() -> None:
    """Space begins, arrows extend, the verdict follows, Enter takes, then two more Enters."""
    async with marking(plain()) as (pilot, taken):
        assert "Space begin a mark" in said(pilot)
        assert "Enter" not in said(pilot)
        await pilot.press("down", "down", "down", "down", "space")
        await see(pilot, "too short", "Space end the mark", "Esc drop it")
        await pilot.press("right", "right", "right")
        await see(pilot, "Proven, in paragraph 2 of 22.", "Enter take it")
        await pilot.press("space", "end", "enter")
        await see(pilot, "About the quotation", "THE ARTICLE SAYS", "A report")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert taken == [{"source": "article", "exact": "The prime minister is"}]
    assert proven(taken[0]) == ["The prime minister is"]


async def test_shift_and_an_arrow_mark_at_once() -> None:
    """Who knows other editors needs no Space; a line down takes the line."""
    async with marking(plain()) as (pilot, _taken):
        await pilot.press("shift+right", "shift+right")
        await see(pilot, "Proven, in paragraph 1 of 22.")
        assert inked(pilot, "quote").startswith("Rishi Sunak")
        await pilot.press("escape")
        await see(pilot, "Space begin a mark")
        await pilot.press("home", "shift+down")
        await see(pilot, "Proven, in paragraph 1 of 22.")


async def test_what_does_not_prove_is_not_taken() -> None:
    """Past a paragraph's end the reason is told, Enter stays and says where to look."""
    async with marking(plain()) as (pilot, taken):
        await pilot.press("space", *["down"] * 5)
        await see(pilot, "past the end of paragraph 1")
        assert inked(pilot, "gap")
        assert not inked(pilot, "quote")
        await pilot.press("enter")
        await see(pilot, "does not prove yet")
        await pilot.press("x", "enter")
        await see(pilot, "Nothing is marked yet")
        await pilot.press("escape")
        await see(pilot, "word")
    assert taken == [None]


async def test_existing_evidence_comes_back_untouched() -> None:
    """Its place is marked, its voice and kind are chosen; only Enter is needed, nothing is lost."""
    fields = FIELDS | {"prefix": "", "exact": FIELDS["exact"]}
    async with marking(plain(), fields) as (pilot, taken):
        await see(pilot, "Proven, in paragraph 3 of 22.")
        assert inked(pilot, "quote").endswith("first host Mr Biden in the UK on Monday")
        await pilot.press("enter")
        await see(pilot, "Downing Street", "words of Downing Street", "A claim", "Er wird zuerst")
        await pilot.press("enter")
        await see(pilot, "this one, done")
        await pilot.press("enter")
        await see(pilot, "word")
    assert taken == [fields]


async def test_a_new_place_keeps_what_says_nothing_of_the_place() -> None:
    """Marked anew, the evidence has another exact and no prefix; translation and the rest stay."""
    fields = FIELDS | {"prefix": "munitions.\n\n", "suffix": ", after"}
    async with marking(plain(), fields) as (pilot, taken):
        await see(pilot, "Proven, in paragraph 3 of 22.")
        await pilot.press("home", "shift+right", "shift+right", "shift+right", "enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    (found,) = taken
    assert found is not None
    assert found.pop("exact") == "Rishi Sunak has warned"
    kept = {key: value for key, value in FIELDS.items() if key != "exact"}
    assert found == kept


async def test_evidence_that_proves_no_more_is_marked_where_it_nearly_stands() -> None:
    """The nearest place is shown, and taken with the article's own words."""
    fields = {"source": "article", "exact": "He will first meet Mr Biden in the UK on Monday"}
    async with marking(plain(), fields) as (pilot, taken):
        await see(pilot, "nearest place", "Proven, in paragraph 3 of 22.")
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert proven(taken[0]) == ["He will first host Mr Biden in the UK on Monday"]


async def test_a_quotation_with_a_gap_has_parts() -> None:
    """Plus keeps a part; the next is marked in the same paragraph, and both are proven together."""
    async with marking(plain()) as (pilot, taken):
        await pilot.press("plus")
        await see(pilot, "Mark a part first")
        await pilot.press("shift+right", "plus")
        await see(pilot, "Kept. Now mark the next part")
        await pilot.press(*["right"] * 4, "shift+right", "shift+right")
        await see(pilot, "Proven, in paragraph 1 of 22.")
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert proven(taken[0]) == ["Rishi Sunak", "international alliances are"]


async def test_dragging_marks_and_half_words_come_in_whole() -> None:
    """From within one word to within another; what is shown is what will be quoted."""
    async with marking(plain()) as (pilot, taken):
        start = cell_of(pilot, "ternational")
        await drag(pilot, start, cell_of(pilot, "mor", end=True))
        await see(pilot, "Proven, in paragraph 1 of 22.")
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert proven(taken[0]) == ["international alliances are more"]


async def test_dragging_upwards_marks_too() -> None:
    """The mark reaches from the lower place to the higher one."""
    async with marking(plain()) as (pilot, _taken):
        await drag(pilot, cell_of(pilot, "week,", end=True), cell_of(pilot, "alliances"))
        await see(pilot, "Proven, in paragraph 1 of 22.")
        assert "with Joe Biden this week" in inked(pilot, "quote")


async def test_a_click_moves_the_cursor_and_a_double_click_takes_the_sentence() -> None:
    """A click alone marks nothing."""
    async with marking(plain()) as (pilot, _taken):
        where = cell_of(pilot, "Nato summit")
        await pilot.click(ArticleSheet, offset=where)
        await pilot.pause()
        assert inked(pilot, "gap-active") == "Nato"
        assert not inked(pilot, "quote") + inked(pilot, "gap")
        await pilot.click(ArticleSheet, offset=where, times=2)
        await see(pilot, "Proven, in paragraph 2 of 22.")
        screen = cast("MarkScreen", pilot.app.screen)
        ((start, end),) = screen._case.shown
        assert ARTICLE[start:end].startswith("The prime minister is set to attend")
        assert ARTICLE[start:end].endswith("security challenges.")


async def test_dragging_beyond_the_edge_scrolls() -> None:
    """Held below the last line the article moves on, and the mark with it."""
    async with marking(plain()) as (pilot, _taken):
        sheet = sheet_of(pilot)
        await pilot.mouse_down(ArticleSheet, offset=cell_of(pilot, "Rishi"))
        await pilot.hover(ArticleSheet, offset=(20, sheet.size.height + 1))
        top = sheet.top
        for _time in range(4):
            sheet.pull()
        await pilot.pause()
        assert sheet.top >= top + 4
        await pilot.mouse_up(ArticleSheet, offset=(20, sheet.size.height + 1))
        await see(pilot, "past the end of paragraph 1")
        top = sheet.top
        sheet.pull()
        assert sheet.top == top


HOSTILE = (
    "\u6f22\u5b57\u304b\u306a\x1b[31m one\ttwo\u00ad three\r\nfou\u0301r\u202e five\u200b six"
    "\r\n\r\nseven eight nine ten"
)


async def test_cells_stand_for_the_raw_text_whatever_is_not_drawn() -> None:
    """Wide characters, tabs, marks and controls between: what is dragged over is quoted raw."""
    async with marking(plain(source(HOSTILE))) as (pilot, taken):
        lines = text_of(sheet_of(pilot))
        y = next(i for i, line in enumerate(lines) if "three" in line)
        start = lines[y].index("one") + 4  # four wide characters stand before it
        await drag(pilot, (start, y), cell_of(pilot, "six", end=True))
        await see(pilot, "Proven, in paragraph 1 of 2.")
        assert "\x1b" not in "".join(lines)
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    words = "one\ttwo\u00ad three\r\nfou\u0301r\u202e five\u200b six"
    assert proven(taken[0], HOSTILE) == [words]


async def test_words_are_found() -> None:
    """Slash asks, Enter marks the place, n goes on; what is nowhere is told; the mark may grow."""
    async with marking(plain()) as (pilot, _taken):
        await pilot.press("slash")
        await see(pilot, "Enter find it")
        await pilot.press(*"terrible wea", "enter")
        await see(pilot, "Found \u201cterrible wea\u201d")
        assert inked(pilot, "gap-active") == "weapons."
        await pilot.press("shift+right")
        await see(pilot, "Proven, in paragraph 19 of 22.")
        await pilot.press("space", "slash", *["backspace"] * 12, *"biden", "enter")
        pen = cast("MarkScreen", pilot.app.screen)._case.pen
        first = pen.at
        await pilot.press("n")
        await pilot.pause()
        assert pen.at > first
        await pilot.press("N")
        await pilot.pause()
        assert pen.at == first
        await pilot.press("slash", *"zzz", "enter")
        await see(pilot, "is not in the article")
        await pilot.press("slash", "escape", "left")
        await see(pilot, "Space begin a mark")


async def test_words_found_are_what_is_taken() -> None:
    """Enter takes the words found, also where others were marked; Space lets them grow."""
    for more, words in (
        ((), "to provide cluster bombs"),
        (("space", "right"), "to provide cluster bombs, pointing"),
        (("space", "left"), "to provide cluster bombs"),
    ):
        async with marking(plain()) as (pilot, taken):
            await pilot.press("space", *["right"] * 5, "space")
            await pilot.press("slash", *"to provide CLUSTER bombs", "enter")
            await see(pilot, "Space mark on", "Enter take it")
            await pilot.press(*more, "enter")
            await see(pilot, "About the quotation")
            await pilot.press("enter", "enter")
            await see(pilot, "word")
        assert proven(taken[0]) == [words]


async def test_several_articles_are_turned_with_tab() -> None:
    """Each keeps its own cursor and mark; the evidence names the one that is on screen."""
    desk = plain(source(), source("A short text, of one line only.", "second", "A second one"))
    async with marking(desk) as (pilot, taken):
        await see(pilot, "article 1 of 2", "Tab next article")
        await pilot.press("tab", "shift+right", "shift+right")
        await see(pilot, "A second one", "Proven, in paragraph 1 of 1.")
        await pilot.press("tab")
        await see(pilot, "article 1 of 2", "Go to the first word")
        await pilot.press("shift+tab")
        await see(pilot, "Proven, in paragraph 1 of 1.")
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert taken == [{"source": "second", "exact": "A short text"}]


async def test_a_bank_without_articles_says_so() -> None:
    """There is nothing to mark, and a word on what to do; no key breaks anything."""
    async with marking(PlainDesk()) as (pilot, taken):
        await see(pilot, "no article to quote")
        await pilot.press("space", "right", "down", "enter", "slash", "tab", "n")
        await pilot.click(ArticleSheet, offset=(10, 3))
        await pilot.press("escape")
        await see(pilot, "word")
    assert taken == [None]


async def test_an_article_without_a_word_can_be_left() -> None:
    """Every key is harmless on an empty source."""
    async with marking(plain(source(" \n\n "))) as (pilot, taken):
        await pilot.press("space", "right", "down", "pageup", "end", "space", "enter", "plus")
        await drag(pilot, (3, 0), (20, 4))
        await pilot.press("x", "x", "escape")
        await see(pilot, "word")
    assert taken == [None]


async def test_a_long_article_is_marked_at_its_end() -> None:
    """Of five thousand paragraphs the last can be quoted, with what tells it from the others."""
    text = "\n\n".join(f"Here stands sentence number {n} of all." for n in range(1, 5001))
    async with marking(plain(source(text))) as (pilot, taken):
        await pilot.press("end", "shift+left", "shift+left", "shift+left", "shift+left")
        await see(pilot, "Proven, in paragraph 5000 of 5000.")
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert proven(taken[0], text) == ["sentence number 5000 of all."]


async def test_the_window_may_be_resized_while_marking() -> None:
    """The mark and the cursor stay on their words."""
    async with marking(plain()) as (pilot, _taken):
        await pilot.press("pagedown", "space", *["right"] * 4)
        await see(pilot, "Proven")
        before = inked(pilot, "quote")
        await pilot.resize_terminal(61, 21)
        await see(pilot, "Proven")
        assert inked(pilot, "quote") == before


# Whose words they are


async def test_words_the_article_quotes_ask_for_a_speaker() -> None:
    """The cursor waits on a name near the mark; the article's own voice is warned of."""
    async with marking(plain()) as (pilot, taken):
        await pilot.press("slash", *"terrible weapons", "enter", "shift+left", "shift+left")
        await see(pilot, "Proven, in paragraph 19 of 22.")
        assert "say whose" not in said(pilot)
        await pilot.press("enter")
        await see(pilot, "named near it", "words of Rishi Sunak")
        await pilot.press("home")
        await see(pilot, "say whose they are")
        while "words of Boris Johnson" not in said(pilot):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("enter")
        await see(pilot, "A claim: the article shows that Boris Johnson said it")
        await pilot.press("down")
        await see(pilot, "An opinion: the article shows that Boris Johnson said it")
        await pilot.press("enter")
        await see(pilot, "word")
    assert taken[0] is not None
    assert taken[0]["speaker"] == "Boris Johnson"
    assert taken[0]["kind"] == "opinion"


async def test_a_speaker_that_cleaning_alters_is_kept_as_it_is_written() -> None:
    """It is listed once, drawn cleaned, and comes back to the bank byte for byte."""
    fields = FIELDS | {"speaker": "Rishi \u200bSunak\x1b"}
    async with marking(plain(), fields) as (pilot, taken):
        await see(pilot, "Proven")
        await pilot.press("enter")
        await see(pilot, "About the quotation", "words of Rishi Sunak")
        assert said(pilot).partition("What kind")[0].count("Rishi Sunak") == 1
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert taken == [fields]


async def test_a_name_is_typed() -> None:
    """Somebody else is typed; a name that is there already is taken as it is written there."""
    async with marking(plain()) as (pilot, taken):
        await pilot.press("shift+right", "shift+right", "enter")
        await see(pilot, "About the quotation")
        while "▶ somebody else" not in said(pilot):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("enter")
        await see(pilot, "Enter this is the name")
        await pilot.press("escape")
        await see(pilot, "Enter this one")
        await pilot.press("enter", *"boris johnson", "enter")
        await see(pilot, "words of Boris Johnson")
        await pilot.press("home")
        while "▶ somebody else" not in said(pilot):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("enter", *"The Pope", "enter")
        await see(pilot, "words of The Pope")
        await pilot.press("enter")
        await see(pilot, "word")
    assert taken == [
        {"source": "article", "exact": "Rishi Sunak has", "speaker": "The Pope", "kind": "claim"}
    ]


async def test_a_kind_alone_is_not_enough() -> None:
    """Who chooses the kind first is asked whose words they are, and both are kept."""
    async with marking(plain()) as (pilot, taken):
        await pilot.press("shift+right", "shift+right", "enter")
        await see(pilot, "About the quotation")
        await pilot.press("end", "enter")
        await see(pilot, "Now say whose words they are.")
        await pilot.press("enter")
        await see(pilot, "this one, done", "An opinion of the article itself.")
        await pilot.press("enter")
        await see(pilot, "word")
    assert taken == [{"source": "article", "exact": "Rishi Sunak has", "kind": "opinion"}]


async def test_escape_leads_back_to_the_marks() -> None:
    """Nothing that was marked is lost by looking at the next question."""
    async with marking(plain()) as (pilot, taken):
        await pilot.press("shift+right", "shift+right", "enter")
        await see(pilot, "About the quotation")
        await pilot.press("escape")
        await see(pilot, "Mark the proof", "Proven, in paragraph 1 of 22.")
        await pilot.press("question_mark")
        await see(pilot, "a word back, a word on")
        await pilot.press("escape", "escape")
        await see(pilot, "word")
    assert taken == [None]


async def test_the_desk_of_a_real_bank_proves_what_is_marked(tmp_path: Path) -> None:
    """With the bank as it is on disk, marked evidence makes no problem of its question."""
    shutil.copytree(ROOT / "questions", tmp_path / "questions")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    path = tmp_path / "questions" / ARTICLE_BANK.name
    desk = Author(tmp_path / "home", memory_store).open(path)
    fields = desk.fields(0)
    async with marking(desk, fields["evidence"][0]) as (pilot, taken):
        await see(pilot, "Proven, in paragraph")
        await pilot.press("home", *["shift+right"] * 4)
        await see(pilot, "Proven, in paragraph 1 of 22.")
        await pilot.press("enter")
        await see(pilot, "About the quotation")
        await pilot.press("enter", "enter")
        await see(pilot, "word")
    assert proven(taken[0]) == ["Rishi Sunak has warned that"]
    fields["evidence"] = [taken[0]]
    assert not [
        one for one in desk.problems(fields, 0) if one.keys[0] == "evidence" and one.is_error
    ]
    desk.close()
