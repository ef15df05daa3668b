"""The quizzes, one of which is chosen for a round or to be played alone."""

from collections.abc import Sequence
from typing import Literal

from textual import events, on

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _, plural
from quizgame.errors import QuizgameError
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span
from quizgame.tui.page import ENTER
from quizgame.tui.panes import facts, table_row
from quizgame.tui.teaching.page import TeacherPanes
from quizgame.tui.teaching.starting import Opening, RoundChoice, round_words, usual_round
from quizgame.tui.widgets import Hint

_COUNT_CELLS = 14


class QuizzesScreen(TeacherPanes):
    """Banks and their quizzes.

    It is dismissed with a `RoundChoice`; with the `use` "alone" it is about a quiz that students
    play alone, and dismissed with an `Opening`.
    """

    SAFE = True

    def __init__(self, use: Literal["round", "alone"] = "round") -> None:
        """Start with nothing read."""
        super().__init__()
        self._alone = use == "alone"
        self._banks: tuple[BankView, ...] = ()
        self._is_read = False

    @on(events.Mount)
    async def prepare(self) -> None:
        """Read the banks."""
        try:
            self._banks = await self.desk.teaching.quizzes()
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
        self._is_read = True
        self.redraw()

    @property
    def _chosen(self) -> tuple[BankView, QuizView] | None:
        return next(
            (
                (bank, quiz)
                for bank in self._banks
                for quiz in bank.quizzes
                if f"{bank.id}|{quiz.id}" == self.menu.cursor
            ),
            None,
        )

    def draw(self) -> None:
        """List the quizzes."""
        told = _("Enter starts it as it is; c changes how it is played.")
        if self._alone:
            told = _("Enter goes on to when it is open, and how it is played.")
        self.heading.titles(_("Choose a quiz"), "", below=(Span(told, "muted"),))
        rows: list[Row] = []
        width = self.menu.measure
        for bank in self._banks:
            if not bank.is_playable:
                continue
            rows += [*([BLANK] if rows else []), Row((Span(f" {bank.title}", "heading"),))]
            for quiz in bank.quizzes:
                count = plural("{n} question", "{n} questions", quiz.count)
                target = f"{bank.id}|{quiz.id}"
                left = (Span(f"   {quiz.title}"),)
                cells = (Span(count, "muted"),)
                rows.append(table_row(left, cells, (_COUNT_CELLS,), width, target=target))
        if not rows:
            words = _("There is no quiz to start.") if self._is_read else _("Reading the banks ...")
            rows = [BLANK, Row((Span(f" {words}", "muted"),))]
        self.menu.show(rows)
        self.draw_details()

    def details(self, target: str, width: int) -> list[Row]:
        """Return what there is to know of a quiz, and how it would be played."""
        del target
        chosen = self._chosen
        if chosen is None:
            return []
        bank, quiz = chosen
        lead = (Span(" "),)
        rows = [Row((*lead, Span(quiz.title, "strong")))]
        words = quiz.description or bank.description
        if words:
            rows += prose(words, width, lead=lead)
        if not self._alone:
            rows += [BLANK, *facts(round_words(usual_round(bank, quiz), bank, quiz), width)]
        if bank.content_note:
            rows += [BLANK, *prose(bank.content_note, width, lead=lead, ink="muted")]
        return rows

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self._chosen is None:
            return (Hint("Esc", _("back"), "escape"),)
        if self._alone:
            return Hint("Enter", _("choose"), ENTER), Hint("Esc", _("back"), "escape")
        return (
            Hint("Enter", _("start this round"), ENTER),
            Hint("c", _("change how it is played"), "c"),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark", 1),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Choose the quiz, as it is or changed."""
        del character
        chosen = self._chosen
        if chosen is None or key not in {ENTER, "c"}:
            return False
        bank, quiz = chosen
        if self._alone:
            self.desk.open_opening_form(bank, quiz, self._decided)
        elif key == ENTER:
            self.dismiss(usual_round(bank, quiz))
        else:
            self.desk.open_round_form(bank, quiz, self._decided)
        return True

    async def _decided(self, choice: RoundChoice | Opening) -> None:
        self.dismiss(choice)
