"""The board of a question being written: draws its form, its preview and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from quizgame.catalogue import _, plural
from quizgame.tui.composing.place import Place
from quizgame.tui.composing.preview import nothing_yet, preview_rows, told_words
from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.forms import form_of, type_name
from quizgame.tui.forms.acts import Fields, value_at
from quizgame.tui.forms.base import Line, on
from quizgame.tui.forms.deeds import is_long, shift
from quizgame.tui.forms.rows import form_rows
from quizgame.tui.page import Page
from quizgame.tui.panes import BESIDE_FROM, Body, Divider, Listing
from quizgame.tui.widgets import Canvas, Heading, Hint, KeyBar, Menu, Sheet

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import FieldProblem, Preview

_ON_LINE, _MOVE, _UNDO, _MORE, _TOLD = 2, 3, 4, 5, 6  # which keys are left out first


class Telling(Canvas):
    """What there is to say of the chosen line, in two rows."""


class ComposingBoard(Page):
    """The screen of a question being written, without its acts."""

    MENU = True

    def __init__(self, desk: "Desk", index: int) -> None:
        """Keep which question of which bank it is; `index` counts from 0."""
        super().__init__()
        self.desk, self.index = desk, index
        self.count = 0
        self.locked = ""
        self.fields: Fields = {}
        self.lines: tuple[Line, ...] = ()
        self.problems: tuple[FieldProblem, ...] = ()
        self.preview: Preview | None = None
        self.edited: Line | None = None
        self.starters: frozenset[str] = frozenset()
        self.everything = False
        self.is_whole = False
        self.is_told = False
        self.note: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """Yield form and preview, what is told of a line, where it is written, the keys."""
        yield Heading()
        with Body():
            yield Listing()
            yield Sheet()
        yield Divider()
        yield Telling()
        yield Place()
        yield KeyBar()

    @property
    def menu(self) -> Menu:
        """The form's lines."""
        return self._part(Listing)

    @property
    def sheet(self) -> Sheet:
        """The preview."""
        return next(one for one in self.query(Sheet) if not isinstance(one, Menu))

    @property
    def place(self) -> Place:
        """Where a line is written."""
        return self._part(Place)

    @property
    def line(self) -> Line | None:
        """The chosen line."""
        return self.line_of(self.menu.cursor)

    def line_of(self, target: str) -> Line | None:
        """Return the line of a target."""
        shown = (line for line in self.lines if line.kind != "heading")
        return next((line for line in shown if line.target == target), None)

    def starters_left(self) -> frozenset[str]:
        """Return the texts that a new question begins with, while it is a draft."""
        return self.starters if self.fields.get("status") == "draft" else frozenset()

    # What is drawn

    def redraw(self) -> None:
        """Draw everything, side by side where there is room."""
        if not self.is_here:
            return
        self.set_class(self.size.width >= BESIDE_FROM and not self.is_whole, "-beside")
        self.set_class(self.is_whole, "-whole")
        super().redraw()
        self.query_exactly_one(Divider).draw()

    def draw(self) -> None:
        """Draw heading, form and preview."""
        self.lines = form_of(self.fields, everything=self.everything)
        self._draw_heading()
        problems = on(self.lines, self.problems)
        rows = form_rows(
            self.lines,
            problems,
            self.menu.measure,
            self.house.glyphs,
            places=self._places(),
            starters=self.starters_left(),
        )
        self.menu.show(rows)
        self.draw_preview()
        self.draw_telling()

    def _draw_heading(self) -> None:
        place = ""
        if self.count:
            place = _("Question {n} of {all}").format(n=self.index + 1, all=self.count)
        kind = type_name(self.fields.get("type"))
        told = [Span(kind, "strong")]
        if self.fields.get("status") == "draft":
            told.append(Span(_("   a draft: players do not get it yet"), "warning"))
        self.heading.titles(_("Write a question"), place, below=told)

    def _places(self) -> list[str]:
        """Return for each proof in which paragraph it stands, where the preview knows."""
        quotations = self.preview.reveal.quotations if self.preview else ()
        if len(quotations) != len(value_at(self.fields, ("evidence",)) or ()):
            return []
        words = _("paragraph {n} of {all}")
        return [
            words.format(n=one.paragraph, all=one.paragraphs) if one.paragraph else ""
            for one in quotations
        ]

    def draw_preview(self, *, top: int | None = None) -> None:
        """Show the question as players will see it."""
        if not self.sheet.size.width:
            return
        width, glyphs = self.sheet.measure, self.house.glyphs
        label = _("With the answer") if self.is_told else _("As players see it")
        key = _("k hides the answer") if self.is_told else _("k shows the answer")
        rows = [Row((Span(" "), Span(label, "heading"), Span(f"   {key}", "muted"))), BLANK]
        if self.preview is None:
            rows += nothing_yet([self._named(p) for p in self.problems if p.is_error], width)
        else:
            rows += preview_rows(self.preview, width, glyphs, is_told=self.is_told)
        self.sheet.show(rows, top=top)

    def draw_telling(self) -> None:
        """Tell what is wrong with the chosen line, else what it is for; and count what is wrong."""
        line = None if self.is_whole else self.edited or self.line
        found = self._found(line)
        telling = self.query_exactly_one(Telling)
        width = max(1, (telling.size.width or self.size.width) - 2)
        lead = (Span(" "),)
        if found:
            worst = max(found, key=lambda one: one.is_error)
            ink = "wrong" if worst.is_error else "warning"
            sign = self.house.glyphs.wrong if worst.is_error else "!"
            words = self._named(worst)
            if line and line.kind == "number" and isinstance(value_at(self.fields, line.keys), str):
                words = _("That is not a number I can read. Type digits, such as 12 or 3.5.")
            rows = paragraph(words, width, lead=(*lead, Span(f"{sign} ", ink)))
        else:
            rows = paragraph((Span(line.words if line else "", "muted"),), width, lead=lead)
        telling.show(rows)
        self.keybar.say(*(self.note or (self._tally(is_told=bool(found)), "muted")))

    def say(self, message: str, ink: str = "muted") -> None:
        """Show a message above the keys, until the next key."""
        self.note = (message, ink) if message else None
        super().say(message, ink)

    def _found(self, line: Line | None) -> "Sequence[FieldProblem]":
        """Return what is wrong on a line, or with the list it is in."""
        if line is None:
            return ()
        problems = on(self.lines, self.problems)
        around = (one for one in self.lines if one.kind == "heading" and one.keys)
        of_list = next((one for one in around if one.keys == line.keys[: len(one.keys)]), None)
        if (found := problems.get(line.target)) or of_list is None:
            return found or ()
        return problems.get(of_list.target, ())

    def _tally(self, *, is_told: bool) -> str:
        """Return how much is wrong, and the worst of it unless it `is_told` on the chosen line."""
        if self.locked:
            return self.locked
        errors = sum(one.is_error for one in self.problems)
        warnings = len(self.problems) - errors
        words = []
        if errors:
            words.append(plural("{n} thing to mend", "{n} things to mend", errors))
        if warnings:
            words.append(plural("{n} thing to think about", "{n} things to think about", warnings))
        if not words:
            return _("Nothing is wrong with this question.")
        told = ", ".join(words)
        if is_told or (self.is_whole and self.preview is None):
            return told
        worst = max(self.problems, key=lambda one: one.is_error)
        return _("{count}: {problem}").format(
            count=told, problem=self._named(replace(worst, hint=""))
        )

    def _named(self, problem: "FieldProblem") -> str:
        """Return what is wrong, of a line that is empty by the line's own name."""
        shown = (line for line in self.lines if line.kind != "heading")
        line = next((line for line in shown if line.keys == problem.keys), None)
        if problem.is_error and line is not None and line.is_written and line.value in {None, ""}:
            return _("“{line}” is still to be written.").format(line=line.label)
        return told_words(problem)

    # Keys

    @property
    def may_undo(self) -> bool:
        """Whether something was done here that can be taken back."""
        return False

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that are valid now."""
        if self.edited is not None:
            return self._writing_hints()
        told = _("hide the answer") if self.is_told else _("show the answer")
        ends = (Hint("Esc", _("done"), "escape"), Hint("?", _("help"), "question_mark"))
        if self.is_whole:
            back = Hint("p Esc", _("back to the form"), "p")
            return (Hint("k", told, "k"), Hint(_("space"), _("page"), "space", 1), back, ends[1])
        return (
            *self._line_hints(),
            Hint("p", _("preview"), "p", 1),
            Hint("k", told, "k", _TOLD),
            *((Hint("u", _("undo"), "u", _UNDO),) if self.may_undo else ()),
            Hint("m", _("fewer lines") if self.everything else _("more lines"), "m", _MORE),
            *ends,
        )

    def _writing_hints(self) -> tuple[Hint, ...]:
        if self.place.is_long:
            enter = Hint("Enter", _("new line"))
            return (Hint("Esc", _("done"), "escape"), Hint("Tab", _("next"), "tab", 1), enter)
        return (Hint("Enter Esc", _("done"), "enter"), Hint("Tab", _("next"), "tab", 1))

    def _line_hints(self) -> list[Hint]:
        line = self.line
        if line is None or self.locked:
            return []
        hints: list[Hint] = []
        verbs = {"add": _("add"), "evidence": _("mark it anew")}
        if line.is_written or line.kind in verbs:
            hints.append(Hint("Enter", verbs.get(line.kind, _("write")), "enter"))
        elif line.kind == "tick":
            hints.append(Hint(_("space"), _("change"), "space"))
        elif line.kind == "pick" and len(line.values) > 1:
            sides = "←→" if self.house.glyphs is SHAPES else _("left right")
            hints.append(Hint(sides, _("change"), "space"))
        if line.right is not None and (line.many or not line.right):
            words = _("not right") if line.right else _("mark right")
            hints.append(Hint(_("space"), words, "space"))
        if line.starter is not None and line.kind != "add":
            hints.append(Hint("a", _("add"), "a", _ON_LINE))
        if self.may_remove(line):
            words = _("take out") if line.head or line.kind == "odd" else _("empty")
            hints.append(Hint("x", words, "x", _ON_LINE))
        if line.entry and (shift(self.fields, line, 1) or shift(self.fields, line, -1)):
            hints += [Hint("<", _("up"), "<", _MOVE), Hint(">", _("down"), ">", _MOVE)]
        return hints

    def may_remove(self, line: Line) -> bool:
        """Return whether x does something on a line."""
        if line.head:
            return value_at(self.fields, line.entry) is not None
        return line.kind not in {"heading", "add"} and not line.needed and line.value is not None

    def moving_rows(self) -> Sequence[tuple[str, str]]:
        """Return the keys that move the cursor, and those that scroll the preview."""
        again = ("U", _("do again what was taken back"))
        mouse = (_("mouse"), _("a click chooses a line, a second one edits it"))
        return (again, *super().moving_rows(), mouse)

    def start_writing(self, line: Line, text: str) -> None:
        """Open the place for a line."""
        self.edited = line
        is_starter = line.value in self.starters_left() if isinstance(line.value, str) else False
        self.place.open(text, is_long=is_long(line), is_replaced=is_starter)
        self.redraw()

    def on_sheet_resized(self) -> None:
        """Wrap everything anew, and keep the chosen line in view: a place may have opened."""
        super().on_sheet_resized()
        if self.is_here and self.menu.cursor in self.menu.targets:
            self.menu.point(self.menu.cursor)
