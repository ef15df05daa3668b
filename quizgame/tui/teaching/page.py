"""What every page of a teacher is: it says whether it is safe to project, and follows the class."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult

from quizgame.backend.export import save_new
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.files import saved_words
from quizgame.tui.page import Page
from quizgame.tui.panes import Body, Divider, Listing, Panes
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.widgets import Heading, Hint, Menu, Sheet

if TYPE_CHECKING:
    from quizgame.backend.live.views import CorrectionView, TeacherView
    from quizgame.tui.teaching.app import TeacherApp


def _keep(folder: Path, name: str, text: str) -> Path:
    with suppress(OSError):  # what is in the way of the folder is told by the file
        folder.mkdir(parents=True, exist_ok=True)
    return save_new(folder, name, "csv", text)


class Taught(Page):
    """A page over a class. What it may show is in `view`."""

    PRIVATE: ClassVar = False
    """Whether it is not safe to project, so that it closes when nobody minds it."""
    SAFE: ClassVar = False
    """Whether it is safe to project also while other pages are not."""

    @property
    def desk(self) -> "TeacherApp":
        """The app, with its routes."""
        return cast("TeacherApp", self.app)

    @property
    def is_private(self) -> bool:
        """Whether this page shows now what is not safe to project."""
        return not self.SAFE and self.desk.is_private

    @property
    def view(self) -> "TeacherView":
        """The class, as far as it may be shown here now."""
        return self.desk.teaching.view(private=self.is_private)

    @property
    def foot(self) -> Foot:
        """The foot of the page."""
        return self._part(Foot)

    def big(self) -> Hint | None:
        """Return what Enter does, where a page is about that; it gets a line of its own."""
        return None

    def others(self) -> Sequence[Hint]:
        """Return the acts beside the one that Enter does."""
        return ()

    def changed(self) -> None:
        """Show what is new in the class."""
        self.redraw()

    def beat(self) -> None:
        """Let a second go by."""

    def pulse(self, sign: str) -> None:
        """Show a sign that changes each second: over SSH a lost connection shows nothing else."""
        for heading in self.query(Heading):
            heading.pulse(sign)

    def show_keys(self) -> None:
        """Show the keys that are valid now, and whether the page is safe to project."""
        if self.is_here:
            self.foot.lead(self.big(), self.others(), private=self.is_private)
            hints = self.hints()
            if self.focused is None and all(one.press != "question_mark" for one in hints):
                hints = (*hints, Hint("?", _("help"), "question_mark"))
            self.foot.keys(hints)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key that is valid now with what it does."""
        big = self.big()
        hints = (*((big,) if big else ()), *self.others(), *self.hints())
        return [*((hint.key, hint.label) for hint in hints), *self.moving_rows()]

    async def leave(self) -> None:
        """Go back; from a private page to what is safe."""
        if self.takes_keys and self.PRIVATE:
            self.desk.make_safe()
        else:
            await super().leave()

    async def do(self, act: Callable[[], Awaitable[object]]) -> bool:
        """Carry out an act of the teacher; what is refused is said above the keys."""
        try:
            await act()
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return False
        return True

    async def unvoid(self, voided: "CorrectionView") -> None:
        """Let a question that is void count again."""
        if await self.do(lambda: self.desk.teaching.undo(voided.seq)):
            self.say(_("It is void no more: the answers count again."))

    async def save(self, name: str, text: Callable[[], Awaitable[str]]) -> None:
        """Save a table to a new file, and tell where it is; no file is ever overwritten."""
        try:
            path = await self.desk.aside(partial(_keep, self.desk.folder, name, await text()))
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return
        there = "" if self.desk.is_local else _(" (on the computer that serves)")
        self.say(saved_words(path, self.foot.size.width - 2 - len(there)) + there)
        self.desk.announce(_("Results were saved as {file}").format(file=path))


class TeacherPage(Taught):
    """A page of one part."""

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        yield Menu() if self.MENU else Sheet()
        yield Foot()


class TeacherPanes(Panes, Taught):  # Panes first: style sheets know the first line of bases
    """A page with a list, and what is told of its rows."""

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield Foot()
