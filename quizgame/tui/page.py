"""The base of all screens: heading, sheet, line of keys, and one way in for keys and clicks."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from quizgame.catalogue import _
from quizgame.errors import QuizgameError, SittingMovedError, StoreError
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.widgets import Canvas, Heading, Hint, KeyBar, Menu, Sheet

if TYPE_CHECKING:
    from quizgame.tui.app import QuizApp

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", bound=Widget)

MIN_WIDTH, MIN_HEIGHT = 60, 20
ENTER = "enter"


class Page(Screen[Any]):
    """A screen that draws rows.

    A page says what it shows in `draw`, which keys hold in `hints`, and does what a key asks for in
    `press`. Clicks on keys arrive in `press` too, other clicks in `pick`. Keys that a page does not
    want leave it (`q`, Escape), or show help (`?`).
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar = []
    MENU = False
    """Whether the sheet is a menu: with a cursor on its row targets, moved by the arrow keys."""
    HOLDS = False
    """Whether there is something to lose, so that Ctrl+Q has to ask (in `leave_all`)."""

    def compose(self) -> ComposeResult:
        """Yield the three parts."""
        yield Heading()
        yield Menu() if self.MENU else Sheet()
        yield KeyBar()

    @property
    def house(self) -> "QuizApp":
        """The app, with its routes."""
        return cast("QuizApp", self.app)

    @property
    def is_here(self) -> bool:
        """Whether there is something to draw on: a page that comes or goes has no parts."""
        return self.is_attached and bool(self.children)

    @property
    def takes_keys(self) -> bool:
        """Whether keys and clicks mean this page: they may have been quicker than its leaving."""
        return self.is_active and self.is_here

    def _part(self, kind: type[W]) -> W:
        """Return the one widget of a kind, looked for once."""
        found = self._parts.get(kind)
        if found is None:
            found = self._parts[kind] = self.query_exactly_one(kind)
        return cast("W", found)

    @cached_property
    def _parts(self) -> dict[type[Widget], Widget]:
        return {}

    @property
    def heading(self) -> Heading:
        """The head of the page."""
        return self._part(Heading)

    @property
    def sheet(self) -> Sheet:
        """The middle of the page."""
        return self._part(Sheet)

    @property
    def menu(self) -> Menu:
        """The middle of a page that is a menu."""
        return self._part(Menu)

    @property
    def keybar(self) -> KeyBar:
        """The foot of the page."""
        return self._part(KeyBar)

    # What a page says

    def draw(self) -> None:
        """Show everything; called on mount, on a new width and whenever the page calls it."""

    def hints(self) -> Sequence[Hint]:
        """Return the keys that are valid now."""
        return ()

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for; return whether it meant anything."""
        del key, character
        return False

    async def pick(self, target: str) -> None:
        """Do what a click on a target asks for; in a menu a second click is Enter."""
        if self.MENU:
            if self.menu.cursor == target:
                await self.press(ENTER)
            else:
                self.menu.point(target)

    async def leave(self) -> None:
        """Go back to where the reader came from, unless something else did that already."""
        if not self.takes_keys:
            return
        if len(self.app.screen_stack) > 2:  # noqa: PLR2004 - Textual's own blank screen is below
            self.dismiss()
        else:
            self.app.exit()

    async def leave_all(self) -> None:
        """Leave the program."""
        self.app.exit()

    # What happens to it

    def show_keys(self) -> None:
        """Show the keys that are valid now."""
        if self.is_here:
            self.keybar.keys(self.hints())

    def say(self, message: str, ink: str = "muted") -> None:
        """Show a message above the keys."""
        if self.is_here:
            self.keybar.say(message, ink)

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.redraw()

    def redraw(self) -> None:
        """Draw page and keys, if there is still something to draw on."""
        if self.is_here:
            self.draw()
            self.show_keys()

    def on_sheet_resized(self) -> None:
        """Wrap everything anew."""
        self.redraw()

    async def on_resize(self, event: events.Resize) -> None:
        """Say a kind word where there is no room."""
        is_small = event.size.width < MIN_WIDTH or event.size.height < MIN_HEIGHT
        if is_small and not self.query(KindWord):
            await self.mount(KindWord())
        if is_small != self.has_class("-small"):
            self.set_class(is_small, "-small")
            self.call_after_refresh(self.redraw)

    async def on_key(self, event: events.Key) -> None:
        """Hand a key to the page, then to what every page knows.

        While a field is typed in, only keys that are no letters arrive, in `press_in_field`.
        """
        if not self.takes_keys:
            event.stop()  # typed faster than this page could be left
        elif self.focused is not None:
            if await self.press_in_field(event.key):
                event.stop()
                event.prevent_default()
        elif await self.take_key(event.key, event.character):
            event.stop()
            event.prevent_default()

    async def press_in_field(self, key: str) -> bool:
        """Do what a key asks for that a field did not take; Escape leaves the field."""
        if key != "escape":
            return False
        self.set_focus(None)
        self.show_keys()
        return True

    async def take_key(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for, on this page or on all."""
        if await self.press(key, character):
            return True
        if self.MENU and self.menu.menu_key(key):
            return True
        if key in {"q", "escape"}:
            await self.leave()
        elif key == "question_mark":
            self.house.open_help(self.help_rows)
        elif not self.MENU:
            return self.sheet.scroll_key(key)
        else:
            return False
        return True

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key that is valid now with what it does, for the help."""
        return [*((hint.key, hint.label) for hint in self.hints()), *self.moving_rows()]

    def moving_rows(self) -> Sequence[tuple[str, str]]:
        """Return the keys that move a cursor or scroll, for the help."""
        if self.MENU:
            return (
                (_("up, down"), _("choose a row")),
                (_("PgUp, PgDn"), _("some rows up or down")),
                (_("Home, End"), _("the first row, the last")),
            )
        return (
            (_("up, down"), _("a line up or down; so does the mouse wheel")),
            (_("space, PgUp, PgDn"), _("a page")),
            (_("Home, End"), _("the beginning, the end")),
        )

    async def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """Do what a clicked key asks for."""
        event.stop()
        if not self.takes_keys:
            return
        if self.focused is None or not await self.press_in_field(event.key):
            await self.take_key(event.key, event.key if len(event.key) == 1 else None)

    async def on_canvas_clicked(self, event: Canvas.Clicked) -> None:
        """Do what a click asks for."""
        event.stop()
        if self.takes_keys and not event.is_stale:
            await self.pick(event.target)

    async def act(
        self, deed: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> tuple[bool, T | None]:
        """Carry out an act of the backend; returns (whether it was done, its result).

        What is refused is said above the keys, a sitting that moved leads home, and a store that
        fails is told by `failed`.
        """
        try:
            return True, await self.house.call(deed, *args, **kwargs)
        except SittingMovedError as error:
            self.house.open_moved(error)
        except StoreError as error:
            if await self.failed(error):
                return await self.act(deed, *args, **kwargs)
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
        return False, None

    async def failed(self, error: StoreError) -> bool:
        """Tell that memory failed; returns whether the act is to be tried again."""
        self.say(f"{error.message} {error.hint}".strip(), "warning")
        return False


class KindWord(Canvas):
    """What is shown where the window is too small."""

    def on_resize(self) -> None:
        """Say it within the width there is."""
        words = _(
            "This window is a little small for a page. Please make it at least {width} columns by "
            "{height} lines; everything waits for you as it is."
        ).format(width=MIN_WIDTH, height=MIN_HEIGHT)
        rows: list[Row] = paragraph(words, max(2, self.size.width - 1), lead=(Span(" "),))
        self.show((BLANK, *rows))
