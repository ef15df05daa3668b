"""What can be known of a terminal at the far end of a connection, which is little.

Only its name, its size and a few variables arrive; nothing is ever asked of the terminal itself.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NO_COLOUR, FEW, MANY, ALL = 0, 16, 256, 1 << 24
"""How many colours a terminal shows."""

DEFAULT_SIZE = (80, 24)
_LEAST, _MOST = (20, 6), (500, 200)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,39}")
_ALL_COLOURS = ("xterm-kitty", "xterm-ghostty", "ghostty", "alacritty", "foot")
_FEW_COLOURS = ("linux", "vt", "ansi")
_SAYS_FEW = ("-16color", "-color")
_WITHOUT_SHAPES = ("linux", "vt")
_TRUE = frozenset({"truecolor", "24bit"})
_ONE_BYTE = re.compile(r"(iso-?8859-?\d{1,2}|cp-?125\d|windows-?125\d|koi8-?[ru])")

_WANTED = re.compile(rb"LANG|LC_[A-Z_]{1,20}|NO_COLOR|COLORTERM")
_LONGEST_VALUE = 64
_MOST_VARIABLES = 20


class Variables(dict[bytes, bytes]):
    """The environment variables of a session: a few known ones, short; others are not kept."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        """Keep a variable if it is one that is read here, and there is room."""
        is_new = name not in self
        if len(value) > _LONGEST_VALUE or (is_new and len(self) >= _MOST_VARIABLES):
            return
        if _WANTED.fullmatch(name):
            super().__setitem__(name, value)

    def as_text(self) -> dict[str, str]:
        """Return them as printable text; a value that is not is left out."""
        return dict(self._texts())

    def _texts(self) -> Iterator[tuple[str, str]]:
        for name, value in self.items():
            text = value.decode("ascii", "replace")
            if text.isascii() and text.isprintable():
                yield name.decode("ascii"), text


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal: `name` as in TERM ("" without one), `colours`, `encoding`, (columns, rows).

    `is_screen` says that it can show a full screen; otherwise there are lines.
    """

    name: str
    colours: int
    encoding: str
    size: tuple[int, int]
    is_screen: bool

    @property
    def has_keys(self) -> bool:
        """Whether keys arrive one by one, to be echoed; otherwise whole lines come."""
        return bool(self.name)

    def environ(self) -> dict[str, str]:
        """Return the variables that a front end reads to suit this terminal."""
        shapes = self.encoding == "utf-8" and not self.name.startswith(_WITHOUT_SHAPES)
        environ = {"TERM": self.name or "dumb", "LANG": "C.UTF-8" if shapes else "C"}
        if self.colours == ALL:
            environ["COLORTERM"] = "truecolor"
        if self.colours == NO_COLOUR:
            environ["NO_COLOR"] = "1"
        return environ


def terminal(name: str | None, size: tuple[int, int], variables: Mapping[str, str]) -> Terminal:
    """Return what is known of a terminal; `name` is None where there is none (`ssh -T`)."""
    known = "" if name is None else _named(name)
    return Terminal(
        name=known,
        colours=_colours(known, variables),
        encoding=_encoding(variables),
        size=clamp(*size),
        is_screen=known not in {"", "dumb"},
    )


def clamp(columns: int, rows: int) -> tuple[int, int]:
    """Return a size that can be drawn: a size of nothing is the usual one, no size is huge."""
    width, height = columns or DEFAULT_SIZE[0], rows or DEFAULT_SIZE[1]
    return (
        min(max(width, _LEAST[0]), _MOST[0]),
        min(max(height, _LEAST[1]), _MOST[1]),
    )


def _named(name: str) -> str:
    return name if _NAME.fullmatch(name) else "xterm"


def _colours(name: str, variables: Mapping[str, str]) -> int:
    if variables.get("NO_COLOR"):
        return NO_COLOUR
    if name.startswith(_FEW_COLOURS) or name.endswith(_SAYS_FEW):
        return FEW
    if variables.get("COLORTERM") in _TRUE or variables.get("LC_TERMINAL") == "iTerm2":
        return ALL
    return ALL if name.startswith(_ALL_COLOURS) or name.endswith("-direct") else MANY


def _encoding(variables: Mapping[str, str]) -> str:
    """Return the encoding of the first locale that was sent; most clients send none and know UTF-8.

    Encodings of several bytes that are not UTF-8 are not written: their users get ASCII.
    """
    locale = next(filter(None, map(variables.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "utf-8")
    wanted = locale.casefold()
    if "utf" in wanted:
        return "utf-8"
    charset = wanted.partition(".")[2].partition("@")[0]
    if _ONE_BYTE.fullmatch(charset):
        try:
            return codecs.lookup(charset).name
        except LookupError:
            return "ascii"
    return "ascii"
