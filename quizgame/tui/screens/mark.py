"""Marking: the words of an article that prove a key, by keyboard or mouse, proven at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult

from quizgame.backend.deskviews import Fields, SourceText
from quizgame.catalogue import _, plural
from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import Span, clip
from quizgame.tui.marking.case import SOMEBODY, Case
from quizgame.tui.marking.galley import Galley, Place
from quizgame.tui.marking.pen import Pen
from quizgame.tui.marking.sheet import CURSOR, LEAD, ArticleSheet
from quizgame.tui.marking.verdict import Verdict, no_article_rows, verdict_rows
from quizgame.tui.page import ENTER, Page
from quizgame.tui.panes import Divider
from quizgame.tui.widgets import Heading, Hint, KeyBar
from quizgame.tui.widgets.field import Field

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk

_WIDEST = 84
_STEPS = {"left": -1, "right": 1}
_LINES = {"up": -1, "down": 1}


class MarkScreen(Page):
    """An article with a cursor; it is left with evidence, or with None where nothing was taken.

    `fields` are of evidence that there is already, or empty.
    """

    CSS_PATH = "mark.tcss"

    def __init__(self, desk: "Desk", fields: Fields) -> None:
        """Keep what is marked already."""
        super().__init__()
        self._desk, self._fields = desk, dict(fields)
        self._case = Case((), {})
        self._pressed: Place | None = None
        self._wanted = ""
        self._is_judging = False

    def compose(self) -> ComposeResult:
        """Yield the article, and below it what came of the mark."""
        yield Heading()
        yield ArticleSheet()
        yield Divider()
        yield Verdict()
        yield Field(placeholder=_("words of the article"))
        yield KeyBar()

    @property
    def sheet(self) -> ArticleSheet:
        """The article."""
        return self._part(ArticleSheet)

    @property
    def field(self) -> Field:
        """The field for what is to be found."""
        return self._part(Field)

    @property
    def _pen(self) -> Pen:
        return self._case.pen

    @on(events.Mount)
    async def prepare(self) -> None:
        """Read the sources, and show where the evidence stands."""
        self.field.display = False
        _done, found = await self.act(self._desk.sources)
        self._case = Case(found or (), self._fields)
        self.redraw()
        if self._case.sources:
            await self._judge()
            self._follow()

    # Drawing

    def draw(self) -> None:
        """Draw heading, article and verdict."""
        self._part(Divider).draw()
        case = self._case
        if not case.sources:
            self.heading.titles(_("Mark the proof"))
            self._part(Verdict).show(no_article_rows(self.sheet.measure))
            return
        source = case.source
        told = [plural("{n} paragraph", "{n} paragraphs", len(source.paragraphs))]
        if len(case.sources) > 1:
            count = _("article {n} of {all}")
            told.insert(0, count.format(n=case.number + 1, all=len(case.sources)))
        self.heading.titles(
            _("Mark the proof"),
            clip(clean_line(source.title) or source.key, self.size.width // 2),
            below=(Span(_("Mark the words that prove the answer."), "muted"),),
            clock=(Span(f" {self.house.glyphs.dot} ".join(told), "muted"),),
        )
        width = min(_WIDEST, self.sheet.measure) - LEAD
        galley = self.sheet.galley
        if galley.text is not source.text or galley.width != width:
            self.sheet.lay(Galley(source.text, source.paragraphs, width))
            self.sheet.reveal(self._pen.spot)
        self._draw_mark()

    def _draw_mark(self) -> None:
        ink = "quote" if self._case.is_proven else "gap"
        marks = [(start, end, ink) for start, end in self._case.shown]
        self.sheet.draw_inks([(*self._pen.at, CURSOR), *marks])
        verdict = self._part(Verdict)
        verdict.show(verdict_rows(self._case, verdict.size.width - 2, self.house.glyphs))

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self.field.display:
            return Hint("Enter", _("find it"), ENTER), Hint("Esc", _("leave the field"), "escape")
        if not self._case.sources:
            return (Hint("Esc", _("back"), "escape"),)
        sides = "←→↑↓" if self.house.glyphs is SHAPES else _("arrows")
        pen = self._pen
        more = _("mark on") if pen.has_found else _("begin a mark")
        space = _("end the mark") if pen.is_marking else more
        out = [Hint("Space", space, "space")]
        if self._case.is_proven:
            out.append(Hint("Enter", _("take it"), ENTER))
        if pen.mark:
            out.append(Hint("+", _("another part"), "plus", 1))
        out.append(Hint(sides, _("move"), "right", 2))
        if not pen.is_marking:
            out.append(Hint("/", _("find"), "slash", 1))
        if self._wanted:
            out.append(Hint("n", _("next"), "n", 2))
        if len(self._case.sources) > 1:
            out.append(Hint("Tab", _("next article"), "tab", 2))
        out.append(Hint("Esc", _("drop it") if pen.is_marking else _("back"), "escape"))
        return (*out, Hint("?", _("help"), "question_mark"))

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key."""
        return (
            (_("Space"), _("begin a mark at the word under the cursor; end it")),
            (_("left, right"), _("a word back, a word on")),
            (_("up, down"), _("a line up, a line down")),
            (_("PgUp, PgDn"), _("a page up, a page down")),
            (_("Home, End"), _("the beginning, the end of the article")),
            (_("Shift and an arrow"), _("mark from here on")),
            ("Enter", _("take what is marked, once it is proven")),
            ("+", _("keep this part and mark another, for a quotation with a gap")),
            ("x", _("take the last mark away")),
            ("/", _("find words and mark them")),
            ("n, N", _("the next place with these words, the one before")),
            ("Tab", _("the next article")),
            (_("mouse"), _("drag to mark; a click moves; a double click takes a sentence")),
            ("Esc, q", _("drop the mark that is begun; go back")),
        )

    # Keys

    async def press(self, key: str, character: str | None = None) -> bool:
        """Move, mark, find or take."""
        if not self._case.sources:
            return False
        if character in {"+", "/"}:
            key = {"+": "plus", "/": "slash"}[character]
        plain = key.removeprefix("shift+")
        if plain != key and plain in {*_STEPS, *_LINES, "home", "end", "pageup", "pagedown"}:
            if not self._pen.is_marking:
                self._pen.begin()
            key = plain
        if not (self._moved(key) or await self._marked(key) or await self._sought(key)):
            return False
        if self.takes_keys:
            await self._judge()
            self._follow()
        return True

    def _moved(self, key: str) -> bool:
        pen, sheet = self._pen, self.sheet
        page = max(1, sheet.size.height - 2)
        lines = {**_LINES, "pageup": -page, "pagedown": page}
        if key in _STEPS:
            pen.step(_STEPS[key])
        elif key in lines:
            pen.line(sheet.galley, lines[key])
        elif key in {"home", "end"}:
            pen.go(0 if key == "home" else len(self._case.source.text))
        else:
            return False
        self.say("")
        return True

    async def _marked(self, key: str) -> bool:
        pen = self._pen
        if key == "space":
            if pen.is_marking:
                pen.end()
            else:
                pen.begin()
        elif key == "plus":
            if not pen.keep():
                self.say(_("Mark a part first, then press + for another."), "warning")
        elif key == "x" or (key == "escape" and pen.is_marking):
            pen.drop()
        elif key == ENTER:
            await self._take()
        elif key in {"tab", "shift+tab"}:
            self._case.turn(1 if key == "tab" else -1)
            self.redraw()
        else:
            return False
        return True

    # Judging

    async def _judge(self) -> None:
        """Ask whether what is marked proves, if that is not known."""
        spans = self._case.question()
        if spans is not None:
            key = self._case.source.key
            _done, quoted = await self.act(self._desk.quote, key, spans, SOMEBODY)
            self._case.settle(quoted)

    def _follow(self) -> None:
        """Show cursor and mark, and scroll to the cursor."""
        if self.is_here and self._case.sources:
            self.sheet.reveal(self._pen.spot)
            self._draw_mark()
            self.show_keys()

    async def _take(self) -> None:
        self._pen.end()
        await self._judge()
        case = self._case
        if case.quoted is None:
            self.say(_("Nothing is marked yet. Space begins a mark."), "warning")
        elif not case.quoted.proven:
            self.say(_("This does not prove yet: see why above the line."), "warning")
        else:
            done, names = await self.act(self._desk.speakers)
            if done:
                self.house.open_voice(
                    case.source, case.shown, case.evidence(), names or (), self._voiced
                )

    def _voiced(self, fields: Fields | None) -> None:
        """Leave with the evidence, unless somebody came back from the question whose words."""
        if fields is not None:
            self.dismiss(fields)

    # Finding

    async def _sought(self, key: str) -> bool:
        if key == "slash" and not self._pen.is_marking:
            self.field.display = True
            self.field.value = self._wanted
            self.field.focus()
            self.say("")
        elif key in {"n", "N", "upper_n"} and self._wanted:
            self._find(backwards=key != "n")
        else:
            return False
        return True

    async def press_in_field(self, key: str) -> bool:
        """Find what was typed, or leave the field."""
        if key not in {ENTER, "escape"}:
            return False
        self._close_field()
        wanted = self.field.value.strip()
        if key == ENTER and wanted:
            self._wanted = wanted
            self._find()
            await self._judge()
        self._follow()
        return True

    def _close_field(self) -> None:
        self.field.display = False
        self.set_focus(None)

    def _find(self, *, backwards: bool = False) -> None:
        if self._pen.find(self._wanted, backwards=backwards):
            self.say(_("Found “{words}”. n goes to the next place.").format(words=self._wanted))
        else:
            self.say(_("“{words}” is not in the article.").format(words=self._wanted), "warning")

    # The mouse

    @on(ArticleSheet.Pressed)
    async def pressed(self, event: ArticleSheet.Pressed) -> None:
        """Move the cursor to where the mouse was pressed."""
        event.stop()
        if self._has_article:
            self._close_field()
            self._pressed = event.place
            self._pen.end()
            self._pen.go(event.place[0])
            self._follow()

    @on(ArticleSheet.Dragged)
    async def dragged(self, event: ArticleSheet.Dragged) -> None:
        """Mark from where the mouse was pressed to where it is."""
        event.stop()
        if not self._has_article or self._pressed is None:
            return
        start = min(self._pressed[0], event.place[0])
        end = max(self._pressed[1], event.place[1])
        if self._pen.mark is None and event.place == self._pressed:
            return  # a hand that trembles marks nothing
        self._pen.draw(start, end)
        self._pen.go(event.place[0])
        if not self._is_judging:
            self._is_judging = True
            self.call_next(self._judge_drag)

    async def _judge_drag(self) -> None:
        self._is_judging = False
        if self._has_article:
            await self._judge()
            self._draw_mark()
            self.show_keys()

    @on(ArticleSheet.Released)
    def released(self, event: ArticleSheet.Released) -> None:
        """End what was dragged."""
        event.stop()
        self._pressed = None

    @on(ArticleSheet.Doubled)
    async def doubled(self, event: ArticleSheet.Doubled) -> None:
        """Mark the sentence that was clicked twice."""
        event.stop()
        if self._has_article:
            self._pen.draw(*_sentence(self._case.source, event.place[0]))
            await self._judge()
            self._follow()

    @property
    def _has_article(self) -> bool:
        return self.takes_keys and bool(self._case.sources)


def _sentence(source: SourceText, offset: int) -> Place:
    """Return the sentence of a source at a place, or an empty place where there is none."""
    from quizgame.bank.sentences import sentences  # noqa: PLC0415 - for a double click only

    for low, high in source.paragraphs:
        if low <= offset <= high:
            found = ((low + s, low + e) for s, e in sentences(source.text[low:high]))
            return next((one for one in found if offset <= one[1]), (offset, offset))
    return offset, offset
