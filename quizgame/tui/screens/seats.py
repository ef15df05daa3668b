"""The class, for the teacher alone: names, seats, words, time, and what each did."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.backend.live.views import SeatView
from quizgame.catalogue import _
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.panes import Body, Divider, Listing, facts, table_row
from quizgame.tui.teaching import people, progress
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.teaching.page import TeacherPanes
from quizgame.tui.widgets import Heading, Hint, Sheet
from quizgame.tui.widgets.field import Field

FACTORS = (1.0, 1.25, 1.5, 2.0, 0.0)
_POINTS, _STATE, _MARKS = 6, 6, 12


class SeatsScreen(TeacherPanes):
    """All seats; a field for a name where one is asked for."""

    PRIVATE = True

    def __init__(self) -> None:
        """Start with nobody being renamed."""
        super().__init__()
        self._renamed = 0

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield Field(max_length=60)
        yield Foot()

    @property
    def field(self) -> Field:
        """The field for a name."""
        return self.query_exactly_one(Field)

    @on(events.Mount)
    def prepare(self) -> None:
        """Hide the field."""
        self.field.display = False

    @property
    def _seat(self) -> SeatView | None:
        chosen = self.menu.cursor
        return next((one for one in self.view.seats if str(one.number) == chosen), None)

    def draw(self) -> None:
        """List everybody."""
        view, glyphs = self.view, self.house.glyphs
        self.heading.titles(
            _("Students"),
            people.here_words(view),
            below=(Span(_("Names with a tick are shown to all."), "muted"),),
        )
        width = self.menu.measure
        rows = [self._row(seat, width) for seat in view.seats]
        if not rows:
            rows = [BLANK, Row((Span(f" {_('Nobody has come in yet.')}", "muted"),))]
        elif view.lesson is not None and view.lesson.number:
            rows += [BLANK, Row(people.legend(glyphs)), BLANK]
            rows += progress.asked_rows(view, width, glyphs)
        self.menu.show(rows)
        self.draw_details(top=None)

    def _row(self, seat: SeatView, width: int) -> Row:
        glyphs = self.house.glyphs
        tick = Span(f" {glyphs.right} ", "right") if seat.approved else Span("   ")
        ink = "muted" if seat.presence == "gone" else ""
        points = "" if seat.points is None else f"{seat.points:g}"
        left = (Span(" "), tick, Span(seat.name, ink))
        done = "".join(span.text for span in people.marks(seat, glyphs, _MARKS))
        cells = [
            people.presence_span(seat.presence, _STATE),
            Span(done.ljust(_MARKS), "heading"),
            Span(points, "strong"),
        ]
        widths = (_STATE, _MARKS, _POINTS)
        return table_row(left, cells, widths, width, target=str(seat.number))

    def details(self, target: str, width: int) -> list[Row]:
        """Return all that is known of a seat."""
        del target
        seat = self._seat
        if seat is None:
            return []
        glyphs = self.house.glyphs
        rows = [*paragraph((Span(seat.name, "strong"),), width, lead=(Span(" "),)), BLANK]
        shown = _("shown to all") if seat.approved else _("not shown before you allow it")
        told = [
            (_("Name"), shown),
            (_("Is"), people.presence_word(seat.presence)),
            (_("Seat word"), seat.word or "-"),
            (_("Time"), factor_words(seat.factor)),
        ]
        if seat.points is not None:
            told.append((_("Points"), f"{seat.points:g}"))
        if seat.guest:
            told.append((_("Kept"), _("nothing: a guest")))
        elif not seat.listed:
            told.append((_("List"), _("not on the class list")))
        rows += facts(told, width)
        done = progress.student_rows(self.view, seat, width, glyphs)
        return [*rows, BLANK, *done] if done else rows

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self.field.display:
            return Hint("Enter", _("keep this name"), "enter"), Hint("Esc", _("leave it"), "escape")
        if self._seat is None:
            return (Hint("Esc", _("back"), "escape"),)
        return (
            Hint("a", _("show"), "a"),
            Hint("y", _("show all"), "y"),
            Hint("r", _("rename"), "r"),
            Hint("t", _("time"), "t"),
            Hint("f", _("free"), "f"),
            Hint("x", _("remove"), "x"),
            Hint("e", _("erase"), "e", 2),
            Hint("Esc", _("back"), "escape"),
        )

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key with what it does, in more words."""
        return (
            ("a, Enter", _("let all see the chosen name")),
            ("y", _("let all see all names")),
            ("r", _("change the name")),
            ("t", _("give more time for each question")),
            ("f", _("free the seat for who comes next under its name, without its word")),
            ("x", _("send the student out, and count the seat nowhere")),
            ("e", _("erase all that is kept of the student, while no round is on")),
            *self.moving_rows(),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do something about the chosen seat, or about all."""
        del character
        seat, teaching = self._seat, self.desk.teaching
        if self.field.display:
            if key == "enter":
                await self._named()
            return key == "enter"
        acts: dict[str, Callable[[SeatView], None]] = {
            "r": self._open_field,
            "t": self._ask_time,
            "f": self._ask_to_free,
            "x": self._ask_to_remove,
            "e": self._ask_to_erase,
        }
        if key == "y" and self.view.seats:
            if await self.do(teaching.approve_all):
                self.say(_("All names are shown now."))
        elif seat is None:
            return False
        elif key in {"a", "enter"}:
            if await self.do(lambda: teaching.approve(seat.number)):
                self.say(_("{name} is shown now.").format(name=seat.name))
        elif key in acts:
            acts[key](seat)
        else:
            return False
        return True

    # Names

    def _open_field(self, seat: SeatView) -> None:
        self._renamed = seat.number
        self.field.value = seat.name
        self.field.cursor_position = len(seat.name)
        self.field.display = True
        self.field.focus()
        self.say(_("Type the new name of {name}, then press Enter.").format(name=seat.name))
        self.show_keys()

    def _close_field(self) -> None:
        self.field.display = False
        self.set_focus(None)
        self.say("")
        self.redraw()

    async def press_in_field(self, key: str) -> bool:
        """Leave the name as it was with Escape."""
        if key == "escape":
            self._close_field()
        return key == "escape"

    @on(Input.Submitted)
    async def submitted(self, event: Input.Submitted) -> None:
        """Keep the name."""
        event.stop()
        await self._named()

    async def _named(self) -> None:
        number, name = self._renamed, self.field.value
        if await self.do(lambda: self.desk.teaching.rename(number, name)):
            self._close_field()

    # What is asked about first

    def _ask_time(self, seat: SeatView) -> None:
        choices = [(str(i), factor_words(one), f"{one}") for i, one in enumerate(FACTORS, start=1)]

        async def answered(answer: str) -> None:
            if answer:
                factor = float(answer)
                await self.do(lambda: self.desk.teaching.set_factor(seat.number, factor))

        text = _("It holds from the next question on. Nobody else sees it.")
        title = _("Time for {name}").format(name=seat.name)
        self.desk.ask(title, text, choices, answered)

    def _ask_to_free(self, seat: SeatView) -> None:
        async def answered(answer: str) -> None:
            if answer:
                await self.do(lambda: self.desk.teaching.free(seat.number))

        text = _(
            "Whoever comes in next under this name gets the seat, without its word. That helps "
            "somebody who forgot the word."
        )
        title = _("Free the seat of {name}?").format(name=seat.name)
        choices = (("k", _("No, leave it"), ""), ("f", _("Free the seat"), "free"))
        self.desk.ask(title, text, choices, answered)

    def _ask_to_remove(self, seat: SeatView) -> None:
        async def answered(answer: str) -> None:
            if answer:
                await self.do(lambda: self.desk.teaching.remove(seat.number))

        text = _("The student is sent out of the class, and the seat counts nowhere any more.")
        title = _("Remove {name}?").format(name=seat.name)
        choices = (("k", _("No, leave it"), ""), ("x", _("Remove"), "remove"))
        self.desk.ask(title, text, choices, answered)

    def _ask_to_erase(self, seat: SeatView) -> None:
        async def answered(answer: str) -> None:
            if answer and await self.do(lambda: self.desk.teaching.forget(seat.number)):
                self.say(_("Nothing is kept of this student any more."))

        text = _(
            "Name, seat, answers and results of this student are erased, also from the backups. "
            "It can not be undone."
        )
        title = _("Erase all that is kept of {name}?").format(name=seat.name)
        choices = (("k", _("Keep"), ""), ("e", _("Erase everything"), "erase"))
        self.desk.ask(title, text, choices, answered)


def factor_words(factor: float) -> str:
    """Return a time factor in words."""
    if not factor:
        return _("no time limit")
    if factor == 1:
        return _("as everybody")
    return _("{factor:g} times as long").format(factor=factor)
