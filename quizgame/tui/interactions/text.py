"""Typing a word or a number."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.model.questions.base import Response
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph, width_of
from quizgame.tui.interactions.base import (
    MARGIN,
    Drawing,
    Interaction,
    Place,
    Told,
    mark_ink,
    right_answer,
    tagged,
    your_answer,
)
from quizgame.tui.widgets.keybar import Hint

_FIELD_WIDTH = 40


class Entry(Interaction):
    """One field; the letters typed into it are no commands."""

    def restore(self, response: Response) -> None:
        """Take over what was typed."""
        self._value = response[0] if response else ""
        self._blank = self.presentation.blanks[0]

    @property
    def response(self) -> Response:
        """What is typed, without white space around it."""
        value = self._value.strip()
        return (value,) if value else ()

    @property
    def typed(self) -> str | None:
        """What the field holds."""
        return self._value

    def type(self, value: str) -> None:
        """Take over what was typed."""
        self._value = value

    def draw(self, width: int) -> Drawing:
        """Return the line of the field with the unit behind it."""
        mark = self.glyphs.here if self.is_typed_in else " "
        label = Span(" " * MARGIN + mark + "  ", "chosen")
        unit = self._blank.units[0] if self._blank.units else ""
        size = width_of((label,))
        room = max(8, min(_FIELD_WIDTH, width - size - len(unit) - 2))
        spans = (label, Span(" " * room, target="field"), Span(f" {unit}" if unit else "", "muted"))
        return Drawing((Row(spans), BLANK), Place(0, size, room), (0, 1))

    def tell(self, width: int, told: Sequence[Told]) -> tuple[Row, ...]:
        """Return the typed answer and the key."""
        one = told[0]
        lead = (Span(" " * MARGIN), Span(self._sign(one), mark_ink(right=one.right)), Span("  "))
        ink = mark_ink(right=one.right)
        words = _("your answer, right") if one.right else your_answer()
        given, tag = (one.given, words) if one.given else (_("You gave no answer."), "")
        rows = tagged(paragraph((Span(given, ink),), width, lead=lead), Span(tag, ink), width)
        if one.right:
            return (*rows, BLANK)
        lead = (Span(" " * MARGIN), Span(self.glyphs.right, "right"), Span("  "))
        key = paragraph((Span(one.key, "right"),), width, lead=lead)
        return (*rows, *tagged(key, Span(right_answer(), "right"), width))

    def _sign(self, told: Told) -> str:
        if told.right:
            return self.glyphs.right
        return self.glyphs.wrong if told.chosen else " "

    def press(self, key: str, character: str | None) -> bool:
        """Take nothing: what is typed arrives through the field."""
        del key, character
        return False

    def pick(self, target: str) -> bool:
        """Take a click on the field's line."""
        return target == "field"

    def hints(self) -> tuple[Hint, ...]:
        """Return nothing of its own."""
        return ()

    def status(self) -> str:
        """Return that something is typed."""
        return _("Your answer is typed") if self.response else ""

    def missing(self) -> str:
        """Return that something has to be typed."""
        if self._blank.kind == "number":
            return _("Type a number first.")
        return _("Type your answer first.")
