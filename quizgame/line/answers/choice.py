"""Choosing one option, or several."""

from quizgame.catalogue import _
from quizgame.line.answers.base import Answer, lettered, named, pick, pick_many, span
from quizgame.model.questions.base import Response

_JUDGEMENT = "true-false"


class ChoiceAnswer(Answer):
    """An answer by letters: "a" of one, "a c" of several."""

    def lines(self) -> tuple[str, ...]:
        """Return the options with their letters."""
        return lettered(self.presentation.blanks[0].items)

    def prompt(self) -> str:
        """Return "Answer, A to C"."""
        letters = span(len(self.presentation.blanks[0].items))
        if self.presentation.many:
            return _("Answers, one or more of {letters}").format(letters=letters)
        return _("Answer, {letters}").format(letters=letters)

    def take(self, line: str) -> None:
        """Take the letters."""
        items = self.presentation.blanks[0].items
        if self.presentation.many:
            chosen = set(pick_many(line, items))
            self.response = tuple(item.token for item in items if item.token in chosen)
        else:
            self.response = (pick(line, items, short=self.kind == _JUDGEMENT),)

    def told(self, response: Response) -> str:
        """Return the options with their letters."""
        items = self.presentation.blanks[0].items
        return "; ".join(named(token, items) for token in response)

    def how(self) -> tuple[str, ...]:
        """Return how to type letters."""
        if self.presentation.many:
            return (_("Type the letters of all that are right, such as: a c"),)
        if self.kind == _JUDGEMENT:
            return (_("Type the letter, or true or false."),)
        return (_("Type the letter of one option, such as: b"),)
