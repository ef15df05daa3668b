"""Proof of quotation: where in its source, code point by code point, a quotation stands.

Offsets always count code points of the raw source. Folding serves only to say what is nearly right.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from quizgame.bank.search import scan, scan_many
from quizgame.model.questions.base import Evidence

Span = tuple[int, int]

Cause = Literal["empty", "short", "cut", "several", "parts", "missing"]
"""Why a quotation is not proven.

`empty`: neither `exact` nor `parts`, or both. `short`: too little to single out a place. `cut`: it
begins or ends inside a word. `several`: it stands in several `places`. `parts`: all are there, but
not in order within one paragraph. `missing`: it is not in the source.
"""

MIN_WORDS, MIN_CHARS = 3, 15
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LONG_TEXT, _MANY = 20_000, 20
_MANY_PLACES = 1000


class Proof(NamedTuple):
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
        stop = match.start()
        while text[stop - 1].isspace():
            stop -= 1
        spans.append((start, stop))
        start = match.end()
    if start < end:
        spans.append((start, end))
    return tuple(spans)


def is_boundary(text: str, at: int) -> bool:
    """Return whether no word and no number is cut in two at `at`."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return True
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
    """Proves quotations from one source `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = paragraph_spans(text)
        self._starts = [start for start, _end in self.paragraphs]
        self._expected: dict[str, list[int]] = {}

    def expect(self, evidence: Sequence[Evidence]) -> None:
        """Prepare for `evidence` that will be proven: many quotations are found in one pass."""
        if len(evidence) >= _MANY and len(self.text) >= _LONG_TEXT:
            self._expected = scan_many(self.text, [one.exact for one in evidence])

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

    def proves_plainly(self, evidence: Evidence) -> bool:
        """Return True for what was expected and stands once as it is; False says nothing yet.

        A short way for the thousands of quotations of a large bank, most of which are right.
        """
        exact = evidence.exact
        found = self._expected.get(exact)
        if found is None or len(found) != 1 or len(exact) < MIN_CHARS or evidence.parts:
            return False
        text, at = self.text, found[0]
        return not exact.isspace() and is_boundary(text, at) and is_boundary(text, at + len(exact))

    def places(self, exact: str, limit: int = _MANY_PLACES) -> list[Span]:
        """Return where `exact` stands between word boundaries, in order, at most `limit`."""
        length = len(exact)
        found = self._expected.get(exact)
        if found is None:
            found = scan(self.text, exact, limit)
        spans = [(at, at + length) for at in found]
        return [span for span in spans if self._bounded(*span)][:limit]

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

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """The (start, end) of each sentence of the source."""
        from quizgame.bank.sentences import sentences  # noqa: PLC0415 - play never asks for them

        return sentences(self.text)

    def sentence_around(self, proof: Proof) -> Span:
        """Return the (start, end) of the sentence, or sentences, that a proven quotation is of."""
        first, last = proof.spans[0][0], proof.spans[-1][1] - 1
        start, end = (
            self.sentences[bisect_right(self.sentences, (at, len(self.text))) - 1]
            for at in (first, last)
        )
        return min(start[0], first), max(end[1], last + 1)

    def _bounded(self, start: int, end: int) -> bool:
        return is_boundary(self.text, start) and is_boundary(self.text, end)

    def _proof(self, spans: tuple[Span, ...], *, folded: bool) -> Proof:
        return Proof(spans, self.paragraph_at(spans[0][0]), len(self.paragraphs), folded)

    def _found(self, exact: str) -> tuple[list[Span], bool]:
        """Return the places of `exact`, and whether they were found only by folding."""
        places = self.places(exact)
        if places:
            return places, False
        from quizgame.bank.nearness import folded_places  # noqa: PLC0415 - for what is not proven

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
        end_of_paragraph = self.paragraphs[self.paragraph_at(first[0]) - 1][1]
        spans = [first]
        for number, places in enumerate(rest):
            last = number == len(rest) - 1
            after = bisect_left(places, (spans[-1][1], 0))
            within = range(after, bisect_left(places, (end_of_paragraph, 0)))
            fitting = (i for i in within if not last or self.text.startswith(suffix, places[i][1]))
            following = next(fitting, None)
            if following is None:
                return None
            spans.append(places[following])
        return tuple(spans)


@lru_cache(maxsize=2)
def prover_of(text: str) -> Prover:
    """Return a prover of `text`, the same for the sources that were asked for last."""
    return Prover(text)


def prove(evidence: Evidence, text: str) -> Proof | Failure:
    """Return where `evidence` stands in the source `text`, or why that is not proven."""
    return prover_of(text).prove(evidence)
