"""Several processes and threads on one database, and a process that is killed: nothing is lost."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from quizgame.errors import RefusedError, SittingMovedError
from quizgame.store import open_store
from quizgame.store.base import Store
from tests.store.samples import answered, attempt, response, stamped

ROOT = Path(__file__).parent.parent.parent
PREPARE = """\
import sys
from pathlib import Path
from quizgame.errors import SittingMovedError
from quizgame.store import open_store
from tests.store.samples import answered, attempt, response, stamped
path, name = Path(sys.argv[1]), sys.argv[2]
"""


def start(code: str, path: Path, name: str) -> subprocess.Popen[str]:
    """Start a process that runs code with `path` and `name`."""
    return subprocess.Popen(
        [sys.executable, "-B", "-c", PREPARE + code, str(path), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


PLAY = """\
store = open_store(path, patience=30)
record = attempt(name, store.add_person(name))
store.begin(record, [stamped(0)], [])
for seq in range(1, 40):
    store.append(record, [stamped(seq)], [response(f"q{seq}", position=seq)])
store.close()
"""


def test_processes_that_start_and_play_at_once_lose_nothing(path: Path) -> None:
    """Three that make the database at the same moment all keep every act."""
    names = ["Anna", "Ben", "Cem"]
    for process in [start(PLAY, path, name) for name in names]:
        _, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints
    store = open_store(path)
    assert {person.name for person in store.people()} == set(names)
    for name in names:
        assert [event.seq for event in store.events(name)] == list(range(40))
        record = store.attempt(name)
        assert record is not None
        assert len(record.responses) == 39
    store.close()


UPGRADE = """\
from quizgame.store.migrations import MIGRATIONS
from quizgame.store.sqlite import Database
def step(connection):
    connection.exec_driver_sql("ALTER TABLE people ADD COLUMN class TEXT NOT NULL DEFAULT ''")
database = Database.on_disk(path, patience=30, migrations=(*MIGRATIONS, step))
with database.writing() as connection:
    connection.exec_driver_sql("UPDATE people SET class = class || ?", (name,))
database.close()
"""


def test_processes_that_bring_a_database_up_to_date_at_once(path: Path) -> None:
    """The step is taken once, after one copy, and each then writes."""
    store = open_store(path)
    store.add_person("Anna")
    store.close()
    for process in [start(UPGRADE, path, name) for name in "xyz"]:
        _, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints
    assert len(list((path.parent / "backups").iterdir())) == 1


RACE = """\
store = open_store(path, patience=30)
record = store.attempt("one")
seq, won, lost = 1, 0, 0
while seq <= 50:
    try:
        event = stamped(seq, answered(text=name))
        store.append(record, [event], [response(f"q{seq}", position=seq, text=name)])
        won += 1
    except SittingMovedError:
        lost += 1
    seq += 1
store.close()
print(won, lost)
"""


def test_one_sitting_in_two_windows(path: Path) -> None:
    """Each place has one winner and one loser who is told; events and responses agree on who."""
    store = open_store(path)
    store.begin(attempt("one", store.add_person("Anna")), [stamped(0)], [])
    racers = [start(RACE, path, name) for name in "ab"]
    won = {}
    for name, process in zip("ab", racers, strict=True):
        out, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints
        won[name], lost = map(int, out.split())
        assert won[name] + lost == 50
    assert sum(won.values()) == 50
    events = store.events("one")
    assert [event.seq for event in events] == list(range(51))
    record = store.attempt("one")
    assert record is not None
    told = [getattr(event.event, "response", None) for event in events[1:]]
    assert [answer.response for answer in record.responses] == told
    store.close()


def test_threads_share_a_store(store: Store) -> None:
    """Calls from many threads neither mix nor lose each other's acts."""
    people = [store.add_person(f"P{number}") for number in range(8)]

    def play(number: int) -> int:
        record = attempt(f"a{number}", people[number])
        store.begin(record, [stamped(0)], [])
        for seq in range(1, 20):
            store.append(record, [stamped(seq, answered(text=str(number)))], [response(f"q{seq}")])
            assert len(store.events(record.id)) == seq + 1
            assert store.attempts(people[number].key, running=True)
        return number

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(play, range(8))) == list(range(8))
    assert len(store.attempts(running=True)) == 8


def test_one_name_is_given_once(store: Store) -> None:
    """Of many who choose the same name at the same time one gets it."""

    def add(number: int) -> bool:
        try:
            store.add_person("anna" if number % 2 else "ANNA")
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(16))) == 1
    assert len(store.people()) == 1


KILLED = """\
store = open_store(path, patience=30)
record = store.attempt("one")
seq = len(store.events("one"))
print("ready", flush=True)
while True:
    event = stamped(seq, answered(text="x" * (seq % 300)))
    store.append(record, [event], [response(f"q{seq}", position=seq, text=str(seq))])
    print(seq, flush=True)
    seq += 1
"""


def test_a_killed_process_loses_nothing_it_acknowledged(path: Path) -> None:
    """Killed at random moments, it leaves every acknowledged event with its response, no holes."""
    store = open_store(path)
    store.begin(attempt("one", store.add_person("Anna")), [stamped(0)], [])
    store.close()
    moments = random.Random(20)  # noqa: S311 - no secret
    for _ in range(12):
        process = start(KILLED, path, "")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # Acts follow one another without a pause, so a kill after any of them hits a later one
        # at a moment that nobody chose.
        acknowledged = [process.stdout.readline() for _ in range(moments.randrange(1, 25))]
        process.kill()
        rest, complaints = process.communicate(timeout=60)
        assert complaints == ""
        told = [int(line) for line in "".join((*acknowledged, rest)).split("\n") if line]
        store = open_store(path)
        kept = [event.seq for event in store.events("one")]
        record = store.attempt("one")
        store.close()
        assert kept == list(range(len(kept)))
        assert kept[-1] >= told[-1]
        assert record is not None
        assert [answer.position for answer in record.responses] == kept[1:]


def test_a_window_that_lost_reads_again(path: Path) -> None:
    """After it was told, the loser sees what the winner did and can go on from there."""
    first, second = open_store(path), open_store(path)
    record = attempt("one", first.add_person("Anna"))
    first.begin(record, [stamped(0)], [])
    first.append(record, [stamped(1, answered(text="a"))], [])
    with pytest.raises(SittingMovedError, match="window"):
        second.append(record, [stamped(1, answered(text="b"))], [])
    assert second.events("one") == (stamped(0), stamped(1, answered(text="a")))
    second.append(record, [stamped(2)], [])
    assert len(first.events("one")) == 3
    first.close()
    second.close()


def test_the_last_attempt_is_given_once(path: Path, store: Store) -> None:
    """Of many windows that begin a quiz at once, as many as its attempts allow may."""
    anna, ben = store.add_person("Anna"), store.add_person("Ben")
    store.begin(attempt("earlier", anna), [stamped(0)], [])
    store.begin(replace(attempt("other", anna), quiz="another"), [stamped(0)], [])

    def begin(number: int) -> bool:
        window = open_store(path, patience=30)
        try:
            window.begin(attempt(f"a{number}", anna), [stamped(0)], [], at_most=3)
        except RefusedError:
            return False
        finally:
            window.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(begin, range(8))) == 2
    assert len(store.attempts(anna.key, running=True)) == 4
    store.begin(attempt("of Ben", ben), [stamped(0)], [], at_most=1)
