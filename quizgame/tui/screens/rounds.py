"""The results of rounds, saved to files."""

from collections.abc import Sequence
from functools import partial

from quizgame.backend.export import save_new
from quizgame.backend.live.views import RoundView
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import moment
from quizgame.tui.files import saved_words
from quizgame.tui.page import ENTER
from quizgame.tui.panes import table_row
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.widgets import Hint

_WHEN = 16


class RoundsScreen(TeacherPage):
    """The round that is on, and those that were; Enter saves one as CSV."""

    MENU = True
    SAFE = True

    @property
    def _rounds(self) -> tuple[RoundView, ...]:
        view = self.view
        if view.board.round_id:
            return (RoundView(view.board.round_id, view.board.title, 0), *view.rounds)
        return view.rounds

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
            rows += paragraph(
                (Span(_("No round was played in this class yet."), "muted"),),
                width,
                lead=(Span(" "),),
            )
        self.menu.show(rows)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if not self._rounds:
            return (Hint("Esc", _("back"), "escape"),)
        return (
            Hint("Enter", _("save as a table (CSV)"), ENTER),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Save the results of the chosen round to a new file."""
        del character
        if key not in {ENTER, "r"} or not self._rounds:
            return False
        await self._save(self.menu.cursor)
        return True

    async def _save(self, round_id: str) -> None:
        try:
            text = await self.desk.teaching.results_csv(round_id)
            path = await self.desk.aside(
                partial(save_new, self.desk.folder, "results", "csv", text)
            )
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return
        self.say(saved_words(path, self.foot.size.width - 2))
        self.desk.announce(_("Results were saved as {file}").format(file=path))
