"""A SQLite database: opened safely, brought up to date, read and written in transactions."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, StaticPool, create_engine

from quizgame.errors import StoreError
from quizgame.store import backups, faults
from quizgame.store.filesystems import is_remote
from quizgame.store.migrations import MIGRATIONS, Migration

_APPLICATION_ID = 0x7175697A  # marks the file as ours: "quiz"
_RETRY = 0.02


class Database:
    """One connection to a database, shared by the threads of a process one at a time.

    SQLite lets one writer in at a time anyway, and with a single connection no forgotten reader
    keeps the write-ahead log from being emptied.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path | None,
        patience: float,
        logs_in: Sequence[Path] = (),
    ) -> None:
        self._path = path
        self._patience = patience
        self._logs_in = logs_in
        self._lock = threading.RLock()
        self._raw = connection
        # Transactions are begun and ended here by hand: Python's own begin too late.
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: connection,
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
            pool_reset_on_return=None,
        )

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty database that lives as long as the object."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        database = cls(connection, None, 0)
        database._migrate(MIGRATIONS)
        return database

    @classmethod
    def on_disk(
        cls,
        path: Path,
        *,
        patience: float,
        migrations: Sequence[Migration] = MIGRATIONS,
        logs_in: Sequence[Path] = (),
    ) -> Self:
        """Open the file, made if it is missing; waits `patience` seconds for other processes.

        Logs that may tell of people are beside the file, and in `logs_in`.

        Raises StoreError.
        """
        with faults.told(path):
            _create(path)
            connection = _connect(path, patience)
            try:
                database = cls(connection, path, patience, logs_in)
                _patiently(lambda: _prepare(connection, path, len(migrations)), patience)
                database._migrate(migrations)
            except BaseException:
                connection.close()
                raise
        return database

    @property
    def is_durable(self) -> bool:
        """Whether the database is a file."""
        return self._path is not None

    @property
    def _place(self) -> Path:
        return self._path or Path(":memory:")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database throughout."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are on disk when the block ends, all or none of them."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._lock, faults.told(self._place), self._engine.connect() as connection:
            connection.exec_driver_sql(begin)
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                # After some failures, a full disk among them, SQLite has rolled back by itself.
                if self._raw.in_transaction:
                    connection.exec_driver_sql("ROLLBACK")
                raise

    def _migrate(self, migrations: Sequence[Migration]) -> None:
        if self._version() == len(migrations):
            return
        with self.writing() as connection:
            version = self._version()  # another process may have been faster
            if version > len(migrations):
                raise faults.newer(self._place, version, len(migrations))
            if version and self._path is not None and version < len(migrations):
                # Another connection, as a copy can not be made within a transaction; it sees the
                # state that the lock held here preserves.
                with closing(_connect(self._path, self._patience)) as reader:
                    backups.make(reader, backups.directory(self._path), version)
            for migration in migrations[version:]:
                migration(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations)}")

    def _version(self) -> int:
        return int(self._raw.execute("PRAGMA user_version").fetchone()[0])

    def each_copy(self, change: Callable[[Connection], None]) -> None:
        """Apply `change` to every backup copy; one that can not be changed is deleted."""
        if self._path is None:
            return
        with self._lock, faults.told(self._path):
            for copy in backups.copies(backups.directory(self._path)):
                backups.rewrite(copy, change)

    def scrub(self) -> None:
        """Leave no trace of deleted rows in the file or its write-ahead log; empty the logs.

        Raises StoreError when another process keeps the log from being emptied.
        """
        if self._path is None:
            return
        with self._lock, faults.told(self._path):
            for home in (self._path.parent, *self._logs_in):
                backups.empty_logs(home)
            _patiently(lambda: self._raw.execute("VACUUM"), self._patience)
            _patiently(self._empty_write_ahead_log, self._patience)

    def _empty_write_ahead_log(self) -> None:
        if self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise faults.remains(self._place)

    def close(self) -> None:
        """Let go of the file. What was committed stays."""
        with self._lock:
            self._engine.dispose()
            self._raw.close()


def _create(path: Path) -> None:
    """Make the directory and an empty file that only their owner may read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # Never opened when it exists: closing it would drop this process's locks on the database.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.is_dir():
            raise faults.corrupt(path) from None


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection, path: Path, known: int) -> None:
    """Refuse what is not ours to touch, then set up the connection."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != _APPLICATION_ID and (version or tables):
        raise faults.corrupt(path)
    if version > known:
        raise faults.newer(path, version, known)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # a VACUUM leaves no copy elsewhere
    connection.execute("PRAGMA trusted_schema = OFF")
    mode = "DELETE" if is_remote(path.parent) else "WAL"
    connection.execute(f"PRAGMA journal_mode = {mode}")  # answers the mode that it could have
    connection.execute("PRAGMA synchronous = FULL")


def _patiently(act: Callable[[], object], patience: float) -> None:
    """Do `act`, again while others keep the database busy, at most `patience` seconds.

    SQLite does not wait by itself for some locks, such as the one to change the journal's mode.
    """
    end = time.monotonic() + patience
    while True:
        try:
            act()
        except (sqlite3.Error, StoreError) as error:
            if not faults.is_busy(error) or time.monotonic() >= end:
                raise
            time.sleep(_RETRY)
        else:
            return
