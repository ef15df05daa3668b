"""What a teacher may do in a class, and what they see of it."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.class_export import class_json
from quizgame.backend.export import attempts_csv, json_text
from quizgame.backend.live import arrivals, watching
from quizgame.backend.live.correcting import Correcting
from quizgame.backend.live.openings import Exemption, Opening
from quizgame.backend.live.pacing import PaceView, attempts_in, pace_of, uids_of
from quizgame.backend.live.place import nothing
from quizgame.backend.live.results import Identity, round_csv
from quizgame.catalogue import _
from quizgame.classroom.seat_acts import (
    Approved,
    Closed,
    Locked,
    NameChanged,
    Refused,
    SeatFreed,
    SeatRemoved,
)
from quizgame.classroom.seats import seat_called
from quizgame.engine import round_acts, round_seats
from quizgame.engine.scoring import SCORINGS
from quizgame.errors import RefusedError
from quizgame.model.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.views import RoundView, TeacherView
    from quizgame.backend.views import TimeView
    from quizgame.classroom.seat_acts import Act

_FACTORS = (0.0, 1.0, 1.25, 1.5, 2.0)
_ALONE = ("practice", "exam")


class Teaching(Correcting):
    """The acts of a teacher, and their views; one for each of their front ends.

    The front end puts its own in the place of `listen`, called when `view()` may be another, and
    `beat`, called once a second.
    """

    def __init__(self, hub: "Hub") -> None:
        """Teach a class; use `Hub.teaching`."""
        super().__init__(hub)
        self.listen: Callable[[], None] = nothing
        self.beat: Callable[[], None] = nothing
        self._views: dict[bool, TeacherView] = {}
        self._fresh: dict[bool, int] = {}

    def leave(self) -> None:
        """Hear nothing more."""
        if self in self._hub.bell.teachers:
            self._hub.bell.teachers.remove(self)

    # Seeing

    def view(self, *, private: bool = False) -> "TeacherView":
        """Return what the teacher sees; safe to project unless `private`."""
        version = self._hub.display.version
        if self._fresh.get(private) != version:
            self._fresh[private] = version
            view = watching.teacher_view(self._hub, private=private)
            if view != self._views.get(private):
                self._views[private] = view
        return self._views[private]

    def renew(self) -> None:
        """Build the views anew when they are looked at next, and tell the front end."""
        self._fresh.clear()
        self.listen()

    def time(self) -> "TimeView":
        """Return the time of what is on screen."""
        return self._hub.time()

    def next_act(self) -> str:
        """Return the name of the act that carries the lesson on."""
        return watching.acts_now(self._hub)[0]

    # The class

    async def approve(self, *seats: int) -> None:
        """Let these names be shown to all."""
        await self._decide(Approved(seats=seats))

    async def approve_all(self) -> None:
        """Let the names of all who have a seat be shown."""
        await self.approve(*self._hub.room.seats)

    async def rename(self, seat: int, name: str) -> None:
        """Give a seat another name."""
        await self._decide(NameChanged(seat=seat, name=name))
        hub = self._hub
        if hub.attendance.people.pop(seat, None) is not None:
            await hub.alone.person(seat)

    async def remove(self, seat: int) -> None:
        """Take a seat out of the class for good; it is counted nowhere in the round."""
        hub, number = self._hub, self._hub.conductor.number(seat)
        await self._decide(SeatRemoved(seat=seat))
        live = hub.live
        if live is not None and number and not live.ahead.seats[number].removed:
            await self._act(lambda state: round_seats.remove(state, number))

    async def free(self, seat: int) -> None:
        """Let whoever comes next under a seat's name have it, without a word."""
        await self._decide(SeatFreed(seat=seat))

    async def lock(self, *, on: bool = True) -> None:
        """Let nobody new in, or let them again; who has a seat may come back."""
        hub = self._hub
        await self._decide(Locked(on=on))
        await hub.keeper.run(lambda: hub.shelf.lock(on=on))

    async def renew_code(self) -> None:
        """Let another code be the one to come in by; who is in stays.

        Raises RefusedError where no code is asked.
        """
        if self._hub.renew_code is None:
            raise RefusedError(_("This class has no code."))
        self._hub.renew_code()
        self._hub.bell.for_teachers()

    async def set_factor(self, seat: int, factor: float) -> None:
        """Change a student's time factor (0: no limits), here and in what they play alone."""
        hub = self._hub
        if seat not in hub.room.seats:
            raise RefusedError(_("There is no such seat."))
        if factor not in _FACTORS:
            raise RefusedError(_("Choose 1, 1.25, 1.5, 2, or 0 for no limits."))
        hub.attendance.set_factor(seat, factor)
        person = await hub.alone.person(seat)
        wishes = replace(person.wishes, time_factor=factor)
        if not person.is_guest:
            person = await hub.keeper.run(lambda: hub.store.keep_wishes(person.key, wishes))
        hub.attendance.people[seat] = replace(person, wishes=wishes)
        await hub.seats_changed()

    async def consent(self, connection: int, *, yes: bool) -> None:
        """Say whether who knocks may have the seat, or may teach."""
        knock = self._hub.teacher_knocks.get(connection)
        if knock is None:
            await arrivals.consent(self._hub, connection, yes=yes)
        elif not knock[2].done():
            knock[2].set_result(yes)

    async def forget(self, seat: int) -> None:
        """Erase a student: their seat, name, answers and attempts, also from backups."""
        hub = self._hub
        if hub.live is not None:
            raise RefusedError(_("A round is on."), _("End it first."))
        person = await hub.alone.person(seat)
        await self._decide(SeatRemoved(seat=seat))
        if not person.is_guest:
            await hub.keeper.run(lambda: hub.store.forget_person(person.key))
        hub.attendance.without(seat)
        hub.alone.without(seat)
        self._hub.bell.all()

    async def export(self, seat: int) -> str:
        """Return all that is kept of a student, as JSON; raises RefusedError for a guest."""
        hub, person = self._hub, await self._hub.alone.person(seat)
        if person.is_guest:
            raise RefusedError(_("Nothing is kept of a guest."))
        return await hub.keeper.run(lambda: json_text(class_json(hub.store, [person])))

    async def _decide(self, act: "Act") -> None:
        hub = self._hub
        decision = hub.attendance.decide(act)
        if isinstance(decision, Refused):
            raise RefusedError(decision.message, decision.hint)
        if isinstance(decision, Closed):
            told = f"{decision.message} {decision.hint}".strip()
            arrivals.close(hub, decision.connection, told)
        hub.bell.all()
        await hub.seats_changed()

    # Quizzes to be played alone

    async def open_quiz(
        self,
        bank: str,
        quiz: str = "",
        *,
        opens: float = 0,
        closes: float = 0,
        attempts: int | None = None,
        behaviour: str = "",
        scoring: str = "",
        for_people: "Sequence[str]" = (),
        for_groups: "Sequence[str]" = (),
        exemptions: "Sequence[Exemption]" = (),
    ) -> None:
        """Open a quiz to be played alone; what is not said is as the quiz says.

        Times are UTC seconds, 0 for no bound; `attempts` of 0 is without end. Where people (by name
        or login) or groups are named it is for them alone. `exemptions` give some of them other
        bounds. Raises UsageError for a bank that does not exist.
        """
        hub, now = self._hub, self._hub.clock.read().wall
        self.require_known((), [*for_groups, *(one for more in exemptions for one in more.groups)])
        loaded = await asyncio.to_thread(hub.library.find, bank)
        found = loaded.bank.find_quiz(quiz) if loaded.bank else None
        if found is None or loaded.bank is None:
            raise RefusedError(_("This bank has no quiz of that name."))
        if closes and closes <= max(now, opens):
            raise RefusedError(_("It would close before it opens."), _("Choose a later end."))
        behaviour, scoring = behaviour or found.behaviour, scoring or found.scoring
        if behaviour not in _ALONE or scoring not in SCORINGS:
            raise RefusedError(_("There is no such behaviour or scoring."))
        if loaded.bank.tone == "sober":
            scoring = "accuracy"
        await hub.alone.open(
            Opening(
                bank=loaded.bank.id,
                quiz=found.id,
                title=found.title,
                behaviour=behaviour,
                scoring=scoring,
                made_at=now,
                opens=opens,
                closes=closes,
                attempts=found.attempts if attempts is None else attempts,
                people=tuple(map(self._uid, for_people)),
                groups=tuple(for_groups),
                exemptions=tuple(
                    replace(one, people=tuple(map(self._uid, one.people))) for one in exemptions
                ),
            )
        )

    async def extend_quiz(self, key: int, seconds: float) -> None:
        """Let a quiz that is open close later, for all who have an end; exams go on at once.

        Raises RefusedError where it has no end or is closed.
        """
        hub, opening = self._hub, self._opened(key)
        if not opening.closes:
            raise RefusedError(_("This quiz has no end."))
        if opening.closes <= hub.clock.read().wall:
            raise RefusedError(_("This quiz is closed."), _("Open it again."))
        await hub.alone.open(opening.longer(seconds))

    async def end_quiz(self, key: int) -> None:
        """Close a quiz for all now; exams are handed in as they stand, and results stay in sight.

        Raises RefusedError where there is no such opening.
        """
        hub, opening = self._hub, self._opened(key)
        await hub.alone.open(opening.ended(hub.clock.read().wall))

    async def close_quiz(self, key: int) -> None:
        """Close a quiz that was opened, and forget that it was; exams are handed in first."""
        await self._hub.alone.shut(key)

    async def open_catch_up(self, until: float) -> None:
        """Let who missed the finished round play it alone until a time (UTC seconds)."""
        hub, live = self._hub, self._hub.conductor.require()
        now = hub.clock.read()
        await self._act(lambda state: round_acts.open_catch_up(state, until, now))
        plan = live.state.plan
        before = next((one for one in hub.alone.openings.values() if one.round_id == live.id), None)
        await hub.alone.open(
            Opening(
                bank=plan.bank,
                quiz=plan.quiz,
                title=plan.quiz_title,
                behaviour="practice",
                scoring="accuracy",
                made_at=before.made_at if before else now.wall,
                closes=until,
                round_id=live.id,
                key=before.key if before else 0,
            )
        )

    async def end_catch_up(self) -> None:
        """End the catch-up of the round before its date."""
        hub, live = self._hub, self._hub.conductor.require()
        await self._act(round_acts.end_catch_up)
        for key, one in tuple(hub.alone.openings.items()):
            if one.round_id == live.id:
                await hub.alone.shut(key)

    def require_known(self, people: "Sequence[str]", groups: "Sequence[str]") -> None:
        """Raise RefusedError for a person, by name or login, or a group that is not there."""
        for name in people:
            self._uid(name)
        listed = self._hub.attendance.listed()
        known = {fold_name(one) for student, _uid, _factor in listed for one in student.groups}
        for name in groups:
            if fold_name(name) not in known:
                raise RefusedError(
                    _("No group of the class list is called {name}.").format(name=name)
                )

    def _uid(self, name: str) -> str:
        """Return the uid of a student of the class, by name or login."""
        people = self._hub.attendance
        for student, uid, _factor in people.listed():
            if fold_name(name) in {fold_name(student.name), fold_name(student.login)}:
                return uid
        seat = seat_called(self._hub.room, name)
        uid = people.uid(seat.number) if seat else ""
        if not uid:
            raise RefusedError(_("Nobody here is called {name}.").format(name=name))
        return uid

    # Looking back

    async def rounds(self) -> "tuple[RoundView, ...]":
        """Return the rounds of the class that are kept, newest first."""
        kept = await self._hub.keeper.run(self._hub.shelf.rounds)
        return tuple(map(watching.round_view, kept))

    async def return_to(self, round_id: str) -> None:
        """Put a finished round on screen again, to look at it and to put things right."""
        hub = self._hub
        if hub.live is not None:
            raise RefusedError(_("A round is on."), _("End it first."))
        live = await hub.keeper.run(lambda: hub.shelf.load(round_id))
        if live.state.phase != "finished":
            raise RefusedError(_("This round was not finished."))
        hub.conductor.begin(live)

    async def results_csv(self, round_id: str = "") -> str:
        """Return the results of a round, the one that is on where none is named, as CSV."""
        hub = self._hub
        live = hub.live
        if round_id and (live is None or live.id != round_id):
            live = await hub.keeper.run(lambda: hub.shelf.load(round_id))
        if live is None:
            raise RefusedError(_("No round is on."), _("Choose one that is kept."))
        return await asyncio.to_thread(round_csv, live, self._identities())

    async def quiz_csv(self, key: int) -> str:
        """Return what was played of a quiz that was opened, as CSV."""
        hub, opening = self._hub, self._opened(key)
        identities = self._identities()

        def text() -> str:
            mine = attempts_in(opening, hub.store)
            uids = uids_of(mine, hub.store)
            who = {key: identities.get(uid, Identity()) for key, uid in uids.items()}
            columns = {
                "id": lambda one: who[one.person_key].id,
                "login": lambda one: who[one.person_key].login,
                "groups": lambda one: ", ".join(who[one.person_key].groups),
            }
            return attempts_csv(mine, lambda one: hub.store.revisions(one.id), columns)

        return await hub.keeper.run(text)

    async def quiz_pace(self, key: int, *, private: bool = False) -> PaceView:
        """Return how far those are whom a quiz was opened for, with names only in private."""
        return await pace_of(self._hub, self._opened(key), private=private)

    def _opened(self, key: int) -> Opening:
        opening = self._hub.alone.openings.get(key)
        if opening is None:
            raise RefusedError(_("This quiz is not open."))
        return opening

    def _identities(self) -> dict[str, Identity]:
        return {
            uid: Identity(student.id, student.login, student.groups)
            for student, uid, _factor in self._hub.attendance.listed()
        }
