"""A form as a menu: each row is a thing to decide, and shows what is decided."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.message import Message

from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.rows import Row, Span, clip, clip_spans
from quizgame.tui.widgets import Hint, Menu

_LEAST_LABEL = 20
_ARROWS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a form, with one of several values decided on.

    `values` pairs each value with the words for it. A row without values is a heading, or, with
    `act`, something to do.
    """

    key: str
    label: str
    values: tuple[tuple[Hashable, str], ...] = ()
    index: int = 0
    act: bool = False

    @property
    def value(self) -> Hashable:
        """The value decided on; None where there are none."""
        return self.values[self.index][0] if self.values else None

    @property
    def is_tick(self) -> bool:
        """Whether this is a row to be ticked."""
        return isinstance(self.value, bool)


def tick(key: str, label: str, *, on: bool = False) -> Choice:
    """Return a row to be ticked."""
    return Choice(key, label, ((False, ""), (True, "")), int(on))


def pick(
    key: str, label: str, values: Sequence[tuple[Hashable, str]], value: Hashable = None
) -> Choice:
    """Return a row with one of `values`, at `value` where that is among them."""
    index = next((i for i, (one, _words) in enumerate(values) if one == value), 0)
    return Choice(key, label, tuple(values), index)


class Form(Menu):
    """Choices, changed with the left and right arrow keys, Space, Enter or the mouse."""

    class Changed(Message):
        """A choice has another value."""

        def __init__(self, choice: Choice) -> None:
            """Keep the choice."""
            super().__init__()
            self.choice = choice

    class Acted(Changed):
        """A row with something to do was taken."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Start without choices."""
        super().__init__(id=id)
        self._choices: dict[str, Choice] = {}

    def ask(self, choices: Sequence[Choice]) -> None:
        """Show these choices."""
        self._choices = {choice.key or f" {i}": choice for i, choice in enumerate(choices)}
        self._draw()

    def value(self, key: str) -> Hashable:
        """Return the value decided on in a row."""
        return self._choices[key].value

    def ticked(self, prefix: str) -> tuple[str, ...]:
        """Return what is ticked among the rows whose keys begin with `prefix`, without it."""
        return tuple(
            key.removeprefix(prefix)
            for key, choice in self._choices.items()
            if key.startswith(prefix) and choice.value is True
        )

    def form_key(self, key: str) -> bool:
        """Do what a key asks for; returns whether it is a key for that."""
        if key in {"left", "right", "space"}:
            self._change(-1 if key == "left" else 1, around=key == "space")
        elif key == "enter":
            self._take()
        else:
            return self.menu_key(key)
        return True

    def on_resize(self) -> None:
        """Give labels and values their room."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Change the value under the mouse: a click on its left arrow takes the one before it."""
        event.prevent_default()
        event.stop()
        target = self.target_at(event.x, event.y)
        key, _sep, side = target.partition("|")
        if key:
            self.point(key)
            if side == "left":
                self._change(-1, around=False)
            else:
                self._take()

    def _draw(self) -> None:
        width = self.measure
        labels = (cell_len(one.label) for one in self._choices.values() if _is_pick(one))
        label = min(max(labels, default=0), max(_LEAST_LABEL, width // 2 - _ARROWS))
        self.show([self._row(choice, label, width) for choice in self._choices.values()])

    def _row(self, choice: Choice, label: int, width: int) -> Row:
        glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
        if choice.act:
            mark = Span(f"   {glyphs.arrow} ", "key")
            return Row(clip_spans((mark, Span(choice.label, "strong")), width), "", choice.key)
        if not choice.values:
            return Row(clip_spans((Span(" "), Span(choice.label, "heading")), width))
        if choice.is_tick:
            box = glyphs.box_on if choice.index else glyphs.box_off
            ink = "chosen" if choice.index else "muted"
            ticked = (Span(f"   {box} ", ink), Span(choice.label))
            return Row(clip_spans(ticked, width), "", choice.key)
        words = choice.values[choice.index][1]
        is_last = choice.index == len(choice.values) - 1
        spans = (
            Span("   " + set_cell_size(clip(choice.label, label), label)),
            Span(" < " if choice.index else "   ", "key", f"{choice.key}|left"),
            Span(words, "strong" if choice.index else ""),
            Span("   " if is_last else " > ", "key"),
        )
        return Row(clip_spans(spans, width), "", choice.key)

    def _take(self) -> None:
        choice = self._choices.get(self.cursor)
        if choice and choice.act:
            self.post_message(self.Acted(choice))
        else:
            self._change(1, around=True)

    def _change(self, step: int, *, around: bool) -> None:
        choice = self._choices.get(self.cursor)
        if choice is None or not choice.values:
            return
        count = len(choice.values)
        index = choice.index + step
        if around or choice.is_tick:
            index %= count
        if not 0 <= index < count or index == choice.index:
            return
        changed = replace(choice, index=index)
        self._choices[choice.key] = changed
        self._draw()
        self.post_message(self.Changed(changed))


def _is_pick(choice: Choice) -> bool:
    return bool(choice.values) and not choice.is_tick


def form_hints(glyphs: Glyphs) -> tuple[Hint, ...]:
    """Return the keys that move and change."""
    sides = "←→" if glyphs is SHAPES else _("left right")
    return choosing_hint(glyphs, 2), Hint(sides, _("change"), "space", 1)


def choosing_hint(glyphs: Glyphs, rank: int = 0) -> Hint:
    """Return the keys that move a cursor up and down."""
    return Hint("↑↓" if glyphs is SHAPES else _("up down"), _("choose"), "down", rank)
