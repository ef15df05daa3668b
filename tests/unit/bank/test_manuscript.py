"""Editing a bank: what is done, undone, saved, changed by others, or lost in a crash."""

import copy
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgame.bank.blocks import block
from quizgame.bank.compose import question_text
from quizgame.bank.edit import EditError
from quizgame.bank.manuscript import ChangedOnDiskError, Manuscript
from quizgame.bank.revise import alike
from quizgame.documents import parse
from tests.unit.bank.odd_banks import odd_bank
from tests.unit.bank.test_revise import comments, mutate

if TYPE_CHECKING:
    from collections.abc import Callable

BANKS = [odd_bank(), odd_bank(crlf=True), odd_bank(bom=True, end="")]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home of its own."""
    return tmp_path / "home"


def bank_file(folder: Path, raw: bytes = BANKS[0]) -> Path:
    """Write a bank and return its path."""
    path = folder / "odd.toml"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("raw", BANKS, ids=["lf", "crlf", "bom"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_changed_saved_and_changed_back_is_the_same_file(
    raw: bytes, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A fresh process that changes a question back writes the very bytes that were there."""
    folder = tmp_path_factory.mktemp("bank")
    path = bank_file(folder, raw)
    first = Manuscript.open(path, folder / "home")
    index = data.draw(st.integers(0, len(first) - 1))
    old = first.fields(index)
    wanted = mutate(data, copy.deepcopy(old), top=True)
    if wanted.get("id") != old["id"]:
        wanted["id"] = old["id"]  # a question is known by it
    try:
        first.change(index, wanted, "a change")
    except EditError:
        return
    first.save()
    others = [block(first.state.pieces, i) for i in range(len(first)) if i != index]
    assert comments(path.read_bytes()) == comments(raw)
    second = Manuscript.open(path, folder / "home")
    assert [block(second.state.pieces, i) for i in range(len(second)) if i != index] == others
    second.change(index, old, "back")
    second.save()
    assert path.read_bytes() == raw


def test_what_others_wrote_meanwhile_is_not_taken_back(tmp_path: Path, home: Path) -> None:
    """A question that another program touched since keeps what it wrote when it is changed back."""
    path = bank_file(tmp_path)
    first = Manuscript.open(path, home)
    old = first.fields(0)
    first.change(0, {**old, "stem": "Another?"}, "a change")
    first.save()
    path.write_bytes(path.read_bytes().replace(b"# its id", b"# its very own id"))
    second = Manuscript.open(path, home)
    second.change(0, old, "back")
    second.save()
    assert b"# its very own id" in path.read_bytes()
    assert alike(Manuscript.open(path, home).fields(0), old)


def _acted(one: Manuscript, data: st.DataObject) -> None:
    """Do any one thing to a bank."""
    index = data.draw(st.integers(0, len(one) - 1))
    words, to = data.draw(st.text("ab#")), data.draw(st.integers(0, len(one) - 1))
    acts: list[Callable[[], object]] = [
        lambda: one.change(index, {**one.fields(index), "stem": words}, "x"),
        lambda: one.add({"id": "new", "evidence": [{"source": "report"}]}, index, "x"),
        lambda: one.duplicate(index, f"copy-{len(one)}", "x"),
        lambda: one.delete(index, "x"),
        lambda: one.move(index, to, "x"),
        lambda: one.define("bridge", words, "x"),
    ]
    data.draw(st.sampled_from(acts))()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_everything_can_be_undone_and_done_again(data: st.DataObject, tmp_path: Path) -> None:
    """However many acts are taken back, each state is what it was, byte for byte."""
    one = Manuscript.open(bank_file(tmp_path), tmp_path / "home")
    seen = [one.raw]
    for _n in range(data.draw(st.integers(1, 6))):
        _acted(one, data)
        if len(one) == 0:
            one.undo()
        if one.raw != seen[-1]:
            seen.append(one.raw)
    for raw in reversed(seen[:-1]):
        while one.raw != raw:
            assert one.undo()
    assert not one.is_changed
    for raw in seen[1:]:
        while one.raw != raw:
            assert one.redo()


def test_typing_is_one_step_of_undo(tmp_path: Path, home: Path) -> None:
    """Changes that belong together are taken back together, and no more than those."""
    one = Manuscript.open(bank_file(tmp_path), home)
    one.delete(3, "deleting")
    for stem in ("W", "Wh", "Who?"):
        one.change(0, {**one.fields(0), "stem": stem}, "typing", merges_with="0.stem")
    assert one.undo() == "typing"
    assert one.fields(0)["stem"] == 'Which "day"?'
    assert len(one) == 3
    assert one.undo() == "deleting"
    assert not one.is_changed
    assert not one.undo()


def test_a_file_changed_meanwhile_is_not_written_over(tmp_path: Path, home: Path) -> None:
    """Saving is refused, and both versions can be had in one."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "Mine?"}, "x")
    one.delete(3, "x")
    theirs = path.read_bytes().replace(b"stem = '''Two\nlines'''", b"stem = 'Theirs' # new")
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDiskError):
        one.save()
    assert path.read_bytes() == theirs
    merged = one.merged()
    assert merged.conflicts == ()
    assert len(merged.mine) == 2
    assert len(merged.theirs) == 1
    one.take(merged)
    one.save()
    data = parse(path.read_bytes(), "").data
    assert data is not None
    assert [q["stem"] for q in data["question"]] == ["Mine?", "Theirs", "x"]
    assert b"stem = 'Theirs' # new" in path.read_bytes()


@pytest.mark.parametrize(("prefer", "stem"), [("mine", "Mine?"), ("theirs", "Theirs?")])
def test_who_wins_a_conflict_is_chosen(tmp_path: Path, home: Path, prefer: Any, stem: str) -> None:
    """Where both changed one value, the preferred one stays, and the conflict is told."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "Mine?", "difficulty": "easy"}, "x")
    path.write_bytes(path.read_bytes().replace(b"""'Which "day"?'""", b"'Theirs?'"))
    merged = one.merged(prefer)
    assert len(merged.conflicts) == 1
    assert "stem" in merged.conflicts[0]
    data = parse(merged.raw, "").data
    assert data is not None
    assert data["question"][0]["stem"] == stem
    assert data["question"][0]["difficulty"] == "easy"


def test_reading_anew_can_be_undone(tmp_path: Path, home: Path) -> None:
    """Who reloads and thinks better of it has the own work back."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.delete(0, "deleting")
    mine = one.raw
    path.write_bytes(BANKS[0].replace(b"Odd", b"Odder"))
    one.reload()
    assert not one.is_changed
    assert b"Odder" in one.raw
    one.undo()
    assert one.raw == mine


def test_unsaved_work_survives_a_kill(tmp_path: Path, home: Path) -> None:
    """A process killed in the middle of editing leaves its work to the next one."""
    path = bank_file(tmp_path)
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from quizgame.bank.manuscript import Manuscript;"
        "one = Manuscript.open(Path(sys.argv[1]), Path(sys.argv[2]));"
        "one.change(0, {**one.fields(0), 'stem': 'Lost?'}, 'x');"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, path, home], check=False)
    assert done.returncode < 0
    assert path.read_bytes() == BANKS[0]
    path.write_bytes(BANKS[0].replace(b"Two\nlines", b"Two\nnew lines"))
    one = Manuscript.open(path, home)
    lost = one.lost()
    assert lost is not None
    assert one.lost_acts(lost) == ("question first changed: stem",)
    one.recover(lost)
    one.save()
    data = parse(path.read_bytes(), "").data
    assert data is not None
    assert [q["stem"] for q in data["question"][:2]] == ["Lost?", "Two\nnew lines"]
    assert Manuscript.open(path, home).lost() is None


def test_work_of_another_window_is_not_offered(tmp_path: Path, home: Path) -> None:
    """What another window holds unsaved belongs to it as long as it is open."""
    path = bank_file(tmp_path)
    other = Manuscript.open(path, home)
    other.delete(0, "x")
    assert Manuscript.open(path, home).lost() is None
    other.undo()


def test_where_nothing_can_be_kept_work_goes_on(tmp_path: Path) -> None:
    """Without a place for unsaved work an author is told so, and saving works all the same."""
    home = tmp_path / "home"
    home.write_text("not a folder")
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.delete(0, "x")
    assert not one.keeps_unsaved
    one.save()
    assert path.read_bytes() == one.raw
    assert not one.is_changed


@pytest.mark.parametrize(
    "raw", [b"a = [", b'format = 1\nquestion = [{ id = "a" }]\n', b"\xff", b"question = 3"]
)
def test_what_can_not_be_edited_says_why(tmp_path: Path, home: Path, raw: bytes) -> None:
    """A file that is broken, or keeps its questions in a list, is not edited but explained."""
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    assert one.locked
    with pytest.raises(EditError):
        one.add({"id": "x"}, -1, "x")
    assert one.path.read_bytes() == raw


def test_a_file_that_may_not_be_written_is_locked(tmp_path: Path, home: Path) -> None:
    """Nobody edits for an hour what can not be saved."""
    if os.geteuid() == 0:
        pytest.skip("this account may write everything")
    path = bank_file(tmp_path)
    path.chmod(0o400)
    assert Manuscript.open(path, home).locked


def test_a_first_word_begins_the_glossary(tmp_path: Path, home: Path) -> None:
    """A bank without a glossary gets one above its questions; the last word out leaves it empty."""
    raw = BANKS[0].replace(b"[glossary] # words\nbridge = 'a way over'\n", b"")
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    one.define("two words", "a meaning", "x")
    data = parse(one.raw, "").data
    assert data is not None
    assert data["glossary"] == {"two words": "a meaning"}
    assert len(one) == 4
    one.define("two words", "", "x")
    assert (parse(one.raw, "").data or {}).get("glossary") == {}


@given(
    st.dictionaries(
        st.sampled_from(["id", "stem", "options", "gaps", "evidence", "tags", "zz", "text"]),
        st.one_of(
            st.text(),
            st.lists(st.text(), max_size=2),
            st.dictionaries(st.text(), st.text(), max_size=2),
            st.lists(st.dictionaries(st.text(), st.text(), max_size=2), min_size=1, max_size=2),
        ),
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_new_question_is_read_back_as_it_was(fields: dict[str, Any], newline: str) -> None:
    """Whatever a question holds, its text in the house's manner says the same."""
    data = parse(question_text(fields, newline).encode(), "").data
    assert data is not None
    expected = {k: v for k, v in fields.items() if not (k == "gaps" and v == {})}
    assert alike(data["question"], [expected])


def test_a_list_of_questions_is_converted_on_request(tmp_path: Path, home: Path) -> None:
    """Questions in one list get headers of their own; comments, order and all else stay."""
    raw = (
        b'format = 1\nquestion = [ # all\n  { id = "a", options = [{ text = "x" }] }, # one\n'
        b'  { id = "b" },\n]\ntitle = "T"\n\n[glossary] # words\nw = "m"\n'
    )
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    assert one.can_convert
    one.convert("x")
    assert [one.fields(index)["id"] for index in range(len(one))] == ["a", "b"]
    assert comments(one.raw) == comments(raw)
    assert alike(parse(one.raw, "").data, parse(raw, "").data)
    one.change(1, {"id": "c"}, "x")
    one.save()
    assert not Manuscript.open(one.path, home).locked


def test_a_text_emptied_and_typed_anew_keeps_its_place(tmp_path: Path, home: Path) -> None:
    """While one text is typed, what it is for a moment leaves no trace in the file's order."""
    raw = b'format = 1\n[[question]]\nid = "a"\n# why\nexplanation = "x" # so\ntags = []\n'
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    one.change(0, {"id": "a", "tags": []}, "typing", "label")
    assert b"explanation" not in one.raw
    one.change(0, {"id": "a", "explanation": "y", "tags": []}, "typing", "label")
    assert one.raw == raw.replace(b'"x"', b'"y"')
    one.undo()
    assert one.raw == raw
