"""Opening a database: safe settings, private files, the right kind of journal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizgame.store import filesystems, open_store
from quizgame.store.base import Store
from quizgame.store.migrations import MIGRATIONS


def pragma(store: Store, name: str) -> object:
    """A setting of the store's own connection."""
    return store._database._raw.execute(f"PRAGMA {name}").fetchone()[0]  # type: ignore[attr-defined] # inside it


def test_importing_the_store_loads_no_database() -> None:
    """The way to the first screen is not slowed by SQLAlchemy or SQLite."""
    code = (
        "import sys, quizgame.store, quizgame.store.base, quizgame.config;"
        "print(*{'sqlalchemy', 'sqlite3', '_sqlite3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_database_is_set_up_to_lose_nothing(store: Store) -> None:
    """A write-ahead log synced at each commit, waiting for others, erasing what is deleted."""
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "user_version": len(MIGRATIONS),
    }
    assert {name: pragma(store, name) for name in settings} == settings
    assert store.is_durable


def test_files_are_private(path: Path) -> None:
    """Nobody else on the computer can read the directory, the database or its log."""
    before = os.umask(0)
    try:
        store = open_store(path)
        store.add_person("Anna")
    finally:
        os.umask(before)
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert modes["quizgame.db-wal"] == 0o600
    assert set(modes.values()) == {0o600}
    store.close()


def test_no_log_is_left_behind(path: Path) -> None:
    """After closing there is one file, complete in itself."""
    open_store(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["quizgame.db"]


MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:44 / /home/anna\\040b rw - nfs4 server:/export rw,vers=4.2
31 30 0:45 / /home/anna\\040b/local rw - ext4 /dev/vdb rw
32 22 0:46 / /mnt/over rw - ext4 /dev/vdc rw
33 22 0:47 / /mnt/over rw shared:5 master:2 - fuse.sshfs anna@there:/ rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/quiz", "ext4"),
        ("/home/anna b", "nfs4"),
        ("/home/anna b/.local/share", "nfs4"),
        ("/home/anna bc", "ext4"),
        ("/home/anna b/local/x", "ext4"),
        ("/mnt/over/x", "fuse.sshfs"),
    ],
)
def test_the_innermost_last_mount_counts(path: str, kind: str) -> None:
    """A path is on the file system mounted nearest above it, the last one where several are."""
    assert filesystems.type_of(path, MOUNTS) == kind


@pytest.fixture
def on_network(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the system say that the home is on a network file system."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / {path.parent} rw - nfs4 b rw\n")
    monkeypatch.setattr(filesystems, "_MOUNTS", mounts)


@pytest.mark.usefixtures("on_network")
def test_no_shared_memory_over_a_network(path: Path) -> None:
    """On a network file system the old kind of journal is used, and everything works."""
    store = open_store(path)
    anna = store.add_person("Anna")
    assert pragma(store, "journal_mode") == "delete"
    assert pragma(store, "synchronous") == 2
    store.forget_person(anna.key)
    assert [file.name for file in path.parent.iterdir()] == ["quizgame.db"]
    store.close()


def test_a_database_that_moved_to_a_network_changes_its_journal(
    path: Path, request: pytest.FixtureRequest
) -> None:
    """What was kept with a write-ahead log is still there without it."""
    store = open_store(path)
    store.add_person("Anna")
    store.close()
    request.getfixturevalue("on_network")
    store = open_store(path)
    assert pragma(store, "journal_mode") == "delete"
    assert store.find_person("Anna")
    store.close()
