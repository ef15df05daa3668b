"""Erasing a person or a report: their rows, and the revisions that nobody else refers to."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from quizgame.store import schema

Change = Callable[[Connection], None]


def of(uid: str, folded: str) -> Change:
    """Return the change that erases whoever has this `uid` or this folded name.

    In a copy of the database a person may have had another name, and in a copy of an earlier
    database another `uid`.
    """

    def erase(connection: Connection) -> None:
        people = schema.people
        found = select(people.c.key).where(or_(people.c.uid == uid, people.c.folded == folded))
        keys = list(connection.execute(found).scalars())
        if keys:
            _erase(connection, keys)

    return erase


def _erase(connection: Connection, keys: list[int]) -> None:
    attempts, links = schema.attempts, schema.attempt_revisions
    theirs = select(attempts.c.id).where(attempts.c.person.in_(keys))
    for table in (schema.events, schema.responses, links):
        connection.execute(delete(table).where(table.c.attempt.in_(theirs)))
    connection.execute(delete(attempts).where(attempts.c.person.in_(keys)))
    connection.execute(delete(schema.reports).where(schema.reports.c.person.in_(keys)))
    connection.execute(delete(schema.people).where(schema.people.c.key.in_(keys)))
    connection.execute(delete(schema.revisions).where(*_unused()))


def report(connection: Connection, key: int) -> None:
    """Erase a report, if it is there, and its revision where nothing else refers to that."""
    table = schema.reports
    revision = connection.execute(select(table.c.revision).where(table.c.key == key)).scalar()
    connection.execute(delete(table).where(table.c.key == key))
    mine = schema.revisions.c.content_hash == revision
    connection.execute(delete(schema.revisions).where(mine, *_unused()))


def _unused() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that hold for a revision to which nothing refers."""
    content_hash = schema.revisions.c.content_hash
    return (
        content_hash.not_in(select(schema.attempt_revisions.c.content_hash)),
        content_hash.not_in(select(schema.reports.c.revision)),
    )
