"""Places in a long file that is mostly one list of tables, found by looking at few of them.

Giving every key of ten thousand tables its place takes longer than reading them; where little is
to be said, only the tables concerned are taken apart.
"""

import re

from quizgame.documents import Document
from quizgame.documents.layout import Keys

_MANY, _SHARE = 200, 5


class Pieces:
    """The places in `document`, whose list of tables `name` (`[[name]]`) has `count` of them.

    The list is cut at its headers. If there are not as many as there are tables, one stands within
    a text, or is spelled otherwise; then the file is taken apart as a whole.
    """

    def __init__(self, document: Document, name: str, count: int) -> None:
        self._document = document
        self._name = name
        self._pieces: dict[int, tuple[Document, int]] = {}
        quoted = re.escape(name.encode())
        header = rb"^[ \t]*\[\[[ \t]*(?:%b|\"%b\"|'%b')[ \t]*\]\]" % (quoted, quoted, quoted)
        starts = [found.start() for found in re.finditer(header, document.raw, re.MULTILINE)]
        self._starts = starts if len(starts) == count else []

    def place(self, keys: Keys, *, value: bool = False) -> tuple[int, int]:
        """Return what `Document.place` does."""
        if self._starts and keys:
            inside = keys[0] == self._name
            index = keys[1] if inside and len(keys) > 1 else 0
            if inside and isinstance(index, int) and 0 <= index < len(self._starts):
                piece, lines = self._piece(index)
                within: Keys = (self._name, 0, *keys[2:])[: len(keys)]
                line, column = piece.place(within, value=value)
                return line + lines, column
            head, _none = self._piece(-1)
            if not inside and head.layout.find(keys) is not None:
                return head.place(keys, value=value)
        return self._document.place(keys, value=value)

    def _piece(self, index: int) -> tuple[Document, int]:
        """Return the table at `index` as a file, and how many lines there are before it.

        -1 is what stands before the first table.
        """
        if index not in self._pieces:
            raw = self._document.raw
            start = self._starts[index] if index >= 0 else 0
            end = (*self._starts[index + 1 : index + 2], len(raw))[0]
            piece = Document(self._document.path, raw[start:end], None)
            self._pieces[index] = piece, raw.count(b"\n", 0, start)
        return self._pieces[index]


def is_worth_cutting(concerned: int, count: int) -> bool:
    """Return whether looking at the `concerned` of `count` tables alone is faster than at all."""
    return count >= _MANY and concerned * _SHARE <= count
