"""What may be done to a line of a form: writing, turning, marking, adding, taking out, moving.

`origin` is the question as the author found it: what it said in other words than needed is said
in those words again when it is put back.
"""

from copy import deepcopy
from dataclasses import dataclass

from quizgame.model.text import clean_block
from quizgame.tui.draw.rows import even
from quizgame.tui.forms.acts import (
    Fields,
    Keys,
    decide,
    insert,
    mark_right,
    move,
    number_of,
    put,
    take_out,
    text_of,
    value_at,
)
from quizgame.tui.forms.base import Line


@dataclass(frozen=True, slots=True)
class Done:
    """Changed fields, and the place of the line to go on at; `()` where it is the same."""

    fields: Fields
    keys: Keys = ()


def shown_text(line: Line) -> str:
    """Return what a line holds as it may be drawn and typed in."""
    return even(clean_block(text_of(line.value)))


def is_long(line: Line) -> bool:
    """Return whether a line is written in several rows."""
    return line.kind == "long" or "\n" in shown_text(line)


def write(fields: Fields, line: Line, typed: str, origin: Fields) -> Fields:
    """Return fields after `typed` stands in a line, which is the line as it was before typing.

    What is typed the same as it was shown changes nothing, though drawing cleaned it.
    """
    was = value_at(origin, line.keys)
    if typed == shown_text(line):
        value = line.value
    elif was is not None and typed == text_of(was):
        value = was
    elif line.kind == "number" or _is_number(line.value):
        value = number_of(typed)
    else:
        value = typed if typed or line.needed else None
    if value is None and isinstance(line.keys[-1], int):
        value = ""  # an entry of a list is taken out by x, not by emptying it
    return put(fields, line.keys, value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def turn(
    fields: Fields, line: Line, step: int, origin: Fields, *, around: bool = False
) -> Fields | None:
    """Return fields with the value of a pick that is some steps further, None at its end."""
    count = len(line.values)
    index = line.index + step if line.index >= 0 else 0
    if around or line.kind == "tick":
        index %= count or 1
    if not 0 <= index < count or index == line.index:
        return None
    value = deepcopy(line.values[index][0])
    return decide(fields, line.keys, value, line.default, origin)


def mark(fields: Fields, line: Line, origin: Fields) -> Fields | None:
    """Return fields with the option of a line marked as right, None where it can not be."""
    if line.right is None or (line.right and not line.many and _is_only(fields, line)):
        return None
    return mark_right(fields, line.entry, many=line.many, origin=origin)


def _is_only(fields: Fields, line: Line) -> bool:
    options = value_at(fields, line.entry[:-1])
    return sum(isinstance(one, dict) and one.get("correct") is True for one in options) == 1


def add(fields: Fields, line: Line) -> Done | None:
    """Return fields with an entry more after that of a line, None where none may be added."""
    if line.starter is None:
        return None
    if line.kind == "add":
        around = line.keys[:-1]
        at = len(value_at(fields, around) or ())
    else:
        around, last = line.entry[:-1], line.entry[-1]
        at = last + 1 if isinstance(last, int) else 0
    keys = (*around, at)
    return Done(insert(fields, keys, deepcopy(line.starter)), keys)


def remove(fields: Fields, line: Line, origin: Fields) -> Fields | None:
    """Return fields without what is on a line: an entry, or a value that may be left out."""
    if line.entry and line.head:
        missing = value_at(fields, line.entry) is None
        return None if missing else take_out(fields, line.entry, origin)
    if line.kind in {"heading", "add"} or line.needed or line.value is None:
        return None
    return take_out(fields, line.keys, origin)


def shift(fields: Fields, line: Line, by: int) -> Done | None:
    """Return fields with the entry of a line some places further, None where it can not go."""
    if not line.entry or not isinstance(line.entry[-1], int):
        return None
    changed, keys = move(fields, line.entry, by)
    return None if keys == line.entry else Done(changed, (*keys, *line.keys[len(line.entry) :]))
