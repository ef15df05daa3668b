"""Places in a long file that is mostly one list of tables, found by looking at few of them.

Giving every key of ten thousand tables its place by a tree takes longer than reading them. Of the
tables that are asked for an outline is made; what has none is taken apart by itself where little is
to be said, and otherwise the file as a whole.
"""

import re

from quizgame.documents import Document
from quizgame.documents.layout import Keys
from quizgame.documents.outline import Outline

_MANY, _SHARE = 200, 5


class Pieces:
    """The places in `document`, whose list of tables `name` (`[[name]]`) has `count` of them.

    `concerned` says of how many tables places will be asked for; asked table by table they are
    found fastest. The list is cut at its headers. If there are not as many as there are tables, one
    stands within a text, or is spelled otherwise; then the file is taken apart as a whole.
    """

    def __init__(self, document: Document, name: str, count: int, concerned: int = 1) -> None:
        self._document = document
        self._name = name
        self._apart = concerned * _SHARE <= count
        self._pieces: dict[int, tuple[Document, int]] = {}
        self._last: tuple[Keys, Outline | None] = ((), None)
        quoted = re.escape(name.encode())
        header = rb"\[\[[ \t]*(?:%b|\"%b\"|'%b')[ \t]*\]\]" % (quoted, quoted, quoted)
        spans = [
            found.span()
            for found in re.finditer(header, document.raw)
            if _begins_line(document.raw, found.start())
        ]
        self._spans = spans if len(spans) == count else []

    def place(self, keys: Keys, *, value: bool = False) -> tuple[int, int]:
        """Return what `Document.place` does."""
        if self._last[1] is not None and keys[:2] == self._last[0]:
            return self._document.lines.position(self._last[1].nearest(keys[2:], value=value))
        if self._spans and keys:
            inside = keys[0] == self._name
            index = keys[1] if inside and len(keys) > 1 else 0
            if inside and isinstance(index, int) and 0 <= index < len(self._spans):
                outline = self._outline(index)
                if outline is not None:
                    return self._document.lines.position(outline.nearest(keys[2:], value=value))
                if self._apart:
                    piece, lines = self._piece(index)
                    within: Keys = (self._name, 0, *keys[2:])[: len(keys)]
                    line, column = piece.place(within, value=value)
                    return line + lines, column
            elif not inside:
                head, _none = self._piece(-1)
                if head.layout.find(keys) is not None:
                    return head.place(keys, value=value)
        return self._document.place(keys, value=value)

    def _outline(self, index: int) -> Outline | None:
        outline = Outline(self._document.raw, self._name, self._spans[index], self._end(index))
        self._last = (self._name, index), outline if outline.is_whole else None
        return self._last[1]

    def _end(self, index: int) -> int:
        """Return where the table at `index` ends: at the header of the next."""
        following = self._spans[index + 1 : index + 2]
        return following[0][0] if following else len(self._document.raw)

    def _piece(self, index: int) -> tuple[Document, int]:
        """Return the table at `index` as a file, and how many lines there are before it.

        -1 is what stands before the first table.
        """
        if index not in self._pieces:
            raw = self._document.raw
            # From the beginning of its line, so that columns are right.
            start = raw.rfind(b"\n", 0, self._spans[index][0]) + 1 if index >= 0 else 0
            piece = Document(self._document.path, raw[start : self._end(index)], None)
            self._pieces[index] = piece, raw.count(b"\n", 0, start)
        return self._pieces[index]


def _begins_line(raw: bytes, at: int) -> bool:
    return not raw[raw.rfind(b"\n", 0, at) + 1 : at].strip(b" \t")


def is_worth_cutting(concerned: int, count: int) -> bool:
    """Return whether a list of `count` tables is long enough to look at the `concerned` alone."""
    return count >= _MANY and concerned > 0
