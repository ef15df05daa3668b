"""Exams that end though nobody ends them: their quiz closes, or their own time is over.

A screen hands its own exam in, with what stands on it. For whoever is not there, or whose screen
does not get to it, the class does so a moment later, as of the moment at which it ended.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgame.backend.seated import Seated
from quizgame.engine.closing import end_of
from quizgame.errors import RefusedError, SittingMovedError
from quizgame.model.person import Person
from quizgame.store import memory_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgame.backend.live.alone import Alone
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.openings import Opening
    from quizgame.backend.live.place import Place
    from quizgame.backend.play import Play

GRACE_S = 3.0
"""Seconds that a screen has to hand in what stands on it."""

_AGAIN_S = 1.0
_AFTER_S = 0.001  # past the end, so that no rounding leaves any time


@dataclass(slots=True)
class _Sat:
    """An exam that somebody sits in; `due` is when it ends by itself, in UTC seconds, 0: never."""

    attempt_id: str
    opening: int
    student: Seated
    uid: str
    groups: tuple[str, ...]
    closes: float
    due: float
    seat: int = 0
    play: "Play | None" = None
    """What is on the student's screen, where it was begun or taken up since the class began."""


class Closing:
    """The exams that run in a class."""

    def __init__(self, hub: "Hub", alone: "Alone") -> None:
        """Begin with none."""
        self._hub, self._alone = hub, alone
        self._sat: dict[str, _Sat] = {}
        self._is_busy = False

    async def start(self) -> None:
        """Follow the exams that were running when the class ended."""
        exams = [one for one in self._alone.openings.values() if one.behaviour == "exam"]
        if not exams:
            return
        people = self._hub.attendance
        known = {uid: student.groups for student, uid, _factor in people.listed()}
        known |= {people.uid(seat): people.groups(seat) for seat in self._hub.room.seats}
        found = await self._hub.keeper.run(lambda: tuple(self._running(exams, known)))
        self._sat.update((one.attempt_id, one) for one in found)

    def _running(
        self, exams: "list[Opening]", known: dict[str, tuple[str, ...]]
    ) -> "Iterable[_Sat]":
        """Yield what runs in `exams` of people `known` by uid, with their groups."""
        hub = self._hub
        for record in hub.store.attempts(running=True):
            if not record.person_key or record.behaviour != "exam":
                continue
            uid = hub.store.uid(record.person_key)
            groups = known.get(uid)
            if groups is None:
                continue
            theirs = [one for one in exams if one.holds(record) and one.is_for(uid, groups)]
            if theirs:
                opening = max(theirs, key=lambda one: one.made_at)
                person = Person(record.person_key, record.person_name)
                student = Seated(person, hub.library, hub.clock, lambda: hub.store, memory_store)
                closes = opening.bounds_for(uid, groups).closes
                # When its end is, is seen when it is looked at for the first time: at once.
                due = record.started_at
                yield _Sat(record.id, opening.key, student, uid, groups, closes, due)

    def follow(self, place: "Place", student: Seated, play: "Play", opening: "Opening") -> None:
        """Let a sitting end when the opening, with the bounds for its student, does."""
        if not play.sitting.policy.counts_gaps:
            return
        play.closes = opening.closes
        people = self._hub.attendance
        self._sat[play.attempt_id] = _Sat(
            attempt_id=play.attempt_id,
            opening=opening.key,
            student=student,
            uid=people.uid(place.seat),
            groups=people.groups(place.seat),
            closes=opening.closes,
            due=end_of(play.sitting, self._hub.clock.read(), opening.closes),
            seat=place.seat,
            play=play,
        )

    def drop(self, attempt_id: str) -> None:
        """Follow a sitting no more: it is over."""
        self._sat.pop(attempt_id, None)

    def renew(self, opening: "Opening") -> None:
        """Let the exams of an opening end when it does now."""
        for one in self._of(opening.key):
            self._bound(one, opening.bounds_for(one.uid, one.groups).closes)

    async def close(self, key: int) -> None:
        """Hand in the exams of an opening now; screens do so with what stands on them."""
        for one in self._of(key):
            self._bound(one, self._hub.clock.read().wall)
            if not self._is_on_screen(one):
                await self._end(one)

    def _of(self, key: int) -> list[_Sat]:
        return [one for one in self._sat.values() if one.opening == key]

    def _bound(self, one: _Sat, closes: float) -> None:
        one.closes = closes
        # An own time limit is looked at again then, and may end it earlier as before.
        one.due = min(filter(None, (one.due, closes)), default=0.0)
        if one.play is not None:
            one.play.closes = closes

    def _is_on_screen(self, one: _Sat) -> bool:
        return any(place.playing is one.play for place in self._places_of(one))

    def _places_of(self, one: _Sat) -> "list[Place]":
        seated, people = self._hub.attendance.seated(), self._hub.attendance
        if not one.uid:
            return [place for seat, place in seated if seat == one.seat]
        return [place for seat, place in seated if people.uid(seat) == one.uid]

    def each_second(self) -> None:
        """Hand in what no screen did."""
        now = self._hub.clock.read().wall
        due = [one for one in self._sat.values() if one.due and now >= one.due + GRACE_S]
        if due and not self._is_busy:
            self._is_busy = True
            self._hub.in_background(self._end_all(due))

    async def _end_all(self, due: list[_Sat]) -> None:
        try:
            for one in due:
                await self._end(one)
        finally:
            self._is_busy = False

    async def _end(self, one: _Sat) -> None:
        due = await self._hub.keeper.run(lambda: hand_in(one.student, one.attempt_id, one.closes))
        if due is not None:
            one.due = due
            return
        self.drop(one.attempt_id)
        for place in self._places_of(one):
            if place.playing is not None and place.playing.attempt_id == one.attempt_id:
                place.playing = None
            await self._alone.look_again(place)


def hand_in(student: Seated, attempt_id: str, closes: float) -> float | None:
    """Hand in an exam whose end has come; return when else it ends (UTC seconds, 0: never).

    None tells that it is over.
    """
    [person] = student.people()
    try:
        play = student.resume(person, attempt_id)
    except RefusedError:
        return None
    play.closes = closes
    now = play.clock.read()
    end = end_of(play.sitting, now, closes)
    if not end:
        return 0.0
    passed = now.wall - end - (0.0 if end == closes else _AFTER_S)
    if passed >= 0:
        try:
            play.tick(at=replace(now, wall=now.wall - passed, mono=now.mono - passed))
        except SittingMovedError:
            return now.wall + _AGAIN_S
    return None if play.sitting.is_over else max(end, now.wall + _AGAIN_S)
