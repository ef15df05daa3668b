"""Durable memory: people, events, attempts, responses, revisions; and rounds, seats of classes.

The one place that names a concrete database. Nothing of it is loaded before a store is opened.
"""

from collections.abc import Sequence
from pathlib import Path

from quizgame import config
from quizgame.model.person import Person
from quizgame.store.base import Store
from quizgame.store.classes import ClassStore

PATIENCE = 5.0
"""Seconds that a store waits for another process that is writing before it gives up."""


def open_store(path: Path, *, patience: float = PATIENCE) -> Store:
    """Open the database file, made or brought up to date first where needed.

    Raises StoreError or the child that says why: StoreNewerError, StoreCorruptError,
    StoreReadOnlyError, StoreFullError.
    """
    from quizgame.store.sql import SqlStore  # noqa: PLC0415 - SQLAlchemy is loaded only to be used
    from quizgame.store.sqlite import Database  # noqa: PLC0415 - as above

    return SqlStore(Database.on_disk(path, patience=patience))


def memory_store(people: Sequence[Person] = ()) -> Store:
    """Return a store that forgets all when it is closed: for guests, and when nothing can be saved.

    `people` are known to it under their keys, so that their attempts carry their names. Attempts
    of people it does not know are kept as well, without a name.
    """
    from quizgame.store.sql import SqlStore  # noqa: PLC0415 - SQLAlchemy is loaded only to be used
    from quizgame.store.sqlite import Database  # noqa: PLC0415 - as above

    return SqlStore(Database.in_memory(), people=people)


def open_class_store(path: Path, *, patience: float = PATIENCE) -> ClassStore:
    """Open the database file of classes, as `open_store` opens a player's."""
    from quizgame.store.class_sql import SqlClassStore  # noqa: PLC0415 - as above
    from quizgame.store.sqlite import Database  # noqa: PLC0415 - as above

    # The program's own log, a directory above, may tell of students too.
    logs_in = (config.home(),) if path == config.class_database_path() else ()
    return SqlClassStore(Database.on_disk(path, patience=patience, logs_in=logs_in))


def memory_class_store() -> ClassStore:
    """Return a store of classes that forgets all when it is closed: to rehearse."""
    from quizgame.store.class_sql import SqlClassStore  # noqa: PLC0415 - as above
    from quizgame.store.sqlite import Database  # noqa: PLC0415 - as above

    return SqlClassStore(Database.in_memory())


def wants_plain(path: Path, name: str = "") -> bool:
    """Return whether a player of the database file, or who played last, wishes for line mode.

    False where there is no such file, or none that can be read: opening it will tell.
    """
    from quizgame.store import glance  # noqa: PLC0415 - loaded only to be used

    return glance.wants_plain(path, name)
