"""A student's lesson: coming in, waiting, reading, answering, being told, all on one sheet."""

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.live import keys
from quizgame.tui.live.attending import Attending
from quizgame.tui.live.lobby import MOST_OPENINGS
from quizgame.tui.live.scene import RESTING
from quizgame.tui.page import ENTER
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from quizgame.backend.live.views import StudentView
    from quizgame.backend.play import Play

T = TypeVar("T")


class LessonScreen(Attending):
    """What a student of a class sees and does."""

    HOLDS = True
    UNREAD_S: ClassVar[float] = 0.3
    """How long after a question was painted keys do nothing: they were meant for another thing."""

    def __init__(self) -> None:
        """Wait for somebody."""
        super().__init__()
        self._practised = ("", "")
        """The round of which what was missed was last practised, and the attempt."""

    # Keys

    @property
    def takes_keys(self) -> bool:
        """Whether keys and clicks mean this page, and not what was there just before."""
        is_unread = self.is_unpainted or monotonic() - self.painted_at < self.UNREAD_S
        return super().takes_keys and not is_unread

    def hints(self) -> Sequence[Hint]:
        """Return the keys that are valid now."""
        return keys.hints(self)

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return all keys that are valid now, and what to do when nothing moves."""
        return keys.all_keys(self)

    def show_keys(self) -> None:
        """Show the keys, and above them what stands on screen and what Enter does."""
        if self.is_here:
            self.keybar.show_all(self.hints(), *keys.message(self))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for."""
        if self.arriving is not None:
            return await self._press_arriving(key, character)
        if self.view is None:
            return False
        if self.is_open:
            if self.is_sure:
                return await self._press_sure(key, character)
            if await self._press_open(key, character):
                return True
        return await self._command((character or "").casefold())

    async def _press_arriving(self, key: str, character: str | None) -> bool:
        arriving = self.arriving
        if arriving is None or (key == ENTER and arriving.asked not in {"name", "word", "pin"}):
            return False
        if key == ENTER and arriving.is_typed_in:
            self.wait_for(arriving.enter())
            return True
        if arriving.asked == "near" and (character or "").casefold() in {*"123456789n"}:
            self.wait_for(arriving.press(key, character))
            return True
        is_known = await arriving.press(key, character)
        self.come_in()
        return is_known

    async def _press_open(self, key: str, character: str | None) -> bool:
        interaction, line = self.interaction, self.line
        if interaction is None:
            return False
        if key == ENTER:
            await self._send()
        elif self.is_typing and line is not None:
            if key == "escape":
                self.is_typing = False
                self._show_answer()
            elif key in {"tab", "shift+tab", "up", "down"}:
                if interaction.press(key, None):
                    self._changed()
            elif line.press(key, character):
                interaction.type(line.text)
                self._changed()
        elif key == "tab" and line is not None:
            self.is_typing = True
            self._show_answer()
        elif interaction.press(key, character):
            self._changed()
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted where something is typed."""
        event.stop()
        if not self.takes_keys:
            return
        if self.arriving is not None and self.arriving.is_typed_in:
            self.arriving.line.insert(event.text)
            self.redraw()
        elif self.is_open and self.is_typing and self.line and self.interaction:
            self.line.insert(event.text)
            self.interaction.type(self.line.text)
            self._changed()

    async def pick(self, target: str) -> None:
        """Do what a click on the sheet asks for."""
        kind, _colon, number = target.partition(":")
        if self.arriving is not None:
            self.wait_for(self.arriving.pick(target))
        elif kind == "open":
            await self._begin(int(number))
        elif target == "missed":
            await self._practise()
        elif not self.is_open or self.interaction is None:
            return
        elif kind == "sure":
            await self._press_sure(number, number)
        elif self.interaction.pick(target):
            if target == "field":
                self.is_typing = True
            self._changed()

    def _changed(self) -> None:
        """Show a changed answer, and let the class know what stands on screen."""
        view, interaction, place = self.view, self.interaction, self.desk.place
        if view is None or interaction is None or place is None or view.board.question is None:
            return
        self.follow_line()
        place.selected(view.board.question.id, interaction.response)
        self._show_answer()

    def _show_answer(self) -> None:
        self.note = ""
        self.draw_sheet()
        self.show_keys()

    async def _press_sure(self, key: str, character: str | None) -> bool:
        if character in {"1", "2", "3"}:
            await self._send(certainty=int(character))
        elif key in {"escape", "backspace"}:
            self.is_sure = False
            self.redraw()
        return key != "question_mark"

    async def _send(self, *, certainty: int = 0) -> None:
        """Send what stands on screen; how sure one is is asked for first where it counts."""
        view, interaction, place = self.view, self.interaction, self.desk.place
        if view is None or interaction is None or place is None or view.board.question is None:
            return
        question, response = view.board.question, interaction.response
        if not (response and all(response)):
            self._say(interaction.missing())
            return
        if question.needs_certainty and not certainty and place.is_complete(response):
            self.is_sure = True
            self.redraw()
            return
        self.is_sure = False

        async def answer() -> None:
            await place.answer(
                question.id, view.board.vote, response, certainty=certainty, at=place.active_at
            )

        done, _nothing = await self._tried(answer)
        if not done:
            self.draw_sheet()
            return
        self.changed()
        self._show_answer()
        now = place.view()
        if now.late and not view.late and now.board.stage == "open":
            self._say(_("That came too late for the first vote: it does not count."))

    def _say(self, message: str) -> None:
        self.note = message
        self.show_keys()

    async def _command(self, command: str) -> bool:
        """Do what a letter stands for here; returns whether it stands for anything."""
        view = self.view
        if view is None or not command:
            return False
        rests = view.board.stage in RESTING
        if command == "s" and self.may_read and view.board.stage != "reading":
            self._open_article()
        elif command == "w" and view.board.question is not None and view.board.question.words:
            self.house.open_words(view.board.question.words)
        elif command == "m" and view.missed:
            await self._practise()
        elif rests and command.isascii() and command.isdecimal() and command != "0":
            await self._begin(int(command))
        else:
            return False
        return True

    def _open_article(self) -> None:
        place, view = self.desk.place, self.view
        if place is None or view is None:
            return
        at_quotation = view.board.stage == "explained" and bool(view.board.quotations)
        article = place.article(at_quotation=at_quotation)
        if article is None:
            self._say(_("The article can not be read now."))
        else:
            self.house.open_article(article, at_quotation=at_quotation)

    # Playing alone

    async def _begin(self, number: int) -> None:
        view, place = self.view, self.desk.place
        openings = view.openings[:MOST_OPENINGS] if view else ()
        if place is None or not 1 <= number <= len(openings):
            return
        one = openings[number - 1]
        if one.may_begin:
            await self._play(lambda: place.begin(one.key))
        elif one.may_look_back:
            _done, play = await self._tried(lambda: place.look_back(one.key))
            if play is not None:
                self.desk.open_looked_back(play)

    async def _practise(self) -> None:
        place = self.desk.place
        if place is None or self.view is None or not self.view.missed:
            return
        round_id, attempt_id = self._practised
        if round_id == self.view.board.round_id:
            done, left = await self._tried(place.resumable)
            if done and left and attempt_id in {one.id for one in left}:
                await self._play(lambda: place.resume(attempt_id))
                return
        play = await self._play(place.practise_missed)
        if play is not None:
            self._practised = (self.view.board.round_id, play.attempt_id)

    async def _play(self, begin: "Callable[[], Awaitable[Play]]") -> "Play | None":
        _done, play = await self._tried(begin)
        if play is not None:
            self.house.open_play(play)
        return play

    async def _tried(self, act: "Callable[[], Awaitable[T]]") -> "tuple[bool, T | None]":
        """Carry out an act of the class; returns (whether it was done, its result)."""
        try:
            return True, await act()
        except QuizgameError as error:
            self._say(f"{error.message} {error.hint}".strip())
        return False, None

    # Leaving

    async def leave(self) -> None:
        """Ask before the class is left."""
        if self.takes_keys:
            await self.leave_all()

    async def leave_all(self) -> None:
        """Ask before the class is left; who has no seat just goes."""
        view = self.view
        if self.arriving is not None or view is None:
            self.app.exit()
            return
        text = _("Your seat is kept: type the same line again, and you are back.")
        text += " " + _("Your seat word is {word}.").format(word=view.word.upper())
        if self._would_lose(view):
            text += " " + _("What you have not sent is not kept.")

        async def answered(answer: str) -> None:
            if answer:
                self.app.exit()

        choices = (("s", _("Stay"), ""), ("l", _("Leave the class"), "leave"))
        self.house.ask(_("Leave the class?"), text, choices, answered)

    def _would_lose(self, view: "StudentView") -> bool:
        interaction = self.interaction
        return self.is_open and interaction is not None and interaction.response != view.sent
