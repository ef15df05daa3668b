"""The author's desk: what it tells of a bank, and every act of the editor."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from quizgame.backend.author import Author
from quizgame.backend.desk import ChangedOnDiskError, Desk
from quizgame.bank.check import check_bank
from quizgame.bank.edit import EditError
from quizgame.errors import RefusedError, UsageError
from quizgame.store import memory_store
from quizgame.store.base import Store
from tests.unit.bank.odd_banks import odd_bank

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def store() -> Iterator[Store]:
    """Return a store that forgets everything."""
    store = memory_store(())
    yield store
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a bank of one question of each type."""
    for name in ("every_type.toml", "every_type.txt"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path / "every_type.toml"


@pytest.fixture
def desk(path: Path, tmp_path: Path, store: Store) -> Desk:
    """Return that bank on the desk."""
    return Author(tmp_path / "home", lambda: store).open(path)


def ids(desk: Desk) -> list[str]:
    """Return the ids of all questions."""
    return [row.id for row in desk.view().rows]


def test_every_question_can_be_seen_as_students_will(desk: Desk) -> None:
    """Each question of every type is listed without problems and has a preview with its key."""
    view = desk.view()
    assert {row.type for row in view.rows} == set(desk.types)
    assert [row.id for row in view.rows if row.errors] == []
    assert view.head == ()
    assert not view.locked
    for row in view.rows:
        seen = desk.preview(desk.fields(row.index))
        assert seen is not None
        assert seen.view.stem == row.stem
        assert seen.reveal.outcome == "right"
        assert seen.view.presentation.form == seen.reveal.form


def test_each_type_can_be_begun(desk: Desk, path: Path) -> None:
    """A new question of any type is a sound draft at once, with an id of its own."""
    for type_name in desk.types:
        index = desk.add(desk.blank(type_name))
        assert desk.fields(index)["type"] == type_name
        assert desk.problems(desk.fields(index), index) == ()
        assert desk.preview(desk.fields(index)) is not None
    desk.save()
    loaded = check_bank(path)
    assert loaded.errors == 0
    assert len(set(ids(desk))) == len(ids(desk))


def test_problems_come_with_the_keys_they_are_at(desk: Desk) -> None:
    """What is typed wrong is told at its place, errors first, and there is no preview of it."""
    fields = desk.fields(0)
    fields["evidence"][0]["exact"] = "words that are not in the source at all"
    fields["options"][1]["text"] = ""
    problems = desk.problems(fields, 0)
    assert {problem.keys for problem in problems if problem.is_error} == {
        ("evidence", 0, "exact"),
        ("options", 1, "text"),
    }
    assert desk.preview(fields) is None
    desk.change(0, fields)
    row = desk.view().rows[0]
    assert row.errors == 2


def test_an_id_that_is_taken_is_told(desk: Desk) -> None:
    """Of two questions with one id the one that is typed is told so."""
    fields = {**desk.fields(0), "id": ids(desk)[3]}
    assert "QG011" in [problem.code for problem in desk.problems(fields, 0)]


def test_acts_are_named_and_taken_back(desk: Desk) -> None:
    """Copying, moving, deleting: each is told by name and undone in turn."""
    before = ids(desk)
    copied = desk.duplicate(1)
    desk.move(copied, 0)
    desk.delete(2)
    assert ids(desk) == [f"{before[1]}-copy", before[0], *before[2:]]
    assert before[1] in desk.view().undo
    for _n in range(3):
        assert desk.undo()
    assert ids(desk) == before
    assert not desk.view().changed
    assert desk.redo()
    assert len(ids(desk)) == len(before) + 1


def test_moving_past_the_end_stays_at_the_end(desk: Desk) -> None:
    """Whatever place is asked for, the question is somewhere in the bank."""
    before = ids(desk)
    desk.move(0, 99)
    assert ids(desk) == [*before[1:], before[0]]
    desk.move(len(before) - 1, -5)
    assert ids(desk) == before


def test_what_is_marked_becomes_proof(desk: Desk) -> None:
    """Marked words are snapped to whole ones and prove; too few of them say why they do not."""
    source = desk.sources()[0]
    start = source.text.index(" ") + 1
    end = source.text.index(".", start)
    quoted = desk.quote(source.key, [(start + 1, end - 1)])
    assert quoted.proven
    assert quoted.fields["exact"] in source.text
    fields = {**desk.fields(0), "evidence": [quoted.fields]}
    assert not any(one.is_error for one in desk.problems(fields, 0))
    short = desk.quote(source.key, [(start, start + 1)])
    assert not short.proven
    assert short.message


def test_words_are_explained_and_taken_out(desk: Desk) -> None:
    """The glossary can be added to, changed and cut; an empty word is refused."""
    words = dict(desk.glossary())
    desk.define("treaty", "a contract of states")
    desk.define(next(iter(words)), "another meaning")
    changed = dict(desk.glossary())
    assert changed["treaty"] == "a contract of states"
    assert changed[next(iter(words))] == "another meaning"
    desk.define("treaty", "")
    assert "treaty" not in dict(desk.glossary())
    with pytest.raises(RefusedError):
        desk.define("  ", "x")


def test_saving_over_another_program_is_refused_and_merged(desk: Desk, path: Path) -> None:
    """What both did is told before anything happens, and both together can be saved."""
    desk.change(0, {**desk.fields(0), "explanation": "Mine."})
    path.write_bytes(path.read_bytes().replace(b"A bank for the tests.", b"Theirs."))
    assert desk.is_stale()
    with pytest.raises(ChangedOnDiskError):
        desk.save()
    told = desk.compare()
    assert len(told.mine) == len(told.theirs) == 1
    assert told.conflicts == ()
    desk.merge()
    desk.save()
    text = path.read_text(encoding="utf-8")
    assert "Mine." in text
    assert "Theirs." in text


def test_lost_work_is_offered_and_let_go(path: Path, tmp_path: Path, store: Store) -> None:
    """Work of a killed program is told act by act; it can be taken up, or let go of."""
    home = tmp_path / "home"
    code = (
        "import os, signal, sys; from pathlib import Path; from quizgame.backend.desk import Desk;"
        "desk = Desk(Path(sys.argv[1]), Path(sys.argv[2]), None); desk.delete(0); desk.delete(0);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    for _n in range(2):
        subprocess.run([sys.executable, "-c", code, path, home], check=False)
    desk = Author(home, lambda: store).open(path)
    all_ids = ids(desk)
    lost = desk.unsaved()
    assert lost is not None
    assert len(lost.changes) == 2
    desk.forget_unsaved()
    assert desk.unsaved() is not None  # that of the other one
    desk.recover()
    assert ids(desk) == all_ids[2:]
    assert desk.view().changed
    desk.undo()
    assert ids(desk) == all_ids
    assert desk.unsaved() is None
    with pytest.raises(RefusedError):
        desk.recover()


def test_reports_wait_at_their_question(desk: Desk, store: Store, path: Path) -> None:
    """A report is counted at its question, told with its stem, and gone once it is settled."""
    person = store.add_person("Ann")
    store.add_report(person.key, "count", "r", "It is\x1b[31m 124.", bank="every-type")
    store.add_report(person.key, "gone", "r", "Where is it?", bank="each-type")
    assert [row.id for row in desk.view().rows if row.reports] == ["count"]
    first, second = sorted(desk.reports(), key=lambda report: -report.index)
    assert (first.who, first.stem) == ("Ann", desk.view().rows[first.index].stem)
    assert "\x1b" not in first.text
    assert second.index == -1
    desk.settle(first.key)
    assert [report.key for report in desk.reports()] == [second.key]
    assert [row.id for row in desk.view().rows if row.reports] == []


def test_drafts_to_confirm_are_told(desk: Desk) -> None:
    """A draft whose speaker has to be confirmed is known by its tag."""
    fields = {**desk.blank("true-false"), "tags": ["confirm"]}
    index = desk.add(fields)
    row = desk.view().rows[index]
    assert row.confirm
    assert row.status == "draft"


@pytest.mark.parametrize("raw", [b"a = [", b"format = 1\nquestion = [{}]\n"])
def test_a_bank_that_can_not_be_edited_says_why(tmp_path: Path, store: Store, raw: bytes) -> None:
    """A broken file is shown with its problems, and no act touches it."""
    path = tmp_path / "b.toml"
    path.write_bytes(raw)
    desk = Author(tmp_path / "home", lambda: store).open(path)
    view = desk.view()
    assert view.locked
    assert view.head
    with pytest.raises(EditError):
        desk.add(desk.blank("cloze"))


def test_odd_banks_are_listed_with_what_is_wrong(tmp_path: Path, store: Store) -> None:
    """Questions that are no questions are rows too: an author can mend them here."""
    path = tmp_path / "odd.toml"
    path.write_bytes(odd_bank())
    desk = Author(tmp_path / "home", lambda: store).open(path)
    rows = desk.view().rows
    assert [row.id for row in rows] == ["first", "second", "third", "fourth"]
    assert all(row.errors for row in rows[1:])
    assert all(
        isinstance(problem.keys, Sequence)
        for row in rows
        for problem in desk.problems(desk.fields(row.index), row.index)
    )


def test_banks_are_found_by_path_and_by_id(
    path: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is neither, and a folder, are told before any screen is taken."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home" / "banks").mkdir(parents=True)
    shutil.copy(path, tmp_path / "home" / "banks")
    author = Author(tmp_path / "home", lambda: store)
    assert author.open("every-type").path.parent.name == "banks"
    assert author.open(path).path == path
    for name in ("nope", str(tmp_path)):
        with pytest.raises(UsageError):
            author.open(name)
