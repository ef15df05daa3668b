"""The first start: a name is asked for."""

import getpass

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.model.text import clean_name
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.home.arrival import begin
from quizgame.tui.page import Page
from quizgame.tui.panes import Body
from quizgame.tui.widgets import Heading, Hint, KeyBar, Sheet
from quizgame.tui.widgets.field import Field


def account_name() -> str:
    """Return the name of the account on this computer, safe to draw; "" where there is none."""
    try:
        return clean_name(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""


class WelcomeScreen(Page):
    """Asks for the name under which scores are kept."""

    CSS_PATH = "welcome.tcss"

    def __init__(self) -> None:
        """Find out which name to offer."""
        super().__init__()
        self._offered = account_name()

    def compose(self) -> ComposeResult:
        """Yield the words, with the field below them."""
        yield Heading()
        with Body():
            yield Sheet()
            yield Field(placeholder=self._offered, max_length=60)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the name be typed at once."""
        self.query_exactly_one(Field).focus()

    def on_descendant_focus(self) -> None:
        """Show the keys that work while a name is typed."""
        self.show_keys()

    def draw(self) -> None:
        """Say what happens with the name."""
        width = self.sheet.measure
        self.heading.titles(_("Welcome"))
        lead = (Span(" "),)
        words = _(
            "Read a news article, answer questions about it, and after each answer see the very "
            "sentence that proves it."
        )
        kept = _(
            "Your scores are kept on this computer under your name, and nowhere else. Type guest "
            "to play without anything being kept."
        )
        rows: list[Row] = [
            BLANK,
            *paragraph(words, width, lead=lead),
            BLANK,
            *paragraph(kept, width, lead=lead),
            BLANK,
            Row((Span(" "), Span(_("What is your name?"), "heading"))),
        ]
        self.sheet.styles.height = len(rows)
        self.sheet.show(rows)
        if self._offered:
            offer = _("Enter alone takes the name of this account: {name}").format(
                name=self._offered
            )
            self.say(offer)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        if self.focused is not None:
            return Hint("Enter", _("go on"), "enter"), Hint("Esc", _("leave the field"), "escape")
        return (
            Hint("Enter", _("go on"), "enter"),
            Hint("Tab", _("back to the field"), "tab"),
            Hint("Esc q", _("quit"), "q"),
            Hint("?", _("help"), "question_mark"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go on with Enter, also outside the field; Tab goes back into it."""
        del character
        if key == "tab":
            self.query_exactly_one(Field).focus()
        elif key == "enter":
            await self._go_on()
        else:
            return False
        return True

    @on(Input.Submitted)
    async def submitted(self, event: Input.Submitted) -> None:
        """Go on with the name typed."""
        event.stop()
        await self._go_on()

    async def leave(self) -> None:
        """Leave the program: without a name, not even a guest's, there is nothing to show."""
        self.app.exit()

    async def _go_on(self) -> None:
        name = self.query_exactly_one(Field).value.strip() or self._offered or "guest"
        done, person = await self.act(self.house.student.enter, name)
        if not done or person is None:
            return
        self.house.enter(person)
        self.house.open_home()
        try:
            await begin(self.house, is_new=True)
        except QuizgameError as error:
            self.house.open_home(f"{error.message} {error.hint}".strip())
