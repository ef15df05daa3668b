"""The projector's view: what the whole class looks at."""

from collections.abc import Sequence

from textual.app import ComposeResult

from quizgame.catalogue import _, plural
from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.rows import Row, Span, apart, clip_spans, width_of
from quizgame.tui.page import ENTER
from quizgame.tui.teaching.acts import DANGEROUS, act_of, act_words
from quizgame.tui.teaching.foot import Foot, safe_word
from quizgame.tui.teaching.lesson import clock_words
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.projecting import projected_rows
from quizgame.tui.widgets import Canvas, Hint, Sheet

REPEAT_S = 0.5
"""As on the console: Enter means what was on screen for at least so long."""


class Banner(Canvas):
    """Two lines: title, place and who is here; a rule."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._words = ("", "", "")

    def tell(self, left: str, middle: str, right: str) -> None:
        """Show three things in a line."""
        self._words = left, middle, right
        self.on_resize()

    def on_resize(self) -> None:
        """Fit into the width."""
        width = self.size.width
        glyphs = getattr(self.app, "glyphs", SHAPES)
        left, middle, right = self._words
        end = (Span(right, "muted"), Span(" "))
        room = max(0, width - width_of(end) - 1)
        start: tuple[Span, ...] = clip_spans((Span(" "), Span(left, "heading")), room)
        place = max(width_of(start) + 3, (width - width_of((Span(middle),))) // 2)
        if middle and place + width_of((Span(middle),)) < room:
            pad = Span(" " * (place - width_of(start)))
            start = (*start, pad, Span(middle, "strong"))
        elif middle:
            start = (Span(" "), Span(middle, "strong"))
        rule = Row((Span(glyphs.rule * width, "rule"),))
        self.show((Row(apart(start, end, width)), rule))


class ProjectorFoot(Foot):
    """Two lines: a rule; how to come in, and that it is safe to project."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.join: tuple[Span, ...] = ()

    def _draw(self) -> None:
        width = self.size.width
        glyphs = getattr(self.app, "glyphs", SHAPES)
        word = (safe_word(private=False), Span(" "))
        told = (Span(clean_line(self.message), self.ink_name),) if self.message else self.join
        rule = Row((Span(glyphs.rule * width, "rule"),))
        self.show((rule, Row(apart((Span(" "), *told), word, width))))


class ProjectorScreen(TeacherPage):
    """What all may see, and the lesson's one big key, which is not shown."""

    SAFE = True

    def __init__(self) -> None:
        """Start as if no key had been pressed for long."""
        super().__init__()
        self._acted = float("-inf")
        self._is_busy = False
        self._before = ("", 0)

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Banner()
        yield Sheet()
        yield ProjectorFoot()

    def draw(self) -> None:
        """Draw everything."""
        self._draw_banner()
        self._part(ProjectorFoot).join = self._join()
        self._draw_sheet()

    def _draw_banner(self) -> None:
        board = self.view.board
        middle = ""
        if board.number and board.stage not in {"lobby", "finished", "reading"}:
            middle = _("Question {n} of {all}").format(n=board.number, all=board.total)
        here = plural("{n} here", "{n} here", board.here)
        dot = f" {self.house.glyphs.dot} "
        right = dot.join((here, clock_words(self.desk.wall())))
        title = self.desk.invitation.title or board.title or _("Class")
        self._part(Banner).tell(clean_line(title), middle, right)

    def _draw_sheet(self) -> None:
        view, sheet = self.view, self.sheet
        rows = projected_rows(
            view,
            self.desk.invitation,
            self.desk.teaching.time(),
            (sheet.measure, sheet.size.height),
            self.house.glyphs,
        )
        now = (view.board.stage, view.board.number)
        sheet.show(rows, top=0 if now != self._before else None)
        if now != self._before:
            self._before, self._acted = now, self.desk.now()

    def _join(self) -> tuple[Span, ...]:
        invitation = self.desk.invitation
        if self.view.board.stage in {"waiting", "lobby"}:
            return ()  # the whole card is on the page
        line = invitation.door.line(_("NAME"))
        spans = [Span(_("Join: {line}").format(line=line), "muted")]
        code = clean_line(invitation.code).strip().upper()
        if code and invitation.entrance == "code":
            spans += [Span(f"   {_('Code')} ", "muted"), Span(code, "key")]
        return tuple(spans)

    def beat(self) -> None:
        """Let the clock go on."""
        self._draw_banner()
        if self.view.board.stage in {"reading", "open"}:
            self._draw_sheet()

    def changed(self) -> None:
        """Show what is new."""
        self.say("")
        super().changed()

    def hints(self) -> Sequence[Hint]:
        """Return the keys for the help; none is shown on the page itself."""
        acts = self.view.acts
        first = act_words(acts[0], self.view.board) if acts else ""
        return (
            Hint("Enter", first, ENTER),
            Hint("p", _("pause, or let the clock run again"), "p"),
            Hint("e", _("give more time"), "e"),
            Hint("b Esc", _("back to the console"), "escape"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Carry the lesson on; what needs a question or a page is done on the console."""
        del character
        acts = self.view.acts
        if key in {ENTER, "space"}:
            await self._go_on()
        elif key == "b":
            await self.leave()
        elif (name := act_of(key, acts)) and name not in DANGEROUS:
            await self.do(lambda: self.desk.teaching.do(name))
        else:
            return False
        return True

    async def _go_on(self) -> None:
        acts = self.view.acts
        if not acts or self._is_busy or self.desk.now() - self._acted < REPEAT_S:
            return
        if acts[0] in {"start", "end"}:
            self.say(_("Esc goes back to the console, where a round is started."))
            return
        self._is_busy = True
        try:
            await self.do(lambda: self.desk.teaching.do(acts[0]))
        finally:
            self._is_busy, self._acted = False, self.desk.now()
