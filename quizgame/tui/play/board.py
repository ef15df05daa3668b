"""The board of a sitting: draws the question on screen, told or not, and the clock."""

from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.backend.play import Play
from quizgame.catalogue import _
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import Row, Span, width_of
from quizgame.tui.draw.terms import moment_near
from quizgame.tui.page import Page
from quizgame.tui.play.progress import clock, seconds, strip
from quizgame.tui.play.question import (
    Sheetful,
    certainty_rows,
    open_sheet,
    paused_rows,
    stem_rows,
    told_sheet,
)
from quizgame.tui.widgets import Heading, KeyBar, Sheet
from quizgame.tui.widgets.field import Field

if TYPE_CHECKING:
    from quizgame.backend.views import QuestionView, RevealView
    from quizgame.tui.interactions.base import Interaction

Mode = Literal["", "answer", "sure", "told", "paused"]
"""What is on screen: nothing yet, a question, how sure one is, the key, or a pause."""

_CLOCK_CELLS = 36
_WIDE = 100  # cells of a window in which two clocks have room


class Board(Page):
    """The screen of a sitting without its acts."""

    def __init__(self, play: Play) -> None:
        """Keep the sitting; there is nothing on the board yet."""
        super().__init__()
        self.play = play
        self.mode: Mode = ""
        self.view: QuestionView | None = None
        self.interaction: Interaction | None = None
        self.told: RevealView | None = None
        self.by_clock = False
        self.why_paused = ""
        self.is_wanted = False
        """Whether the learner's class waits for them."""
        self.wants_field = False
        self._stem: tuple[int, int, list[Row]] | None = None
        self._first_id = ""
        self._placed: tuple[int, int, int] | None = None

    def compose(self) -> ComposeResult:
        """Yield heading, sheet with the field on it, and keys."""
        yield Heading()
        with Sheet():
            yield Field()
        yield KeyBar()

    @property
    def field(self) -> Field:
        """The field, shown only for typed answers."""
        return self._part(Field)

    def type_on(self) -> None:
        """Go to the field, or back to it."""
        self.want_field(wanted=True)
        self.set_focus(self.field)
        self.show_keys()

    def want_field(self, *, wanted: bool) -> None:
        """Let the field be typed in, or letters be commands."""
        if wanted != self.wants_field:
            self.wants_field = wanted
            self.draw_sheet()

    def on_descendant_focus(self) -> None:
        """Take a click into the field for the wish to type."""
        if self.focused is not None and not self.wants_field:
            self.want_field(wanted=True)
            self.show_keys()

    @property
    def is_exam(self) -> bool:
        """Whether questions may be left and returned to, and nothing is told before the end."""
        return self.play.sitting.policy.may_return

    @property
    def is_timed(self) -> bool:
        """Whether a clock runs."""
        return self.play.time().left is not None

    def wall(self) -> float:
        """Return what time it is, in UTC seconds."""
        return self.play.clock.read().wall

    def start_sheet(self) -> None:
        """Draw something new, from the top."""
        self._stem = None
        self.sheet.top = 0
        self.redraw()

    def draw(self) -> None:
        """Draw heading and sheet."""
        if self.view is None or not self.sheet.size.width:
            return
        self.draw_heading()
        self.draw_sheet()

    def draw_heading(self) -> None:
        """Draw title, place, progress and clock."""
        view = self.view
        if view is None:
            return
        plan = self.play.sitting.plan
        names = {"exam": _("Exam"), "review": _("Review")}
        where = _("{behaviour} · Question {n} of {all}").format(
            behaviour=names.get(plan.behaviour, _("Practice")), n=view.number, all=view.total
        )
        dot = f" {self.house.glyphs.dot} "
        clock_now = self.clock_spans()
        room = max(_CLOCK_CELLS, width_of(clock_now) + 2)
        titles = dict.fromkeys((plan.bank_title, plan.quiz_title))
        self.heading.titles(
            dot.join(clean_line(title) for title in titles),
            where.replace(" · ", dot),
            below=strip(self.play.progress(), self.sheet.measure - room, self.house.glyphs),
            clock=clock_now,
        )

    def clock_spans(self) -> tuple[Span, ...]:
        """Return the clock as it is now, beside that of the whole exam where there is room."""
        if self.mode == "paused":
            return (Span(_("The clock stands still"), "muted"),)
        if self.mode == "told":
            return ()
        time, glyphs = self.play.time(), self.house.glyphs
        if self.view is not None and self.view.closed:
            return clock(time.quiz_left, time.quiz_limit, glyphs, time.closes)
        is_shorter = time.question_left is not None and time.left == time.question_left
        spans = clock(time.left, time.limit, glyphs, 0.0 if is_shorter else time.closes)
        is_wide = self.size.width >= _WIDE
        if time.quiz_left is None or not (self.is_exam and is_shorter and is_wide):
            return spans
        if time.closes:
            whole = _("Closes {time}").format(time=moment_near(time.closes, self.wall()))
        else:
            whole = _("Whole exam {time}").format(time=seconds(time.quiz_left))
        return (Span(whole, "muted"), Span("   "), *spans)

    def draw_sheet(self) -> None:
        """Draw the sheet, only what differs, and put the field in its place."""
        if not self.is_exam and not self.field.display:
            self.wants_field = True  # of an exam's question that is just looked at, it is not
        sheetful = self._sheetful()
        self.sheet.show(sheetful.rows)
        if self.mode == "answer" and sheetful.focus[1]:
            self.sheet.reveal_row(*sheetful.focus)
        self._place_field(sheetful)

    def _sheetful(self) -> Sheetful:
        width, height = self.sheet.measure, self.size.height
        view, interaction = self.view, self.interaction
        if view is None or interaction is None:
            return Sheetful(())
        if self.mode == "paused":
            return Sheetful(paused_rows(self.why_paused, width))
        if self._stem is None or self._stem[:2] != (width, height):
            self._first_id = self._first_id or view.id
            is_first = view.id == self._first_id
            self._stem = (width, height, stem_rows(view, width, height=height, is_first=is_first))
        stem = self._stem[2]
        if self.mode == "told" and self.told is not None:
            by_clock = self.by_clock
            return told_sheet(
                stem, interaction, self.told, width, self.house.glyphs, by_clock=by_clock
            )
        below = certainty_rows(view.points, width) if self.mode == "sure" else ()
        interaction.is_typed_in = self.wants_field
        return open_sheet(stem, interaction, width, below)

    def _place_field(self, sheetful: Sheetful) -> None:
        field, place = self.field, sheetful.field
        typed = self.interaction.typed if self.interaction else None
        if place is None or typed is None or self.mode != "answer":
            if field.display:
                self.set_focus(None)
                field.display = False
            return
        if field.value != typed:
            with field.prevent(Input.Changed):
                field.value = typed
                field.cursor_position = len(typed)
        where = (place.column, place.row - self.sheet.top, place.width)
        if self._placed != where:
            self._placed = where
            field.styles.offset = where[:2]
            field.styles.width = place.width
        is_closed = self.view is not None and self.view.closed
        if field.disabled != is_closed:
            field.disabled = is_closed
        if not field.display:
            field.display = True
        if self.wants_field and self.focused is None and not self.has_class("-small"):
            self.set_focus(field)

    def on_sheet_scrolled(self) -> None:
        """Let the field go with its row."""
        if self.field.display:
            self._place_field(self._sheetful())
