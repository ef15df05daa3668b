"""The words that a bank explains: added, changed, taken out, and where each is used."""

import re
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.catalogue import _, plural
from quizgame.model.text import fold
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.page import ENTER
from quizgame.tui.panes import Body, Divider, Listing, Panes, table_row
from quizgame.tui.widgets import Heading, Hint, KeyBar, Sheet
from quizgame.tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import DeskView, QuestionRow

_LEAD = (Span(" "),)
_WORD, _MEANING = 80, 1000
_USED = 14
_LEAST = 40
_STEMS = 12
_TOLD = 24


class GlossaryScreen(Panes):
    """The glossary; all that is done to it is in the bank's desk at once."""

    CSS_PATH = "glossary.tcss"

    def __init__(self, desk: "Desk") -> None:
        """Start with no words."""
        super().__init__()
        self._desk = desk
        self._view: DeskView | None = None
        self._words: dict[str, str] = {}
        self._uses: dict[str, list[QuestionRow]] = {}
        self._edited: str | None = None
        self._done = self._undone = 0

    def compose(self) -> ComposeResult:
        """Yield the parts; the field is for a word, then for its meaning."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield Field(max_length=_MEANING)
        yield KeyBar()

    @property
    def field(self) -> Field:
        """The field for a word or a meaning."""
        return self._part(Field)

    @on(events.Mount)
    async def prepare(self) -> None:
        """Read them."""
        self.field.display = False
        await self._read()

    async def _read(self, word: str = "") -> None:
        done, view = await self.act(self._desk.view)
        if done:
            self._view = view
        done, words = await self.act(self._desk.glossary)
        if done and words is not None:
            self._words = dict(words)
        rows = self._view.rows if self._view else ()
        stems = [(row, fold(row.stem)) for row in rows]
        self._uses = {one: _uses(one, stems) for one in self._words}
        if word in self._words:
            self.menu.cursor = word
        self.redraw()
        if self.is_here and self.menu.cursor:
            self.menu.point(self.menu.cursor)

    # What is drawn

    def draw(self) -> None:
        """List the words."""
        view = self._view
        title = view.title if view else ""
        count = plural("{n} word is explained", "{n} words are explained", len(self._words))
        self.heading.titles(title, _("Words"), below=(Span(count, "muted"),))
        width = self.menu.measure
        if not self._words:
            text = _("No word is explained yet. a adds one; players see it with w.")
            self.menu.show((BLANK, *paragraph((Span(text, "muted"),), width, lead=_LEAD)))
            return
        rows = []
        for word, meaning in self._words.items():
            left = (Span("  "), Span(word, "strong"), Span(f"  {clip(meaning, width)}", "muted"))
            used = len(self._uses[word])
            told = plural("{n} question", "{n} questions", used) if used else _("not used")
            cell = Span(told, "muted" if used else "warning")
            rows.append(table_row(left, (cell,), (_USED,), width, target=word, least=_LEAST))
        self.menu.show(rows)

    def details(self, target: str, width: int) -> list[Row]:
        """Return a word, its meaning, and the questions that use it."""
        if target not in self._words:
            return []
        rows = paragraph((Span(target, "heading"),), width, lead=_LEAD)
        rows += [*prose(self._words[target], width, lead=_LEAD), BLANK]
        used = self._uses[target]
        if not used:
            words = _("No question asks with this word. It may still be in the article.")
            return [*rows, *paragraph((Span(words, "muted"),), width, lead=_LEAD)]
        words = plural("In {n} question:", "In {n} questions:", len(used))
        rows += [Row((*_LEAD, Span(words, "muted")))]
        for row in used[:_STEMS]:
            rows += paragraph(row.stem, width, lead=(Span(f" {row.index + 1:>3}  ", "muted"),))
        if len(used) > _STEMS:
            more = _("and {n} more").format(n=len(used) - _STEMS)
            rows.append(Row((Span("      "), Span(more, "muted"))))
        return rows

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        if self.field.display:
            words = _("go on") if self._edited is None else _("keep this")
            return Hint("Enter", words, "enter"), Hint("Esc", _("leave it"), "escape")
        has_word = self.menu.cursor in self._words
        is_open = self._view is not None and not self._view.locked
        change = Hint("Enter", _("change"), "enter")
        return (
            *((change,) if has_word and is_open else ()),
            *((Hint("a", _("add"), "a"),) if is_open else ()),
            *((Hint("x", _("take out"), "x"),) if has_word and is_open else ()),
            *((Hint("u", _("undo"), "u", 1),) if self._done else ()),
            *((Hint("U", _("redo"), "U", 2),) if self._undone else ()),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    # Keys

    async def press(self, key: str, character: str | None = None) -> bool:
        """Add, change, take out, undo."""
        if self.field.display:
            if key == ENTER:
                await self._entered()
            elif key == "escape":
                self._close_field()
            return True
        key = {"upper_u": "U"}.get(key, character or key)
        if key == "u":
            await self._step(self._desk.undo)
        elif key == "U":
            await self._step(self._desk.redo)
        elif key in {"a", "x", ENTER, "\r"}:
            if self._view is not None and self._view.locked:
                self.say(self._view.locked, "warning")
            elif key == "a":
                self._open_field(None, _("Type the word, then press Enter."))
            elif self.menu.cursor in self._words:
                await self._take(self.menu.cursor, is_out=key == "x")
        else:
            return False
        return True

    async def _take(self, word: str, *, is_out: bool) -> None:
        if is_out:
            await self._define(word, "")
        else:
            words = _("Type what “{word}” means, then press Enter.")
            self._open_field(word, words.format(word=clip(word, _TOLD)))

    def _open_field(self, word: str | None, words: str) -> None:
        """Let a word be typed, or the meaning of `word`."""
        self._edited = word
        self.field.max_length = _WORD if word is None else _MEANING
        self.field.value = "" if word is None else self._words.get(word, "")
        self.field.cursor_position = len(self.field.value)
        self.field.display = True
        self.field.focus()
        self.say(words)
        self.show_keys()

    def _close_field(self) -> None:
        self.field.display = False
        self.set_focus(None)
        self.say("")
        self.redraw()

    async def press_in_field(self, key: str) -> bool:
        """Leave everything as it was with Escape."""
        if key == "escape":
            self._close_field()
        return key == "escape"

    @on(Input.Submitted)
    async def submitted(self, event: Input.Submitted) -> None:
        """Go on to the meaning, or keep it."""
        event.stop()
        await self._entered()

    async def _entered(self) -> None:
        text = self.field.value.strip()
        if self._edited is None:
            if text:
                words = _("Type what “{word}” means, then press Enter.")
                self._open_field(text, words.format(word=clip(text, _TOLD)))
            else:
                self._close_field()
            return
        word = self._edited
        if not text:
            self.say(_("Without a meaning it is not kept. Esc leaves it as it was."), "warning")
            return
        self._close_field()
        if text != " ".join(self._words.get(word, "").split()):
            await self._define(word, text)

    async def _define(self, word: str, meaning: str) -> None:
        was = word in self._words
        at = self.menu.targets.index(word) if word in self.menu.targets else 0
        done, _nothing = await self.act(self._desk.define, word, meaning)
        if not done:
            return
        self._done, self._undone = self._done + 1, 0
        left = [one for one in self._words if one != word]
        await self._read(word if meaning else (left[min(at, len(left) - 1)] if left else ""))
        words = _("“{word}” is changed. u takes it back.")
        if not meaning:
            words = _("“{word}” is taken out. u brings it back.")
        elif not was:
            words = _("“{word}” is added. u takes it back.")
        self.say(words.format(word=clip(word, _TOLD)))

    async def _step(self, deed: "Callable[[], str]") -> None:
        """Take back what was done here, or do it again."""
        is_undo = deed == self._desk.undo
        if not (self._done if is_undo else self._undone):
            self.say(_("Nothing was done here.") if is_undo else _("Nothing was taken back here."))
            return
        before = set(self._words)
        done, what = await self.act(deed)
        if not done:
            return
        step = -1 if is_undo else 1
        self._done, self._undone = self._done + step, self._undone - step
        await self._read()
        if back := [word for word in self._words if word not in before]:
            self.menu.point(back[0])
        words = _("Taken back: {act}. U does it again.") if is_undo else _("Done again: {act}.")
        self.say(words.format(act=what))


def _uses(word: str, stems: "list[tuple[QuestionRow, str]]") -> "list[QuestionRow]":
    """Return the questions whose stem has a word, also with an ending such as a plural's."""
    wanted = fold(word)
    if not wanted:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}")
    return [row for row, stem in stems if pattern.search(stem)]
