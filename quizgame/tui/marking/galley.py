"""A raw text set in lines: which code points stand in which cells, whatever cleaning removes.

A quotation is code points of the raw source, while only cleaned text may be drawn. So lines are
pieces of the raw text, and only a line that is drawn is cleaned, cluster by cluster.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len

from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import Span, even

Place = tuple[int, int]
"""The (start, end) of some code points of the raw text."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# One cell each, and drawn as they are: such lines need no look at their characters.
_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u0481"
    "\u2013\u2014\u2018-\u201e\u2026]*"
)
_JOINERS = "\u200c\u200d"


class Line(NamedTuple):
    """One line: the raw text between `start` and `end`.

    `paragraph` counts from 1. A blank line between paragraphs is empty and has the number 0.
    """

    start: int
    end: int
    paragraph: int
    is_first: bool = False


class Cluster(NamedTuple):
    """What is drawn for the raw text between `start` and `end`: one character and its marks."""

    start: int
    end: int
    text: str
    cells: int


class _Drawn(dict[str, str]):
    """What each character is drawn as, "" where cleaning removes it."""

    def __missing__(self, char: str) -> str:
        self[char] = drawn = even(char if char in _JOINERS else clean_line(char))
        return drawn


class _Cells(dict[str, int]):
    """How many cells each character takes."""

    def __missing__(self, char: str) -> int:
        self[char] = cells = cell_len(_DRAWN[char])
        return cells


_DRAWN = _Drawn()
_CELLS = _Cells()


def clusters(text: str, start: int, end: int) -> list[Cluster]:
    """Return what is drawn of one line of raw text; together the clusters cover all of it.

    Nothing where nothing of it is drawn.
    """
    raw = text[start:end]
    drawn = even(clean_line(raw))
    out: list[Cluster] = []
    at = 0
    for offset, char in enumerate(raw, start):
        shown = _DRAWN[char]
        is_drawn = bool(shown) and drawn.startswith(shown, at)
        at += len(shown) if is_drawn else 0
        if out and not (is_drawn and _CELLS[char]):
            last = out[-1]
            text_so_far = last.text + shown if is_drawn else last.text
            out[-1] = last._replace(end=offset + 1, text=text_so_far)
        elif is_drawn:
            out.append(Cluster(offset if out else start, offset + 1, shown, _CELLS[char]))
    return out


class Galley:
    """A text with its paragraphs, set in `lines` of at most `width` cells."""

    def __init__(self, text: str, paragraphs: Sequence[Place], width: int) -> None:
        """Set it: white space at the end of a line is not drawn."""
        self.text, self.width = text, max(2, width)
        self.lines: list[Line] = []
        for number, (start, end) in enumerate(paragraphs, start=1):
            if self.lines:
                last = self.lines[-1].end
                self.lines.append(Line(last, last, 0))
            first = len(self.lines)
            self.lines += [Line(low, high, number) for low, high in self._set(start, end)]
            self.lines[first] = self.lines[first]._replace(is_first=True)
        self._starts = [line.start for line in self.lines]

    def _set(self, start: int, end: int) -> Iterator[Place]:
        at = start
        for match in _BREAK.finditer(self.text, start, end):
            yield from self._set_line(at, match.start())
            at = match.end()
        yield from self._set_line(at, end)

    def _set_line(self, start: int, end: int) -> Iterator[Place]:
        if _PLAIN.fullmatch(self.text, start, end):
            return self._set_plainly(start, end)
        return self._set_by_cells(start, end)

    def _set_plainly(self, start: int, end: int) -> Iterator[Place]:
        text, width = self.text, self.width
        while end - start > width:
            cut = text.rfind(" ", start, start + width + 1)
            words = len(text[start:cut].rstrip(" ")) if cut > start else 0
            if not words:
                yield start, start + width
                start += width
                continue
            yield start, start + words
            start = cut
            while start < end and text[start] == " ":
                start += 1
            if start == end:
                return
        yield start, end

    def _set_by_cells(self, start: int, end: int) -> Iterator[Place]:
        piece, width = self.text[start:end], self.width
        # The cells up to each character, itself included: marks stay with what they stand on.
        sizes = list(accumulate(map(_CELLS.__getitem__, piece)))
        low = before = 0
        while low < len(piece) or not piece:
            fit = bisect_right(sizes, before + width, lo=low)
            if fit >= len(piece):
                yield start + low, end
                return
            cut = fit
            while cut > low and not piece[cut].isspace():
                cut -= 1
            stop = cut
            while stop > low and piece[stop - 1].isspace():
                stop -= 1
            if stop == low:
                stop = cut = fit  # one word is wider than the line
            yield start + low, start + stop
            low = cut
            while low < len(piece) and piece[low].isspace():
                low += 1
            before = sizes[low - 1]

    # From code points to cells and back

    def row_of(self, offset: int) -> int:
        """Return the line on which a code point stands, or that it follows."""
        row = max(0, bisect_right(self._starts, offset) - 1)
        if row and not self.lines[row].paragraph and offset <= self.lines[row].start:
            row -= 1
        return row

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Return the (row, cell) at which a code point is drawn, or would be."""
        row = self.row_of(offset)
        if not self.lines:
            return 0, 0
        return row, sum(one.cells for one in self.clusters(row) if one.end <= offset)

    def place_at(self, row: int, cell: int) -> Place:
        """Return the code points that are drawn in a cell: an empty place behind a line's end."""
        if not self.lines:
            return 0, 0
        row = min(max(0, row), len(self.lines) - 1)
        at = 0
        for one in self.clusters(row):
            at += one.cells
            if cell < at:
                return one.start, one.end
        line = self.lines[row]
        return line.end, line.end

    def clusters(self, row: int) -> list[Cluster]:
        """Return what is drawn of a line."""
        line = self.lines[row]
        return clusters(self.text, line.start, line.end)

    def spans(self, row: int, inks: Iterable[tuple[int, int, str]]) -> tuple[Span, ...]:
        """Return a line as spans; of the `inks` (start, end, ink) at a place the first holds."""
        listed = [one for one in inks if one[0] < one[1]]
        pieces: list[tuple[str, list[str]]] = []
        for one in self.clusters(row):
            ink = next((ink for low, high, ink in listed if low < one.end and one.start < high), "")
            if not pieces or pieces[-1][0] != ink:
                pieces.append((ink, []))
            pieces[-1][1].append(one.text)
        return tuple(Span("".join(texts), ink) for ink, texts in pieces)
