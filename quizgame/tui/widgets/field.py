"""A field to type in: Textual's own, without a frame and without a blinking cursor."""

from textual.widgets import Input


class Field(Input):
    """One line of text. Its page takes Escape, which leaves it, and Enter."""

    def __init__(self, *, placeholder: str = "", max_length: int = 200) -> None:
        """Start empty."""
        super().__init__(
            placeholder=placeholder, max_length=max_length, compact=True, select_on_focus=False
        )
        self.cursor_blink = False
