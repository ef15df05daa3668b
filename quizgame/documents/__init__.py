"""TOML text to plain data, with a line and a column for whatever is wrong or is asked about.

Only TOML 1.0 is accepted, so that every other reader of the file agrees. Nothing that a file can
hold raises: it becomes a `Problem`.
"""

import os
import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli

from quizgame.catalogue import _
from quizgame.documents.dialect import novelties
from quizgame.documents.layout import Keys, Layout, Lines
from quizgame.errors import Problem

MAX_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_LONG_NUMBER = re.compile(r"\d[\d_]{400,}")
_MAX_NOVELTIES = 20


@dataclass(frozen=True)
class Document:
    """A file as read: its `data`, or None when `problems` kept it from being understood."""

    path: str
    raw: bytes = field(repr=False)
    data: dict[str, Any] | None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def lines(self) -> Lines:
        """The lines, found when first asked for."""
        return Lines(self.raw)

    @cached_property
    def layout(self) -> Layout:
        """The places of all keys and values, found when first asked for."""
        return Layout(self.raw)

    def place(self, keys: Keys, *, value: bool = False) -> tuple[int, int]:
        """Return (line, column), from 1 and in characters, of the key at `keys`.

        With `value`, of its value. A key that is not there has the place of the nearest table
        around it; (1, 1) is the last resort.
        """
        span = self.layout.find(keys)
        if span is None:
            span, value = self.layout.nearest(keys), False
        if span is None:
            return 1, 1
        return self.lines.position(span.value[0] if value and span.inside else span.key[0])


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file, at most `limit` + 1 of them.

    Raises:
        OSError: it can not be read, or it is no regular file (reading a pipe could wait for ever).
    """
    extra = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # neither is on every system
    descriptor = os.open(path, os.O_RDONLY | extra)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(_("it is not an ordinary file"))
        return file.read(limit + 1)


def read(path: Path, name: str | None = None) -> Document:
    """Return the file at `path` as a document; `name` is what problems call it (default: path)."""
    name = str(path) if name is None else name
    try:
        raw = read_bytes(path)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = _("the file can not be read: {reason}").format(reason=reason)
        return Document(name, b"", None, (Problem(name, 0, 0, "QG001", message),))
    return parse(raw, name)


def parse(raw: bytes, path: str) -> Document:
    """Return the TOML 1.0 in `raw` (UTF-8, with or without a BOM) as a document."""
    if len(raw) > MAX_BYTES:
        message = _("the file is larger than {n} MB").format(n=MAX_BYTES // 1024 // 1024)
        hint = _("Split it into several files.")
        return Document(path, b"", None, (Problem(path, 0, 0, "QG002", message, hint),))
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return Document(path, raw, None, (_not_utf8(path, raw, error),))
    data, problem = _loads(text, path)
    if problem is not None:
        return Document(path, raw, None, (problem,))
    if found := novelties(text.replace("\r\n", "\n")):
        problems = []
        for novelty in found[:_MAX_NOVELTIES]:
            line, column = _position(text.replace("\r\n", "\n"), novelty.offset)
            message = _("{what}: this is TOML 1.1, and banks are written in TOML 1.0")
            message = message.format(what=novelty.message)
            problems.append(Problem(path, line, column, "QG005", message, novelty.hint))
        return Document(path, raw, None, tuple(problems))
    return Document(path, raw, data)


def _loads(text: str, path: str) -> tuple[dict[str, Any] | None, Problem | None]:
    try:
        return tomli.loads(text), None
    except tomli.TOMLDecodeError as error:
        from quizgame.documents.syntax import slip  # noqa: PLC0415 - needed only for what fails

        found = slip(text, error.msg, error.lineno, error.colno)
        return None, Problem(path, found.line, found.column, "QG004", found.message, found.hint)
    except RecursionError:
        message = _("lists or tables are nested too deep")
        return None, Problem(path, 0, 0, "QG006", message)
    except ValueError:
        # Python refuses to read integers of thousands of digits; the parser lets that through.
        match = _LONG_NUMBER.search(text)
        line, column = _position(text, match.start()) if match else (0, 0)
        message = _("a number or date here can not be read")
        if match:
            message = _("this number has too many digits")
        return None, Problem(path, line, column, "QG007", message)


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    start = error.start + (len(_BOM) if raw.startswith(_BOM) else 0)
    before = raw[:start]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = _("the file is not UTF-8 text")
    hint = _("Save it again with the encoding UTF-8.")
    return Problem(path, before.count(b"\n") + 1, column, "QG003", message, hint)
