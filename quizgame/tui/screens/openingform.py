"""How a quiz is to be played alone: from when until when, how often, how it is scored."""

from collections.abc import Sequence
from typing import cast

from textual import events, on
from textual.app import ComposeResult

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _
from quizgame.tui.draw.rows import Span
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.starting import Opening, opening_choices
from quizgame.tui.widgets import Heading, Hint, Menu
from quizgame.tui.widgets.form import Form, form_hints


class OpeningFormScreen(TeacherPage):
    """A form; it is dismissed with an `Opening` when the quiz is to be opened."""

    MENU = True
    SAFE = True

    def __init__(self, bank: BankView, quiz: QuizView) -> None:
        """Keep the quiz."""
        super().__init__()
        self._bank, self._quiz = bank, quiz

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        yield Form()
        yield Foot()

    @property
    def form(self) -> Form:
        """The form."""
        return self._part(Form)

    @property
    def menu(self) -> Menu:
        """The form."""
        return self.form

    @on(events.Mount)
    def prepare(self) -> None:
        """Ask."""
        self.form.ask(opening_choices(self._bank, self._quiz))

    @property
    def opening(self) -> Opening:
        """What is decided on."""
        value, bank = self.form.value, self._bank
        return Opening(
            bank.id,
            self._quiz.id,
            opens=cast("int", value("opens")),
            closes=cast("int", value("closes")),
            attempts=cast("int", value("attempts")),
            behaviour=cast("str", value("behaviour")),
            scoring="" if bank.sober else cast("str", value("scoring")),
        )

    def draw(self) -> None:
        """Say what is decided."""
        told = _("Enter on the first line opens it.")
        self.heading.titles(_("To play alone"), self._quiz.title, below=(Span(told, "muted"),))

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return (
            *form_hints(self.house.glyphs),
            Hint("o", _("open this quiz"), "o"),
            Hint("Esc", _("back"), "escape"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Open the quiz, or change what is decided."""
        del character
        if key == "o":
            self.dismiss(self.opening)
            return True
        return self.form.form_key(key)

    def on_form_acted(self, event: Form.Acted) -> None:
        """Open the quiz."""
        event.stop()
        self.dismiss(self.opening)
