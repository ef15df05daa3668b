"""The sheet on which an article is marked: drawn by visible lines, pressed and dragged upon."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message

from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span
from quizgame.tui.marking.galley import Galley, Place
from quizgame.tui.widgets import Sheet

if TYPE_CHECKING:
    from textual.timer import Timer

LEAD = 7
"""How many cells stand before each line: the paragraph's number, and the bar of what is marked."""

CURSOR = "gap-active"
Ink = tuple[int, int, str]
_NUMBER = 4
_EDGE_S = 0.05
_TWICE = 2
_MOST_KEPT = 500


class ArticleSheet(Sheet):
    """An article in lines, with inks on parts of it. What the mouse does is told as places."""

    class Pointed(Message):
        """The mouse did something on some code points."""

        def __init__(self, place: Place) -> None:
            """Keep them."""
            super().__init__()
            self.place = place

    class Pressed(Pointed):
        """It was pressed there."""

    class Dragged(Pointed):
        """It was moved there while it was pressed."""

    class Doubled(Pointed):
        """It clicked there twice."""

    class Released(Message):
        """The mouse is no longer pressed."""

    def __init__(self) -> None:
        """Start without an article."""
        super().__init__()
        self._galley = Galley("", (), 2)
        self._marks: tuple[Ink, ...] = ()
        self._composed: dict[int, tuple[tuple[Ink, ...], Row]] = {}
        self._is_held = False
        self._pull = 0
        self._pulling: Timer | None = None
        self._mouse = Offset(0, 0)

    @property
    def galley(self) -> Galley:
        """The article in lines."""
        return self._galley

    def lay(self, galley: Galley) -> None:
        """Show an article; where it is scrolled to stays, as far as there are so many lines."""
        self._galley = galley
        self._composed.clear()
        self._rows = (BLANK,) * len(galley.lines)
        self.top = min(self.top, self.last_top)
        self.refresh()

    def draw_inks(self, inks: Sequence[Ink]) -> None:
        """Show (start, end, ink) on the article, the first where several are at one place."""
        if tuple(inks) == self._marks:
            return
        height = self.size.height
        old = [self.row_at(y) for y in range(height)]
        self._marks = tuple(inks)
        width = self.size.width
        changed = [Region(0, y, width, 1) for y in range(height) if self.row_at(y) != old[y]]
        if changed:
            self.refresh(*changed)

    def row_at(self, y: int) -> Row:
        """Return the row on the visible line `y`, composed when it is asked for."""
        number = self.top + y
        if not 0 <= number < len(self._galley.lines):
            return BLANK
        line = self._galley.lines[number]
        if not line.paragraph:
            return BLANK
        here = tuple(ink for ink in self._marks if ink[0] < line.end and line.start < ink[1])
        kept = self._composed.get(number)
        if kept is None or kept[0] != here:
            if len(self._composed) > _MOST_KEPT:
                self._composed.clear()
            kept = self._composed[number] = here, self._compose_row(number, here)
        return kept[1]

    def _compose_row(self, number: int, here: tuple[Ink, ...]) -> Row:
        line = self._galley.lines[number]
        glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
        bar = glyphs.quote if any(ink != CURSOR for _start, _end, ink in here) else " "
        label = str(line.paragraph) if line.is_first else ""
        lead = (Span(f"{label:>{_NUMBER}} ", "muted"), Span(f"{bar} ", "quote-bar"))
        return Row((*lead, *self._galley.spans(number, here)))

    def reveal(self, offset: int) -> None:
        """Scroll as little as is needed for a place to be seen, with a line around it."""
        row = self._galley.row_of(offset)
        if self.size.height > 2:  # noqa: PLR2004 - a line above and one below
            self.reveal_row(max(0, row - 1), 3)
        self.reveal_row(row)

    # The mouse

    def place_at(self, x: int, y: int) -> Place:
        """Return the code points at a cell of the sheet."""
        return self._galley.place_at(self.top + y, x - LEAD)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tell where the mouse was pressed."""
        event.stop()
        if event.button != 1:
            return
        self.capture_mouse()
        self._is_held = True
        self.post_message(self.Pressed(self.place_at(event.x, event.y)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where the mouse is dragged to, and scroll while it is beyond an edge."""
        if not self._is_held:
            return
        event.stop()
        self._mouse = Offset(event.x, event.y)
        height = self.size.height
        self._pull = -1 if event.y < 0 else 1 if event.y >= height else 0
        if self._pull and self._pulling is None:
            self._pulling = self.set_interval(_EDGE_S, self.pull)
        elif not self._pull:
            self._rest()
        self._tell_drag()

    def pull(self) -> None:
        """Scroll a line towards the mouse that is held beyond an edge."""
        if self._pull and self.scroll_lines(self._pull):
            self._tell_drag()

    def _tell_drag(self) -> None:
        y = min(max(0, self._mouse.y), self.size.height - 1)
        self.post_message(self.Dragged(self.place_at(self._mouse.x, y)))

    def _rest(self) -> None:
        if self._pulling is not None:
            self._pulling.stop()
        self._pull, self._pulling = 0, None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Tell that the mouse was released."""
        event.stop()
        self.release_mouse()
        self._rest()
        if self._is_held:
            self._is_held = False
            self.post_message(self.Released())

    def on_click(self, event: events.Click) -> None:
        """Tell of a double click; a single one was told when the mouse was pressed."""
        event.prevent_default()
        event.stop()
        if event.chain == _TWICE:
            self.post_message(self.Doubled(self.place_at(event.x, event.y)))
