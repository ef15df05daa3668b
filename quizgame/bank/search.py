"""Where strings stand in a long text: one at a time, or thousands in one pass."""

from collections.abc import Iterable
from itertools import accumulate, chain, compress

_HEAD = 40
_CROWD = 3
_MOST = 1_000_000

_Crowd = dict[int, dict[str, list[str]]]
"""Strings with one head, by the length of what follows their first word, and by that."""


def scan(text: str, wanted: str, limit: int) -> list[int]:
    """Return the first `limit` offsets at which `wanted` begins."""
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < limit:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def scan_many(text: str, wanted: Iterable[str]) -> dict[str, list[int]]:
    """Return all offsets of those of `wanted` that have two spaces, in order.

    The text is crossed once. Where something stands between two spaces that stands so in a string,
    the characters from there on (the string's head) are looked up among the heads of all strings.
    Looking for ten thousand strings one after the other would take ten times as long as reading
    the whole bank. In a text that repeats itself beyond measure nothing is found.
    """
    heads: dict[str, list[str]] = {}
    words: set[str] = set()
    found: dict[str, list[int]] = {}
    for string in wanted:
        start = string.find(" ") + 1
        end = string.find(" ", start)
        if start < 1 or end <= start or string in found:
            continue
        found[string] = []
        words.add(string[start:end])
        head = string[start : start + _HEAD]
        if head in heads:
            heads[head].append(string)
        else:
            heads[head] = [string]
    crowds = {head: _crowd(strings) for head, strings in heads.items() if len(strings) > _CROWD}
    widths = sorted(set(map(len, heads)), reverse=True)
    pieces = text.split(" ")
    ends = accumulate(map(len, pieces))
    starts = chain([0], (end + number for number, end in enumerate(ends, 1)))
    left = _MOST
    for start in compress(starts, map(words.__contains__, pieces)):
        for width in widths:
            head = text[start : start + width]
            strings = heads.get(head)
            if strings is not None:
                if head in crowds:
                    strings = _of_crowd(text, start, crowds[head])
                left -= len(strings)
                _add(text, start, strings, found)
        if left < 0:
            return {}
    return found


def _add(text: str, start: int, strings: list[str], found: dict[str, list[int]]) -> None:
    for string in strings:
        begin = start - string.find(" ") - 1
        if begin >= 0 and text.startswith(string, begin):
            found[string].append(begin)


def _crowd(strings: list[str]) -> _Crowd:
    crowd: _Crowd = {}
    for string in strings:
        rest = string[string.find(" ") + 1 :]
        crowd.setdefault(len(rest), {}).setdefault(rest, []).append(string)
    return crowd


def _of_crowd(text: str, start: int, crowd: _Crowd) -> list[str]:
    """Return the strings of a crowd whose rest stands at `start`."""
    return [
        string
        for length, rests in crowd.items()
        for string in rests.get(text[start : start + length], ())
    ]
