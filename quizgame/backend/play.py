"""One running sitting: every act is committed before its effect is told."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from quizgame.backend.questions import presentation_of, question_view, reveal_view
from quizgame.backend.quotations import Texts, article
from quizgame.backend.results import results_view
from quizgame.backend.timing import time_view
from quizgame.backend.views import (
    ArticleView,
    QuestionView,
    ResultsView,
    RevealView,
    TimeView,
)
from quizgame.catalogue import _
from quizgame.engine import acts
from quizgame.engine.events import Event, Reading, Stamped, Started
from quizgame.engine.masking import unmask
from quizgame.engine.results import (
    attempt_record,
    may_tell,
    response_record,
    response_records,
)
from quizgame.engine.sitting import (
    Sitting,
    index_of,
    step,
)
from quizgame.errors import RefusedError
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.model.bank import Bank
from quizgame.model.person import Person
from quizgame.model.questions.base import Evidence, Question, Response
from quizgame.model.text import clean_line
from quizgame.store.base import Store

SEEN_EVERY_S = 10.0
_TYPED_CHARS = 200

Ticked = Literal["", "paused", "time-up", "submitted"]
"""What a tick brought about."""


class Clock(Protocol):
    """Reads both clocks."""

    def read(self) -> Reading:
        """Return both clocks now."""
        ...


@dataclass(frozen=True, slots=True)
class Material:
    """What a sitting is about: its questions by id, their revisions, and the bank if at hand."""

    questions: Mapping[str, Question]
    revisions: tuple[Revision, ...]
    bank: Bank | None
    texts: Texts


def new_attempt_id() -> str:
    """Return an id that no other attempt has."""
    return secrets.token_hex(10)


class Play:
    """A person's sitting, played. Not safe for use from several threads at once.

    Acts raise RefusedError when the rules do not allow them (nothing happened), SittingMovedError
    when the sitting went on elsewhere, and another StoreError when the act could not be kept; then
    `go_on_unsaved` and the same act again goes on in memory.
    """

    def __init__(
        self, attempt_id: str, person: Person, material: Material, store: Store, clock: Clock
    ) -> None:
        """Prepare; `begin` or `replay` makes it playable."""
        self.attempt_id = attempt_id
        self.person = person
        self.clock = clock
        self.closes = 0.0
        """When the quiz closes for whoever sits in it, in UTC seconds; 0 for never."""
        self._material = material
        self._store = store
        self._events: list[Stamped] = []
        self._records: tuple[ResponseRecord, ...] = ()
        self._sitting: Sitting | None = None

    def begin(self, plan: Started, *, at_most: int | None = None) -> None:
        """Start a new sitting; refused when its person has `at_most` of this quiz already."""
        stamped = Stamped(0, self.clock.read(), plan)
        sitting = step(None, stamped)
        records = response_records(sitting, self._material.questions)
        record = self._record(sitting, records, stamped.at.wall)
        self._store.begin(record, [stamped], self._material.revisions, at_most=at_most)
        self._events, self._sitting, self._records = [stamped], sitting, records

    def replay(self, events: Sequence[Stamped]) -> None:
        """Take a kept sitting up where it was; an exam's time has run meanwhile."""
        sitting: Sitting | None = None
        for stamped in events:
            sitting = step(sitting, stamped)
        if sitting is None:
            raise RefusedError(_("There is nothing to resume."))
        self._events, self._sitting = list(events), sitting
        self._records = response_records(sitting, self._material.questions)

    @property
    def sitting(self) -> Sitting:
        """The state, for reading."""
        if self._sitting is None:
            message = "begin() or replay() comes first"
            raise RuntimeError(message)
        return self._sitting

    @property
    def phase(self) -> str:
        """What is on screen: "ready", "open", "revealed", "finished" or "abandoned"."""
        return self.sitting.phase

    @property
    def is_saved(self) -> bool:
        """Whether what happens here outlives the process."""
        return self._store.is_durable

    @property
    def may_read(self) -> bool:
        """Whether the article may be opened now."""
        if not self._material.texts:
            return False
        reading = self.sitting.plan.reading
        if self.sitting.is_over or self.phase == "revealed":
            return bool(reading) or self.sitting.is_over
        return ("before" if self.phase == "ready" else "during") in reading

    def question(self) -> QuestionView | None:
        """Return the question on screen, revealed or not, or None."""
        if self.sitting.item is None:
            return None
        return question_view(
            self.sitting, self._material.questions, self._material.bank, may_read=self.may_read
        )

    def progress(self) -> tuple[str, ...]:
        """Return one word a question: its outcome where told, else how far it is.

        Besides outcomes: "current", "marked", "answered", "closed", "waiting".
        """
        words = []
        for index, item in enumerate(self.sitting.items):
            if may_tell(self.sitting, item):
                words.append(str(self._records[index].outcome))
            elif index == self.sitting.current:
                words.append("current")
            elif item.marked:
                words.append("marked")
            elif item.is_answered:
                words.append("answered")
            else:
                words.append("closed" if item.closed else "waiting")
        return tuple(words)

    def time(self) -> TimeView:
        """Return the time left now."""
        now, began = self.clock.read(), self._events[0].at.wall
        return time_view(self.sitting, now, began=began, closes=self.closes)

    def go_on(self) -> QuestionView | None:
        """Show what comes next: the next question, or None after the last.

        After the last question of a practice the sitting is submitted; an exam waits for `submit`.
        """
        if self.phase == "open" and not self.sitting.policy.may_return:
            return self.question()
        index = acts.next_index(self.sitting)
        if index < 0:
            if self.sitting.policy.feedback_each:
                self._commit(acts.submit(self.sitting))
            return None
        return self.go_to(index)

    def go_to(self, index: int) -> QuestionView | None:
        """Show the question at `index`, counted from 0."""
        self._commit(acts.show(self.sitting, index))
        return self.question()

    def reopen(self) -> QuestionView | None:
        """Show the open question again after a resume, so that its clock runs from now."""
        if self.phase != "open" or self.sitting.policy.counts_gaps:
            return self.question()
        return self.go_to(self.sitting.current)

    def _unmasked(self, question_id: str, response: Response) -> Response:
        question = self._material.questions.get(question_id)
        if question is None:
            raise RefusedError(_("There is no such question."))
        typed = tuple(clean_line(token)[:_TYPED_CHARS] for token in response)
        return unmask(presentation_of(self.sitting, question), typed)

    def answer(
        self,
        question_id: str,
        response: Response,
        *,
        certainty: int = 0,
        at: Reading | None = None,
    ) -> RevealView | None:
        """Give a response to the question on screen, as of `at`, when its key was read.

        Returns the reveal where feedback comes at once, else None.
        """
        now = at or self.clock.read()
        events = acts.answer(
            self.sitting,
            self._material.questions,
            question_id,
            self._unmasked(question_id, response),
            now,
            certainty=certainty,
            closes=self.closes,
        )
        self._commit(events, now)
        return self.reveal()

    def is_complete(self, question_id: str, response: Response) -> bool:
        """Return whether a response could be sent as it is."""
        question = self._material.questions[question_id]
        stored = self._unmasked(question_id, response)
        return question.is_complete(stored, self.sitting.plan.language)

    def objection(self, question_id: str, response: Response) -> str:
        """Return what to ask back about a response as far as it goes, or ""."""
        stored = self._unmasked(question_id, response)
        return self._material.questions[question_id].objection(stored, self.sitting.plan.language)

    def give_up(self, question_id: str) -> RevealView | None:
        """Close the question without an answer ("I do not know")."""
        self._commit(acts.give_up(self.sitting, question_id))
        return self.reveal()

    def tick(
        self, response: Response = (), *, certainty: int = 0, at: Reading | None = None
    ) -> Ticked:
        """Do what the clock asks for, as of `at`, with the `response` that stands on screen."""
        sitting = self.sitting
        if sitting.is_over:
            return ""
        now = at or self.clock.read()
        if events := acts.notice_gap(sitting, now):
            self._commit(events, now)
            return "paused"
        stored: Response = ()
        if response and sitting.item:
            stored = self._unmasked(sitting.item.ref.id, response)
        if events := acts.time_up(
            sitting,
            self._material.questions,
            stored,
            now,
            certainty=certainty,
            closes=self.closes,
        ):
            self._commit(events, now)
            return "submitted" if self.sitting.is_over else "time-up"
        if acts.is_due(sitting, now, SEEN_EVERY_S):
            self._commit(acts.seen(sitting), now)
        return ""

    def mark(self, question_id: str) -> bool:
        """Mark a question for later, or take its mark away; returns whether it is marked now."""
        index = index_of(self.sitting, question_id)
        on = index >= 0 and not self.sitting.items[index].marked
        self._commit(acts.mark(self.sitting, question_id, on=on))
        return on

    def pause(self) -> None:
        """Stop the clock of a practice."""
        self._commit(acts.pause(self.sitting))

    def resume(self) -> None:
        """Let the clock run again."""
        self._commit(acts.resume(self.sitting))

    def submit(self) -> None:
        """Hand an exam in."""
        self._commit(acts.submit(self.sitting))

    def abandon(self) -> None:
        """Give the sitting up for good."""
        self._commit(acts.abandon(self.sitting))

    def reveal(self) -> RevealView | None:
        """Return what is told about the question on screen, or None while nothing is."""
        if self.phase != "revealed":
            return None
        return self._reveals([self.sitting.current])[0]

    def _reveals(self, positions: Sequence[int]) -> list[RevealView | None]:
        """Return what is told about each of these questions, None for what may not be told yet."""
        material, sitting = self._material, self.sitting
        told = [record.outcome for record in self._records if record.outcome != "pending"]
        so_far = told.count("right"), len(told)
        return [
            reveal_view(
                sitting,
                material.questions,
                position,
                material.bank,
                material.texts,
                so_far=so_far,
            )
            if may_tell(sitting, sitting.items[position])
            else None
            for position in positions
        ]

    def article(self, *, question_id: str = "") -> ArticleView | None:
        """Return the article, or None where there is none or it may not be read now.

        With the id of a question whose key is told, its quotations are highlighted.
        """
        bank, position = self._material.bank, index_of(self.sitting, question_id)
        if bank is None or not self.may_read:
            return None
        evidence: tuple[Evidence, ...] = ()
        if position >= 0 and may_tell(self.sitting, self.sitting.items[position]):
            evidence = self._material.questions[question_id].evidence
        source = evidence[0].source if evidence else next(iter(bank.sources), "")
        return article(bank, self._material.texts, source, evidence)

    def results(self) -> ResultsView:
        """Return what came of the sitting; of an open one what may be told so far."""
        return results_view(
            self.sitting,
            self._record(self.sitting, self._records, self._events[0].at.wall),
            self._material.questions,
            self._reveals(range(len(self._records))),
            saved=self.is_saved,
        )

    def missed(self) -> tuple[str, ...]:
        """Return the ids of the questions that were told and not wholly right."""
        return tuple(
            record.question
            for record in self._records
            if record.outcome not in {"pending", "right"}
        )

    def go_on_unsaved(self, memory: Store) -> None:
        """Go on in `memory` after a StoreError, with all that happened so far."""
        record = self._record(self.sitting, self._records, self._events[0].at.wall)
        memory.begin(record, self._events, self._material.revisions)
        self._store = memory

    def _record(
        self, sitting: Sitting, records: tuple[ResponseRecord, ...], started_at: float
    ) -> AttemptRecord:
        record = attempt_record(self.attempt_id, sitting, records, started_at=started_at)
        return replace(record, person_key=self.person.key, person_name=self.person.name)

    def _commit(self, events: Sequence[Event], at: Reading | None = None) -> None:
        """Keep the events, then let them be true; nothing changes when they can not be kept."""
        if not events:
            return
        now = at or self.clock.read()
        before = self.sitting
        stamped = [Stamped(before.seq + i, now, event) for i, event in enumerate(events)]
        sitting = before
        for one in stamped:
            sitting = step(sitting, one)
        changed = self._changed(before, sitting)
        by_position = {record.position: record for record in changed}
        records = tuple(by_position.get(one.position, one) for one in self._records)
        record = self._record(sitting, records, self._events[0].at.wall)
        self._store.append(record, stamped, changed)
        self._sitting, self._records = sitting, records
        self._events.extend(stamped)

    def _changed(self, before: Sitting, after: Sitting) -> tuple[ResponseRecord, ...]:
        return tuple(
            response_record(after, index, self._material.questions)
            for index, (old, new) in enumerate(zip(before.items, after.items, strict=True))
            if old is not new or before.is_over != after.is_over
        )
