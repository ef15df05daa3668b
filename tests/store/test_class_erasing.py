"""Erasing from a class: accepted answers, openings, guests in copies, names without a person."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizgame import config
from quizgame.engine import round_acts, round_corrections
from quizgame.engine.round_events import RoundFinished, RoundStamped
from quizgame.model.attempt import Revision
from quizgame.model.bank import question_content
from quizgame.store import backups, open_class_store
from quizgame.store.classes import ClassStore, OpeningRecord, SeatRecord
from quizgame.store.migrations import MIGRATIONS
from tests.store.test_classes import a_record, replayed
from tests.store.test_forgetting import files_with
from tests.unit.engine.rounds import REVISIONS, Lesson, a_round

NAME, TYPED = "Zaphira", "Vellumonium"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the class of this home is kept."""
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    return config.class_database_path()


def lesson(store: ClassStore, *, person: str, typed_by_ben: str = "Marvin") -> Lesson:
    """Keep a round in which the teacher accepted what somebody typed."""
    it = Lesson(a_round(("leader",)))
    it.join(NAME, person=person)
    it.join("Ben", person="uid-ben")
    it.show()
    it.answer(1, (TYPED,))
    it.answer(2, (typed_by_ben,))
    it.reveal()
    it.commit(round_corrections.accept_answer(it.state, it.revisions, "leader", (TYPED,)))
    it.answer(1, ("Something else",))  # too late
    kept = [Revision(key, "s", question_content(one)) for key, one in REVISIONS.items()]
    store.begin_round(a_record(), it.events, kept)
    store.keep_seats("7b", [seat(1, NAME, person), seat(2, "Ben", "uid-ben")])
    store.person_of("uid-ben", "Ben")
    return it


def seat(number: int, name: str, person: str) -> SeatRecord:
    """Return a seat of the class 7b."""
    return SeatRecord(
        "7b", number, name, (name.casefold(),), "bofa", guest=not person, person=person
    )


def copied(path: Path) -> Path:
    """Copy the database as before an update."""
    with closing(sqlite3.connect(path)) as raw:
        return backups.make(raw, backups.directory(path), len(MIGRATIONS))


def test_what_was_accepted_of_the_erased_goes_and_the_round_goes_on(path: Path) -> None:
    """No byte is left in a round, an opening or a log; a server that runs may write its next."""
    store = open_class_store(path)
    it = lesson(store, person="uid-zaphira")
    anna = store.person_of("uid-zaphira", NAME)
    overrides = json.dumps({"people": ["uid-zaphira"], "exemptions": [{"people": ["uid-ben"]}]})
    opening = OpeningRecord(0, "7b", "b", "q", "T", "exam", "accuracy", overrides=overrides)
    key = store.keep_opening(opening)
    config.log_path().write_text(f"failed for {NAME}")
    store.forget_person(anna.key)
    assert files_with(config.home(), NAME, TYPED, "uid-zaphira") == []
    [left] = store.openings("7b")
    assert left.key == key
    told = json.loads(left.overrides)
    assert told["exemptions"] == [{"people": ["uid-ben"]}]
    assert len(told["people"]) == 1  # an empty list would open it for everybody
    store.add_round_events("round", [RoundStamped(it.state.seq, it.now, RoundFinished())])
    assert replayed(store.round_events("round")).phase == "finished"
    store.close()


def test_an_accepted_answer_stays_for_whoever_gave_it_too(path: Path) -> None:
    """Who typed the same keeps the points, in their own spelling."""
    store = open_class_store(path)
    it = lesson(store, person="uid-zaphira", typed_by_ben=TYPED.upper())
    it.commit(round_acts.finish(it.state, it.revisions))
    before = it.marks(2)
    assert before[0].outcome == "right"
    store.forget_person(store.person_of("uid-zaphira", NAME).key)
    it.state = replayed(store.round_events("round"))
    it.commit(round_acts.finish(it.state, it.revisions))
    assert it.marks(2) == before
    assert TYPED not in path.read_bytes().decode("latin-1")
    store.close()


@pytest.mark.parametrize("person", ["", "list:never came"])
def test_a_name_without_a_person_is_erased(path: Path, person: str) -> None:
    """A guest, or a student who never came, is found by name; namesakes among people stay."""
    store = open_class_store(path)
    lesson(store, person=person)
    copied(path)
    assert store.has_name(NAME.upper())
    assert not store.has_name("Ben")
    store.forget_name("Ben")
    assert [one.name for one in store.seats("7b")] == [NAME, "Ben"]
    store.forget_name(NAME.upper())
    assert files_with(path.parent, NAME, TYPED, "never came") == []
    assert not store.has_name(NAME)
    assert [one.name for one in replayed(store.round_events("round")).seats.values()] == [
        "-",
        "Ben",
    ]
    store.close()


def test_guests_go_from_copies_too(path: Path) -> None:
    """A copy made during the lesson has nothing of them after it."""
    store = open_class_store(path)
    lesson(store, person="")
    copy = copied(path)
    assert NAME.encode() in copy.read_bytes()
    store.forget_guests("7b")
    assert files_with(path.parent, NAME, TYPED) == []
    assert copy.exists()
    store.close()


def test_a_round_of_another_version_goes_only_with_its_people(path: Path) -> None:
    """What can not be read is left alone when a lesson ends, and goes with who stands in it."""
    store = open_class_store(path)
    lesson(store, person="uid-zaphira")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute('UPDATE round_events SET content = \'{"of": "the future"}\' WHERE seq = 4')
    store.forget_guests("7b")
    store.forget_person(store.person_of("uid-nobody", "Nobody").key)
    assert len(store.rounds()) == 1
    store.forget_person(store.person_of("uid-zaphira", NAME).key)
    assert store.rounds() == ()
    assert files_with(path.parent, NAME, TYPED) == []
    store.close()
