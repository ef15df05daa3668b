"""Copies of the database made before it is brought up to date, and what is erased around it."""

import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

KEPT = 3
_PREFIX = "quizgame-"


def directory(database: Path) -> Path:
    """Return where the copies of a database are."""
    return database.parent / "backups"


def copies(folder: Path) -> tuple[Path, ...]:
    """Return the copies in `folder`, oldest first. Their names sort by the time they were made."""
    return tuple(sorted(folder.glob(f"{_PREFIX}*.db")))


def make(connection: sqlite3.Connection, folder: Path, version: int) -> Path:
    """Copy what `connection` sees into `folder` and keep only the last few copies.

    Raises sqlite3.Error or OSError, and then leaves no half of a copy.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    copy = folder / f"{_PREFIX}{stamp}-{secrets.token_hex(3)}-v{version}.db"
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # complete in one file
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    for old in copies(folder)[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def rewrite(copy: Path, change: Callable[[Connection], None]) -> None:
    """Apply `change` to a copy and leave no trace of what it deleted.

    A copy that can not be changed (of older tables, or damaged) is deleted.
    """
    try:
        _changed(copy, change)
    except (sqlite3.Error, SQLAlchemyError):
        copy.unlink(missing_ok=True)
    for left in copy.parent.glob(f"{copy.name}-*"):
        left.unlink(missing_ok=True)


def _changed(copy: Path, change: Callable[[Connection], None]) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA secure_delete = ON")
        engine = create_engine(
            "sqlite://", creator=lambda: raw, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            change(connection)
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("VACUUM")


def empty_logs(home: Path) -> None:
    """Empty the log files in `home`: what went wrong may have been written with what was typed."""
    for log in home.glob("*.log*"):
        if log.is_file():
            os.truncate(log, 0)
