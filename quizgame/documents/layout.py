"""Where each key and value of a TOML file stands, from a syntax tree that keeps every byte."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node, Parser

_NEWLINE = re.compile(rb"\n")
_DEEPEST = 32
"""How many names of a dotted key are told apart: more than any bank has, fewer than hurt."""

Keys = tuple[str | int, ...]
"""A way into the data of a file: names of keys and indices of lists."""


@dataclass(frozen=True, slots=True)
class Span:
    """Byte ranges of one entry: its key (or header, or itself in a list) and its value.

    For a table under a header, `key` is the header and `value` the whole section. `inside` says
    whether the value can be replaced alone, which a section can not.
    """

    key: tuple[int, int]
    value: tuple[int, int]
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a header: its way in the data, where the header begins, where its content ends.

    `is_item` says that it is an entry of a list of tables (`[[...]]`).
    """

    keys: Keys
    start: int
    end: int
    is_item: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A list in brackets: its own range, those of its items, and its commas."""

    start: int
    end: int
    items: tuple[tuple[int, int], ...]
    commas: tuple[int, ...]


@cache
def _parser() -> Parser:
    import tree_sitter_toml  # noqa: PLC0415 - a sound bank never needs the grammar
    from tree_sitter import Language, Parser  # noqa: PLC0415 - as above

    return Parser(Language(tree_sitter_toml.language()))


def table_path(names: Sequence[str], counts: dict[Keys, int], *, is_item: bool) -> Keys:
    """Return the way to the table of a header; `counts` has how many items each list has so far."""
    path: Keys = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, *names[-1:])
    if is_item:
        index = counts.get(path, 0)
        counts[path] = index + 1
        return (*path, index)
    return (*path, counts[path] - 1) if path in counts else path


class Lines:
    """The lines of one file, given as its bytes."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *[match.end() for match in _NEWLINE.finditer(self._raw)]]

    def position(self, byte: int) -> tuple[int, int]:
        """Return (line, column), from 1 and in characters, of a byte offset."""
        line = bisect_right(self._starts, byte)
        start = self._starts[line - 1]
        if start == byte:
            return line, 1
        before = self._raw[start:byte].decode("utf-8", "replace")
        return line, len(before.removeprefix("\ufeff")) + 1


class Layout:
    """The places in one file, given as its bytes."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._tree = _parser().parse(raw)
        self._root = self._tree.root_node
        self._sections: dict[Keys, Node] = {(): self._root}
        self._first_within: dict[Keys, Node] = {}
        self._entries: dict[int, _Entries] = {}
        self._index_sections()

    def _index_sections(self) -> None:
        counts: dict[Keys, int] = {}
        # Of ten thousand tables most have one of a few headers.
        known: dict[bytes | None, list[str]] = {}
        for node in self._root.children:
            kind = node.type
            if kind not in {"table", "table_array_element"}:
                continue
            header = node.child(1)
            names = known.get(header.text)
            if names is None:
                names = known[header.text] = _key_names(header)
            path = table_path(names, counts, is_item=kind == "table_array_element")
            self._sections.setdefault(path, node)
            for length in range(1, len(path)):
                self._first_within.setdefault(path[:length], node)

    def find(self, keys: Keys) -> Span | None:
        """Return where `keys` stands, or None when it does not stand in the file."""
        section = self._sections.get(keys)
        if section is not None and keys:
            header = section.children[0].start_byte, section.children[2].end_byte
            return Span(header, (section.start_byte, section.end_byte), inside=False)
        for around in self._around(keys):
            if (found := self._descend(*around)) is not None:
                key, value = found
                return Span((key.start_byte, key.end_byte), (value.start_byte, value.end_byte))
        section = self._first_within.get(keys)
        if section is not None:
            header = section.children[0].start_byte, section.children[2].end_byte
            return Span(header, (section.start_byte, section.end_byte), inside=False)
        return None

    def _around(self, keys: Keys) -> Iterator[tuple[Node, Keys]]:
        """Yield (section, keys within it) of the sections that may hold `keys`, innermost first."""
        for length in range(len(keys) - 1, 0, -1):
            section = self._sections.get(keys[:length])
            if section is not None:
                yield section, keys[length:]
        if keys:
            yield self._root, keys

    def _descend(self, node: Node, keys: Keys) -> tuple[Node, Node] | None:
        """Return the nodes of the key and of the value at `keys` within `node`."""
        entries = self._entries.get(node.id)
        if entries is None:
            entries = self._entries[node.id] = _Entries(node)
        for length in range(1, len(keys)):
            if (found := entries.exact.get(keys[:length])) is not None:
                return self._descend(found[1], keys[length:])
        return entries.exact.get(keys) or entries.within.get(keys)

    def sections(self, keys: Keys = ()) -> list[Section]:
        """Return the tables under a header at or below `keys`, in the order of the file."""
        return [
            Section(
                path,
                node.start_byte,
                max(child.end_byte for child in node.children if child.type != "comment"),
                node.type == "table_array_element",
            )
            for path, node in self._sections.items()
            if path and path[: len(keys)] == keys
        ]

    def comments(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Return the ranges of all comments between two bytes, in the order of the file."""
        found: list[tuple[int, int]] = []
        limit = len(self._raw) if end is None else end
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if node.end_byte <= start or node.start_byte >= limit:
                continue
            if node.type == "comment":
                found.append((node.start_byte, node.end_byte))
            waiting.extend(node.children)
        return sorted(found)

    def statement(self, at: int) -> int:
        """Return where the pair begins that stands by itself in a table and holds a byte."""
        for section in (self._root, *self._sections.values()):
            for child in section.children:
                if child.type == "pair" and child.start_byte <= at < child.end_byte:
                    return int(child.start_byte)
        return at

    def row(self, keys: Keys) -> Row | None:
        """Return the list in brackets at `keys`, or None when there is none."""
        for around in self._around(keys):
            found = self._descend(*around)
            if found is not None and found[1].type == "array":
                array = found[1]
                entries = self._entries.setdefault(array.id, _Entries(array)).exact.values()
                return Row(
                    array.start_byte,
                    array.end_byte,
                    tuple((item.start_byte, item.end_byte) for item, _same in entries),
                    tuple(child.start_byte for child in array.children if child.type == ","),
                )
        return None

    def dotted(self, keys: Keys) -> list[tuple[tuple[str, ...], int, int]]:
        """Return the pairs with dotted keys at or below `keys`: (all names of it, start, end)."""
        for section, rest in self._around((*keys, "")):
            names = tuple(map(str, rest[:-1]))
            pairs = [
                (tuple(_key_names(child.children[0])), child.start_byte, child.end_byte)
                for child in section.children
                if child.type == "pair" and len(child.children) >= 3  # noqa: PLR2004 - see below
            ]
            under = [one for one in pairs if len(one[0]) > 1 and one[0][: len(names)] == names]
            if names and under:
                return under
        return []

    def nearest(self, keys: Keys) -> Span | None:
        """Return where `keys` stands, or else the nearest table or list that would hold it."""
        for length in range(len(keys), 0, -1):
            if (span := self.find(keys[:length])) is not None:
                return span
        return None

    def end_of_table(self, keys: Keys) -> tuple[int, str] | None:
        """Return (byte, kind) of where a new key of the table `keys` goes, or None.

        `kind` is "line" for a section (the new pair begins a line there) and "inline" for an inline
        table (the new pair follows a comma there; "empty" when it is the first).
        """
        section = self._sections.get(keys)
        if section is not None:
            pairs = [node for node in section.children if node.type == "pair"]
            if pairs:
                return pairs[-1].end_byte, "line"
            return (section.children[2].end_byte if keys else 0), "line"
        for around in self._around(keys):
            found = self._descend(*around)
            if found is not None and found[1].type == "inline_table":
                table = found[1]
                pairs = [child for child in table.children if child.type == "pair"]
                if pairs:
                    return pairs[-1].end_byte, "inline"
                return table.children[0].end_byte, "empty"
        return None


class _Entries:
    """The entries directly inside `node`, each as the nodes of its key and its value.

    `exact` has them by their keys, `within` by what dotted keys have before their last name; there
    the first counts.
    """

    def __init__(self, node: Node) -> None:
        self.exact: dict[Keys, tuple[Node, Node]] = {}
        self.within: dict[Keys, tuple[Node, Node]] = {}
        if node.type == "array":
            items = (
                child
                for child in node.children
                if child.is_named and child.type not in {"comment", "ERROR"}
            )
            self.exact = {(index,): (item, item) for index, item in enumerate(items)}
            return
        for child in node.children:
            if child.type == "pair" and len(child.children) >= 3:  # noqa: PLR2004 - key, "=", value
                entry = child.children[0], child.children[2]
                names = tuple(_key_names(entry[0]))
                self.exact.setdefault(names, entry)
                for length in range(1, len(names)):
                    self.within.setdefault(names[:length], entry)


def _key_names(node: Node) -> list[str]:
    """Return the first names of a key, of which a dotted one has several."""
    if node.type == "bare_key":
        return [_name(node)]
    parts = [node]
    # The grammar nests all names but the last; a file may have more of them than Python has stack.
    while parts[-1].type == "dotted_key":
        parts[-1:] = [part for part in reversed(parts[-1].children) if part.type != "."]
    return [_name(part) for part in islice(reversed(parts), _DEEPEST)]


def _name(node: Node) -> str:
    text = (node.text or b"").decode("utf-8", "replace")
    if node.type == "quoted_key":
        try:
            return next(iter(tomli.loads(f"{text} = 0")))
        except tomli.TOMLDecodeError:
            return text
    return text
