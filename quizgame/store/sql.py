"""The store in the tables of `schema`, in SQL that any database understands."""

import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from quizgame.catalogue import _
from quizgame.engine.events import Stamped, decode, encode
from quizgame.errors import RefusedError, SittingMovedError
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.model.person import Person, Wishes
from quizgame.model.text import clean_block, clean_name, fold_name
from quizgame.store import erasing, rows, schema
from quizgame.store.base import Report

_AT_ONCE = 500  # values in one IN (...); databases allow about a thousand


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
                    connection.execute(insert(schema.people), {"key": person.key, **_row(person)})

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
        person = Person(0, _checked_name(name), wishes or Wishes())
        with self._database.writing() as connection:
            _refuse_taken(connection, person.name, key=0)
            connection.execute(insert(schema.people), _row(person))
            query = select(schema.people).where(schema.people.c.folded == fold_name(name))
            return rows.person(connection.execute(query).one())

    def rename_person(self, key: int, name: str) -> Person:
        """Give a person another name; raises RefusedError when it is empty or taken."""
        name = _checked_name(name)
        with self._database.writing() as connection:
            _refuse_taken(connection, name, key=key)
            return _changed_person(connection, key, {"name": name, "folded": fold_name(name)})

    def keep_wishes(self, key: int, wishes: Wishes) -> Person:
        """Replace a person's wishes; raises RefusedError when there is no such person."""
        with self._database.writing() as connection:
            return _changed_person(connection, key, {"wishes": rows.wishes_text(wishes)})

    def forget_person(self, key: int) -> None:
        """Erase a person and all of theirs, also from backups, the write-ahead log and logs."""
        with self._database.reading() as connection:
            row = connection.execute(_person_query(key)).first()
        if row is None:
            raise _no_such_player()
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
    ) -> None:
        """Keep a new attempt with its first events and all revisions, in one transaction.

        Raises SittingMovedError when the attempt is there already, and ValueError for a guest's
        where it would last.
        """
        if self.is_durable and not record.person_key:
            raise ValueError("nothing of a guest is kept")
        with self._database.writing() as connection:
            _refuse_unknown(connection, record.person_key, durable=self.is_durable)
            try:
                connection.execute(insert(schema.attempts), rows.of_attempt(record))
            except IntegrityError as error:
                raise SittingMovedError(_("This quiz was already started elsewhere.")) from error
            _keep_revisions(connection, record.id, revisions)
            _add_events(connection, record.id, events, after=-1)
            _add_responses(connection, record.id, record.responses)
            _played(connection, record, events)

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
        table = schema.attempts
        with self._database.writing() as connection:
            updated = connection.execute(
                update(table).where(table.c.id == record.id), rows.of_attempt(record)
            )
            if not updated.rowcount:
                raise SittingMovedError(
                    _("This quiz is no longer kept: its player was erased in another window.")
                )
            last = connection.execute(
                select(func.max(schema.events.c.seq)).where(schema.events.c.attempt == record.id)
            ).scalar()
            _add_events(connection, record.id, events, after=-1 if last is None else last)
            _remove_responses(connection, record.id, [response.question for response in changed])
            _add_responses(connection, record.id, changed)
            _played(connection, record, events)

    def events(self, attempt_id: str) -> tuple[Stamped, ...]:
        """Return an attempt's events in order; empty when there is no such attempt."""
        table = schema.events
        query = select(table.c.content).where(table.c.attempt == attempt_id).order_by(table.c.seq)
        with self._database.reading() as connection:
            return tuple(decode(content) for content in connection.execute(query).scalars())

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
        self, person_key: int | None = None, *, bank: str | None = None, running: bool = False
    ) -> tuple[AttemptRecord, ...]:
        """Return attempts with their responses, newest first; everybody's for None.

        With `running` only those that can be resumed, else only finished and abandoned ones.
        """
        table = schema.attempts
        status = table.c.status == "running" if running else table.c.status != "running"
        conditions: list[Any] = [status]
        if person_key is not None:
            conditions.append(table.c.person == (person_key or None))
        if bank is not None:
            conditions.append(table.c.bank == bank)
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
            _refuse_unknown(connection, person_key, durable=self.is_durable)
            connection.execute(insert(schema.reports), values)

    def reports(self, person_key: int | None = None) -> tuple[Report, ...]:
        """Return the reports, newest first; everybody's for None."""
        table = schema.reports
        query = select(table, schema.people.c.name).outerjoin(schema.people)
        if person_key is not None:
            query = query.where(table.c.person == (person_key or None))
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(table.c.key.desc()))
            return tuple(rows.report(row) for row in found)

    def close(self) -> None:
        """Let go of the database; the store is not usable afterwards."""
        self._database.close()


def _no_such_player() -> RefusedError:
    return RefusedError(_("There is no such player."))


def _checked_name(name: str) -> str:
    name = clean_name(name)
    if not fold_name(name):
        raise RefusedError(_("A player needs a name."))
    return name


def _row(person: Person) -> rows.Values:
    return {
        "uid": uuid.uuid4().hex,
        "name": person.name,
        "folded": fold_name(person.name),
        "wishes": rows.wishes_text(person.wishes),
        "played_at": time.time(),
    }


def _person_query(key: int) -> Select[Any]:
    return select(schema.people).where(schema.people.c.key == key)


def _changed_person(connection: Connection, key: int, values: rows.Values) -> Person:
    table = schema.people
    connection.execute(update(table).where(table.c.key == key), values)
    row = connection.execute(_person_query(key)).first()
    if row is None:
        raise _no_such_player()
    return rows.person(row)


def _refuse_taken(connection: Connection, name: str, *, key: int) -> None:
    table = schema.people
    query = select(table.c.key).where(table.c.folded == fold_name(name), table.c.key != key)
    if connection.execute(query).first():
        raise RefusedError(
            _("There is already a player called {name}.").format(name=name),
            _("Choose another name, for example with a letter of the family name."),
        )


def _refuse_unknown(connection: Connection, key: int, *, durable: bool) -> None:
    """Refuse a person who was erased; a store in memory takes whoever plays on without saving."""
    if durable and key and connection.execute(_person_query(key)).first() is None:
        raise _no_such_player()


def _add_events(
    connection: Connection, attempt_id: str, events: Sequence[Stamped], *, after: int
) -> None:
    """Add events behind number `after`; raises SittingMovedError when their place is taken."""
    places = [stamped.seq for stamped in events]
    if any(place <= after for place in places):
        raise SittingMovedError(
            _("This quiz went on in another window; what you did here was not saved."),
            _("Go on in the other window, or resume here."),
        )
    if places != list(range(after + 1, after + 1 + len(places))):
        raise ValueError(f"events of {attempt_id} do not follow number {after}")
    values = [
        {"attempt": attempt_id, "seq": stamped.seq, "content": encode(stamped)}
        for stamped in events
    ]
    if values:
        connection.execute(insert(schema.events), values)


def _remove_responses(connection: Connection, attempt_id: str, questions: Sequence[str]) -> None:
    table = schema.responses
    for some in _portions(questions):
        connection.execute(
            delete(table).where(table.c.attempt == attempt_id, table.c.question.in_(some))
        )


def _add_responses(
    connection: Connection, attempt_id: str, responses: Sequence[ResponseRecord]
) -> None:
    values = [rows.of_response(attempt_id, response) for response in responses]
    if values:
        connection.execute(insert(schema.responses), values)


def _keep_revisions(connection: Connection, attempt_id: str, revisions: Sequence[Revision]) -> None:
    table = schema.revisions
    by_hash = {revision.content_hash: revision for revision in revisions}
    known: set[str] = set()
    for some in _portions(list(by_hash)):
        query = select(table.c.content_hash).where(table.c.content_hash.in_(some))
        known.update(connection.execute(query).scalars())
    missing = [
        {
            "content_hash": revision.content_hash,
            "scoring_hash": revision.scoring_hash,
            "content": revision.content,
        }
        for revision in by_hash.values()
        if revision.content_hash not in known
    ]
    if missing:
        connection.execute(insert(table), missing)
    if by_hash:
        connection.execute(
            insert(schema.attempt_revisions),
            [{"attempt": attempt_id, "content_hash": content_hash} for content_hash in by_hash],
        )


def _portions(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _played(connection: Connection, record: AttemptRecord, events: Sequence[Stamped]) -> None:
    if record.person_key:
        table = schema.people
        at = events[-1].at.wall if events else record.started_at
        connection.execute(update(table).where(table.c.key == record.person_key), {"played_at": at})
