"""Revising a question in place: whatever is changed, the rest keeps its bytes."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.blocks import block, count, cut, moved, replaced, whole, with_block, without
from quizgame.bank.edit import EditError
from quizgame.bank.manuscript import Manuscript
from quizgame.bank.revise import alike, revise, value_at
from quizgame.documents import parse
from quizgame.documents.layout import Layout
from tests.unit.bank.odd_banks import QUESTIONS, odd_bank

LEAVES = st.one_of(
    st.text(st.sampled_from("ab'\"\\\n\té#—")),
    st.integers(-5, 5),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.one_of(
    LEAVES,
    st.lists(LEAVES, max_size=2),
    st.dictionaries(st.sampled_from(["text", "rationale", "n"]), LEAVES, max_size=2),
    st.lists(st.dictionaries(st.sampled_from(["text", "why"]), LEAVES, min_size=1), max_size=2),
)


def comments(raw: bytes) -> list[bytes]:
    """Return the comments of a file, sorted."""
    found = (raw[start:end].rstrip(b"\r") for start, end in Layout(raw).comments())
    return sorted(found)


def mutate(data: st.DataObject, value: Any, *, top: bool = False) -> Any:
    """Return a value with one thing in it changed, added, taken out or moved."""
    if isinstance(value, dict):
        acts = ["inside", "add", "remove"] if value else ["add"]
        act = data.draw(st.sampled_from(acts))
        if act == "add":
            names = ["zz", "new key", "evidence", "rationale"] if top else ["zz", "new key"]
            name = data.draw(st.sampled_from(names))
            kind = VALUES if name in {"zz", "new key"} or not top else st.just([{"source": "x"}])
            return {**value, name: data.draw(kind)} if name not in value else value
        key = data.draw(st.sampled_from(sorted(value)))
        if act == "remove":
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: mutate(data, value[key])}
    if isinstance(value, list):
        acts = ["inside", "remove", "move", "add"] if value else ["add"]
        act = data.draw(st.sampled_from(acts))
        at = data.draw(st.integers(0, max(0, len(value) - 1)))
        out = copy.deepcopy(value)
        if act == "add":
            new = copy.deepcopy(out[at]) if out else data.draw(LEAVES)
            out.insert(at + data.draw(st.integers(0, 1)), new)
        elif act == "remove":
            del out[at]
        elif act == "move":
            out.insert(data.draw(st.integers(0, len(out) - 1)), out.pop(at))
        else:
            out[at] = mutate(data, out[at])
        return out
    return data.draw(LEAVES)


@given(st.sampled_from(QUESTIONS), st.booleans(), st.data())
def test_any_change_is_made_and_no_comment_is_lost(
    question: str,
    crlf: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    """The data become what was meant, and every comment within the question is still there."""
    newline = b"\r\n" if crlf else b"\n"
    raw = question.encode().replace(b"\n", newline)
    keys = ("question", 0)
    wanted = mutate(data, value_at(raw, keys), top=True)
    try:
        (out,) = revise((raw,), keys, wanted, newline)
    except EditError:
        assert is_odd(value_at(raw, keys), wanted)
        return
    assert alike(value_at(out, keys), wanted)
    assert comments(out) == comments(raw)
    assert (b"\r\n" in out) is crlf


def is_odd(old: Any, new: Any) -> bool:
    """Return whether a table became a value or a value a table, which no editor of ours does."""
    if isinstance(old, dict) and isinstance(new, dict):
        return any(is_odd(old[key], new[key]) for key in old.keys() & new.keys())
    if isinstance(old, list) and isinstance(new, list):
        return any(map(is_odd, old, new)) or len(old) != len(new)
    return isinstance(old, (dict, list)) != isinstance(new, (dict, list))


LAYOUTS = [odd_bank(), odd_bank(crlf=True), odd_bank(bom=True, end=""), odd_bank(end="\n\n# end")]


@pytest.mark.parametrize("raw", LAYOUTS)
def test_pieces_are_the_file_and_blocks_are_questions(raw: bytes) -> None:
    """The pieces make the file, and each block is by itself the question that the file has."""
    pieces = cut(raw)
    data = parse(raw, "").data
    assert data is not None
    assert whole(pieces) == raw
    assert count(pieces) == len(data["question"])
    for index, question in enumerate(data["question"]):
        assert alike(value_at(block(pieces, index), ("question", 0)), question)


@pytest.mark.parametrize("raw", LAYOUTS)
@given(st.data())
def test_a_change_of_one_question_leaves_the_others_alone(raw: bytes, data: st.DataObject) -> None:
    """Editing, moving, adding and deleting change no byte of another question or of the rest."""
    pieces = cut(raw)
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    index = data.draw(st.integers(0, count(pieces) - 1))
    others = [block(pieces, i).strip() for i in range(count(pieces)) if i != index]
    rest = b"".join(piece.raw for piece in pieces if piece.owner < 0)
    act = data.draw(st.sampled_from(["edit", "move", "delete", "add"]))
    if act == "edit":
        wanted = mutate(data, value_at(block(pieces, index), ("question", 0)), top=True)
        parts = [piece.raw for piece in pieces if piece.owner == index]
        try:
            new = replaced(pieces, index, revise(parts, ("question", 0), wanted, newline))
        except EditError:
            return
        assert whole(cut(whole(new))) == whole(new)
    elif act == "move":
        to = data.draw(st.integers(0, count(pieces) - 1))
        new = moved(pieces, index, to, newline)
        assert (
            value_at(whole(new), ("question", to, "id"))
            == ("first", "second", "third", "fourth")[index]
        )
        back = moved(cut(whole(new)), to, index, newline)
        assert whole(back) == raw or not raw.endswith(b"\n")
        index = to
    elif act == "delete":
        new = without(pieces, index)
        assert [block(new, i).strip() for i in range(count(new))] == others
        assert b"".join(p.raw for p in new if p.owner < 0).split() == rest.split()
        return
    else:
        new = with_block(pieces, index, b'[[question]]\nid = "n"\n', newline)
        assert value_at(whole(new), ("question", index + 1, "id")) == "n"
        assert whole(without(cut(whole(new)), index + 1)).split() == raw.split()
        del_at = index + 1
        kept = [block(new, i).strip() for i in range(count(new)) if i != del_at]
        assert kept == [block(pieces, i).strip() for i in range(count(pieces))]
        return
    assert [block(new, i).strip() for i in range(count(new)) if i != index] == others
    assert b"".join(piece.raw for piece in new if piece.owner < 0) == rest


@pytest.mark.parametrize("value", ['[{"x" = 1} # first\n, 2]', "[3 # first\n, [1]\n, 2]"])
def test_the_comment_between_an_entry_and_its_comma_stays(value: str, tmp_path: Path) -> None:
    """Who takes out the entry before it still has the comment."""
    path = tmp_path / "bank.toml"
    path.write_text(f'[[question]]\nid = "s"\nab = {value}\n', encoding="utf-8")
    one = Manuscript.open(path, tmp_path / "home")
    fields = one.fields(0)
    one.change(0, {**fields, "ab": fields["ab"][1:]}, "x")
    assert one.fields(0)["ab"] == fields["ab"][1:]
    assert b"# first\n" in one.raw
