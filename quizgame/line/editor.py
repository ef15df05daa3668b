"""Editing of one line as a terminal's own driver does it: keys in, echo and lines out.

The driver keeps a line to itself until Enter. Where time may end meanwhile, the line that is begun
has to be known, so it is edited here, with the keys and the echo that people know from the driver.
"""

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

from quizgame.model.text import cell_width

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPE = "\x1b"
_BEGINNING = re.compile("\x1b(\\[[0-?]*[ -/]*|O)?")
_SEQUENCE = re.compile("\x1b(\\[[0-?]*[ -/]*|O)[@-~]")
_LONGEST = 32
_MOST = 1000
_RUB_OUT = "\b \b"


class LineEditor:
    """A line being typed. Wide characters take two cells, marks none."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self._typed: list[str] = []
        self._lines: list[str] = []
        self._escape = self._last = ""
        self.ended = False
        self._acts: dict[str, Callable[[], str]] = {
            "\r": self._enter,
            "\n": self._enter,
            "\x04": self._end,
            "\x08": self._rub_out,
            "\x7f": self._rub_out,
            "\x15": self._rub_out_line,
            "\x17": self._rub_out_word,
        }

    @property
    def begun(self) -> str:
        """What has been typed since the last Enter."""
        return "".join(self._typed)

    def feed(self, data: bytes) -> str:
        """Take in what was typed and return what to echo.

        `ended` becomes true on Ctrl+D at the start of a line. Sequences such as those of the arrow
        keys do nothing, so that a line holds only what can be read out.
        """
        return "".join(self._key(char) for char in self._decode(data))

    def line(self) -> str | None:
        """Return the next finished line, or None."""
        return self._lines.pop(0) if self._lines else None

    def clear(self) -> str:
        """Forget all that was typed, also finished lines; returns what was begun."""
        begun = self.begun
        self._typed, self._lines, self._escape = [], [], ""
        return begun

    def _key(self, char: str) -> str:
        before, self._last = self._last, char
        if self._escape or char == _ESCAPE:
            self._escape += char
            if _is_unfinished(self._escape):
                return ""
            known, self._escape = _SEQUENCE.fullmatch(self._escape), ""
            # Escape alone does nothing: the key after it counts.
            return "" if known else self._key(char)
        if char == "\n" and before == "\r":
            return ""
        if char in self._acts:
            return self._acts[char]()
        if unicodedata.category(char)[0] == "C" or len(self._typed) >= _MOST:
            return ""
        self._typed.append(char)
        return char

    def _enter(self) -> str:
        self._lines.append(self.begun)
        self._typed = []
        return "\n"

    def _end(self) -> str:
        self.ended = self.ended or not self._typed
        return ""

    def _rub_out_line(self) -> str:
        return self._rub_out(len(self._typed))

    def _rub_out_word(self) -> str:
        head, gap, _word = self.begun.rstrip().rpartition(" ")
        return self._rub_out(len(self._typed) - len(head + gap))

    def _rub_out(self, count: int = 1) -> str:
        """Take the last `count` characters away, with the marks that stand on the first of them."""
        gone: list[str] = []
        while self._typed and (count > 0 or (gone and not cell_width(gone[-1]))):
            gone.append(self._typed.pop())
            count -= 1
        return _RUB_OUT * cell_width("".join(gone))


def _is_unfinished(sequence: str) -> bool:
    """Return whether an escape sequence may still be going on; it is not long."""
    return len(sequence) < _LONGEST and bool(_BEGINNING.fullmatch(sequence))
