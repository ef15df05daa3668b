"""What is wrong in a bank's file, place by place."""

from quizgame.backend.views import BankView
from quizgame.catalogue import _, plural
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.page import Page
from quizgame.tui.widgets import Hint


class ProblemsScreen(Page):
    """The problems of one file, as `quizgame check` lists them, with their hints."""

    def __init__(self, bank: BankView) -> None:
        """Keep the bank."""
        super().__init__()
        self._bank = bank

    def draw(self) -> None:
        """List them."""
        bank, width = self._bank, self.sheet.measure
        counted = plural("{n} problem", "{n} problems", len(bank.problems))
        sound = plural("{n} question can be played", "{n} questions can be played", bank.questions)
        dot = self.house.glyphs.dot
        self.heading.titles(
            bank.title, _("Problems"), below=(Span(f"{counted} {dot} {sound}", "muted"),)
        )
        rows: list[Row] = [BLANK]
        rows += paragraph((Span(bank.path, "muted"),), width, lead=(Span(" "),))
        if not bank.problems:
            rows += [
                BLANK,
                *paragraph(_("Nothing is wrong in this file."), width, lead=(Span(" "),)),
            ]
        for problem in bank.problems:
            ink = "wrong" if problem.is_error else "warning"
            place = f"{problem.line}:{problem.column}" if problem.line else _("whole file")
            word = _("error") if problem.is_error else _("warning")
            rows += [
                BLANK,
                *paragraph(
                    (Span(place, "strong"), Span(f"  {problem.code} {word}", ink)),
                    width,
                    lead=(Span(" "),),
                ),
                *paragraph(problem.message, width, lead=(Span("   "),)),
            ]
            if problem.hint:
                rows += paragraph((Span(problem.hint, "muted"),), width, lead=(Span("   "),))
        self.sheet.show(rows)

    async def on_quiz_app_banks_changed(self) -> None:
        """List what is wrong now, if the file is another."""
        student = self.house.student
        found = [
            one for one in student.library.banks if clean_line(str(one.path)) == self._bank.path
        ]
        if not found:
            self.say(_("This file is gone."), "warning")
            return
        bank = await self.house.call(student.shelf, None, found[0])
        before, self._bank = self._bank, bank
        if (bank.problems, bank.questions) != (before.problems, before.questions):
            self.redraw()
            self.say(_("The bank was changed and read anew."))

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        return (
            Hint("Space", _("read on"), "space"),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )
