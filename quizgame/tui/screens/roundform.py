"""How a round is to be: number, reading, warm-up, scoring, standings."""

from collections.abc import Sequence
from typing import cast

from textual import events, on
from textual.app import ComposeResult

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _
from quizgame.tui.draw.rows import Span
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.starting import RoundChoice, round_choices, usual_round
from quizgame.tui.widgets import Heading, Hint, Menu
from quizgame.tui.widgets.form import Form, form_hints


class RoundFormScreen(TeacherPage):
    """A form; it is dismissed with a `RoundChoice` when the round is to be started."""

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
        """Ask, with what suits most lessons decided already."""
        usual = usual_round(self._bank, self._quiz)
        self.form.ask(round_choices(self._bank, self._quiz, usual))

    @property
    def choice(self) -> RoundChoice:
        """What is decided on."""
        value, bank = self.form.value, self._bank
        return RoundChoice(
            bank.id,
            self._quiz.id,
            scoring=None if bank.sober else cast("str | None", value("scoring")),
            reading_seconds=cast("int", value("reading")) if bank.sources else 0,
            warm_up=cast("int", value("warm_up")),
            standings=False if bank.sober else cast("bool", value("standings")),
            count=cast("int | None", value("count")),
        )

    def draw(self) -> None:
        """Say what is decided."""
        told = _("Enter on the first line starts the round.")
        self.heading.titles(_("A round"), self._quiz.title, below=(Span(told, "muted"),))

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return (
            *form_hints(self.house.glyphs),
            Hint("n", _("start it"), "n"),
            Hint("Esc", _("back"), "escape"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Start, or change what is decided."""
        del character
        if key == "n":
            self.dismiss(self.choice)
            return True
        return self.form.form_key(key)

    def on_form_acted(self, event: Form.Acted) -> None:
        """Start the round."""
        event.stop()
        self.dismiss(self.choice)
