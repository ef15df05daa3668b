"""What is told of a question of a bank being edited: what is wrong, then the question answered."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgame.catalogue import _, plural
from quizgame.model.text import clean_line
from quizgame.tui.composing.preview import preview_rows, told_words
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import difficulty_name
from quizgame.tui.forms import form_of, type_name
from quizgame.tui.forms.base import Line, on
from quizgame.tui.forms.rows import form_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.deskviews import FieldProblem, Fields, Preview, QuestionRow

_LEAD = (Span(" "),)


@dataclass(frozen=True, slots=True)
class Looked:
    """A question that was looked at: its raw fields, what is wrong, and how players see it."""

    index: int
    fields: "Fields"
    problems: "tuple[FieldProblem, ...]"
    preview: "Preview | None"


def problem_rows(problems: "Sequence[FieldProblem]", width: int, glyphs: Glyphs) -> list[Row]:
    """Return what is wrong, each with its sign and word, and how it is mended."""
    rows: list[Row] = []
    for one in problems:
        ink, sign = ("wrong", glyphs.wrong) if one.is_error else ("warning", "!")
        word = _("Error") if one.is_error else _("Warning")
        spans = (Span(f"{word}. ", ink), Span(told_words(one)), Span(f"  {one.code}", "muted"))
        rows += paragraph(spans, width, lead=(Span(" "), Span(f"{sign} ", ink)))
    return rows


def question_rows(row: "QuestionRow", looked: Looked, width: int, glyphs: Glyphs) -> list[Row]:
    """Return all there is to know of a question."""
    rows = problem_rows(looked.problems, width, glyphs)
    for words in _state(row):
        rows += paragraph((Span(words, "warning"),), width, lead=(Span(" "), Span("! ", "warning")))
    if rows:
        rows.append(BLANK)
    about = [type_name(row.type), difficulty_name(row.difficulty), *row.tags]
    name = row.id or _("without an id")
    line = f" {glyphs.dot} ".join(one for one in about if one)
    rows += paragraph((Span(name, "heading"), Span(f"   {line}", "muted")), width, lead=_LEAD)
    if looked.preview is not None:
        told = _unanswered(looked.preview)
        return [*rows, BLANK, *preview_rows(told, width, glyphs, is_told=True)]
    lines = [_as_text(line) for line in form_of(looked.fields) if _is_told(line)]
    return [*rows, BLANK, *form_rows(lines, on(lines, looked.problems), width, glyphs)]


def _unanswered(preview: "Preview") -> "Preview":
    """Return a preview in which the one right option is nobody's answer."""
    if sum(one.right for one in preview.reveal.verdicts) != 1:
        return preview
    verdicts = tuple(replace(one, chosen=False) for one in preview.reveal.verdicts)
    return replace(preview, reveal=replace(preview.reveal, verdicts=verdicts))


def _is_told(line: Line) -> bool:
    return line.kind == "heading" or (line.kind != "add" and line.value is not None)


def _as_text(line: Line) -> Line:
    """Return a line without the signs by which it could be changed."""
    if line.kind != "pick" or line.index < 0:
        return line
    return replace(line, kind="line", value=line.values[line.index][1], values=())


def _state(row: "QuestionRow") -> list[str]:
    told = []
    if row.reports:
        words = plural(
            "{n} player says that something is wrong here. R shows it.",
            "{n} players say that something is wrong here. R shows it.",
            row.reports,
        )
        told.append(words)
    if row.confirm:
        told.append(_("Who says this is still to be confirmed. c goes through the drafts."))
    elif row.status == "draft":
        told.append(_("A draft: players do not get it yet."))
    return told


def clean_name(path: str) -> str:
    """Return the last part of a path, to be drawn."""
    return clean_line(path.replace("\\", "/").rstrip("/").rpartition("/")[2]) or clean_line(path)
