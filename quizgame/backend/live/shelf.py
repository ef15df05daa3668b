"""The rounds and seats of a class as they are kept, and as they are taken up again."""

import secrets
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.class_export import read_round
from quizgame.backend.live.liveround import LiveRound
from quizgame.catalogue import _
from quizgame.engine.round_events import RoundStamped
from quizgame.engine.round_results import seat_attempt
from quizgame.errors import RefusedError, UsageError
from quizgame.store.classes import RoundRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgame.backend.library import Library
    from quizgame.backend.live.keeping import Keeper
    from quizgame.backend.live.settings import ClassSettings
    from quizgame.backend.play import Clock
    from quizgame.engine.events import Reading
    from quizgame.engine.round_events import RoundStarted
    from quizgame.model.attempt import AttemptRecord, Revision
    from quizgame.model.person import Person
    from quizgame.store.classes import SeatRecord

DAY_S = 86_400.0
_ID_BYTES = 10
_LOCKED_FOR_S = 6 * 3600.0
"""How long a lesson that broke off may have been locked to be the one that goes on."""
_BROKE_OFF_S = 2 * 3600.0
"""For so long after it was last known to go on, a lesson that did not end may still do so."""


class Shelf:
    """What is kept of a class. All methods wait for the store: for its thread only."""

    def __init__(
        self, keeper: "Keeper", library: "Library", clock: "Clock", settings: "ClassSettings"
    ) -> None:
        """Keep where things are."""
        self._store, self._library, self._clock = keeper.store, library, clock
        self._settings = settings

    def erase_old(self) -> None:
        """Erase what is older than the class keeps things."""
        days = self._settings.retention_days
        if days > 0:
            self._store.erase_before(self._clock.read().wall - days * DAY_S)

    def broke_off(self) -> bool:
        """Return whether a lesson did not end: the power went, or the process was killed."""
        since = self._store.lesson_since(self._settings.name)
        return since > self._clock.read().wall - _BROKE_OFF_S

    def clear(self) -> None:
        """Erase what is left of the lesson before, and of its guests.

        In a class without a name nobody is expected back, unless a quiz is open for them.
        """
        name = self._settings.name
        self._store.forget_guests(name)
        if not name and not self._store.openings(name):
            self._store.remove_seats(name)

    def go_on(self) -> None:
        """Keep that the lesson goes on."""
        self._store.keep_lesson(self._settings.name, self._clock.read().wall)

    def end_lesson(self, *, is_over: bool) -> None:
        """Erase what is not to be kept of guests.

        Once no round is on (`is_over`) the next lesson is another one, open to all.
        """
        self._store.forget_guests(self._settings.name)
        if is_over:
            self._store.keep_lock(self._settings.name, 0.0)
            self._store.keep_lesson(self._settings.name, 0.0)

    def lock(self, *, on: bool) -> None:
        """Keep whether nobody new may come in, for a server that is started again."""
        self._store.keep_lock(self._settings.name, self._clock.read().wall if on else 0.0)

    def was_locked(self) -> bool:
        """Return whether nobody new might come in when the lesson broke off."""
        since = self._store.locked_since(self._settings.name)
        return since > self._clock.read().wall - _LOCKED_FOR_S

    def seats(self) -> "tuple[SeatRecord, ...]":
        """Return the seats of the class."""
        return self._store.seats(self._settings.name)

    def begin(self, plan: "RoundStarted", revisions: "Sequence[Revision]", at: "Reading") -> str:
        """Keep a new round, and return its id."""
        record = RoundRecord(
            id=secrets.token_hex(_ID_BYTES),
            klass=self._settings.name,
            bank=plan.bank,
            bank_title=plan.bank_title,
            quiz=plan.quiz,
            quiz_title=plan.quiz_title,
            started_at=at.wall,
            finished_at=None,
        )
        self._store.begin_round(record, [RoundStamped(0, at, plan)], revisions)
        return record.id

    def rounds(self) -> tuple[RoundRecord, ...]:
        """Return the rounds of the class, newest first."""
        return self._store.rounds(self._settings.name)

    def unfinished(self) -> LiveRound | None:
        """Return the round that was on when the class ended, or None."""
        running = [one for one in self.rounds() if one.finished_at is None]
        for record in running:
            with suppress(RefusedError):
                live = self.load(record.id)
                if live.state.phase != "finished":
                    return live
                self.finish(live, {})  # the class ended before that could be kept
        return None

    def load(self, round_id: str) -> LiveRound:
        """Return a kept round as it stands; raises RefusedError where it can not be read."""
        unread = RefusedError(_("This round was made by another version and can not be read."))
        try:
            state, questions = read_round(self._store, round_id)
        except (ValueError, LookupError) as error:
            raise unread from error
        if not {ref.revision for ref in state.plan.questions} <= questions.keys():
            raise unread
        live = LiveRound(round_id, state, state, questions)
        with suppress(UsageError):
            loaded = self._library.find(state.plan.bank)
            live.bank, live.texts = loaded.bank, loaded.texts
        return live

    def finish(self, live: LiveRound, people: "Mapping[str, Person]") -> None:
        """Keep that a round is over, and what it brought everybody but guests as an attempt.

        `people` are those known already, by uid. Called again after a correction it brings the
        attempts up to date.
        """
        state = live.state
        for record in self.rounds():
            if record.id == live.id and record.finished_at != state.finished_at:
                self._store.keep_round(replace(record, finished_at=state.finished_at))
        for seat in state.counted():
            if not seat.person or seat.arrived < 0:
                continue
            known = people.get(seat.person)
            if known is not None and self._is_forgotten(known):
                continue  # erased from another window since the round began, and not to come back
            person = known or self._store.person_of(seat.person, seat.name)
            attempt = seat_attempt(f"{live.id}-{seat.number}", state, live.questions, seat)
            attempt = replace(attempt, person_key=person.key, person_name=person.name)
            self._keep(attempt, tuple(self._store.round_revisions(live.id).values()))

    def _is_forgotten(self, person: "Person") -> bool:
        try:
            self._store.uid(person.key)
        except RefusedError:
            return True
        return False

    def _keep(self, attempt: "AttemptRecord", revisions: "Sequence[Revision]") -> None:
        if self._store.attempt(attempt.id) is None:
            asked = {response.revision for response in attempt.responses}
            used = [one for one in revisions if one.content_hash in asked]
            self._store.begin(attempt, (), used)
        else:
            self._store.append(attempt, (), attempt.responses)
