"""Words: what the difficult ones mean."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.tui.page import Page
from quizgame.tui.rows import Row, Span, paragraph
from quizgame.tui.widgets import Hint

_LONGEST = 20


class WordsScreen(Page):
    """A glossary to be scrolled."""

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        """Keep (word, meaning)."""
        super().__init__()
        self._words = tuple(words)

    def draw(self) -> None:
        """Draw the words, their meanings beside them."""
        self.heading.titles(
            _("Words"), "", below=(Span(_("What they mean in the article."), "muted"),)
        )
        size = min(_LONGEST, max((len(word) for word, _meaning in self._words), default=0)) + 3
        rows: list[Row] = []
        for word, meaning in self._words:
            lead = (Span(f" {word}".ljust(size + 1), "strong"),)
            rows += paragraph(meaning, self.sheet.measure, lead=lead)
        self.sheet.show(rows)

    def hints(self) -> Sequence[Hint]:
        """Return how to scroll and to go back."""
        return (
            Hint(_("up, down"), _("scroll"), "down"),
            Hint(_("space"), _("page"), "space"),
            Hint("w Esc", _("back"), "escape"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the words."""
        del character
        if key in {"w", "upper_w", "enter"}:
            await self.leave()
            return True
        return False
