"""The screen of a class as the class changes it: the door, and one thing after the other."""

from time import monotonic
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.live.arriving import Arriving
from quizgame.tui.live.board import LiveBoard
from quizgame.tui.live.scene import ASKED, asked_of, scene_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from quizgame.classroom.seat_acts import Decision


class Attending(LiveBoard):
    """Follows the class. What its student does is for who is built on this."""

    def __init__(self) -> None:
        """Wait for somebody."""
        super().__init__()
        self.is_unpainted = False
        self.painted_at = float("-inf")
        """When the question on screen was painted, by the clock that never goes back."""

    def on_mount(self) -> None:
        """Show the class to who has a seat already."""
        self.changed()

    # Coming in

    def begin(self, arriving: Arriving) -> None:
        """Ask somebody in."""
        self.arriving, self.view = arriving, None
        arriving.on_wait = self.redraw
        self.redraw()
        if arriving.login:
            self.wait_for(arriving.knock(arriving.offered, login=arriving.login))

    def wait_for(self, act: "Awaitable[object]") -> None:
        """Let something be looked up, which may take seconds, while this screen goes on."""

        async def whole() -> None:
            try:
                await act
            except QuizgameError as error:
                if self.arriving is not None:
                    self.arriving.ask_name(error.message, error.hint, is_refused=True)
            self.come_in()

        self.run_worker(whole())

    def come_in(self) -> None:
        """Show the class once there is a seat, else what is asked next."""
        place = self.desk.place
        if self.arriving is not None and place is not None and place.seated():
            self.arriving = None
            self.changed()
            self._tell_word()
        else:
            self.redraw()

    def _tell_word(self) -> None:
        """Tell the seat word to who comes in later than the lobby, which has it on its page."""
        view = self.view
        if view is None or not view.word or view.board.stage in {"waiting", "lobby"}:
            return
        told = _("Your seat word: {word}. Remember it; ? shows it again.")
        if view.board.stage in ASKED:
            if view.takes_part:
                return
            told = _("Your seat word: {word}. You take part from the next question.")
        self.note = told.format(word=view.word.upper())
        self.show_keys()

    def decided(self, decision: "Decision") -> None:
        """Take what the teacher decided about who waits."""
        if self.arriving is not None:
            self.arriving.follow(decision)
            self.come_in()

    def lose(self, message: str) -> None:
        """Tell that the seat is lost."""
        place = self.desk.place
        if place is None:
            return
        if self.arriving is None:
            self.arriving = Arriving(place)
        self.arriving.end(message)
        self.house.surface(self)
        self.redraw()

    # What happens in the class

    def changed(self) -> None:
        """Show what is new in the class."""
        place = self.desk.place
        if place is None or self.arriving is not None or not place.seated() or not self.is_here:
            return
        before, now = self.view, place.view()
        if before is now:
            return
        self.view = now
        if before is not None and scene_of(before) == scene_of(now):
            self.same_scene(before, now)
            return
        self.may_read = place.may_read()
        is_asked = now.board.stage == "open"
        if not self.desk.is_alone and (is_asked or now.board.stage in {"reading", "revealed"}):
            self.house.surface(self)
        was_open = before is not None and before.board.stage == "open"
        self.show_scene(before, now)
        if was_open and now.board.stage == "ready":
            self.note = _("Your teacher left this question out.")
            self.show_keys()
        if is_asked:
            self.is_unpainted = True
            self.app.screen.call_after_refresh(self._was_painted, asked_of(now.board))

    def _was_painted(self, asked: tuple[str, str, int]) -> None:
        """Take note that a question can be read now."""
        place = self.desk.place
        self.is_unpainted, self.painted_at = False, monotonic()
        if place is not None and asked_of(place.view().board) == asked:
            place.painted()

    def tick(self) -> None:
        """Let the countdown go on: only its own cells are painted."""
        if self.is_here and self.view is not None and self.arriving is None:
            self.heading.tick(self.clock_spans())
