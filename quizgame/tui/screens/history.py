"""History: past attempts, progress, and how it went by bank and by tag."""

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on

from quizgame.catalogue import _, plural
from quizgame.model.attempt import AttemptRecord
from quizgame.model.text import clean_line
from quizgame.tui.draw.plot import columns, percent
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import behaviour_name, moment, scoring_name, span
from quizgame.tui.files import save_attempts, saved_words
from quizgame.tui.home.shelf import attempt_title
from quizgame.tui.panes import Panes, facts, table_row
from quizgame.tui.play.outcome import points_words, sign, tally_rows
from quizgame.tui.widgets import Hint
from quizgame.tui.widgets.form import choosing_hint

if TYPE_CHECKING:
    from quizgame.backend.views import HistoryView

_ALL = "all"
_LOWEST_PLOT, _HIGHEST_PLOT = 4, 9
_LEAD = (Span(" "),)
_WIDTHS = (6, 11, 9)
_LEAST = 36  # the time and some of the title


class HistoryScreen(Panes):
    """A person's past attempts, the newest first."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self._view: HistoryView | None = None

    @on(events.Mount)
    async def look_up(self) -> None:
        """Read them."""
        if self.house.person is not None:
            _done, self._view = await self.act(self.house.student.history, self.house.person)
            self.redraw()

    @property
    def _attempts(self) -> tuple[AttemptRecord, ...]:
        return self._view.attempts if self._view else ()

    def draw(self) -> None:
        """Show the list."""
        width, glyphs = self.menu.measure, self.house.glyphs
        count = plural("{n} quiz", "{n} quizzes", len(self._attempts))
        name = self.house.person.name if self.house.person else ""
        self.heading.titles(_("History"), name, below=(Span(count, "muted"),))
        first = (Span(f"  {glyphs.dot} "), Span(_("All together"), "strong"))
        names = (Span(_("score"), "muted"), Span(_("passed"), "muted"), Span(_("how"), "muted"))
        rows = [table_row(first, names, _WIDTHS, width, target=_ALL, least=_LEAST)]
        rows += [_attempt_row(one, width) for one in self._attempts]
        self.menu.show(rows)

    def details(self, target: str, width: int) -> list[Row]:
        """Return the progress, or what there is to know of an attempt."""
        attempt = next((one for one in self._attempts if one.id == target), None)
        return self._attempt(attempt, width) if attempt else self._all(width)

    def _all(self, width: int) -> list[Row]:
        glyphs, view = self.house.glyphs, self._view
        finished = [one for one in reversed(self._attempts) if one.status == "finished"]
        if not finished or view is None:
            words = _("Nothing has been finished yet. Your scores will stand here.")
            return [*paragraph(words, width, lead=_LEAD)]
        shares = [one.accuracy for one in finished]
        title = _("Score of each finished quiz, the newest at the right")
        rows = [Row((*_LEAD, Span(title, "heading")))]
        height = min(_HIGHEST_PLOT, max(_LOWEST_PLOT, self.sheet.size.height - 2))
        rows += columns(shares, width, height, glyphs)
        mean = percent(sum(shares) / len(shares))
        words = _("{n} finished, {mean} on average, last {last}").format(
            n=len(shares), mean=mean, last=percent(shares[-1])
        )
        rows += paragraph((Span(words, "muted"),), width, lead=_LEAD)
        rows += tally_rows(_("By question bank"), view.by_bank, width, glyphs)
        return [*rows, *tally_rows(_("By tag"), view.by_tag, width, glyphs)]

    def _attempt(self, attempt: AttemptRecord, width: int) -> list[Row]:
        glyphs = self.house.glyphs
        rows = paragraph((Span(attempt_title(attempt), "strong"),), width, lead=_LEAD)
        rows += paragraph((Span(clean_line(attempt.bank_title), "muted"),), width, lead=_LEAD)
        told = [
            (_("When"), moment(attempt.started_at)),
            (_("How"), behaviour_name(attempt.behaviour)),
            (_("Score"), f"{percent(attempt.accuracy)}   {_passed(attempt)}".rstrip()),
        ]
        if attempt.scoring != "accuracy":
            points = points_words(attempt.points, attempt.max_points)
            told.append((_("Scoring"), f"{scoring_name(attempt.scoring)}: {points}"))
        told.append((_("Time used"), span(sum(one.elapsed_s for one in attempt.responses))))
        rows += [BLANK, *facts(told, width), BLANK]
        for number, one in enumerate(attempt.responses, 1):
            lead = (Span(f" {number:>2} ", "muted"), sign(one.outcome, glyphs), Span(" "))
            given = clean_line(one.response_text)
            rows += paragraph(given or _("no answer"), width, lead=lead)
        return rows

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        hints = [
            Hint("Esc", _("back"), "escape"),
            choosing_hint(self.house.glyphs, 1),
            Hint("Enter", _("in full"), "enter", 1),
            Hint("Space", _("read on"), "space", 2),
        ]
        if self._attempts:
            hints.append(Hint("c", _("save all as CSV"), "c", 3))
            hints.append(Hint("j", _("save all as JSON"), "j", 3))
        return (*hints, Hint("?", _("help"), "question_mark"))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Save, or show what is told of the chosen row on a page of its own."""
        del character
        if key == "enter" and self._view:
            name = self.house.person.name if self.house.person else ""
            self.house.open_detail(_("History"), name, partial(self.details, self.menu.cursor))
            return True
        if key not in {"c", "j"} or not self._attempts:
            return False
        ending = "csv" if key == "c" else "json"
        name = "quizgame-history"
        done, path = await self.act(save_attempts, self.house.student, self._attempts, name, ending)
        if done and path:
            self.say(saved_words(path, self.size.width - 2))
        return True


def _attempt_row(attempt: AttemptRecord, width: int) -> Row:
    left = (
        Span(f"  {moment(attempt.started_at)}  ", "muted"),
        Span(attempt_title(attempt)),
    )
    cells = (
        Span(percent(attempt.accuracy) if attempt.status == "finished" else "", "strong"),
        Span(_passed(attempt), "right" if attempt.passed else "muted"),
        Span(behaviour_name(attempt.behaviour), "muted"),
    )
    return table_row(left, cells, _WIDTHS, width, target=attempt.id, least=_LEAST)


def _passed(attempt: AttemptRecord) -> str:
    if attempt.status != "finished":
        return _("given up")
    if attempt.passed is None:
        return ""
    return _("passed") if attempt.passed else _("not passed")
