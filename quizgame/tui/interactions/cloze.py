"""Filling gaps in running text."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.model.questions.base import Blank, Response
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph, width_of
from quizgame.tui.interactions.base import (
    MARGIN,
    Drawing,
    Interaction,
    Place,
    Told,
    letter_index,
    letter_of,
    span_of_letters,
    tagged,
)
from quizgame.tui.widgets.keybar import Hint

_HARD_SPACE = "\u00a0"
_FIELD_WIDTH = 32


class Cloze(Interaction):
    """Gaps in the text; the active one is filled by letter or by typing below the text."""

    def restore(self, response: Response) -> None:
        """Take over what fills the gaps."""
        self._blanks = self.presentation.blanks
        complete = len(response) == len(self._blanks)
        self._given = list(response) if complete else [""] * len(self._blanks)
        self._at = 0

    @property
    def response(self) -> Response:
        """One token a gap, `()` while all are empty."""
        given = tuple(value.strip() for value in self._given)
        return given if any(given) else ()

    @property
    def _blank(self) -> Blank:
        return self._blanks[self._at]

    @property
    def typed(self) -> str | None:
        """What is typed into the active gap, None where it is filled by letter."""
        return None if self._blank.items else self._given[self._at]

    def type(self, value: str) -> None:
        """Take over what was typed into the active gap."""
        if not self._blank.items:
            self._given[self._at] = value

    def _go(self, by: int) -> None:
        self._at = (self._at + by) % len(self._blanks)

    def _fill(self, index: int) -> None:
        self._given[self._at] = self._blank.items[index].token
        count = len(self._given)
        around = [(self._at + step) % count for step in range(1, count)]
        self._at = next((gap for gap in around if not self._given[gap].strip()), self._at)

    def press(self, key: str, character: str | None) -> bool:
        """Take Tab or an arrow for another gap, a letter for what fills it."""
        index = letter_index(character, len(self._blank.items))
        if index >= 0:
            self._fill(index)
        elif key in {"tab", "right", "down"}:
            self._go(1)
        elif key in {"shift+tab", "left", "up"}:
            self._go(-1)
        elif key in {"backspace", "delete"}:
            self._given[self._at] = ""
        else:
            return False
        return True

    def pick(self, target: str) -> bool:
        """Take a click on a gap or on an option."""
        kind, colon, number = target.partition(":")
        if kind == "gap" and colon:
            self._at = int(number)
        elif kind == "option" and colon:
            self._fill(int(number))
        else:
            return target == "field"
        return True

    def _text_of(self, gap: int) -> str:
        given = self._given[gap]
        for item in self._blanks[gap].items:
            if item.token == given:
                return item.text
        return given if not self._blanks[gap].items else ""

    def _running(self, gaps: Sequence[Sequence[Span]], width: int) -> list[Row]:
        spans: list[Span] = []
        for index, segment in enumerate(self.presentation.segments):
            spans.append(Span(segment))
            if index < len(gaps):
                spans += gaps[index]
        margin = (Span(" " * MARGIN),)
        return paragraph(spans, width - MARGIN, lead=margin)

    def _gap(self, gap: int) -> tuple[Span, ...]:
        is_here = gap == self._at
        text = (self._text_of(gap) or "_" * 6).replace(" ", _HARD_SPACE)
        mark = self.glyphs.here if is_here else str(gap + 1)
        ink = "gap-active" if is_here else "gap"
        return (Span(f"[{mark}{_HARD_SPACE}{text}]", ink, f"gap:{gap}"),)

    def draw(self, width: int) -> Drawing:
        """Return the text with its gaps, and below it what fills the active one."""
        rows = self._running([self._gap(gap) for gap in range(len(self._blanks))], width)
        label = _("Gap {n} of {all}").format(n=self._at + 1, all=len(self._blanks))
        rows += [BLANK]
        if not self._blank.items:
            unit = f" {self._blank.units[0]}" if self._blank.units else ""
            lead = (Span(" " * MARGIN), Span(f"{label}  ", "strong"))
            column = width_of(lead)
            room = max(8, min(_FIELD_WIDTH, width - column - len(unit) - 2))
            spans = (*lead, Span(" " * room, target="field"), Span(unit, "muted"))
            return Drawing((*rows, Row(spans)), Place(len(rows), column, room), (len(rows), 1))
        rows.append(Row((Span(" " * MARGIN), Span(label, "strong"))))
        first = len(rows) - 1
        for index, item in enumerate(self._blank.items):
            is_given = item.token == self._given[self._at]
            lead = (Span(" " * (MARGIN + 3)), Span(f"{letter_of(index)}   ", "letter"))
            style = "cursor" if is_given else ""
            option = prose(item.text, width, lead=lead, style=style, target=f"option:{index}")
            chosen = f"{self.glyphs.chosen} {_('in the gap')}" if is_given else ""
            rows += tagged(option, Span(chosen), width)
        return Drawing(tuple(rows), focus=(first, len(rows) - first))

    def tell(self, width: int, told: Sequence[Told]) -> tuple[Row, ...]:
        """Return the text with what was given and what is right in its gaps."""
        gaps: list[tuple[Span, ...]] = []
        for one in told:
            sign = self.glyphs.right if one.right else self.glyphs.wrong
            given = (one.given or _("nothing")).replace(" ", _HARD_SPACE)
            if one.right:
                gaps.append((Span(f"[{sign}{_HARD_SPACE}{given}]", "right"),))
                continue
            key = f"{self.glyphs.right}{_HARD_SPACE}{one.key}".replace(" ", _HARD_SPACE)
            gaps.append((Span(f"[{sign}{_HARD_SPACE}{given}", "wrong"), Span(f" {key}]", "right")))
        return tuple(self._running(gaps, width))

    def hints(self) -> tuple[Hint, ...]:
        """Return how to fill the active gap and to go to another."""
        hints = [Hint("Tab", _("next gap"), "tab")] if len(self._blanks) > 1 else []
        if self._blank.items:
            hints.insert(0, Hint(span_of_letters(len(self._blank.items)), _("fill gap")))
        return tuple(hints)

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Return all ways to go and to fill."""
        keys = [
            (_("Tab, arrows"), _("go to the next gap; shift+Tab to the one before")),
            (_("backspace"), _("empty the gap")),
        ]
        if self._blank.items:
            keys.insert(0, (span_of_letters(len(self._blank.items)), _("fill the gap")))
        return tuple(keys)

    def status(self) -> str:
        """Return how many gaps are filled."""
        done = sum(bool(value.strip()) for value in self._given)
        if not done:
            return ""
        return _("{n} of {all} gaps are filled").format(n=done, all=len(self._given))

    def missing(self) -> str:
        """Return which gaps are empty."""
        empty = [str(gap + 1) for gap, value in enumerate(self._given) if not value.strip()]
        if not empty:
            return _("A number can not be read.")
        return _("Still empty: gap {names}.").format(names=", ".join(empty))
