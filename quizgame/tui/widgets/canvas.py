"""A canvas: a widget that draws prepared rows and nothing else, without ever a layout pass."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from quizgame.tui.draw.contrast import is_readable
from quizgame.tui.draw.rows import BLANK, Row, even, width_of

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
    "field",
    "field-cursor",
    "clock",
    "clock-late",
    "bar",
    "bar-empty",
)
"""What text can be; the style sheet says how each looks (`ink--...`)."""

_MOST_SHARED = 4000
_shared: dict[tuple[object, ...], Style] = {}
"""How inks look, by theme and background, for all canvases of all apps of this process.

As component classes of each canvas they would be matched with the style sheet anew, two dozen for
every canvas, which took half of the time and of the memory of a screen.
"""


class Canvas(Widget):
    """Draws rows. A click on something with a target posts `Clicked`."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """Something with a target was clicked."""

        def __init__(self, canvas: "Canvas", target: str) -> None:
            """Keep what was clicked."""
            super().__init__()
            self.canvas, self.target = canvas, target

        @property
        def is_stale(self) -> bool:
            """Whether what was clicked is drawn no more: something was quicker than this."""
            return not any(
                self.target in (row.target, *(span.target for span in row.spans))
                for row in self.canvas.rows
            )

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._inks: dict[tuple[str, str], Style] = {}
        self._strips: dict[int, tuple[Row, str, Strip]] = {}

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
        new = self._rows
        width, height = self.size
        changed = [
            Region(0, y, width, 1)
            for y in range(height)
            if _at(old, old_top + y) != _at(new, top + y)
        ]
        if changed:
            self.refresh(*changed)

    def row_at(self, y: int) -> Row:
        """Return the row on the visible line `y`."""
        return _at(self._rows, y)

    def ink(self, name: str, row_style: str = "") -> Style:
        """Return how text of a kind looks, within a row of a kind."""
        found = self._inks.get((name, row_style))
        if found is None:
            found = self._inks[name, row_style] = self._mixed(name, row_style)
        return found

    def _mixed(self, name: str, row_style: str) -> Style:
        names = [f"ink--{one}" for one in (row_style, name) if one]
        if not names:
            return self.rich_style
        app = self.app
        key = (app.theme, app.no_color, self.background_colors, self.styles.color, *names)
        style = _shared.get(key)
        if style is None:
            if len(_shared) >= _MOST_SHARED:
                _shared.clear()
            style = _shared[key] = self._looked_up(names)
        return style

    def _looked_up(self, names: Sequence[str]) -> Style:
        """Return how an ink looks by the style sheet, within the row whose ink comes first."""
        for one in names:
            node = DOMNode(classes=one)
            node._attach(self)  # noqa: SLF001 - as Textual does for component classes
            self.app.stylesheet.apply(node, animate=False)
            self._component_styles[one] = node.styles
        style = self.get_component_rich_style(names[0])
        if len(names) == 1:
            return style
        mixed = style + self.get_component_rich_style(names[1], partial=True)
        # An ink that can not be read on the row takes the colours of the row.
        if is_readable(mixed):
            return mixed
        return mixed + Style(color=style.color, bgcolor=style.bgcolor)

    def notify_style_update(self) -> None:
        """Forget how text looks: the theme is another."""
        self._inks.clear()
        self._strips.clear()
        self._component_styles.clear()
        super().notify_style_update()

    def edge(self, y: int) -> str:
        """Return the sign in the last column of a visible line, "" for none."""
        del y
        return ""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw visible lines: without border and padding, the rows are all there is."""
        if any(self.styles.gutter):
            return super().render_lines(crop)
        filters, background = self.get_line_filters(), self.background_colors[1]
        width = self.size.width
        strips = []
        for y in crop.line_range:
            strip = self._drawn(y, width)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip)
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        return self._drawn(y, self.size.width)

    def _drawn(self, y: int, width: int) -> Strip:
        """Return a visible line as it was drawn before, or draw it."""
        row, edge = self.row_at(y), self.edge(y)
        kept = self._strips.get(y)
        if kept is not None and kept[:2] == (row, edge) and kept[2].cell_length == width:
            return kept[2]
        base = self.ink("", row.style)
        segments = [
            Segment(even(span.text), self.ink(span.style, row.style) if span.style else base)
            for span in row.spans
        ]
        if edge:
            short = Strip(segments).adjust_cell_length(width - 1, base)
            strip = Strip([*short, Segment(edge, self.ink("bar"))], width)
        else:
            strip = Strip(segments).adjust_cell_length(width, base)
        self._strips[y] = (row, edge, strip)
        return strip

    def target_at(self, x: int, y: int) -> str:
        """Return the target of what is drawn at a cell, or ""."""
        row, at = self.row_at(y), 0
        for span in row.spans:
            at += width_of((span,))
            if x < at:
                return span.target or row.target
        return row.target

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        place = event.get_content_offset(self)
        target = self.target_at(*place) if place is not None else ""
        if target:
            event.stop()
            self.post_message(self.Clicked(self, target))


def _at(rows: Sequence[Row], index: int) -> Row:
    return rows[index] if 0 <= index < len(rows) else BLANK
