"""Words between quotation marks: where they begin and end, paragraph by paragraph."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgame.bank.quotes import Span

_ANY = re.compile("[\"'\u2018\u2019\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_CLOSERS = {
    '"': '"',
    "'": "'",
    "\u2018": "\u2019",
    "\u201c": "\u201d",
    "\u201f": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
}
_SINGLE = "'\u2018"
_AHEAD = 600
_LATER = re.compile("[.,!?\u2026][\u2019'](?!\\w)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: `start` to `end`, with their marks `left` to `right`.

    `paragraph` counts from 0. `closed` is False where the closing mark is left out because the
    quotation goes on in the next paragraph; `continued` tells that this one is such a next one.
    """

    start: int
    end: int
    left: int
    right: int
    paragraph: int
    closed: bool = True
    continued: bool = False


def quoted(text: str, paragraphs: Sequence[Span]) -> list[Quoted]:
    """Return all words between quotation marks, in order; marks within marks are passed over."""
    found: list[Quoted] = []
    goes_on = ""
    for number, (begin, end) in enumerate(paragraphs):
        start = begin
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        for left, right, closed in _in_paragraph(text, start, end, following):
            continued = bool(goes_on) and left == start and text[left] == goes_on
            inner = right - 1 if closed else right
            found.append(Quoted(left + 1, inner, left, right, number, closed, continued))
            goes_on = "" if closed else text[left]
            if not closed and right < end:  # the next line of the same paragraph goes on
                start = right + len(text[right:end]) - len(text[right:end].lstrip())
        if not found or found[-1].paragraph != number or found[-1].closed:
            goes_on = ""
    return [one for one in found if one.start < one.end]


def _in_paragraph(
    text: str, start: int, end: int, following: str
) -> Iterator[tuple[int, int, bool]]:
    """Yield (left, right, closed); `following` is what the next paragraph begins with."""
    opened = -1
    for match in _ANY.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if opened < 0:
            if _opens(text, start, at):
                opened = at
            continue
        opener = text[opened]
        if (
            mark == opener
            and at > opened + 1
            and text[at - 1].isspace()
            and _opens(text, start, at)
        ):
            if "\n" in text[max(opened, at - 3) : at]:
                yield opened, at - (len(text[:at][-3:]) - len(text[:at][-3:].rstrip())), False
            opened = at
        elif mark in _CLOSERS[opener] and _closes(text, end, at, opener):
            yield opened, at + 1, True
            opened = -1
    if opened >= 0 and following == text[opened] and opened + 1 < end:
        yield opened, end, False


def _opens(text: str, start: int, at: int) -> bool:
    mark = text[at]
    if mark not in _CLOSERS:
        return False
    after = text[at + 1 : at + 2]
    before = text[at - 1] if at > start else " "
    if not after or after.isspace():
        return False
    if mark in "\u201c\u201e\u201f\u00ab":
        return True
    free = not before.isalnum() and before not in ".,!?%)"
    return free and (mark not in _SINGLE or after.isalnum() or after in '\u201c"')


def _closes(text: str, end: int, at: int, opener: str) -> bool:
    if opener not in _SINGLE:
        return True
    before, after = text[at - 1], text[at + 1 : at + 2]
    if after.isalnum() or before.isspace():
        return False
    if before == "s" and after == " " and text[at + 2 : at + 3].islower():
        # "the workers' hall" goes on where a clearer end follows.
        later = _LATER.search(text, at + 1, min(end, at + _AHEAD))
        return later is None or opener in text[at + 1 : later.start()]
    return True


class Marks:
    """The quoted words of a text, looked up by place."""

    def __init__(self, listed: Sequence[Quoted]) -> None:
        self.all = tuple(listed)
        self._lefts = [one.left for one in listed]

    def at(self, offset: int) -> Quoted | None:
        """Return the quoted words in which `offset` lies (their marks included), or None."""
        index = bisect_right(self._lefts, offset) - 1
        if index < 0 or offset >= self.all[index].right:
            return None
        return self.all[index]

    def before(self, offset: int) -> Quoted | None:
        """Return the last quoted words that end at `offset` or before, or None."""
        index = bisect_right(self._lefts, offset) - 1
        if index >= 0 and self.all[index].right > offset:
            index -= 1
        return self.all[index] if index >= 0 else None

    def after(self, offset: int) -> Quoted | None:
        """Return the first quoted words that begin at `offset` or later, or None."""
        index = bisect_right(self._lefts, offset - 1)
        return self.all[index] if index < len(self.all) else None
