"""A question as players will see it, drawn by what draws it in play."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.interactions import interaction_for
from quizgame.tui.play.question import open_sheet, stem_rows, told_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.deskviews import FieldProblem, Preview

_LEAD = (Span(" "),)


def preview_rows(preview: "Preview", width: int, glyphs: Glyphs, *, is_told: bool) -> list[Row]:
    """Return the question before its key is told, or after the right answer was given."""
    view, reveal = preview.view, preview.reveal
    interaction = interaction_for(view.presentation, view.response, glyphs)
    interaction.is_typed_in = False
    stem = stem_rows(view, width, height=0, is_first=True)
    if is_told:
        shown = told_sheet(stem, interaction, reveal, width, glyphs, by_clock=False)
    else:
        shown = open_sheet(stem, interaction, width)
    return [_field_seen(row) for row in shown.rows]


def _field_seen(row: Row) -> Row:
    """Return a row in which the place of a field is drawn, as there is no field to lie on it."""
    spans = tuple(
        span._replace(style="cursor") if span.target == "field" else span for span in row.spans
    )
    return row._replace(spans=spans)


def nothing_yet(mistakes: "Sequence[str]", width: int) -> list[Row]:
    """Return why the question can not be shown: each of its mistakes, in words."""
    words = _("The question is shown here as soon as it can be played. Still to be mended:")
    rows = [*paragraph((Span(words, "muted"),), width, lead=_LEAD), BLANK]
    for mistake in mistakes:
        rows += paragraph(mistake, width, lead=(Span(" - ", "muted"),))
    return rows


def told_words(problem: "FieldProblem") -> str:
    """Return what is wrong and how it is mended, as sentences."""
    message = problem.message[:1].upper() + problem.message[1:]
    if message[-1:] not in {".", "!", "?", "”"}:
        message += "."
    return f"{message} {problem.hint}".strip()
