"""Help: the keys that were valid where it was opened."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.play.over import Over
from quizgame.tui.widgets import Hint


class HelpScreen(Over):
    """Keys and what they do."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """Keep (key, what it does)."""
        super().__init__()
        self._keys = tuple(keys)

    def draw(self) -> None:
        """Draw the keys, and below them what holds everywhere."""
        self.heading.titles(
            _("Help"),
            below=(Span(_("The keys that work where you were."), "muted"),),
            clock=self.clock_spans(),
        )
        everywhere = (
            ("Esc, q", _("back, or leave")),
            ("Ctrl+Q", _("leave the program; Ctrl+C twice does the same")),
            (_("mouse"), _("click what you see: options, keys, gaps; the wheel scrolls")),
        )
        rows = [BLANK, *self._table(self._keys), BLANK]
        rows += [Row((Span(" "), Span(_("Everywhere"), "heading"))), *self._table(everywhere)]
        self.sheet.show(rows)

    def _table(self, keys: Sequence[tuple[str, str]]) -> list[Row]:
        size = max((len(key) for key, _what in self._keys), default=0)
        size = max(size, len("Ctrl+Q")) + 3
        rows: list[Row] = []
        for key, what in keys:
            lead = (Span(f" {key}".ljust(size + 1), "key"),)
            rows += paragraph(what, self.sheet.measure, lead=lead)
        return rows

    def hints(self) -> Sequence[Hint]:
        """Return how to go back."""
        return (Hint("? Esc", _("back"), "escape"),)

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the help."""
        del character
        if key in {"question_mark", "enter"}:
            await self.leave()
            return True
        return False
