"""Erasing people, reports and what is old: rows, and the revisions that nothing else refers to."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from quizgame.store import class_erasing, schema

Change = Callable[[Connection], None]


def of(uid: str, folded: str) -> Change:
    """Return the change that erases whoever has this `uid` or this folded name.

    In a copy of the database a person may have had another name, and in a copy of an earlier
    database another `uid`.
    """

    def erase(connection: Connection) -> None:
        people = schema.people
        found = select(people).where(or_(people.c.uid == uid, people.c.folded == folded))
        rows = connection.execute(found).all()
        class_erasing.people(connection, {uid, *(row.uid for row in rows)})
        if rows:
            _erase(connection, [row.key for row in rows])

    return erase


def _erase(connection: Connection, keys: list[int]) -> None:
    attempts = schema.attempts
    _erase_attempts(connection, attempts.c.person.in_(keys))
    connection.execute(delete(schema.reports).where(schema.reports.c.person.in_(keys)))
    connection.execute(delete(schema.people).where(schema.people.c.key.in_(keys)))
    connection.execute(delete(schema.revisions).where(*_unused(connection)))


def _erase_attempts(connection: Connection, which: ColumnElement[bool]) -> int:
    """Erase attempts with all of theirs, and return how many there were."""
    attempts, links = schema.attempts, schema.attempt_revisions
    theirs = select(attempts.c.id).where(which)
    for table in (schema.events, schema.responses, links):
        connection.execute(delete(table).where(table.c.attempt.in_(theirs)))
    return connection.execute(delete(attempts).where(which)).rowcount


def before(connection: Connection, at: float) -> bool:
    """Erase rounds and attempts begun before `at`, and the people who are left with neither.

    Seats go with the people whose they are.

    Returns whether there was anything.
    """
    people, attempts = schema.people, schema.attempts
    count = _erase_attempts(connection, attempts.c.started_at < at)
    count += class_erasing.rounds_before(connection, at)
    played = select(attempts.c.person).where(attempts.c.person.is_not(None))
    idle = select(people).where(people.c.played_at < at, people.c.key.not_in(played))
    there = class_erasing.uids_in_rounds(connection)
    gone = [row for row in connection.execute(idle) if row.uid not in there]
    count += class_erasing.seats_of_nobody(connection, there)
    if gone:
        class_erasing.people(connection, {row.uid for row in gone})
        _erase(connection, [row.key for row in gone])
    elif count:
        connection.execute(delete(schema.revisions).where(*_unused(connection)))
    return bool(count or gone)


def report(connection: Connection, key: int) -> None:
    """Erase a report, if it is there, and its revision where nothing else refers to that."""
    table = schema.reports
    revision = connection.execute(select(table.c.revision).where(table.c.key == key)).scalar()
    connection.execute(delete(table).where(table.c.key == key))
    mine = schema.revisions.c.content_hash == revision
    connection.execute(delete(schema.revisions).where(mine, *_unused(connection)))


def _unused(connection: Connection) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that hold for a revision to which nothing refers."""
    content_hash = schema.revisions.c.content_hash
    found = [
        content_hash.not_in(select(schema.attempt_revisions.c.content_hash)),
        content_hash.not_in(select(schema.reports.c.revision)),
    ]
    if class_erasing.has_classes(connection):
        found.append(content_hash.not_in(select(schema.round_revisions.c.content_hash)))
    return tuple(found)
