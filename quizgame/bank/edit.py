"""Editing a bank in place: the ranges of changed values are replaced and nothing else moves.

Comments, layout and line ends of all that did not change survive, byte for byte. What comes out is
parsed again and compared with what was meant before anybody gets to see it.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizgame.catalogue import _
from quizgame.documents import parse, read_bytes
from quizgame.documents.layout import Keys, Layout
from quizgame.documents.values import like, toml_key, toml_value
from quizgame.errors import QuizgameError

_BOM = b"\xef\xbb\xbf"
_BEGINNING = 40
_PATIENCE_S = 2.0
_STEP_S = 0.01


class EditError(QuizgameError):
    """The change can not be made in this file as it is; nothing was written."""


def replace_values(raw: bytes, changes: Mapping[Keys, Any]) -> bytes:
    """Return `raw` with the values at the keys in `changes` replaced, or added.

    A key that is not there yet goes after the last one of its table, which must exist. The value
    None takes a key out; a comment behind it stays.

    Raises:
        EditError: a value can not be replaced alone, its table is not there, or the result would
            not be what was meant.
    """
    before = _data(raw)
    if before is None:
        raise EditError(_("the file can not be edited before it is valid TOML"))
    layout = Layout(raw)
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    edits: list[tuple[int, int, bytes]] = []
    for keys, value in changes.items():
        span = layout.find(keys)
        if value is None:
            if span is not None:
                edits.append(removal(raw, layout, keys))
        elif span is None:
            edits.append(insertion(raw, layout, keys, value, newline))
        elif span.inside:
            edits.append((*span.value, _token(raw, span.value, value, newline)))
        else:
            raise EditError(
                _(
                    "{keys} is written as a table of its own, which is not replaced as a whole"
                ).format(keys=_dotted(keys))
            )
    result = raw
    # From the end to the beginning, so that earlier offsets hold; of insertions at one place the
    # last comes first, so that they end up in the order given.
    edits.sort(key=lambda edit: edit[:2])
    for start, end, piece in reversed(edits):
        result = result[:start] + piece + result[end:]
    for keys, value in changes.items():
        _assign(before, keys, value)
    if not _same(_data(result), before):
        raise EditError(_("the change would alter more of the file than was meant"))
    return result


def _token(raw: bytes, place: tuple[int, int], value: Any, newline: bytes) -> bytes:
    """Return a value as TOML in the manner of the one at `place`."""
    return like(raw[slice(*place)].decode(), value, newline.decode()).encode()


def _data(raw: bytes) -> dict[str, Any] | None:
    return parse(raw, "").data


def _dotted(keys: Keys) -> str:
    return ".".join(map(str, keys))


def _assign(data: Any, keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        data = data[key]
    if value is None:
        data.pop(keys[-1], None)
    else:
        data[keys[-1]] = list(value) if isinstance(value, tuple) else value


def _same(one: Any, other: Any) -> bool:
    """Return whether two data are the same, types included; a nan is the same as another."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124 - only nan is so


def removal(raw: bytes, layout: Layout, keys: Keys) -> tuple[int, int, bytes]:
    """Return the edit (start, end, bytes) that takes the key at the end of `keys` out.

    Raises EditError where it can not be taken out alone.
    """
    span = layout.find(keys)
    place = layout.end_of_table(keys[:-1])
    if span is None or not span.inside or place is None or not isinstance(keys[-1], str):
        raise EditError(_("{keys} can not be taken out alone").format(keys=_dotted(keys)))
    start, end = span.key[0], span.value[1]
    if place[1] == "line":
        line_start = raw.rfind(b"\n", 0, start) + 1
        line_end = raw.find(b"\n", end) + 1 or len(raw)
        if raw[line_start:start].strip(b" \t") or raw[end:line_end].strip():
            return start, end, b""  # a comment stands behind it
        return line_start, line_end, b""
    return pair_removal(raw, start, end)


def pair_removal(raw: bytes, start: int, end: int) -> tuple[int, int, bytes]:
    """Return the edit that takes a pair out of a table in braces, with the comma beside it."""
    after = len(raw[end:]) - len(raw[end:].lstrip(b" \t"))
    if raw[end + after : end + after + 1] == b",":
        end += after + 1
        return start, end + len(raw[end:]) - len(raw[end:].lstrip(b" \t")), b""
    before = raw[:start].rstrip(b" \t")
    return (len(before) - 1 if before.endswith(b",") else start), end, b""


def insertion(
    raw: bytes, layout: Layout, keys: Keys, value: Any, newline: bytes
) -> tuple[int, int, bytes]:
    """Return the edit that puts a new key at the end of its table; raises EditError without one."""
    key = keys[-1]
    place = layout.end_of_table(keys[:-1]) if isinstance(key, str) else None
    if place is None:
        raise EditError(_("there is no table for {keys}").format(keys=_dotted(keys)))
    at, kind = place
    pair = f"{toml_key(str(key))} = {toml_value(value)}".encode()
    if kind == "inline":
        return at, at, b", " + pair
    if kind == "empty":
        closing = raw[at : at + 1]
        return at, at, b" " + pair + (b" " if closing == b"}" else b"")
    if at == 0:
        start = len(_BOM) if raw.startswith(_BOM) else 0
        return start, start, pair + newline
    # After the last pair of the section, behind a comment on the same line, indented like it.
    line_end = raw.find(b"\n", at)
    line_start = raw.rfind(b"\n", 0, at) + 1
    line = raw[line_start:at]
    indent = line[: len(line) - len(line.lstrip(b" \t"))] if _is_pair(line) else b""
    if line_end < 0:
        return len(raw), len(raw), newline + indent + pair
    return line_end + 1, line_end + 1, indent + pair + newline


def _is_pair(line: bytes) -> bool:
    return b"=" in line and not line.lstrip().startswith(b"[")


def digest(raw: bytes) -> str:
    """Return what tells one content of a file from another."""
    return sha256(raw).hexdigest()


def write_over(path: Path, new: bytes, expected: str) -> None:
    """Replace the file at `path`, links followed, by `new` at once, keeping its mode.

    Raises:
        EditError: the file is no longer the one whose `digest` is `expected`; it is left alone.
        OSError: it can not be written; it is as it was.
    """
    target = Path(os.path.realpath(path))
    status = target.stat()
    handle, name = _beside(target)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError, AttributeError):  # not every system and account can give files away
            os.chown(temporary, status.st_uid, status.st_gid)
        temporary.chmod(status.st_mode & 0o7777)
        with _one_at_a_time(target.parent):
            if digest(read_bytes(target)) != expected:
                raise EditError(
                    _("{path} was changed by another program meanwhile").format(path=path),
                    _("Nothing was written. Try again with the file as it is now."),
                )
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def write_new(path: Path, raw: bytes) -> None:
    """Write a new file that is there as a whole or not at all, and never in the place of another.

    Raises:
        FileExistsError: there is one of this name; it stays as it is.
        OSError: it can not be written.
    """
    handle, name = _beside(path)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without links
            with path.open("xb") as file:
                file.write(raw)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _beside(path: Path) -> tuple[int, str]:
    """Return a new hidden file in the folder of `path`: its descriptor and its name."""
    # Of a long name only the beginning: with more it would be longer than names may be.
    return tempfile.mkstemp(prefix=f".{path.name[:_BEGINNING]}.", suffix=".new", dir=path.parent)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other program of ours replaces a file in a folder; not for ever."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(_STEP_S)
            except OSError:
                break  # no locks in this file system
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """See to it that a new name outlasts a power cut, where the system can do that."""
    if os.name != "posix":
        return
    # The file is in its place by now: what fails here must not look as if it were not.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
