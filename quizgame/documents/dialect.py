"""What TOML 1.1 allows and TOML 1.0 does not: found, so that every other reader agrees with ours.

The parser in use accepts both. The standard library and the grammar that places keys do not, so a
bank in the newer dialect would be readable here and nowhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import tomli

from quizgame.catalogue import _


def _string(escape: str) -> str:
    """Return the pattern of any string in which `escape` follows a backslash."""
    return (
        rf'"""(?:[^"\\]++|\\{escape}|"(?!""))*+"{{3,5}}'
        rf'|"(?:[^"\\\n]++|\\{escape})*+"'
        r"|'''(?:[^']++|'(?!''))*+'{3,5}"
        r"|'[^'\n]*+'"
    )


_OLD_STRING = _string("[^ex]")
_COMMENT = r"\#[^\n]*+"
_TIME = r"(?<=\d\d):\d\d(?::\d\d|(?<=[+-]\d\d:\d\d))"
"""The rest of a time of day after its hour, or of the offset of one from universal time."""


def _inline(inner: str) -> str:
    """Return the pattern of an inline table on one line, with `inner` for what it may nest."""
    return rf"\{{(?:[^\"'\#{{}}\n:,]++|,(?![ \t]*\}})|{_TIME}|{_OLD_STRING}{inner})*+\}}"


# Compiled when first needed: that takes a few milliseconds, which the first screen can do without.
@cache
def _sound() -> re.Pattern[str]:
    # Possessive throughout, so that the sound part of a file is crossed once, in compiled code: 35
    # ms for six million characters. What it can not cross is looked at by the slow tokens below.
    inline = _inline("|" + _inline(""))
    return re.compile(rf"(?:[^\"'\#{{:]++|{_OLD_STRING}|{_COMMENT}|{_TIME}|{inline})*+", re.DOTALL)


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<string>{_string('.')})|(?P<comment>{_COMMENT})|(?P<time>(?<![+-])\d\d:\d\d(?!:))"
        r"|\d\d:\d\d:\d\d|(?P<mark>[\[\]{},\n])|(?P<other>[^\s\[\]{},\"'\#])",
        re.DOTALL,
    )


_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([^\]\n]+?)[ \t]*\]", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*([A-Za-z0-9_.\"'-]+)[ \t]*=", re.MULTILINE)
_LONG_FORM_KEYS = 8
_LONG_FORM_CHARS = 300


@dataclass(frozen=True, slots=True)
class Novelty:
    """A piece of TOML 1.1 at `offset` (in code points): what it is, and how 1.0 writes it."""

    offset: int
    message: str
    hint: str


def novelties(text: str) -> tuple[Novelty, ...]:
    """Return what in `text`, which the parser accepted, is TOML 1.1 and not TOML 1.0."""
    match = _sound().match(text)
    if match is not None and match.end() == len(text):
        return ()
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Novelty]:
    opened: list[tuple[str, int]] = []
    told: set[int] = set()
    comma = False
    for token in _tokens().finditer(text):
        mark = token["mark"] or ""
        kind = token.lastgroup
        in_table = bool(opened) and opened[-1][0] == "{"
        start = opened[-1][1] if opened else 0
        if kind == "string" and token[0][0] == '"':
            yield from _escapes(token[0], token.start())
        elif kind == "time":
            yield Novelty(
                token.start(),
                _("a time without seconds"),
                _("Write {time}.").format(time=f"{token[0]}:00"),
            )
        elif in_table and start not in told and (mark == "\n" or (mark == "}" and comma)):
            told.add(start)
            message = (
                _("an inline table { ... } must stand on one line")
                if mark == "\n"
                else _("no comma may stand before the `}` of an inline table")
            )
            yield Novelty(
                start, message, _long_form(text, start, listed="[" in {m for m, _at in opened})
            )
        if mark in {"[", "{"}:
            opened.append((mark, token.start()))
        elif mark in {"]", "}"} and opened:
            opened.pop()
        if mark != "\n" and kind != "comment":
            comma = mark == ","


def _escapes(string: str, at: int) -> Iterator[Novelty]:
    position = 0
    while (position := string.find("\\", position)) >= 0:
        escape = string[position : position + 2]
        if escape in {r"\e", r"\x"}:
            long = r"\u001b" if escape == r"\e" else r"\u00" + string[position + 2 : position + 4]
            hint = _("Write {escape} instead.").format(escape=long)
            yield Novelty(at + position, _("the escape {escape}").format(escape=escape), hint)
        position += 2


def _long_form(text: str, start: int, *, listed: bool) -> str:
    """Return a hint that shows the inline table at `start` as a table of its own."""
    table = _table_at(text, start)
    header, key, end = "", "", 0
    for match in _HEADER.finditer(text, 0, start):
        header = match[1]
        end = match.end()
        key = ""
    for match in _KEY.finditer(text, end, start):
        key = match[1]
    if not table or not key or any(isinstance(value, (dict, list)) for value in table.values()):
        return _("Write it on one line, or as a [table] of its own with a line for each key.")
    import tomli_w  # noqa: PLC0415 - only a rare hint needs it

    name = f"{header}.{key}" if header else key
    lines = [f"[[{name}]]" if listed else f"[{name}]"]
    lines += tomli_w.dumps(dict(list(table.items())[:_LONG_FORM_KEYS])).splitlines()
    shown = " / ".join(lines)[:_LONG_FORM_CHARS]
    return _("Write it on one line, or in the long form, a line each: {lines}").format(lines=shown)


def _table_at(text: str, start: int) -> dict[str, Any]:
    """Return the inline table that begins at `start`, or {} when its end is not to be found."""
    depth = 0
    for token in _tokens().finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token["mark"] or "", 0)
        if depth == 0:
            try:
                table = tomli.loads(f"table = {text[start : token.end()]}")["table"]
            except (tomli.TOMLDecodeError, RecursionError, ValueError):
                return {}
            return table if isinstance(table, dict) else {}
    return {}
