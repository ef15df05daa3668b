"""Which type a new question is to have: eight, each with what it is for and how it looks."""

from typing import TYPE_CHECKING

from textual import events, on

from quizgame.catalogue import _
from quizgame.tui.composing.preview import preview_rows
from quizgame.tui.draw.rows import BLANK, Row, Span, clip_spans, paragraph, width_of
from quizgame.tui.forms import type_name
from quizgame.tui.page import ENTER
from quizgame.tui.panes import Panes
from quizgame.tui.widgets import Hint
from quizgame.tui.widgets.form import choosing_hint

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import Preview

_NUMBERED = 5
_GAP = 3


class KindsScreen(Panes):
    """The types of questions; the one that is taken is what the screen is dismissed with."""

    CSS_PATH = "kinds.tcss"

    def __init__(self, desk: "Desk") -> None:
        """Keep the desk, which knows the types."""
        super().__init__()
        self._desk = desk
        self._types: tuple[str, ...] = ()
        self._previews: dict[str, Preview | None] = {}

    @on(events.Mount)
    async def prepare(self) -> None:
        """Make a question of each type, to be shown."""
        self._types = self._desk.types
        for kind in self._types:
            done, fields = await self.act(self._desk.blank, kind)
            if done and fields is not None:
                _done, self._previews[kind] = await self.act(self._desk.preview, fields)
        self.redraw()

    def draw(self) -> None:
        """List the types."""
        told = _("It stays a draft until you say that it is ready.")
        self.heading.titles(_("A new question"), below=(Span(told, "muted"),))
        names = {kind: type_name(kind) for kind in self._types}
        column = max((width_of((Span(name),)) for name in names.values()), default=0) + _GAP
        width = self.menu.measure
        rows: list[Row] = []
        for number, (kind, name) in enumerate(names.items(), start=1):
            pad = " " * (column - width_of((Span(name),)))
            spans = [Span(f"  {number}  ", "key"), Span(name, "strong")]
            words = Span(pad + _short(kind), "muted")
            if width_of((*spans, words)) <= width:
                spans.append(words)
            rows.append(Row(clip_spans(spans, width), "", kind))
        self.menu.show(rows)

    def details(self, target: str, width: int) -> list[Row]:
        """Return what a type is for, and how such a question looks."""
        if target not in self._types:
            return []
        rows = paragraph(_purpose(target), width, lead=(Span(" "),))
        if preview := self._previews.get(target):
            rows += [BLANK, *preview_rows(preview, width, self.house.glyphs, is_told=False)]
        return rows

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        return (
            choosing_hint(self.house.glyphs),
            Hint("1-8", _("choose")),
            Hint("Enter", _("write it"), "enter"),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Take a type."""
        if character and character.isdecimal() and 1 <= int(character) <= len(self._types):
            kind = self._types[int(character) - 1]
            if self.menu.cursor == kind:
                self.dismiss(kind)
            else:
                self.menu.point(kind)
        elif key == ENTER and self.menu.cursor in self._types:
            self.dismiss(self.menu.cursor)
        else:
            return False
        return True


def _short(kind: str) -> str:
    """Return in a few words what a type is for."""
    return {
        "single-choice": _("who, where, which"),
        "multiple-response": _("all that fit"),
        "true-false": _("a quick check"),
        "short-text": _("a name or a term"),
        "numeric": _("how many, when"),
        "ordering": _("what came first"),
        "matching": _("who said what"),
        "cloze": _("words in their place"),
    }.get(kind, "")


def _purpose(kind: str) -> str:
    """Return in a sentence or two what a type is for."""
    return {
        "single-choice": _(
            "Who, where, which one? One answer is right; each wrong one says why it is wrong. "
            "Three options are enough."
        ),
        "multiple-response": _(
            "Which of these? All that are right have to be found, and no other."
        ),
        "true-false": _("A statement that is true or false. Quick, but half are right by chance."),
        "short-text": _(
            "A name or a term to be remembered and typed. You say what counts as right, and how "
            "many slips of the key are forgiven."
        ),
        "numeric": _("A number to be typed, with units and a tolerance if you like."),
        "ordering": _("What came first, what next? Items to be put in their order."),
        "matching": _("Who said what? Two columns; each on the left has its partner on the right."),
        "cloze": _("A text with gaps to be typed or chosen, such as a sentence of the article."),
    }.get(kind, "")
