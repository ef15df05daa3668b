"""From a place marked by hand to whole words: what a reader meant to mark in a source."""

import re
from collections.abc import Iterable

from quizgame.bank.quotes import Span, is_boundary

LONGEST = 5000
"""How many characters evidence may quote at most in one piece."""

_CLOSINGS = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u300c": "\u300d",
    "\u2018": "\u2019",
    '"': '"',
    "'": "'",
}
_OPENINGS = {
    "\u201d": "\u201c\u201e",
    "\u201c": "\u201e",
    "\u00bb": "\u00ab",
    "\u300d": "\u300c",
    '"': '"',
}  # no apostrophes: at the end of a word they may belong to it
_ONLY_OPEN, _ONLY_CLOSE = "\u201e\u00ab\u300c\u2018", "\u201d\u00bb\u300d"
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")
_LOOSE_ENDS = ",;:\u2013\u2014"
_MOST_TRIMMED = 20


def snapped(text: str, start: int, end: int) -> Span | None:
    """Return the whole words between two places of `text`, or None where there are none.

    A word or number that is marked in part is taken in. White space, what encloses the words
    (quotation marks whose other half is marked too, or is not) and commas at the ends stay out.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if end <= start or not (span := _stripped(text, start, end)):
        return None
    start, end = span
    first, last = start - LONGEST, end + LONGEST  # what is longer can not be quoted anyway
    while start > first and not is_boundary(text, start):
        start -= 1
    while end < last and not is_boundary(text, end):
        end += 1
    return _trimmed(text, start, end) if end - start <= 2 * LONGEST else (start, end)


def snapped_together(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans snapped to whole words, in order; those that touch are one."""
    out: list[Span] = []
    for span in sorted(found for one in spans if (found := snapped(text, *one))):
        if out and (span[0] <= out[-1][1] or text[out[-1][1] : span[0]].isspace()):
            out[-1] = (out[-1][0], max(out[-1][1], span[1]))
        else:
            out.append(span)
    return tuple(out)


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without loose ends, as long as whole words are left."""
    for _time in range(_MOST_TRIMMED):
        low, high = _without_marks(text, start, end)
        if (low, high) == (start, end):
            low += text[start] in _LOOSE_ENDS
            high -= text[end - 1] in _LOOSE_ENDS
        narrower = _stripped(text, low, high) if low < high else None
        if narrower is None or narrower == (start, end):
            break
        low, high = narrower
        has_word = any(map(str.isalnum, text[low:high]))
        if not (has_word and is_boundary(text, low) and is_boundary(text, high)):
            break
        start, end = narrower
    return start, end


def _without_marks(text: str, start: int, end: int) -> Span:
    """Return a span without quotation marks at its ends whose other half is not inside it."""
    first, last = text[start], text[end - 1]
    after = _APOSTROPHE.sub("", text[start + 1 : end])
    before = _APOSTROPHE.sub("", text[start : end - 1])
    if first in _CLOSINGS:
        closing = next((i for i, char in enumerate(after) if char in _CLOSINGS[first]), -1)
        if closing < 0:
            return start + 1, end
        if closing == len(after) - 1:
            return start + 1, end - 1
    if first in _ONLY_CLOSE:
        return start + 1, end
    lacks_opening = last in _OPENINGS and not any(one in before for one in _OPENINGS[last])
    return (start, end - 1) if lacks_opening or last in _ONLY_OPEN else (start, end)
