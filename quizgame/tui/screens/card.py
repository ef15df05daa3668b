"""The join card as large as the window: what students type to come in."""

from collections.abc import Sequence

from textual.app import ComposeResult

from quizgame.catalogue import _
from quizgame.tui.draw.rows import Row, Span, apart, width_of
from quizgame.tui.teaching.foot import Foot, safe_word
from quizgame.tui.teaching.lesson import card_rows
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.people import here_words
from quizgame.tui.widgets import Hint, Sheet
from quizgame.tui.widgets.keybar import fitting


class CardFoot(Foot):
    """One line: how to go back, and that it is safe to project."""

    def _draw(self) -> None:
        width = self.size.width
        word = (Span(self.message, "muted"), Span("   "), safe_word(private=False), Span(" "))
        keys = fitting(self.hints, max(0, width - width_of(word) - 2))
        self.show((Row(apart(keys, word, width)),))


class CardScreen(TeacherPage):
    """The card."""

    SAFE = True

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Sheet()
        yield CardFoot()

    def draw(self) -> None:
        """Draw the card, and how many came in."""
        sheet = self.sheet
        rows = card_rows(
            self.desk.invitation, sheet.measure + 1, sheet.size.height, self.house.glyphs
        )
        sheet.show(rows)
        self.say(here_words(self.view))

    def hints(self) -> Sequence[Hint]:
        """Return how to go back, and to another code."""
        new = (Hint("n", _("new code"), "n"),) if self.view.renews_code else ()
        back = Hint("Enter Esc", _("back"), "escape")
        return (back, *new, Hint("?", _("help"), "question_mark"))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the card, too; make another code."""
        if character == "n" and self.view.renews_code:
            await self.do(self.desk.teaching.renew_code)
            self.redraw()
            return True
        if key not in {"enter", "j"}:
            return False
        await self.leave()
        return True
