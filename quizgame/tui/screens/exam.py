"""Exam: questions are answered in any order, and told only when all is handed in."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events

from quizgame.backend.play import Play
from quizgame.backend.views import QuestionView, RevealView
from quizgame.catalogue import _, plural
from quizgame.tui.asking import HAND_IN, Choice
from quizgame.tui.draw.terms import moment_near
from quizgame.tui.page import ENTER
from quizgame.tui.play.playing import Playing

if TYPE_CHECKING:
    from quizgame.model.questions.base import Response
    from quizgame.tui.interactions.base import Interaction


class ExamScreen(Playing):
    """A sitting in which questions can be marked, left and returned to."""

    CSS_PATH = "play.tcss"

    def __init__(self, play: Play) -> None:
        """Keep the sitting; no answer is begun."""
        super().__init__(play)
        self._begun: dict[str, Response] = {}
        self._is_looking_round = False

    def open(self, view: QuestionView | None) -> None:
        """Put a question on screen with what was begun there and not sent.

        Whoever comes by answering goes on typing; whoever looks round goes on looking.
        """
        begun = self._begun.pop(view.id, None) if view and not view.closed else None
        self.wants_field = not self._is_looking_round
        if self.focused is not None:
            self.set_focus(None)
        super().open(view)
        if begun and self.interaction is not None:
            self.interaction.restore(begun)
            self.redraw()

    def commands(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """Return what letters stand for."""
        return {"n": self._next, "p": self._previous, "m": self._mark, "o": self._overview}

    async def on_key(self, event: events.Key) -> None:
        """Type a letter that came before the field, which takes all later ones, had the focus."""
        character = event.character or ""
        if self.takes_keys and self.focused is self.field and character.isprintable() and character:
            self.field.insert_text_at_cursor(character)
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Type what is pasted before the field is entered: it is meant for it."""
        lines = event.text.splitlines()
        is_open = self.mode == "answer" and not self.is_closed and self.field.display
        if lines and is_open and self.focused is None and self.takes_keys:
            self.type_on()
            self.field.insert_text_at_cursor(lines[0])
            event.stop()

    async def press(self, key: str, character: str | None = None) -> bool:
        """Take what is no command here for the beginning of a typed answer."""
        is_open = self.mode == "answer" and not self.is_closed
        if is_open and self.field.display and self.focused is None:
            if key == ENTER and not self.field.value:
                self.type_on()
                return True
            if character and character.isprintable() and not self._is_command(character):
                self.type_on()
                self.field.insert_text_at_cursor(character)
                return True
        return await super().press(key, character)

    def _is_command(self, character: str) -> bool:
        """Return whether a character means something outside the field; capitals are typed."""
        view = self.view
        also = {"s"} if view is not None and view.may_read else set()
        also |= {"w"} if view is not None and view.words else set()
        return character in {" ", "?", "q", *also, *self.commands()}

    async def answered(self, reveal: RevealView | None) -> None:
        """Go on to the next question without an answer."""
        del reveal
        self._is_looking_round = False
        await self.go_on()

    async def nothing_open(self) -> None:
        """Show all questions: every one has an answer."""
        self.open(self.play.question())
        await self._overview()

    async def time_is_up(self) -> None:
        """Show an exam's question whose time is up: it can be looked at, not changed."""
        self.house.surface(self)
        self.open(self.play.question())
        counted = self.interaction is not None and self.interaction.response
        what = _("What stood on screen counts.") if counted else _("No complete answer was there.")
        up, on = _("Time is up for this question."), _("n: next question.")
        self.note = self.fitting(f"{up} {what} {on}", self.closed_note())
        self.just_told()
        self.show_keys()

    def standing(self, view: QuestionView, interaction: "Interaction") -> str:
        """Return what stands on screen; where nothing does, when the exam is handed in."""
        said, closes = super().standing(view, interaction), self.play.time().closes
        if said or not closes:
            return said
        time = moment_near(closes, self.wall())
        whole = _("It closes at {time}: what you have answered by then is handed in.")
        short = _("Closes at {time}. What is answered is handed in then.")
        return self.fitting(whole.format(time=time), short.format(time=time))

    def would_lose(self) -> bool:
        """Return whether anything begun, here or on other questions, can not be kept yet."""
        view, interaction = self.view, self.interaction
        if self._begun or view is None or interaction is None or not super().would_lose():
            return bool(self._begun)
        return not self._can_keep(view, interaction.response)

    def _can_keep(self, view: QuestionView, response: "Response") -> bool:
        return not view.needs_certainty and self.play.is_complete(view.id, response)

    async def keep_unsent(self) -> bool:
        """Keep a complete answer that was not sent, before an exam's question is left.

        What can not be kept yet, being incomplete or without a certainty, stays for coming back.
        """
        view, interaction = self.view, self.interaction
        if view is None or interaction is None or view.closed:
            return True
        response = interaction.response
        if response == view.response:
            return True
        if not self._can_keep(view, response):
            self._begun[view.id] = response
            return True
        ok, _none = await self.act(self.play.answer, view.id, response, at=self.read_at)
        return ok

    async def _go_to(self, index: int) -> None:
        if await self.keep_unsent():
            ok, view = await self.act(self.play.go_to, index)
            if ok:
                self._is_looking_round = True
                self.open(view)

    async def _next(self) -> None:
        if self.view is not None:
            await self._go_to(self.view.number % self.view.total)

    async def _previous(self) -> None:
        if self.view is not None:
            await self._go_to((self.view.number - 2) % self.view.total)

    async def _mark(self) -> None:
        if self.view is None:
            return
        ok, on = await self.act(self.play.mark, self.view.id)
        if ok:
            self.draw_heading()
            self.note = _("Marked for later.") if on else _("The mark is taken away.")
            self.show_keys()

    async def _overview(self) -> None:
        if await self.keep_unsent():
            self.house.open_overview(self.play, self._from_overview)

    async def _from_overview(self, choice: int) -> None:
        if choice == HAND_IN:
            self._ask_hand_in()
        elif choice >= 0:
            await self._go_to(choice)
        else:
            self.open(self.play.question())

    def _ask_hand_in(self) -> None:
        items = self.play.sitting.items
        left = sum(not item.is_answered for item in items)
        text = _("All questions have an answer.")
        if left:
            text = plural(
                "{n} question has no answer yet.", "{n} questions have no answer yet.", left
            )
        if marked := sum(item.marked for item in items):
            text += " " + plural("{n} is marked for later.", "{n} are marked for later.", marked)
        choices = (Choice("s", _("Stay in the exam"), ""), Choice("u", _("Hand in"), "hand in"))
        self.house.ask(_("Hand in?"), text, choices, self._hand_in)

    async def _hand_in(self, answer: str) -> None:
        if answer:
            ok, _nothing = await self.act(self.play.submit)
            if ok:
                self.house.open_results(self.play)
