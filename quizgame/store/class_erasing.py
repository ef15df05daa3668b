"""Erasing people and what is old from the rounds and seats of classes.

What remains of a round can still be replayed: who was there has no name, and gave no answer.
"""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, delete, inspect, select, update

from quizgame.engine.round_events import RoundStamped, SeatAnswered, TextPicked, decode, encode
from quizgame.engine.seat_events import Joined, Renamed
from quizgame.model.text import fold
from quizgame.store import schema

_NAMELESS = "-"


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
    rounds = schema.rounds
    old = select(rounds.c.id).where(rounds.c.started_at < at)
    for table in (schema.round_events, schema.round_revisions):
        connection.execute(delete(table).where(table.c.round.in_(old)))
    return connection.execute(delete(rounds).where(rounds.c.started_at < at)).rowcount


def _without(connection: Connection, round_id: str, uids: Collection[str]) -> bool:
    """Take people out of a round; one of another version, which nobody can read, goes whole."""
    table = schema.round_events
    query = select(table.c.content).where(table.c.round == round_id).order_by(table.c.seq)
    try:
        events = [decode(content) for content in connection.execute(query).scalars()]
    except ValueError:
        connection.execute(delete(schema.rounds).where(schema.rounds.c.id == round_id))
        return True
    seats = {
        one.event.seat
        for one in events
        if isinstance(one.event, Joined)
        and one.event.person in uids
        and one.event.display_name != _NAMELESS
    }
    typed = {
        fold(part)
        for one in events
        if isinstance(one.event, SeatAnswered) and one.event.seat in seats
        for part in one.event.response
    }
    for one in events:
        _erase_from(connection, round_id, one, seats, typed)
    return bool(seats)


def _erase_from(
    connection: Connection,
    round_id: str,
    stamped: RoundStamped,
    seats: Collection[int],
    typed: Collection[str],
) -> None:
    table, event = schema.round_events, stamped.event
    here = (table.c.round == round_id, table.c.seq == stamped.seq)
    is_answer = isinstance(event, SeatAnswered) and event.seat in seats
    if is_answer or (isinstance(event, TextPicked) and fold(event.text) in typed):
        connection.execute(delete(table).where(*here))
        return
    changed = None
    if isinstance(event, Joined) and event.seat in seats:
        changed = replace(event, display_name=_NAMELESS, person="")
    elif isinstance(event, Renamed) and event.seat in seats:
        changed = replace(event, display_name=_NAMELESS)
    if changed is not None:
        content = encode(replace(stamped, event=changed))
        connection.execute(update(table).where(*here), {"content": content})
