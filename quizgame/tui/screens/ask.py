"""A question that has to be answered before anything goes on."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from quizgame.model.text import clean_block, clean_line
from quizgame.tui.asking import Choice
from quizgame.tui.draw.glyphs import LETTERS, SHAPES, Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.widgets import Canvas

_WIDTH = 56
_BESIDE, _AROUND = 10, 4  # what margin, frame and padding take of columns, of lines


class Ask(ModalScreen[str]):
    """A box with a title, a text and a few choices: by letter, by arrows and Enter, by click."""

    AUTO_FOCUS = ""
    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar = []

    def __init__(self, title: str, text: str, choices: tuple[Choice, ...]) -> None:
        """Keep what is asked; the first choice has the cursor."""
        super().__init__()
        self._title, self._text, self._choices = clean_line(title), clean_block(text), choices
        self._at = 0

    def compose(self) -> ComposeResult:
        """Yield the box."""
        yield Canvas()

    @property
    def box(self) -> Canvas:
        """The box."""
        return self.query_exactly_one(Canvas)

    @property
    def _glyphs(self) -> Glyphs:
        glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
        return glyphs

    def on_mount(self) -> None:
        """Frame the box with signs that the terminal has."""
        self.set_class(self._glyphs is LETTERS, "-letters")
        self._fit()

    def on_resize(self) -> None:
        """Wrap everything anew."""
        self._fit()

    def _fit(self) -> None:
        """Make the box as high as it has rows."""
        rows = self._rows()
        self.box.styles.height = len(rows) + _AROUND
        self.box.show(rows)

    def _rows(self) -> list[Row]:
        width = max(1, min(_WIDTH, self.app.size.width - _BESIDE))
        rows: list[Row] = paragraph((Span(self._title, "heading"),), width)
        if self._text:
            rows += [BLANK, *paragraph(self._text, width)]
        rows.append(BLANK)
        for index, choice in enumerate(self._choices):
            here = index == self._at
            mark = Span(f" {self._glyphs.here if here else ' '} ")
            spans = (mark, Span(f"{choice.key}  ", "" if here else "key"), Span(choice.label))
            rows.append(Row(spans, "cursor" if here else "", choice.answer or "-"))
        return rows

    def on_key(self, event: events.Key) -> None:
        """Take a choice or move to another."""
        event.stop()
        if not self.is_active:
            return  # answered already
        if event.key == "escape":
            self.dismiss("")
        elif event.key == "enter":
            self.dismiss(self._choices[self._at].answer)
        elif event.key in {"up", "down", "tab", "shift+tab"}:
            step = 1 if event.key in {"down", "tab"} else -1
            self._at = (self._at + step) % len(self._choices)
            self.box.show(self._rows())
        for choice in self._choices:
            if event.character and event.character.casefold() == choice.key.casefold():
                self.dismiss(choice.answer)

    def on_canvas_clicked(self, event: Canvas.Clicked) -> None:
        """Take the clicked choice."""
        event.stop()
        if not self.is_active:
            return
        self.dismiss("" if event.target == "-" else event.target)
