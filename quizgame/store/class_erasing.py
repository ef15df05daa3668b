"""Erasing people and what is old from the rounds and seats of classes.

What remains of a round can still be replayed: who was there has no name, and gave no answer.
"""

from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import ColumnElement, Connection, delete, inspect, select, update

from quizgame.engine.round_erasing import seats_of, without_seats
from quizgame.engine.round_events import decode, encode
from quizgame.model.bank import question_from_content
from quizgame.model.questions.base import Question
from quizgame.store import schema


def has_classes(connection: Connection) -> bool:
    """Return whether the database has the tables of classes: a copy of an earlier one has not."""
    return inspect(connection).has_table(schema.rounds.name)


def people(connection: Connection, uids: Collection[str]) -> bool:
    """Erase people from all rounds and seats; returns whether there was anything of them."""
    wanted = set(uids) - {""}
    if not wanted or not has_classes(connection):
        return False
    seats = schema.seats
    gone = connection.execute(delete(seats).where(seats.c.person.in_(wanted))).rowcount
    ids = connection.execute(select(schema.rounds.c.id)).scalars().all()
    found = [_without(connection, one, wanted) for one in ids]
    return bool(gone) or any(found)


def guests(connection: Connection, klass: str) -> bool:
    """Erase the guests of a class; returns whether there was anything of them."""
    seats, rounds = schema.seats, schema.rounds
    which = (seats.c.klass == klass, seats.c.guest)
    gone = connection.execute(delete(seats).where(*which)).rowcount
    ids = connection.execute(select(rounds.c.id).where(rounds.c.klass == klass)).scalars().all()
    found = [_without(connection, one, {""}) for one in ids]
    return bool(gone) or any(found)


def rounds_before(connection: Connection, at: float) -> int:
    """Erase rounds begun before `at`, and return how many there were."""
    if not has_classes(connection):
        return 0
    return _erase_rounds(connection, schema.rounds.c.started_at < at)


def _without(connection: Connection, round_id: str, uids: Collection[str]) -> bool:
    """Take people out of a round; one of another version, which nobody can read, goes whole."""
    table = schema.round_events
    query = select(table.c.content).where(table.c.round == round_id).order_by(table.c.seq)
    try:
        events = [decode(content) for content in connection.execute(query).scalars()]
    except ValueError:
        _erase_rounds(connection, schema.rounds.c.id == round_id)
        return True
    seats = seats_of(events, uids)
    if not seats:
        return False
    left = {one.seq: one for one in without_seats(events, seats, _questions(connection, round_id))}
    for one in events:
        here = (table.c.round == round_id, table.c.seq == one.seq)
        if one.seq not in left:
            connection.execute(delete(table).where(*here))
        elif left[one.seq] != one:
            values = {"content": encode(left[one.seq])}
            connection.execute(update(table).where(*here), values)
    return True


def _questions(connection: Connection, round_id: str) -> dict[str, Question]:
    """Return the questions of a round by content hash, without those of another version."""
    revisions, links = schema.revisions, schema.round_revisions
    query = (
        select(revisions.c.content_hash, revisions.c.content)
        .join(links, links.c.content_hash == revisions.c.content_hash)
        .where(links.c.round == round_id)
    )
    found = {}
    for content_hash, content in connection.execute(query):
        with suppress(ValueError):
            found[content_hash] = question_from_content(content)
    return found


def _erase_rounds(connection: Connection, which: ColumnElement[bool]) -> int:
    """Erase rounds with all of theirs, and return how many there were."""
    rounds = schema.rounds
    ids = select(rounds.c.id).where(which)
    for table in (schema.round_events, schema.round_revisions):
        connection.execute(delete(table).where(table.c.round.in_(ids)))
    return connection.execute(delete(rounds).where(which)).rowcount
