"""A field to type in: Textual's own, without a blinking cursor, left by Escape."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class Field(Input):
    """One line of text without a frame. Escape leaves it; Enter posts `Submitted`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Left(Message):
        """The field was left with Escape."""

    def __init__(self, *, placeholder: str = "", max_length: int = 200) -> None:
        """Start empty."""
        super().__init__(
            placeholder=placeholder, max_length=max_length, compact=True, select_on_focus=False
        )
        self.cursor_blink = False

    def action_leave(self) -> None:
        """Leave the field."""
        self.screen.set_focus(None)
        self.post_message(self.Left())
