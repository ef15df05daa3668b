"""The pen: a cursor that goes through a text by words, and what is marked with it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from quizgame.tui.marking.galley import Galley, Place

# Scripts that put no space between words are crossed by clauses.
_STOPS = "\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b"
_WORD = re.compile(rf"[^\s{_STOPS}]+[{_STOPS}]*|[{_STOPS}]+")
_ALIKE = {
    "'": "['\u2018\u2019\u02bc]",
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "-": "[-\u2010-\u2015\u2212]",
}
_FOLDS = str.maketrans("\u2018\u2019\u02bc\u201c\u201d\u2013\u2014", "'''\"\"--")


class Pen:
    """Where the cursor is in a text, and what is marked.

    `at` is the word under the cursor. `parts` are marks that are finished with, `mark` is the one
    that can still change: from `anchor` on it grows with the cursor, until it is ended.
    """

    def __init__(self, text: str, paragraphs: Sequence[Place]) -> None:
        """Start at the first word, with nothing marked."""
        self._text, self._paragraphs = text, paragraphs
        self._starts = [start for start, _end in paragraphs]
        self._words: tuple[int, list[Place]] = (-1, [])
        self._goal: int | None = None
        self.at: Place = (0, 0)
        self.spot = 0
        self.parts: list[Place] = []
        self.mark: Place | None = None
        self.anchor: Place | None = None
        self._found: Place | None = None
        self.go(0)

    @property
    def spans(self) -> tuple[Place, ...]:
        """All that is marked."""
        return (*self.parts, *([self.mark] if self.mark else []))

    @property
    def is_marking(self) -> bool:
        """Whether the mark grows with the cursor."""
        return self.anchor is not None

    @property
    def has_found(self) -> bool:
        """Whether words that were found are marked, and a mark that is begun goes on from them."""
        return self._found is not None

    # The cursor

    def go(self, offset: int) -> None:
        """Put the cursor on the word at a place, or on the last one before it."""
        self._goal = self._found = None
        self._put(offset)

    def _put(self, offset: int) -> None:
        if not self._paragraphs:
            return
        paragraph = max(0, bisect_right(self._starts, offset) - 1)
        words = self._words_of(paragraph)
        number = max(0, bisect_right(words, (offset, len(self._text))) - 1)
        self._land(words[number], offset)

    def _land(self, word: Place, offset: int) -> None:
        self.at = word
        self.spot = min(max(offset, word[0]), word[1] - 1)
        if self.anchor is not None:
            self.mark = (min(self.anchor[0], word[0]), max(self.anchor[1], word[1]))

    def step(self, by: int) -> None:
        """Go to the next word (1) or the one before (-1)."""
        if not self._paragraphs:
            return
        self._goal = self._found = None
        paragraph = max(0, bisect_right(self._starts, self.at[0]) - 1)
        words = self._words_of(paragraph)
        number = bisect_right(words, self.at) - 1 + by
        if 0 <= number < len(words):
            self._land(words[number], words[number][0])
        elif 0 <= paragraph + by < len(self._paragraphs):
            words = self._words_of(paragraph + by)
            word = words[0 if by > 0 else -1]
            self._land(word, word[0])

    def line(self, galley: Galley, by: int) -> None:
        """Go some lines down, or up, staying in the column where this began."""
        row, cell = galley.cell_of(self.spot)
        goal = self._goal if self._goal is not None else cell
        self._found = None
        target = min(max(0, row + by), len(galley.lines) - 1)
        step = 1 if by > 0 else -1
        while 0 <= target < len(galley.lines) and not self._has_words(galley, target):
            target += step
        if 0 <= target < len(galley.lines):
            self._put(self._word_near(galley, target, goal))
            self._goal = goal

    def _has_words(self, galley: Galley, row: int) -> bool:
        line = galley.lines[row]
        return bool(self._text[line.start : line.end].strip())

    def _word_near(self, galley: Galley, row: int, cell: int) -> int:
        """Return where a word stands on a line with words, at a cell or near it."""
        line = galley.lines[row]
        offset = min(galley.place_at(row, cell)[0], line.end - 1)
        while offset < line.end - 1 and self._text[offset].isspace():
            offset += 1
        return offset

    def _words_of(self, paragraph: int) -> list[Place]:
        if self._words[0] != paragraph:
            start, end = self._paragraphs[paragraph]
            words = [match.span() for match in _WORD.finditer(self._text, start, end)]
            self._words = paragraph, words or [(start, end)]
        return self._words[1]

    # Marks

    def begin(self) -> None:
        """Begin a mark at the word under the cursor, or with the words just found.

        One that was not kept as a part is dropped.
        """
        self.anchor = self.mark = self._found or self.at

    def end(self) -> None:
        """End the mark, which stays."""
        self.anchor = None

    def draw(self, start: int, end: int) -> None:
        """Mark a place as a mouse does, up to the very character."""
        self.anchor, self.mark = None, (start, end) if start < end else None

    def keep(self) -> bool:
        """Keep the mark as a part, so that another can be begun; returns whether there is one."""
        if self.mark is None:
            return False
        self.parts.append(self.mark)
        self.anchor = self.mark = None
        return True

    def drop(self) -> bool:
        """Take the last mark away; returns whether there was one."""
        if self.mark is None and not self.parts:
            return False
        if self.mark is None:
            self.parts.pop()
        self.anchor = self.mark = self._found = None
        return True

    def set(self, spans: Sequence[Place]) -> None:
        """Mark all of these, and go to the first."""
        self.anchor = None
        self.parts, self.mark = list(spans[:-1]), spans[-1] if spans else None
        if spans:
            self.go(spans[0][0])

    # Finding

    def find(self, wanted: str, *, backwards: bool = False) -> bool:
        """Mark the next place (or the one before) where words stand, from there around the end.

        The cursor goes to the last of the words; a mark that grows with it grows up to there.
        Letter case, the kind of quotation marks and dashes, and white space do not matter. Returns
        whether they stand anywhere.
        """
        pattern = _pattern(wanted)
        if pattern is None:
            return False
        places = [match.span() for match in pattern.finditer(self._text)]
        if not places:
            return False
        if backwards:
            before = [place for place in places if place[0] < (self._found or self.at)[0]]
            found = (before or places)[-1]
        else:
            found = next((place for place in places if place[0] >= self.at[1]), places[0])
        self.go(found[1] - 1)
        if self.anchor is None:
            self.draw(*found)
            self._found = found
        return True


def _pattern(wanted: str) -> "re.Pattern[str] | None":
    words = wanted.translate(_FOLDS).split()
    if not words:
        return None
    folded = ("".join(_ALIKE.get(char, re.escape(char)) for char in word) for word in words)
    return re.compile(r"\s+".join(folded), re.IGNORECASE)
