"""What a teacher may do in a class."""

import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from quizgame.backend.library import bank_view
from quizgame.backend.live import watching
from quizgame.backend.live.liveround import LiveRound, RoundWish, plan_round
from quizgame.backend.live.place import nothing
from quizgame.catalogue import _
from quizgame.engine import round_acts, round_corrections
from quizgame.engine.round import step
from quizgame.engine.round_events import OutOf, RoundStamped
from quizgame.errors import RefusedError

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.views import TeacherView
    from quizgame.backend.views import BankView, TimeView
    from quizgame.model.questions.base import Question

EXTRA_S = 30
"""Seconds that "extend" gives when nothing else is said."""

_SEED_BITS = 31
_ID_BYTES = 10


class Teaching:
    """The acts of a teacher, and what they see; one for each of their front ends.

    Every act returns once it is kept. All raise RefusedError where the act is not possible now,
    and StoreError where it could not be kept.
    """

    def __init__(self, hub: "Hub") -> None:
        """Teach a class; use `Hub.teaching`."""
        self.listen: Callable[[], None] = nothing
        self.beat: Callable[[], None] = nothing
        self._hub = hub
        self._views: dict[bool, TeacherView] = {}
        self._fresh: set[bool] = set()

    def leave(self) -> None:
        """Let nobody listen any more."""
        self._hub.not_teaching(self)

    def view(self, *, private: bool = False) -> "TeacherView":
        """Return what the teacher sees; safe to project unless `private`."""
        if private not in self._fresh:
            self._fresh.add(private)
            view = watching.teacher_view(self._hub, private=private)
            if view != self._views.get(private):
                self._views[private] = view
        return self._views[private]

    def renew(self) -> None:
        """Let the views be built anew, and tell the front end."""
        self._fresh.clear()
        self.listen()

    def time(self) -> "TimeView":
        """Return the time of what is on screen."""
        return self._hub.time()

    # The round

    async def quizzes(self) -> "tuple[BankView, ...]":
        """Return the banks at hand with their quizzes."""
        library = self._hub.library
        loaded = await self._hub.writer.run(lambda: library.banks or tuple(library.read()))
        return tuple(bank_view(one) for one in loaded)

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
        """Open the lobby of a round; `warm_up` questions at its start are worth nothing."""
        hub = self._hub
        if hub.live is not None:
            raise RefusedError(_("A round is on."), _("Finish it first."))
        wish = RoundWish(bank, quiz, scoring, reading_seconds, warm_up, standings, count, seed)
        number = secrets.randbits(_SEED_BITS) if seed is None else seed
        loaded = await hub.writer.run(lambda: hub.library.find(bank))
        plan, questions, revisions = plan_round(loaded, wish, number)
        started = RoundStamped(0, hub.clock.read(), round_acts.start(plan)[0])
        live_id = secrets.token_hex(_ID_BYTES)
        state = step(None, started)
        live = LiveRound(live_id, state, state, dict(questions), loaded.bank, loaded.texts)
        await hub.writer.run(lambda: hub.store.begin_round(live_id, [started], revisions))
        hub.begin_round(live)
        await hub.writer.settled()

    async def begin_reading(self, seconds: int | None = None) -> None:
        """Put the article on every screen (None: for as long as planned, 0: until told)."""
        await self._hub.act(lambda state: round_acts.begin_reading(state, seconds))

    async def end_reading(self) -> None:
        """End the reading before its time."""
        await self._hub.act(round_acts.end_reading)

    async def show_next(self) -> None:
        """Put the next question on every screen."""
        await self._hub.act(round_acts.show_next)

    async def close(self) -> None:
        """Close the open question."""
        hub = self._hub
        questions = hub.require_round().questions
        await hub.act(lambda state: round_acts.close(state, questions, hub.on_screen()))

    async def begin_second_vote(self) -> None:
        """Open the question once more, after the class discussed it."""
        await self._hub.act(round_acts.begin_second_vote)

    async def reveal(self) -> None:
        """Show the key and the counts."""
        await self._hub.act(round_acts.reveal)

    async def explain(self) -> None:
        """Show the explanation and the quotation."""
        await self._hub.act(round_acts.explain)

    async def show_standings(self) -> None:
        """Show the standings."""
        await self._hub.act(round_acts.show_standings)

    async def hide_standings(self) -> None:
        """Hide the standings, and everybody's place, until they are shown again."""
        await self._hub.act(round_acts.hide_standings)

    async def pause(self) -> None:
        """Let the clock stand."""
        await self._hub.act(round_acts.pause)

    async def resume(self) -> None:
        """Let the clock run again."""
        await self._hub.act(round_acts.resume)

    async def extend(self, seconds: int = EXTRA_S) -> None:
        """Give everybody more time for what is on screen."""
        await self._hub.act(lambda state: round_acts.extend(state, seconds))

    async def skip(self, question_id: str = "") -> None:
        """Leave a question out, the one on screen where none is named."""
        name = question_id or self._current()
        await self._hub.act(lambda state: round_acts.skip(state, name))

    async def void(self, question_id: str = "") -> None:
        """Credit everybody for a bad question, the one on screen where none is named."""
        hub, name = self._hub, question_id or self._current()
        questions = hub.require_round().questions
        await hub.act(lambda state: round_corrections.void(state, questions, name, hub.on_screen()))

    async def accept(self, question_id: str, part: int, name: str) -> None:
        """Count an answer as right for all who gave it: `name` is its class in a private view."""
        raise NotImplementedError

    async def change_key(self, question_id: str, changed: "Question") -> None:
        """Score all answers by a changed key."""
        raise NotImplementedError

    async def undo(self, seq: int) -> None:
        """Take a correction back."""
        await self._hub.act(lambda state: round_corrections.undo(state, seq))

    async def pick_text(self, question_id: str, part: int, name: str) -> None:
        """Let typed text be projected: `name` is its class in a private view."""
        await self._hub.act(lambda state: round_acts.pick_text(state, question_id, part, name))

    async def set_out_of(self, out_of: OutOf) -> None:
        """Decide whether late comers are marked out of all questions."""
        await self._hub.act(lambda state: round_acts.set_out_of(state, out_of))

    async def finish(self) -> None:
        """End the round; its results stay on screen."""
        hub = self._hub
        questions = hub.require_round().questions
        await hub.act(lambda state: round_acts.finish(state, questions, hub.on_screen()))

    async def end_round(self) -> None:
        """Let the class wait for the next round."""
        raise NotImplementedError

    async def open_catch_up(self, until: float) -> None:
        """Let who missed the round play it alone until a time (UTC seconds)."""
        raise NotImplementedError

    async def end_catch_up(self) -> None:
        """End the catch-up before its date."""
        raise NotImplementedError

    def next_act(self) -> str:
        """Return the name of the act that carries the lesson on."""
        return self.view().acts[0]

    async def do(self, name: str) -> None:
        """Do an act that `view().acts` names; "start" needs `start_round`."""
        act = self._acts.get(name)
        if act is None:
            raise RefusedError(_("That can not be done now."))
        await act()

    @property
    def _acts(self) -> dict[str, Callable[[], Awaitable[None]]]:
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
        item = self._hub.require_round().ahead.item
        if item is None:
            raise RefusedError(_("No question has been shown yet."))
        return item.ref.id

    # The class

    async def approve(self, *seats: int) -> None:
        """Let these names be shown to all."""
        raise NotImplementedError

    async def approve_all(self) -> None:
        """Let the names of all who have a seat be shown."""
        raise NotImplementedError

    async def rename(self, seat: int, name: str) -> None:
        """Give a seat another name."""
        raise NotImplementedError

    async def remove(self, seat: int) -> None:
        """Take a seat out of the class for good."""
        raise NotImplementedError

    async def free(self, seat: int) -> None:
        """Let whoever comes next under a seat's name have it."""
        raise NotImplementedError

    async def lock(self, *, on: bool = True) -> None:
        """Let nobody new in, or let them again."""
        raise NotImplementedError

    async def set_factor(self, seat: int, factor: float) -> None:
        """Change a student's time factor (0: no limits)."""
        raise NotImplementedError

    async def consent(self, connection: int, *, yes: bool) -> None:
        """Say whether who knocks may come in."""
        raise NotImplementedError

    # Quizzes to be played alone, and results

    async def open_quiz(
        self,
        bank: str,
        quiz: str = "",
        *,
        opens: float = 0,
        closes: float = 0,
        attempts: int = 0,
        behaviour: str = "",
        scoring: str = "",
        for_people: tuple[str, ...] = (),
        for_groups: tuple[str, ...] = (),
    ) -> None:
        """Open a quiz to be played alone; times are UTC seconds, 0 for no bound."""
        raise NotImplementedError

    async def close_quiz(self, key: int) -> None:
        """Close a quiz that was opened."""
        raise NotImplementedError

    async def results_csv(self, round_id: str = "") -> str:
        """Return the results of a round, the one that is on where none is named, as CSV."""
        raise NotImplementedError
