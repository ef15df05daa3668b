"""What comes near a quotation that is not in its source: another spelling of it, or a passage."""

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u00b4`\u02bb\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2036\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    "\u2026": "...",
    "\u00ad": "",
}
_WORD = re.compile(r"\S+")
_LIKE = 60.0
_MAX_PLACES = 1000


@dataclass(frozen=True, slots=True)
class Near:
    """The passage nearest to a quotation: its place, how like it is (0 to 1), and what differs.

    `difference` shows the quotation's words that are not in the source as [-so-] and the source's
    own as {+so+}.
    """

    start: int
    end: int
    score: float
    difference: str


@dataclass(frozen=True, slots=True)
class _Folded:
    text: str
    folded_starts: list[int]
    raw_starts: list[int]
    raw_ends: list[int]

    def raw(self, at: int, *, end: bool) -> int:
        """Return the raw offset of the folded character `at`: where it begins, or ends."""
        piece = bisect_right(self.folded_starts, at) - 1
        inside = at - self.folded_starts[piece]
        start, stop = self.raw_starts[piece], self.raw_ends[piece]
        following = self.folded_starts[piece + 1 : piece + 2] or [len(self.text)]
        if following[0] - self.folded_starts[piece] == stop - start:
            return start + inside + end
        return stop if end else start


@cache
def _foldable(*, composed: bool) -> re.Pattern[str]:
    """Return the pattern of all that folding changes, in a text that is `composed` (NFC) or not."""
    characters = re.escape("".join(_PLAIN))
    pattern = rf"\s{{2,}}|[^\S ]|[{characters}]"
    if not composed:
        marks = "".join(c for c in map(chr, range(0x300, 0x20000)) if unicodedata.combining(c))
        pattern = rf"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[{marks}]+|{pattern}"
    return re.compile(pattern, re.DOTALL)


def _plainly(piece: str) -> str:
    if piece.isspace():
        return " "
    composed = unicodedata.normalize("NFC", piece)
    return "".join(_PLAIN.get(char, char) for char in composed)


@lru_cache(maxsize=2)
def _folded_source(text: str) -> _Folded:
    # Kept, because a source is asked about again for the next quotation.
    return _folded(text)


def _folded(text: str) -> _Folded:
    pieces: list[str] = []
    found = _Folded("", [], [], [])
    length = at = 0

    def add(piece: str, start: int, end: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            found.folded_starts.append(length)
            found.raw_starts.append(start)
            found.raw_ends.append(end)
            length += len(piece)

    pattern = _foldable(composed=unicodedata.is_normalized("NFC", text))
    for match in pattern.finditer(text):
        add(text[at : match.start()], at, match.start())
        add(_plainly(match[0]), match.start(), match.end())
        at = match.end()
    add(text[at:], at, len(text))
    return _Folded("".join(pieces), found.folded_starts, found.raw_starts, found.raw_ends)


def plain(text: str) -> str:
    """Return `text` folded as quotations are compared with their source."""
    return _folded(text).text


def folded_places(text: str, exact: str) -> tuple[tuple[int, int], ...]:
    """Return where `exact` stands in `text` once both are folded, as offsets into the raw text.

    Folded are quotation marks, apostrophes, dashes, ellipses, white space, soft hyphens and the
    way accents are composed.
    """
    source = _folded_source(text)
    wanted = _folded(exact).text.strip()
    places: list[tuple[int, int]] = []
    at = source.text.find(wanted) if wanted else -1
    while at >= 0 and len(places) < _MAX_PLACES:
        start = source.raw(at, end=False)
        places.append((start, source.raw(at + len(wanted) - 1, end=True)))
        at = source.text.find(wanted, at + 1)
    return tuple(places)


def nearest(text: str, exact: str) -> Near | None:
    """Return the passage of `text` most like `exact`, or None when nothing is like it."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - loaded when needed only

    found = partial_ratio_alignment(exact, text, score_cutoff=_LIKE) if text and exact else None
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = _whole_words(text, found.dest_start, found.dest_end)
    difference = _difference(exact, text[start:end])
    return Near(start, end, found.score / 100, difference)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _difference(quoted: str, passage: str) -> str:
    old, new = _WORD.findall(quoted), _WORD.findall(passage)
    shown: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            shown.append(_shortened(old[old_start:old_end]))
            continue
        if old_end > old_start:
            shown.append(f"[-{' '.join(old[old_start:old_end])}-]")
        if new_end > new_start:
            shown.append(f"{{+{' '.join(new[new_start:new_end])}+}}")
    return " ".join(shown)


def _shortened(words: Iterable[str], ends: int = 4) -> str:
    listed = list(words)
    if len(listed) <= 2 * ends + 1:
        return " ".join(listed)
    return " ".join([*listed[:ends], "...", *listed[-ends:]])
