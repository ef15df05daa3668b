"""A canvas: a widget that draws prepared rows and nothing else, without ever a layout pass."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from quizgame.tui.rows import BLANK, Row, Span

INKS = (
    "text",
    "strong",
    "emphasis",
    "code",
    "muted",
    "heading",
    "rule",
    "key",
    "hint",
    "chosen",
    "right",
    "wrong",
    "partly",
    "warning",
    "quote",
    "quote-bar",
    "letter",
    "gap",
    "gap-active",
    "cursor",
    "clock",
    "clock-late",
    "bar",
    "bar-empty",
)
"""What text can be; the style sheet says how each looks (`ink--...`)."""


class Canvas(Widget):
    """Draws rows. A click on something with a target posts `Clicked`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in INKS}
    ALLOW_SELECT = False

    class Clicked(Message):
        """Something with a target was clicked."""

        def __init__(self, target: str) -> None:
            """Keep what was clicked."""
            super().__init__()
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is drawn, from the first row on, visible or not."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Draw these rows; only lines that differ from before are repainted."""
        old, self._rows = self._rows, tuple(rows)
        self.refresh_changed(old, 0, 0)

    def refresh_changed(self, old: Sequence[Row], old_top: int, top: int) -> None:
        """Repaint the visible lines that differ from `old`, which was scrolled to `old_top`."""
        new, width = self._rows, self.size.width
        changed = [
            Region(0, y, width, 1)
            for y in range(self.size.height)
            if _at(old, old_top + y) != _at(new, top + y)
        ]
        if changed:
            self.refresh(*changed)

    def row_at(self, y: int) -> Row:
        """Return the row on the visible line `y`."""
        return _at(self._rows, y)

    def ink(self, name: str, row_style: str = "") -> Style:
        """Return how text of a kind looks, within a row of a kind."""
        names = [f"ink--{one}" for one in (row_style, name) if one]
        if not names:
            return self.rich_style
        style = self.get_component_rich_style(names[0])
        if len(names) > 1:
            style += self.get_component_rich_style(names[1], partial=True)
        return style

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        row, width = self.row_at(y), self.size.width
        base = self.ink("", row.style)
        segments = [
            Segment(span.text, self.ink(span.style, row.style) if span.style else base)
            for span in row.spans
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def target_at(self, x: int, y: int) -> str:
        """Return the target of what is drawn at a cell, or ""."""
        row, at = self.row_at(y), 0
        for span in row.spans:
            at += cell_len(span.text)
            if x < at:
                return span.target or row.target
        return row.target

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        target = self.target_at(event.x, event.y)
        if target:
            event.stop()
            self.post_message(self.Clicked(target))


def _at(rows: Sequence[Row], index: int) -> Row:
    return rows[index] if 0 <= index < len(rows) else BLANK


def text(content: str, style: str = "", target: str = "") -> Span:
    """Return a span."""
    return Span(content, style, target)
