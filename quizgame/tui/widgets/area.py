"""A place to write in over several lines: Textual's own, without a frame and a blinking cursor."""

from dataclasses import replace

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.widgets import TextArea

from quizgame.model.text import clean_block
from quizgame.tui.draw.rows import even

MOST = 20_000


class Area(TextArea):
    """Some lines of text, wrapped. Enter breaks a line; its page takes Escape, which leaves it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    @property
    def value(self) -> str:
        """What is written, clean as a whole: signs typed one by one may make too high a pile."""
        return _clean(self.text)

    def load_text(self, text: str) -> None:
        """Take over a text, however long, and put the cursor behind it."""
        super().load_text(_clean(text))
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Clean what is typed or pasted, and take as much of it as there is room for."""
        room = MOST - len(self.text) + len(self.get_text_range(edit.top, edit.bottom))
        return super().edit(replace(edit, text=_clean(edit.text)[: max(0, room)]))


def _clean(text: str) -> str:
    return even(clean_block(text))
