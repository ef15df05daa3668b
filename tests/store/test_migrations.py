"""Migrations: from any version to this one, after a copy, all or nothing."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from quizgame.errors import StoreError, StoreFullError
from quizgame.store import backups, open_store
from quizgame.store.migrations import MIGRATIONS, Migration
from quizgame.store.schema import metadata
from quizgame.store.sqlite import Database
from tests.store.samples import attempt, stamped


def asked(connection: Connection, pragma: str, name: str, columns: str) -> list[tuple[object, ...]]:
    """What SQLite says of a table or an index, sorted."""
    query = f"SELECT {columns} FROM pragma_{pragma}('{name}')"  # noqa: S608 - names of our own
    return sorted(tuple(row) for row in connection.exec_driver_sql(query))


def shape(connection: Connection) -> dict[str, object]:
    """The tables with what matters of their columns, keys and indexes."""
    tables = asked_tables(connection)
    # A Boolean is kept as an integer and a Float as a real; a primary key is never NULL.
    kind = "CASE type WHEN 'BOOLEAN' THEN 'INTEGER' WHEN 'FLOAT' THEN 'REAL' ELSE type END"
    return {
        table: (
            asked(connection, "table_info", table, f'name, {kind}, "notnull" OR pk, pk'),
            asked(connection, "foreign_key_list", table, '"from", "table", "to", on_delete'),
            [
                (unique, asked(connection, "index_info", str(index), "seqno, name"))
                for unique, _, index in asked(
                    connection, "index_list", table, '"unique", origin, name'
                )
            ],
        )
        for table in tables
    }


def asked_tables(connection: Connection) -> list[str]:
    """The names of our tables."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [str(row[0]) for row in connection.exec_driver_sql(query)]


def test_migrations_lead_to_the_schema() -> None:
    """A database made by all migrations has exactly the tables that the code believes in."""
    engine = create_engine("sqlite://")
    database = Database.in_memory()
    with engine.connect() as connection, database.reading() as migrated:
        metadata.create_all(connection)
        assert shape(migrated) == shape(connection)
        assert "people" in shape(migrated)
    database.close()
    engine.dispose()


def next_version(connection: Connection) -> None:
    """A step to a version that does not exist yet."""
    connection.exec_driver_sql("ALTER TABLE people ADD COLUMN class TEXT NOT NULL DEFAULT ''")


def fails_halfway(connection: Connection) -> None:
    """A step that changes something, then runs out of disk."""
    next_version(connection)
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def upgrade(path: Path, *steps: Migration) -> Database:
    """Open the database with a program that knows more steps."""
    return Database.on_disk(path, patience=5, migrations=(*MIGRATIONS, *steps))


def played(path: Path, *names: str) -> None:
    """Keep people and an attempt of each in a database of today's version."""
    store = open_store(path)
    for name in names:
        store.begin(attempt(name, store.add_person(name)), [stamped(0)], [])
    store.close()


def copies(path: Path) -> Sequence[Path]:
    """The backup copies made so far."""
    return backups.copies(path.parent / "backups")


def test_an_old_database_is_copied_then_brought_up_to_date(path: Path) -> None:
    """Nothing is lost, and the copy is a private, complete database of the old version."""
    played(path, "Anna", "Ben")
    database = upgrade(path, next_version)
    with database.reading() as connection:
        names = connection.exec_driver_sql("SELECT name, class FROM people ORDER BY name").all()
    database.close()
    assert [tuple(row) for row in names] == [("Anna", ""), ("Ben", "")]
    (copy,) = copies(path)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    copy.rename(path)
    store = open_store(path)
    assert len(store.attempts(running=True)) == 2
    store.close()


def test_a_new_or_current_database_is_not_copied(path: Path) -> None:
    """There is nothing to copy where nothing changes."""
    played(path, "Anna")
    open_store(path).close()
    assert not (path.parent / "backups").exists()


def test_a_failed_step_changes_nothing(path: Path) -> None:
    """When a step fails the database stays as it was, and works with the old program."""
    played(path, "Anna")
    with pytest.raises(StoreFullError):
        upgrade(path, fails_halfway)
    store = open_store(path)
    assert store.find_person("Anna")
    store.close()


def test_no_step_is_taken_without_a_copy(path: Path) -> None:
    """Where no copy can be made the database is not changed and the reason is told."""
    played(path, "Anna")
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(StoreError):
        upgrade(path, next_version)
    store = open_store(path)
    assert store.find_person("Anna")
    store.close()


def test_only_the_last_copies_are_kept(path: Path) -> None:
    """Old copies go as new ones are made, the newest stay."""
    folder = path.parent / "backups"
    folder.mkdir(parents=True)
    old = [folder / f"quizgame-2020010{day}T000000Z-aaaaaa-v1.db" for day in range(1, 6)]
    for copy in old:
        copy.touch()
    notes = folder / "notes.txt"
    notes.touch()
    played(path, "Anna")
    upgrade(path, next_version).close()
    left = copies(path)
    assert left[:-1] == tuple(old[-2:])
    assert len(left) == backups.KEPT
    assert notes.exists()


def test_a_window_of_the_old_version_is_told(path: Path) -> None:
    """An old version of the program that is running plays on; started anew it is refused."""
    played(path, "Anna")
    old = open_store(path)
    upgrade(path, next_version).close()
    assert old.find_person("Anna")
    old.close()
    with pytest.raises(StoreError, match="newer"):
        open_store(path)


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    """A directory whose name is no text in any encoding is opened and copied like any other."""
    path = tmp_path / os.fsdecode(b"\xff\xfe ?#%'") / "quizgame.db"
    played(path, "Anna")
    upgrade(path, next_version).close()
    assert [file.name for file in copies(path)[0].parent.iterdir()] == [copies(path)[0].name]
    with pytest.raises(StoreError):
        open_store(path)


def test_a_copy_is_made_of_what_another_window_wrote_last(path: Path) -> None:
    """Acts that are still in the write-ahead log are in the copy."""
    store = open_store(path)
    store.add_person("Anna")
    upgrade(path, next_version).close()
    (copy,) = copies(path)
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT name FROM people").fetchall() == [("Anna",)]
    store.close()
