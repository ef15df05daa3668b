"""A field to type in: Textual's own, without a frame and without a blinking cursor."""

from textual.widgets import Input

from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import even


class Field(Input):
    """One line of text. Its page takes Escape, which leaves it, and Enter."""

    def __init__(self, *, placeholder: str = "", max_length: int = 200) -> None:
        """Start empty."""
        super().__init__(
            placeholder=placeholder, max_length=max_length, compact=True, select_on_focus=False
        )
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace what stands between two places, with as much of the text as there is room for.

        Textual drops all of a text that is too long, so that a paste would seem to do nothing.
        """
        room = (self.max_length or len(text)) - len(self.value) + abs(end - start)
        super().replace(text[: max(0, room)], start, end)

    def validate_value(self, value: str) -> str:
        """Clean what is typed, pasted or put there: Textual draws it as it is."""
        return even(clean_line(value))
