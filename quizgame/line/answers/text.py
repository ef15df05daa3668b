"""Typing a word, a name or a number."""

from quizgame.catalogue import _
from quizgame.line.answers.base import Answer, Misread
from quizgame.model.questions.base import Response
from quizgame.model.text import clean_line


def entry_prompt(kind: str, unit: str) -> str:
    """Return what to ask for in a blank of this kind, in a few words."""
    if kind != "number":
        return _("your answer")
    return _("a number, in {unit}").format(unit=unit) if unit else _("a number")


class EntryAnswer(Answer):
    """An answer typed as it is."""

    def lines(self) -> tuple[str, ...]:
        """Return nothing: there is nothing to choose from."""
        return ()

    def prompt(self) -> str:
        """Return "Your answer" or "A number, in km"."""
        blank = self.presentation.blanks[0]
        text = entry_prompt(blank.kind, next(iter(blank.units), ""))
        return text[:1].upper() + text[1:]

    def take(self, line: str) -> None:
        """Take the line."""
        if not line.strip():
            raise Misread(_("Type your answer, or /help."))
        self.response = (line.strip(),)

    def told(self, response: Response) -> str:
        """Return what was typed."""
        return clean_line(" ".join(response))

    def how(self) -> tuple[str, ...]:
        """Return how to type."""
        if self.presentation.blanks[0].kind == "number":
            return (_("Type a number in digits, such as 12 or 3.5."),)
        return (_("Type a word or a name. Capital letters do not matter."),)
