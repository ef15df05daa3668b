"""What a store keeps, whatever keeps it: people, events, attempts, responses, revisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # what these load would stand between a start and its first picture
    from collections.abc import Mapping, Sequence

    from quizgame.engine.events import Stamped
    from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
    from quizgame.model.person import Person, Wishes


@dataclass(frozen=True, slots=True)
class Report:
    """What a player says is wrong with a question, as of one `revision` of it.

    `made_at` is in UTC seconds since the epoch; `person_name` is "" for a guest. `key` names the
    report in its store for good.
    """

    key: int
    person_name: str
    bank: str
    question: str
    revision: str
    text: str
    made_at: float


class Store(Protocol):
    """Durable memory, for use from any thread.

    Every method that writes has committed when it returns. All raise `StoreError` (or a child that
    says why) when the database can not be used.
    """

    @property
    def is_durable(self) -> bool:
        """Whether what is written outlives the process."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Return everybody, the one who played last first."""
        ...

    def find_person(self, name: str) -> Person | None:
        """Return who has this name (compared folded), or None."""
        ...

    def add_person(self, name: str, wishes: Wishes | None = None) -> Person:
        """Add a person; raises RefusedError when the name is empty or taken."""
        ...

    def rename_person(self, key: int, name: str) -> Person:
        """Give a person another name; raises RefusedError when it is empty or taken."""
        ...

    def keep_wishes(self, key: int, wishes: Wishes) -> Person:
        """Replace a person's wishes; raises RefusedError when there is no such person."""
        ...

    def note_player(self, key: int) -> None:
        """Remember that a person plays now, so that they come first among `people`.

        Raises RefusedError when there is no such person.
        """
        ...

    def forget_person(self, key: int) -> None:
        """Erase a person and all of theirs, also from backups, the write-ahead log and logs.

        Raises RefusedError when there is no such person.
        """
        ...

    def begin(
        self,
        record: AttemptRecord,
        events: Sequence[Stamped],
        revisions: Sequence[Revision],
        *,
        at_most: int | None = None,
    ) -> None:
        """Keep a new attempt with its first events and all revisions, in one transaction.

        `record.responses` are kept as they are. Raises SittingMovedError when the attempt is there
        already, and ValueError for a guest's attempt (`person_key` 0) where it would last. Raises
        RefusedError when its person has `at_most` attempts at its quiz already, running ones too.
        """
        ...

    def append(
        self,
        record: AttemptRecord,
        events: Sequence[Stamped],
        changed: Sequence[ResponseRecord],
    ) -> None:
        """Keep events with what they made of the attempt and its `changed` responses.

        One transaction. Raises SittingMovedError when an event of the same place is there already
        (the sitting went on elsewhere) or the attempt was erased: nothing of this call is kept.
        """
        ...

    def events(self, attempt_id: str) -> tuple[Stamped, ...]:
        """Return an attempt's events in order; empty when there is no such attempt.

        Raises ValueError for what another version kept and means nothing here.
        """
        ...

    def next_place(self, attempt_id: str) -> int:
        """Return the number of an attempt's next event, whether or not those kept can be read."""
        ...

    def revisions(self, attempt_id: str) -> Mapping[str, Revision]:
        """Return the revisions of an attempt's questions by content hash."""
        ...

    def attempt(self, attempt_id: str) -> AttemptRecord | None:
        """Return an attempt with its responses, or None."""
        ...

    def attempts(
        self,
        person_key: int | None = None,
        *,
        bank: str | None = None,
        running: bool = False,
        since: float = 0.0,
    ) -> tuple[AttemptRecord, ...]:
        """Return attempts with their responses, newest first; everybody's for None, guests' for 0.

        With `running` only those that can be resumed, else only finished and abandoned ones; none
        that began before `since`, in UTC seconds.
        """
        ...

    def revision(self, content_hash: str) -> Revision | None:
        """Return a revision that any attempt was about, or None."""
        ...

    def add_report(
        self, person_key: int, question: str, revision: str, text: str, *, bank: str = ""
    ) -> None:
        """Keep what a person says is wrong with a question, for its author to read."""
        ...

    def reports(
        self, person_key: int | None = None, *, bank: str | None = None
    ) -> tuple[Report, ...]:
        """Return the reports, newest first; everybody's for None, of all banks for None."""
        ...

    def settle_report(self, key: int) -> None:
        """Erase a report that its question's author has dealt with, if it is still there."""
        ...

    def close(self) -> None:
        """Let go of the database; the store is not usable afterwards."""
        ...
