"""How well text stands out from what is behind it (WCAG 2: the contrast ratio)."""

from rich.color import Color
from rich.style import Style

READABLE = 4.5
_LINEAR_BELOW = 0.03928


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color.get_truecolor())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(fore: Color, back: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((_luminance(fore), _luminance(back)))
    return (high + 0.05) / (low + 0.05)


def is_readable(style: Style) -> bool:
    """Return whether a style's text can be read on its background, as far as that is known."""
    if style.color is None or style.bgcolor is None:
        return False
    return ratio(style.color, style.bgcolor) >= READABLE
