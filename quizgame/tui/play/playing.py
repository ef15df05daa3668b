"""Playing: what a sitting on screen does with keys, clicks and the clock."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.widgets import Input

from quizgame.backend.play import Play
from quizgame.backend.views import QuestionView, RevealView
from quizgame.catalogue import _
from quizgame.tui.interactions import interaction_for
from quizgame.tui.page import ENTER
from quizgame.tui.play import keys
from quizgame.tui.play.holding import Holding
from quizgame.tui.play.over import Over
from quizgame.tui.play.reveal import so_far
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.engine.events import Reading
    from quizgame.tui.interactions.base import Interaction

REPEAT_S = 0.1
"""How soon after another an Enter is a repeat of a key held down."""


class Playing(Holding):
    """A sitting with the acts that practice and exam share."""

    TICK_S: ClassVar[float] = 1.0
    UNREAD_S: ClassVar[float] = 0.3
    """How long after a reveal Enter does nothing, so that a key held down skips none unread."""

    def __init__(self, play: Play) -> None:
        """Keep the sitting; it goes on when the screen is there."""
        super().__init__(play)
        self.note = ""
        self.news = ("", "")
        """What is told from outside in the place of all else, and the same in fewer words."""
        self._shown_at = 0.0
        self._entered_at = 0.0
        self.read_at: Reading | None = None

    async def on_mount(self) -> None:  # type: ignore[override] # Textual awaits what it gets
        """Go on where the sitting is."""
        self.set_interval(self.TICK_S, self.tick)
        await self.begin()

    async def begin(self) -> None:
        """Show what the sitting is at: a question, a reveal, or its end."""
        self.retry = self.begin
        if self.play.phase == "revealed":
            self.open(self.play.question())
            self.tell(self.play.reveal())
        elif self.play.phase == "open":
            _ok, view = await self.act(self.play.reopen)
            self.open(view)
        elif self.play.phase == "ready":
            await self.go_on()
        else:
            self.house.open_results(self.play)

    def open(self, view: QuestionView | None) -> None:
        """Put a question on screen, to be answered."""
        if view is None:
            return
        self.view, self.told, self.by_clock = view, None, False
        self.interaction = interaction_for(view.presentation, view.response, self.house.glyphs)
        self.mode, self.note = "answer", ""
        self.start_sheet()

    def tell(self, reveal: RevealView | None, *, by_clock: bool = False) -> None:
        """Tell the key of the question on screen."""
        if reveal is None:
            return
        self.told, self.by_clock, self.mode, self.note = reveal, by_clock, "told", ""
        self.just_told()
        self.house.surface(self)
        self.start_sheet()

    def just_told(self) -> None:
        """Note that something appeared that is to be read before Enter goes on."""
        self._shown_at = monotonic()

    # The clock

    async def tick(self) -> None:
        """Let the clock do what it has to; it repaints its own cells only."""
        if self.is_asking or self.mode in {"", "paused"}:
            return
        interaction = self.interaction
        response = interaction.response if interaction and self.mode != "told" else ()
        self.retry = self.tick
        _ok, what = await self.act(self.play.tick, response)
        if what == "paused":
            self.pause(_("The computer slept. The clock did not run meanwhile."))
        elif what == "submitted":
            self.house.surface(self)
            self.house.open_results(self.play)
        elif what == "time-up":
            await self.time_is_up()
        elif self.mode in {"answer", "sure"}:
            self.heading.tick(self.clock_spans())
            if isinstance(over := self.app.screen, Over):
                over.tick()

    def pause(self, why: str) -> None:
        """Hide what is on screen until the learner goes on."""
        self.mode, self.why_paused = "paused", why
        self.house.surface(self)
        self.start_sheet()

    async def call_away(self, why: str) -> None:
        """Tell that the class waits for this learner: a practice stands still, an exam does not."""
        self.is_wanted = True
        self.retry = partial(self.call_away, why)
        if self.is_exam:
            self.note = f"{why} {_('Esc leaves; the clock of the exam runs on.')}"
            self.show_keys()
            return
        ok, _nothing = await self.act(self.play.pause)
        if ok:
            self.pause(f"{why} {_('Press c to go there: what you began here is kept.')}")

    async def unpause(self) -> None:
        """Go on after a pause."""
        self.is_wanted = False
        ok, _nothing = await self.act(self.play.resume)
        if ok:
            self.mode = "answer" if self.told is None else "told"
            self.start_sheet()

    # Keys

    def hints(self) -> Sequence[Hint]:
        """Return the keys that are valid now."""
        return keys.hints(self)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return all keys that are valid now."""
        return keys.all_keys(self)

    def show_keys(self) -> None:
        """Show the keys, and above them what stands on screen and what Enter does."""
        ink = "strong" if self.mode == "answer" else "muted"
        if self.news[0]:
            self.keybar.show_all(self.hints(), self.fitting(*self.news), "warning")
            return
        self.keybar.show_all(self.hints(), self._message(), ink)

    def tell_news(self, whole: str, short: str) -> None:
        """Tell something from outside, until it is taken away with ""."""
        self.news = whole, short
        self.show_keys()

    def _message(self) -> str:
        view, interaction = self.view, self.interaction
        if self.mode == "told" and self.told is not None:
            return so_far(self.told)
        if self.mode != "answer" or view is None or interaction is None or self.note:
            return self.note
        if view.closed:
            return self.closed_note()
        return self.standing(view, interaction)

    def standing(self, view: QuestionView, interaction: "Interaction") -> str:
        """Return what stands on screen, and whether it is sent."""
        status, response = interaction.status(), interaction.response
        if status and response == view.response:
            return _("This answer is kept. It may be changed until you hand in.")
        if not status or not self.play.is_complete(view.id, response):
            return status and (self.play.objection(view.id, response) or f"{status}.")
        sent = _("{what}, not sent yet. Enter sends it.").format(what=status)
        if not self.is_timed:
            return sent
        whole = sent + " " + _("When time runs out, it counts.")
        short = _("Not sent yet: Enter sends it. When time runs out, it counts.")
        return self.fitting(whole, short)

    def fitting(self, whole: str, short: str) -> str:
        """Return a message, or a shorter one where it does not fit."""
        return whole if cell_len(whole) < self.keybar.size.width else short

    def closed_note(self) -> str:
        """Return what to do at a question whose time is up."""
        return _("Time is up for this question.") + " " + _("n: next question.")

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for in the present mode."""
        self.read_at = self.play.clock.read()
        self.retry = partial(self.take_key, key, character)
        if key in {"question_mark", "escape", "q"} and self.mode != "sure":
            return False
        if self.mode == "answer":
            return await self._press_answer(key, character)
        if self.mode == "sure":
            return await self._press_sure(key, character)
        if self.mode == "told":
            return await self._press_told(key, character)
        if self.mode == "paused" and key in {ENTER, "p", "space"}:
            await self.unpause()
        elif self.mode == "paused" and key == "c" and self.is_wanted:
            self.house.open_home()
        return True

    async def press_in_field(self, key: str) -> bool:
        """Take Enter and Escape from the field, and the keys that go to another gap."""
        self.read_at = self.play.clock.read()
        if key == ENTER:
            self.retry = partial(self.press_in_field, key)
            await self._send()
        elif self.interaction is not None and key in {"tab", "shift+tab", "up", "down"}:
            if self.interaction.press(key, None):
                self._changed()
        else:
            if key == "escape":
                self.want_field(wanted=False)
            return await super().press_in_field(key)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take over what is typed."""
        event.stop()
        if self.interaction is not None and self.mode == "answer":
            self.interaction.type(event.value)
            self._changed()

    async def pick(self, target: str) -> None:
        """Do what a click on the sheet asks for."""
        self.read_at = self.play.clock.read()
        kind, _colon, number = target.partition(":")
        if kind == "sure":
            await self._press_sure(number, number)
            return
        interaction, is_open = self.interaction, self.mode == "answer" and not self.is_closed
        if interaction is not None and is_open and interaction.pick(target):
            self._changed()
            if self.field.display:
                self.type_on()

    @property
    def is_closed(self) -> bool:
        """Whether the question on screen can not be answered any more."""
        return self.view is None or self.view.closed

    def _changed(self) -> None:
        """Show a changed answer."""
        self.note = ""
        self.draw_sheet()
        self.show_keys()

    async def _press_answer(self, key: str, character: str | None) -> bool:
        interaction = self.interaction
        if interaction is not None and not self.is_closed:
            if key == "tab" and self.field.display:
                self.type_on()
                return True
            if interaction.press(key, character):
                self._changed()
                return True
        if key == ENTER:
            await (self._enter_on() if self.is_closed else self._send())
            return True
        return await self._command((character or "").casefold())

    async def _press_told(self, key: str, character: str | None) -> bool:
        command = (character or "").casefold()
        if key == ENTER:
            await self._enter_on()
            return True
        if command == "n":
            await self.go_on()
            return True
        return False if command in self.commands() else await self._command(command)

    async def _enter_on(self) -> None:
        """Go on from what was told, unless it just appeared or the key is held down."""
        before, self._entered_at = self._entered_at, monotonic()
        is_held = self._entered_at - before < REPEAT_S
        if self._entered_at - self._shown_at >= self.UNREAD_S and not is_held:
            await self.go_on()

    async def _press_sure(self, key: str, character: str | None) -> bool:
        if character in {"1", "2", "3"}:
            await self._send(certainty=int(character))
        elif key in {"escape", "backspace"}:
            self.mode = "answer"
            self.redraw()
        return True

    async def _command(self, command: str) -> bool:
        """Do what a letter stands for here; returns whether it stands for anything."""
        commands = {"s": self._article, "w": self._words, "r": self._report} | self.commands()
        if command not in commands:
            return False
        await commands[command]()
        return True

    def commands(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """Return what further letters stand for while a question is open."""
        return {}

    async def time_is_up(self) -> None:
        """Show what came of the question on screen whose time is up."""

    async def answered(self, reveal: RevealView | None) -> None:
        """Go on after an answer was kept; `reveal` where the key is told at once."""
        del reveal

    # Acts

    async def _send(self, *, certainty: int = 0) -> None:
        """Send the answer; how sure the learner is is asked for first where it counts."""
        view, interaction = self.view, self.interaction
        if view is None or interaction is None or self.is_closed:
            return
        response = interaction.response
        is_filled = response and all(response)
        if not is_filled:
            self.say(interaction.missing(), "warning")
            return
        is_complete = self.play.is_complete(view.id, response)
        if view.needs_certainty and not certainty and is_complete:
            self.mode = "sure"
            self.redraw()
            self.sheet.scroll_key("end")
            return
        ok, reveal = await self.act(
            self.play.answer, view.id, response, certainty=certainty, at=self.read_at
        )
        self._entered_at = monotonic()
        if ok:
            await self.answered(reveal)

    async def go_on(self) -> None:
        """Show what comes next, or the results after the last question."""
        ok, view = await self.act(self.play.go_on)
        if view is not None:
            self.open(view)
        elif ok and self.play.sitting.is_over:
            self.house.open_results(self.play)
        elif ok:
            await self.nothing_open()

    async def nothing_open(self) -> None:
        """Go on where no question is without an answer."""

    async def _article(self) -> None:
        question_id = self.view.id if self.view and self.mode == "told" else ""
        article = self.play.article(question_id=question_id)
        if article is None:
            self.say(_("The article can not be read now."), "warning")
        else:
            self.house.open_article(article, at_quotation=self.mode == "told")

    async def _words(self) -> None:
        if self.view is not None and self.view.words:
            self.house.open_words(self.view.words)

    async def _report(self) -> None:
        if self.view is not None and self.mode == "told":
            self.house.open_report(self.play, self.view)
