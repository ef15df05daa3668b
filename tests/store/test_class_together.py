"""The database of a class in trouble, and in two processes at once."""

import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizgame.engine.round_events import RoundStamped
from quizgame.engine.seat_events import Renamed
from quizgame.errors import StoreCorruptError, StoreError, StoreFullError, StoreNewerError
from quizgame.store import open_class_store
from tests.store.test_classes import a_record, a_seat, whole

ROOT = Path(__file__).parent.parent.parent

RACE = """\
import sys
from pathlib import Path
from quizgame.engine.events import Reading
from quizgame.engine.round_events import RoundStamped
from quizgame.engine.seat_events import Renamed
from quizgame.errors import SittingMovedError
from quizgame.store import open_class_store
store, name, won = open_class_store(Path(sys.argv[1]), patience=30), sys.argv[2], 0
first = int(sys.argv[3])
for seq in range(first, first + 60, 2):
    event = Renamed(seat=2, display_name=name)
    pair = [RoundStamped(seq + one, Reading(9.0, 9.0, "run"), event) for one in (0, 1)]
    try:
        store.add_round_events("round", pair)
        won += 1
    except SittingMovedError:
        pass
store.close()
print(won)
"""


def test_two_servers_of_one_round(path: Path) -> None:
    """Of two processes that write the same places one wins each, with all or none of its events."""
    store = open_class_store(path)
    events = whole()
    store.begin_round(a_record(), events, [])
    racers = {
        name: subprocess.Popen(
            [sys.executable, "-B", "-c", RACE, str(path), name, str(len(events))],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("Left", "Right")
    }
    won = {}
    for name, process in racers.items():
        out, complaints = process.communicate(timeout=60)
        assert process.returncode == 0, complaints
        won[name] = int(out)
    kept = store.round_events("round")
    store.close()
    assert [one.seq for one in kept] == list(range(len(events) + 60))
    named = [getattr(one.event, "display_name", "") for one in kept[len(events) :]]
    assert named[::2] == named[1::2]
    assert {name: named.count(name) for name in won} == {n: 2 * count for n, count in won.items()}
    assert sum(won.values()) == 30


def newer(path: Path) -> None:
    """Give it the number of a later version."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    """Overwrite it from its beginning on."""
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 600)


def without_rounds(path: Path) -> None:
    """Drop one of its tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE rounds")


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (newer, StoreNewerError),
        (damaged, StoreCorruptError),
        (without_rounds, StoreCorruptError),
    ],
)
def test_a_database_that_can_not_be_used_is_told(
    path: Path, spoil: Callable[[Path], None], kind: type[StoreError]
) -> None:
    """The error names the file and says what to do; the file stays as it is."""
    open_class_store(path).close()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(kind) as caught:
        open_class_store(path, patience=0.1).rounds()
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert path.read_bytes() == before


READ_ONLY = """\
import os, sys
from pathlib import Path
import quizgame.store.class_sql, quizgame.store.sqlite, sqlalchemy.dialects.sqlite
from quizgame.errors import StoreReadOnlyError
from quizgame.store import open_class_store
os.geteuid() or os.setuid(65534)
try:
    open_class_store(Path(sys.argv[1]), patience=0.1).keep_seats("7b", [])
except StoreReadOnlyError as error:
    print(error.hint)
"""


def test_a_database_that_may_not_be_written_is_told() -> None:
    """Somebody else's file is told to be read-only."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "class.db"
        open_class_store(path).close()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        done = written_by_somebody(path)
        path.parent.chmod(0o755)
    assert "QUIZGAME_HOME" in done.stdout, done.stderr


def written_by_somebody(path: Path) -> subprocess.CompletedProcess[str]:
    """Write as an ordinary user where the tests run as root."""
    return subprocess.run(
        [sys.executable, "-B", "-c", READ_ONLY, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_full_disk_loses_only_what_was_refused(path: Path) -> None:
    """Where there is no room for events none of them is kept, and later ones find their place."""
    store = open_class_store(path)
    events = whole()
    store.begin_round(a_record(), events, [])
    long = Renamed(seat=2, display_name="Ben" * 200_000)
    more = [RoundStamped(len(events), events[-1].at, long)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(f"{path}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, hard))
    try:
        with pytest.raises(StoreFullError):
            store.add_round_events("round", more)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.round_events("round") == tuple(events)
    store.add_round_events("round", more)
    assert len(store.round_events("round")) == len(events) + 1
    store.close()


def test_who_was_there_lately_is_no_memory_of_old(path: Path) -> None:
    """A seat in a round that stays keeps its student; a seat of nobody goes."""
    store = open_class_store(path)
    store.person_of("uid-1", "Anna")
    store.begin_round(a_record(started_at=9e9), whole(), [])
    store.keep_seats("7b", [a_seat(), a_seat(2, person="uid-nobody", name="Cem")])
    store.erase_before(8e9)
    assert [one.name for one in store.people()] == ["Anna"]
    assert [one.person for one in store.seats("7b")] == ["uid-1"]
    store.erase_before(9.1e9)
    assert store.people() == ()
    assert store.seats("7b") == ()
    store.close()
