"""The app: themes, the routes between screens, and the one way to the backend."""

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.message import Message

from quizgame.backend.request import Request
from quizgame.catalogue import _
from quizgame.model.person import Person
from quizgame.tui.asking import Choice
from quizgame.tui.draw import themes
from quizgame.tui.draw.glyphs import glyphs_for

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import Fields, SourceText
    from quizgame.backend.follower import Follower
    from quizgame.backend.play import Play
    from quizgame.backend.readings import Changes
    from quizgame.backend.request import Options
    from quizgame.backend.student import Student
    from quizgame.backend.views import ArticleView, BankView, QuestionView, QuizView
    from quizgame.errors import QuizgameError
    from quizgame.tui.draw.rows import Row
    from quizgame.tui.page import Page

P = ParamSpec("P")
T = TypeVar("T")


class QuizApp(App[int]):
    """One person's quiz: `student` does the acts, `request` says where to begin."""

    CSS_PATH = Path(__file__).with_name("base.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    class BanksChanged(Message, bubble=False):
        """Banks were saved by another program, and have been read anew.

        The app gets it, and then each screen from it, also one that lies below another. A sitting
        has what it began with and needs not care.
        """

        def __init__(self, changes: "Changes") -> None:
            """Keep which files and which bank ids it is about."""
            super().__init__()
            self.changes = changes

    def __init__(
        self,
        student: "Student | Callable[[], Student]",
        request: Request | None = None,
        *,
        theme: str = "",
        environ: Mapping[str, str] | None = None,
        follower: "Follower | None" = None,
    ) -> None:
        """Prepare; nothing is read or drawn yet. A person's own theme beats `theme`.

        A `student` still to be made is made after the first picture: its modules load slowly.
        A `follower` tells while the app runs when a bank is saved by another program.
        """
        super().__init__()
        self._make_student = student if callable(student) else lambda: student
        self._student: Student | None = None
        self._making = Lock()
        self.request = request or Request()
        self.person: Person | None = None
        self._environ = os.environ if environ is None else environ
        self.glyphs = glyphs_for(self._environ)
        self.animation_level = "none"
        self._wanted_theme = theme
        self._is_interrupted = False
        self._follower = follower
        for one in themes.THEMES:
            self.register_theme(one)
        if self.no_color:
            # Textual would draw in shades of grey; without any colour its reader's own ones stay.
            kept = [one for one in self._filters if not isinstance(one, Monochrome)]
            self._filters = [*kept, NoColor()]
        self._begin_with(self._theme_named(theme))

    def _begin_with(self, theme: str) -> None:
        """Take a theme before there is anything to restyle: as `theme`, without a second pass."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)

    @property
    def home_name(self) -> str:
        """What `open_home` leads to, in a word."""
        return _("home")

    @property
    def student(self) -> "Student":
        """The acts of the person at this computer. May be asked for from any thread."""
        with self._making:
            if self._student is None:
                self._student = self._make_student()
            return self._student

    async def call(self, act: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out an act of the backend. A server overrides this to use a thread."""
        return act(*args, **kwargs)

    async def on_event(self, event: events.Event) -> None:
        """Pass an event on, but for keys and clicks that come after the last page is closed."""
        if self.screen_stack or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    def on_mount(self) -> None:
        """Open what was asked for."""
        self.open_start()

    def follow_banks(self) -> None:
        """Begin to watch the banks, all of which have been read."""
        if self._follower is not None:
            self._follower.start(
                self.student, lambda changes: self.post_message(self.BanksChanged(changes))
            )

    def on_quiz_app_banks_changed(self, event: BanksChanged) -> None:
        """Hand it to all screens."""
        for screen in self.screen_stack:
            screen.post_message(self.BanksChanged(event.changes))

    def on_unmount(self) -> None:
        """Watch no longer."""
        if self._follower is not None:
            self._follower.stop()

    # Routes. Screens are imported when they are opened.

    def _screen(self, module: str, name: str, *args: Any) -> "Screen[Any]":
        kind = getattr(import_module(f"quizgame.tui.screens.{module}"), name)
        screen: Screen[Any] = kind(*args)
        return screen

    def _only(self, screen: "Screen[Any]") -> None:
        """Show a screen with nothing but home behind it."""
        self._leave_all_but_home()
        self.push_screen(screen)

    def _leave_all_but_home(self) -> None:
        while len(self.screen_stack) > 2:  # noqa: PLR2004 - Textual's own blank screen, and home
            self.pop_screen()

    def open_start(self) -> None:
        """Open home, which goes on to the name or the quiz asked for once the memory is open."""
        self.push_screen(self._screen("home", "HomeScreen"))

    def enter(self, person: Person) -> None:
        """Go on as this person, in their theme and with their signs."""
        self.person = person
        self.glyphs = glyphs_for(self._environ, person.wishes.signs)
        wanted = person.wishes.theme or self._wanted_theme
        self.theme = self._theme_named(wanted)

    def _theme_named(self, name: str) -> str:
        """Return the theme of a name, or the one that suits the terminal."""
        if self.no_color:
            return themes.ANSI
        return themes.known(name, colours=_colours(self._environ))

    def open_home(self, message: str = "") -> None:
        """Go back to the home screen, with a message where there is something to tell."""
        self._leave_all_but_home()
        tell = getattr(self.screen, "tell", None)
        if tell:
            tell(message)

    def open_welcome(self) -> None:
        """Open the question for a name."""
        self.push_screen(self._screen("welcome", "WelcomeScreen"))

    def open_resume(self) -> None:
        """Open what this person left open, to be resumed or given up."""
        self.push_screen(self._screen("resume", "ResumeScreen"))

    def open_intro(self, bank: "BankView", quiz: "QuizView", options: "Options") -> None:
        """Open what stands before a quiz: note, reading, time."""
        self.push_screen(self._screen("intro", "IntroScreen", bank, quiz, options))

    def open_play(self, play: "Play") -> None:
        """Open a sitting: where it was, or at its first question."""
        is_exam = play.sitting.policy.may_return
        kind = ("exam", "ExamScreen") if is_exam else ("play", "PlayScreen")
        self._only(self._screen(*kind, play))

    def open_overview(self, play: "Play", then: Callable[[int], Awaitable[None]]) -> None:
        """Open all questions of an exam; `then` gets a question's place, or what was chosen."""

        async def chosen(choice: int | None) -> None:
            await then(-1 if choice is None else choice)

        self.push_screen(self._screen("overview", "OverviewScreen", play), chosen)

    def open_report(self, play: "Play", view: "QuestionView") -> None:
        """Open the page on which a question is reported."""
        self.push_screen(self._screen("report", "ReportScreen", play, view))

    def surface(self, page: "Page") -> None:
        """Take away what lies over a page."""
        while page in self.screen_stack and self.screen is not page:
            self.pop_screen()

    def open_results(self, play: "Play") -> None:
        """Open what came of a sitting."""
        self._only(self._screen("results", "ResultsScreen", play))

    def open_setup(
        self,
        bank: "BankView",
        quiz: "QuizView",
        options: "Options",
        then: "Callable[[Options | None], None]",
    ) -> None:
        """Open how a quiz is to be played; `then` gets what was decided."""
        self.push_screen(self._screen("setup", "SetupScreen", bank, quiz, options), then)

    def open_history(self) -> None:
        """Open the person's past attempts."""
        self.push_screen(self._screen("history", "HistoryScreen"))

    def open_settings(self) -> None:
        """Open the settings."""
        self.push_screen(self._screen("settings", "SettingsScreen"))

    def open_players(self) -> None:
        """Open the people who play on this computer."""
        self.push_screen(self._screen("players", "PlayersScreen"))

    def open_problems(self, bank: "BankView") -> None:
        """Open what is wrong in a bank's file."""
        self.push_screen(self._screen("problems", "ProblemsScreen", bank))

    def open_compose(self, desk: "Desk", index: int) -> None:
        """Open the form of a question of a bank that is being edited."""
        self.push_screen(self._screen("compose", "ComposeScreen", desk, index))

    def open_edit(self, desk: "Desk", *, alone: bool = False) -> None:
        """Open the editor for a bank; `alone` when leaving it leaves the program."""
        self.push_screen(self._screen("edit", "EditScreen", desk, alone))

    def open_kinds(self, desk: "Desk", then: Callable[[str], Awaitable[None]]) -> None:
        """Open the types that a question may have; `then` gets the one taken, "" for none."""

        async def taken(kind: str | None) -> None:
            await then(kind or "")

        self.push_screen(self._screen("kinds", "KindsScreen", desk), taken)

    def open_glossary(self, desk: "Desk") -> None:
        """Open the words that a bank explains, to be edited."""
        self.push_screen(self._screen("glossary", "GlossaryScreen", desk))

    def open_drafts(self, desk: "Desk") -> None:
        """Open the review of the drafts of a bank that is being edited."""
        self.push_screen(self._screen("drafts", "DraftsScreen", desk))

    def open_article(self, article: "ArticleView", *, at_quotation: bool = False) -> None:
        """Open an article to be read."""
        self.push_screen(self._screen("read", "ReadScreen", article, at_quotation))

    def open_mark(
        self, desk: "Desk", fields: "Fields", then: "Callable[[Fields | None], None]"
    ) -> None:
        """Open the articles to mark evidence; `then` gets its fields, None where none was taken."""
        self.push_screen(self._screen("mark", "MarkScreen", desk, fields), then)

    def open_voice(
        self,
        source: "SourceText",
        spans: "Sequence[tuple[int, int]]",
        fields: "Fields",
        known: Sequence[str],
        then: "Callable[[Fields | None], None]",
    ) -> None:
        """Open the question whose words were marked; `then` gets the fields with the answer."""
        self.push_screen(self._screen("voice", "VoiceScreen", source, spans, fields, known), then)

    def open_reports(self, desk: "Desk") -> None:
        """Open what players reported about a bank's questions."""
        self.push_screen(self._screen("reports", "ReportsScreen", desk))

    def open_detail(
        self, title: str, below: str, compose_rows: "Callable[[int], Sequence[Row]]"
    ) -> None:
        """Open one row of a list in full; `compose_rows` gets a width in cells."""
        self.push_screen(self._screen("detail", "DetailScreen", title, below, compose_rows))

    def open_words(self, words: Sequence[tuple[str, str]]) -> None:
        """Open a glossary: (word, meaning)."""
        self.push_screen(self._screen("words", "WordsScreen", words))

    def open_help(self, keys: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Open the help on the keys that are valid now."""
        self.push_screen(self._screen("help", "HelpScreen", keys()))

    def open_moved(self, error: "QuizgameError") -> None:
        """Go home and tell that the sitting went on elsewhere."""
        self.open_home(f"{error.message} {error.hint}".strip())

    def ask(
        self,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str, str]],
        then: Callable[[str], Awaitable[None]],
    ) -> None:
        """Ask a question; `choices` are (key, label, answer).

        `then` gets the answer of the choice taken, "" for Escape.
        """
        ways = tuple(Choice(*choice) for choice in choices)
        screen = self._screen("ask", "Ask", title, text, ways)

        async def answered(answer: str | None) -> None:
            await then(answer or "")

        self.push_screen(screen, answered)

    def ask_about_memory(self, error: "QuizgameError", go_on: Callable[[], object]) -> None:
        """Ask whether to play without saving, and if so `go_on`; otherwise leave."""

        async def then(answer: str) -> None:
            if answer != "play":
                self.exit()
                return
            self.student.forgo_saving()
            go_on()

        choices = (("p", _("Play without saving"), "play"), ("q", _("Quit"), "quit"))
        self.ask(_("Nothing can be saved"), f"{error.message} {error.hint}", choices, then)

    # Leaving

    @property
    def page(self) -> "Page | None":
        """The page on top, if it is one."""
        from quizgame.tui.page import Page  # noqa: PLC0415 - it imports this module's types

        return self.screen if isinstance(self.screen, Page) else None

    async def action_leave(self) -> None:
        """Leave, as Ctrl+Q asks; a page that holds something is asked first."""
        from quizgame.tui.page import Page  # noqa: PLC0415 - it imports this module's types

        holding = [s for s in self.screen_stack if isinstance(s, Page) and s.HOLDS]
        if not holding:
            self.exit()
            return
        while self.screen is not holding[-1]:
            self.pop_screen()
        await holding[-1].leave_all()

    async def action_interrupt(self) -> None:
        """Leave on the second Ctrl+C."""
        if self._is_interrupted or self.page is None:
            await self.action_leave()
            return
        self._is_interrupted = True
        self.set_timer(2.0, self._forget_interrupt)
        self.page.say(_("Press Ctrl+C again to leave."), "warning")

    @property
    def failure(self) -> Exception | None:
        """What ended the app, where that was a fault of its own."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual would print what the program was working with, keys of open questions included.
        self._close_messages_no_wait()

    def _forget_interrupt(self) -> None:
        self._is_interrupted = False


def _colours(environ: Mapping[str, str]) -> int | None:
    """Return how many colours the terminal has where its name tells that there are few."""
    term = environ.get("TERM", "")
    if environ.get("COLORTERM") in {"truecolor", "24bit"}:
        return None
    has_few = term.startswith(("linux", "vt", "ansi")) or term.endswith(("-16color", "-color"))
    return 16 if has_few or term == "screen" else None
