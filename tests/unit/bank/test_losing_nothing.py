"""Ways in which work could be lost or misplaced while a bank is edited, each tried once."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizgame.bank.blocks import block, cut
from quizgame.bank.edit import EditError, digest, write_over
from quizgame.bank.kept import Keeper
from quizgame.bank.manuscript import ChangedOnDiskError, Manuscript
from quizgame.documents import parse

BANK = b"""format = 1

# about a
[[question]]
id = "\\u0061" # its id
stem = "A"

[[question]]
id = "b"
stem = "B"

[[question]]
id = "c"
stem = "C"
"""
IN_A_LIST = b'format = 1\nquestion = [{ id = "a" }, { id = "b" }]\n'
CONFIRM = BANK.replace(b"# about a", b"# CONFIRM: who?")

KILLED = """
import os, signal, sys
from pathlib import Path
from quizgame.bank.manuscript import Manuscript
one = Manuscript.open(Path(sys.argv[1]), Path(sys.argv[2]))
exec(sys.argv[3])
sys.stdout.buffer.write(one.raw)
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home of its own."""
    return tmp_path / "home"


def bank_file(folder: Path, raw: bytes = BANK, name: str = "bank.toml") -> Path:
    """Write a bank and return its path."""
    path = folder / name
    path.write_bytes(raw)
    return path


def killed(path: Path, home: Path, act: str) -> bytes:
    """Do something in another process that is killed then; returns the file as it was to be."""
    code = [sys.executable, "-c", KILLED, str(path), str(home), act]
    return subprocess.run(code, check=False, stdout=subprocess.PIPE).stdout


def ids(raw: bytes) -> list[Any]:
    """Return the ids of a bank's questions, in order."""
    return [one.get("id") for one in (parse(raw, "").data or {})["question"]]


@pytest.mark.parametrize(
    ("raw", "act"),
    [
        (BANK, "one.move(0, 2, 'x')"),
        (CONFIRM, "one.confirm(0, {**one.fields(0), 'status': 'ready'}, 'x')"),
        (IN_A_LIST, "one.convert('x')"),
        (BANK, "one.duplicate(0, 'd', 'x'); one.delete(2, 'x'); one.undo()"),
    ],
    ids=["moved", "confirmed", "converted", "undone"],
)
def test_what_a_kill_took_comes_back_byte_for_byte(
    tmp_path: Path, home: Path, raw: bytes, act: str
) -> None:
    """Work on a file that nobody else touched is taken up as it was left, whatever it was."""
    path = bank_file(tmp_path, raw)
    mine = killed(path, home, act)
    one = Manuscript.open(path, home)
    lost = one.lost()
    assert mine != raw
    assert lost is not None
    one.recover(lost)
    assert one.raw == mine
    one.save()
    assert path.read_bytes() == mine
    assert Manuscript.open(path, home).lost() is None


def test_work_taken_up_late_keeps_what_was_done_meanwhile(tmp_path: Path, home: Path) -> None:
    """Who edits first and takes lost work up then has both."""
    path = bank_file(tmp_path)
    killed(path, home, "one.change(0, {**one.fields(0), 'stem': 'Lost'}, 'x')")
    one = Manuscript.open(path, home)
    lost = one.lost()
    assert lost is not None
    one.change(1, {**one.fields(1), "stem": "New"}, "x")
    one.recover(lost)
    assert [one.fields(index)["stem"] for index in range(3)] == ["Lost", "New", "C"]
    assert one.is_changed
    one.undo()
    assert one.fields(1)["stem"] == "New"


def test_what_was_saved_is_not_offered_again(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that ends between saving and forgetting leaves nothing that undoes later work."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "First"}, "x")
    with monkeypatch.context() as patch:
        patch.setattr(Keeper, "drop_unsaved", lambda _self: None)
        one.save()
    os.close(one.keeper._lock or -1)  # as the end of its process does
    second = Manuscript.open(path, home)
    assert second.lost() is None
    second.change(0, {**second.fields(0), "stem": "Second"}, "x")
    second.save()
    assert Manuscript.open(path, home).lost() is None


def test_a_kill_between_two_beginnings_undoes_nothing_of_others(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unsaved work is never kept beside a file that it was not made from."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "Mine"}, "x")
    theirs = BANK.replace(b'"B"', b'"Theirs"')
    path.write_bytes(theirs)
    merged = one.merged()
    write = Keeper._write

    def stops(self: Keeper, file: Path, raw: bytes) -> None:
        if raw == merged.raw:
            raise OSError
        write(self, file, raw)

    monkeypatch.setattr(Keeper, "_write", stops)
    one.take(merged)
    os.close(one.keeper._lock or -1)
    again = Manuscript.open(path, home)
    lost = again.lost()
    assert lost is not None
    again.recover(lost)
    assert [again.fields(index)["stem"] for index in range(3)] == ["Mine", "Theirs", "C"]


def test_an_order_is_merged_as_well(tmp_path: Path, home: Path) -> None:
    """Questions that one writer moved and another changed are moved and changed."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.move(0, 2, "x")
    path.write_bytes(BANK.replace(b'"B"', b'"Theirs"'))
    merged = one.merged()
    assert ids(merged.raw) == ["b", "c", "a"]
    assert b'stem = "Theirs"' in merged.raw
    assert merged.conflicts == ()
    one.take(merged)
    one.save()
    assert path.read_bytes() == merged.raw


def test_two_orders_are_a_conflict(tmp_path: Path, home: Path) -> None:
    """Where both put the questions in another order it is told, and one of the two is taken."""
    path = bank_file(tmp_path)
    one, other = Manuscript.open(path, home), Manuscript.open(path, home)
    one.move(0, 2, "x")
    other.move(1, 0, "x")
    other.save()
    assert len(one.merged().conflicts) == 1
    assert ids(one.merged().raw) == ["b", "c", "a"]
    assert ids(one.merged("theirs").raw) == ["b", "a", "c"]


def test_a_merge_that_fails_leaves_the_other_file_alone(tmp_path: Path, home: Path) -> None:
    """After two versions could not be put together, saving still does not write over theirs."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "Mine"}, "x")
    path.write_bytes(IN_A_LIST)
    with pytest.raises(EditError):
        one.take(one.merged())
    with pytest.raises(ChangedOnDiskError):
        one.save()
    assert path.read_bytes() == IN_A_LIST
    assert one.fields(0)["stem"] == "Mine"


def test_what_is_written_during_a_merge_is_not_written_over(tmp_path: Path, home: Path) -> None:
    """A file that changes once more between comparing and merging is not overwritten."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "Mine"}, "x")
    path.write_bytes(BANK.replace(b'"B"', b'"Theirs"'))
    merged = one.merged()
    latest = BANK.replace(b'"C"', b'"Latest"')
    path.write_bytes(latest)
    one.take(merged)
    with pytest.raises(ChangedOnDiskError):
        one.save()
    assert path.read_bytes() == latest


def test_a_bank_that_was_removed_can_be_saved_again(tmp_path: Path, home: Path) -> None:
    """Who knows that the file is gone writes it anew, but not over one that came in its place."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "stem": "Mine"}, "x")
    mine = one.raw
    path.unlink()
    with pytest.raises(ChangedOnDiskError):
        one.save()
    one.reload()
    assert one.locked
    assert not one.is_stale()
    one.undo()
    path.write_bytes(b"format = 1\n")
    with pytest.raises(ChangedOnDiskError):
        one.save()
    path.unlink()
    one.save()
    assert path.read_bytes() == mine
    assert not one.is_changed


def test_the_mark_of_the_encoding_stays_in_front(tmp_path: Path, home: Path) -> None:
    """In a file with a BOM the first question is edited like any other."""
    bom = b"\xef\xbb\xbf"
    raw = bom + b'[[question]]\nid = "a"\n\n[[question]]\nid = "b"\n'
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    one.duplicate(0, "a-copy", "x")
    one.move(1, 0, "x")
    one.add({"id": "n"}, -1, "x")
    one.delete(1, "x")
    assert one.raw.startswith(bom)
    assert one.raw.count(bom) == 1
    assert ids(one.raw) == ["n", "a", "b"]


def test_a_comment_stays_with_its_question_when_the_file_is_read_anew(
    tmp_path: Path, home: Path
) -> None:
    """What was behind a table that is taken out does not become the next table's."""
    raw = (
        b'format = 1\n[[question]]\nid = "a"\n[[question.options]] # about a\ntext = "x"\n'
        b'[glossary]\nw = "m"\n[[question]]\nid = "b"\n'
    )
    path = bank_file(tmp_path, raw)
    one = Manuscript.open(path, home)
    old = one.fields(0)
    one.change(0, {"id": "a"}, "x")
    assert b"# about a" in block(cut(one.raw), 0)
    one.save()
    again = Manuscript.open(path, home)
    again.change(0, old, "x")
    assert again.raw == raw


def test_a_comment_of_nobody_stays_nobodys(tmp_path: Path, home: Path) -> None:
    """Between a question and one that is deleted it does not come to belong to the first."""
    raw = (
        b'format = 1\n[[question]]\nid = "a"\n[[question]]\nid = "b"\n\n# of nobody\n\n'
        b'[[question]]\nid = "c"\n'
    )
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    one.delete(1, "x")
    assert b"# of nobody" in one.raw
    assert block(cut(one.raw), 0) == b'[[question]]\nid = "a"\n'


def test_a_moved_question_takes_the_comment_below_it_along(tmp_path: Path, home: Path) -> None:
    """A comment at its end is not taken for one of the question that it is moved before."""
    raw = (
        b'format = 1\n[[question]]\nid = "a"\n# end of a\n\n'
        b'[[question]]\nid = "b"\n[[question]]\nid = "c"\n'
    )
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    one.move(0, 1, "x")
    assert ids(one.raw) == ["b", "a", "c"]
    assert b"# end of a" in block(cut(one.raw), 1)


def test_comments_in_a_list_that_becomes_a_text_stay(tmp_path: Path, home: Path) -> None:
    """A value of another kind takes the place of a list, and the list's comments stay above."""
    raw = BANK.replace(b'"A"', b"[ # why\n  'A', # this\n]")
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    one.change(0, {"id": "a", "stem": "A"}, "x")
    assert b'# why\n# this\nstem = "A"' in one.raw


def test_an_id_changed_back_is_spelled_as_it_was(tmp_path: Path, home: Path) -> None:
    """A question that got another id and its own again has the bytes that it had."""
    path = bank_file(tmp_path)
    one = Manuscript.open(path, home)
    one.change(0, {**one.fields(0), "id": "other"}, "x")
    one.save()
    again = Manuscript.open(path, home)
    again.change(0, {**again.fields(0), "id": "a"}, "x")
    again.save()
    assert path.read_bytes() == BANK


@pytest.mark.parametrize("value", [b"5", b'"ab"', b"[1]"])
def test_a_glossary_that_is_none_is_refused(tmp_path: Path, home: Path, value: bytes) -> None:
    """A word for a glossary that is no table is refused with a reason."""
    raw = b"glossary = " + value + b"\n" + BANK
    one = Manuscript.open(bank_file(tmp_path, raw), home)
    with pytest.raises(EditError, match="glossary"):
        one.define("word", "meaning", "x")
    assert one.raw == raw


def test_an_empty_list_of_questions_is_converted(tmp_path: Path, home: Path) -> None:
    """`question = []` keeps nobody from a first question."""
    one = Manuscript.open(bank_file(tmp_path, b"format = 1\nquestion = []\n"), home)
    assert one.locked
    assert one.can_convert
    one.convert("x")
    one.add({"id": "a"}, -1, "x")
    assert ids(one.raw) == ["a"]


@pytest.mark.parametrize("name", ["n" * 250 + ".toml", "é" * 120 + ".toml"], ids=["long", "wide"])
def test_a_long_name_is_no_reason_not_to_save(tmp_path: Path, home: Path, name: str) -> None:
    """A bank whose name is as long as names may be is kept safe and saved."""
    path = bank_file(tmp_path, BANK, name)
    one = Manuscript.open(path, home)
    one.delete(0, "x")
    assert one.keeps_unsaved
    one.save()
    assert path.read_bytes() == one.raw


def test_a_file_is_saved_though_its_folder_can_not_be_synchronised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after the file is in its place is not told as if it were not."""
    path = bank_file(tmp_path)
    real = os.open

    def guarded(name: Any, *rest: Any, **more: Any) -> int:
        if Path(name) == tmp_path:
            raise PermissionError
        return real(name, *rest, **more)

    monkeypatch.setattr(os, "open", guarded)
    write_over(path, b"new", digest(BANK))
    assert path.read_bytes() == b"new"


def test_a_folder_that_may_not_be_written_locks_its_banks(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody edits for an hour what can not be saved for its folder is closed."""
    path = bank_file(tmp_path)
    monkeypatch.setattr(os, "access", lambda name, _mode: Path(name) != tmp_path)
    assert Manuscript.open(path, home).locked


ADDING = """
import sys
from pathlib import Path
from quizgame.bank.edit import EditError
from quizgame.bank.manuscript import ChangedOnDiskError, Manuscript
path, home, name = map(str, sys.argv[1:])
one = Manuscript.open(Path(path), Path(home))
for number in range(12):
    one.add({"id": f"{name}{number}"}, len(one) - 1, "x")
    while True:
        try:
            one.save()
            break
        except ChangedOnDiskError:
            one.take(one.merged())
        except EditError:
            pass
"""


def test_two_programs_that_save_all_the_time_lose_nothing(tmp_path: Path, home: Path) -> None:
    """Whichever is first, what each of two processes added to one bank is there at the end."""
    path = bank_file(tmp_path)
    both = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(path), str(home), name])
        for name in ("x", "y")
    ]
    assert [one.wait() for one in both] == [0, 0]
    added = {f"{name}{number}" for name in "xy" for number in range(12)}
    found = ids(path.read_bytes())
    assert set(found) == {"a", "b", "c"} | added
    assert len(found) == len(set(found))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bank.toml", "home"]
