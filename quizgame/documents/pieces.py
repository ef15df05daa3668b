"""Places in a long file that is mostly one list of tables, found by looking at few of them.

Giving every key of ten thousand tables its place takes longer than reading them. A key on a line of
its own is found by looking for that line; for others, where little is to be said, only the tables
concerned are taken apart.
"""

import re
from functools import cache

from quizgame.documents import Document
from quizgame.documents.layout import Keys

_MANY, _SHARE = 200, 5
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NEXT_HEADER = re.compile(rb"^[ \t]*\[", re.MULTILINE)


class Pieces:
    """The places in `document`, whose list of tables `name` (`[[name]]`) has `count` of them.

    `concerned` says of how many tables places will be asked for. The list is cut at its headers. If
    there are not as many as there are tables, one stands within a text, or is spelled otherwise;
    then the file is taken apart as a whole.
    """

    def __init__(self, document: Document, name: str, count: int, concerned: int = 1) -> None:
        self._document = document
        self._name = name
        self._apart = concerned * _SHARE <= count
        self._pieces: dict[int, tuple[Document, int]] = {}
        quoted = re.escape(name.encode())
        header = rb"^[ \t]*\[\[[ \t]*(?:%b|\"%b\"|'%b')[ \t]*\]\]" % (quoted, quoted, quoted)
        spans = [found.span() for found in re.finditer(header, document.raw, re.MULTILINE)]
        self._spans = spans if len(spans) == count else []

    def place(self, keys: Keys, *, value: bool = False) -> tuple[int, int]:
        """Return what `Document.place` does."""
        if self._spans and keys:
            inside = keys[0] == self._name
            index = keys[1] if inside and len(keys) > 1 else 0
            if inside and isinstance(index, int) and 0 <= index < len(self._spans):
                at = self._on_a_line(index, keys[2:], value=value)
                if at is not None:
                    return self._document.lines.position(at)
                if self._apart:
                    piece, lines = self._piece(index)
                    within: Keys = (self._name, 0, *keys[2:])[: len(keys)]
                    line, column = piece.place(within, value=value)
                    return line + lines, column
            elif self._apart:
                head, _none = self._piece(-1)
                if not inside and head.layout.find(keys) is not None:
                    return head.place(keys, value=value)
        return self._document.place(keys, value=value)

    def _on_a_line(self, index: int, keys: Keys, *, value: bool) -> int | None:
        """Return the byte of a key, or of its value, that begins a line of the table at `index`.

        None says nothing: it may be written in another way, or a text of several lines be near.
        """
        name = keys[0] if len(keys) == 1 else None
        if not isinstance(name, str) or not _BARE.fullmatch(name):
            return None
        raw, start = self._document.raw, self._spans[index][1]
        header = _NEXT_HEADER.search(raw, start)
        end = header.start() if header is not None else len(raw)
        # Only in such a text may a line begin like a key and be none.
        if raw.find(b'"""', start, end) >= 0 or raw.find(b"'''", start, end) >= 0:
            return None
        found = _line_of(name).search(raw, start, end)
        return None if found is None else found.end() if value else found.start(1)

    def _piece(self, index: int) -> tuple[Document, int]:
        """Return the table at `index` as a file, and how many lines there are before it.

        -1 is what stands before the first table.
        """
        if index not in self._pieces:
            raw = self._document.raw
            start = self._spans[index][0] if index >= 0 else 0
            end = self._spans[index + 1][0] if index + 1 < len(self._spans) else len(raw)
            piece = Document(self._document.path, raw[start:end], None)
            self._pieces[index] = piece, raw.count(b"\n", 0, start)
        return self._pieces[index]


@cache
def _line_of(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"^[ \t]*(%b)[ \t]*=[ \t]*" % re.escape(name.encode()), re.MULTILINE)


def is_worth_cutting(concerned: int, count: int) -> bool:
    """Return whether a list of `count` tables is long enough to look at the `concerned` alone."""
    return count >= _MANY and concerned > 0
