"""Attempts: events in order, what they made of the attempt, and revisions kept once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine.events import Shown
from quizgame.errors import RefusedError, SittingMovedError
from quizgame.model.person import Person
from quizgame.store import memory_store, open_store
from quizgame.store.base import Store
from tests.store.samples import answered, attempt, finished, response, revision, stamped


def test_an_attempt_comes_back_as_it_was(path: Path) -> None:
    """After the program ends all of an attempt is read back equal, however large its seed."""
    store = open_store(path)
    anna = store.add_person("Anna")
    pending = replace(response("q2", position=1), outcome="pending", fraction=None, points=None)
    record = replace(attempt("one", anna), seed=2**200, responses=(response("q1"), pending))
    events = (stamped(0, Shown(question="q1")), stamped(1, answered()))
    store.begin(record, events, [revision("q1"), revision("q2")])
    store.close()
    store = open_store(path)
    assert store.attempt("one") == record
    assert store.events("one") == events
    assert store.revisions("one") == {
        "content-q1": revision("q1"),
        "content-q2": revision("q2"),
    }
    assert store.revision("content-q2") == revision("q2")
    store.close()


def test_events_and_what_they_made_are_kept_together(any_store: Store) -> None:
    """Appending adds events, replaces the changed responses and brings the attempt up to date."""
    anna = any_store.add_person("Anna")
    record = replace(attempt("one", anna), responses=(response("q1"), response("q2", position=1)))
    any_store.begin(record, [stamped(0)], [])
    changed = replace(response("q2", position=1), outcome="wrong", fraction=0.0)
    any_store.append(finished(record), [stamped(1), stamped(2, answered("q2"))], [changed])
    found = any_store.attempt("one")
    assert found == replace(finished(record), responses=(response("q1"), changed))
    assert [event.seq for event in any_store.events("one")] == [0, 1, 2]


def test_the_loser_of_a_race_is_told_and_changes_nothing(any_store: Store) -> None:
    """When an event's place is taken, neither events nor responses nor totals are touched."""
    anna = any_store.add_person("Anna")
    record = attempt("one", anna)
    any_store.begin(record, [stamped(0)], [])
    any_store.append(record, [stamped(1, answered("q1", "first"))], [response("q1", text="first")])
    with pytest.raises(SittingMovedError):
        any_store.append(
            finished(record),
            [stamped(1, answered("q1", "second")), stamped(2)],
            [response("q1", text="second")],
        )
    found = any_store.attempt("one")
    assert found == replace(record, responses=(response("q1", text="first"),))
    assert any_store.events("one") == (stamped(0), stamped(1, answered("q1", "first")))


def test_a_gap_between_events_is_never_kept(any_store: Store) -> None:
    """An event that does not follow the last one is a mistake of the caller, not of the player."""
    any_store.begin(attempt("one", any_store.add_person("Anna")), [stamped(0)], [])
    with pytest.raises(ValueError, match="follow"):
        any_store.append(attempt("one"), [stamped(2)], [])
    assert any_store.events("one") == (stamped(0),)


def test_an_attempt_begins_once(any_store: Store) -> None:
    """A second beginning of the same attempt is told that it began elsewhere."""
    record = attempt("one", any_store.add_person("Anna"))
    any_store.begin(record, [stamped(0)], [])
    with pytest.raises(SittingMovedError):
        any_store.begin(finished(record), [stamped(0)], [])
    assert any_store.attempt("one") == record


def test_a_revision_is_kept_once(store: Store) -> None:
    """Two attempts about the same question share its text."""
    anna = store.add_person("Anna")
    for identity in ("one", "two"):
        store.begin(attempt(identity, anna), [stamped(0)], [revision("q1"), revision("q1")])
    with store._database.reading() as connection:  # type: ignore[attr-defined] # inside the SQL store
        assert connection.exec_driver_sql("SELECT count(*) FROM revisions").scalar() == 1
    assert store.revisions("one") == store.revisions("two") == {"content-q1": revision("q1")}


def test_attempts_are_told_apart(any_store: Store) -> None:
    """Attempts are asked for by person, by bank and by whether they run, newest first."""
    anna, ben = any_store.add_person("Anna"), any_store.add_person("Ben")
    old = finished(attempt("old", anna, started_at=1.0))
    new = replace(attempt("new", anna, started_at=2.0), status="abandoned", bank="other")
    running = attempt("running", anna, started_at=3.0)
    bens = finished(attempt("bens", ben, started_at=4.0))
    for record in (old, new, running, bens):
        any_store.begin(record, [stamped(0)], [])
    assert any_store.attempts() == (bens, new, old)
    assert any_store.attempts(anna.key) == (new, old)
    assert any_store.attempts(anna.key, bank="other") == (new,)
    assert any_store.attempts(anna.key, running=True) == (running,)
    assert any_store.attempts(ben.key, running=True) == ()


def test_nothing_is_found_where_nothing_is(any_store: Store) -> None:
    """Unknown attempts and revisions are answered with nothing."""
    assert any_store.attempt("none") is None
    assert any_store.events("none") == ()
    assert any_store.revisions("none") == {}
    assert any_store.revision("none") is None


def test_a_thousand_attempts_take_as_many_queries_as_one() -> None:
    """A person's attempts are read with the same few questions however many there are."""
    store = memory_store()
    anna = store.add_person("Anna")
    both = (response("q1"), response("q2", position=1))
    for number in range(1000):
        record = replace(attempt(f"a{number}", anna), responses=both)
        store.begin(finished(record), [stamped(0)], [revision("q1"), revision("q2")])
    statements: list[str] = []
    store._database._raw.set_trace_callback(statements.append)  # type: ignore[attr-defined] # inside the SQL store
    found = store.attempts(anna.key)
    assert len(found) == 1000
    assert {record.responses for record in found} == {both}
    assert len(statements) == 4, statements  # begin, attempts, responses, commit
    store.close()


def test_a_guest_leaves_no_trace_on_disk(store: Store) -> None:
    """A store that lasts does not take a guest's attempt or one of an unknown person."""
    with pytest.raises(ValueError, match="guest"):
        store.begin(attempt("one"), [stamped(0)], [])
    with pytest.raises(RefusedError):
        store.begin(attempt("one", Person(9, "Gone")), [stamped(0)], [])
    assert store.attempt("one") is None


def test_memory_takes_guests_and_whoever_plays_on_without_saving() -> None:
    """Where nothing lasts, guests play, and people of a database that broke keep their names."""
    anna = Person(5, "Anna")
    memory = memory_store([anna])
    assert not memory.is_durable
    memory.begin(attempt("guest"), [stamped(0), stamped(1)], [revision()])
    memory.begin(attempt("anna", anna), [stamped(0)], [revision()])
    assert [record.id for record in memory.attempts(0, running=True)] == ["guest"]
    assert memory.attempts(anna.key, running=True) == (attempt("anna", anna),)
    memory.close()


def test_an_erased_player_ends_the_sitting(any_store: Store) -> None:
    """Whoever plays on in another window while their player is erased is told, and stays erased."""
    anna = any_store.add_person("Anna")
    any_store.begin(attempt("one", anna), [stamped(0)], [])
    any_store.forget_person(anna.key)
    with pytest.raises(SittingMovedError, match="erased"):
        any_store.append(attempt("one", anna), [stamped(1)], [])
    assert any_store.attempt("one") is None
    assert any_store.events("one") == ()


def test_reports_are_kept_with_who_made_them(any_store: Store) -> None:
    """A report names its question and revision, and its text is safe to draw."""
    anna = any_store.add_person("Anna")
    any_store.add_report(anna.key, "q1", "content-q1", "The key\x1b[31m is wrong", bank="bank")
    any_store.add_report(anna.key, "q2", "content-q2", "A typo")
    latest, first = any_store.reports()
    assert (first.person_name, first.bank, first.question) == ("Anna", "bank", "q1")
    assert first.text == "The key[31m is wrong"
    assert latest.text == "A typo"
    assert any_store.reports(anna.key + 1) == ()
    assert any_store.reports(bank="bank") == (first,)
    assert any_store.reports(anna.key, bank="other") == ()


def test_a_settled_report_is_gone_and_no_other(any_store: Store) -> None:
    """It leaves the queue with the revision that only it named; a second time does nothing."""
    anna = any_store.add_person("Anna")
    asked = [revision("q1"), revision("q2")]
    any_store.begin(attempt("one", anna), [stamped(0)], asked)
    for question in ("q1", "q1", "q2"):
        any_store.add_report(anna.key, question, f"content-{question}", "Odd", bank="bank")
    newest, second, oldest = any_store.reports(bank="bank")
    any_store.settle_report(second.key)
    any_store.settle_report(second.key)
    assert any_store.reports() == (newest, oldest)
    assert any_store.revision("content-q1") == revision("q1")
    any_store.add_report(anna.key, "q1", "content-q1", "Odd again", bank="bank")
    assert any_store.reports()[0].key not in {newest.key, second.key, oldest.key}


def test_settling_takes_the_revision_that_nothing_else_names(any_store: Store) -> None:
    """When who played is forgotten, another's report keeps the question until it is settled."""
    anna, ben = any_store.add_person("Anna"), any_store.add_person("Ben")
    any_store.begin(attempt("one", anna), [stamped(0)], [revision("q1")])
    any_store.add_report(ben.key, "q1", "content-q1", "Odd", bank="bank")
    any_store.forget_person(anna.key)
    assert any_store.revision("content-q1") == revision("q1")
    (report,) = any_store.reports()
    any_store.settle_report(report.key)
    assert any_store.revision("content-q1") is None


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    """One store for many examples."""
    opened = memory_store()
    yield opened
    opened.close()


@given(text=st.text(), question=st.text())
def test_any_text_can_be_kept(shared: Store, text: str, question: str) -> None:
    """Whatever was typed comes back as it was, quotes, NUL and wide characters included."""
    with shared._database.writing() as connection:  # type: ignore[attr-defined] # inside the SQL store
        connection.exec_driver_sql("DELETE FROM attempts")
        connection.exec_driver_sql("DELETE FROM events")
        connection.exec_driver_sql("DELETE FROM responses")
    answer = replace(response("q"), question=question, response=(text, ""), response_text=text)
    event = stamped(0, answered(question, text))
    shared.begin(replace(attempt("one"), responses=(answer,)), [event], [])
    found = shared.attempt("one")
    assert found is not None
    assert found.responses == (answer,)
    assert shared.events("one") == (event,)
