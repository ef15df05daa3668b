"""How a quiz is to be played alone: from when until when, how often, how it is scored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _
from quizgame.errors import QuizgameError, UsageError
from quizgame.tui.draw.rows import Span
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.teaching.opening import (
    TIMES,
    bounds,
    is_exam,
    open_words,
    opening_choices,
    usual_opening,
)
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.starting import At
from quizgame.tui.teaching.times import read_time, told
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
        self._typed: dict[str, At] = {}
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
        """The field for names and times."""
        return self._part(Field)

    @on(events.Mount)
    def prepare(self) -> None:
        """Ask, with what suits most classes decided already."""
        self.field.display = False
        self._ask()

    def _ask(self) -> None:
        self.form.ask(
            opening_choices(
                self._bank,
                self._quiz,
                self._opening,
                private=self.is_private,
                typed=self._typed,
            )
        )

    def _take(self) -> None:
        """Take over what is decided in the form."""
        value, bank, old = self.form.value, self._bank, self._opening
        has_theirs = bool(old.excepted or old.excepted_groups)
        self._opening = replace(
            old,
            opens=cast("int | At", value("opens")),
            closes=cast("int | At", value("closes")),
            attempts=cast("int", value("attempts")),
            behaviour=cast("str", value("behaviour")),
            scoring="" if bank.sober else cast("str", value("scoring")),
            their_closes=cast("int | At | None", value("their_closes")) if has_theirs else None,
            their_attempts=cast("int | None", value("their_attempts")) if has_theirs else None,
        )

    def changed(self) -> None:
        """Nothing here is about what goes on in the class."""

    def redraw(self) -> None:
        """Draw the page; names and the field for them go when it is safe again."""
        if self.is_here and not self.is_private and self._asked and self._asked not in TIMES:
            self._close_field()
        if self.is_here:
            self._ask()
        super().redraw()

    def draw(self) -> None:
        """Say from when until when it would be open, as it was understood."""
        try:
            words, ink = open_words(self._opening, self.desk.wall()), "strong"
        except UsageError as error:
            words, ink = error.message, "warning"
        self.heading.titles(_("To play alone"), self._quiz.title, below=(Span(words, ink),))

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self._asked:
            return Hint("Enter", _("keep it"), "enter"), Hint("Esc", _("leave it"), "escape")
        moving = form_hints(self.house.glyphs)
        typing = (Hint("t", _("type time"), "t"),) if self.form.cursor in TIMES else ()
        return (
            *moving,
            *typing,
            Hint("o", _("open it"), "o"),
            Hint("Esc", _("back"), "escape"),
        )

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return all keys, and what can be typed."""
        times = _("10:45, tomorrow 8:00, friday 8:00, in 20 min, 2026-11-30 10:45")
        typing = (_("t, or a digit"), _("type a time: {examples}").format(examples=times))
        return *super().help_rows(), typing

    async def press(self, key: str, character: str | None = None) -> bool:
        """Open the quiz, type a time, or change what is decided."""
        cursor, digit = self.form.cursor, character or ""
        if key == "o":
            self._finish()
        elif cursor in TIMES and (key == "t" or (digit.isascii() and digit.isdecimal())):
            self._type_time(cursor, "" if key == "t" else digit)
        elif self.form.form_key(key):
            self._say_what_it_means()
            self.show_keys()
        else:
            return False
        return True

    def _say_what_it_means(self) -> None:
        """Say about the row under the cursor what may not be clear."""
        words, cursor = "", self.form.cursor
        is_end = cursor in {"closes", "their_closes"}
        if is_end and is_exam(self._quiz, self._opening):
            words = _("Who sits in the exam then hands it in, as it stands.")
        elif is_end:
            words = _("Who has begun by then may go on.")
        self.say(words)

    def _finish(self) -> None:
        """Open the quiz, unless its times can not be."""
        try:
            bounds(self._opening, self.desk.wall())
        except UsageError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return
        self.dismiss(self._opening)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Take over what is decided."""
        event.stop()
        self._take()
        self.draw()
        self._say_what_it_means()
        self.show_keys()

    def on_form_acted(self, event: Form.Acted) -> None:
        """Open the quiz, or ask for names."""
        event.stop()
        key = event.choice.key
        if key == "open":
            self._finish()
        else:
            self.desk.ask_for_privacy(lambda: self._ask_names(key))

    # Names and times

    def _type_time(self, asked: str, begun: str) -> None:
        words = _("Such as 10:45, tomorrow 8:00, in 20 min, 2026-11-30 10:45")
        self._open_field(asked, begun, words)

    def _ask_names(self, asked: str) -> None:
        old = self._opening
        people, groups = old.people, old.groups
        words = _("Names or logins with commas between, a group as group:NAME; empty: everybody.")
        if asked == "excepted":
            people, groups = old.excepted, old.excepted_groups
            words = _("Names or logins with commas between, a group as group:NAME; empty: nobody.")
        self._open_field(asked, ", ".join((*people, *(_GROUP + one for one in groups))), words)

    def _open_field(self, asked: str, value: str, words: str) -> None:
        self._asked = asked
        self.field.value = value
        self.field.cursor_position = len(value)
        self.field.display = True
        self.set_focus(self.field)
        self.say(words)
        self.show_keys()

    def _close_field(self) -> None:
        self._asked = ""
        self.field.display = False
        self.set_focus(None)
        self.say("")

    async def press_in_field(self, key: str) -> bool:
        """Leave names and times as they were with Escape."""
        if key == "escape":
            self._close_field()
            self.redraw()
        return key == "escape"

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Take over what was typed; what can not be understood stays, to be put right."""
        event.stop()
        try:
            said = self._take_time() if self._asked in TIMES else self._take_names()
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return
        self._close_field()
        self.redraw()
        self.say(said)

    def _take_time(self) -> str:
        """Take over a time, and return how it was understood."""
        asked, now = self._asked, self.desk.wall()
        time = At(read_time(self.field.value, now))
        self._typed[asked] = time
        if asked == "opens":
            self._opening = replace(self._opening, opens=time)
        elif asked == "closes":
            self._opening = replace(self._opening, closes=time)
        else:
            self._opening = replace(self._opening, their_closes=time)
        return _("Understood as {time}.").format(time=told(time.at, now))

    def _take_names(self) -> str:
        names = [one.strip() for one in self.field.value.split(",") if one.strip()]
        groups = tuple(one.removeprefix(_GROUP).strip() for one in names if one.startswith(_GROUP))
        people = tuple(one for one in names if not one.startswith(_GROUP))
        self.desk.teaching.require_known(people, groups)
        if self._asked == "people":
            self._opening = replace(self._opening, people=people, groups=groups)
        else:
            self._opening = replace(self._opening, excepted=people, excepted_groups=groups)
        return ""
