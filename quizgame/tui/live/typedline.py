"""A line that is typed, drawn as spans: without a widget there is nothing to lay out."""

from rich.cells import cell_len

from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import Row, Span, clip, even

_LONGEST = 200
_HIDDEN = "*"
_INK, _CURSOR = "field", "field-cursor"


class TypedLine:
    """What is typed, and where in it the cursor is."""

    def __init__(self, text: str = "", *, is_secret: bool = False, offered: str = "") -> None:
        """Start with a text, the cursor behind it; `offered` is shown while nothing is typed."""
        self.text = even(clean_line(text))[:_LONGEST]
        self.at = len(self.text)
        self._is_secret, self._offered = is_secret, offered

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; returns whether it means anything in a line."""
        match key:
            case "left":
                self.at = self._before()
            case "right":
                self.at = self._behind()
            case "home":
                self.at = 0
            case "end":
                self.at = len(self.text)
            case "backspace":
                begin = self._before()
                self.text = self.text[:begin] + self.text[self.at :]
                self.at = begin
            case "delete":
                self.text = self.text[: self.at] + self.text[self._behind() :]
            case _:
                if not character or not character.isprintable():
                    return False
                self.insert(character)
        return True

    def insert(self, text: str) -> None:
        """Put typed or pasted text at the cursor, as much of it as there is room for."""
        before, behind = self.text[: self.at], self.text[self.at :]
        room = _LONGEST - len(self.text)
        before = even(clean_line(before + text[: max(0, room)]))
        self.text, self.at = before + behind, len(before)

    def _before(self) -> int:
        """Return where the sign left of the cursor begins, marks on it included."""
        at = max(0, self.at - 1)
        while at and not cell_len(self.text[at]):
            at -= 1
        return at

    def _behind(self) -> int:
        at = min(len(self.text), self.at + 1)
        while at < len(self.text) and not cell_len(self.text[at]):
            at += 1
        return at

    def spans(self, width: int, *, has_cursor: bool = True) -> tuple[Span, ...]:
        """Return the line in exactly `width` cells, as much of it as fits around the cursor."""
        if not self.text and self._offered:
            shown = clip(self._offered, width - 1)
            rest = width - 1 - cell_len(shown)
            return (Span(" ", _CURSOR if has_cursor else _INK), *_filled(shown, rest, _INK))
        text, at = (self.text, self.at) if has_cursor else (self.text, 0)
        behind = self._behind() if has_cursor else 0
        if self._is_secret:
            text = _HIDDEN * len(text)
        under = (text[at:behind] or " ") if has_cursor else ""
        start = 0
        while cell_len(text[start:at]) + cell_len(under) > width:
            start += 1
        before = text[start:at]
        room = width - cell_len(before) - cell_len(under)
        after = clip(text[behind:], room)
        spans = [Span(before, _INK)] if before else []
        if under:
            spans.append(Span(under, _CURSOR))
        return (*spans, *_filled(after, room - cell_len(after), _INK))

    def put_into(self, row: Row, width: int, *, has_cursor: bool) -> Row:
        """Return a row with the line in the place that it keeps free for a field."""
        spans: list[Span] = []
        for span in row.spans:
            if span.target != _FIELD:
                spans.append(span)
                continue
            line = self.spans(width, has_cursor=has_cursor)
            spans += [one._replace(target=_FIELD) for one in line]
        return row._replace(spans=tuple(spans))


_FIELD = "field"


def _filled(text: str, rest: int, ink: str) -> tuple[Span, ...]:
    spans = (Span(text, ink), Span(" " * rest, _INK))
    return tuple(span for span in spans if span.text)
