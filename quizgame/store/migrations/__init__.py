"""The steps that lead from one version of the database to the next, in order.

A step is never changed once released; it says in plain SQL what the tables were then. The number
of steps taken is the database's version.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from quizgame.store.migrations import (
    m0001_first_tables,
    m0002_classes,
    m0003_locks,
    m0004_lessons,
)

Migration = Callable[[Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    m0001_first_tables.migrate,
    m0002_classes.migrate,
    m0003_locks.migrate,
    m0004_lessons.migrate,
)
