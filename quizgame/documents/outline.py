"""Places within one table of a long list of tables, from a single pass over its bytes.

A syntax tree of ten thousand tables takes longer than reading them. Where a file is known to be
valid, its statements can be told apart by a pattern; what the pattern does not know is left to the
tree.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import tomli

from quizgame.documents.layout import Keys, table_path

_DEEPEST = 32
"""How many names of a dotted key are told apart: as many as in the tree."""

_STRING = (
    rb'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    rb'|"(?:[^"\\\n]++|\\.)*+"'
    rb"|'''(?:[^']++|'(?!''))*+'{3,5}"
    rb"|'[^'\n]*+'"
)
_COMMENT = rb"\#[^\n]*+"


def _brackets(inner: bytes) -> bytes:
    return rb"[\[{](?:[^\[\]{}\"'\#]++|%b|%b%b)*+[\]}]" % (_STRING, _COMMENT, inner)


_BRACKETS = _brackets(b"")
for _deeper in range(3):
    _BRACKETS = _brackets(b"|" + _BRACKETS)

_NAME = rb"(?:[A-Za-z0-9_-]++|\"(?:[^\"\\\n]++|\\.)*+\"|'[^'\n]*+')"
_NAMES = rb"%b(?:[ \t]*+\.[ \t]*+%b)*+" % (_NAME, _NAME)
_ONE_NAME = re.compile(_NAME)
_STATEMENT = re.compile(
    rb"[ \t]*+(?:(%b)[ \t]*+=[ \t]*+(%b|%b|[^\s\"'\[{\#][^\n\#]*+)"
    rb"|(\[\[?)[ \t]*+(%b)[ \t]*+\]\]?)?+"
    rb"[ \t]*+(?:%b)?+\r?+(?:\n|\Z)" % (_NAMES, _STRING, _BRACKETS, _NAMES, _COMMENT),
    re.DOTALL,
)
_IS_PAIR, _IS_HEADER = 2, 4
"""The last group of the pattern that holds something."""
_ITEM = re.compile(
    rb"(?:[\s,]++|%b)*+(%b|%b|[^\s,\"'\[\]{}\#][^,\]\n\#]*+)" % (_COMMENT, _STRING, _BRACKETS),
    re.DOTALL,
)
_PAIR = re.compile(
    rb"[\s,]*+(%b)[ \t]*+=[ \t]*+(%b|%b|[^\s\"'\[{\#,][^,}]*+)" % (_NAMES, _STRING, _BRACKETS),
    re.DOTALL,
)


_Entry = tuple[int, int, int]
"""Where a key begins, and from where to where its value stands; of a header its place thrice."""


class Outline:
    """The places in a table `[[name]]` whose header is at `span`, in bytes, and that ends at `end`.

    `raw` are the bytes of a file that is valid TOML 1.0. Keys are those within the table.
    `is_whole` says whether each statement was understood; only then may places be asked for.
    """

    def __init__(self, raw: bytes, name: str, span: tuple[int, int], end: int) -> None:
        self._raw = raw
        self._header = span[0]
        self._known: dict[Keys, _Entry] = {}
        self._dotted: dict[Keys, _Entry] = {}
        self._first_within: dict[Keys, _Entry] = {}
        self._opened: set[Keys] = set()
        self.is_whole = self._read(name, span[1], end)

    def _read(self, name: str, start: int, end: int) -> bool:
        counts: dict[Keys, int] = {}
        table: Keys | None = ()
        at = start
        for found in _STATEMENT.finditer(self._raw, start, end):
            if found.start() != at:
                return False
            at = found.end()
            kind = found.lastindex
            if kind == _IS_PAIR:
                if table is not None:
                    self._keep(table, _names(found[1]), (found.start(1), *found.span(2)))
            elif kind == _IS_HEADER:
                names = _names(found[4])
                table = None
                if names[0] == name:
                    table = table_path(names[1:], counts, is_item=found[3] == b"[[")
                    self._keep_section(table, found.start(3))
        return at == end

    def _keep(self, table: Keys, names: Keys, entry: _Entry) -> None:
        """Keep an entry of a table with all names of its key."""
        self._known[table + names] = entry
        if len(names) > 1:
            for length in range(1, len(names)):
                self._dotted.setdefault(table + names[:length], entry)

    def _keep_section(self, path: Keys, at: int) -> None:
        header = at, at, at
        self._known[path] = header
        for length in range(1, len(path)):
            self._first_within.setdefault(path[:length], header)

    def nearest(self, keys: Keys, *, value: bool) -> int:
        """Return the byte of the key at `keys`, or of its value.

        A key that is not there has the place of the nearest table around it.
        """
        found = self._known.get(keys) or self._find(keys)
        if found is not None:
            return found[1] if value else found[0]
        for length in range(len(keys) - 1, 0, -1):
            found = self._find(keys[:length])
            if found is not None:
                return found[0]
        return self._header

    def _find(self, keys: Keys) -> _Entry | None:
        found = self._known.get(keys)
        while found is None and self._open(keys):
            found = self._known.get(keys)
        return found or self._dotted.get(keys) or self._first_within.get(keys)

    def _open(self, keys: Keys) -> bool:
        """Take in what stands in brackets around `keys`; returns whether there is more to see."""
        for length in range(len(keys) - 1, 0, -1):
            around = keys[:length]
            entry = self._known.get(around)
            if entry is not None:
                if around in self._opened:
                    return False
                self._opened.add(around)
                for names, inner in self._pieces(entry):
                    self._keep(around, names, inner)
                return True
        return False

    def _pieces(self, entry: _Entry) -> Iterator[tuple[Keys, _Entry]]:
        """Yield the entries right inside a list or an inline table; of other values none."""
        raw, start, end = self._raw, entry[1] + 1, entry[2] - 1
        opening = raw[entry[1] : start] if end >= start else b""
        if opening == b"[":
            for index, found in enumerate(_in_a_row(_ITEM, raw, start, end)):
                at, after = found.span(1)
                yield (index,), (at, at, after)
        elif opening == b"{":
            for found in _in_a_row(_PAIR, raw, start, end):
                yield _names(found[1]), (found.start(1), *found.span(2))


def _in_a_row(
    pattern: re.Pattern[bytes], raw: bytes, start: int, end: int
) -> Iterator[re.Match[bytes]]:
    """Yield matches as long as each begins where the one before ends."""
    for found in pattern.finditer(raw, start, end):
        if found.start() != start:
            return
        start = found.end()
        yield found


@lru_cache(maxsize=256)
def _names(key: bytes) -> tuple[str, ...]:
    return tuple(_name(name.decode()) for name in _ONE_NAME.findall(key)[:_DEEPEST])


def _name(text: str) -> str:
    if "\\" in text:
        return next(iter(tomli.loads(f"{text} = 0")))
    return text[1:-1] if text[0] in "\"'" else text
