"""What memory costs: one act kept, and a long history read. Apart from what the screens cost."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter, process_time

from bench.row import Row, loop_ms, medians
from quizgame.engine.events import Answered, Reading, Stamped
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.model.person import Person
from quizgame.store import open_store
from quizgame.store.base import Store

ATTEMPTS = 1000
QUESTIONS = 10
_ACTS = 50  # in one sample


def _record(identity: str, person: Person) -> AttemptRecord:
    return AttemptRecord(
        id=identity,
        bank="bank",
        bank_title="A bank",
        quiz="",
        quiz_title="",
        behaviour="practice",
        scoring="accuracy",
        seed=1,
        status="finished",
        started_at=1.0,
        finished_at=2.0,
        points=1.0,
        max_points=10.0,
        accuracy=0.1,
        passed=None,
        person_key=person.key,
        person_name=person.name,
    )


def _response(position: int) -> ResponseRecord:
    return ResponseRecord(
        question=f"question-{position}",
        position=position,
        revision=f"revision-{position}",
        scoring_hash=f"scoring-{position}",
        outcome="right",
        response=("an option",),
        response_text="The text of an option",
        fraction=1.0,
        points=1.0,
        max_points=1.0,
        certainty=0,
        late=False,
        elapsed_s=3.5,
    )


def _answer(seq: int) -> Stamped:
    event = Answered(question="question-1", response=("an option",))
    return Stamped(seq, Reading(1.0, 1.0, "run"), event)


def _acts(store: Store, record: AttemptRecord, places: Iterator[int]) -> None:
    for _ in range(_ACTS):
        store.append(record, [_answer(next(places))], [_response(1)])


def _bare_acts(connection: sqlite3.Connection, places: Iterator[int]) -> None:
    for _ in range(_ACTS):
        connection.execute("INSERT INTO events VALUES ('one', ?, ?)", (next(places), "x" * 150))


def rows() -> list[Row]:
    """Measure one act and a long history, each over what bare SQLite needs for the like."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "home" / "quizgame.db"
        store = open_store(path)
        with closing(sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)) as bare:
            bare.execute("PRAGMA journal_mode = WAL")
            bare.execute("PRAGMA synchronous = FULL")
            bare.execute("CREATE TABLE events (attempt, seq, content, PRIMARY KEY (attempt, seq))")
            found = [*_act_rows(store, bare), _history_row(store, path)]
        store.close()
    return found


def _act_rows(store: Store, bare: sqlite3.Connection) -> list[Row]:
    record = _record("one", store.add_person("Anna"))
    store.begin(record, [], [])
    places, bare_places = count(), count()

    def kept() -> float:
        began = perf_counter()
        _acts(store, record, places)
        return (perf_counter() - began) * 1000 / _ACTS

    def kept_bare() -> float:
        began = perf_counter()
        _bare_acts(bare, bare_places)
        return (perf_counter() - began) * 1000 / _ACTS

    def busy() -> float:
        began = process_time()
        _acts(store, record, places)
        return (process_time() - began) * 1000 / _ACTS

    wall, bare_wall, cpu, loop = medians(kept, kept_bare, busy, loop_ms)
    return [
        Row("An act kept and synced to disk", wall, bare_wall, "a row in bare SQLite", None),
        Row("An act kept, CPU alone", cpu, loop, "a fixed Python loop", None),
    ]


def _history_row(store: Store, path: Path) -> Row:
    ben = store.add_person("Ben")
    revisions = [Revision(f"revision-{n}", f"scoring-{n}", "{}") for n in range(QUESTIONS)]
    responses = tuple(map(_response, range(QUESTIONS)))
    for number in range(ATTEMPTS):
        record = replace(_record(f"of-ben-{number}", ben), responses=responses)
        store.begin(record, [_answer(0)], revisions)

    def read() -> float:
        began = perf_counter()
        assert len(store.attempts(ben.key)) == ATTEMPTS
        return (perf_counter() - began) * 1000

    def read_bare() -> float:
        with closing(sqlite3.connect(path)) as connection:
            began = perf_counter()
            found = connection.execute("SELECT * FROM responses").fetchall()
            assert len(found) >= ATTEMPTS * QUESTIONS
            return (perf_counter() - began) * 1000

    value, baseline = medians(read, read_bare)
    name = f"{ATTEMPTS:,} attempts of {QUESTIONS} answers read"
    return Row(name, value, baseline, "the same rows from bare SQLite", None)
