"""The head of a screen: two lines and a rule. Clock and pulse repaint their own cells only."""

from collections.abc import Sequence

from textual.geometry import Region

from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import Row, Span, apart, width_of
from quizgame.tui.widgets.canvas import Canvas

_PULSE_CELLS = 3


class Heading(Canvas):
    """Three lines: title and place, progress and clock, rule."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self._upper: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
        self._lower: tuple[Span, ...] = ()
        self._clock: tuple[Span, ...] = ()
        self._pulse = ""

    def titles(
        self,
        left: str,
        right: str = "",
        *,
        below: Sequence[Span] = (),
        clock: Sequence[Span] = (),
    ) -> None:
        """Show a title, what stands at its right, and the second line's left and right."""
        self._upper = ((Span(left, "heading"),), (Span(right, "muted"),) if right else ())
        self._lower, self._clock = tuple(below), tuple(clock)
        self._draw()

    def tick(self, clock: Sequence[Span]) -> None:
        """Show another clock: only its own cells are painted."""
        new = tuple(clock)
        if new == self._clock:
            return
        size = max(width_of(self._clock), width_of(new)) + 1
        self._clock = new
        lower = self._second(self.size.width)
        if lower != self.row_at(1):
            self._rows = (self._rows[0], lower, *self._rows[2:])
            self.refresh(Region(max(0, self.size.width - size), 1, size, 1))

    def pulse(self, sign: str) -> None:
        """Show a sign of one cell in the rule, that somebody is there at the other end."""
        if sign == self._pulse:
            return
        self._pulse = sign
        if self._rows:
            width = self.size.width
            self._rows = (*self._rows[:2], self._rule(width))
            self.refresh(Region(max(0, width - _PULSE_CELLS), 2, _PULSE_CELLS, 1))

    def _rule(self, width: int) -> Row:
        rule: str = getattr(self.app, "glyphs", SHAPES).rule
        if not self._pulse:
            return Row((Span(rule * width, "rule"),))
        return Row(
            (Span(rule * (width - _PULSE_CELLS), "rule"), Span(f" {self._pulse} ", "chosen"))
        )

    def _second(self, width: int) -> Row:
        margin = Span(" ")
        return Row(apart((margin, *self._lower), (*self._clock, margin), width))

    def _composed(self) -> tuple[Row, ...]:
        width = self.size.width
        left, right = self._upper
        margin = Span(" ")
        return (
            Row(apart((margin, *left), (*right, margin), width)),
            self._second(width),
            self._rule(width),
        )

    def _draw(self) -> None:
        self.show(self._composed())

    def on_resize(self) -> None:
        """Fit into the new width."""
        self._draw()
