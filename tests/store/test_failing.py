"""A database that can not be used: one clear error that names the file, and nothing lost."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizgame.errors import (
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreNewerError,
)
from quizgame.store import open_store
from quizgame.store.base import Store
from tests.store.samples import answered, attempt, response, stamped

NOBODY = 65534


def refused(path: Path, kind: type[StoreError]) -> StoreError:
    """The error that opening gives, which must name the file and say what to do."""
    with pytest.raises(kind) as caught:
        open_store(path, patience=0.1)
    assert type(caught.value) is kind
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_newer_database_is_left_alone(path: Path) -> None:
    """A database of a later version is not touched, and both versions are told."""
    open_store(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    error = refused(path, StoreNewerError)
    assert "99" in error.hint
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def database_of_another_program(path: Path) -> None:
    """A sound SQLite file with somebody else's table."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE notes (text)")


def damaged(path: Path) -> None:
    """One of ours, overwritten from its middle on."""
    open_store(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\x5a" * (len(content) - 100))


def cut_short(path: Path) -> None:
    """One of ours, of which the end is missing."""
    open_store(path).close()
    os.truncate(path, 5000)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_text("Dear diary, " * 100), id="text"),
        pytest.param(lambda path: path.write_bytes(b"\x00" * 4096), id="zeros"),
        pytest.param(lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 600)),
        pytest.param(lambda path: path.mkdir(), id="directory"),
        database_of_another_program,
        damaged,
        cut_short,
    ],
)
def test_what_is_no_database_of_ours_is_told(path: Path, make: Callable[[Path], object]) -> None:
    """A damaged file, another program's or none at all: one clear message, the file untouched."""
    path.parent.mkdir()
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    refused(path, StoreCorruptError)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    """What is left when the first start was killed at once is no damage."""
    path.parent.mkdir()
    path.touch()
    store = open_store(path)
    assert store.add_person("Anna").key
    store.close()


def test_damage_met_later_is_told(store: Store, path: Path) -> None:
    """A page that turns out damaged while playing gives the same clear error."""
    anna = store.add_person("Anna")
    store.begin(attempt("one", anna), [stamped(0)], [])
    store.close()
    content = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)
    again = open_store(path)
    with pytest.raises(StoreCorruptError, match=r"quizgame\.db"):
        again.events("one")
    again.close()


def test_a_table_that_is_gone_is_told(path: Path) -> None:
    """A database of ours in which somebody dropped a table gives the error for damage."""
    open_store(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE people")
    store = open_store(path)
    with pytest.raises(StoreCorruptError):
        store.people()
    store.close()


@pytest.fixture
def open_home() -> Iterator[Path]:
    """A home in a place that every user of the computer can reach."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        home = Path(place) / "home"
        home.mkdir()
        yield home


def as_somebody(home: Path) -> subprocess.CompletedProcess[str]:
    """Open the store and write, as an ordinary user where the tests run as root."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "import quizgame.store.sql, quizgame.store.sqlite, sqlalchemy.dialects.sqlite\n"
        "from quizgame.store import open_store\n"
        "from quizgame.errors import StoreError\n"
        f"os.geteuid() or os.setuid({NOBODY})\n"
        "try:\n"
        "    store = open_store(Path(sys.argv[1]))\n"
        "    store.add_person('Anna')\n"
        "except StoreError as error:\n"
        "    print(type(error).__name__, error.message, error.hint)\n"
    )
    command = [sys.executable, "-c", code, str(home / "quizgame.db")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def give_away(home: Path) -> None:
    """Make everything in a home somebody's own, as for whoever runs `as_somebody`."""
    if os.geteuid() == 0:
        for place in (home, *home.rglob("*")):
            os.chown(place, NOBODY, NOBODY)


@pytest.mark.parametrize(
    ("file", "directory"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500), (0o000, 0o700)]
)
def test_what_may_not_be_written_is_told(open_home: Path, file: int, directory: int) -> None:
    """A file or directory without the right to write is told with its name, not as a failure."""
    database = open_home / "quizgame.db"
    open_store(database).close()
    give_away(open_home)
    database.chmod(file)
    open_home.chmod(directory)
    done = as_somebody(open_home)
    assert done.stdout.startswith("StoreReadOnlyError"), done.stdout + done.stderr
    assert str(database) in done.stdout
    assert "QUIZGAME_HOME" in done.stdout


def test_a_home_that_can_not_be_made_is_told(open_home: Path) -> None:
    """Where even the directory can not be made, the same is said."""
    give_away(open_home)
    open_home.chmod(0o500)
    done = as_somebody(open_home / "inner")
    assert done.stdout.startswith("StoreReadOnlyError"), done.stdout + done.stderr


def test_a_home_that_is_a_file_is_told(path: Path) -> None:
    """A file where the directory should be is no traceback."""
    path.parent.write_text("")
    with pytest.raises(StoreError, match=r"quizgame\.db"):
        open_store(path)


def test_a_full_disk_undoes_the_act_and_says_so(store: Store) -> None:
    """When there is no room, the act leaves nothing behind and what was kept can be read."""
    anna = store.add_person("Anna")
    record = attempt("one", anna)
    store.begin(record, [stamped(0)], [])
    raw = store._database._raw  # type: ignore[attr-defined] # inside the SQL store
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFullError) as caught:
        store.append(
            record, [stamped(1), stamped(2, answered(text="x" * 50_000))], [response("q1")]
        )
    assert "quizgame.db" in caught.value.message
    assert store.events("one") == (stamped(0),)
    assert store.attempt("one") == record
    raw.execute("PRAGMA max_page_count = 100000")
    store.append(record, [stamped(1)], [])
    assert len(store.events("one")) == 2


def limited(code: str, path: Path, size: int) -> subprocess.CompletedProcess[str]:
    """Run code with `path` in a process that may not make any file larger than `size` bytes."""
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from quizgame.errors import StoreError\n"
        "from quizgame.store import open_store\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        "from tests.store.samples import answered, attempt, stamped\n"
        "path = Path(sys.argv[1])\n"
        f"{code}"
    )
    return subprocess.run(
        [sys.executable, "-B", "-c", program, str(path)],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_room_to_make_a_database_is_told(path: Path) -> None:
    """A disk that is full at the first start gives the message for it; with room all is well."""
    code = (
        "try:\n    open_store(path)\nexcept StoreError as error:\n    print(type(error).__name__)\n"
    )
    done = limited(code, path, 8192)
    assert done.stdout.strip() == "StoreFullError", done.stdout + done.stderr
    open_store(path).close()


def test_no_room_at_the_commit_loses_only_that_act(path: Path) -> None:
    """Acts that were acknowledged before the disk filled up are all there afterwards."""
    code = (
        "store = open_store(path)\n"
        "record = attempt('one', store.add_person('Anna'))\n"
        "store.begin(record, [stamped(0)], [])\n"
        "try:\n"
        "    for seq in range(1, 10000):\n"
        "        store.append(record, [stamped(seq, answered(text='x' * 900))], [])\n"
        "        print(seq)\n"
        "except StoreError as error:\n"
        "    print(type(error).__name__)\n"
        "assert len(store.events('one')) == seq\n"
    )
    done = limited(code, path, 400_000)
    *acknowledged, failure = done.stdout.split()
    assert failure == "StoreFullError", done.stdout + done.stderr
    assert done.returncode == 0, done.stderr
    store = open_store(path)
    assert [event.seq for event in store.events("one")] == list(range(len(acknowledged) + 1))
    store.close()


def test_a_locked_database_is_waited_for_and_then_told(path: Path) -> None:
    """Another program that keeps the database to itself is named as the reason, after a wait."""
    store = open_store(path, patience=0.1)
    anna = store.add_person("Anna")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError) as caught:
            store.begin(attempt("one", anna), [stamped(0)], [])
        assert str(path) in caught.value.message
        assert store.people() == (anna,)
        other.execute("COMMIT")
    store.begin(attempt("one", anna), [stamped(0)], [])
    store.close()


def test_a_closed_store_says_so(store: Store) -> None:
    """Whoever uses a store after closing it gets an error of the store."""
    store.close()
    with pytest.raises(StoreError):
        store.people()
    store.close()
