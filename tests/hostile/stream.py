"""What a program sent to its terminal: taken apart, and shown on a screen that obeys it."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import pyte
from wcwidth import wcwidth

Kind = Literal["text", "csi", "string", "escape", "control"]


class Piece(NamedTuple):
    """A part of the stream: text, or a sequence that a terminal obeys."""

    kind: Kind
    text: str


_PIECE = re.compile(
    r"""
    (?P<csi>(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?)
  | (?P<string>(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f]).*?(?:\x07|\x1b\\|\x9c|\Z))
  | (?P<escape>\x1b[ -/]*[0-~]?)
  | (?P<control>[\x00-\x1f\x7f-\x9f])
  | (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    """,
    re.VERBOSE | re.DOTALL,
)

COLOURS = r"\x1b\[[\d;:]*m"
CURSOR = r"\x1b\[\d+;\d+H"
# Alternate screen, mouse, paste, cursor, focus, size reports, synchronised output; two questions
# (modes, and which keyboard) and the keyboard's own way to be entered and left.
MODES = r"\x1b\[\?[\d;]+[hl]|\x1b\[\?\d+\$p|\x1b\[[<>=?]\d*u|\x1b\[[cn]"
POINTER = r"\x1b\]22;(default|pointer|text)\x07"
SCREEN = re.compile(f"{COLOURS}|{CURSOR}|{POINTER}")
TERMINAL = re.compile(f"{SCREEN.pattern}|{MODES}")


def pieces(output: str) -> Iterator[Piece]:
    """Yield what a stream is made of, as terminals understand ECMA-48, 8-bit controls too."""
    for match in _PIECE.finditer(output):
        yield Piece(match.lastgroup or "text", match[0])  # type: ignore[arg-type] # group names


def faults(
    output: str, *, allowed: re.Pattern[str] | None = SCREEN, line_ends: str = ""
) -> list[str]:
    """Return what the stream should not hold.

    That is every sequence but those `allowed`, every control character but those in `line_ends`,
    and in text characters that turn its order round or can not be seen.
    """
    found = []
    for kind, text in pieces(output):
        if kind in {"csi", "string"} and allowed and allowed.fullmatch(text):
            continue
        if kind == "control" and text in line_ends:
            continue
        bad = [c for c in text if kind != "text" or is_unseen(c)]
        found += [f"{kind} {text!a}"] if bad else []
    return found


@cache
def is_unseen(char: str) -> bool:
    """Return whether a character is a control, a format (joiners excepted) or nothing at all."""
    return unicodedata.category(char)[0] == "C" and char not in "\u200c\u200d"


class Emulator:
    """A terminal of a size."""

    def __init__(self, columns: int, rows: int) -> None:
        """Start with an empty screen."""
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    def feed(self, output: str) -> None:
        """Obey output."""
        self._stream.feed(output)

    @property
    def lines(self) -> list[str]:
        """The screen as it stands, each line as wide as the screen."""
        return [
            "".join(line[x].data for x in range(self._screen.columns))
            for line in (self._screen.buffer[y] for y in range(self._screen.lines))
        ]


class _Screen(pyte.Screen):
    """pyte's screen, on which marks and joiners stay as they are sent and end no line."""

    def draw(self, data: str) -> None:
        for is_seen, run in itertools.groupby(data, _takes_room):
            text = "".join(run)
            if is_seen:
                super().draw(text)
            elif self.cursor.x:
                line, at = self.buffer[self.cursor.y], self.cursor.x - 1
                at -= 1 if not line[at].data and at else 0  # the second half of a wide character
                line[at] = line[at]._replace(data=line[at].data + text)


@cache
def _takes_room(char: str) -> bool:
    return wcwidth(char) > 0
