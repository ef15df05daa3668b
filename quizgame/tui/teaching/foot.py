"""The foot of a teacher's pages: the big key, the other keys, and whether it is safe to project."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import Row, Span, apart, clip_spans, width_of
from quizgame.tui.widgets import Hint, KeyBar
from quizgame.tui.widgets.keybar import fitting


def safe_word(*, private: bool) -> Span:
    """Return what the last line says at its right: the words that decide over a projector."""
    if private:
        return Span(_("PRIVATE"), "wrong")
    return Span(_("Safe to project"), "right")


class Foot(KeyBar):
    """Message and rule; the big key and a line of other acts where there are any; other keys."""

    def __init__(self) -> None:
        """Start empty, and safe."""
        super().__init__()
        self.main: Hint | None = None
        self.acts: tuple[Hint, ...] = ()
        self.private = False

    def lead(self, main: Hint | None, acts: Sequence[Hint], *, private: bool) -> None:
        """Take what Enter does, the acts beside it, and whether the page is private.

        They are drawn with the next `keys`.
        """
        self.main, self.acts, self.private = main, tuple(acts), private

    def _draw(self) -> None:
        width = self.size.width
        glyphs = getattr(self.app, "glyphs", SHAPES)
        rows = [
            Row(clip_spans((Span(" "), Span(clean_line(self.message), self.ink_name)), width)),
            Row((Span(glyphs.rule * width, "rule"),)),
        ]
        if self.main is not None:
            key, label, press, _rank = self.main
            spans = (Span(f" {key} "), Span(f" {glyphs.arrow} "), Span(label, "strong"))
            rows += [
                Row(clip_spans(spans, width), "cursor", press),
                Row(fitting(self.acts, width)),
            ]
        word = (safe_word(private=self.private), Span(" "))
        keys = fitting(self.hints, max(0, width - width_of(word) - 1))
        rows.append(Row(apart(keys, word, width)))
        self.show(rows)
