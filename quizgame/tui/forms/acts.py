"""Acts on the fields of a question: each returns changed fields, and leaves what it was given.

Fields are what a TOML table holds, right or wrong. Nothing here makes a value that TOML lacks.
"""

import re
from collections.abc import Sequence
from typing import Any, cast

Fields = dict[str, Any]
"""A question as its table in the file. Its text is raw: it is cleaned where it is drawn."""

Keys = tuple[str | int, ...]
"""Where something stands within a question, such as `("options", 1, "rationale")`."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_REAL = re.compile(r"[+-]?[0-9]{1,40}\.[0-9]{1,40}(?:[eE][+-]?[0-9]{1,2})?")


def value_at(fields: Any, keys: Sequence[str | int]) -> Any:
    """Return what stands somewhere, None for nothing."""
    found = fields
    for key in keys:
        if isinstance(found, dict):
            found = found.get(cast("str", key))
        elif isinstance(found, list) and isinstance(key, int) and 0 <= key < len(found):
            found = found[key]
        else:
            return None
    return found


def put(fields: Fields, keys: Keys, value: Any) -> Fields:
    """Return fields with a value somewhere; None takes the key, or the entry of a list, out.

    Raises TypeError where another kind of value stands in the way.
    """
    return cast("Fields", _put(fields, keys, value))


def _put(node: Any, keys: Keys, value: Any) -> Any:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if node is None:
        node = [] if isinstance(key, int) else {}
    if isinstance(node, list) and isinstance(key, int):
        entries = list(node)
        if not rest and value is None:
            del entries[key]
        else:
            entries[key] = _put(entries[key], rest, value)
        return entries
    if not isinstance(node, dict) or isinstance(key, int):
        raise TypeError(keys)
    table = dict(node)
    if not rest and value is None:
        table.pop(key, None)
    else:
        table[key] = _put(table.get(key), rest, value)
    return table


def insert(fields: Fields, keys: Keys, entry: Any) -> Fields:
    """Return fields with an entry more in a list, at the place that ends `keys`."""
    entries = list(value_at(fields, keys[:-1]) or [])
    entries.insert(cast("int", keys[-1]), entry)
    return put(fields, keys[:-1], entries)


def take_out(fields: Fields, keys: Keys, origin: Fields | None = None) -> Fields:
    """Return fields without something.

    A list or table that is empty then goes too, but for one that stood empty in `origin`.
    """
    left = put(fields, keys, None)
    around = keys[:-1]
    if around and value_at(left, around) in ([], {}) and not isinstance(around[-1], int):
        was = value_at(origin, around)
        if was is None or was not in ([], {}):
            left = put(left, around, None)
    return left


def move(fields: Fields, keys: Keys, by: int) -> tuple[Fields, Keys]:
    """Return fields with an entry some places further in its list, and where it is now."""
    entries = list(value_at(fields, keys[:-1]))
    at = cast("int", keys[-1])
    to = min(max(0, at + by), len(entries) - 1)
    entries.insert(to, entries.pop(at))
    return put(fields, keys[:-1], entries), (*keys[:-1], to)


def decide(
    fields: Fields, keys: Keys, value: Any, default: Any, origin: Fields | None = None
) -> Fields:
    """Return fields with a value decided on.

    What holds without being written is not written, unless `origin` wrote it.
    """
    if is_same(value, default) and not is_same(value_at(origin, keys), default):
        return put(fields, keys, None)
    return put(fields, keys, value)


def mark_right(fields: Fields, keys: Keys, *, many: bool, origin: Fields | None = None) -> Fields:
    """Return fields with the option at `keys` marked right; `many` lets several be, and turns it.

    Without `many` the others are right no more.
    """
    is_right = value_at(fields, (*keys, "correct")) is True
    if many:
        return decide(fields, (*keys, "correct"), not is_right, default=False, origin=origin)
    around = keys[:-1]
    for index, option in enumerate(value_at(fields, around)):
        here = (*around, index, "correct")
        if index == keys[-1]:
            fields = put(fields, here, value=True)
        elif isinstance(option, dict) and option.get("correct") not in (None, False):
            fields = decide(fields, here, value=False, default=False, origin=origin)
    return fields


def is_same(one: Any, other: Any) -> bool:
    """Return whether two values are the same to TOML, where 1 is neither true nor 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other)


def number_of(typed: str) -> Any:
    """Return the number that was typed, the very text where it is none, None for nothing.

    Only what TOML would read as a number is one, so that nothing is guessed.
    """
    text = typed.strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    if _REAL.fullmatch(text):
        return float(text)
    return typed if text else None


def text_of(value: Any) -> str:
    """Return a value as it is typed. The text of a string is raw."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    try:
        return str(value)
    except ValueError:  # a whole number of more digits than Python turns into text
        return hex(value)
