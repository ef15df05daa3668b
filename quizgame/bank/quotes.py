"""Proof of quotation: where in its source, code point by code point, a quotation stands.

Offsets always count code points of the raw source. Folding serves only to say what is nearly right.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from quizgame.model.questions.base import Evidence

Span = tuple[int, int]

Cause = Literal["empty", "short", "cut", "several", "parts", "missing"]
"""Why a quotation is not proven.

`empty`: neither `exact` nor `parts`, or both. `short`: too little to single out a place. `cut`: it
begins or ends inside a word. `several`: it stands in several `places`. `parts`: all are there, but
not in order within one paragraph. `missing`: it is not in the source.
"""

MIN_WORDS, MIN_CHARS = 3, 15
_BLANK_LINES = re.compile(r"(?:\r?\n|\r)[ \t]*(?:\r?\n|\r)\s*")
_SPACES = str.maketrans("\n\r\t", "   ")
_INDEX_AFTER = 8
_INDEX_FROM = 20_000
_CROWD = 2000
_MANY_PLACES = 1000


@dataclass(frozen=True, slots=True)
class Proof:
    """A quotation found: its `spans` (one, or one for each part) and its paragraph, from 1.

    `folded` tells that quotation marks, dashes, ellipses or spaces differ from the source's own.
    """

    spans: tuple[Span, ...]
    paragraph: int
    paragraphs: int
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A quotation not proven: why, which part of it (0 for `exact`), and where it may stand."""

    cause: Cause
    part: int = 0
    places: tuple[Span, ...] = ()


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Return the (start, end) of each paragraph; paragraphs are parted by blank lines."""
    spans = []
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for match in _BLANK_LINES.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    if start < end:
        spans.append((start, end))
    return tuple(spans)


def is_boundary(text: str, at: int) -> bool:
    """Return whether no word and no number is cut in two at `at`."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _in_word(before) and _in_word(after):
        return False
    # 1,234 and 2.5 are one number each, whichever side of the mark is cut.
    if before in ".," and after.isdigit():
        return not text[max(at - 2, 0) : at - 1].isdigit()
    if after in ".," and before.isdigit():
        return not text[at + 1 : at + 2].isdigit()
    return True


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > "\u02ff" and _is_mark(char))


def _is_mark(char: str) -> bool:
    import unicodedata  # noqa: PLC0415 - reached for one character in a thousand

    return unicodedata.category(char)[0] == "M"


def is_long_enough(exact: str) -> bool:
    """Return whether `exact` has at least three words or 15 characters."""
    return len(exact.strip()) >= MIN_CHARS or len(exact.split()) >= MIN_WORDS


class Prover:
    """Proves quotations from one source; many from a long one faster than one at a time.

    Looking for each of ten thousand quotations from the start of a long text would cost more than
    reading the whole bank, so after a few an index of the text's words is made.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = paragraph_spans(text)
        self._starts = [start for start, _end in self.paragraphs]
        self._asked = 0
        self._words: dict[str, list[int]] | None = None

    def prove(self, evidence: Evidence) -> Proof | Failure:
        """Return where `evidence` stands in the source, or why that is not proven."""
        if bool(evidence.exact) == bool(evidence.parts):
            return Failure("empty")
        if evidence.parts:
            return self._prove_parts(evidence)
        if not is_long_enough(evidence.exact):
            return Failure("short")
        found, folded = self._found(evidence.exact)
        if len(found) > 1 and (evidence.prefix or evidence.suffix):
            fitting = self.fitting(found, evidence.prefix, evidence.suffix)
            found = fitting if len(fitting) == 1 else found
        if len(found) == 1:
            return self._proof((found[0],), folded=folded)
        return Failure("several", places=tuple(found)) if found else self._failure(evidence.exact)

    def places(self, exact: str, limit: int = _MANY_PLACES) -> list[Span]:
        """Return where `exact` stands between word boundaries, in order, at most `limit`."""
        text = self.text
        length = len(exact)
        candidates = self._candidates(exact)
        if candidates is not None:
            return [
                (at, at + length)
                for at in candidates
                if text.startswith(exact, at) and self._bounded(at, at + length)
            ][:limit]
        found: list[Span] = []
        at = text.find(exact)
        while at >= 0 and len(found) < limit:
            if self._bounded(at, at + length):
                found.append((at, at + length))
            at = text.find(exact, at + 1)
        return found

    def fitting(self, places: list[Span], prefix: str, suffix: str) -> list[Span]:
        """Return those of `places` that stand between `prefix` and `suffix`."""
        text = self.text
        return [
            (start, end)
            for start, end in places
            if text.endswith(prefix, 0, start) and text.startswith(suffix, end)
        ]

    def paragraph_at(self, offset: int) -> int:
        """Return the number, from 1, of the paragraph at `offset`."""
        return max(1, bisect_right(self._starts, offset))

    def _bounded(self, start: int, end: int) -> bool:
        return is_boundary(self.text, start) and is_boundary(self.text, end)

    def _proof(self, spans: tuple[Span, ...], *, folded: bool) -> Proof:
        return Proof(spans, self.paragraph_at(spans[0][0]), len(self.paragraphs), folded)

    def _candidates(self, exact: str) -> list[int] | None:
        """Return every offset at which `exact` may begin, or None to look through the text."""
        self._asked += 1
        if self._words is None:
            if self._asked <= _INDEX_AFTER or len(self.text) < _INDEX_FROM:
                return None
            self._words = _index(self.text)
        words = exact.translate(_SPACES).split(" ")
        best: list[int] | None = None
        offset = 0
        at = len(words[0]) + 1
        for word in words[1:-1]:
            positions = self._words.get(word, [])
            if word and (best is None or len(positions) < len(best)):
                best, offset = positions, at
                if len(best) <= 1:
                    break
            at += len(word) + 1
        if best is None or len(best) > _CROWD:
            return None
        return [position - offset for position in best if position >= offset]

    def _found(self, exact: str) -> tuple[list[Span], bool]:
        """Return the places of `exact`, and whether they were found only by folding."""
        places = self.places(exact)
        if places:
            return places, False
        # Imported here: only a quotation that is not proven needs it.
        from quizgame.bank.nearness import folded_places  # noqa: PLC0415

        return [span for span in folded_places(self.text, exact) if self._bounded(*span)], True

    def _failure(self, exact: str, part: int = 0) -> Failure:
        at = self.text.find(exact)
        if at >= 0:
            return Failure("cut", part, ((at, at + len(exact)),))
        return Failure("missing", part)

    def _prove_parts(self, evidence: Evidence) -> Proof | Failure:
        parts = evidence.parts
        if not is_long_enough(" ".join(parts)) or not all(part.strip() for part in parts):
            return Failure("short")
        found = []
        folded = False
        for number, part in enumerate(parts):
            places, only_folded = self._found(part)
            if not places:
                return self._failure(part, number)
            found.append(places)
            folded = folded or only_folded
        proofs = [
            spans
            for first in self.fitting(found[0], evidence.prefix, "")
            if (spans := self._in_order(first, found[1:], evidence.suffix)) is not None
        ]
        if not proofs:
            return Failure("parts", places=tuple(places[0] for places in found))
        if len(proofs) > 1:
            return Failure("several", places=tuple(spans[0] for spans in proofs))
        return self._proof(proofs[0], folded=folded)

    def _in_order(
        self, first: Span, rest: list[list[Span]], suffix: str
    ) -> tuple[Span, ...] | None:
        paragraph = self.paragraph_at(first[0])
        spans = [first]
        for number, places in enumerate(rest):
            last = number == len(rest) - 1
            for start, end in places:
                if start >= spans[-1][1] and self.paragraph_at(start) == paragraph:
                    if last and not self.text.startswith(suffix, end):
                        continue
                    spans.append((start, end))
                    break
            else:
                return None
        return tuple(spans)


def _index(text: str) -> dict[str, list[int]]:
    """Return where each word (what stands between two spaces) begins."""
    words = text.translate(_SPACES).split(" ")
    positions: dict[str, list[int]] = defaultdict(list)
    offsets = accumulate((len(word) + 1 for word in words), initial=0)
    for word, offset in zip(words, offsets, strict=False):
        positions[word].append(offset)
    return dict(positions)


def prove(evidence: Evidence, text: str) -> Proof | Failure:
    """Return where `evidence` stands in the source `text`, or why that is not proven."""
    return Prover(text).prove(evidence)
