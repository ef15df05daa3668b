"""People in a transaction: names that are free, rows, and who is refused."""

import time
import uuid
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from quizgame.catalogue import _
from quizgame.errors import RefusedError
from quizgame.model.person import Person
from quizgame.model.text import clean_name, fold_name
from quizgame.store import rows, schema

_LATER_S = 0.001


def no_such_player() -> RefusedError:
    """Return the error for a person who is not there."""
    return RefusedError(_("There is no such player."))


def checked_name(name: str) -> str:
    """Return a name as it is kept; raises RefusedError when nothing of it can be seen."""
    name = clean_name(name)
    if not fold_name(name):
        raise RefusedError(_("A player needs a name."))
    return name


def row_of(person: Person) -> rows.Values:
    """Return the row for a new person, but for the key."""
    return {
        "uid": uuid.uuid4().hex,
        "name": person.name,
        "folded": fold_name(person.name),
        "wishes": rows.wishes_text(person.wishes),
        "played_at": time.time(),
    }


def query_of(key: int) -> Select[Any]:
    """Return the query for the row of a person."""
    return select(schema.people).where(schema.people.c.key == key)


def change(connection: Connection, key: int, values: rows.Values) -> Person:
    """Change columns of a person; raises RefusedError when there is no such person."""
    table = schema.people
    connection.execute(update(table).where(table.c.key == key), values)
    row = connection.execute(query_of(key)).first()
    if row is None:
        raise no_such_player()
    return rows.person(row)


def put_first(connection: Connection, key: int) -> None:
    """Let a person be the one who played last, also where a clock was set back since."""
    table = schema.people
    others = select(func.max(table.c.played_at)).where(table.c.key != key)
    latest = connection.execute(others).scalar() or 0.0
    change(connection, key, {"played_at": max(time.time(), latest + _LATER_S)})


def refuse_taken(connection: Connection, name: str, *, key: int) -> None:
    """Raise RefusedError when a name belongs to anybody but the person with this `key`."""
    table = schema.people
    query = select(table.c.key).where(table.c.folded == fold_name(name), table.c.key != key)
    if connection.execute(query).first():
        raise RefusedError(
            _("There is already a player called {name}.").format(name=name),
            _("Choose another name, for example with a letter of the family name."),
        )


def refuse_unknown(connection: Connection, key: int, *, durable: bool) -> None:
    """Refuse a person who was erased; a store in memory takes whoever plays on without saving."""
    if durable and key and connection.execute(query_of(key)).first() is None:
        raise no_such_player()
