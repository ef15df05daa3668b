"""The place at the foot of a form where a text is typed: one line, or several."""

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from quizgame.tui.widgets.area import MOST, Area
from quizgame.tui.widgets.field import Field


class Place(Widget):
    """A field and an area, of which one is seen while something is written."""

    class Typed(Message):
        """What stands in the place is another text now."""

        def __init__(self, text: str) -> None:
            """Keep the text."""
            super().__init__()
            self.text = text

    class Entered(Message):
        """Enter was pressed in the one line."""

    def __init__(self) -> None:
        """Start closed."""
        super().__init__()
        self._last = self._opened = ""

    def compose(self) -> ComposeResult:
        """Yield both."""
        yield Field(max_length=MOST)
        yield Area()

    @property
    def _field(self) -> Field:
        return self.query_exactly_one(Field)

    @property
    def _area(self) -> Area:
        return self.query_exactly_one(Area)

    @property
    def is_long(self) -> bool:
        """Whether several lines are written, so that Enter breaks one."""
        return self.has_class("-long")

    @property
    def value(self) -> str:
        """What stands there."""
        return self._area.value if self.is_long else self._field.value

    @property
    def is_touched(self) -> bool:
        """Whether another text stands there than the one that it was opened with."""
        return self.value != self._opened

    def open(self, text: str, *, is_long: bool, is_replaced: bool = False) -> None:
        """Let a text be written, beginning with this one, the cursor behind it.

        One that `is_replaced` is selected, so that what is typed first takes its place.
        """
        self.set_class(is_long, "-long")
        self.set_class(not is_long, "-short")
        if is_long:
            self._area.load_text(text)
            self._area.focus()
            if is_replaced:
                self._area.select_all()
        else:
            self._field.value = text
            self._field.cursor_position = len(self._field.value)
            self._field.focus()
            if is_replaced:
                self._field.select_all()
        self._last = self._opened = self.value

    def close(self) -> None:
        """Hide."""
        self.remove_class("-long", "-short")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def changed(self, event: Message) -> None:
        """Tell what is typed, but not what `open` put there."""
        event.stop()
        text = self.value
        if text != self._last and (self.has_class("-long") or self.has_class("-short")):
            self._last = text
            self.post_message(self.Typed(text))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Tell that Enter was pressed."""
        event.stop()
        self.post_message(self.Entered())
