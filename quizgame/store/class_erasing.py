"""Erasing people and what is old from the rounds and seats of classes.

What remains of a round can still be replayed: who was there has no name, and gave no answer.
"""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, inspect, not_, or_, select, update

from quizgame.engine.round_erasing import NAMELESS, seats_called, seats_of, without_seats
from quizgame.engine.round_events import RoundStamped, decode, encode
from quizgame.engine.seat_events import Joined
from quizgame.model.bank import question_from_content
from quizgame.model.questions.base import Question
from quizgame.store import class_rows, schema

_openings = schema.openings
_JOINED = '%"name":"joined"%'
"""Finds the few events that tell who has which seat, among the many of a year."""


def has_classes(connection: Connection) -> bool:
    """Return whether the database has the tables of classes: a copy of an earlier one has not."""
    return inspect(connection).has_table(schema.rounds.name)


def people(connection: Connection, uids: Collection[str]) -> bool:
    """Erase people from all rounds, seats and openings; returns whether there was any of them."""
    wanted = set(uids) - {""}
    if not wanted or not has_classes(connection):
        return False
    seats = schema.seats
    gone = connection.execute(delete(seats).where(seats.c.person.in_(wanted))).rowcount
    ids = connection.execute(select(schema.rounds.c.id)).scalars().all()
    found = [_without(connection, one, wanted) for one in ids]
    found += [_close_to(connection, row, wanted) for row in connection.execute(select(_openings))]
    return bool(gone) or any(found)


def called(connection: Connection, folded: str, *, erases: bool) -> bool:
    """Return whether anybody with a folded name has seats but is not among `people`.

    Guests are such, and students of a list who were never there. With `erases` they are erased.
    """
    if not has_classes(connection):
        return False
    known = set(connection.execute(select(schema.people.c.uid)).scalars())
    seats, uids, found = schema.seats, set[str](), False
    for row in connection.execute(select(seats)).all():
        if row.person not in known and folded in class_rows.seat(row).known_as:
            found = True
            uids.add(row.person)
            same = (seats.c.klass == row.klass, seats.c.number == row.number)
            if erases:
                connection.execute(delete(seats).where(*same))
    for round_id in connection.execute(select(schema.rounds.c.id)).scalars().all():
        events = _events(connection, round_id) or ()
        named = seats_called(events, folded)
        unknown = {seat: person for seat, person in named.items() if person not in known}
        found = found or bool(unknown)
        uids.update(unknown.values())
        if erases and unknown:
            _erase_seats(connection, round_id, events, unknown)
    if erases:
        people(connection, uids)
    return found


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


def uids_in_rounds(connection: Connection) -> set[str]:
    """Return who has a seat in any round that can be read."""
    if not has_classes(connection):
        return set()
    table = schema.round_events
    found = set()
    for content in connection.execute(select(table.c.content).where(table.c.content.like(_JOINED))):
        with suppress(ValueError):
            event = decode(content[0]).event
            found.add(event.person if isinstance(event, Joined) else "")
    return found - {""}


def seats_of_nobody(connection: Connection, uids: Collection[str]) -> int:
    """Erase seats of whom neither a person nor a round tells; return how many."""
    if not has_classes(connection):
        return 0
    seats, known_people = schema.seats, schema.people
    known = (
        seats.c.guest,
        seats.c.person.in_(select(known_people.c.uid)),
        seats.c.person.in_(uids),
    )
    return connection.execute(delete(seats).where(not_(or_(*known)))).rowcount


def _without(connection: Connection, round_id: str, uids: Collection[str]) -> bool:
    """Take people out of a round; one that can not be read goes whole, where it tells of them."""
    joined = _events(connection, round_id, schema.round_events.c.content.like(_JOINED))
    if joined is not None and not seats_of(joined, uids):
        return False
    events = _events(connection, round_id)
    if events is None:
        if not _mentions(connection, round_id, uids):
            return False
        return bool(_erase_rounds(connection, schema.rounds.c.id == round_id))
    _erase_seats(connection, round_id, events, seats_of(events, uids))
    return True


def _mentions(connection: Connection, round_id: str, uids: Collection[str]) -> bool:
    """Return whether somebody stands in the events of a round, whatever these mean."""
    table = schema.round_events
    query = select(table.c.content).where(table.c.round == round_id)
    wanted = [json.dumps(uid, ensure_ascii=False) for uid in uids if uid]
    return any(uid in content for content in connection.execute(query).scalars() for uid in wanted)


def _events(
    connection: Connection, round_id: str, *conditions: ColumnElement[bool]
) -> list[RoundStamped] | None:
    """Return the events of a round, None for those of another version."""
    table = schema.round_events
    which = (table.c.round == round_id, *conditions)
    query = select(table.c.content).where(*which).order_by(table.c.seq)
    try:
        return [decode(content) for content in connection.execute(query).scalars()]
    except ValueError:
        return None


def _erase_seats(
    connection: Connection,
    round_id: str,
    events: Sequence[RoundStamped],
    seats: Collection[int],
) -> None:
    table = schema.round_events
    kept = without_seats(events, seats, _questions(connection, round_id))
    left = {one.seq: one for one in kept}
    for one in events:
        here = (table.c.round == round_id, table.c.seq == one.seq)
        if one.seq not in left:
            connection.execute(delete(table).where(*here))
        elif left[one.seq] != one:
            values = {"content": encode(left[one.seq])}
            connection.execute(update(table).where(*here), values)


def _close_to(connection: Connection, row: Row[Any], uids: Collection[str]) -> bool:
    """Put nobody in the place of people for whom a quiz is open; returns whether it was."""
    record = class_rows.opening(row)
    try:
        told = json.loads(record.overrides)
    except ValueError:
        return False
    left = _without_names(told, uids)
    if left == told:
        return False
    values = class_rows.of_opening(replace(record, overrides=json.dumps(left)))
    connection.execute(update(_openings).where(_openings.c.key == row.key), values)
    return True


def _without_names(value: Any, names: Collection[str]) -> Any:
    """Return plain data with nobody in the place of `names`; an empty list would mean everybody."""
    match value:
        case dict():
            return {key: _without_names(one, names) for key, one in value.items()}
        case list():
            return [_without_names(one, names) for one in value]
        case str() if value in names:
            return NAMELESS
    return value


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
