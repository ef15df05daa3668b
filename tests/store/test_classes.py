"""Rounds, seats and openings of a class: kept, raced for, erased."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from quizgame.engine.round import step
from quizgame.engine.round_events import RoundEvent, RoundStamped, SeatAnswered, TextPicked
from quizgame.engine.round_state import Round
from quizgame.engine.seat_events import Joined, Renamed
from quizgame.errors import SittingMovedError
from quizgame.model.person import Wishes
from quizgame.store import backups, memory_class_store, open_class_store, open_store
from quizgame.store.classes import ClassStore, OpeningRecord, RoundRecord, SeatRecord
from quizgame.store.migrations import MIGRATIONS
from quizgame.store.sqlite import Database
from tests.store.samples import attempt, revision
from tests.unit.engine.rounds import Lesson

NAME, TYPED = "Zaphira Quill", "Vellumonium"


def _add(lesson: Lesson, event: RoundEvent) -> None:
    stamped = RoundStamped(lesson.state.seq, lesson.now, event)
    lesson.events.append(stamped)
    lesson.state = step(lesson.state, stamped)


def a_record(name: str = "round", *, started_at: float = 1000.0) -> RoundRecord:
    """Return a round of the class 7b."""
    return RoundRecord(name, "7b", "bank", "A bank", "all", "All of it", started_at)


def a_seat(number: int = 1, *, person: str = "uid-1", name: str = NAME) -> SeatRecord:
    """Return a seat of the class 7b."""
    return SeatRecord(
        klass="7b",
        number=number,
        name=name,
        known_as=(name.casefold(),),
        word="bofa",
        keys=("SHA256:x",),
        guest=not person,
        person=person,
    )


def whole(name: str = NAME, person: str = "uid-1") -> list[RoundStamped]:
    """Return the events of a round: joined, renamed, answered with typed text, picked."""
    lesson = Lesson()
    question = lesson.plan.questions[0].id
    for event in (
        Joined(seat=1, display_name=name, person=person),
        Joined(seat=2, display_name="Ben", person="uid-2"),
        Renamed(seat=1, display_name=f"{name} II"),
        SeatAnswered(seat=1, question=question, response=(TYPED,)),
        SeatAnswered(seat=2, question=question, response=("London",)),
        TextPicked(question=question, part=0, text=TYPED.casefold()),
    ):
        _add(lesson, event)
    return lesson.events


def replayed(events: tuple[RoundStamped, ...]) -> Round:
    """Return the round of some events."""
    state: Round | None = None
    for stamped in events:
        state = step(state, stamped)
    assert state is not None
    return state


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, path: Path) -> ClassStore:
    """Each kind of store in turn."""
    return open_class_store(path) if request.param == "file" else memory_class_store()


def test_a_round_comes_back_as_it_was(path: Path) -> None:
    """Events in order, revisions, and the record as it was kept last, also in another process."""
    events = whole()
    store = open_class_store(path)
    store.begin_round(a_record(), events[:2], [revision("q1"), revision("q2")])
    store.add_round_events("round", events[2:4])
    store.add_round_events("round", events[4:])
    store.add_round_revision("round", revision("q3"))
    store.add_round_revision("round", revision("q3"))
    store.keep_round(replace(a_record(), finished_at=2000.0))
    store.close()
    store = open_class_store(path)
    assert store.round_events("round") == tuple(events)
    assert set(store.round_revisions("round")) == {"content-q1", "content-q2", "content-q3"}
    assert store.rounds("7b") == (replace(a_record(), finished_at=2000.0),)
    assert store.rounds("8a") == ()
    store.close()


def test_the_loser_of_a_race_is_told_and_changes_nothing(store: ClassStore) -> None:
    """An event whose place is taken is refused with all that came with it."""
    events = whole()
    store.begin_round(a_record(), events[:3], [])
    with pytest.raises(SittingMovedError):
        store.add_round_events("round", events[2:5])
    with pytest.raises(ValueError, match="do not follow"):
        store.add_round_events("round", events[4:5])
    with pytest.raises(SittingMovedError):
        store.add_round_events("no such round", events[3:4])
    with pytest.raises(SittingMovedError):
        store.begin_round(a_record(), events[:1], [])
    assert store.round_events("round") == tuple(events[:3])


def test_seats_and_openings_are_kept_as_they_are_now(store: ClassStore) -> None:
    """A seat that changed takes its own place, an opening too, and others stay."""
    first, second = a_seat(), a_seat(2, person="", name="Guest")
    store.keep_seats("7b", [first, second])
    store.keep_seats("7b", [replace(first, name="Anna", approved=True)])
    assert store.seats("7b") == (replace(first, name="Anna", approved=True), second)
    assert store.seats("8a") == ()
    opening = OpeningRecord(0, "7b", "bank", "exam", "Exam", "exam", "accuracy", closes=9.0)
    key = store.keep_opening(opening)
    other = store.keep_opening(replace(opening, title="Another"))
    store.keep_opening(replace(opening, key=key, closes=10.0))
    assert [one.closes for one in store.openings("7b")] == [10.0, 9.0]
    store.remove_opening(other)
    assert [one.key for one in store.openings("7b")] == [key]
    store.remove_seats("7b")
    assert store.seats("7b") == ()


def test_a_person_stays_the_same_from_lesson_to_lesson(store: ClassStore) -> None:
    """The uid tells who it is: a new name is theirs, and a namesake is somebody else."""
    anna = store.person_of("uid-1", "Anna", Wishes(time_factor=1.5))
    namesake = store.person_of("uid-2", "ANNA")
    assert anna.key != namesake.key
    assert namesake.name == "ANNA (2)"
    again = store.person_of("uid-1", "Anna B.")
    assert (again.key, again.name, again.wishes.time_factor) == (anna.key, "Anna B.", 1.5)


def test_no_byte_of_an_erased_student_is_left(path: Path) -> None:
    """Not in rounds, seats, copies or the write-ahead log; the round can still be replayed."""
    store = open_class_store(path)
    store.begin_round(a_record(), whole(), [revision("q1")])
    store.keep_seats("7b", [a_seat(), a_seat(2, person="uid-2", name="Ben")])
    person = store.person_of("uid-1", NAME)
    store.person_of("uid-2", "Ben")
    store.close()

    with closing(sqlite3.connect(path)) as raw:
        copy = backups.make(raw, backups.directory(path), len(MIGRATIONS))
    assert NAME.encode() in copy.read_bytes()
    store = open_class_store(path)
    store.forget_person(person.key)
    left = [
        file.name
        for file in path.parent.rglob("*")
        if file.is_file()
        and any(word.casefold().encode() in file.read_bytes().lower() for word in (NAME, TYPED))
    ]
    assert left == []
    state = replayed(store.round_events("round"))
    assert [seat.name for seat in state.seats.values()] == ["-", "Ben"]
    assert list(state.items[0].first) == [2]
    assert [seat.name for seat in store.seats("7b")] == ["Ben"]
    assert copy.exists()
    assert set(store.round_revisions("round")) == {"content-q1"}
    store.add_round_events(
        "round", [RoundStamped(state.seq, state.last, Renamed(seat=2, display_name="Benno"))]
    )
    store.close()


def test_an_earlier_copy_is_cleaned_too(path: Path) -> None:
    """A copy without the tables of classes loses the person, and stays."""
    old = Database.on_disk(path, patience=5, migrations=MIGRATIONS[:1])
    old.close()
    from quizgame.store.sql import SqlStore  # noqa: PLC0415 - the one test that looks behind

    first = SqlStore(Database.on_disk(path, patience=5, migrations=MIGRATIONS[:1]))
    person = first.add_person(NAME)
    first.add_person("Ben")
    first.close()
    store = open_store(path)
    store.forget_person(person.key)
    copies = list((path.parent / "backups").iterdir())
    assert len(copies) == 1
    assert NAME.encode() not in copies[0].read_bytes()
    assert b"Ben" in copies[0].read_bytes()
    store.close()


def test_nothing_of_guests_is_left_after_the_lesson(path: Path) -> None:
    """Their seats go, and their names and answers in the rounds of their class alone."""
    store = open_class_store(path)
    store.begin_round(a_record(), whole(person=""), [])
    store.begin_round(replace(a_record("other"), klass="8a"), whole(name="Gast", person=""), [])
    store.keep_seats("7b", [a_seat(person=""), a_seat(2, person="uid-2", name="Ben")])
    store.forget_guests("7b")
    assert NAME.encode() not in path.read_bytes()
    assert [seat.name for seat in store.seats("7b")] == ["Ben"]
    names = [seat.name for seat in replayed(store.round_events("other")).seats.values()]
    assert names == ["Gast II", "Ben"]
    store.close()


def test_what_is_old_goes_and_the_rest_stays(store: ClassStore) -> None:
    """Rounds and attempts of before a time, their questions, and people with nothing else."""
    anna, ben = store.person_of("uid-1", "Anna"), store.person_of("uid-2", "Ben")
    store.keep_seats("7b", [a_seat(), a_seat(2, person="uid-2", name="Ben")])
    store.begin_round(a_record("old", started_at=10.0), whole()[:1], [revision("q1")])
    store.begin_round(a_record("new", started_at=5e9), whole()[:1], [revision("q2")])
    store.begin(attempt("a-old", anna, started_at=10.0), [], [revision("q3")])
    store.begin(attempt("a-new", ben, started_at=5e9), [], [revision("q4")])
    store.erase_before(4e9)
    assert [one.id for one in store.rounds()] == ["new"]
    assert store.attempt("a-old") is None
    assert store.attempt("a-new") is not None
    assert store.revision("content-q1") is None
    assert store.revision("content-q3") is None
    assert store.revision("content-q2") is not None
    assert [one.name for one in store.people()] == ["Ben"]
    assert [seat.name for seat in store.seats("7b")] == ["Ben"]


KILLED = """\
import sys
from pathlib import Path
from quizgame.engine.round_events import RoundStamped
from quizgame.engine.seat_events import Renamed
from quizgame.store import open_class_store
store = open_class_store(Path(sys.argv[1]), patience=30)
events = store.round_events("round")
last = events[-1]
seq = last.seq + 1
while True:
    event = Renamed(seat=1, display_name="x" * (seq % 30 + 1))
    store.add_round_events("round", [RoundStamped(seq, last.at, event)])
    print(seq, flush=True)
    seq += 1
"""


def test_a_killed_server_loses_nothing_it_acknowledged(path: Path) -> None:
    """Killed in the middle of writing, it leaves every acknowledged event, without holes."""
    store = open_class_store(path)
    store.begin_round(a_record(), whole(), [])
    store.close()
    for count in (1, 4, 9):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(count)]
        process.kill()
        rest, _nothing = process.communicate(timeout=60)
        last = int("".join((*told, rest)).split()[-1])
        store = open_class_store(path)
        kept = [one.seq for one in store.round_events("round")]
        store.close()
        assert kept == list(range(len(kept)))
        assert kept[-1] >= last
