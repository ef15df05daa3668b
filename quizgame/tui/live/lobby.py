"""What stands on screen while no question does: who is here, what is kept, what may be played."""

import functools
from typing import TYPE_CHECKING

from rich.cells import cell_len

from quizgame.backend.views import ArticleView
from quizgame.catalogue import _, plural
from quizgame.model.markup import plain
from quizgame.tui.draw.article import article_rows
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.plot import percent
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.draw.terms import behaviour_name, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.live.views import OpeningView, StudentView

LEAD = (Span(" "),)
MOST_OPENINGS = 9
"""As many as there are digits to open them by."""

_LABEL = 17
_WIDEST = 84
_LEAST_TITLE = 16


def lobby_rows(view: "StudentView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return who one is here, what comes next, the seat word, what is kept and what is open."""
    board = view.board
    hello = _("You are in, {name}.").format(name=view.name)
    rows: list[Row] = [BLANK, *paragraph((Span(hello, "heading"),), width, lead=LEAD)]
    if board.stage == "waiting":
        next_up = _("Your teacher begins soon. This screen goes on by itself.")
    else:
        next_up = plural(
            "Your teacher begins soon: {n} question. This screen goes on by itself.",
            "Your teacher begins soon: {n} questions. This screen goes on by itself.",
            board.total,
        )
    rows += [*paragraph(next_up, width, lead=LEAD), BLANK]
    word = _("Remember it: if you drop out, type the same line again, and it gets your seat back.")
    rows += _labelled(_("Your seat word"), view.word.upper(), word, width)
    here = plural("{n} student", "{n} students", board.here)
    rows += [BLANK, *_labelled(_("Who is here"), "", here, width)]
    rows += _labelled(_("What is kept"), "", view.kept, width)
    if board.content_note:
        rows += [BLANK, Row((*LEAD, Span(_("A note before you begin"), "heading")))]
        rows += prose(board.content_note, width, lead=LEAD)
    return [*rows, *opening_rows(view.openings, width, glyphs)]


def _labelled(label: str, strong: str, text: str, width: int) -> list[Row]:
    size = max(_LABEL, cell_len(label) + 3)
    lead = (*LEAD, Span(label.ljust(size), "muted"))
    spans = (Span(strong, "letter"), Span("   "), Span(text)) if strong else (Span(text),)
    return paragraph(spans, width, lead=lead) if text or strong else []


def ready_rows(view: "StudentView", width: int) -> list[Row]:
    """Return that the next question is on its way."""
    board = view.board
    left = board.total - board.number
    words = _("Get ready: your teacher shows the next question in a moment.")
    rows = [BLANK, *paragraph((Span(words, "strong"),), width, lead=LEAD)]
    if left > 0:
        told = plural("{n} question is still to come.", "{n} questions are still to come.", left)
        rows += paragraph((Span(told, "muted"),), width, lead=LEAD)
    return rows


def opening_rows(openings: "Sequence[OpeningView]", width: int, glyphs: Glyphs) -> list[Row]:
    """Return the quizzes to play alone.

    Those that are open, and those with results, have the digit that opens them.
    """
    if not openings:
        return []
    rows: list[Row] = [BLANK, Row((*LEAD, Span(_("To play alone"), "heading")))]
    shown = openings[:MOST_OPENINGS]
    titles = [plain(one.title) for one in shown]
    size = min(max(_LEAST_TITLE, width // 2 - 6), max(map(cell_len, titles)))
    for place, (one, title) in enumerate(zip(shown, titles, strict=True), 1):
        is_open = one.may_begin or one.may_look_back
        key = Span(f"{place}   ", "key") if is_open else Span("    ")
        name = clip(title, size)
        pad = " " * (size - cell_len(name) + 3)
        spans = (
            Span(name + pad, "" if one.may_begin else "muted"),
            Span(_facts(one, glyphs), "muted"),
        )
        target = f"open:{place}" if is_open else ""
        lead = (Span("   "), key)
        hang = (Span(" " * (size + 10)),)
        rows += paragraph(spans, width, lead=lead, hang=hang, target=target)
    return rows


def _facts(one: "OpeningView", glyphs: Glyphs) -> str:
    parts = [behaviour_name(one.behaviour)]
    if one.state == "coming":
        parts.append(_("opens {time}").format(time=moment(one.opens)))
    elif one.state == "running":
        parts.append(_("begun: go on"))
    elif one.state == "used up":
        parts.append(_("taken as often as you may"))
    elif one.state == "closed":
        parts.append(_("closed"))
    if one.may_look_back:
        parts.append(_("handed in"))
    if one.closes and one.may_begin:
        parts.append(_("until {time}").format(time=moment(one.closes)))
    if one.attempts_allowed and one.state == "open":
        used = _("{used} of {allowed} attempts used")
        parts.append(used.format(used=one.attempts_used, allowed=one.attempts_allowed))
    if one.best is not None:
        parts.append(_("best {share}").format(share=percent(one.best)))
    return f" {glyphs.dot} ".join(parts)


def reading_rows(article: ArticleView | None, note: str, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the article, which the class reads now, below the bank's note."""
    if article is None:
        return [BLANK, *paragraph(_("There is nothing to read here."), width, lead=LEAD)]
    rows = prose(note, width, lead=LEAD, ink="muted") if note else []
    return [*rows, *([BLANK] if note else []), *_article(article, min(_WIDEST, width), glyphs)]


@functools.lru_cache(maxsize=8)
def _article(article: ArticleView, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Return an article as rows, made once for all who read it in windows of one width."""
    title = paragraph((Span(article.title, "strong"),), width, lead=LEAD)
    return (*title, *article_rows(article.paragraphs, width, glyphs)[0], BLANK)
