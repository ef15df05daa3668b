"""A raw text set in lines: every cell stands for the code points that a quotation would take."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizgame.bank.quotes import paragraph_spans
from quizgame.model.text import clean_block, clean_line
from quizgame.tui.draw.rows import even
from quizgame.tui.marking.galley import Galley, clusters

ARTICLE = (Path(__file__).parents[2] / "seeds" / "article.txt").read_bytes().decode()
PIECES = st.sampled_from(
    [
        *("word ", "summit", " ", "  ", "1,234 ", "x" * 30, "\t", "\n", "\r\n", "\r", "\n\n"),
        *("\r\n\r\n", "\x85", "\u2028", "\x1b[31m", "\x00", "\u202e", "\u00ad", "\u200b"),
        *("\u6f22\u5b57\u304b\u306a", "\uff21", "\u3000", "\u00a0", "e\u0301", "\u0301" * 7),
        *("\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "\u2602\ufe0f", "\udcff"),
        *("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 ", "\u0915\u094d\u200d\u0937"),
        *("\u0e01\u0e33", "\u1100\u1161", "\u3164", "\ufeff", "\u0903", "\u0378", "\u2026"),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.just(ARTICLE[:1500]),
)
WIDTHS = st.integers(2, 40)


def set_in(text: str, width: int) -> Galley:
    """A text with its paragraphs in lines."""
    return Galley(text, paragraph_spans(text), width)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    """What is drawn of each line fits, and the lines stand in the order of the text."""
    galley = set_in(text, width)
    before = 0
    for row, line in enumerate(galley.lines):
        drawn = "".join(span.text for span in galley.spans(row, ()))
        assert cell_len(drawn) <= width
        assert before <= line.start <= line.end
        before = line.end


@given(TEXTS, WIDTHS)
def test_every_character_is_drawn_once(text: str, width: int) -> None:
    """All that cleaning leaves of a paragraph is there, in order, but for space at line ends."""
    galley = set_in(text, width)
    for number, (start, end) in enumerate(paragraph_spans(text), start=1):
        rows = [row for row, line in enumerate(galley.lines) if line.paragraph == number]
        drawn = "".join(span.text for row in rows for span in galley.spans(row, ()))
        assert _letters(drawn) == _letters(even(clean_block(text[start:end])))
        assert galley.lines[rows[0]].is_first


def _letters(text: str) -> str:
    """Text without white space, and without what depends on what stands before it."""
    return "".join(
        char
        for char in text
        if not char.isspace() and unicodedata.category(char)[0] != "M" and char != "\u200c"
    )


@given(TEXTS)
def test_clusters_cover_a_line_and_draw_it_cleaned(text: str) -> None:
    """The clusters follow one another without a gap, and say what a cleaned line says."""
    raw = text.replace("\r", " ")
    found = clusters(raw, 0, len(raw))
    assert "".join(one.text for one in found) == even(clean_line(raw))
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    if found:
        assert (places[0], places[-1]) == (0, len(raw))
        assert places[1:-1:2] == places[2::2]
    for one in found:
        assert cell_len(one.text) == one.cells


@given(TEXTS, WIDTHS)
def test_cells_and_code_points_name_each_other(text: str, width: int) -> None:
    """Each cell leads to the code points drawn in it, and these back to its row and column."""
    galley = set_in(text, width)
    for row, line in enumerate(galley.lines):
        x = 0
        for one in galley.clusters(row):
            if one.cells:
                assert galley.cell_of(one.start) == (row, x)
            for cell in range(x, x + one.cells):
                assert galley.place_at(row, cell) == (one.start, one.end)
            x += one.cells
        assert galley.place_at(row, x) == galley.place_at(row, x + 9) == (line.end, line.end)
        if line.paragraph:
            found = galley.lines[galley.row_of(line.end)]
            assert line.end in {found.start, found.end}


@given(TEXTS, WIDTHS, st.data())
def test_a_mark_inks_its_own_characters_only(text: str, width: int, data: st.DataObject) -> None:
    """Of every line exactly the clusters are inked that have a code point between the two ends."""
    galley = set_in(text, width)
    start, end = sorted(
        (data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text))))
    )
    for row in range(len(galley.lines)):
        inked = "".join(s.text for s in galley.spans(row, [(start, end, "quote")]) if s.style)
        own = [o for o in galley.clusters(row) if start < end and o.start < end and start < o.end]
        assert inked == "".join(one.text for one in own)


def test_lines_break_between_words_and_keep_the_breaks_of_the_text() -> None:
    """Words stay whole where they fit, a line of a poem stays a line, space at ends goes."""
    galley = set_in("One two  three\nfour   \n\nfive sixseveneight", 9)
    drawn = ["".join(s.text for s in galley.spans(row, ())) for row in range(len(galley.lines))]
    assert drawn == ["One two", "three", "four", "", "five", "sixsevene", "ight"]
    assert [line.paragraph for line in galley.lines] == [1, 1, 1, 0, 2, 2, 2]


@pytest.mark.parametrize(
    "paragraph", ["word and word ", "\u6f22\u5b57\u3002", "\u00e9t\u00e9 \U0001f600 "]
)
def test_a_long_article_is_set_whole(paragraph: str) -> None:
    """Five thousand paragraphs become lines, the last of them at the text's end."""
    text = "\n\n".join([paragraph * 20] * 5000)
    galley = set_in(text, 70)
    assert galley.lines[-1].paragraph == 5000
    assert galley.lines[-1].end == len(text.rstrip())
    row, cell = galley.cell_of(len(text) // 2)
    start, end = galley.place_at(row, cell)
    assert start <= len(text) // 2 < end or start == end
