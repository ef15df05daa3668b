"""Running text with the small Markdown of banks, as rows."""

from collections.abc import Sequence

from quizgame.model.markup import parse
from quizgame.tui.draw.rows import Row, Span, paragraph, width_of

_INKS = {"": "", "em": "emphasis", "strong": "strong", "code": "code"}


def prose(
    text: str,
    width: int,
    *,
    lead: Sequence[Span] = (),
    ink: str = "",
    style: str = "",
    target: str = "",
) -> list[Row]:
    """Return text as rows of `width`, `lead` before the first, the others hanging below it."""
    rows: list[Row] = []
    hang = (Span(" " * width_of(lead)),) if lead else ()
    for line in parse(text):
        before = tuple(lead) if not rows else hang
        if line.bullet:
            before = (*before, Span("- "))
        spans = tuple(Span(piece, _INKS[kind] or ink) for piece, kind in line.pieces)
        rows += paragraph(spans, width, lead=before, style=style, target=target)
    return rows
