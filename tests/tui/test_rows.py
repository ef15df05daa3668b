"""Rows: wrapped by the cells of the terminal, whatever the text."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizgame.model.text import clean_block
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import Span, apart, clip, even, paragraph, width_of, wrap
from quizgame.tui.widgets.keybar import Hint, KeyBar, fitting

RANKS = st.integers(0, 4)
TEXTS = st.text(max_size=200).map(clean_block) | st.text("ab 漢字 é́\u05d0\n", max_size=120)


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    """Every line of wrapped text fits, wide characters and combining marks included."""
    for line in wrap(text, width):
        assert sum(cell_len(span.text) for span in line) <= width


@given(TEXTS, st.integers(2, 40))
@example("a\U0001f3fbb", 2)
def test_wrapping_loses_only_white_space(text: str, width: int) -> None:
    """All characters but spaces, line ends and what no terminal draws alike are there, in order."""
    drawn = "".join(span.text for line in wrap(text, width) for span in line)
    assert "".join(drawn.split()) == "".join(even(text).split())


def test_a_word_in_two_styles_is_not_torn() -> None:
    """A word whose styles change inside it is wrapped as one word."""
    spans = (Span("one "), Span("two", "strong"), Span(", three"))
    lines = ["".join(span.text for span in line) for line in wrap(spans, 8)]
    assert lines == ["one two,", "three"]


def test_a_lead_is_followed_by_an_indent() -> None:
    """The second row of a paragraph begins below the text of the first."""
    rows = paragraph("alpha beta", 10, lead=(Span(" A  "),))
    assert ["".join(span.text for span in row.spans) for row in rows] == [" A  alpha", "    beta"]


def test_markdown_of_banks_is_drawn_in_styles() -> None:
    """Emphasis and code get their styles, items of a list their dash."""
    rows = prose("so *said* `he`\n- one", 40)
    assert Span("said", "emphasis") in rows[0].spans
    assert Span("he", "code") in rows[0].spans
    assert rows[1].spans[0].text.startswith("- ")


def test_left_gives_way_to_right() -> None:
    """Where both do not fit, the left is cut and says so."""
    spans = apart((Span("a long title"),), (Span("1 of 9"),), 14)
    assert "".join(span.text for span in spans) == "a long… 1 of 9"
    assert width_of(spans) == 14


def test_clipping_knows_wide_characters() -> None:
    """A wide character is never cut in half."""
    assert clip("漢字漢字", 5) == "漢字…"


async def test_keys_that_do_not_fit_are_left_out_by_rank() -> None:
    """In a narrow line the dispensable keys go first, and the line never overflows."""
    from tests.tui.stage import Stage, sitting, student_of  # noqa: PLC0415 - only here

    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        bar = app.screen.query_exactly_one(KeyBar)
        hints = [Hint(f"k{rank}", "something to do", "", rank) for rank in range(9)]
        bar.keys(hints)
        line = bar.render_line(2).text
        assert "k0" in line
        assert "k8" not in line
        assert cell_len(line) == 60


HINTS = st.lists(
    st.builds(Hint, st.sampled_from("abcdef"), st.text("xyz ", max_size=12), st.just(""), RANKS),
    max_size=8,
)


@given(HINTS, RANKS, RANKS, st.integers(0, 100))
@example([Hint("a", "a long word"), Hint("b", "another one")], 3, 4, 30)
def test_the_ways_back_and_to_the_help_are_never_left_out(
    hints: list[Hint], back: int, asks: int, width: int
) -> None:
    """However short the line, keys in the middle go first; what is shown is never cut before."""
    kept = (Hint("Esc", "back", "escape", back), Hint("?", "help", "question_mark", asks))
    first = (Hint("Enter", "go", "enter"),)
    spans = fitting((*first, *hints, *kept), width)
    said = "".join(span.text for span in spans)
    assert width_of(spans) <= width
    if width >= len(" Enter go  Esc back  ? help"):
        assert said.startswith(" Enter go")
        assert said.endswith("? help")
        assert "Esc back" in said
