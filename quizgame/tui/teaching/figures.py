"""Figures to be read from the back row: a time left, five lines tall."""

from quizgame.classroom import letters
from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.rows import Row, Span
from quizgame.tui.play.progress import seconds

HEIGHT = letters.HEIGHT
_COLON = (" ", "#", " ", "#", " ")


def large(text: str, glyphs: Glyphs) -> tuple[str, ...]:
    """Return digits, capital letters and colons as lines of blocks."""
    ink = glyphs.full if glyphs is SHAPES else "#"
    lines = [""] * HEIGHT
    for place, char in enumerate(text):
        drawn = _COLON if char == ":" else letters.draw(char, "#")
        gap = " " if place else ""
        lines = [f"{line}{gap}{more}" for line, more in zip(lines, drawn, strict=True)]
    return tuple(line.replace("#", ink) for line in lines)


def countdown(left: float, beside: tuple[Span, ...], glyphs: Glyphs, ink: str) -> list[Row]:
    """Return a time left in large figures, with words beside its middle."""
    rows = []
    for place, line in enumerate(large(seconds(left), glyphs)):
        words = (Span("    "), *beside) if place == HEIGHT // 2 else ()
        rows.append(Row((Span(f"   {line}", ink), *words)))
    return rows
