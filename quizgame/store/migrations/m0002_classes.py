"""Rounds of classes with their events, seats, and quizzes opened to be played alone."""

from sqlalchemy import Connection

_TABLES = (
    """
    CREATE TABLE rounds (
        id TEXT NOT NULL PRIMARY KEY,
        klass TEXT NOT NULL,
        bank TEXT NOT NULL,
        bank_title TEXT NOT NULL,
        quiz TEXT NOT NULL,
        quiz_title TEXT NOT NULL,
        started_at REAL NOT NULL,
        finished_at REAL
    )
    """,
    """
    CREATE TABLE round_events (
        round TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (round, seq)
    )
    """,
    """
    CREATE TABLE round_revisions (
        round TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
        content_hash TEXT NOT NULL REFERENCES revisions (content_hash),
        PRIMARY KEY (round, content_hash)
    )
    """,
    "CREATE INDEX rounds_of_revision ON round_revisions (content_hash)",
    """
    CREATE TABLE seats (
        klass TEXT NOT NULL,
        number INTEGER NOT NULL,
        person TEXT NOT NULL,
        guest INTEGER NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (klass, number)
    )
    """,
    """
    CREATE TABLE openings (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        klass TEXT NOT NULL,
        content TEXT NOT NULL
    )
    """,
)


def migrate(connection: Connection) -> None:
    """Make the tables of classes."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
