"""What was left open, offered to be resumed or given up."""

from textual import events, on

from quizgame.catalogue import _
from quizgame.model.attempt import AttemptRecord
from quizgame.tui.draw.rows import BLANK, Row, Span
from quizgame.tui.home.shelf import OPEN, attempt_title, open_details, open_rows
from quizgame.tui.panes import Panes
from quizgame.tui.widgets import Hint


class ResumeScreen(Panes):
    """A person's open attempts."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self._attempts: tuple[AttemptRecord, ...] = ()

    @on(events.Mount)
    async def prepare(self) -> None:
        """Look them up."""
        await self._look_up()

    async def _look_up(self) -> None:
        if self.house.person is None:
            return
        done, attempts = await self.act(self.house.student.resumable, self.house.person)
        self._attempts = attempts or ()
        if done and not self._attempts:
            await self.leave()
        else:
            self.redraw()

    @property
    def _attempt(self) -> AttemptRecord | None:
        cursor = self.menu.cursor
        return next((one for one in self._attempts if OPEN + one.id == cursor), None)

    def draw(self) -> None:
        """Show them."""
        name = self.house.person.name if self.house.person else ""
        words = _("What you answered was kept.")
        self.heading.titles(
            _("Welcome back, {name}").format(name=name), below=(Span(words, "muted"),)
        )
        rows: list[Row] = open_rows(self._attempts, self.menu.measure, self.house.glyphs)
        self.menu.show(rows or [BLANK])

    def details(self, target: str, width: int) -> list[Row]:
        """Return what there is to know of an open attempt."""
        del target
        return open_details(self._attempt, width) if self._attempt else []

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        return (
            Hint("Enter", _("go on with it"), "enter"),
            Hint("x", _("give it up"), "x", 1),
            Hint("Esc", _("later"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Resume, or ask whether to give up."""
        del character
        attempt, person = self._attempt, self.house.person
        if key not in {"enter", "x"} or attempt is None or person is None:
            return False
        if key == "enter":
            done, play = await self.act(self.house.student.resume, person, attempt.id)
            if done and play:
                self.house.open_play(play)
            return True
        self.house.ask(
            _("Give up “{title}”?").format(title=attempt_title(attempt)),
            _("What was answered stays in your history, but it can not be gone on with."),
            (("k", _("Keep it"), ""), ("x", _("Give it up"), "give up")),
            self._answered,
        )
        return True

    async def _answered(self, answer: str) -> None:
        attempt, person = self._attempt, self.house.person
        if answer and attempt and person:
            await self.act(self.house.student.give_up, person, attempt.id)
            await self._look_up()
