"""The foot of a screen: a message, a rule, and the keys that are valid now."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.message import Message

from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import Row, Span, clip_spans, width_of
from quizgame.tui.widgets.canvas import Canvas

_GAPS = (3, 2)
_KEPT = frozenset({"escape", "question_mark"})
"""The ways back and to the help, where all keys are told: they are never left out."""


class Hint(NamedTuple):
    """A key and what it does. A click on it presses `press`, the key's Textual name.

    Where the line is too short, hints of a higher `rank` are left out first, and of the same rank
    the last. Those that lead back or to the help, and the first of all, stay.
    """

    key: str
    label: str
    press: str = ""
    rank: int = 0


class KeyBar(Canvas):
    """Three lines: message, rule, keys."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            """Keep the key's name."""
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self.hints: tuple[Hint, ...] = ()
        self.message = ""
        self.ink_name = "muted"

    def keys(self, hints: Sequence[Hint]) -> None:
        """Show the keys that are valid now."""
        self.hints = tuple(hints)
        self._draw()

    def show_all(self, hints: Sequence[Hint], message: str, ink: str = "muted") -> None:
        """Show keys and message at once."""
        self.hints, self.message, self.ink_name = tuple(hints), message, ink
        self._draw()

    def say(self, message: str, ink: str = "muted") -> None:
        """Show a message on the line above the keys."""
        self.message, self.ink_name = message, ink
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        glyphs = getattr(self.app, "glyphs", SHAPES)
        self.show(
            (
                Row(clip_spans((Span(" "), Span(clean_line(self.message), self.ink_name)), width)),
                Row((Span(glyphs.rule * width, "rule"),)),
                Row(fitting(self.hints, width)),
            )
        )

    def on_resize(self) -> None:
        """Fit the keys into the new width."""
        self._draw()

    def on_canvas_clicked(self, event: Canvas.Clicked) -> None:
        """Tell which key was clicked."""
        event.stop()
        self.post_message(self.Pressed(event.target))


def fitting(hints: Sequence[Hint], width: int) -> tuple[Span, ...]:
    """Return as many hints as fit: closer together first, then without the dispensable."""
    shown = list(hints)
    while shown:
        for gap in _GAPS:
            spans = _spaced(shown, gap)
            if width_of(spans) <= width:
                return spans
        spare = [i for i, hint in enumerate(shown) if hint.press not in _KEPT and (i or hint.rank)]
        if not spare:
            return clip_spans(_spaced(shown, 1), width)
        del shown[max(spare, key=lambda i: (shown[i].rank, i))]
    return ()


def _spaced(hints: Sequence[Hint], gap: int) -> tuple[Span, ...]:
    spans = [Span(" ")]
    for hint in hints:
        if len(spans) > 1:
            spans.append(Span(" " * gap))
        spans.append(Span(hint.key, "key", hint.press))
        spans.append(Span(f" {hint.label}", "hint", hint.press))
    return tuple(spans)
