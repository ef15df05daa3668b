"""How a quiz is to be played alone: from when until when, how often, how it is scored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _
from quizgame.tui.draw.rows import Span
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.starting import opening_choices, usual_opening
from quizgame.tui.widgets import Heading, Hint, Menu
from quizgame.tui.widgets.field import Field
from quizgame.tui.widgets.form import Form, form_hints

_GROUP = "group:"


class OpeningFormScreen(TeacherPage):
    """A form; it is dismissed with an `Opening` when the quiz is to be opened."""

    MENU = True

    def __init__(self, bank: BankView, quiz: QuizView) -> None:
        """Keep the quiz."""
        super().__init__()
        self._bank, self._quiz = bank, quiz
        self._opening = usual_opening(bank, quiz)
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        yield Form()
        yield Field(max_length=400)
        yield Foot()

    @property
    def form(self) -> Form:
        """The form."""
        return self._part(Form)

    @property
    def menu(self) -> Menu:
        """The form."""
        return self.form

    @property
    def field(self) -> Field:
        """The field for names."""
        return self._part(Field)

    @on(events.Mount)
    def prepare(self) -> None:
        """Ask, with what suits most classes decided already."""
        self.field.display = False
        self._ask()

    def _ask(self) -> None:
        self.form.ask(
            opening_choices(self._bank, self._quiz, self._opening, private=self.is_private)
        )

    def _take(self) -> None:
        """Take over what is decided in the form."""
        value, bank, old = self.form.value, self._bank, self._opening
        has_theirs = bool(old.excepted)
        self._opening = replace(
            old,
            opens=cast("int", value("opens")),
            closes=cast("int", value("closes")),
            attempts=cast("int", value("attempts")),
            behaviour=cast("str", value("behaviour")),
            scoring="" if bank.sober else cast("str", value("scoring")),
            their_closes=cast("int | None", value("their_closes")) if has_theirs else None,
            their_attempts=cast("int | None", value("their_attempts")) if has_theirs else None,
        )

    def changed(self) -> None:
        """Nothing here is about what goes on in the class."""

    def redraw(self) -> None:
        """Draw the page; names and the field for them go when it is safe again."""
        if self.is_here and not self.is_private and self._asked:
            self._close_field()
        if self.is_here:
            self._ask()
        super().redraw()

    def draw(self) -> None:
        """Say what is decided."""
        told = _("Enter on the first line opens it.")
        self.heading.titles(_("To play alone"), self._quiz.title, below=(Span(told, "muted"),))

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self._asked:
            return Hint("Enter", _("keep it"), "enter"), Hint("Esc", _("leave it"), "escape")
        return (
            *form_hints(self.house.glyphs),
            Hint("o", _("open this quiz"), "o"),
            Hint("Esc", _("back"), "escape"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Open the quiz, or change what is decided."""
        del character
        if key == "o":
            self.dismiss(self._opening)
            return True
        return self.form.form_key(key)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Take over what is decided."""
        event.stop()
        self._take()

    def on_form_acted(self, event: Form.Acted) -> None:
        """Open the quiz, or ask for names."""
        event.stop()
        key = event.choice.key
        if key == "open":
            self.dismiss(self._opening)
        else:
            self.desk.ask_for_privacy(lambda: self._open_field(key))

    # Names

    def _open_field(self, asked: str) -> None:
        old = self._opening
        groups = [f"{_GROUP}{one}" for one in old.groups]
        names = (*old.people, *groups) if asked == "people" else old.excepted
        self._asked = asked
        self.field.value = ", ".join(names)
        self.field.display = True
        self.set_focus(self.field)
        words = _("Names or logins with commas between, a group as group:NAME; empty: everybody.")
        if asked == "excepted":
            words = _("Names or logins with commas between; empty: nobody.")
        self.say(words)
        self.show_keys()

    def _close_field(self) -> None:
        self._asked = ""
        self.field.display = False
        self.set_focus(None)
        self.say("")

    async def press_in_field(self, key: str) -> bool:
        """Leave the names as they were with Escape."""
        if key == "escape":
            self._close_field()
            self.redraw()
        return key == "escape"

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Take over the names."""
        event.stop()
        names = [one.strip() for one in self.field.value.split(",") if one.strip()]
        if self._asked == "people":
            groups = [one.removeprefix(_GROUP) for one in names if one.startswith(_GROUP)]
            people = [one for one in names if not one.startswith(_GROUP)]
            self._opening = replace(self._opening, people=tuple(people), groups=tuple(groups))
        else:
            self._opening = replace(self._opening, excepted=tuple(names))
        self._close_field()
        self.redraw()
