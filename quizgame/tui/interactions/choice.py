"""Choosing one option, or several."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.model.questions.base import Response
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import Row, Span
from quizgame.tui.interactions.base import (
    MARGIN,
    Drawing,
    Interaction,
    Told,
    letter_index,
    letter_of,
    right_answer,
    span_of_letters,
    tagged,
    your_answer,
)
from quizgame.tui.widgets.keybar import Hint

_TARGET = "option:"


class Choice(Interaction):
    """Options by letter, digit, arrows and space, or click."""

    def restore(self, response: Response) -> None:
        """Take over the chosen options."""
        self._items = self.presentation.blanks[0].items
        self._many = self.presentation.many
        self._chosen = {i for i, item in enumerate(self._items) if item.token in response}
        self._at = min(self._chosen, default=-1)

    @property
    def response(self) -> Response:
        """The chosen tokens."""
        return tuple(self._items[index].token for index in sorted(self._chosen))

    def _select(self, index: int) -> None:
        self._at = index
        if self._many:
            self._chosen ^= {index}
        else:
            self._chosen = {index}

    def press(self, key: str, character: str | None) -> bool:
        """Take a letter, a digit, an arrow or space."""
        count = len(self._items)
        index = letter_index(character, count)
        if index >= 0:
            self._select(index)
        elif key in {"up", "down"}:
            start = self._at if self._at >= 0 else (-1 if key == "down" else count)
            self._at = min(max(0, start + (1 if key == "down" else -1)), count - 1)
            if not self._many:
                self._chosen = {self._at}
        elif key == "space" and self._at >= 0:
            self._select(self._at)
        else:
            return False
        return True

    def pick(self, target: str) -> bool:
        """Take a click on an option."""
        if not target.startswith(_TARGET):
            return False
        self._select(int(target.removeprefix(_TARGET)))
        return True

    def _sign(self, index: int) -> str:
        if self._many:
            return self.glyphs.box_on if index in self._chosen else self.glyphs.box_off
        return ""

    def _option(self, index: int, width: int, mark: Span, ink: str, style: str) -> list[Row]:
        sign = self._sign(index)
        lead = (
            Span(" " * MARGIN),
            mark,
            Span("  "),
            Span(letter_of(index), ink or "letter"),
            Span(f"  {sign}" if sign else "  ", ink or "letter"),
            Span("  "),
        )
        text, target = self._items[index].text, f"{_TARGET}{index}"
        return prose(text, width, lead=lead, ink=ink, style=style, target=target)

    def draw(self, width: int) -> Drawing:
        """Return the options, those chosen marked."""
        rows: list[Row] = []
        focus = (0, 0)
        for index in range(len(self._items)):
            is_chosen = index in self._chosen
            mark = self.glyphs.here if index == self._at else " "
            style = "cursor" if is_chosen else ""
            option = self._option(index, width, Span(mark, "chosen"), "", style)
            words = _("chosen") if self._many else _("your choice")
            tag = Span(f"{self.glyphs.chosen} {words}" if is_chosen else "", "")
            option = tagged(option, tag, width)
            if index == self._at:
                focus = (len(rows), len(option))
            rows += option
        return Drawing(tuple(rows), focus=focus)

    def tell(self, width: int, told: Sequence[Told]) -> tuple[Row, ...]:
        """Return the options with the key and the own answer marked."""
        rows: list[Row] = []
        for index, one in enumerate(told):
            sign, ink, tag = self._verdict(one)
            option = self._option(index, width, Span(sign, ink), ink, "")
            rows += tagged(option, Span(tag, ink), width)
        return tuple(rows)

    def _verdict(self, told: Told) -> tuple[str, str, str]:
        """Return sign, ink and words for an option."""
        if told.right and told.chosen:
            return self.glyphs.right, "right", _("your answer, right")
        if told.right:
            if self._many:
                return self.glyphs.right, "partly", _("right, not chosen")
            return self.glyphs.right, "right", right_answer()
        if told.chosen:
            words = _("your answer, wrong") if self._many else your_answer()
            return self.glyphs.wrong, "wrong", words
        return " ", "", ""

    def hints(self) -> tuple[Hint, ...]:
        """Return the letters."""
        label = _("choose, or take back") if self._many else _("choose")
        return (Hint(span_of_letters(len(self._items)), label),)

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Return letters, digits, arrows and space."""
        count = len(self._items)
        arrows = _("go to an option") if self._many else _("choose the one above, below")
        return (
            (span_of_letters(count), _("choose an option")),
            (f"1-{count}", _("the same by number")),
            (_("up, down"), arrows),
            (_("space"), _("choose the option that is pointed at")),
        )

    def status(self) -> str:
        """Return which letters are chosen."""
        letters = [letter_of(index) for index in sorted(self._chosen)]
        if not letters:
            return ""
        if len(letters) == 1:
            return _("{letter} is chosen").format(letter=letters[0])
        return _("{letters} and {last} are chosen").format(
            letters=", ".join(letters[:-1]), last=letters[-1]
        )

    def missing(self) -> str:
        """Return that an option has to be chosen."""
        return _("Choose first: {letters}.").format(letters=span_of_letters(len(self._items)))
