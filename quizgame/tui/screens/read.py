"""Reading: the article by numbered paragraphs, at the quotation after a reveal."""

from collections.abc import Sequence

from quizgame.backend.views import ArticleView
from quizgame.catalogue import _
from quizgame.tui.draw.article import article_rows
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.play.over import Over
from quizgame.tui.widgets import Hint

_WIDEST = 84
_ABOVE = 2


class ReadScreen(Over):
    """An article to be scrolled."""

    def __init__(self, article: ArticleView, at_quotation: bool = False) -> None:  # noqa: FBT001, FBT002 - the route names it
        """Keep the article; it opens at its top, or at what is highlighted."""
        super().__init__()
        self._article = article
        self._at_quotation = at_quotation
        self._starts: list[int] = []

    def draw(self) -> None:
        """Draw heading and article."""
        article = self._article
        if not self.sheet.size.width:
            return
        facts = [article.publisher, _published(article.published)]
        self.heading.titles(
            _("The article"),
            _("{n} paragraphs").format(n=len(article.paragraphs)),
            below=(Span(" · ".join(fact for fact in facts if fact), "muted"),),
            clock=self.clock_spans(),
        )
        rows, self._starts = self._rows(min(_WIDEST, self.sheet.measure))
        top = None
        if self._at_quotation and article.first_highlight >= 0:
            top = self._starts[article.first_highlight] - _ABOVE
            self._at_quotation = False
        self.sheet.show(rows, top=top)

    def _rows(self, width: int) -> tuple[list[Row], list[int]]:
        article = self._article
        rows: list[Row] = [*paragraph((Span(article.title, "strong"),), width, lead=_LEAD)]
        told, starts = article_rows(article.paragraphs, width, self.house.glyphs)
        return [*rows, *told, BLANK], [len(rows) + start for start in starts]

    def hints(self) -> Sequence[Hint]:
        """Return how to scroll and to go back."""
        return (
            Hint(_("up, down"), _("scroll"), "down"),
            Hint(_("space"), _("page"), "space"),
            Hint("s Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return how to read."""
        return (
            (_("up, down"), _("a line up or down; so does the mouse wheel")),
            (_("space, PgUp, PgDn"), _("a page")),
            (_("Home, End"), _("the beginning, the end")),
            ("s, Esc, q", _("back to where you were")),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the article."""
        del character
        if key in {"s", "S", "upper_s", "enter"}:
            await self.leave()
            return True
        return False


_LEAD = (Span(" "),)


def _published(date: str) -> str:
    if not date or date == "unknown":
        return _("date of publication not known")
    return _("published {date}").format(date=date)
