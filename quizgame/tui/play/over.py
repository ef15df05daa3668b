"""Pages that may lie over a sitting: its clock runs on, and is shown there too."""

from quizgame.tui.draw.rows import Span
from quizgame.tui.page import Page


class Over(Page):
    """A page that shows the clock of the page below it, where there is one."""

    def clock_spans(self) -> tuple[Span, ...]:
        """Return the clock as it is now, nothing where none runs below."""
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else 0
        below = stack[place - 1] if place else None
        spans = getattr(below, "clock_spans", None)
        clock: tuple[Span, ...] = spans() if spans else ()
        return clock

    def tick(self) -> None:
        """Show the clock as it is now."""
        self.heading.tick(self.clock_spans())
