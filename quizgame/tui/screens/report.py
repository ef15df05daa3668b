"""Report: what is wrong with a question, in the player's words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from quizgame.backend.play import Play
from quizgame.backend.views import QuestionView
from quizgame.catalogue import _
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Span, paragraph
from quizgame.tui.page import ENTER, Page
from quizgame.tui.widgets import Heading, Hint, KeyBar, Sheet
from quizgame.tui.widgets.field import Field

if TYPE_CHECKING:
    from quizgame.tui.app import QuizApp

_LONGEST = 500


class ReportScreen(Page):
    """One line to write in; what is written is kept for the question's author."""

    CSS_PATH = "report.tcss"

    def __init__(self, play: Play, view: QuestionView) -> None:
        """Keep what is reported."""
        super().__init__()
        self._play, self._view = play, view

    def compose(self) -> ComposeResult:
        """Yield heading, sheet, field and keys."""
        yield Heading()
        yield Sheet()
        yield Field(max_length=_LONGEST)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        super().on_mount()
        self.query_exactly_one(Field).focus()

    def draw(self) -> None:
        """Draw the question and what to write."""
        width = self.sheet.measure
        self.heading.titles(_("Report this question"), "")
        ask = _(
            "What is wrong? A mistake in the question, an answer that should count, a sentence "
            "that is hard to understand: write it in a line. It is kept on this computer for "
            "whoever looks after the questions."
        )
        self.sheet.show(
            (
                BLANK,
                *prose(self._view.stem, width, lead=(Span(" "),), ink="strong"),
                BLANK,
                *paragraph(ask, width, lead=(Span(" "),)),
            )
        )

    def hints(self) -> Sequence[Hint]:
        """Return how to send and to go back."""
        return (Hint("Enter", _("keep it"), ENTER), Hint("Esc", _("back"), "escape"))

    async def press_in_field(self, key: str) -> bool:
        """Keep what is written, or go back."""
        if key == "escape":
            await self.leave()
        elif key == ENTER:
            text = self.query_exactly_one(Field).value.strip()
            if text:
                ok, _none = await self.act(
                    self.house.student.report, self._play, self._view.id, text
                )
                if ok:
                    app = self.house
                    await self.leave()
                    app.call_after_refresh(_thank, app)
        else:
            return False
        return True

    async def press(self, key: str, character: str | None = None) -> bool:
        """Take a click on Enter."""
        del character
        return await self.press_in_field(key) if key == ENTER else False


def _thank(app: "QuizApp") -> None:
    """Say on the page that was left for the report that it is kept."""
    if app.page is not None:
        app.page.say(_("Thank you: it is kept for whoever looks after the questions."))
