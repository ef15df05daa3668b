"""The teacher's app: the routes of the console, and what may be seen on it now."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from textual import events
from textual.message import Message

from quizgame.catalogue import _
from quizgame.tui.app import QuizApp
from quizgame.tui.teaching.foot import safe_word
from quizgame.tui.teaching.page import Taught

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizgame.backend.live.rekeying import KeyView
    from quizgame.backend.live.teaching import Teaching
    from quizgame.backend.student import Student
    from quizgame.backend.views import BankView, QuizView
    from quizgame.classroom.card import Invitation
    from quizgame.model.questions.base import Response
    from quizgame.tui.teaching.starting import Opening, RoundChoice

PRIVATE_S = 60.0
"""Seconds without a key after which a private view goes back by itself."""

T = TypeVar("T")
_HERE = Path(__file__)


def _nothing(_line: str) -> None:
    """Tell nobody."""


def _safe_again() -> str:
    return _("A minute without a key: this is safe to project again.")


def _nobody() -> "Student":
    raise RuntimeError("a teacher's app has no student")


class TeacherApp(QuizApp):
    """The console of a class, or with `opens` "projector" the projector's view alone.

    It opens safe to project. `invitation` is what the join card tells, or returns it where it may
    change. With `is_local` leaving the console ends the class, which is asked first; otherwise only
    this console ends. Results are saved in `folder`, the current one where none is named.
    `announce` is told in a sentence what belongs into the server's log. `now` returns
    seconds that never go back, `wall` UTC seconds.
    """

    TITLE = "quizgame"
    CSS_PATH: ClassVar[Any] = [_HERE.parents[1] / "base.tcss", _HERE.with_name("teaching.tcss")]

    class Changed(Message, bubble=False):
        """What the teacher sees may be another."""

    class Beaten(Message, bubble=False):
        """A second went by."""

    def __init__(
        self,
        teaching: "Teaching",
        invitation: "Invitation | Callable[[], Invitation]",
        environ: Mapping[str, str] | None = None,
        *,
        is_local: bool = True,
        opens: Literal["console", "projector"] = "console",
        theme: str = "",
        folder: Path | None = None,
        announce: Callable[[str], None] = _nothing,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """Prepare; nothing is drawn yet."""
        super().__init__(_nobody, theme=theme, environ=environ)
        self.teaching, self.is_local, self.opens = teaching, is_local, opens
        self.announce, self.now, self.wall = announce, now, wall
        self.is_private = False
        self._invitation = invitation
        self._folder = folder
        self._touched = now()
        self._is_told = False
        self._noticed: tuple[str, int, int] | None = None
        self._beats = 0

    @property
    def invitation(self) -> "Invitation":
        """What the join card tells now."""
        known = self._invitation
        return known() if callable(known) else known

    @property
    def folder(self) -> Path:
        """Where results are saved."""
        return self._folder or Path.cwd()

    # What happens in the class

    def on_mount(self) -> None:
        """Listen to the class."""
        self.teaching.listen, self.teaching.beat = self._heard, self._beaten

    def on_unmount(self) -> None:
        """Listen no more."""
        self.teaching.leave()

    def _heard(self) -> None:
        if not self._is_told:
            self._is_told = self.post_message(self.Changed())

    def _beaten(self) -> None:
        self.post_message(self.Beaten())

    def on_teacher_app_changed(self) -> None:
        """Draw anew what differs."""
        self._is_told = False
        if self._noticed not in {None, self._scene}:
            self._take_notice_back()
        for page in self._pages():
            page.changed()

    def on_teacher_app_beaten(self) -> None:
        """Let clocks go on, and let nothing private stand on a screen that nobody minds."""
        if self.is_private and self.now() - self._touched >= PRIVATE_S:
            self.make_safe()
            page = self.page
            if page is not None:
                page.say(_safe_again())
                self._noticed = self._scene
        self._beats += 1
        for page in self._pages():
            page.beat()
            if not self.is_local:
                page.pulse(self.glyphs.answered if self._beats % 2 else self.glyphs.none)

    @property
    def _scene(self) -> tuple[str, int, int]:
        """What the class is at, by which a notice is known to be of what was before."""
        board = self.teaching.view().board
        return board.stage, board.number, board.vote

    def _take_notice_back(self) -> None:
        """Say no more that this is safe again: it may not be, or nobody asks any more."""
        self._noticed = None
        for page in self._pages():
            if page.foot.message == _safe_again():
                page.say("")

    def _pages(self) -> list[Taught]:
        return [one for one in self.screen_stack if isinstance(one, Taught) and one.is_here]

    # What may be seen

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is there."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._touched = self.now()
        await super().on_event(event)

    def make_safe(self) -> None:
        """Go back to what is safe to project, and close what is not and all that lies over it."""
        was_private, self.is_private = self.is_private, False
        depths = [
            depth
            for depth, screen in enumerate(self.screen_stack)
            if isinstance(screen, Taught) and screen.PRIVATE
        ]
        if depths or was_private:
            bottom = depths[0] if depths else len(self._taught_and_below())
            while len(self.screen_stack) > bottom:
                self.pop_screen()
        for page in self._pages():
            page.redraw()

    def _taught_and_below(self) -> "list[Screen[Any]]":
        """Return the stack up to the highest of the teacher's pages: questions over it go too."""
        stack = list(self.screen_stack)
        while stack and not isinstance(stack[-1], Taught):
            stack.pop()
        return stack

    def ask_for_privacy(self, then: Callable[[], object]) -> None:
        """Ask whether nobody else looks, unless that was said before; if so make it private."""
        if self.is_private:
            then()
            return

        async def answered(answer: str) -> None:
            if answer:
                self.is_private = True
                self._touched = self.now()
                self._take_notice_back()
                then()
                for page in self._pages():
                    page.redraw()

        self.ask(
            _("Show what is private?"),
            _(
                "Names, answers and the key will be on this screen, for you alone. Make sure that "
                "the projector does not show it. It goes back by itself after a minute without a "
                "key."
            ),
            (("k", _("Keep it safe"), ""), ("v", _("Show it, only I can see it"), "show")),
            answered,
        )

    async def aside(self, act: Callable[[], T]) -> T:
        """Return what `act` does in a thread: the class must not wait for a disk."""
        return await asyncio.to_thread(act)

    # Routes

    def ask(
        self,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str, str]],
        then: Callable[[str], Awaitable[None]],
    ) -> None:
        """Ask a question in a box that says, as every page does, whether it is safe to project."""
        word = safe_word(private=self.is_private).text
        super().ask(title, f"{text}\n\n{word}", choices, then)

    def open_help(self, keys: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Open the help on the keys that are valid now."""
        self.push_screen(self._screen("teacherhelp", "TeacherHelpScreen", keys()))

    def open_start(self) -> None:
        """Open the console, or the projector's view."""
        kinds = {
            "console": ("console", "ConsoleScreen"),
            "projector": ("projector", "ProjectorScreen"),
        }
        self.push_screen(self._screen(*kinds[self.opens]))

    def open_card(self) -> None:
        """Open the join card as large as the window."""
        self.push_screen(self._screen("card", "CardScreen"))

    def open_projector(self) -> None:
        """Open what the whole class looks at."""
        self.make_safe()
        self.push_screen(self._screen("projector", "ProjectorScreen"))

    def open_privately(self, module: str, name: str) -> None:
        """Open a page that is not safe to project, once that is confirmed."""
        self.ask_for_privacy(lambda: self.push_screen(self._screen(module, name)))

    def open_seats(self) -> None:
        """Open the class: names, seats, what each did."""
        self.open_privately("seats", "SeatsScreen")

    def open_door(self) -> None:
        """Open who asks to be let in."""
        self.open_privately("knocks", "KnocksScreen")

    def open_corrections(self) -> None:
        """Open what was answered, to be put right."""
        self.open_privately("corrections", "CorrectionsScreen")

    def open_key(
        self, key: "KeyView", offered: "Response", then: "Callable[[bool], Awaitable[None]]"
    ) -> None:
        """Open a question to be answered as it should be; `then` hears that its key is another."""
        self._open_for("rekey", "RekeyScreen", then, key, offered)

    def open_quizzes(self, then: "Callable[[RoundChoice], Awaitable[None]]") -> None:
        """Open the quizzes to choose one for a round; `then` gets what was chosen."""
        self._open_for("quizzes", "QuizzesScreen", then)

    def open_quiz_to_open(self, then: "Callable[[Opening], Awaitable[None]]") -> None:
        """Open the quizzes to choose one to be played alone; `then` gets what was decided."""
        self._open_for("quizzes", "QuizzesScreen", then, "alone")

    def _open_for(
        self, module: str, name: str, then: Callable[[Any], Awaitable[None]], *args: object
    ) -> None:
        """Open a page; `then` gets what it was dismissed with, if that is anything."""

        async def chosen(choice: object) -> None:
            if choice is not None:
                await then(choice)

        self.push_screen(self._screen(module, name, *args), chosen)

    def open_round_form(
        self,
        bank: "BankView",
        quiz: "QuizView",
        then: "Callable[[RoundChoice], Awaitable[None]]",
    ) -> None:
        """Open how a round is to be; `then` gets what was decided."""
        self._open_for("roundform", "RoundFormScreen", then, bank, quiz)

    def open_openings(self) -> None:
        """Open the quizzes that students may play alone."""
        self.push_screen(self._screen("openings", "OpeningsScreen"))

    def open_opening_form(
        self,
        bank: "BankView",
        quiz: "QuizView",
        then: "Callable[[Opening], Awaitable[None]]",
    ) -> None:
        """Open how a quiz is to be played alone; `then` gets what was decided."""
        self._open_for("openingform", "OpeningFormScreen", then, bank, quiz)

    def open_rounds(self) -> None:
        """Open the rounds that were played, to save their results."""
        self.push_screen(self._screen("rounds", "RoundsScreen"))
