"""The teacher's console: the lesson under one big key, and who is here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from quizgame.catalogue import _
from quizgame.tui.draw.rows import BLANK, Row, Span
from quizgame.tui.page import ENTER
from quizgame.tui.teaching import people, progress
from quizgame.tui.teaching.acts import (
    DANGEROUS,
    act_hints,
    act_of,
    act_words,
    danger,
    ways,
)
from quizgame.tui.teaching.asked import Look
from quizgame.tui.teaching.foot import Foot
from quizgame.tui.teaching.lesson import lesson_rows, now_words, pace, time_spans
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.teaching.starting import RoundChoice
from quizgame.tui.widgets import Heading, Hint, Sheet

if TYPE_CHECKING:
    from quizgame.backend.live.views import CorrectionView

BESIDE_FROM = 100
_VOIDED_AT = frozenset({"closed", "revealed", "explained", "standings"})
"""Stages in which the question on screen, or last there, may be void."""

REPEAT_S = 0.5
"""Enter does nothing for so long after what it does became another, by itself or by a clock.

A key that is held, or struck twice, is one; and who closes a question that just closed does not
show its answer.
"""


class Desk(Widget):
    """What is on: the lesson, and where there is room the class beside it."""


class Room(Sheet):
    """The class, beside the lesson."""


class ConsoleScreen(TeacherPage):
    """The lesson and its acts."""

    HOLDS = True

    def __init__(self) -> None:
        """Start safe, with the counts of open questions hidden."""
        super().__init__()
        self._shows_counts = False
        self._acted = float("-inf")
        self._is_busy = False
        self._before = ("", 0)
        self._was_stuck = self._shows_progress = False

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        with Desk():
            yield Sheet(id="lesson")
            yield Room(id="room")
        yield Foot()

    @property
    def sheet(self) -> Sheet:
        """The lesson."""
        return self.query_exactly_one("#lesson", Sheet)

    @property
    def room(self) -> Room:
        """The class, which is shown in wide windows only."""
        return self._part(Room)

    async def on_resize(self, event: events.Resize) -> None:
        """Put the class beside the lesson where there is room."""
        self.set_class(event.size.width >= BESIDE_FROM, "-beside")

    # What it shows

    def draw(self) -> None:
        """Draw the lesson, and the class where there is room."""
        self._draw_heading()
        view, glyphs, sheet = self.view, self.house.glyphs, self.sheet
        height, width = sheet.size.height, sheet.measure
        rows = people.alert_rows(view, width)
        if rows:
            rows.append(BLANK)
        now = (view.board.stage, view.board.number)
        is_new = now != self._before
        self._before = now
        # Who asked for the counts of one question did not ask to sway the answers to the next.
        if is_new and view.board.stage == "open":
            self._shows_counts = False
        if self._is_at_progress:
            rows += progress.progress_rows(view, width, glyphs)
        else:
            rows += lesson_rows(
                view,
                self.desk.invitation,
                Look(width, glyphs),
                max(1, height - len(rows)),
                shows_counts=self._shows_counts,
            )
            if self.has_class("-beside"):
                rows += self._by_question(height - len(rows))
        sheet.show(rows, top=0 if is_new and not self._is_at_progress else None)
        if is_new:
            self.say(*self._news())
            self._acted = self.desk.now()
        if self._was_stuck and not view.trouble:
            again = _("Everything can be kept again.")
            runs = _("Enter lets the clock run.") if view.board.paused else ""
            self.say(f"{again} {runs}".strip(), "right")
        self._was_stuck = bool(view.trouble)
        if self.has_class("-beside"):
            self._draw_room()

    def _draw_heading(self) -> None:
        view, glyphs = self.view, self.house.glyphs
        dot = f" {glyphs.dot} "
        title = self.desk.invitation.title or _("Class")
        if view.board.title:
            title = dot.join((title, view.board.title))
        here = [people.here_words(view), now_words(view, self.desk.wall())]
        if view.locked:
            here.insert(0, _("door locked"))
        self.heading.titles(
            title,
            dot.join(here),
            below=pace(view, glyphs),
            clock=time_spans(view.board, self.desk.teaching.time(), glyphs),
        )

    def _draw_room(self) -> None:
        view, glyphs = self.view, self.house.glyphs
        width = self.room.measure
        rows = [Row((Span(f" {_('The class')}", "heading"),)), BLANK]
        if not view.seats:
            rows += [Row((Span(f" {_('Nobody is here yet.')}", "muted"),))]
        elif view.lesson is not None and view.lesson.number:
            rows[1:] = [Row(people.legend(glyphs)), BLANK]
        rows += people.progress_rows(view, width, glyphs, self.room.size.height - len(rows))
        self.room.show(rows)

    def _by_question(self, room: int) -> list[Row]:
        """Return how many answered each question so far, where there is room for it."""
        view = self.view
        if view.board.stage in {"waiting", "lobby", "reading", "finished"}:
            return []
        rows = [BLANK, *progress.asked_rows(view, self.sheet.measure, self.house.glyphs)]
        return rows if len(rows) <= room else []

    def beat(self) -> None:
        """Let the clock and the pace go on."""
        self._draw_heading()

    @property
    def _has_progress(self) -> bool:
        return self.view.board.stage not in {"waiting", "lobby"}

    @property
    def _is_at_progress(self) -> bool:
        return self._shows_progress and self._has_progress

    @property
    def _voided(self) -> "CorrectionView | None":
        """What the question on screen is void by, while that can be undone here."""
        board = self.view.board
        return self.view.voided(board.number) if board.stage in _VOIDED_AT else None

    # What may be pressed

    def big(self) -> Hint | None:
        """Return the act that carries the lesson on."""
        view = self.view
        if not view.acts:
            return None
        return Hint("Enter", act_words(view.acts[0], view.board), ENTER)

    def others(self) -> Sequence[Hint]:
        """Return the other acts."""
        view = self.view
        hints = list(act_hints(view.acts, view.board))
        if self._voided is not None:
            hints.append(Hint("z", _("undo void"), "z", 1))
        if view.board.stage in {"open", "closed"} and not self.is_private:
            label = _("hide counts") if self._shows_counts else _("show counts")
            hints.append(Hint("o", label, "o", 2))
        if self._has_progress:
            label = _("lesson") if self._is_at_progress else _("progress")
            hints.append(Hint("i", label, "i"))
        if view.board.stage in {"waiting", "finished"}:
            hints += [Hint("r", _("results"), "r"), Hint("g", _("quizzes to play alone"), "g", 1)]
        return hints

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key with what it does, in more words."""
        view = self.view
        acts = [(_("Enter, space"), act_words(view.acts[0], view.board))] if view.acts else []
        for hint in act_hints(view.acts, view.board):
            name = act_of(hint.press, view.acts)
            acts.append((hint.key, act_words(name, view.board)))
        if self._voided is not None:
            acts.append(("z", _("credit nobody for it: the answers count again")))
        return (*acts, *ways(), *self.moving_rows())

    def moving_rows(self) -> Sequence[tuple[str, str]]:
        """Return the keys that scroll; Space carries the lesson on instead."""
        return (
            (_("up, down"), _("a line up or down; so does the mouse wheel")),
            (_("PgUp, PgDn"), _("a page")),
        )

    def hints(self) -> Sequence[Hint]:
        """Return the ways to other pages."""
        view = self.view
        hints = [Hint("j", _("card"), "j", 1), Hint("b", _("projector"), "b")]
        hints.append(Hint("s", _("students"), "s"))
        if view.knocks:  # told above the lesson, too
            hints.append(Hint("k", _("door"), "k", 1))
        label = _("safe view") if self.is_private else _("private")
        hints.append(Hint("v", label, "v"))
        lock = _("unlock door") if view.locked else _("lock door")
        hints += [Hint("w", _("fix"), "w", 2), Hint("l", lock, "l", 3)]
        return (*hints, Hint("?", _("help"), "question_mark"))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Carry the lesson on, or do what a letter asks for."""
        del character
        view = self.view
        if key in {ENTER, "space"}:
            await self._go_on()
        elif name := act_of(key, view.acts):
            await self._act(name)
        elif key == "z" and self._voided is not None:
            await self.unvoid(self._voided)
        elif key == "o" and view.board.stage in {"open", "closed"}:
            self._shows_counts = not self._shows_counts
            self.redraw()
        elif key == "i" and self._has_progress:
            self._shows_progress = not self._shows_progress
            self.redraw()
            self.sheet.scroll_lines(-self.sheet.top)
        elif key == "v":
            self._turn_private()
        elif key == "l":
            if await self.do(lambda: self.desk.teaching.lock(on=not view.locked)):
                self.say(_("The door is open.") if view.locked else _("Nobody new can come in."))
        else:
            return self._open(key)
        return True

    def _open(self, key: str) -> bool:
        ways = {
            "j": self.desk.open_card,
            "b": self.desk.open_projector,
            "s": self.desk.open_seats,
            "k": self.desk.open_door,
            "w": self.desk.open_corrections,
            "g": self.desk.open_openings,
            "r": self.desk.open_rounds,
        }
        way = ways.get(key)
        if way is not None:
            way()
        return way is not None

    async def pick(self, target: str) -> None:
        """Do what a clicked line asks for."""
        if target.startswith("key:"):
            await self.press(target.removeprefix("key:"))

    def _turn_private(self) -> None:
        if self.is_private:
            self.desk.make_safe()
        else:
            self.desk.ask_for_privacy(self.redraw)

    # Acts

    async def _go_on(self) -> None:
        """Do the act that carries the lesson on, unless the key is still that of the one before."""
        acts = self.view.acts
        if not acts or self._is_busy or self.desk.now() - self._acted < REPEAT_S:
            return
        await self._act(acts[0], asks=False)

    async def _act(self, name: str, *, asks: bool = True) -> None:
        if name == "start":
            self.desk.open_quizzes(self._start)
        elif asks and name in DANGEROUS:
            title, text = danger(name)
            words = act_words(name, self.view.board)
            choices = (("k", _("No, leave it"), ""), ("y", words, name))

            async def answered(answer: str) -> None:
                if answer:
                    await self._carry_out(answer)

            self.desk.ask(title, text, choices, answered)
        else:
            await self._carry_out(name)

    async def _carry_out(self, name: str) -> None:
        self._is_busy = True
        try:
            if await self.do(lambda: self.desk.teaching.do(name)) and name == "extend":
                self.say(_("Everybody has more time."))
        finally:
            self._is_busy = False
            self._acted = self.desk.now()
        self.redraw()

    async def _start(self, choice: RoundChoice) -> None:
        async def begin() -> None:
            await self.desk.teaching.start_round(
                choice.bank,
                choice.quiz,
                scoring=choice.scoring,
                reading_seconds=choice.reading_seconds,
                warm_up=choice.warm_up,
                standings=choice.standings,
                count=choice.count,
            )

        await self.do(begin)
        self._acted = self.desk.now()
        self.redraw()

    def _news(self) -> tuple[str, str]:
        """Return what to think of at the stage that has just begun, and its ink."""
        board = self.view.board
        if board.stage == "closed":
            return self._discussion_hint(), "warning"
        if board.stage == "open" and board.vote > 1:
            return _("The second vote is open. The first one stays as it was."), "muted"
        return "", "muted"

    def _discussion_hint(self) -> str:
        """Return the hint to let the class discuss.

        Beside the counts it would tell which answer is right, so it is only there without them.
        """
        if self._shows_counts and not self.is_private:
            return ""
        counts = self.view.counts
        if counts is None or not counts.discuss or "vote_again" not in self.view.acts:
            return ""
        return _("30 to 70 % are right: let them discuss, then 2 opens a second vote.")

    # Leaving

    async def leave(self) -> None:
        """Go back from the progress; ask before the class ends."""
        if self.takes_keys and self._is_at_progress:
            await self.press("i")
        elif self.takes_keys:
            await self.leave_all()

    async def leave_all(self) -> None:
        """Ask before the class ends, or this console alone."""
        if self.desk.is_local:
            title, words = _("End the class?"), _("End the class for everybody")
            text = _(
                "All students are sent home. Everything is kept, and the next start goes on with "
                "it; only of a rehearsal nothing is kept."
            )
        else:
            title, words = _("Leave the console?"), _("Leave the console")
            text = _("The class goes on. You can come back at any time.")

        async def answered(answer: str) -> None:
            if answer:
                self.app.exit(0)

        self.desk.ask(title, text, (("k", _("Stay"), ""), ("e", words, "end")), answered)
