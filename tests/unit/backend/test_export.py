"""What leaves the program: the fixed JSON shape, CSV for spreadsheets, all of a person."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from quizgame.backend.export import (
    CSV_COLUMNS,
    all_attempts,
    attempts_csv,
    attempts_json,
    json_text,
    people_json,
)
from quizgame.model.attempt import AttemptRecord, Revision
from quizgame.model.bank import content_hash, question_content, scoring_hash
from quizgame.model.markup import plain
from quizgame.model.person import Wishes
from quizgame.store import memory_store
from quizgame.store.base import Store
from tests.store.samples import answered, attempt, finished, response, revision, stamped
from tests.unit.samples import SAMPLES


@pytest.fixture
def store() -> Iterator[Store]:
    """Two people's attempts, one of them running."""
    opened = memory_store()
    anna = opened.add_person("Anna", Wishes(time_factor=1.5))
    ben = opened.add_person("=Ben")
    first = replace(finished(attempt("one", anna)), responses=(response(text="Jo\u202en; =x"),))
    opened.begin(first, [stamped(0), stamped(1, answered())], [revision()])
    opened.begin(attempt("two", ben, started_at=2000.25), [stamped(0)], [revision("q2")])
    opened.add_report(anna.key, "q1", "content-q1", "A typo")
    yield opened
    opened.close()


def rows(store: Store, attempts: Iterable[AttemptRecord]) -> str:
    """Return attempts as CSV, with their questions as they are kept."""
    return attempts_csv(attempts, lambda attempt: store.revisions(attempt.id))


def test_scores_have_the_promised_shape(store: Store) -> None:
    """Each attempt and response has exactly the promised fields; times are ISO 8601 in UTC."""
    running, first = attempts_json(all_attempts(store))["attempts"]
    assert attempts_json(())["format"] == 1
    assert first == {
        "id": "one",
        "player": "Anna",
        "bank": "bank",
        "quiz": "quiz",
        "behaviour": "practice",
        "scoring": "accuracy",
        "seed": 7,
        "status": "finished",
        "started_at": "1970-01-01T00:16:40.000Z",
        "finished_at": "1970-01-01T00:17:40.000Z",
        "points": 2.0,
        "max_points": 3.0,
        "passed": True,
        "responses": [
            {
                "question": "q1",
                "revision": "content-q1",
                "response": ["Jo\u202en; =x"],
                "response_text": "Jo\u202en; =x",
                "fraction": 1.0,
                "points": 1.0,
                "certainty": 0,
                "late": False,
                "elapsed_s": 2.5,
            }
        ],
    }
    assert running["started_at"] == "1970-01-01T00:33:20.250Z"
    assert (running["status"], running["finished_at"], running["passed"]) == ("running", None, None)


def test_json_text_is_harmless_to_a_terminal(store: Store) -> None:
    """Only printable ASCII and line ends leave, and nothing is changed by it."""
    document = attempts_json(all_attempts(store)) | {"x": "\x7f\x9b\x1b\u202e\udcff"}
    text = json_text(document)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert json.loads(text) == document


def test_csv_opens_in_a_spreadsheet(store: Store) -> None:
    """A byte order mark, a row for each response or attempt, text quoted and harmless."""
    text = rows(store, all_attempts(store))
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    head, ben, anna = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert tuple(head) == CSV_COLUMNS
    assert len(ben) == len(anna) == len(head)
    assert ben[head.index("player")] == "'=Ben"
    assert ben[head.index("question") :] == [""] * (len(head) - head.index("question"))
    assert anna[head.index("response_text")] == "Jon; =x"
    # A spreadsheet that parts cells at semicolons must find the mark of a quoted cell.
    assert '"Jon; =x"' in text
    assert ",2.0,3.0," in text


def test_minus_points_are_a_number(store: Store) -> None:
    """A penalty is no formula and needs no apostrophe."""
    record = replace(attempt("p"), points=-6.0, responses=(replace(response(), points=-6.0),))
    assert rows(store, [record]).count(",-6.0,") == 2
    assert all_attempts(store)


def test_csv_has_the_questions_and_their_keys_once_they_are_told() -> None:
    """What was asked as it was then; a key only with its outcome; nothing of what is to come."""
    kinds = [sample.question for sample in SAMPLES.values()]
    kept = [Revision(content_hash(q), scoring_hash(q), question_content(q)) for q in kinds]
    told = [
        replace(response(q.id, position=n), revision=one.content_hash)
        for n, (q, one) in enumerate(zip(kinds, kept, strict=True))
    ]
    answered_only = replace(told[0], outcome="pending", fraction=None, points=None)
    to_come = replace(told[1], outcome="pending", fraction=None, points=None, response=())
    attempts = (
        replace(finished(attempt("done")), responses=tuple(told)),
        replace(attempt("runs"), behaviour="exam", responses=(answered_only, to_come)),
    )
    text = attempts_csv(attempts, lambda _attempt: {one.content_hash: one for one in kept})
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    done = [row for row in found if row["attempt"] == "done"]
    assert [row["stem"] for row in done] == [plain(q.stem) for q in kinds]
    assert all(row["key"] for row in done)
    assert (done[0]["key"], done[2]["key"]) == ("Vilnius", "True")
    (runs,) = (row for row in found if row["attempt"] == "runs")
    assert (runs["question"], runs["key"]) == (kinds[0].id, "")
    assert runs["stem"] == "In which city was the summit?"


def test_a_person_gets_all_of_theirs_and_of_nobody_else(store: Store) -> None:
    """Wishes, attempts with events, reports, and the questions as they were; nothing of others."""
    anna = store.find_person("Anna")
    assert anna is not None
    document = json.loads(json_text(people_json(store, [anna])))
    (person,) = document["people"]
    assert person["name"] == "Anna"
    assert person["wishes"]["time_factor"] == 1.5
    assert [event["event"]["name"] for event in person["attempts"][0]["events"]] == [
        "seen",
        "answered",
    ]
    assert person["attempts"][0]["bank_title"] == "A bank"
    assert person["reports"][0]["text"] == "A typo"
    assert document["revisions"] == {
        "content-q1": {"scoring_hash": "scoring-q1", "content": {"stem": "q1"}}
    }
    assert "Ben" not in json.dumps(document)
