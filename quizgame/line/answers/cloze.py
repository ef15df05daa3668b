"""Filling the gaps of a running text, one after the other."""

from quizgame.catalogue import _
from quizgame.line.answers.base import Answer, Misread, lettered, named, pick, span
from quizgame.line.answers.text import entry_prompt
from quizgame.model.markup import plain
from quizgame.model.questions.base import Blank, Presentation, Response
from quizgame.model.text import clean_line


def with_gaps(presentation: Presentation) -> str:
    """Return the running text with each gap named."""
    out = [plain(presentation.segments[0])]
    for number, segment in enumerate(presentation.segments[1:], 1):
        name = _("gap {number}").format(number=number)
        out.append(f"[{name}]{plain(segment)}")
    return "".join(out)


class ClozeAnswer(Answer):
    """An answer gap by gap."""

    def lines(self) -> tuple[str, ...]:
        """Return the text with its gaps numbered, and what each can be chosen from."""
        text = tuple(with_gaps(self.presentation).split("\n"))
        choices: list[str] = []
        for number, blank in enumerate(self.presentation.blanks, 1):
            if blank.items:
                choices.append(_("Gap {number}. Choose from:").format(number=number))
                choices.extend(lettered(blank.items))
        return (*text, *choices)

    def _next(self) -> tuple[int, Blank]:
        index = min(len(self.response), len(self.presentation.blanks) - 1)
        return index, self.presentation.blanks[index]

    def prompt(self) -> str:
        """Return "Gap 2 of 3, A to C" or "Gap 1 of 3, a number"."""
        index, blank = self._next()
        wanted = entry_prompt(blank.kind, next(iter(blank.units), ""))
        return _("Gap {number} of {count}, {wanted}").format(
            number=index + 1,
            count=len(self.presentation.blanks),
            wanted=span(len(blank.items)) if blank.items else wanted,
        )

    def take(self, line: str) -> None:
        """Take the filling of the gap asked for."""
        _index, blank = self._next()
        if blank.items:
            filling = pick(line, blank.items)
        elif line.strip():
            filling = line.strip()
        else:
            raise Misread(_("Type what belongs in this gap, or /help."))
        kept = self.response[: len(self.presentation.blanks) - 1]
        self.response = (*kept, filling)

    @property
    def is_done(self) -> bool:
        """Whether every gap is filled."""
        return len(self.response) == len(self.presentation.blanks)

    def undo(self) -> bool:
        """Empty the last gap that was filled."""
        was_there = bool(self.response)
        self.response = self.response[:-1]
        return was_there

    def told(self, response: Response) -> str:
        """Return what fills each gap."""
        pairs = zip(self.presentation.blanks, response, strict=False)
        return "; ".join(
            named(token, blank.items) if blank.items else clean_line(token)
            for blank, token in pairs
        )

    def how(self) -> tuple[str, ...]:
        """Return how to fill gaps."""
        return (_("Fill one gap after the other: a letter where you choose, else a word."),)
