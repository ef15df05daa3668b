"""An article as rows: its paragraphs, numbered, and what is quoted of them marked."""

from collections.abc import Sequence

from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph


def article_rows(
    paragraphs: Sequence[Sequence[tuple[str, bool]]],
    width: int,
    glyphs: Glyphs,
    *,
    first: int = 1,
) -> tuple[list[Row], list[int]]:
    """Return paragraphs with a blank row before each, and on which row each begins.

    A paragraph is (text, whether it is quoted) in pieces; `first` is the number of the first.
    """
    rows: list[Row] = []
    starts = []
    for number, pieces in enumerate(paragraphs, start=first):
        rows.append(BLANK)
        starts.append(len(rows))
        quoted = any(is_quoted for _text, is_quoted in pieces)
        spans = [Span(text, "quote" if is_quoted else "") for text, is_quoted in pieces]
        sign = glyphs.quote if quoted else " "
        lead = (Span(f" {number:>3} ", "muted"), Span(f"{sign} ", "quote-bar"))
        hang = (Span("     "), Span(f"{sign} ", "quote-bar"))
        rows += paragraph(spans, width, lead=lead, hang=hang)
    return rows, starts
