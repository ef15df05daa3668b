"""How the lines of a form are drawn: a label at the left, what stands there beside it."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from rich.cells import set_cell_size

from quizgame.catalogue import _
from quizgame.model.text import clean_block, clean_line
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, clip_spans, paragraph, width_of
from quizgame.tui.forms.acts import text_of
from quizgame.tui.forms.base import Line, Problem

LABEL = 16
_MOST_ROWS = 3
_INDENT = 2
_NARROW = 40
MARK, LEFT, RIGHT = "mark:", "left:", "right:"
"""What a click within a row means: turning an option's sign, the value before, the value after."""


def form_rows(
    lines: Sequence[Line],
    problems: Mapping[str, Sequence[Problem]],
    width: int,
    glyphs: Glyphs,
    *,
    places: Sequence[str] = (),
    starters: Container[str] = (),
) -> list[Row]:
    """Return a form as rows of `width`.

    `places` says of each proof where it stands; `starters` are texts still to be replaced.
    """
    rows: list[Row] = []
    for line in lines:
        found = problems.get(line.target, ())
        if line.kind == "heading":
            rows += _heading(line, found, width, glyphs, is_first=not rows)
        else:
            if line.head and line.kind == "pick":
                rows.append(BLANK)
            place = places[int(line.keys[1])] if _has_place(line, places) else ""
            drawn = _line(line, found, place, width, glyphs)
            if line.is_written and isinstance(line.value, str) and line.value in starters:
                drawn = [_faded(row) for row in drawn]
            rows += drawn
    return rows


def _faded(row: Row) -> Row:
    """Return a row whose plain text is muted."""
    spans = (one if one.style else one._replace(style="muted") for one in row.spans[-1:])
    return row._replace(spans=(*row.spans[:-1], *spans))


def _has_place(line: Line, places: Sequence[str]) -> bool:
    at = line.keys[1] if line.kind == "evidence" else -1
    return isinstance(at, int) and 0 <= at < len(places)


def _heading(
    line: Line, problems: Sequence[Problem], width: int, glyphs: Glyphs, *, is_first: bool
) -> list[Row]:
    spans = [Span(" "), _sign(problems, glyphs), Span(" "), Span(line.label, "heading")]
    words = Span(f"  {line.words}", "muted")
    if line.words and width_of((*spans, words)) <= width:
        spans.append(words)
    row = Row(clip_spans(spans, width))
    return [row] if is_first else [BLANK, row]


def _sign(problems: Sequence[Problem], glyphs: Glyphs) -> Span:
    if any(one.is_error for one in problems):
        return Span(glyphs.wrong, "wrong")
    return Span("!", "warning") if problems else Span(" ")


def _line(
    line: Line, problems: Sequence[Problem], place: str, width: int, glyphs: Glyphs
) -> list[Row]:
    sign = _sign(problems, glyphs)
    if line.kind == "add":
        spans = (Span("   "), Span(f"+ {line.label}", "key"))
        return [Row(clip_spans(spans, width), "", line.target)]
    lead = (Span(" "), sign, Span(" "), *_label(line, width, glyphs))
    if line.kind in {"pick", "tick"}:
        value = _tick(line, glyphs) if line.kind == "tick" else _pick(line)
        return [Row(clip_spans((*lead, *value), width), "", line.target)]
    if line.kind == "evidence":
        return _proof(line, lead, place, width, glyphs)
    text, ink = _shown(line)
    hang = (Span(" " * width_of(lead)),)
    rows = paragraph((Span(text, ink),), width, lead=lead, hang=hang, target=line.target)
    return _cut(rows, width)


def _cut(rows: list[Row], width: int) -> list[Row]:
    """Leave out what does not fit in a few rows, and say that there is more."""
    if len(rows) <= _MOST_ROWS:
        return rows
    last = rows[_MOST_ROWS - 1]
    more = (*clip_spans(last.spans, width - 2), Span(" …", "muted"))
    return [*rows[: _MOST_ROWS - 1], last._replace(spans=more)]


def _label(line: Line, width: int, glyphs: Glyphs) -> tuple[Span, ...]:
    size = LABEL if width >= _NARROW else LABEL - 3
    label = clean_line(line.label)
    if line.right is not None and line.head:
        sign = Span(glyphs.right, "right") if line.right else Span(glyphs.none, "muted")
        named = set_cell_size(f" {label}", size - 1)
        return (sign._replace(target=MARK + line.target), Span(named, "letter"))
    label = " " * (_INDENT * line.depth) + label
    ink = "muted" if line.depth else ""
    if line.kind == "pick":
        # The arrow of the value before stands in the gap, so that all values are in one column.
        is_gap = line.head
        size = min(max(size, width_of((Span(label),)) + 3), width // 2) if is_gap else size
        named = set_cell_size(clip(label, size - 3), size - 2)
        is_first = line.index <= 0
        arrow = Span("  " if is_first else "< ", "key", "" if is_first else LEFT + line.target)
        return (Span(named, "strong" if is_gap else ink), arrow)
    return (Span(set_cell_size(clip(label, size - 1), size), ink),)


def _tick(line: Line, glyphs: Glyphs) -> tuple[Span, ...]:
    at = line.index
    box = Span(glyphs.box_on, "chosen") if at == 1 else Span(glyphs.box_off, "muted")
    words = line.values[at][1] if at >= 0 else _line_text(line.value)
    return (box._replace(target=MARK + line.target), Span(f" {words}", "" if at == 1 else "muted"))


def _pick(line: Line) -> tuple[Span, ...]:
    at = line.index
    if at >= 0:
        words, ink = line.values[at][1], ""
    elif line.value is None:
        words, ink = line.empty, "muted"
    else:
        words, ink = _line_text(line.value), "warning"
    if at == len(line.values) - 1:
        return (Span(words, ink),)
    return (Span(words, ink), Span(" >", "key", RIGHT + line.target))


def _line_text(value: Any) -> str:
    return clean_line(text_of(value))


def _shown(line: Line) -> tuple[str, str]:
    """Return what stands there, with its ink."""
    if line.value is None or line.value == "":
        return line.empty, "muted"
    text = clean_block(text_of(line.value))
    ink = "warning" if line.kind == "number" and isinstance(line.value, str) else ""
    if line.kind == "odd":
        ink = "warning"
    return (text.strip() or "…"), ink


def _proof(line: Line, lead: Sequence[Span], place: str, width: int, glyphs: Glyphs) -> list[Row]:
    """Return a quotation, and below it who says it, in what way and where."""
    proof = line.value if isinstance(line.value, dict) else {}
    parts = proof.get("parts")
    pieces = [one for one in parts if isinstance(one, str)] if isinstance(parts, list) else []
    exact = clean_line(text_of(proof.get("exact", "")) or " … ".join(pieces))
    hang = (Span(" " * width_of(lead)),)
    if not exact:
        words = Span(_("nothing marked yet"), "muted")
        return paragraph((words,), width, lead=lead, hang=hang, target=line.target)
    bar = Span(f"{glyphs.quote} ", "quote-bar")
    first, others = (*lead, bar), (*hang, bar)
    rows = paragraph((Span(exact),), width, lead=first, hang=others, target=line.target)
    rows = _cut(rows, width)
    kinds = {"claim": _("a claim"), "opinion": _("an opinion")}
    facts = [
        clean_line(text_of(proof.get("speaker", ""))) or _("the article's own voice"),
        kinds.get(text_of(proof.get("kind", "")), _("a report")),
        place,
    ]
    told = ", ".join(one for one in facts if one)
    return [*rows, *paragraph((Span(told, "muted"),), width, lead=hang, target=line.target)]
