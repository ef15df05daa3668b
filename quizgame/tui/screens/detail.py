"""One row of a list in full: what stood beside or below it gets the whole page."""

from collections.abc import Callable, Sequence

from quizgame.catalogue import _
from quizgame.tui.draw.rows import Row, Span
from quizgame.tui.page import Page
from quizgame.tui.widgets import Hint


class DetailScreen(Page):
    """Rows to be scrolled, composed anew for each width."""

    def __init__(
        self, title: str, below: str, compose_rows: Callable[[int], Sequence[Row]]
    ) -> None:
        """Keep the two titles, and what returns the rows for a width in cells."""
        super().__init__()
        self._titles, self._compose_rows = (title, below), compose_rows

    def draw(self) -> None:
        """Draw the rows."""
        title, below = self._titles
        self.heading.titles(title, below=(Span(below, "muted"),))
        self.sheet.show(self._compose_rows(self.sheet.measure))

    def hints(self) -> Sequence[Hint]:
        """Return how to scroll and to go back."""
        return (
            Hint(_("up, down"), _("scroll"), "down"),
            Hint(_("space"), _("page"), "space"),
            Hint("Enter Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the page."""
        del character
        if key != "enter":
            return False
        await self.leave()
        return True
