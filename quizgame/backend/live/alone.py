"""Playing alone in a class: quizzes that are open for somebody, what was missed, catching up."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from quizgame.backend.live.closing import Closing
from quizgame.backend.live.openings import (
    Opening,
    opening_of,
    opening_view,
    record_of,
    whole_view,
)
from quizgame.backend.request import Options
from quizgame.backend.seated import Seated
from quizgame.backend.student import PRACTICE_QUIZ
from quizgame.catalogue import _
from quizgame.engine.closing import is_closed
from quizgame.engine.round_marks import grading
from quizgame.engine.round_results import missed
from quizgame.errors import RefusedError
from quizgame.model.bank import Quiz
from quizgame.model.person import Person, Wishes
from quizgame.store import memory_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.liveround import LiveRound
    from quizgame.backend.live.place import Place
    from quizgame.backend.live.views import OpeningView
    from quizgame.backend.play import Play
    from quizgame.bank.load import LoadedBank
    from quizgame.model.attempt import AttemptRecord
    from quizgame.model.questions import AnyQuestion


class Alone:
    """What the students of a class play alone."""

    def __init__(self, hub: "Hub") -> None:
        """Begin with nothing open."""
        self.openings: dict[int, Opening] = {}
        self._hub = hub
        self._closing = Closing(hub, self)
        self._students: dict[int, Seated] = {}
        self._attempts: dict[int, tuple[AttemptRecord, ...]] = {}
        self._states: tuple[bool, ...] = ()
        self._arriving: list[Place] = []

    async def start(self) -> None:
        """Take up what was open."""
        hub = self._hub
        kept = await hub.keeper.run(lambda: hub.store.openings(hub.settings.name))
        self.openings = {one.key: opening_of(one) for one in kept}
        await self._closing.start()

    # People

    async def person(self, seat: int) -> Person:
        """Return the person on a seat, known to the store from now on unless a guest."""
        people = self._hub.attendance.people
        if seat not in people:
            kept = self._kept(seat)
            people[seat] = await self._hub.keeper.run(kept)
        return people[seat]

    def _kept(self, seat: int) -> "Callable[[], Person]":
        """Return what asks the store for the person on a seat, and may do so in its thread."""
        hub = self._hub
        uid, name = hub.attendance.uid(seat), hub.room.seats[seat].name
        factor = hub.attendance.own_factor(seat)

        def kept() -> Person:
            if not uid:
                return Person(0, name, Wishes(time_factor=1.0 if factor is None else factor))
            person = hub.store.person_of(uid, name)
            hub.store.note_player(person.key)  # who comes is not among the long gone
            wishes = person.wishes
            if factor is None or factor == wishes.time_factor:
                return person
            return hub.store.keep_wishes(person.key, replace(wishes, time_factor=factor))

        return kept

    def student(self, place: "Place") -> Seated:
        """Return the acts of a student who plays alone; raises RefusedError without a seat.

        Waits for the store where it is not known yet who they are; then it raises StoreError too.
        """
        hub = self._hub
        if place.seat not in hub.room.seats:
            raise RefusedError(_("There is no such seat."))
        people = hub.attendance.people
        if place.seat not in people:
            people[place.seat] = self._kept(place.seat)()
        person, known = people[place.seat], self._students.get(place.seat)
        if known is None or known.people() != (person,):
            known = Seated(person, hub.library, hub.clock, lambda: hub.store, memory_store)
            self._students[place.seat] = known
        return known

    def without(self, seat: int) -> None:
        """Know nothing more of who was on a seat: another may get its number."""
        self._attempts.pop(seat, None)
        student = self._students.pop(seat, None)
        if student is not None:
            student.close()

    def close(self) -> None:
        """Let go of what guests played."""
        for student in self._students.values():
            student.close()

    async def _student(self, place: "Place") -> tuple[Seated, Person]:
        if place.seat not in self._hub.room.seats:
            raise RefusedError(_("There is no such seat."))
        person = await self.person(place.seat)
        return self.student(place), person

    def arrived(self, place: "Place") -> None:
        """Find out in the background who somebody is and what they played, one after the other."""
        self._arriving.append(place)
        if len(self._arriving) == 1:
            self._hub.in_background(self._arrive())

    async def _arrive(self) -> None:
        while self._arriving:
            place = self._arriving[0]
            try:
                if place.seat in self._hub.room.seats:
                    await self.person(place.seat)
                    self._hub.conductor.follow()  # their factor may only be known now
                    await self.look_again(place)
            finally:
                self._arriving.pop(0)

    async def look_again(self, place: "Place") -> None:
        """Read anew what a student has played."""
        if not self.openings or place.seat not in self._hub.room.seats:
            return
        student, person = await self._student(place)
        self._attempts[place.seat] = await self._hub.keeper.run(
            lambda: student.all_attempts(person)
        )
        self._hub.bell.some((place.connection,))

    def each_second(self) -> None:
        """Look what opened, closed, and was played to its end."""
        now = self._hub.clock.read().wall
        states = tuple(
            bool(at) and now >= at for one in self.openings.values() for at in one.times()
        )
        if states != self._states:
            self._states = states
            self._hub.bell.all()
        self._closing.each_second()
        for place in tuple(self._hub.places.values()):
            if place.playing is not None and place.playing.sitting.is_over:
                self._closing.drop(place.playing.attempt_id)
                place.playing = None
                self._hub.in_background(self.look_again(place))

    # Openings

    def views(self, place: "Place") -> "tuple[OpeningView, ...]":
        """Return what is open for a student, or will be, or was."""
        if not self.openings:
            return ()
        now = self._hub.clock.read().wall
        return tuple(
            opening_view(one, self.known(place.seat, one), now)
            for one in self._for(place.seat).values()
        )

    def all_views(self) -> "tuple[OpeningView, ...]":
        """Return all that was opened, as the teacher sees it."""
        now = self._hub.clock.read().wall
        return tuple(whole_view(one, now) for one in self.openings.values())

    def _for(self, seat: int) -> dict[int, Opening]:
        people = self._hub.attendance
        uid, groups = people.uid(seat), people.groups(seat)
        return {
            key: one.bounds_for(uid, groups)
            for key, one in self.openings.items()
            if one.is_for(uid, groups)
        }

    def known(self, seat: int, opening: Opening) -> "tuple[AttemptRecord, ...]":
        """Return the attempts in an opening that were read when somebody sat down or finished."""
        return tuple(one for one in self._attempts.get(seat, ()) if opening.holds(one))

    async def open(self, opening: Opening) -> None:
        """Let a quiz be open, or be open otherwise."""
        hub = self._hub
        record = record_of(opening, hub.settings.name)
        key = await hub.keeper.run(lambda: hub.store.keep_opening(record))
        self.openings[key] = replace(opening, key=key)
        self._closing.renew(self.openings[key])
        for place in tuple(hub.places.values()):
            hub.in_background(self.look_again(place))
        hub.bell.all()

    async def shut(self, key: int) -> None:
        """Let a quiz be open no more; who sits in it as an exam hands it in.

        Raises RefusedError where there is no such opening.
        """
        hub = self._hub
        if key not in self.openings:
            raise RefusedError(_("This quiz is not open."))
        await self._closing.close(key)
        await hub.keeper.run(lambda: hub.store.remove_opening(key))
        self.openings.pop(key, None)
        hub.bell.all()

    async def begin(self, place: "Place", key: int) -> "Play":
        """Begin a quiz that is open for a student, or take it up where it was left.

        An exam whose end has come meanwhile is returned as it was handed in.
        """
        await self._student(place)
        opening = self._for(place.seat).get(key)
        if opening is None:
            raise RefusedError(_("This quiz is not open."))
        return await self._play(place, lambda one: self._begun(one, opening), opening)

    def _begun(self, student: Seated, opening: Opening) -> "Play":
        """Return a sitting in an opening with the bounds for its student; in the store's thread."""
        [person] = student.people()
        theirs = student.all_attempts(person)
        mine = [one for one in theirs if opening.holds(one)]
        match opening.state(mine, self._hub.clock.read().wall):
            case "running":
                left = next(one for one in mine if one.status == "running")
                return student.resume(person, left.id)
            case "coming":
                raise RefusedError(_("This quiz is not open yet."))
            case "closed":
                raise RefusedError(_("This quiz is closed."))
            case "used up":
                raise RefusedError(_("You have taken this quiz as often as you may."))
            case "open":
                pass
        if opening.round_id:
            loaded, quiz = self._of_round(self._hub.shelf.load(opening.round_id))
        else:
            loaded = self._hub.library.find(opening.bank)
            found = loaded.bank.find_quiz(opening.quiz) if loaded.bank else None
            if found is None:
                raise RefusedError(_("This quiz is not in its bank any more."))
            quiz = found
        options = Options(behaviour=opening.behaviour, scoring=opening.scoring)
        # The store counts all attempts at a quiz, also those of before and of other behaviours.
        same = [one for one in theirs if (one.bank, one.quiz) == (opening.bank, opening.quiz)]
        most = opening.attempts + len(same) - len(mine) if opening.attempts else None
        return student.begin_quiz(loaded, quiz, options, at_most=most)

    async def look_back(self, place: "Place", key: int) -> "Play":
        """Return what a student handed in last in an opening; raises RefusedError for nothing."""
        student, _person = await self._student(place)
        opening = self._for(place.seat).get(key)
        mine = self.known(place.seat, opening) if opening else ()
        last = next((one.id for one in mine if one.status == "finished"), "")
        return await self._hub.keeper.run(lambda: student.look_back(last))

    async def practise_missed(self, place: "Place") -> "Play":
        """Begin a practice of what a student did not have right in the round, without time limits.

        Raises RefusedError until the round is finished, and where all of it was right.
        """
        live = self._hub.live
        if live is None or live.state.phase != "finished":
            raise RefusedError(_("The round is not over yet."))
        one = live.state.seats.get(self._hub.conductor.number(place.seat))
        ids = missed(live.state, live.questions, one) if one else ()
        if not ids:
            raise RefusedError(_("There is nothing to practise: you had all of it right."))

        def begun(student: Seated) -> "Play":
            loaded, _quiz = self._of_round(live)
            quiz = Quiz(id=PRACTICE_QUIZ, title=_("Once more"), ids=ids)
            options = Options(
                behaviour="practice", scoring="accuracy", question_time=0, quiz_time=0
            )
            return student.begin_quiz(loaded, quiz, options)

        return await self._play(place, begun)

    def _of_round(self, live: "LiveRound") -> "tuple[LoadedBank, Quiz]":
        """Return the bank with the questions of a round as they are scored now, and its quiz."""
        state = live.state
        loaded = self._hub.library.find(state.plan.bank)
        if loaded.bank is None:
            raise RefusedError(_("The bank of this round is not at hand."))
        graded = [grading(state, one, live.questions) for one in state.items if not one.skipped]
        questions = tuple(one.question for one in graded if not one.void)
        quiz = Quiz(
            id=state.plan.quiz,
            title=state.plan.quiz_title,
            ids=tuple(one.id for one in questions),
            shuffle_questions=False,
        )
        bank = replace(loaded.bank, question=cast("tuple[AnyQuestion, ...]", questions), quiz=())
        return replace(loaded, bank=bank), quiz

    async def resumable(self, place: "Place") -> "tuple[AttemptRecord, ...]":
        """Return what a student left half done, newest first."""
        student, person = await self._student(place)
        return await self._hub.keeper.run(lambda: student.resumable(person))

    async def resume(self, place: "Place", attempt_id: str) -> "Play":
        """Take up what a student left; an exam as its opening has it, where there is one."""
        student, person = await self._student(place)
        running = await self._hub.keeper.run(lambda: student.resumable(person))
        left = [one for one in running if one.id == attempt_id]
        held = [one for one in self._for(place.seat).values() if any(map(one.holds, left))]

        def resumed(student: Seated) -> "Play":
            return student.resume(person, attempt_id)

        return await self._play(place, resumed, held[-1] if held else None)

    async def _play(
        self, place: "Place", begin: "Callable[[Seated], Play]", opening: Opening | None = None
    ) -> "Play":
        """Return what was begun, in an opening where there is one; it may be over by then."""
        student, _person = await self._student(place)
        try:
            play = await self._hub.keeper.run(lambda: begin(student))
            if opening is not None:
                self._closing.follow(place, student, play, opening)
            if is_closed(play.closes, self._hub.clock.read()):
                await self._hub.keeper.run(play.tick)
            place.playing = play
        finally:
            await self.look_again(place)
        return play
