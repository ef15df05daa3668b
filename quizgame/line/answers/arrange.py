"""Bringing items into an order, and choosing what belongs to what."""

import re

from quizgame.catalogue import _
from quizgame.line.answers.base import (
    Answer,
    Misread,
    both,
    letter,
    lettered,
    named,
    nothing_typed,
    pick,
    pick_many,
    said,
    span,
)
from quizgame.model.markup import plain
from quizgame.model.questions.base import Presentation, Response

_PAIRS = re.compile(r"(?:(\d+)\s*[.:=)-]?\s*([A-Za-z])(?![A-Za-z])[\s,;.]*)+")
_PAIR = re.compile(r"(\d+)\s*[.:=)-]?\s*([A-Za-z])")


class OrderAnswer(Answer):
    """An answer by all letters in their order: "c a b"."""

    def lines(self) -> tuple[str, ...]:
        """Return the items with their letters."""
        return lettered(self.presentation.blanks[0].items)

    def prompt(self) -> str:
        """Return "Order, A to D"."""
        count = len(self.presentation.blanks[0].items)
        return _("The right order of {letters}").format(letters=span(count))

    def take(self, line: str) -> None:
        """Take the order; each item has to be named."""
        items = self.presentation.blanks[0].items
        if not line.strip():
            raise Misread(self.how()[0])
        tokens = pick_many(line, items)
        missing = [letter(index) for index, item in enumerate(items) if item.token not in tokens]
        if missing:
            raise Misread(
                _(
                    "{letters} not named. Type all letters from first to last, such as: {sample}"
                ).format(letters=both(missing), sample=self._sample())
            )
        self.response = tokens

    def _sample(self) -> str:
        count = len(self.presentation.blanks[0].items)
        return " ".join(letter(index).lower() for index in (*range(1, count), 0))

    def told(self, response: Response) -> str:
        """Return the items in the order given."""
        items = self.presentation.blanks[0].items
        return "; ".join(named(token, items) for token in response)

    def how(self) -> tuple[str, ...]:
        """Return how to type an order."""
        return (
            _("Type all letters from first to last, such as: {sample}").format(
                sample=self._sample()
            ),
        )


class MatchAnswer(Answer):
    """An answer by one letter for each left side, asked in turn, or by pairs: "1b 2a 3c"."""

    def __init__(self, presentation: Presentation, kind: str = "") -> None:
        super().__init__(presentation, kind)
        self._given: list[int] = []
        self._blank = ("",) * len(presentation.blanks)

    def lines(self) -> tuple[str, ...]:
        """Return the left sides with numbers, then the right sides with letters."""
        lefts = tuple(
            f"{number}. {plain(blank.label)}"
            for number, blank in enumerate(self.presentation.blanks, 1)
        )
        return (*lefts, _("Choose from:"), *lettered(self.presentation.blanks[0].items))

    def _next(self) -> int:
        """Return the index of the first left side without a right one, or the last of all."""
        filled = self.response or self._blank
        waiting = (index for index, token in enumerate(filled) if not token)
        return next(waiting, len(filled) - 1)

    def prompt(self) -> str:
        """Return the left side that is asked for, with the letters."""
        index = self._next()
        blank = self.presentation.blanks[index]
        return _("{number}, {left}. Answer, {letters}").format(
            number=index + 1, left=plain(blank.label), letters=span(len(blank.items))
        )

    def take(self, line: str) -> None:
        """Take a letter for the left side asked for, or pairs of numbers and letters."""
        if _PAIRS.fullmatch(line.strip()):
            self._take_pairs(line)
            return
        index = self._next()
        if not line.strip():
            raise nothing_typed(len(self.presentation.blanks[index].items))
        self._put({index: pick(line, self.presentation.blanks[index].items)})

    def _take_pairs(self, line: str) -> None:
        blanks = self.presentation.blanks
        found: dict[int, str] = {}
        for number, typed in _PAIR.findall(line):
            index = int(number[:3]) - 1
            if not 0 <= index < len(blanks):
                raise Misread(
                    _("There is no number {number}. Type numbers from 1 to {last}.").format(
                        number=said(number), last=len(blanks)
                    )
                )
            found[index] = pick(typed, blanks[index].items)
        self._put(found)

    def _put(self, found: dict[int, str]) -> None:
        filled = list(self.response or self._blank)
        for index, token in found.items():
            filled[index] = token
        self._given.extend(found)
        self.response = tuple(filled)

    @property
    def is_done(self) -> bool:
        """Whether each left side has its right side."""
        return bool(self.response) and all(self.response)

    def undo(self) -> bool:
        """Take the last pair back."""
        if not self._given:
            return False
        filled = list(self.response)
        filled[self._given.pop()] = ""
        self.response = tuple(filled)
        return True

    def told(self, response: Response) -> str:
        """Return each left side with its right one."""
        pairs = zip(self.presentation.blanks, response, strict=False)
        return "; ".join(
            f"{plain(blank.label)}: {named(token, blank.items)}" for blank, token in pairs if token
        )

    def how(self) -> tuple[str, ...]:
        """Return how to type pairs."""
        return (
            _("Type the letter that belongs to the one asked for, such as: b"),
            _("Or type several at once, such as: 1b 2a"),
        )
