"""`quizgame forget` and `export` for students of a class, who are kept beside the players."""

import io
import json
import sys
from pathlib import Path

import pytest

from quizgame.cli import main
from quizgame.config import class_database_path, database_path
from quizgame.engine import round_acts
from quizgame.model.attempt import Revision
from quizgame.model.bank import question_content
from quizgame.store import open_class_store, open_store
from quizgame.store.classes import OpeningRecord, RoundRecord, SeatRecord
from tests.store.samples import attempt, stamped
from tests.store.test_forgetting import files_with
from tests.unit.engine.rounds import REVISIONS, Lesson, a_round


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home where Anna plays alone and in a class, where Ben and a guest were too."""
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    store = open_store(database_path())
    store.begin(attempt("alone", store.add_person("Anna")), [stamped(0)], [])
    store.close()
    it = Lesson(a_round(("leader", "member")))
    it.join("Anna", person="uid-anna")
    it.join("Ben", person="uid-ben")
    it.join("Guest-Zed")
    it.show()
    it.answer(1)
    it.answer(2, ("Vellumonium",))
    it.reveal()
    it.commit(round_acts.show_next(it.state))
    classes = open_class_store(class_database_path())
    kept = [Revision(key, "s", question_content(one)) for key, one in REVISIONS.items()]
    classes.begin_round(RoundRecord("r1", "7b", "bank", "", "all", "", 1.7e9), it.events, kept)
    for number, name in enumerate(("Anna", "Ben"), 1):
        classes.person_of(f"uid-{name.lower()}", name)
        known = (name.lower(),)
        seat = SeatRecord("7b", number, name, known, "bofa", person=f"uid-{name.lower()}")
        classes.keep_seats("7b", [seat])
    classes.keep_opening(OpeningRecord(0, "7b", "bank", "all", "T", "exam", "accuracy"))
    classes.close()
    return tmp_path / "home"


@pytest.mark.usefixtures("home")
def test_export_has_a_row_for_each_student_and_question(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """With what it brought, unless nobody may know yet; the secret word is not told."""
    assert main(["export"]) == 0
    out = capsysbinary.readouterr().out
    classes = json.loads(out)["classes"]
    rows = {(row["name"], row["question"]): row for row in classes["rounds"]}
    assert len(rows) == 6
    assert rows["Anna", "leader"]["result"] == "right"
    assert rows["Anna", "leader"]["points"] == 1
    assert rows["Ben", "leader"]["response"] == ["Vellumonium"]
    assert rows["Ben", "leader"]["result"] == "wrong"
    assert rows["Guest-Zed", "leader"]["result"] == "unanswered"
    assert rows["Anna", "member"]["result"] is None
    assert rows["Anna", "member"]["points"] is None
    assert {one["name"] for one in classes["people"]} == {"Anna", "Ben"}
    assert [one["name"] for one in classes["seats"]] == ["Anna", "Ben"]
    assert len(classes["openings"]) == 1
    assert b"bofa" not in out


@pytest.mark.usefixtures("home")
def test_export_of_one_has_nothing_of_others(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Who is known to the class alone is found; what they played elsewhere is there as well."""
    assert main(["export", "--player", "BEN"]) == 0
    document = json.loads(capsysbinary.readouterr().out)
    assert document["people"] == []
    assert {row["name"] for row in document["classes"]["rounds"]} == {"Ben"}
    assert main(["export", "--player", "Anna"]) == 0
    out = capsysbinary.readouterr().out
    assert [one["name"] for one in json.loads(out)["people"]] == ["Anna"]
    assert b"Ben" not in out
    assert b"Zed" not in out


@pytest.mark.parametrize("name", ["Anna", "Ben", "Guest-Zed"])
def test_forget_covers_the_class(home: Path, name: str) -> None:
    """Whether they play alone too, are known to the class alone, or were a guest."""
    assert files_with(home, name)
    assert main(["forget", name.upper(), "--yes"]) == 0
    assert files_with(home, name) == []
    assert main(["forget", name, "--yes"]) == 1
    others = {"Anna", "Ben", "Guest-Zed"} - {name}
    assert all(files_with(home, other) for other in others)
