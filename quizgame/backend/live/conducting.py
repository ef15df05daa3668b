"""The live round that is on: its acts, its clock, and who takes part."""

from contextlib import suppress
from typing import TYPE_CHECKING

from quizgame.backend.live.liveround import LiveRound, Selected
from quizgame.catalogue import _
from quizgame.engine import round_acts, round_answers, round_seats
from quizgame.engine.round_answers import OnScreen
from quizgame.engine.round_events import (
    ClockStarted,
    QuestionShown,
    RoundPaused,
    RoundStamped,
    SeatAnswered,
    SecondVoteBegan,
)
from quizgame.engine.seat_events import Connected, Disconnected, FactorSet, Joined
from quizgame.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizgame.backend.live.attendance import Attendance
    from quizgame.backend.live.keeping import Keeper
    from quizgame.backend.live.telling import Bell
    from quizgame.backend.play import Clock
    from quizgame.classroom.seats import Seat
    from quizgame.engine.events import Reading
    from quizgame.engine.round_events import RoundEvent, Vote
    from quizgame.engine.round_seats import RoundEvents
    from quizgame.engine.round_state import Round
    from quizgame.model.questions.base import Response

PAINT_S = 2.0
"""Seconds that a screen may take to be painted before the clock runs without it."""

_MINOR = (SeatAnswered, Joined, Connected, Disconnected, FactorSet)


class Conductor:
    """Runs the round that is on.

    Acts are decided on what is `ahead`, kept, and only then shown.
    """

    def __init__(
        self, clock: "Clock", keeper: "Keeper", bell: "Bell", attendance: "Attendance"
    ) -> None:
        """Begin without a round."""
        self.live: LiveRound | None = None
        self._clock, self._keeper, self._bell = clock, keeper, bell
        self._attendance = attendance
        self._numbers: dict[int, int] = {}
        self._followed: dict[int, tuple[Seat, float]] = {}
        # What is true already and still to be kept, and whether it is being kept now.
        self._owed: tuple[RoundStamped, ...] = ()
        self._pays = False
        self._unpainted: Reading | None = None

    # The round

    def require(self) -> LiveRound:
        """Return the round that is on; raises RefusedError where none is."""
        if self.live is None:
            raise RefusedError(_("No round is on."), _("Start one first."))
        return self.live

    def number(self, seat: int) -> int:
        """Return the number that a seat of the class has in the round, 0 for none."""
        return self._numbers.get(seat, 0)

    def begin(self, live: LiveRound, first: "RoundEvents" = ()) -> None:
        """Let a round be the one that is on, as it stands after `first`, and let everybody in."""
        self._clear()
        self.live = live
        self._happen(live, first)
        self._recognise()
        self.follow()
        self._bell.all()

    def end(self) -> None:
        """Let no round be on."""
        self._clear()
        self._bell.all()

    def _clear(self) -> None:
        self.live, self._numbers, self._unpainted = None, {}, None
        self._followed = {}
        self._owed, self._pays = (), False

    async def act(
        self, choose: "Callable[[Round], RoundEvents]", at: "Reading | None" = None
    ) -> None:
        """Let events happen; returns once they are kept.

        Raises RefusedError where they can not happen, StoreError where they could not be kept.
        """
        live = self.require()
        self._happen(live, choose(live.ahead), at)
        await self._keeper.settled()

    def _happen(
        self, live: LiveRound, events: "Iterable[RoundEvent]", at: "Reading | None" = None
    ) -> None:
        stamped = live.advance(tuple(events), at or self._clock.read())
        if not stamped:
            return
        self._put(live, stamped)

    def _put(self, live: LiveRound, stamped: tuple[RoundStamped, ...]) -> None:
        owed = () if self._pays else self._owed
        self._pays = bool(self._owed)
        after = live.ahead

        def committed() -> None:
            before, live.state = live.state, after
            self._owed, self._pays = (), False
            self._committed(live, before, stamped)

        self._keeper.events(live.id, (*owed, *stamped), committed)

    def _committed(
        self, live: LiveRound, before: "Round", stamped: tuple[RoundStamped, ...]
    ) -> None:
        if live is not self.live:
            return
        events = [one.event for one in stamped]
        if all(isinstance(one, ClockStarted) for one in events):
            return  # there is nothing else to see than the time
        if any(isinstance(one, (QuestionShown, SecondVoteBegan)) for one in events):
            self._unpainted = self._clock.read()
            self._attendance.forget_screens()
        is_longer = before.timer.deadline != live.state.timer.deadline
        if not is_longer and all(isinstance(one, _MINOR) for one in events):
            seats = {one.seat for one in events if isinstance(one, _MINOR)}
            theirs = [seat for seat, number in self._numbers.items() if number in seats]
            self._bell.some(self._attendance.connections(theirs))
            item = live.ahead.item
            if item is not None and len(item.votes(item.vote)) >= len(item.present):
                self.tick()
        else:
            self._bell.all()
            self.tick()

    def not_kept(self) -> None:
        """Take back what could not be kept, and let a running clock stand meanwhile."""
        live = self.live
        if live is None:
            return
        live.ahead, self._pays, self._followed = live.state, False, {}
        self._recognise()
        if live.state.is_timed and not live.state.paused:
            # Kept before whatever is kept next: what nobody could send must not count as time.
            self._owed = live.advance((RoundPaused(),), self._clock.read())
            live.state = live.ahead

    def try_again(self) -> None:
        """Keep what is still to be kept."""
        live = self.live
        if live is not None and self._owed and not self._pays:
            self._put(live, ())
        self.follow()

    def take_up(self, live: LiveRound) -> None:
        """Go on with a round of another run: nobody is connected, and a running clock stands."""
        self.begin(live, round_seats.take_up(live.ahead, self._clock.read()))

    # Who takes part

    def _recognise(self) -> None:
        """Find the seats of the class among those of the round."""
        self._numbers = {}
        state = self.live.ahead if self.live else None
        if state is None:
            return
        for seat in self._attendance.room.seats.values():
            self._recognise_one(state, seat.number, seat.name)

    def _recognise_one(self, state: "Round", seat: int, name: str) -> int:
        """Return the number in the round of a seat of the class: by uid, a guest's by name."""
        uid = self._attendance.uid(seat)
        called = round_seats.find_seat(state, name) if not uid else None
        guest = called if called is not None and not called.person else None
        found = round_seats.find_person(state, uid) or guest
        if found is not None:
            self._numbers[seat] = found.number
        return self._numbers.get(seat, 0)

    def follow(self) -> None:
        """Let the round know who came, went, or is called otherwise."""
        live = self.live
        if live is None:
            return
        if live.ahead.phase == "finished":  # nobody joins any more, but who took part is known
            for seat in self._attendance.room.seats.values():
                if seat.connection and seat.number not in self._numbers:
                    self._recognise_one(live.ahead, seat.number, seat.name)
            return
        at = self._clock.read()
        events = [one for step in self._following(live) for one in live.advance(step, at)]
        if events:
            self._put(live, tuple(events))

    def _following(self, live: LiveRound) -> "Iterable[RoundEvents]":
        """Give the events of each difference between the class and the round, in turn."""
        people = self._attendance
        for seat in people.room.seats.values():
            as_it_is = seat, people.factor(seat.number)
            if self._followed.get(seat.number) == as_it_is:
                continue
            self._followed[seat.number] = as_it_is
            number = self._numbers.get(seat.number, 0)
            number = number or self._recognise_one(live.ahead, seat.number, seat.name)
            if number == 0:
                if seat.connection:
                    self._numbers[seat.number] = 1 + max(live.ahead.seats, default=0)
                    yield self._joining(live.ahead, seat.number, seat.name)
                continue
            one = live.ahead.seats[number]
            if one.removed:
                continue
            if seat.removed:
                yield round_seats.remove(live.ahead, number)
                continue
            if one.name != seat.name:
                with suppress(RefusedError):
                    yield round_seats.rename(live.ahead, number, seat.name)
            yield round_seats.set_factor(live.ahead, number, as_it_is[1])
            if seat.connection:
                yield round_seats.connect(live.ahead, number)
            else:
                yield round_seats.disconnect(live.ahead, number)
        if live.ahead.phase == "lobby":
            yield from self._awaited(live)

    def _joining(self, state: "Round", seat: int, name: str) -> "RoundEvents":
        people = self._attendance
        number, free = 1, name
        while round_seats.find_seat(state, free) is not None:
            number, free = number + 1, f"{name} {number + 1}"
        return round_seats.join(state, free, person=people.uid(seat), factor=people.factor(seat))

    def _awaited(self, live: LiveRound) -> "Iterable[RoundEvents]":
        """Give seats to the students of the list who have not come."""
        known = {seat.person for seat in live.ahead.seats.values()}
        for student, uid, factor in self._attendance.listed():
            if uid in known:
                continue
            for name in (student.name, f"{student.login} {student.name}"):
                if round_seats.find_seat(live.ahead, name) is None:
                    yield round_seats.join(
                        live.ahead, name, person=uid, factor=factor, connected=False
                    )
                    break

    # Answers

    async def answer(
        self,
        seat: int,
        question_id: str,
        vote: "Vote",
        response: "Response",
        *,
        certainty: int,
        at: "Reading | None",
    ) -> None:
        """Keep the answer of a seat of the class."""
        live, now = self.require(), at or self._clock.read()
        item = live.find(question_id)
        if item is None:
            raise RefusedError(_("There is no such question."))
        stored = live.unmasked(item, response)
        number = self.number(seat)

        def choose(state: "Round") -> "RoundEvents":
            return round_answers.answer(
                state,
                live.questions,
                number,
                question_id,
                stored,
                now=now,
                certainty=certainty,
                vote=vote,
            )

        await self.act(choose, now)

    def asked(self) -> dict[int, float]:
        """Return since when each seat owes an answer, by the clock that never goes back.

        Nobody does while no question is open, or its clock stands.
        """
        state = self.live.state if self.live else None
        item, since = (state.item, state.timer.since) if state else (None, None)
        if state is None or item is None or since is None or state.phase != "open":
            return {}
        owing = item.present - item.votes(item.vote).keys()
        return {seat: since.mono for seat, number in self._numbers.items() if number in owing}

    def on_screen(self) -> dict[int, OnScreen]:
        """Return what stands on the screens for the vote that is open, by seat of the round."""
        live = self.live
        item = live.ahead.item if live else None
        if live is None or item is None:
            return {}
        found: dict[int, OnScreen] = {}
        for seat, one in self._attendance.screens():
            number = self.number(seat)
            if number and (one.question_id, one.vote) == (item.ref.id, item.vote):
                found[number] = OnScreen(live.unmasked(item, one.response), one.certainty)
        return found

    def select(self, question_id: str, response: "Response", certainty: int) -> Selected | None:
        """Return what somebody has on screen, for the vote that they see."""
        item = self.live.state.item if self.live else None
        return Selected(question_id, item.vote, response, certainty) if item else None

    # The clock

    def tick(self) -> None:
        """Do what the clock asks for."""
        live = self.live
        if live is None or not live.ahead.is_timed:
            return
        now = self._clock.read()
        self._look_painted(live, now)
        active = self._last_active()
        events = round_acts.notice_gap(live.ahead, now) or round_answers.tick(
            live.ahead, live.questions, now, last_active=active
        )
        if events and live.ahead.phase == "open" and not isinstance(events[0], RoundPaused):
            # What stands on the screens is only looked at when it counts.
            events = round_answers.tick(live.ahead, live.questions, now, self.on_screen(), active)
        self._happen(live, events, now)

    def _last_active(self) -> "Mapping[int, Reading]":
        return {
            self.number(seat): at for seat, at in self._attendance.active() if self.number(seat)
        }

    def _look_painted(self, live: LiveRound, now: "Reading") -> None:
        """Let the time run from when the last screen was painted."""
        since, item = self._unpainted, live.state.item
        if since is None or item is None or live.ahead.phase != "open":
            return
        painted = dict(self._attendance.painted(item.ref.id, item.vote))
        here = {
            seat
            for seat, number in self._numbers.items()
            if number in item.present and live.state.seats[number].connected
        }
        if here <= painted.keys() or now.mono - since.mono > PAINT_S:
            self._unpainted = None
            if painted:
                last = max(painted.values(), key=lambda at: at.mono)
                self._happen(live, round_acts.painted(live.ahead, item.ref.id), last)
