"""Shares as bars: of one group in a line, of many attempts side by side."""

from collections.abc import Sequence

from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.rows import Row, Span

_BLOCKS = " ▁▂▃▄▅▆▇█"
_EIGHTHS = 8
_AXIS = 6
_SLOTS = (6, 4, 3, 2, 1)
_WHOLE = 100


def percent(share: float) -> str:
    """Return `share` (0 to 1) in per cent; only what is whole is 100 per cent."""
    return f"{min(round(share * _WHOLE), _WHOLE if share >= 1 else _WHOLE - 1)} %"


def bar(share: float, width: int, glyphs: Glyphs = SHAPES) -> tuple[Span, Span]:
    """Return `share` (0 to 1) as a bar of `width` cells."""
    full = round(min(1.0, max(0.0, share)) * width)
    return Span(glyphs.full * full, "bar"), Span(glyphs.empty * (width - full), "bar-empty")


def columns(
    shares: Sequence[float], width: int, height: int, glyphs: Glyphs = SHAPES
) -> tuple[Row, ...]:
    """Return shares (0 to 1) as columns, `height` rows in all, the first share at the left.

    Where not all fit, the last ones are shown.
    """
    room = max(0, width - _AXIS)
    slot = next((slot for slot in _SLOTS if slot * len(shares) <= room), 1)
    shown = shares[-(room // slot) :] if room else ()
    labels = {0: "100 %", height // 2: "50 %", height - 1: "0 %"}
    wall = "│" if glyphs is SHAPES else "|"
    rows = []
    for y in range(height):
        axis = Span(f"{labels.get(y, ''):>{_AXIS - 1}}{wall}", "muted")
        cells = (_column(share, height - 1 - y, height, slot, glyphs) for share in shown)
        rows.append(Row((axis, Span("".join(cells), "bar"))))
    return tuple(rows)


def _column(share: float, above: int, height: int, slot: int, glyphs: Glyphs) -> str:
    """Return the cells of one column in the row that is `above` rows over the lowest."""
    eighths = max(1, round(share * height * _EIGHTHS)) - above * _EIGHTHS
    level = min(_EIGHTHS, max(0, eighths))
    if glyphs is SHAPES:
        block = _BLOCKS[level]
    else:
        block = glyphs.full if level > _EIGHTHS // 2 or (level and not above) else " "
    wide = max(1, slot - 1)
    return block * wide + " " * (slot - wide)
