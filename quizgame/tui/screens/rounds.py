"""The rounds of a class: results saved to files, put right afterwards, caught up with."""

from collections.abc import Sequence

from textual import events, on

from quizgame.backend.live.views import RoundView
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import moment
from quizgame.tui.page import ENTER
from quizgame.tui.panes import table_row
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.widgets import Hint

_WHEN = 16
_DAY_S = 86_400


class RoundsScreen(TeacherPage):
    """The round that is on, and those that were; Enter saves one as CSV."""

    MENU = True
    SAFE = True

    def __init__(self) -> None:
        """Start with nothing looked up."""
        super().__init__()
        self._kept: tuple[RoundView, ...] = ()

    @on(events.Mount)
    async def prepare(self) -> None:
        """Look up what is kept."""
        try:
            self._kept = await self.desk.teaching.rounds()
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
        self.redraw()

    @property
    def _rounds(self) -> tuple[RoundView, ...]:
        board = self.view.board
        known = [one for one in self._kept if one.id != board.round_id]
        if not board.round_id:
            return tuple(known)
        begun = next((one.started_at for one in self._kept if one.id == board.round_id), 0.0)
        return (RoundView(board.round_id, board.title, begun), *known)

    @property
    def _may_catch_up(self) -> bool:
        board = self.view.board
        return board.stage == "finished" and self.menu.cursor == board.round_id

    def draw(self) -> None:
        """List the rounds."""
        folder = _("Files go to {folder}").format(folder=self.desk.folder)
        self.heading.titles(_("Results"), "", below=(Span(folder, "muted"),))
        width = self.menu.measure
        rows: list[Row] = [BLANK]
        for one in self._rounds:
            when = moment(one.started_at) if one.started_at else _("now")
            left = (Span(f"   {one.title}"),)
            rows.append(table_row(left, (Span(when, "muted"),), (_WHEN,), width, target=one.id))
        if not self._rounds:
            words = Span(_("No round was played in this class yet."), "muted")
            rows += paragraph((words,), width, lead=(Span(" "),))
        self.menu.show(rows)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        hints: list[Hint] = []
        if self._rounds:
            hints.append(Hint("Enter", _("save as CSV"), ENTER))
        if self._may_catch_up:
            hints.append(Hint("c", _("catch up"), "c"))
            hints.append(Hint("m", _("late comers"), "m"))
        elif self._rounds and not self.view.board.round_id:
            hints.append(Hint("o", _("open it again"), "o"))
        return (*hints, Hint("Esc", _("back"), "escape"))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Save the results of the chosen round to a new file, or go back into it."""
        del character
        if not self._rounds:
            return False
        chosen = self.menu.cursor
        if key in {ENTER, "r"}:
            await self.save("results", lambda: self.desk.teaching.results_csv(chosen))
        elif key == "c" and self._may_catch_up:
            self._ask_until()
        elif key == "m" and self._may_catch_up:
            self._ask_out_of()
        elif key == "o" and not self.view.board.round_id:
            if await self.do(lambda: self.desk.teaching.return_to(chosen)):
                await self.leave()
        else:
            return False
        return True

    def _ask_out_of(self) -> None:
        async def answered(answer: str) -> None:
            teaching = self.desk.teaching
            if answer == "all" and await self.do(lambda: teaching.set_out_of("all")):
                self.say(_("Late comers are marked out of all questions now."))
            elif answer == "present" and await self.do(lambda: teaching.set_out_of("present")):
                self.say(_("Late comers are marked out of what they were here for."))

        text = _("What are the results of students counted out of who came late?")
        choices = [
            ("1", _("the questions they were here for"), "present"),
            ("2", _("all questions"), "all"),
        ]
        self.desk.ask(_("Late comers"), text, choices, answered)

    def _ask_until(self) -> None:
        choices = [
            ("1", _("until tomorrow"), "1"),
            ("2", _("for a week"), "7"),
            ("3", _("for two weeks"), "14"),
            ("x", _("not any more"), "0"),
        ]

        async def answered(answer: str) -> None:
            if not answer:
                return
            teaching, days = self.desk.teaching, int(answer)
            if not days:
                done = await self.do(teaching.end_catch_up)
            else:
                until = self.desk.wall() + days * _DAY_S
                done = await self.do(lambda: teaching.open_catch_up(until))
            if done:
                told = _("It can be played alone now.")
                self.say(told if days else _("It can not be played alone any more."))

        text = _(
            "Students can play this round alone, for practice: who was not here, and who wants to "
            "play it once more."
        )
        self.desk.ask(_("Let others catch up?"), text, choices, answered)
