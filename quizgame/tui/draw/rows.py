"""Rows: what a canvas draws. Running text is wrapped to them by the width of terminal cells."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size


class Span(NamedTuple):
    """A piece of a row: `style` names a component class `ink--...`, `target` what a click means."""

    text: str
    style: str = ""
    target: str = ""


class Row(NamedTuple):
    """One line of a canvas. Its `style` and `target` hold for the whole width."""

    spans: tuple[Span, ...] = ()
    style: str = ""
    target: str = ""


BLANK = Row()
_UNEVEN = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_TOKEN = re.compile(r"\n| +|[^ \n]+")
_LONGEST_KEPT = 1000


def even(text: str) -> str:
    """Return cleaned text without what makes it wider on one terminal than on another.

    These are joiners, which Rich takes for an emoji's wherever they stand, so that a line of them
    would run out of the screen, and signs and skin tones that change an emoji.
    """
    return text if text.isascii() else _UNEVEN.sub("", text)


def width_of(spans: Iterable[Span]) -> int:
    """Return how many cells the spans take."""
    return sum(cell_len(even(span.text)) for span in spans)


def clip(text: str, width: int) -> str:
    """Return text in at most `width` cells; what was cut ends in "…"."""
    text = even(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""


def clip_spans(spans: Iterable[Span], width: int) -> tuple[Span, ...]:
    """Return spans cut to at most `width` cells."""
    out: list[Span] = []
    left = width
    for span in spans:
        size = width_of((span,))
        if size > left:
            if left > 0:
                out.append(span._replace(text=clip(span.text, left)))
            break
        out.append(span)
        left -= size
    return tuple(out)


def apart(left: Sequence[Span], right: Sequence[Span], width: int) -> tuple[Span, ...]:
    """Return one row's spans with `left` at its left and `right` at its right edge.

    Where both do not fit, `left` is cut.
    """
    right_size = width_of(right)
    shown = clip_spans(left, max(0, width - right_size - (1 if right else 0)))
    gap = width - right_size - width_of(shown)
    return (*shown, Span(" " * max(0, gap)), *right)


class _Wrapping:
    """Lines under construction: words go in, lines come out."""

    def __init__(self, width: int) -> None:
        self.width = max(1, width)
        self.lines: list[tuple[Span, ...]] = []
        self._line: list[Span] = []
        self._used = 0
        self._word: list[Span] = []
        self._word_size = 0
        self._space: Span | None = None

    def add(self, span: Span) -> None:
        for match in _TOKEN.finditer(even(span.text)):
            text = match[0]
            if text == "\n":
                self.end_line()
            elif text[0] == " ":
                self._end_word()
                self._space = span._replace(text=text)
            else:
                self._word.append(span._replace(text=text))
                self._word_size += cell_len(text)

    def end_line(self) -> None:
        self._end_word()
        self._emit()

    def finish(self) -> list[tuple[Span, ...]]:
        self._end_word()
        if self._line or not self.lines:
            self._emit()
        return self.lines

    def _emit(self) -> None:
        self.lines.append(_merged(self._line))
        self._line, self._used, self._space = [], 0, None

    def _end_word(self) -> None:
        if not self._word:
            return
        space = cell_len(self._space.text) if self._space else 0
        if self._line and self._used + space + self._word_size > self.width:
            self._emit()
        elif self._space is not None and (self._line or not self.lines):
            self._line.append(self._space)
            self._used += space
        self._space = None
        for span in self._word:
            self._place(span)
        self._word, self._word_size = [], 0

    def _place(self, span: Span) -> None:
        """Put a piece of a word on the line, broken where it is wider than a whole line."""
        size = cell_len(span.text)
        if self._used + size <= self.width:
            self._line.append(span)
            self._used += size
            return
        if self._line and self._used:
            self._emit()
        *full, rest = chop_cells(span.text, self.width) or [""]
        for part in full:
            self._line = [span._replace(text=part)]
            self._emit()
        self._line, self._used = [span._replace(text=rest)], cell_len(rest)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and out[-1].style == span.style and out[-1].target == span.target:
            out[-1] = out[-1]._replace(text=out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)


def wrap(spans: Iterable[Span] | str, width: int, style: str = "") -> list[tuple[Span, ...]]:
    """Return running text as lines of at most `width` cells; newlines are kept."""
    wrapping = _Wrapping(width)
    for span in (Span(spans, style),) if isinstance(spans, str) else spans:
        wrapping.add(span)
    return wrapping.finish()


def paragraph(
    spans: Iterable[Span] | str,
    width: int,
    *,
    lead: Sequence[Span] = (),
    hang: Sequence[Span] | None = None,
    style: str = "",
    target: str = "",
) -> list[Row]:
    """Return running text as rows: `lead` before the first, `hang` before the others.

    Without `hang` the others are indented as far as the lead reaches. `style` and `target` are
    those of the whole rows.
    """
    pieces = (Span(spans),) if isinstance(spans, str) else tuple(spans)
    before = tuple(lead)
    after = None if hang is None else tuple(hang)
    is_short = sum(len(span.text) for span in pieces) <= _LONGEST_KEPT
    make = _kept_paragraph if is_short else _paragraph
    return list(make(pieces, width, before, after, style, target))


def _paragraph(  # noqa: PLR0917 - a key, to be looked up by
    spans: tuple[Span, ...],
    width: int,
    lead: tuple[Span, ...],
    hang: tuple[Span, ...] | None,
    style: str,
    target: str,
) -> tuple[Row, ...]:
    size = width_of(lead)
    follow = hang if hang is not None else ((Span(" " * size),) if size else ())
    lines = wrap(spans, width - size)
    return tuple(
        Row((*(lead if index == 0 else follow), *line), style, target)
        for index, line in enumerate(lines)
    )


# A question is drawn again with every key, and on each screen of a class: the same few paragraphs.
_kept_paragraph = lru_cache(maxsize=2048)(_paragraph)
