"""Where each key and value of a TOML file stands, from a syntax tree that keeps every byte."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Parser

_NEWLINE = re.compile(rb"\n")

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


@cache
def _parser() -> Parser:
    # Loaded only when a place is asked for: a sound bank never needs the grammar.
    import tree_sitter_toml  # noqa: PLC0415
    from tree_sitter import Language, Parser  # noqa: PLC0415

    return Parser(Language(tree_sitter_toml.language()))


class Layout:
    """The places in one file, given as its bytes."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._tree = _parser().parse(raw)
        self._sections: dict[Keys, Node] = {(): self._tree.root_node}
        self._first_within: dict[Keys, Node] = {}
        self._line_starts: list[int] = []
        self._top: set[str] = set()
        self._index_sections()

    def _index_sections(self) -> None:
        counts: dict[Keys, int] = {}
        for node in self._tree.root_node.children:
            if node.type == "pair":
                self._top.update(_key_names(node.children[0])[:1])
            if node.type not in {"table", "table_array_element"}:
                continue
            names = _key_names(node.children[1])
            path: Keys = ()
            for name in names[:-1]:
                path = (*path, name)
                if path in counts:
                    path = (*path, counts[path] - 1)
            path = (*path, *names[-1:])
            if node.type == "table_array_element":
                index = counts.get(path, 0)
                counts[path] = index + 1
                path = (*path, index)
            elif path in counts:
                path = (*path, counts[path] - 1)
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
            if (span := _descend(*around)) is not None:
                return span
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
        # The root has every section for a child, so it is not looked through in vain.
        if keys and keys[0] in self._top:
            yield self._tree.root_node, keys

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
            node = _value_node(*around)
            if node is not None and node.type == "inline_table":
                pairs = [child for child in node.children if child.type == "pair"]
                if pairs:
                    return pairs[-1].end_byte, "inline"
                return node.children[0].end_byte, "empty"
        return None

    def position(self, byte: int) -> tuple[int, int]:
        """Return (line, column), from 1 and in characters, of a byte offset."""
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in _NEWLINE.finditer(self._raw))]
        line = bisect_right(self._line_starts, byte)
        before = self._raw[self._line_starts[line - 1] : byte].decode("utf-8", "replace")
        return line, len(before.removeprefix("\ufeff")) + 1


def _key_names(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [name for child in node.children for name in _key_names(child) if child.type != "."]
    text = (node.text or b"").decode("utf-8", "replace")
    if node.type == "quoted_key":
        try:
            return [next(iter(tomli.loads(f"{text} = 0")))]
        except tomli.TOMLDecodeError:
            return [text]
    return [text] if node.type == "bare_key" else []


def _entries(node: Node) -> Iterator[tuple[Keys, Node, Node]]:
    """Yield (keys, key node, value node) of the entries directly inside `node`."""
    if node.type == "array":
        items = [
            child
            for child in node.children
            if child.is_named and child.type not in {"comment", "ERROR"}
        ]
        for index, item in enumerate(items):
            yield (index,), item, item
        return
    for child in node.children:
        if child.type == "pair" and len(child.children) >= 3:  # noqa: PLR2004 - key, "=", value
            yield tuple(_key_names(child.children[0])), child.children[0], child.children[2]


def _match(node: Node, keys: Keys) -> Iterator[tuple[Keys, Node, Node]]:
    """Yield (rest of keys, key node, value node) of the entries on the way to `keys`."""
    for names, key, value in _entries(node):
        shared = min(len(names), len(keys))
        if names[:shared] == keys[:shared]:
            yield keys[len(names) :], key, value


def _descend(node: Node, keys: Keys) -> Span | None:
    for rest, key, value in _match(node, keys):
        if not rest:
            return Span((key.start_byte, key.end_byte), (value.start_byte, value.end_byte))
        if (span := _descend(value, rest)) is not None:
            return span
    return None


def _value_node(node: Node, keys: Keys) -> Node | None:
    for rest, _key, value in _match(node, keys):
        if not rest:
            return value
        if (found := _value_node(value, rest)) is not None:
            return found
    return None
