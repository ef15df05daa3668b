"""Colours brought down to what a terminal shows, in text that is ready to be sent.

Rich keeps in each style how it looked on the first terminal that it was drawn for, and styles are
shared by all apps of a process. So all apps draw in true colour, and each connection reduces.
"""

import re
from functools import lru_cache

from rich.color import Color, ColorSystem

from quizgame.ssh.terminals import ALL, FEW, NO_COLOUR

_STYLING = re.compile("\x1b\\[([0-9;]+)m")
_EXTENDED = {"38": True, "48": False}
_PLAIN_COLOURS = frozenset(
    str(number)
    for first, last in ((30, 37), (39, 47), (49, 49), (90, 97), (100, 107))
    for number in range(first, last + 1)
)


def reduce(text: str, colours: int) -> str:
    """Return terminal output with its colours brought down to so many; 0 is for none at all."""
    if colours >= ALL:
        return text
    return _STYLING.sub(lambda found: _reduced(found[1], colours), text)


@lru_cache(8192)
def _reduced(codes: str, colours: int) -> str:
    """Return a sequence that sets a style, for a terminal of so many colours."""
    left = codes.split(";")
    kept: list[str] = []
    while left:
        code = left.pop(0)
        if code in _EXTENDED and left:
            kind = left.pop(0)
            count = 3 if kind == "2" else 1
            values, left = left[:count], left[count:]
            if colours != NO_COLOUR:
                kept += _nearest(values, colours, foreground=_EXTENDED[code])
        elif colours != NO_COLOUR or code not in _PLAIN_COLOURS:
            kept.append(code)
    return f"\x1b[{';'.join(kept)}m" if kept else ""


def _nearest(values: list[str], colours: int, *, foreground: bool) -> tuple[str, ...]:
    numbers = [min(int(value or "0"), 255) for value in values]
    if len(numbers) == 3:  # noqa: PLR2004 - red, green, blue
        colour = Color.from_rgb(*numbers)
    elif len(numbers) == 1:
        colour = Color.from_ansi(numbers[0])
    else:
        return ()
    system = ColorSystem.STANDARD if colours <= FEW else ColorSystem.EIGHT_BIT
    return colour.downgrade(system).get_ansi_codes(foreground)
