"""A class as it runs: who is connected, the round that is on, and one timer for all of it."""

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from quizgame.backend.live.display import Display
from quizgame.backend.live.liveround import LiveRound
from quizgame.backend.live.place import Place, Selected
from quizgame.backend.live.settings import ClassSettings, Link
from quizgame.backend.live.teaching import Teaching
from quizgame.backend.live.writing import Writer
from quizgame.backend.seated import Seated
from quizgame.backend.views import TimeView
from quizgame.catalogue import _
from quizgame.classroom.codes import Chooser
from quizgame.classroom.seat_acts import Act, Decision, Dropped
from quizgame.classroom.seating import decide
from quizgame.classroom.seats import Room
from quizgame.engine import round_acts, round_answers, round_seats
from quizgame.engine.events import Reading
from quizgame.engine.masking import unmask
from quizgame.engine.round_answers import OnScreen
from quizgame.engine.round_clock import left
from quizgame.engine.round_events import RoundStamped, Vote
from quizgame.engine.round_state import Round, presentation
from quizgame.errors import RefusedError, StoreError
from quizgame.model.questions.base import Response
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgame.backend.library import Library
    from quizgame.backend.live.views import OpeningView
    from quizgame.backend.play import Clock
    from quizgame.classroom.roster import Roster

__all__ = ["ClassSettings", "Hub", "Link"]

PULSE_S = 0.25
BEAT_PULSES = 4
PAINT_S = 2.0
"""Seconds that the last screen may take to be painted before the clock runs without it."""


class Hub:
    """A class. Everything is for the loop's thread; only the store is used in another."""

    def __init__(  # noqa: PLR0917 - what a class is made of
        self,
        library: "Library",
        clock: "Clock",
        store: Any,
        room: Room,
        settings: ClassSettings,
        roster: "Roster | None" = None,
        choose: Chooser = secrets.randbelow,
    ) -> None:
        """Keep what is needed; `start` makes it run."""
        self.library, self.clock, self.store = library, clock, store
        self.room, self.settings, self.roster, self.choose = room, settings, roster, choose
        self.live: LiveRound | None = None
        self.display = Display(self)
        self.writer: Writer[tuple[str, tuple[RoundStamped, ...]]] = Writer(
            self._write, self._not_kept
        )
        self.trouble = ""
        self._places: dict[int, Place] = {}
        self._teachers: list[Teaching] = []
        self._connections = 0
        self._dirty: set[int] = set()
        self._is_called = False
        self._timer: asyncio.Task[None] | None = None
        self._round_seats: dict[int, int] = {}
        self._pulses = 0
        self._shown_at = 0.0

    async def start(self) -> None:
        """Take up what the class was about, and let its timer run."""
        self._timer = asyncio.get_running_loop().create_task(self._run_timer())

    async def stop(self) -> None:
        """Write all that is not written yet, and stop."""
        if self._timer is not None:
            self._timer.cancel()
        await self.writer.close()

    def enter(self, link: Link) -> Place:
        """Return the place of a new connection of a student."""
        self._connections += 1
        place = Place(self, self._connections, link)
        self._places[place.connection] = place
        return place

    def teaching(self) -> Teaching:
        """Return a teacher's acts and views, for one front end."""
        teaching = Teaching(self)
        self._teachers.append(teaching)
        return teaching

    def not_teaching(self, teaching: Teaching) -> None:
        """Let a front end of the teacher hear nothing more."""
        if teaching in self._teachers:
            self._teachers.remove(teaching)

    def student_of(self, place: Place) -> Seated:
        """Return the acts of a student who plays alone."""
        raise RefusedError(_("There is no such seat."))

    # What the parts of the class ask of it

    def now(self) -> float:
        """Return the clock that never goes back."""
        return self.clock.read().mono

    def place_of(self, connection: int) -> Place | None:
        """Return the place of a connection that is there."""
        return self._places.get(connection)

    def round_seat(self, seat: int) -> int:
        """Return the number in the round of a seat of the class, 0 for none."""
        return self._round_seats.get(seat, 0)

    def openings_for(self, place: Place) -> "tuple[OpeningView, ...]":
        """Return what this student may play alone."""
        del place
        return ()

    def decide(self, act: Act) -> Decision:
        """Let something happen to the seats, and return what is to be done about it."""
        self.room, decision = decide(self.room, act)
        return decision

    def left(self, place: Place) -> None:
        """Take note that a connection ended."""
        if self._places.pop(place.connection, None) is not None:
            self.dropped(place.connection)

    def dropped(self, connection: int) -> None:
        """Let a connection have no seat any more."""
        self.decide(Dropped(connection=connection, at=self.now()))
        self.follow()
        self.changed()

    async def seat_taken(self, seat: int) -> None:
        """Return once it is kept that somebody sits on a seat."""
        self.follow()
        self.changed()
        await self.writer.settled()

    def follow(self) -> None:
        """Let the round know who came and went."""
        live = self.live
        if live is None:
            return
        at, events = self.clock.read(), list[RoundStamped]()
        for seat in self.room.seats.values():
            number = self._round_seats.get(seat.number, 0)
            if not number and seat.connection:
                number = 1 + max(live.ahead.seats, default=0)
                self._round_seats[seat.number] = number
                events += live.advance(round_seats.join(live.ahead, seat.name), at)
            elif number and seat.connection:
                events += live.advance(round_seats.connect(live.ahead, number), at)
            elif number:
                events += live.advance(round_seats.disconnect(live.ahead, number), at)
        self._keep(live, tuple(events))

    async def act(
        self, choose: "Callable[[Round], round_seats.RoundEvents]", at: Reading | None = None
    ) -> None:
        """Let events happen to the round; returns once they are kept.

        Raises RefusedError where they can not happen, StoreError where they could not be kept.
        """
        live = self.require_round()
        events = choose(live.ahead)
        if events:
            self._keep(live, live.advance(events, at or self.clock.read()))
        await self.writer.settled()

    def require_round(self) -> LiveRound:
        """Return the round that is on; raises RefusedError where none is."""
        if self.live is None:
            raise RefusedError(_("No round is on."), _("Start one first."))
        return self.live

    def begin_round(self, live: LiveRound) -> None:
        """Let a round be the one that is on."""
        self.live, self._round_seats = live, {}
        self.follow()
        self.changed()

    async def answer(
        self,
        place: Place,
        question_id: str,
        vote: Vote,
        response: Response,
        *,
        certainty: int,
        at: Reading | None,
    ) -> None:
        """Keep a student's answer."""
        live, now = self.require_round(), at or self.clock.read()
        item = next((one for one in live.ahead.items if one.ref.id == question_id), None)
        if item is None:
            raise RefusedError(_("There is no such question."))
        stored = self.unmasked(live, item.ref.revision, response)
        await self.act(
            lambda state: round_answers.answer(
                state,
                live.questions,
                self.round_seat(place.seat),
                question_id,
                stored,
                now=now,
                certainty=certainty,
                vote=vote,
            ),
            now,
        )

    def unmasked(self, live: LiveRound, revision: str, response: Response) -> Response:
        """Return a response in stored tokens."""
        typed = tuple(clean_line(token)[:200] for token in response)
        return unmask(presentation(live.state.plan, live.questions[revision]), typed)

    def on_screen(self) -> dict[int, OnScreen]:
        """Return what stands on the screens for the vote that is open, by seat of the round."""
        live = self.live
        item = live.ahead.item if live else None
        if live is None or item is None:
            return {}
        found = {}
        for place in self._places.values():
            one: Selected | None = place.on_screen
            number = self.round_seat(place.seat)
            if one and number and (one.question_id, one.vote) == (item.ref.id, item.vote):
                stored = self.unmasked(live, item.ref.revision, one.response)
                found[number] = OnScreen(stored, one.certainty)
        return found

    def painted(self, place: Place) -> None:
        """Take note that a student's screen shows the question."""
        live = self.live
        if live is not None and live.item is not None:
            place.painted_at = (live.item.ref.id, live.item.vote, self.clock.read())

    def time(self) -> TimeView:
        """Return the time of what is on screen."""
        state = self.live.state if self.live else None
        if state is None or not state.is_timed:
            return TimeView(None, None, None, None, paused=False)
        remaining = left(state.timer, self.clock.read())
        return TimeView(remaining, state.timer.deadline, None, None, state.paused)

    # Keeping and telling

    def _keep(self, live: LiveRound, events: tuple[RoundStamped, ...]) -> None:
        if not events:
            return
        after = live.ahead

        def committed() -> None:
            live.state = after
            self.trouble = ""
            self.changed()

        self.writer.put((live.id, events), committed)

    def _write(self, jobs: list[tuple[str, tuple[RoundStamped, ...]]]) -> None:
        by_round: dict[str, list[RoundStamped]] = {}
        for round_id, events in jobs:
            by_round.setdefault(round_id, []).extend(events)
        for round_id, stamped in by_round.items():
            self.store.add_round_events(round_id, stamped)

    def _not_kept(self, error: StoreError) -> None:
        self.trouble = error.message
        live = self.live
        if live is not None:
            live.ahead = live.state
        self.changed()

    def changed(self) -> None:
        """Tell everybody who looks that there may be something else to see."""
        self.display.renew()
        if not self._is_called:
            self._is_called = True
            asyncio.get_running_loop().call_soon(self._tell)

    def _tell(self) -> None:
        self._is_called = False
        for place in tuple(self._places.values()):
            place.listen()
        for teaching in self._teachers:
            teaching.renew()

    async def _run_timer(self) -> None:
        while True:
            await asyncio.sleep(PULSE_S)
            self.pulse()

    def pulse(self) -> None:
        """Do what the clock asks for; every fourth time is a beat."""
        self._pulses += 1
        if self.live is not None:
            self._tick(self.live)
        for place in tuple(self._places.values()):
            if place.connection % BEAT_PULSES == self._pulses % BEAT_PULSES:
                place.beat()
        for teaching in self._teachers:
            if self._pulses % BEAT_PULSES == 0:
                teaching.beat()

    def _tick(self, live: LiveRound) -> None:
        now, state = self.clock.read(), live.ahead
        active = {
            self.round_seat(place.seat): place.active_at
            for place in self._places.values()
            if place.seat and place.active_at
        }
        events = round_acts.notice_gap(state, now) or round_answers.tick(
            state, live.questions, now, self.on_screen(), active
        )
        if events:
            self._keep(live, live.advance(events, now))
