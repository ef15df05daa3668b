"""Settings that belong to a person."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from textual.app import ComposeResult

from quizgame.catalogue import _
from quizgame.model.person import Wishes
from quizgame.tui.draw import themes
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.page import Page
from quizgame.tui.widgets import Heading, Hint, KeyBar, Menu, Sheet
from quizgame.tui.widgets.form import Choice, Form, form_hints, pick


class SettingsScreen(Page):
    """A form; what is changed in it holds at once and is kept with the person."""

    CSS_PATH = "settings.tcss"
    MENU = True

    def compose(self) -> ComposeResult:
        """Yield the form, and below it what the chosen row means."""
        yield Heading()
        yield Form()
        yield Sheet()
        yield KeyBar()

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_exactly_one(Form)

    @property
    def menu(self) -> Menu:
        """The form."""
        return self.form

    @property
    def sheet(self) -> Sheet:
        """What the chosen row means."""
        return next(one for one in self.query(Sheet) if not isinstance(one, Form))

    def on_mount(self) -> None:
        """Ask."""
        self.form.ask(self._choices())

    @property
    def _wishes(self) -> Wishes:
        return self.house.person.wishes if self.house.person else Wishes()

    def _choices(self) -> list[Choice]:
        names = {
            "quizgame-dark": _("dark"),
            "quizgame-light": _("light"),
            "high-contrast": _("high contrast"),
            "ansi": _("the terminal's own 16 colours"),
        }
        looks = [(name, names.get(name, name)) for name in themes.NAMES]
        factors = [
            (1.0, _("as the quiz says")),
            (1.25, _("a quarter more")),
            (1.5, _("half as much again")),
            (2.0, _("twice as much")),
            (0.0, _("no time limits")),
        ]
        signs = [
            ("", _("automatic")),
            ("shapes", _("shapes such as ✓ and ●")),
            ("letters", _("plain letters such as x and *")),
        ]
        lines = [("", _("the full screen")), ("plain", _("plain lines, for screen readers"))]
        wishes = self._wishes
        return [
            pick("theme", _("Colours"), looks, self.house.theme),
            pick("time_factor", _("Time limits"), factors, wishes.time_factor),
            pick("signs", _("Signs"), signs, wishes.signs),
            pick("plain", _("Next start with"), lines, "plain" if wishes.plain else ""),
        ]

    def draw(self) -> None:
        """Show for whom they hold, and what the chosen row means."""
        person = self.house.person
        name = person.name if person else ""
        kept = _("Kept for {name}; they hold at once.").format(name=name)
        if person and person.is_guest:
            kept = _("They hold until you quit; a guest's are not kept.")
        self.heading.titles(_("Settings"), name, below=(Span(kept, "muted"),))
        words = {
            "theme": _("How the screen looks. Right and wrong are always said in words too."),
            "time_factor": _(
                "Every time limit is stretched by this, in every quiz. It costs no points, and "
                "nobody else sees it."
            ),
            "signs": _("Choose plain letters where signs look broken."),
            "plain": _("Plain lines say everything in running text, one line after the other."),
        }.get(self.form.cursor, "")
        rows: list[Row] = [BLANK, *paragraph(words, self.sheet.measure, lead=(Span(" "),))]
        self.sheet.show(rows)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        return (
            *form_hints(self.house.glyphs),
            Hint("Esc", _("done"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    def moving_rows(self) -> Sequence[tuple[str, str]]:
        """Return the keys that move the cursor, and those that change a value."""
        return (*super().moving_rows(), (_("Enter, space"), _("the next choice, or tick")))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Move or change."""
        del character
        known = self.form.form_key(key)
        if known:
            self.redraw()
        return known

    async def on_form_changed(self, event: Form.Changed) -> None:
        """Let it hold, and keep it."""
        person = self.house.person
        if person is None:
            return
        wishes = _changed(person.wishes, event.choice)
        done, kept = await self.act(self.house.student.keep_wishes, person, wishes)
        if done and kept:
            self.house.enter(kept)
            self.form.ask(self._choices())
            self.redraw()


def _changed(wishes: Wishes, choice: Choice) -> Wishes:
    match choice.key:
        case "theme":
            return replace(wishes, theme=cast("str", choice.value))
        case "time_factor":
            return replace(wishes, time_factor=cast("float", choice.value))
        case "signs":
            return replace(wishes, signs=cast("str", choice.value))
    return replace(wishes, plain=bool(choice.value))
