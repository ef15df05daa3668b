"""Pages of two parts: a list, and beside or below it what there is to know of the chosen row."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.rows import Row, Span, apart, clip_spans, paragraph, width_of
from quizgame.tui.page import Page
from quizgame.tui.widgets import Canvas, Heading, KeyBar, Menu, Sheet

BESIDE_FROM = 100
_GAP = "  "
_LEAST_TEXT = 18


class Listing(Menu):
    """A menu that tells when its cursor moves."""

    class Moved(Message):
        """The cursor is on another target."""

        def __init__(self, target: str) -> None:
            """Keep the target."""
            super().__init__()
            self.target = target

    def show(self, rows: Sequence[Row], *, top: int | None = None) -> None:
        """Draw these rows; tell it when the cursor had to leave its target."""
        before = self.cursor
        super().show(rows, top=top)
        if self.cursor != before:
            self.post_message(self.Moved(self.cursor))

    def point(self, target: str) -> None:
        """Put the cursor on a target and tell it."""
        if target != self.cursor:
            self.post_message(self.Moved(target))
        super().point(target)


class Body(Widget):
    """The two parts."""


class Divider(Canvas):
    """The line between the two parts where one stands below the other."""

    def on_resize(self) -> None:
        """Draw it as long as the page is wide."""
        self.draw()

    def draw(self) -> None:
        """Draw it."""
        glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
        self.show((Row((Span(glyphs.rule * self.size.width, "rule"),)),))


class Panes(Page):
    """A page with a `menu`, and a `sheet` for the row that the cursor is on.

    `details` returns the sheet's rows for a target. Space scrolls the sheet.
    """

    MENU = True

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield KeyBar()

    @property
    def menu(self) -> Menu:
        """The list."""
        return self.query_exactly_one(Listing)

    @property
    def sheet(self) -> Sheet:
        """What is told of the chosen row."""
        return next(one for one in self.query(Sheet) if not isinstance(one, Menu))

    def details(self, target: str, width: int) -> Sequence[Row]:
        """Return what there is to know of a target, in rows of `width` cells."""
        del target, width
        return ()

    def draw_details(self, *, top: int | None = 0) -> None:
        """Show what there is to know of the chosen row."""
        self.sheet.show(self.details(self.menu.cursor, self.sheet.measure), top=top)

    def redraw(self) -> None:
        """Draw the list, what is told of its chosen row, and the keys."""
        if not self.is_here:
            return
        self.set_class(self.size.width >= BESIDE_FROM, "-beside")
        super().redraw()
        self.query_exactly_one(Divider).draw()
        self.draw_details(top=None)

    def on_listing_moved(self) -> None:
        """Tell of the row that is chosen now."""
        if not self.is_here:
            return
        self.draw_details()
        self.show_keys()

    def moving_rows(self) -> Sequence[tuple[str, str]]:
        """Return the keys that move the cursor, and Space."""
        words = _("read on in what is told of the chosen row")
        return (*super().moving_rows(), (_("space"), words))

    async def take_key(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for: Space reads on in the sheet, and then from its top again."""
        if key == "space" and not await self.press(key, character):
            sheet = self.sheet
            if not sheet.scroll_lines(max(1, sheet.size.height - 2)):
                sheet.scroll_lines(-sheet.top)
            return True
        return await super().take_key(key, character)

    async def pick(self, target: str) -> None:
        """Choose what was clicked; a click on what is chosen takes it."""
        if target in self.menu.targets:
            await super().pick(target)


def table_row(
    left: Sequence[Span],
    cells: Sequence[Span],
    widths: Sequence[int],
    width: int,
    *,
    target: str = "",
    least: int = _LEAST_TEXT,
) -> Row:
    """Return a row with `left` at its left and `cells` in columns of `widths` at its right.

    Where `left` would get fewer than `least` cells the last columns are left out.
    """
    pairs = list(zip(cells, widths, strict=False))
    while pairs and width - sum(one + len(_GAP) for _c, one in pairs) < least:
        pairs.pop()
    right: list[Span] = []
    for cell, size in pairs:
        (shown,) = clip_spans((cell,), size) or (Span(""),)
        right += [Span(_GAP + " " * (size - width_of((shown,)))), shown]
    return Row(apart(tuple(left), tuple(right), width), "", target)


def facts(pairs: Sequence[tuple[str, str]], width: int, *, label: int = 0) -> list[Row]:
    """Return pairs of a label and its words as rows, the words in a column of their own."""
    size = label or max((width_of((Span(name),)) for name, _words in pairs), default=0)
    rows: list[Row] = []
    for name, words in pairs:
        pad = " " * max(0, size - width_of((Span(name),)))
        lead = (Span(" "), Span(name, "muted"), Span(pad + _GAP))
        rows += paragraph(words, width, lead=lead)
    return rows
