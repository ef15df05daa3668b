"""The tables as they are now. A change here comes with a migration; a test compares the two."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _of(target: str, name: str, *, key: bool = False) -> Column[str]:
    link = ForeignKey(target, ondelete="CASCADE")
    return Column(name, Text, link, primary_key=key)


def _person() -> Column[int]:
    """Return whose a row is; NULL for a guest's."""
    return Column("person", Integer, ForeignKey("people.key", ondelete="CASCADE"))


# `uid` names a person for good, also in copies of the database; `folded` is the name as compared.
people = Table(
    "people",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("wishes", Text, nullable=False),
    Column("played_at", Float, nullable=False),
    sqlite_autoincrement=True,
)

# `seed` is text: a seed may be greater than any integer of a database.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Text, primary_key=True),
    _person(),
    Column("bank", Text, nullable=False),
    Column("bank_title", Text, nullable=False),
    Column("quiz", Text, nullable=False),
    Column("quiz_title", Text, nullable=False),
    Column("behaviour", Text, nullable=False),
    Column("scoring", Text, nullable=False),
    Column("seed", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("started_at", Float, nullable=False),
    Column("finished_at", Float),
    Column("points", Float, nullable=False),
    Column("max_points", Float, nullable=False),
    Column("accuracy", Float, nullable=False),
    Column("passed", Boolean),
    Index("attempts_of_person", "person", "started_at"),
)

events = Table(
    "events",
    metadata,
    _of("attempts.id", "attempt", key=True),
    Column("seq", Integer, primary_key=True),
    Column("content", Text, nullable=False),
)

responses = Table(
    "responses",
    metadata,
    _of("attempts.id", "attempt", key=True),
    Column("question", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("revision", Text, nullable=False),
    Column("scoring_hash", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("response", Text, nullable=False),
    Column("response_text", Text, nullable=False),
    Column("fraction", Float),
    Column("points", Float),
    Column("max_points", Float, nullable=False),
    Column("certainty", Integer, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("elapsed_s", Float, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("content_hash", Text, primary_key=True),
    Column("scoring_hash", Text, nullable=False),
    Column("content", Text, nullable=False),
)

attempt_revisions = Table(
    "attempt_revisions",
    metadata,
    _of("attempts.id", "attempt", key=True),
    Column("content_hash", Text, ForeignKey("revisions.content_hash"), primary_key=True),
    Index("attempts_of_revision", "content_hash"),
)

reports = Table(
    "reports",
    metadata,
    Column("key", Integer, primary_key=True),
    _person(),
    Column("bank", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("made_at", Float, nullable=False),
    sqlite_autoincrement=True,
)

# Of a class. `klass` is its name; a round's questions are among the revisions.
rounds = Table(
    "rounds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("klass", Text, nullable=False),
    Column("bank", Text, nullable=False),
    Column("bank_title", Text, nullable=False),
    Column("quiz", Text, nullable=False),
    Column("quiz_title", Text, nullable=False),
    Column("started_at", Float, nullable=False),
    Column("finished_at", Float),
)

round_events = Table(
    "round_events",
    metadata,
    _of("rounds.id", "round", key=True),
    Column("seq", Integer, primary_key=True),
    Column("content", Text, nullable=False),
)

round_revisions = Table(
    "round_revisions",
    metadata,
    _of("rounds.id", "round", key=True),
    Column("content_hash", Text, ForeignKey("revisions.content_hash"), primary_key=True),
    Index("rounds_of_revision", "content_hash"),
)

# `person` is the `uid` of one of `people`, "" for a guest; `content` is the rest of the seat.
seats = Table(
    "seats",
    metadata,
    Column("klass", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("guest", Boolean, nullable=False),
    Column("content", Text, nullable=False),
)

openings = Table(
    "openings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("klass", Text, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Classes that nobody new may come into.
locks = Table(
    "locks",
    metadata,
    Column("klass", Text, primary_key=True),
    Column("since", Float, nullable=False),
)

# `since` is when a lesson of the class was last known to go on; there is no row when it has ended.
lessons = Table(
    "lessons",
    metadata,
    Column("klass", Text, primary_key=True),
    Column("since", Float, nullable=False),
)
