"""People, attempts, events, responses, revisions and reports."""

from sqlalchemy import Connection

_TABLES = (
    """
    CREATE TABLE people (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        wishes TEXT NOT NULL,
        played_at REAL NOT NULL
    )
    """,
    """
    CREATE TABLE attempts (
        id TEXT NOT NULL PRIMARY KEY,
        person INTEGER REFERENCES people (key) ON DELETE CASCADE,
        bank TEXT NOT NULL,
        bank_title TEXT NOT NULL,
        quiz TEXT NOT NULL,
        quiz_title TEXT NOT NULL,
        behaviour TEXT NOT NULL,
        scoring TEXT NOT NULL,
        seed TEXT NOT NULL,
        status TEXT NOT NULL,
        started_at REAL NOT NULL,
        finished_at REAL,
        points REAL NOT NULL,
        max_points REAL NOT NULL,
        accuracy REAL NOT NULL,
        passed INTEGER
    )
    """,
    "CREATE INDEX attempts_of_person ON attempts (person, started_at)",
    """
    CREATE TABLE events (
        attempt TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (attempt, seq)
    )
    """,
    """
    CREATE TABLE responses (
        attempt TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
        question TEXT NOT NULL,
        position INTEGER NOT NULL,
        revision TEXT NOT NULL,
        scoring_hash TEXT NOT NULL,
        outcome TEXT NOT NULL,
        response TEXT NOT NULL,
        response_text TEXT NOT NULL,
        fraction REAL,
        points REAL,
        max_points REAL NOT NULL,
        certainty INTEGER NOT NULL,
        late INTEGER NOT NULL,
        elapsed_s REAL NOT NULL,
        PRIMARY KEY (attempt, question)
    )
    """,
    """
    CREATE TABLE revisions (
        content_hash TEXT NOT NULL PRIMARY KEY,
        scoring_hash TEXT NOT NULL,
        content TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE attempt_revisions (
        attempt TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
        content_hash TEXT NOT NULL REFERENCES revisions (content_hash),
        PRIMARY KEY (attempt, content_hash)
    )
    """,
    "CREATE INDEX attempts_of_revision ON attempt_revisions (content_hash)",
    """
    CREATE TABLE reports (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        person INTEGER REFERENCES people (key) ON DELETE CASCADE,
        bank TEXT NOT NULL,
        question TEXT NOT NULL,
        revision TEXT NOT NULL,
        text TEXT NOT NULL,
        made_at REAL NOT NULL
    )
    """,
)


def migrate(connection: Connection) -> None:
    """Make the first tables."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
