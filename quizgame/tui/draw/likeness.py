"""Signs that the encoding of an old terminal lacks, written as signs of the same width."""

import codecs
from typing import TextIO

from rich.cells import cell_len

_HANDLER = "quizgame.likeness"
_ALIKE = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": ",",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2026": ".",
    "\u00a0": " ",
}


def _likeness(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_ALIKE.get(sign, "?" * cell_len(sign)) for sign in signs), error.end


def write_likenesses(*streams: TextIO | None) -> None:
    """Let the streams write what they can not encode by its likeness.

    Python would write a backslash and a number, several cells for one, and break the frame.
    """
    codecs.register_error(_HANDLER, _likeness)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=_HANDLER)
