"""Erasing a person: no byte of theirs is left in any file, and nothing of anybody else is lost."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from quizgame.errors import StoreBusyError
from quizgame.store import backups, open_store
from quizgame.store.base import Store
from quizgame.store.migrations import MIGRATIONS
from quizgame.store.sqlite import Database
from tests.store.samples import answered, attempt, response, revision, stamped

NAME = "Zyxomma-Petiolatum"
TYPED = "my-grandmother-Quetzalcoatlus"
ROOT = Path(__file__).parent.parent.parent


def play(store: Store, name: str, *, text: str = "Yes", questions: tuple[str, ...] = ()) -> None:
    """Let somebody answer two questions, one with text of their own."""
    anna = store.find_person(name) or store.add_person(name)
    asked = [revision(question) for question in ("q1", *questions)]
    record = attempt(f"of-{name}", anna)
    store.begin(record, [stamped(0)], asked)
    for seq in range(1, 30):
        store.append(
            replace(record, points=float(seq)),
            [stamped(seq, answered("q1", f"{text} {seq}"))],
            [response("q1", text=f"{text} {seq}")],
        )
    store.add_report(anna.key, "q1", "content-q1", f"Signed {name}: {text}", bank="bank")


def files_with(home: Path, *words: str) -> list[str]:
    """The files below home in which a word stands in any letter case and usual encoding."""
    needles = [
        word.casefold().encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le")
    ]
    return [
        str(file.relative_to(home))
        for file in home.rglob("*")
        if file.is_file() and any(needle in file.read_bytes().lower() for needle in needles)
    ]


def next_version(connection: Connection) -> None:
    """A step to a version that does not exist yet."""
    connection.exec_driver_sql("CREATE TABLE later (x TEXT)")


def test_no_byte_of_an_erased_person_is_left(path: Path) -> None:
    """Not in the database, its log, its copies or the program's logs, by any name they had."""
    store = open_store(path)
    play(store, "Ben")
    store.close()
    store = open_store(path)
    play(store, NAME, text=TYPED)
    store.close()
    Database.on_disk(path, patience=5, migrations=(*MIGRATIONS, next_version)).close()
    copies = backups.copies(path.parent / "backups")
    assert len(copies) == 1
    for log in ("quizgame.log", "quizgame.log.1"):
        (path.parent / log).write_text(f"failed for {NAME}: {TYPED}\n")
    assert len(files_with(path.parent, NAME)) == 4

    database = Database.on_disk(path, patience=5, migrations=(*MIGRATIONS, next_version))
    store = open_with(database)
    person = store.find_person(NAME)
    assert person is not None
    store.rename_person(person.key, "Anna")
    store.forget_person(person.key)
    # While the window is still open, its write-ahead log beside it:
    assert files_with(path.parent, NAME, TYPED, "Anna") == []
    assert [each.name for each in store.people()] == ["Ben"]
    store.close()
    assert files_with(path.parent, NAME, TYPED) == []

    copies[0].replace(path)
    store = open_store(path)
    assert [each.name for each in store.people()] == ["Ben"]
    assert len(store.events("of-Ben")) == 30
    store.close()


def open_with(database: Database) -> Store:
    """A store on a database that is open already."""
    from quizgame.store.sql import SqlStore  # noqa: PLC0415 - the one test that looks behind

    return SqlStore(database)


def test_what_others_refer_to_stays(any_store: Store) -> None:
    """Only the revisions go that nobody else's attempt or report is about."""
    play(any_store, "Ben", questions=("shared",))
    play(any_store, NAME, questions=("shared", "only", "reported"))
    ben, person = any_store.find_person("Ben"), any_store.find_person(NAME)
    assert ben is not None
    assert person is not None
    any_store.add_report(ben.key, "reported", "content-reported", "Unclear")
    before = any_store.attempts(ben.key, running=True)
    any_store.forget_person(person.key)
    assert any_store.people() == (ben,)
    assert any_store.attempts(running=True) == before
    assert any_store.revision("content-only") is None
    assert any_store.revision("content-shared") == revision("shared")
    assert any_store.revision("content-reported") == revision("reported")
    assert any_store.revisions("of-Ben").keys() == {"content-q1", "content-shared"}
    assert {report.person_name for report in any_store.reports()} == {"Ben"}


def test_a_copy_that_can_not_be_cleaned_is_deleted(path: Path) -> None:
    """A damaged copy, or one of tables that are no longer known, goes rather than stays unclean."""
    store = open_store(path)
    play(store, NAME)
    folder = path.parent / "backups"
    folder.mkdir()
    damaged = folder / "quizgame-20200101T000000Z-aaaaaa-v1.db"
    damaged.write_text(f"SQLite? {NAME}")
    (folder / f"{damaged.name}-journal").write_text(NAME)
    person = store.find_person(NAME)
    assert person is not None
    store.forget_person(person.key)
    assert files_with(path.parent, NAME) == []
    assert list(folder.iterdir()) == []
    store.close()


def test_what_a_killed_window_left_is_erased_too(path: Path) -> None:
    """The write-ahead log of a process that was killed is emptied."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from quizgame.store import open_store\n"
        "from tests.store.test_forgetting import NAME, TYPED, play\n"
        "play(open_store(Path(sys.argv[1])), NAME, text=TYPED)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-B", "-c", code, str(path)], cwd=ROOT, check=False)
    assert "quizgame.db-wal" in files_with(path.parent, NAME, TYPED)
    store = open_store(path)
    person = store.find_person(NAME)
    assert person is not None
    store.forget_person(person.key)
    assert files_with(path.parent, NAME, TYPED) == []
    store.close()


def test_another_open_window_is_no_obstacle(path: Path) -> None:
    """A second window that is not reading at the moment does not keep anything alive."""
    store, other = open_store(path), open_store(path)
    play(other, NAME, text=TYPED)
    person = store.find_person(NAME)
    assert person is not None
    store.forget_person(person.key)
    assert files_with(path.parent, NAME, TYPED) == []
    assert other.people() == ()
    other.close()
    store.close()


def test_remains_that_can_not_be_erased_yet_are_told(path: Path) -> None:
    """While another program reads an old state, forgetting says that it is not complete."""
    store, other = open_store(path, patience=0.1), open_store(path)
    play(store, NAME)
    person = store.find_person(NAME)
    assert person is not None
    with other._database.reading() as connection:  # type: ignore[attr-defined] # inside the SQL store
        connection.exec_driver_sql("SELECT * FROM people").all()
        with pytest.raises(StoreBusyError, match="erased"):
            store.forget_person(person.key)
    other.close()
    store.close()
    assert files_with(path.parent, NAME) == []
