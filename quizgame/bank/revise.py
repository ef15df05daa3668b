"""From one state of a table to another, by the smallest edits of the text that holds it.

Old and new data are compared; each difference becomes an edit of a value, an entry or a table, and
all else keeps its bytes. Comments within what is taken out stay, on lines of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from quizgame.bank.blocks import first_line, last_line, line_end, line_start
from quizgame.bank.edit import EditError, insertion, pair_removal, removal
from quizgame.catalogue import _
from quizgame.documents import parse
from quizgame.documents.layout import Keys, Layout, Row, Section
from quizgame.documents.values import like, roomy_value, toml_key, toml_pair, toml_value

_MOST_STEPS = 5000
_OWN_TABLES = frozenset({"evidence"})
"""Lists of tables that are written with a header for each entry where none stood before."""

Edit = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class _Step:
    """One difference: the value at `keys` is to be put in, taken out, or replaced."""

    act: str
    keys: Keys
    value: Any = None


def revise(parts: Sequence[bytes], keys: Keys, new: Any, newline: bytes) -> tuple[bytes, ...]:
    """Return `parts`, which together are a file, with the value at `keys` made `new`.

    Raises:
        EditError: it can not be done by edits of this text.
    """
    now = tuple(parts)
    for _n in range(_MOST_STEPS):
        raw = b"".join(now)
        old = value_at(raw, keys)
        step = next(_differences(old, new, keys), None)
        if step is None:
            return now
        now = _spliced(now, _edits(raw, step, newline))
        if alike(value_at(b"".join(now), keys), old):
            break
    raise EditError(_("this change can not be made in the file as it is written"))


def value_at(raw: bytes, keys: Keys) -> Any:
    """Return the value at `keys`; raises EditError where the text is not valid or has none."""
    data: Any = parse(raw, "").data
    try:
        for key in keys:
            data = data[key]
    except (LookupError, TypeError) as error:
        raise EditError(_("the change would alter more of the file than was meant")) from error
    return data


def alike(one: Any, other: Any) -> bool:
    """Return whether two data are the same, kinds of numbers too; a nan is like another."""
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and one.keys() == other.keys()
            and all(alike(value, other[key]) for key, value in one.items())
        )
    if isinstance(one, (list, tuple)):
        is_list = isinstance(other, (list, tuple))
        return is_list and len(one) == len(other) and all(map(alike, one, other))
    same = one == other or (one != one and other != other)  # noqa: PLR0124 - only nan is so
    return type(one) is type(other) and same


def _differences(old: Any, new: Any, keys: Keys) -> Iterator[_Step]:
    if alike(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            if key not in new:
                yield _Step("remove", (*keys, key))
        for key, value in new.items():
            if key in old:
                yield from _differences(old[key], value, (*keys, key))
            else:
                yield _Step("add", (*keys, key), value)
    elif isinstance(old, list) and isinstance(new, (list, tuple)):
        yield from _list_differences(old, new, keys)
    else:
        yield _Step("replace", keys, new)


def _list_differences(old: Sequence[Any], new: Sequence[Any], keys: Keys) -> Iterator[_Step]:
    at = 0
    while at < min(len(old), len(new)) and alike(old[at], new[at]):
        at += 1
    if len(old) == len(new):
        yield from _differences(old[at], new[at], (*keys, at))
    elif len(old) < len(new):
        yield _Step("add", (*keys, at), new[at])
    else:
        yield _Step("remove", (*keys, at))


def _spliced(parts: Sequence[bytes], edits: Sequence[Edit]) -> tuple[bytes, ...]:
    out = list(parts)
    for start, end, piece in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        at = 0
        for number, part in enumerate(out):
            if start <= at + len(part):
                if end > at + len(part):
                    raise EditError(_("the question is not written in one place"))
                out[number] = part[: start - at] + piece + part[end - at :]
                break
            at += len(part)
    return tuple(out)


def _edits(raw: bytes, step: _Step, newline: bytes) -> list[Edit]:
    layout = Layout(raw)
    if step.act == "replace":
        span = layout.find(step.keys)
        if span is None or not span.inside:
            raise EditError(_("this change can not be made in the file as it is written"))
        old = raw[slice(*span.value)].decode()
        new = like(old, step.value, newline.decode()).encode()
        return [*_comments_above(raw, layout, *span.value), (*span.value, new)]
    if step.act == "remove":
        return _removals(raw, layout, step.keys)
    if isinstance(step.keys[-1], int):
        return _entry_added(raw, layout, step, newline)
    return _key_added(raw, layout, step, newline)


# Taking out


def _removals(raw: bytes, layout: Layout, keys: Keys) -> list[Edit]:
    sections = layout.sections(keys)
    edits: list[Edit] = []
    alone = _lines_of_comments(raw, layout)
    ends = [section.start for section in layout.sections()]
    for section in sections:
        start = first_line(raw, section.start, alone)
        limit = next((first_line(raw, e, alone) for e in ends if e > section.start), len(raw))
        end = last_line(raw, section.end, alone, limit)
        edits.append((start, end, _comments_kept(raw, layout, start, end)))
    if edits:
        return edits
    if isinstance(keys[-1], int):
        row = layout.row(keys[:-1])
        if row is None or keys[-1] >= len(row.items):
            raise EditError(_("this change can not be made in the file as it is written"))
        return _entry_removed(raw, layout, row, keys[-1])
    dotted = layout.dotted(keys)
    if dotted:
        pairs = (_pair_removed(raw, layout, start, end) for _names, start, end in dotted)
        return [edit for edits in pairs for edit in edits]
    start, end, piece = removal(raw, layout, keys)
    return [*_comments_above(raw, layout, start, end), (start, end, piece)]


def _pair_removed(raw: bytes, layout: Layout, start: int, end: int) -> list[Edit]:
    if raw[line_start(raw, start) : start].strip():
        return [*_comments_above(raw, layout, start, end), pair_removal(raw, start, end)]
    start, end = line_start(raw, start), line_end(raw, end)
    return [(start, end, _comments_kept(raw, layout, start, end))]


def _comments_above(raw: bytes, layout: Layout, start: int, end: int) -> list[Edit]:
    """Return the comments of a range that is taken out put above the pair that it stands in."""
    kept = _comments_kept(raw, layout, start, end)
    place = line_start(raw, layout.statement(start))
    return [(place, place, kept)] if kept else []


def _lines_of_comments(raw: bytes, layout: Layout) -> set[int]:
    return {
        start
        for start, _end in layout.comments()
        if not raw[line_start(raw, start) : start].strip()
    }


def _comments_kept(raw: bytes, layout: Layout, start: int, end: int) -> bytes:
    """Return the comments of a range that is taken out, each on a line of its own."""
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    found = [raw[slice(*one)].rstrip(b"\r") for one in layout.comments(start, end)]
    return b"".join(comment + newline for comment in found)


def _entry_removed(raw: bytes, layout: Layout, row: Row, at: int) -> list[Edit]:
    start, end = row.items[at]
    following = row.items[at + 1][0] if at + 1 < len(row.items) else row.end
    comma = next((c for c in row.commas if end <= c < following), None)
    edits: list[Edit] = []
    if comma is not None:
        stop = comma + 1
    else:
        stop = end
        if at:
            before = next(c for c in row.commas if row.items[at - 1][1] <= c < start)
            edits.append((before, before + 1, b""))
    first, last = line_start(raw, start), line_end(raw, stop)
    begins_line = not raw[first:start].strip()
    rest = raw[stop:last].strip()
    edits += _comments_above(raw, layout, start, stop)
    if begins_line and not rest:
        return [*edits, (first, last, b"")]
    if comma is not None or (begins_line and rest.startswith(b"#")):
        stop += len(raw[stop:last]) - len(raw[stop:last].lstrip(b" \t"))
    else:
        start -= len(raw[first:start]) - len(raw[first:start].rstrip(b" \t"))
        if edits and edits[0][1] > start:
            start = edits[0][1]
    return [*edits, (start, stop, b"")]


# Putting in


def _entry_added(raw: bytes, layout: Layout, step: _Step, newline: bytes) -> list[Edit]:
    *around, at = step.keys
    keys: Keys = tuple(around)
    row = layout.row(keys)
    if row is None:
        return [_table_added(raw, layout, step, newline)]
    value = toml_value(step.value).encode()
    is_long = newline in raw[row.start : row.end]
    if not row.items:
        if is_long:
            return [(row.start + 1, row.start + 1, newline + b"  " + value + b",")]
        return [(row.start + 1, row.start + 1, value)]
    if int(at) < len(row.items):
        start = row.items[int(at)][0]
        lead = raw[line_start(raw, start) : start]
        if is_long and not lead.strip():
            place = first_line(raw, start, _lines_of_comments(raw, layout))
            return [(place, place, lead + value + b"," + newline)]
        return [(start, start, value + b", ")]
    return _entry_appended(raw, row, value, newline, is_long=is_long)


def _entry_appended(
    raw: bytes, row: Row, value: bytes, newline: bytes, *, is_long: bool
) -> list[Edit]:
    start, end = row.items[-1]
    comma = next((c for c in row.commas if c >= end), None)
    anchor = end if comma is None else comma + 1
    lead = raw[line_start(raw, start) : start]
    tail = b"" if comma is None else b","
    if not is_long or lead.strip():
        return [(anchor, anchor, (b", " if comma is None else b" ") + value + tail)]
    edits: list[Edit] = [(end, end, b",")] if comma is None else []
    last = line_end(raw, anchor)
    if last > row.end - 1:  # the bracket closes on the same line
        return [*edits, (anchor, anchor, newline + lead + value + tail)]
    return [*edits, (last, last, lead + value + tail + newline)]


def _table_added(raw: bytes, layout: Layout, step: _Step, newline: bytes) -> Edit:
    """Return a new table of a list of tables, written as those that are there."""
    keys, at, value = step.keys[:-1], step.keys[-1], step.value
    if not isinstance(value, dict) or not isinstance(at, int):
        raise EditError(_("this change can not be made in the file as it is written"))
    alone = _lines_of_comments(raw, layout)
    tables = layout.sections(keys)
    lead = b""
    if not tables:
        place = _end_of_tables(raw, layout, alone)
    elif at == 0:
        place = first_line(raw, tables[0].start, alone)
        lead = raw[line_start(raw, tables[0].start) : tables[0].start]
    else:
        own = layout.sections((*keys, at - 1))
        starts = [first_line(raw, one.start, alone) for one in layout.sections()]
        limit = next((start for start in starts if start > own[-1].start), len(raw))
        place = last_line(raw, own[-1].end, alone, limit)
        lead = raw[line_start(raw, own[0].start) : own[0].start]
    names = ".".join(toml_key(str(key)) for key in keys if isinstance(key, str))
    lines = [f"[[{names}]]", *(toml_pair(key, one, newline.decode()) for key, one in value.items())]
    text = b"".join(lead + line.encode() + newline for line in lines)
    if place and not raw[:place].endswith(b"\n"):
        text = newline + text
    return place, place, text


def _end_of_tables(raw: bytes, layout: Layout, alone: set[int]) -> int:
    ends = [section.end for section in layout.sections()]
    return last_line(raw, max(ends), alone, len(raw)) if ends else len(raw)


def _key_added(raw: bytes, layout: Layout, step: _Step, newline: bytes) -> list[Edit]:
    keys, value = step.keys, step.value
    key = str(keys[-1])
    tables = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    owner = next((one for one in layout.sections(keys[:-1]) if one.keys == keys[:-1]), None)
    if owner is not None:
        if tables and key in _OWN_TABLES:
            # The others follow one by one.
            return [_table_added(raw, layout, _Step("add", (*keys, 0), value[0]), newline)]
        start, end, piece = insertion(raw, layout, keys, 0, newline)
        stub = f"{toml_key(key)} = 0".encode()
        lines = [f"{toml_key(key)} = {roomy_value(value, newline.decode())}"]
        if isinstance(value, dict) and value and all(isinstance(v, dict) for v in value.values()):
            lines = [f"{toml_key(key)}.{toml_key(k)} = {toml_value(v)}" for k, v in value.items()]
        indent = piece.replace(newline, b"").removesuffix(stub)
        return [(start, end, piece.replace(stub, (newline + indent).join(map(str.encode, lines))))]
    sisters = layout.dotted(keys[:-1])
    if dotted := [one for one in sisters if len(one[0]) > len(_relative(keys[:-1], one[0]))]:
        # Beside its sisters: their names are on the line, and so are those of the new one.
        names, start, end = dotted[-1]
        depth = len(_relative(keys[:-1], names))
        path = ".".join(map(toml_key, (*names[:depth], key)))
        lead = raw[line_start(raw, start) : start]
        if lead.strip():
            return [(end, end, f", {path} = {toml_value(value)}".encode())]
        at = line_end(raw, end)
        pair = f"{path} = {roomy_value(value, newline.decode())}".encode()
        start_of_line = b"" if raw[:at].endswith(b"\n") else newline
        return [(at, at, start_of_line + lead + pair + newline)]
    if below := layout.sections(keys[:-1]):
        return [_table_below(raw, layout, step, below[-1], newline)]
    return [insertion(raw, layout, keys, value, newline)]


def _table_below(raw: bytes, layout: Layout, step: _Step, last: Section, newline: bytes) -> Edit:
    """Return a new table beside those that have a header of their own within theirs."""
    path, pairs = step.keys, step.value
    if not isinstance(pairs, dict):
        path, pairs = path[:-1], {str(path[-1]): pairs}
    header = ".".join(toml_key(str(one)) for one in path if isinstance(one, str))
    lines = [f"[{header}]", *(toml_pair(k, one, newline.decode()) for k, one in pairs.items())]
    alone = _lines_of_comments(raw, layout)
    starts = [first_line(raw, one.start, alone) for one in layout.sections()]
    limit = next((start for start in starts if start > last.start), len(raw))
    at = last_line(raw, last.end, alone, limit)
    text = b"".join(line.encode() + newline for line in lines)
    return at, at, text if raw[:at].endswith(b"\n") else newline + text


def _relative(keys: Keys, names: Sequence[str]) -> tuple[str, ...]:
    """Return how many of a dotted key's first names stand for the end of `keys`."""
    for size in range(min(len(keys), len(names)), 0, -1):
        if tuple(islice(names, size)) == keys[-size:]:
            return tuple(names[:size])
    return ()
