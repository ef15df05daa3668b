"""Where strings stand in a long text: one at a time, or thousands in one pass."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_NARROW, _WIDE = 8, 40

_Heads = dict[str, dict[int, dict[str, str]]]
"""First characters of strings, from their first word on, to their length to all of it to them."""


def scan(text: str, wanted: str, limit: int) -> list[int]:
    """Return the first `limit` offsets at which `wanted` begins."""
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < limit:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def scan_many(text: str, wanted: Iterable[str]) -> dict[str, list[int]]:
    """Return the offsets of those of `wanted` that are long enough for it, in order.

    Only places where the first word of a string begins a word of the text are found. The text is
    crossed once, comparing a few characters at each of its words with all strings at once; looking
    for ten thousand strings from the start of a long text would take ten times as long as reading
    the whole bank.
    """
    found: dict[str, list[int]] = {}
    groups: dict[int, _Heads] = {_NARROW: {}, _WIDE: {}}
    for string in dict.fromkeys(wanted):
        first = _WORD.search(string)
        body = string[first.start() :] if first else ""
        if len(body) >= _NARROW:
            width = _WIDE if len(body) >= _WIDE else _NARROW
            bodies = groups[width].setdefault(body[:width], {}).setdefault(len(body), {})
            # Of two that differ only before their first word, the second is left to `scan`.
            if bodies.setdefault(body, string) is string:
                found[string] = []
    starts = [match.start() for match in _WORD.finditer(text)]
    for width, heads in groups.items():
        if heads:
            _look(text, starts, heads, width, found)
    return found


def _look(
    text: str, starts: list[int], heads: _Heads, width: int, found: dict[str, list[int]]
) -> None:
    """Add to `found` where the strings in `heads` stand, each by its first `width` characters."""
    get = heads.get
    for start in starts:
        lengths = get(text[start : start + width])
        if lengths is None:
            continue
        for length, bodies in lengths.items():
            string = bodies.get(text[start : start + length])
            if string is not None:
                begin = start - (len(string) - length)
                if begin >= 0 and text.startswith(string, begin):
                    found[string].append(begin)
