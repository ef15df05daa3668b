"""Holding on to a sitting: leaving it asks, and so does a memory that fails."""

from collections.abc import Callable

from quizgame.backend.play import Play
from quizgame.catalogue import _
from quizgame.errors import StoreError
from quizgame.tui.asking import Choice
from quizgame.tui.play.board import Board


class Holding(Board):
    """A board that is not left, and no act of which is lost, without asking.

    `retry` does again what is being done; who acts sets it.
    """

    HOLDS = True

    def __init__(self, play: Play) -> None:
        """Keep the sitting."""
        super().__init__(play)
        self.is_asking = False
        self.retry: Callable[[], object] | None = None

    async def leave(self) -> None:
        """Ask how to leave."""
        self._ask_leave(self.house.open_home)

    async def leave_all(self) -> None:
        """Ask how to leave the program; this takes the place of what else was asked."""
        self.is_asking = False
        self._ask_leave(self.app.exit)

    def would_lose(self) -> bool:
        """Return whether anything was begun that leaving does not keep."""
        view, interaction = self.view, self.interaction
        if view is None or interaction is None or self.told is not None or view.closed:
            return False
        return interaction.response not in {(), view.response}

    async def keep_unsent(self) -> bool:
        """Keep what can be kept before leaving; returns whether leaving may go on."""
        return True

    def _ask_leave(self, away: Callable[[], None]) -> None:
        text = _("You can go on where you are, later.")
        if self.is_exam:
            text += " " + _("The clock of an exam runs on meanwhile.")
        if not self.play.is_saved:
            text = _("Nothing of this is kept when the program ends.")
        if self.would_lose():
            text += " " + _("What you have not sent is not kept.")
        choices = (
            Choice("s", _("Stay"), ""),
            Choice("l", _("Leave and go on later"), "later"),
            Choice("e", _("Give it up"), "end"),
        )

        async def answered(answer: str) -> None:
            if answer == "end":
                ok, _nothing = await self.act(self.play.abandon)
                if not ok:
                    return
            elif answer and not await self.keep_unsent():
                return
            if answer:
                away()

        self.house.ask(_("Leave the quiz?"), text, choices, answered)

    async def failed(self, error: StoreError) -> bool:
        """Ask whether to go on without memory; the act that failed is then done again."""
        if self.is_asking:
            return False
        self.is_asking = True
        retry = self.retry
        text = f"{error.message} {error.hint}".strip()
        choices = (
            Choice("t", _("Try again"), "again"),
            Choice("g", _("Go on without saving"), "go on"),
            Choice("l", _("Leave"), "leave"),
        )

        async def answered(answer: str) -> None:
            self.is_asking = False
            if answer not in {"again", "go on"}:
                self.house.open_home()
                return
            if answer == "go on":
                self.house.student.go_on_unsaved(self.play)
            if retry is not None:
                self.call_later(retry)

        self.house.ask(_("This can not be saved"), text, choices, answered)
        return False
