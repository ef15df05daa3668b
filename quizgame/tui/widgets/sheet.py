"""A sheet: a scrolling canvas that fills the middle of a screen, and a menu of its targets."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message

from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.rows import Row, Span
from quizgame.tui.widgets.canvas import Canvas

_WHEEL_LINES = 3


class Sheet(Canvas):
    """A canvas that may have more rows than fit; scrolling is a number, never a layout."""

    class Resized(Message):
        """The sheet got another size: its rows have to be composed anew."""

    class Scrolled(Message):
        """Other rows are visible now."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty and at the top."""
        super().__init__(id=id)
        self.top = 0
        self._last_size = Size(0, 0)

    @property
    def measure(self) -> int:
        """How many cells a row may take: the last column is the scroll bar's.

        Before the first layout it is as wide as the screen: what is drawn then is painted.
        """
        return max(1, (self.size.width or self.app.size.width) - 2)

    @property
    def last_top(self) -> int:
        """How far the sheet can be scrolled."""
        return max(0, len(self._rows) - self.size.height)

    def show(self, rows: Sequence[Row], *, top: int | None = None) -> None:
        """Draw these rows, scrolled to `top`, or as far as before."""
        old, old_top, old_last = self._rows, self.top, self.last_top
        self._rows = tuple(rows)
        self.top = min(max(0, self.top if top is None else top), self.last_top)
        if old_last != self.last_top or (self.last_top and old_top != self.top):
            self.refresh()
        else:
            self.refresh_changed(old, old_top, self.top)

    def row_at(self, y: int) -> Row:
        """Return the row on the visible line `y`."""
        return super().row_at(self.top + y)

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by some lines; returns whether anything moved."""
        top = min(max(0, self.top + lines), self.last_top)
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        self.post_message(self.Scrolled())
        return True

    def scroll_key(self, key: str) -> bool:
        """Scroll as a key asks for; returns whether it is a key for that."""
        page = max(1, self.size.height - 2)
        far = len(self._rows)
        lines = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "space": page,
            "home": -far,
            "end": far,
        }.get(key)
        if lines is None:
            return False
        self.scroll_lines(lines)
        return True

    def reveal_row(self, index: int, height: int = 1) -> None:
        """Scroll as little as is needed for rows `index` to `index + height - 1` to be seen."""
        if index < self.top:
            self.scroll_lines(index - self.top)
        elif index + height > self.top + self.size.height:
            self.scroll_lines(index + height - self.top - self.size.height)

    def edge(self, y: int) -> str:
        """Return the scroll bar's sign where there is more than fits."""
        height, total = self.size.height, len(self._rows)
        last_top = max(0, total - height)
        if not last_top:
            return ""
        size = max(1, height * height // total)
        start = (height - size) * self.top // last_top
        glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
        return glyphs.bar if start <= y < start + size else " "

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll_lines(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll_lines(-_WHEEL_LINES)

    def on_resize(self) -> None:
        """Ask for rows of the new size."""
        self.top = min(self.top, self.last_top)
        if self.size != self._last_size:
            self._last_size = self.size
            self.post_message(self.Resized())


class Menu(Sheet):
    """A sheet with a cursor on one of its row targets, moved by `move` and drawn by style."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start without a cursor."""
        super().__init__(id=id)
        self.cursor = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The row targets in their order, each once."""
        return tuple(dict.fromkeys(row.target for row in self._rows if row.target))

    def show(self, rows: Sequence[Row], *, top: int | None = None) -> None:
        """Draw these rows; the cursor stays where it is, or goes to the first target."""
        super().show(rows, top=top)
        if self.cursor not in self.targets:
            self.cursor = next(iter(self.targets), "")
            self.refresh()

    def point(self, target: str) -> None:
        """Put the cursor on a target and scroll to it."""
        self.cursor = target
        places = [index for index, row in enumerate(self._rows) if row.target == target]
        if places:
            self.reveal_row(places[0], places[-1] - places[0] + 1)
            if places[0] == min(i for i, row in enumerate(self._rows) if row.target):
                self.scroll_lines(-self.top)
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor by some targets, stopping at both ends."""
        targets = self.targets
        if targets:
            at = targets.index(self.cursor) if self.cursor in targets else 0
            self.point(targets[min(max(0, at + by), len(targets) - 1)])

    def menu_key(self, key: str) -> bool:
        """Move the cursor as a key asks for; returns whether it is a key for that."""
        page, far = max(1, self.size.height // 2), len(self._rows)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -far, "end": far}
        if key not in steps:
            return False
        self.move(steps[key])
        return True

    def row_at(self, y: int) -> Row:
        """Return the row on the visible line `y`, in the cursor's style where the cursor is.

        The first row of the target also has the cursor's sign in its margin, where it has one.
        """
        row = super().row_at(y)
        if not row.target or row.target != self.cursor:
            return row
        is_first = super().row_at(y - 1).target != row.target
        if is_first and row.spans and row.spans[0].text.startswith(" "):
            glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
            first = row.spans[0]
            rest = first._replace(text=first.text[1:])
            row = row._replace(spans=(Span(glyphs.here, "chosen"), rest, *row.spans[1:]))
        return row._replace(style="cursor")
