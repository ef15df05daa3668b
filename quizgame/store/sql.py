"""The store in the tables of `schema`, in SQL that any database understands."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, insert, select

from quizgame.engine.events import Stamped, decode
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.model.person import Person, Wishes
from quizgame.model.text import clean_block, fold_name
from quizgame.store import acts, erasing, players, rows, schema
from quizgame.store.base import Report


class _Database(Protocol):
    @property
    def is_durable(self) -> bool: ...
    def reading(self) -> AbstractContextManager[Connection]: ...
    def writing(self) -> AbstractContextManager[Connection]: ...
    def each_copy(self, change: erasing.Change) -> None: ...
    def scrub(self) -> None: ...
    def close(self) -> None: ...


class SqlStore:
    """A `Store` in a database. Its methods may be called from any thread."""

    def __init__(self, database: _Database, people: Sequence[Person] = ()) -> None:
        self._database = database
        if people:
            with database.writing() as connection:
                for person in people:
                    connection.execute(
                        insert(schema.people), {"key": person.key, **players.row_of(person)}
                    )

    @property
    def is_durable(self) -> bool:
        """Whether what is written outlives the process."""
        return self._database.is_durable

    def people(self) -> tuple[Person, ...]:
        """Return everybody, the one who played last first."""
        table = schema.people
        query = select(table).order_by(table.c.played_at.desc(), table.c.key.desc())
        with self._database.reading() as connection:
            return tuple(rows.person(row) for row in connection.execute(query))

    def find_person(self, name: str) -> Person | None:
        """Return who has this name (compared folded), or None."""
        query = select(schema.people).where(schema.people.c.folded == fold_name(name))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return rows.person(row) if row else None

    def add_person(self, name: str, wishes: Wishes | None = None) -> Person:
        """Add a person; raises RefusedError when the name is empty or taken."""
        person = Person(0, players.checked_name(name), wishes or Wishes())
        with self._database.writing() as connection:
            players.refuse_taken(connection, person.name, key=0)
            connection.execute(insert(schema.people), players.row_of(person))
            named = schema.people.c.folded == fold_name(person.name)
            return rows.person(connection.execute(select(schema.people).where(named)).one())

    def rename_person(self, key: int, name: str) -> Person:
        """Give a person another name; raises RefusedError when it is empty or taken."""
        name = players.checked_name(name)
        with self._database.writing() as connection:
            players.refuse_taken(connection, name, key=key)
            return players.change(connection, key, {"name": name, "folded": fold_name(name)})

    def keep_wishes(self, key: int, wishes: Wishes) -> Person:
        """Replace a person's wishes; raises RefusedError when there is no such person."""
        with self._database.writing() as connection:
            return players.change(connection, key, {"wishes": rows.wishes_text(wishes)})

    def note_player(self, key: int) -> None:
        """Remember that a person plays now, so that they come first among `people`."""
        with self._database.writing() as connection:
            players.put_first(connection, key)

    def forget_person(self, key: int) -> None:
        """Erase a person and all of theirs, also from backups, the write-ahead log and logs."""
        with self._database.reading() as connection:
            row = connection.execute(players.query_of(key)).first()
        if row is None:
            raise players.no_such_player()
        change = erasing.of(row.uid, row.folded)
        # The copies first: if this is cut short the person is still listed and can be erased again.
        self._database.each_copy(change)
        with self._database.writing() as connection:
            change(connection)
        self._database.scrub()

    def begin(
        self,
        record: AttemptRecord,
        events: Sequence[Stamped],
        revisions: Sequence[Revision],
        *,
        at_most: int | None = None,
    ) -> None:
        """Keep a new attempt with its first events and all revisions, in one transaction.

        Raises SittingMovedError when the attempt is there already, ValueError for a guest's where
        it would last, and RefusedError when the person has `at_most` of this quiz already.
        """
        if self.is_durable and not record.person_key:
            raise ValueError("nothing of a guest is kept")
        with self._database.writing() as connection:
            players.refuse_unknown(connection, record.person_key, durable=self.is_durable)
            if at_most is not None:
                acts.refuse_beyond(connection, record, at_most)
            acts.begin(connection, record)
            acts.keep_revisions(connection, record.id, revisions)
            acts.add_events(connection, record.id, events, after=-1)
            acts.add_responses(connection, record.id, record.responses)
            acts.keep_played(connection, record, events)

    def append(
        self,
        record: AttemptRecord,
        events: Sequence[Stamped],
        changed: Sequence[ResponseRecord],
    ) -> None:
        """Keep events with what they made of the attempt and its `changed` responses.

        One transaction. Raises SittingMovedError when an event of the same place is there already
        or the attempt was erased: nothing of this call is kept.
        """
        with self._database.writing() as connection:
            acts.bring_up_to_date(connection, record)
            acts.add_events(
                connection, record.id, events, after=acts.last_place(connection, record.id)
            )
            acts.remove_responses(
                connection, record.id, [response.question for response in changed]
            )
            acts.add_responses(connection, record.id, changed)
            acts.keep_played(connection, record, events)

    def events(self, attempt_id: str) -> tuple[Stamped, ...]:
        """Return an attempt's events in order; empty when there is no such attempt.

        Raises ValueError for what another version kept and means nothing here.
        """
        table = schema.events
        query = select(table.c.content).where(table.c.attempt == attempt_id).order_by(table.c.seq)
        with self._database.reading() as connection:
            return tuple(decode(content) for content in connection.execute(query).scalars())

    def next_place(self, attempt_id: str) -> int:
        """Return the number of an attempt's next event, whether or not those kept can be read."""
        with self._database.reading() as connection:
            return acts.last_place(connection, attempt_id) + 1

    def revisions(self, attempt_id: str) -> Mapping[str, Revision]:
        """Return the revisions of an attempt's questions by content hash."""
        links = schema.attempt_revisions
        query = (
            select(schema.revisions)
            .join(links, links.c.content_hash == schema.revisions.c.content_hash)
            .where(links.c.attempt == attempt_id)
        )
        with self._database.reading() as connection:
            found = [Revision(*row) for row in connection.execute(query)]
        return {revision.content_hash: revision for revision in found}

    def attempt(self, attempt_id: str) -> AttemptRecord | None:
        """Return an attempt with its responses, or None."""
        found = self._attempts(schema.attempts.c.id == attempt_id)
        return found[0] if found else None

    def attempts(
        self,
        person_key: int | None = None,
        *,
        bank: str | None = None,
        running: bool = False,
        since: float = 0.0,
    ) -> tuple[AttemptRecord, ...]:
        """Return attempts with their responses, newest first; everybody's for None.

        With `running` only those that can be resumed, else only finished and abandoned ones; none
        that began before `since`, in UTC seconds.
        """
        table = schema.attempts
        status = table.c.status == "running" if running else table.c.status != "running"
        conditions: list[Any] = [status]
        if person_key is not None:
            conditions.append(table.c.person == (person_key or None))
        if bank is not None:
            conditions.append(table.c.bank == bank)
        if since:
            conditions.append(table.c.started_at >= since)
        return self._attempts(*conditions)

    def _attempts(self, *conditions: Any) -> tuple[AttemptRecord, ...]:
        table, answers = schema.attempts, schema.responses
        query = (
            select(table, schema.people.c.name)
            .outerjoin(schema.people)
            .where(*conditions)
            .order_by(table.c.started_at.desc(), table.c.id)
        )
        # All responses of all attempts in one query, however many attempts there are.
        of_them: Select[Any] = (
            select(answers).join(table).where(*conditions).order_by(answers.c.position)
        )
        by_attempt: dict[str, list[ResponseRecord]] = defaultdict(list)
        with self._database.reading() as connection:
            found: Sequence[Row[Any]] = connection.execute(query).all()
            for row in connection.execute(of_them):
                by_attempt[row.attempt].append(rows.response(row))
        return tuple(rows.attempt(row, tuple(by_attempt[row.id])) for row in found)

    def revision(self, content_hash: str) -> Revision | None:
        """Return a revision that any attempt was about, or None."""
        query = select(schema.revisions).where(schema.revisions.c.content_hash == content_hash)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return Revision(*row) if row else None

    def add_report(
        self, person_key: int, question: str, revision: str, text: str, *, bank: str = ""
    ) -> None:
        """Keep what a person says is wrong with a question."""
        values = {
            "person": person_key or None,
            "bank": bank,
            "question": question,
            "revision": revision,
            "text": clean_block(text),
            "made_at": time.time(),
        }
        with self._database.writing() as connection:
            players.refuse_unknown(connection, person_key, durable=self.is_durable)
            connection.execute(insert(schema.reports), values)

    def reports(
        self, person_key: int | None = None, *, bank: str | None = None
    ) -> tuple[Report, ...]:
        """Return the reports, newest first; everybody's for None, of all banks for None."""
        table = schema.reports
        query = select(table, schema.people.c.name).outerjoin(schema.people)
        if person_key is not None:
            query = query.where(table.c.person == (person_key or None))
        if bank is not None:
            query = query.where(table.c.bank == bank)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(table.c.key.desc()))
            return tuple(rows.report(row) for row in found)

    def settle_report(self, key: int) -> None:
        """Erase a report that its question's author has dealt with, if it is still there."""
        with self._database.writing() as connection:
            erasing.report(connection, key)

    def close(self) -> None:
        """Let go of the database; the store is not usable afterwards."""
        self._database.close()
