"""Reports: what players say is wrong with a bank's questions, for who looks after it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on

from quizgame.backend.deskviews import ReportView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.draw.terms import moment
from quizgame.tui.page import ENTER
from quizgame.tui.panes import Panes, facts, table_row
from quizgame.tui.widgets import Hint
from quizgame.tui.widgets.form import choosing_hint

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk

_LEAD = (Span(" "),)
_WIDTHS = (12, 16)
_LEAST = 30


class ReportsScreen(Panes):
    """The queue, newest first. What is settled can be taken back until the page is left."""

    def __init__(self, desk: "Desk") -> None:
        """Start with nothing."""
        super().__init__()
        self._desk = desk
        self._reports: tuple[ReportView, ...] = ()
        self._settled: set[int] = set()

    @on(events.ScreenResume)
    async def look_up(self) -> None:
        """Read them, also after a question was changed."""
        done, found = await self.act(self._desk.reports)
        if done and found is not None:
            self._reports = found
        self.redraw()

    @property
    def _chosen(self) -> ReportView | None:
        return next((one for one in self._reports if str(one.key) == self.menu.cursor), None)

    def draw(self) -> None:
        """Show the list."""
        left = sum(one.key not in self._settled for one in self._reports)
        told = plural("{n} report to look at", "{n} reports to look at", left)
        self.heading.titles(_("What players reported"), "", below=(Span(told, "muted"),))
        width = self.menu.measure
        if not self._reports:
            words = _(
                "Nothing is reported. Whoever plays can report a question with r, once its answer "
                "is told."
            )
            self.menu.show((BLANK, *paragraph(words, width, lead=_LEAD)))
            return
        self.menu.show([self._row(one, width) for one in self._reports])

    def _row(self, report: ReportView, width: int) -> Row:
        is_settled = report.key in self._settled
        sign = self.house.glyphs.right if is_settled else self.house.glyphs.waiting
        left = (
            Span(f"  {sign} ", "right" if is_settled else "muted"),
            Span(report.text.replace("\n", " "), "muted" if is_settled else ""),
        )
        who = _("settled") if is_settled else clip(_who(report), _WIDTHS[0])
        cells = (
            Span(who, "right" if is_settled else "muted"),
            Span(moment(report.made_at), "muted"),
        )
        return table_row(left, cells, _WIDTHS, width, target=str(report.key), least=_LEAST)

    def details(self, target: str, width: int) -> list[Row]:
        """Return a report in full, and its question."""
        report = next((one for one in self._reports if str(one.key) == target), None)
        if report is None:
            return []
        rows: list[Row] = [*paragraph((Span(report.text, "strong"),), width, lead=_LEAD), BLANK]
        told = [(_("From"), _who(report)), (_("When"), moment(report.made_at))]
        rows += [*facts([*told, (_("Question"), report.question_id)], width), BLANK]
        rows += prose(report.stem, width, lead=_LEAD)
        if report.index < 0:
            words = _("The bank has this question no more.")
            rows += [BLANK, *paragraph((Span(words, "warning"),), width, lead=_LEAD)]
        return rows

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        out: list[Hint] = []
        if report := self._chosen:
            if report.index >= 0:
                out.append(Hint("Enter", _("open the question"), ENTER))
            settle = _("take back") if report.key in self._settled else _("settled")
            out += [Hint("x", settle, "x"), choosing_hint(self.house.glyphs, 1)]
        return (*out, Hint("Esc", _("back"), "escape"), Hint("?", _("help"), "question_mark"))

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return what settling means, too."""
        rows = [
            ("Enter", _("open the question")),
            ("x", _("settled: it is erased when you go back; x again takes that back")),
            ("Esc, q", _("back")),
        ]
        return (*rows, *self.moving_rows())

    async def press(self, key: str, character: str | None = None) -> bool:
        """Open the question, or settle the report."""
        del character
        report = self._chosen
        if report is None or key not in {ENTER, "x"}:
            return False
        if key == "x":
            self._settled ^= {report.key}
            self.redraw()
            if report.key in self._settled:
                self.say(_("Settled: it is erased when you go back. x takes that back."))
                self.menu.move(1)
            else:
                self.say("")
        elif report.index >= 0:
            self.house.open_compose(self._desk, report.index)
        else:
            self.say(_("The bank has this question no more."), "warning")
        return True

    async def leave(self) -> None:
        """Erase what is settled, and go back."""
        if not self.takes_keys:
            return
        while self._settled:
            done, _none = await self.act(self._desk.settle, self._settled.pop())
            if not done:
                await self.look_up()
                return
        await super().leave()


def _who(report: ReportView) -> str:
    return report.who or _("a guest")
