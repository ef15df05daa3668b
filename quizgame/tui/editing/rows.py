"""The list of a bank's questions as rows: number, type, stem, and the state of each at the right.

A state is told by its word. Where there is little room only the gravest of a question has one, the
others their signs.
"""

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from quizgame.catalogue import _, plural
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, apart, clip, clip_spans, paragraph
from quizgame.tui.editing.sieve import KINDS, is_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.deskviews import DeskView, QuestionRow

HEAD, QUESTION, CONVERT = "head", "question:", "convert"
_TYPE = 10
_TYPE_FROM = 70
_WORDS_FROM = 92
_LEAD = (Span(" "),)


class Sign(NamedTuple):
    """One state of a question: its sign, its words, and the ink of both."""

    sign: str
    words: str
    ink: str


def short_type(kind: str) -> str:
    """Return the type of a question in one short word, "?" for none that is known."""
    return {
        "single-choice": _("choice"),
        "multiple-response": _("several"),
        "true-false": _("true/false"),
        "short-text": _("word"),
        "numeric": _("number"),
        "ordering": _("order"),
        "matching": _("pairs"),
        "cloze": _("gaps"),
    }.get(kind, "?")


def signs(row: "QuestionRow", glyphs: Glyphs) -> list[Sign]:
    """Return the states of a question, the gravest first."""
    found = []
    if row.errors:
        words = plural("{n} error", "{n} errors", row.errors)
        found.append(Sign(glyphs.wrong, words, "wrong"))
    if row.reports:
        found.append(Sign(glyphs.marked, _("reported"), "warning"))
    if row.confirm:
        found.append(Sign("?", _("confirm"), "warning"))
    if row.warnings:
        words = plural("{n} warning", "{n} warnings", row.warnings)
        found.append(Sign("!", words, "warning"))
    if row.status == "draft":
        found.append(Sign(glyphs.partly, _("draft"), "muted"))
    return found


def question_row(
    row: "QuestionRow", digits: int, width: int, glyphs: Glyphs, *, has_type: bool
) -> Row:
    """Return a question; its number has so many `digits`."""
    left = [Span(f"  {row.index + 1:>{digits}}  ", "muted")]
    if has_type:
        word = set_cell_size(clip(short_type(row.type), _TYPE), _TYPE)
        left.append(Span(f"{word}  ", "muted"))
    left.append(Span(row.stem or row.id or _("(nothing is asked yet)")))
    right: list[Span] = []
    for place, one in enumerate(signs(row, glyphs)):
        words = f" {one.words}" if not place or width >= _WORDS_FROM else ""
        right.append(Span(f"  {one.sign}{words}", one.ink))
    return Row(apart(tuple(left), tuple(right), width), "", f"{QUESTION}{row.index}")


def has_types(width: int, screen: int) -> bool:
    """Return whether rows of `width` in a window of `screen` columns tell the type."""
    return width >= _TYPE_FROM or (screen >= _TYPE_FROM and width >= _TYPE_FROM - 12)


def head_rows(view: "DeskView", width: int, glyphs: Glyphs, *, may_convert: bool) -> list[Row]:
    """Return what stands above the questions: why nothing can be changed, and what is wrong."""
    rows: list[Row] = []
    if view.locked:
        lead = (Span(" "), Span("! ", "warning"))
        rows += paragraph((Span(view.locked, "warning"),), width, lead=lead)
        if may_convert:
            words = _("Give each question its header now (u takes it back)")
            spans = (Span(f"  {glyphs.arrow} ", "key"), Span(words, "strong"))
            rows.append(Row(clip_spans(spans, width), "", CONVERT))
        rows += paragraph(
            (Span(_("o opens the file in your own editor."), "muted"),), width, lead=(Span("   "),)
        )
        rows.append(BLANK)
    if view.head:
        is_error = any(one.is_error for one in view.head)
        ink, sign = ("wrong", glyphs.wrong) if is_error else ("warning", "!")
        words = (
            plural("{n} problem in this file", "{n} problems in this file", len(view.head))
            if view.locked
            else plural(
                "{n} problem outside the questions",
                "{n} problems outside the questions",
                len(view.head),
            )
        )
        told = (Span(f"  {sign} ", ink), Span(words, ink), Span(f"  {view.head[0].message}"))
        rows.append(Row(clip_spans(told, width), "", HEAD))
    return rows


def no_rows(view: "DeskView", width: int) -> list[Row]:
    """Return what stands where there is no question to list."""
    if view.locked and not view.rows:
        return []
    words = _("No question fits. Esc shows all of them again.")
    if not view.rows:
        words = _("There is no question yet. n writes the first one.")
    return [BLANK, *paragraph((Span(words, "muted"),), width, lead=_LEAD)]


def count_words(rows: "Sequence[QuestionRow]", glyphs: Glyphs) -> str:
    """Return how many questions there are, and how many of each kind of which there are any."""
    told = [plural("{n} question", "{n} questions", len(rows))]
    counts = [sum(is_kind(row, kind) for row in rows) for kind in KINDS[1:]]
    words = (
        plural("{n} draft", "{n} drafts", counts[0]),
        _("{n} with problems").format(n=counts[1]),
        _("{n} to confirm").format(n=counts[2]),
        _("{n} reported").format(n=counts[3]),
    )
    told += [word for word, count in zip(words, counts, strict=True) if count]
    return f" {glyphs.dot} ".join(told)


def digits_of(view: "DeskView") -> int:
    """Return how many cells the numbers of the questions take."""
    return cell_len(str(len(view.rows)))
