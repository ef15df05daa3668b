"""What a teacher may do about the live round."""

import asyncio
import secrets
from typing import TYPE_CHECKING

from quizgame.backend.library import bank_view
from quizgame.backend.live.liveround import LiveRound, RoundWish, plan_round
from quizgame.catalogue import _
from quizgame.engine import round_acts, round_corrections
from quizgame.engine.round import step
from quizgame.engine.round_events import RoundStamped
from quizgame.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from quizgame.backend.live.hub import Hub
    from quizgame.backend.views import BankView

EXTRA_S = 30
"""Seconds that "extend" gives when nothing else is said."""

_SEED_BITS = 31


class RoundTeaching:
    """The acts that pace a round.

    Every act returns once it is kept. All raise RefusedError where the act is not possible now,
    and StoreError where it could not be kept.
    """

    def __init__(self, hub: "Hub") -> None:
        """Teach a class."""
        self._hub = hub
        self._act = hub.conductor.act

    async def quizzes(self) -> "tuple[BankView, ...]":
        """Return the banks at hand with their quizzes."""
        library = self._hub.library

        def read() -> "tuple[BankView, ...]":
            if library.banks:
                library.reread()
                return tuple(map(bank_view, library.banks))
            return tuple(map(bank_view, library.read()))

        return await asyncio.to_thread(read)

    async def start_round(
        self,
        bank: str,
        quiz: str = "",
        *,
        scoring: str | None = None,
        reading_seconds: int = 0,
        warm_up: int = 0,
        standings: bool = True,
        count: int | None = None,
        seed: int | None = None,
    ) -> None:
        """Open the lobby of a round.

        `warm_up` is how many questions at its start are worth nothing, `count` how many are asked.
        Raises UsageError for what does not exist.
        """
        hub = self._hub
        if hub.live is not None:
            raise RefusedError(_("A round is on."), _("End it first."))
        wish = RoundWish(bank, quiz, scoring, reading_seconds, warm_up, standings, count, seed)
        number = secrets.randbits(_SEED_BITS) if seed is None else seed

        loaded = await asyncio.to_thread(hub.library.find, bank)

        def begun() -> LiveRound:
            plan, questions, revisions = plan_round(loaded, wish, number)
            round_acts.start(plan)  # refused where it can not be
            at = hub.clock.read()
            round_id = hub.shelf.begin(plan, revisions, at)
            state = step(None, RoundStamped(0, at, plan))
            return LiveRound(round_id, state, state, dict(questions), loaded.bank, loaded.texts)

        live = await hub.keeper.run(begun)
        if hub.live is not None:
            raise RefusedError(_("A round is on."), _("End it first."))
        hub.conductor.begin(live)
        await hub.keeper.settled()

    async def begin_reading(self, seconds: int | None = None) -> None:
        """Put the article on every screen (None: for as long as planned, 0: until told)."""
        await self._act(lambda state: round_acts.begin_reading(state, seconds))

    async def end_reading(self) -> None:
        """End the reading before its time."""
        await self._act(round_acts.end_reading)

    async def show_next(self) -> None:
        """Put the next question on every screen."""
        await self._act(round_acts.show_next)

    async def close(self) -> None:
        """Close the open question; what stands complete on a screen counts."""
        hub, live = self._hub, self._hub.conductor.require()
        questions = live.questions
        if live.ahead.phase == "closed":  # the clock, or the last answer, was as fast
            await hub.keeper.settled()
            return
        await self._act(lambda state: round_acts.close(state, questions, hub.conductor.on_screen()))

    async def begin_second_vote(self) -> None:
        """Open the question once more, after the class discussed it."""
        await self._act(round_acts.begin_second_vote)

    async def reveal(self) -> None:
        """Show the key and the counts."""
        await self._act(round_acts.reveal)

    async def explain(self) -> None:
        """Show the explanation and the quotation."""
        await self._act(round_acts.explain)

    async def show_standings(self) -> None:
        """Show the standings."""
        await self._act(round_acts.show_standings)

    async def hide_standings(self) -> None:
        """Hide the standings, and everybody's place, until they are shown again."""
        await self._act(round_acts.hide_standings)

    async def pause(self) -> None:
        """Let the clock stand."""
        await self._act(round_acts.pause)

    async def resume(self) -> None:
        """Let the clock run again."""
        await self._act(round_acts.resume)

    async def extend(self, seconds: int = EXTRA_S) -> None:
        """Give everybody more time for what is on screen."""
        await self._act(lambda state: round_acts.extend(state, seconds))

    async def skip(self, question_id: str = "") -> None:
        """Leave a question out, the one on screen where none is named."""
        name = question_id or self._current()
        await self._act(lambda state: round_acts.skip(state, name))

    async def void(self, question_id: str = "") -> None:
        """Credit everybody for a bad question, the one on screen where none is named."""
        hub, name = self._hub, question_id or self._current()
        questions = hub.conductor.require().questions
        await self._act(
            lambda state: round_corrections.void(state, questions, name, hub.conductor.on_screen())
        )
        await self.regraded()

    async def finish(self) -> None:
        """End the round; its results stay on screen until `end_round`."""
        hub = self._hub
        questions = hub.conductor.require().questions
        await self._act(
            lambda state: round_acts.finish(state, questions, hub.conductor.on_screen())
        )
        await self.regraded()

    async def end_round(self) -> None:
        """Let the class wait for the next round."""
        if self._hub.conductor.require().state.phase != "finished":
            raise RefusedError(_("The round is not over yet."), _("Finish it first."))
        await self._hub.keeper.settled()
        self._hub.conductor.end()

    async def regraded(self) -> None:
        """Keep what a finished round brought everybody; nothing while it goes on."""
        hub, live = self._hub, self._hub.live
        if live is None or live.state.phase != "finished":
            return
        people = {}
        for seat in hub.room.seats.values():
            if hub.conductor.number(seat.number):
                people[hub.attendance.uid(seat.number)] = await hub.alone.person(seat.number)
        await hub.keeper.run(lambda: hub.shelf.finish(live, people))

    async def do(self, name: str) -> None:
        """Do an act that `view().acts` names; "start" needs `start_round`."""
        act = self._acts.get(name)
        if act is None:
            raise RefusedError(_("That can not be done now."))
        await act()

    @property
    def _acts(self) -> "dict[str, Callable[[], Awaitable[None]]]":
        return {
            "read": self.begin_reading,
            "end_reading": self.end_reading,
            "next": self.show_next,
            "close": self.close,
            "vote_again": self.begin_second_vote,
            "reveal": self.reveal,
            "explain": self.explain,
            "standings": self.show_standings,
            "hide_standings": self.hide_standings,
            "pause": self.pause,
            "resume": self.resume,
            "extend": self.extend,
            "skip": self.skip,
            "void": self.void,
            "finish": self.finish,
            "end": self.end_round,
        }

    def _current(self) -> str:
        item = self._hub.conductor.require().ahead.item
        if item is None:
            raise RefusedError(_("No question has been shown yet."))
        return item.ref.id
