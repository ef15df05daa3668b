"""What is said of a mark: whether it proves, and what to look at."""

from quizgame.catalogue import _
from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import Row, Span, paragraph
from quizgame.tui.marking.case import Case
from quizgame.tui.widgets import Canvas

_LEAD = (Span(" "),)


class Verdict(Canvas):
    """Three lines below the article."""


def verdict_rows(case: Case, width: int, glyphs: Glyphs) -> list[Row]:
    """Return what is said of the marks of a case, or how to mark."""
    quoted = case.quoted
    next_part = _("Kept. Now mark the next part, in the same paragraph.")
    next_rows = paragraph((Span(next_part, "muted"),), width, lead=_LEAD)
    is_between = bool(case.pen.parts) and case.pen.mark is None
    if quoted is None or (is_between and not quoted.proven):
        words = _(
            "Go to the first word and press Space, then go to the last one: what is marked is "
            "proven at once. Or drag with the mouse; a double click takes a sentence."
        )
        start = paragraph((Span(words, "muted"),), width, lead=_LEAD)
        return next_rows if is_between else start
    sign, ink = (glyphs.right, "right") if quoted.proven else (glyphs.wrong, "warning")
    message = (Span(clean_line(case.message()), "strong"),)
    rows = paragraph(message, width, lead=(*_LEAD, Span(f"{sign} ", ink)))
    rows += next_rows if is_between else ()
    for words in case.advice():
        lead = (*_LEAD, Span("! ", "warning"))
        rows += paragraph((Span(clean_line(words), "warning"),), width, lead=lead)
    return rows


def no_article_rows(width: int) -> list[Row]:
    """Return what to do where a bank has no article."""
    words = _("This bank has no article to quote. Name one in its file, under [sources].")
    return [Row(), *paragraph(words, width, lead=_LEAD)]
