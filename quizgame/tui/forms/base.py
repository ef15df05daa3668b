"""What a form is: the fields of a question as lines, each a thing to write or to decide.

A form is a function from fields to lines, and says of each line what may be done to it. It draws
nothing and changes nothing: `rows` draws, `acts` changes.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeVar

from quizgame.catalogue import _
from quizgame.tui.forms.acts import Fields, Keys, is_same, value_at

Kind = Literal["heading", "line", "long", "number", "pick", "tick", "add", "evidence", "odd"]
"""How a line is edited: not at all, written in one line or in several, written as a number, one of
several values, on or off, by adding to a list, by marking in a source, or only by taking it out."""

Values = tuple[tuple[Any, str], ...]


class Problem(Protocol):
    """Something wrong in a question."""

    @property
    def keys(self) -> Keys:
        """Where it is."""

    @property
    def is_error(self) -> bool:
        """Whether the question can not be played with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a form, for what stands at `keys`.

    `value` is raw, None for nothing; `empty` says what nothing means and `words` what the line is
    for. A pick has `values` with their words, and the `default` that holds unwritten. `entry` is
    the entry of a list that the line belongs to and `head` tells its first line; `starter` is what
    is added after it, None where there may be no more. `right` tells of an option whether it is
    marked, None for what can not be; `many` whether several may be. `needed` keeps the key of an
    emptied text. `rare` lines are shown when they hold something, `deep` ones only when everything
    is asked for.
    """

    keys: Keys
    label: str
    kind: Kind
    value: Any = None
    words: str = ""
    empty: str = ""
    values: Values = ()
    default: Any = None
    entry: Keys = ()
    head: bool = False
    starter: Any = None
    right: bool | None = None
    many: bool = False
    needed: bool = False
    rare: bool = False
    deep: bool = False
    depth: int = 0

    @property
    def target(self) -> str:
        """A name for the line that no other has."""
        return json.dumps(self.keys)

    @property
    def is_written(self) -> bool:
        """Whether it is edited by writing."""
        return self.kind in {"line", "long", "number"}

    @property
    def index(self) -> int:
        """Which of the values holds, -1 for none of them."""
        held = self.default if self.value is None else self.value
        places = (i for i, (one, _words) in enumerate(self.values) if is_same(one, held))
        return next(places, -1)


Lines = list[Line]
Form = Callable[[Fields], Lines]
"""What a type has beside what all questions have."""


def heading(label: str, keys: Keys = (), words: str = "") -> Line:
    """Return a line that names those below it."""
    return Line(keys=keys, label=label, kind="heading", words=words)


def odd(keys: Keys, label: str, value: Any) -> Line:
    """Return a line for a value that the format has no place for."""
    words = _("The format does not have this here. x takes it out.")
    return Line(keys=keys, label=label, kind="odd", value=value, words=words)


def written(
    fields: Fields,
    keys: Keys,
    label: str,
    kind: Literal["line", "long", "number"] = "line",
    *,
    words: str = "",
    empty: str = "",
    needed: bool = False,
    rare: bool = False,
    depth: int = 0,
) -> Line:
    """Return a line for a text or a number."""
    value = value_at(fields, keys)
    if isinstance(value, dict | list):
        return odd(keys, label, value)
    return Line(
        keys=keys,
        label=label,
        kind=kind,
        value=value,
        words=words,
        empty=empty or (_("still to be written") if needed else _("nothing")),
        needed=needed,
        rare=rare,
        depth=depth,
    )


def picked(
    fields: Fields,
    keys: Keys,
    label: str,
    values: Values,
    default: Any = None,
    *,
    words: str = "",
    depth: int = 0,
    rare: bool = False,
) -> Line:
    """Return a line for one of several values."""
    return Line(
        keys=keys,
        label=label,
        kind="pick",
        value=value_at(fields, keys),
        values=values,
        default=default,
        words=words,
        empty=_("not chosen yet"),
        depth=depth,
        rare=rare,
    )


def ticked(
    fields: Fields, keys: Keys, label: str, *, words: str = "", depth: int = 0, rare: bool = False
) -> Line:
    """Return a line for a thing that is on or off; unwritten it is off."""
    values = ((False, _("no")), (True, _("yes")))
    line = picked(fields, keys, label, values, default=False, words=words, depth=depth, rare=rare)
    return replace(line, kind="tick")


def of_entry(entry: Keys, starter: Any, lines: Sequence[Line]) -> Lines:
    """Return the lines of one entry of a list, the first its head."""
    return [
        replace(line, entry=entry, starter=starter, head=index == 0)
        for index, line in enumerate(lines)
    ]


def listed(
    fields: Fields,
    keys: Keys,
    starter: Any,
    entry_lines: Callable[[int], Sequence[Line]],
    *,
    label: str,
    add: str,
    most: int = 50,
) -> Lines:
    """Return the lines of a list, and one to add to it; `entry_lines` gets the place of an entry.

    `label` names what stands there instead of a list.
    """
    entries = value_at(fields, keys)
    if entries is not None and not isinstance(entries, list):
        return [odd(keys, label, entries)]
    count = len(entries or ())
    offered = starter if count < most else None
    lines: Lines = []
    for index in range(count):
        lines += of_entry((*keys, index), offered, entry_lines(index))
    if offered is not None:
        lines.append(Line(keys=(*keys, "+"), label=add, kind="add", starter=starter))
    return lines


def of_texts(
    fields: Fields,
    keys: Keys,
    label: str,
    *,
    add: str,
    words: str,
    most: int = 50,
    rare: bool = False,
) -> Lines:
    """Return the lines of a list of short texts, the label before the first."""

    def lines(index: int) -> Lines:
        name = label if index == 0 else ""
        return [written(fields, (*keys, index), name, words=words, needed=True)]

    found = listed(fields, keys, "", lines, label=label, add=add, most=most)
    return [replace(line, words=line.words or words, rare=rare) for line in found]


def leftovers(table: Any, known: Collection[str], keys: Keys = ()) -> Lines:
    """Return a line for each key of a table that the format does not know there."""
    if not isinstance(table, dict):
        return []
    return [odd((*keys, name), name, value) for name, value in table.items() if name not in known]


P = TypeVar("P", bound=Problem)


def on(lines: Iterable[Line], problems: Iterable[P]) -> Mapping[str, list[P]]:
    """Return the problems by the target of the line that shows each: the nearest one."""
    shown = [line for line in lines if line.kind != "add"]
    found: dict[str, list[P]] = {}
    for problem in problems:
        line = max(shown, key=lambda one: _nearness(one.keys, problem.keys), default=None)
        if line is not None:
            found.setdefault(line.target, []).append(problem)
    return found


def _nearness(keys: Keys, other: Keys) -> tuple[int, int]:
    """Return how well a line at `keys` shows what is wrong at `other`."""
    shared = 0
    for one, two in zip(keys, other, strict=False):
        if one != two:
            break
        shared += 1
    if not shared:
        return (0, 0)
    if keys == other:
        return (shared, 3)
    return (shared, 2 if shared == len(other) else int(shared == len(keys)))
