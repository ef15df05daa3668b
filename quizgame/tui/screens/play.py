"""Practice and review: a question is answered, then its key is told."""

from collections.abc import Awaitable, Callable

from quizgame.backend.views import RevealView
from quizgame.catalogue import _
from quizgame.tui.play.playing import Playing


class PlayScreen(Playing):
    """A sitting that tells the key after each answer."""

    CSS_PATH = "play.tcss"

    def commands(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """Return what letters stand for while a question is open."""
        return {"n": self._give_up, "p": self._ask_pause}

    async def answered(self, reveal: RevealView | None) -> None:
        """Tell the key."""
        self.tell(reveal)

    async def time_is_up(self) -> None:
        """Tell the key, and what counted."""
        self.tell(self.play.reveal(), by_clock=True)

    async def _give_up(self) -> None:
        if self.mode == "answer" and self.view is not None:
            _ok, reveal = await self.act(self.play.give_up, self.view.id)
            self.tell(reveal)

    async def _ask_pause(self) -> None:
        ok, _nothing = await self.act(self.play.pause)
        if ok:
            self.pause(_("The clock stands still and the question is hidden."))
