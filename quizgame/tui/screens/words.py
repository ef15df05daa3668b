"""Words: what the difficult ones mean."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.tui.draw.rows import Row, Span, paragraph, width_of
from quizgame.tui.play.over import Over
from quizgame.tui.widgets import Hint

_LONGEST = 20


class WordsScreen(Over):
    """A glossary to be scrolled."""

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        """Keep (word, meaning)."""
        super().__init__()
        self._words = tuple(words)

    def draw(self) -> None:
        """Draw the words, their meanings beside them."""
        self.heading.titles(
            _("Words"),
            below=(Span(_("What they mean in the article."), "muted"),),
            clock=self.clock_spans(),
        )
        self.sheet.show(rows_of(self._words, self.sheet.measure))

    def hints(self) -> Sequence[Hint]:
        """Return how to scroll and to go back."""
        return (
            Hint(_("up, down"), _("scroll"), "down"),
            Hint(_("space"), _("page"), "space"),
            Hint("w Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the words."""
        del character
        if key in {"w", "upper_w", "enter"}:
            await self.leave()
            return True
        return False


def rows_of(words: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """Return words with their meanings in a column beside them; a long word has its own row."""
    sizes = [width_of((Span(word),)) for word, _meaning in words]
    column = max((size for size in sizes if size <= _LONGEST), default=0) + 3
    rows: list[Row] = []
    for (word, meaning), size in zip(words, sizes, strict=True):
        name = Span(word, "strong")
        lead: tuple[Span, ...] = (Span(" "), name, Span(" " * (column - size)))
        if size > _LONGEST:
            rows += paragraph((name,), width, lead=(Span(" "),))
            lead = (Span(" " * (column + 1)),)
        rows += paragraph(meaning, width, lead=lead)
    return rows
