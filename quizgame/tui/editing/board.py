"""The board of a bank being edited: draws the list of its questions and what is told of each."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.catalogue import _
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.editing import rows as listing
from quizgame.tui.editing.sieve import ALL, Sieve, kind_name
from quizgame.tui.editing.telling import Looked, clean_name, problem_rows, question_rows
from quizgame.tui.panes import Body, Divider, Listing, Panes
from quizgame.tui.widgets import Heading, Hint, KeyBar, Sheet
from quizgame.tui.widgets.field import Field
from quizgame.tui.widgets.form import choosing_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import DeskView, QuestionRow
    from quizgame.tui.draw.glyphs import Glyphs


class EditingBoard(Panes):
    """The screen of a bank being edited, without its acts."""

    def __init__(self, desk: "Desk") -> None:
        """Keep the desk; nothing is read yet."""
        super().__init__()
        self.desk = desk
        self.view: DeskView | None = None
        self.sieve = Sieve()
        self.shown: tuple[QuestionRow, ...] = ()
        self.may_convert = False
        self._looked: Looked | None = None
        self._drawn: dict[QuestionRow, Row] = {}
        self._drawn_for: tuple[int, int, int, Glyphs] | None = None
        self._wanted_words = ""

    def compose(self) -> ComposeResult:
        """Yield the parts; the field is for the words that are looked for."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield Field(placeholder=_("words of the question, its answers, id or tags"), max_length=80)
        yield KeyBar()

    @property
    def field(self) -> Field:
        """The field for the words that are looked for."""
        return self._part(Field)

    # What is known

    async def read(self, index: int | None = None) -> None:
        """Read the bank anew; the cursor goes to the question at `index`, or stays.

        A question that is not among those listed makes all of them be listed.
        """
        done, view = await self.act(self.desk.view)
        if not done or view is None:
            return
        self.view = view
        self.may_convert = bool(view.locked) and self.desk.can_convert
        self._looked = None
        if index is not None and 0 <= index < len(view.rows):
            if not self.sieve.sifted((view.rows[index],)):
                self.sieve = Sieve()
            await self._go_to(index)
        else:
            await self._go_to(self.index)

    async def _go_to(self, index: int | None) -> None:
        """Put the cursor on a question, or on the first that is listed, and draw everything."""
        self._sift()
        if not self.is_here:
            return
        is_listed = any(row.index == index for row in self.shown)
        if index is not None and self.shown:
            at = index if is_listed else self.shown[0].index
            self.menu.cursor = f"{listing.QUESTION}{at}"
        await self._look()
        self.redraw()
        if self.menu.cursor:
            self.menu.point(self.menu.cursor)
            self.draw_details()

    def _sift(self) -> None:
        self.shown = self.sieve.sifted(self.view.rows) if self.view else ()

    @property
    def index(self) -> int | None:
        """The index of the chosen question, None where none is."""
        target = self.menu.cursor if self.is_here else ""
        if self.view is None or not target.startswith(listing.QUESTION):
            return None
        index = int(target.removeprefix(listing.QUESTION))
        return index if index < len(self.view.rows) else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all questions."""
        return tuple(row.id for row in self.view.rows) if self.view else ()

    @on(events.Mount)
    async def prepare(self) -> None:
        """Read the bank."""
        self.field.display = False
        await self.read()
        await self.begin()

    async def begin(self) -> None:
        """Do what is to be done once the bank was read for the first time."""

    @on(Listing.Moved)
    async def look_at_chosen(self) -> None:
        """Look at the question that is chosen now; `Panes` draws it then."""
        await self._look()

    async def _look(self) -> None:
        index = self.index
        if index is None or (self._looked is not None and self._looked.index == index):
            return
        done, fields = await self.act(self.desk.fields, index)
        if not done or fields is None:
            return
        _done, problems = await self.act(self.desk.problems, fields, index)
        _done, preview = await self.act(self.desk.preview, fields)
        self._looked = Looked(index, fields, problems or (), preview)

    # What is drawn

    def draw(self) -> None:
        """Draw the list."""
        view = self.view
        if view is None:
            return
        self._sift()
        self._draw_heading(view)
        width, glyphs = self.menu.measure, self.house.glyphs
        head = listing.head_rows(view, width, glyphs, may_convert=self.may_convert)
        rows = [*head, *self._question_rows(view, width, glyphs)]
        if not self.shown:
            rows += listing.no_rows(view, width)
        self.menu.show(rows)

    def _draw_heading(self, view: "DeskView") -> None:
        glyphs = self.house.glyphs
        below = [Span(listing.count_words(view.rows, glyphs), "muted")]
        if not self.sieve.is_open:
            told = [] if self.sieve.kind == ALL else [kind_name(self.sieve.kind)]
            told += [f"“{self.sieve.words}”"] if self.sieve.words.strip() else []
            words = _("{n} of {all}").format(n=len(self.shown), all=len(view.rows))
            below = [Span(f"{words}: {', '.join(told)}", "key")]
        state = Span(_("not saved"), "warning") if view.changed else Span(_("saved"), "muted")
        if view.locked:
            state = Span(_("can not be changed"), "warning")
        self.heading.titles(view.title, clean_name(view.path), below=below, clock=(state,))

    def _question_rows(self, view: "DeskView", width: int, glyphs: "Glyphs") -> list[Row]:
        """Return the rows of the questions: those are composed that are not as they were."""
        digits, screen = listing.digits_of(view), self.size.width
        has_type = listing.has_types(width, screen)
        if self._drawn_for != (width, digits, screen, glyphs):
            self._drawn_for = (width, digits, screen, glyphs)
            self._drawn = {}
        drawn: dict[QuestionRow, Row] = {}
        for row in view.rows:
            known = self._drawn.get(row)
            if known is None:
                known = listing.question_row(row, digits, width, glyphs, has_type=has_type)
            drawn[row] = known
        self._drawn = drawn
        return [drawn[row] for row in self.shown]

    def details(self, target: str, width: int) -> list[Row]:
        """Return what there is to know of a question, or what is wrong outside of all."""
        view, glyphs = self.view, self.house.glyphs
        if view is None:
            return []
        if target == listing.HEAD:
            return self.head_problems(width)
        index, looked = self.index, self._looked
        if index is not None and looked is not None and looked.index == index:
            return question_rows(view.rows[index], looked, width, glyphs)
        if view.locked:
            return self.head_problems(width)
        return []

    def head_problems(self, width: int) -> list[Row]:
        """Return what is wrong outside the questions."""
        head = self.view.head if self.view else ()
        rows = problem_rows(head, width, self.house.glyphs)
        if not rows:
            return []
        words = _("These are not in one question: o opens the file in your own editor.")
        if self.view is not None and self.view.locked:
            return rows
        return [*rows, BLANK, *paragraph((Span(words, "muted"),), width, lead=(Span(" "),))]

    # Keys

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that are valid now."""
        if self.focused is self.field and self.field.display:
            keep, away = Hint("Enter", _("keep"), "enter"), Hint("Esc", _("show all"), "escape")
            return keep, choosing_hint(self.house.glyphs), away
        view = self.view
        ends = (Hint("Esc", _("leave"), "escape"), Hint("?", _("help"), "question_mark"))
        if view is None:
            return ends
        if view.locked:
            return (*self._locked_hints(), *ends)
        save = (Hint("s", _("save"), "s"),) if view.changed else ()
        undo = (Hint("u", _("undo"), "u", 1),) if view.undo else ()
        redo = (Hint("U", _("redo"), "U", 7),) if view.redo else ()
        new = Hint("n", _("new"), "n")
        sift = (Hint("/", _("find"), "slash", 3), Hint("f", _("filter"), "f", 4))
        others = (Hint("g", _("words"), "g", 6), Hint("o", _("your editor"), "o", 5))
        queues = self._queue_hints(view.rows)
        return (
            *self._question_hints(),
            new,
            *save,
            *undo,
            *redo,
            *sift,
            *queues,
            *others,
            *ends,
        )

    def _locked_hints(self) -> tuple[Hint, ...]:
        first: tuple[Hint, ...] = ()
        if self.menu.cursor == listing.CONVERT:
            first = (Hint("Enter", _("do it"), "enter"),)
        elif self.index is not None or self.menu.cursor == listing.HEAD:
            first = (Hint("Enter", _("show"), "enter"),)
        return (*first, Hint("o", _("your editor"), "o"))

    def _question_hints(self) -> tuple[Hint, ...]:
        if self.menu.cursor == listing.HEAD:
            return (Hint("Enter", _("show all"), "enter"),)
        if self.index is None:
            return ()
        return (
            Hint("Enter", _("edit"), "enter"),
            Hint("d", _("copy"), "d", 4),
            Hint("x", _("delete"), "x", 2),
            Hint("< >", _("move"), "", 6),
        )

    def _queue_hints(self, rows: "Sequence[QuestionRow]") -> tuple[Hint, ...]:
        drafts = Hint("c", _("drafts"), "c", 1)
        reports = Hint("R", _("reports"), "R", 4)
        return (
            *((drafts,) if any(row.status == "draft" for row in rows) else ()),
            *((reports,) if any(row.reports for row in rows) else ()),
        )

    # Finding

    def find(self) -> None:
        """Let words be typed that a question must have."""
        self._wanted_words = self.sieve.words
        self.field.value = self.sieve.words
        self.field.cursor_position = len(self.field.value)
        self.field.display = True
        self.field.focus()
        self.say(_("Type what you look for; the list follows."))
        self.show_keys()

    def _close_field(self) -> None:
        self.field.display = False
        self.set_focus(None)
        self.say("")
        self.redraw()

    @on(Input.Changed)
    async def typed(self, event: Input.Changed) -> None:
        """List the questions that have the words."""
        event.stop()
        if self.field.display and event.value != self.sieve.words:
            await self.sift(replace(self.sieve, words=event.value))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Keep to what was found."""
        event.stop()
        self._close_field()

    async def press_in_field(self, key: str) -> bool:
        """Move in the list while words are typed; Escape shows all questions again."""
        if key in {"up", "down", "pageup", "pagedown"}:
            return self.menu.menu_key(key)
        if key == "escape":
            await self.sift(replace(self.sieve, words=""))
            self._close_field()
        return key == "escape"

    async def sift(self, sieve: Sieve) -> None:
        """List what gets through a sieve; the cursor stays on its question where it can."""
        self.sieve = sieve
        await self._go_to(-1 if self.index is None else self.index)
