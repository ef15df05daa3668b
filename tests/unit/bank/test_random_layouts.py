"""Editing banks of random data in random spellings: nothing is lost, and nothing else moves."""

import copy
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgame.bank.blocks import block, count, cut, whole
from quizgame.bank.edit import EditError
from quizgame.bank.manuscript import Manuscript
from quizgame.bank.merge import merge
from quizgame.bank.revise import alike
from quizgame.documents import parse
from tests.unit.bank.random_layouts import Speller
from tests.unit.bank.test_revise import comments, is_odd, mutate

SLOW = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def questions(raw: bytes) -> list[dict[str, Any]]:
    """Return the questions of a bank that has to be valid."""
    data = parse(raw, "").data
    assert data is not None
    return list(data.get("question", []))


def blocks(raw: bytes) -> list[bytes]:
    """Return the questions' bytes as they are found when the file is read anew."""
    pieces = cut(raw)
    return [block(pieces, index).strip() for index in range(count(pieces))]


def bank(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    """Return a random bank, to be edited."""
    folder = tmp_path_factory.mktemp("bank")
    path = folder / "bank.toml"
    path.write_bytes(Speller(data).bank())
    return Manuscript.open(path, folder / "home")


@SLOW
@given(st.data())
def test_any_spelling_is_read_and_cut(data: st.DataObject) -> None:
    """Whatever TOML 1.0 allows is understood, and its pieces are the file."""
    raw = Speller(data).bank()
    assert parse(raw, "").problems == ()
    assert whole(cut(raw)) == raw
    assert count(cut(raw)) == len(questions(raw))


@SLOW
@given(data=st.data())
def test_changed_and_changed_back_in_another_process(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A change loses no comment and moves no other byte; changed back the file is as it was."""
    one = bank(data, tmp_path_factory)
    raw = one.raw
    index = data.draw(st.integers(0, len(one) - 1))
    old = one.fields(index)
    wanted = mutate(data, copy.deepcopy(old), top=True)
    try:
        one.change(index, wanted, "x")
    except EditError:
        assert is_odd(old, wanted)
        return
    assert alike(questions(one.raw)[index], wanted)
    assert comments(one.raw) == comments(raw)
    others = [part for at, part in enumerate(blocks(raw)) if at != index]
    assert [part for at, part in enumerate(blocks(one.raw)) if at != index] == others
    assert blocks(one.raw) == [part.strip() for part in one.state.blocks]
    one.save()
    again = Manuscript.open(one.path, one.path.parent / "home")
    again.change(index, old, "x")
    again.save()
    if wanted.get("id") == old["id"]:
        assert one.path.read_bytes() == raw
    assert alike(questions(again.raw), questions(raw))


def _acted(one: Manuscript, data: st.DataObject, name: str) -> list[dict[str, Any]]:
    """Do any act; returns the questions that there should be then."""
    listed = questions(one.raw)
    index = data.draw(st.integers(0, max(0, len(one) - 1)))
    act = data.draw(st.sampled_from(["add", "duplicate", "delete", "move", "define", "change"]))
    if act == "add" or not listed:
        fields = {"id": name, "stem": "a\nb", "evidence": [{"source": "x"}]}
        listed.insert(one.add(fields, index if listed else -1, "x"), fields)
    elif act == "duplicate":
        one.duplicate(index, name, "x")
        listed.insert(index + 1, {**listed[index], "id": name})
    elif act == "delete":
        one.delete(index, "x")
        del listed[index]
    elif act == "move":
        to = data.draw(st.integers(0, len(one) - 1))
        one.move(index, to, "x")
        listed.insert(to, listed.pop(index))
    elif act == "define":
        one.define("a word", data.draw(st.sampled_from(["", "b", "c\nd"])), "x")
    else:
        wanted = mutate(data, copy.deepcopy(listed[index]), top=True)
        one.change(index, wanted, "x")
        listed[index] = wanted
    return listed


@SLOW
@given(data=st.data())
def test_acts_do_what_they_say_and_can_be_undone(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After each act the questions are as meant, and read anew they have the same bytes."""
    one = bank(data, tmp_path_factory)
    raw = one.raw
    for number in range(data.draw(st.integers(1, 5))):
        before, known, size = one.raw, Counter(comments(one.raw)), len(one)
        try:
            wanted = _acted(one, data, f"n{number}")
        except EditError:
            assert one.raw == before
            continue
        assert alike(questions(one.raw), wanted)
        assert blocks(one.raw) == [part.strip() for part in one.state.blocks]
        if len(one) >= size:
            assert not known - Counter(comments(one.raw))
    last = one.raw
    while one.undo():
        pass
    assert one.raw == raw
    while one.redo():
        pass
    assert one.raw == last


def _edited(one: Manuscript, data: st.DataObject, name: str) -> bytes:
    """Return a bank after some acts of one writer, taken back in the manuscript itself."""
    for number in range(data.draw(st.integers(0, 2))):
        act = data.draw(st.sampled_from(["change", "change", "delete", "add", "move"]))
        index, to = (data.draw(st.integers(0, max(0, len(one) - 1))) for _n in range(2))
        if act == "add" or len(one) == 0:
            one.add({"id": f"{name}{number}"}, index if len(one) else -1, "x")
        elif act == "delete":
            one.delete(index, "x")
        elif act == "move":
            one.move(index, to, "x")
        else:
            old = one.fields(index)
            try:
                one.change(index, {**mutate(data, old, top=True), "id": old["id"]}, "x")
            except EditError:
                continue
    raw = one.raw
    while one.undo():
        pass
    return raw


@SLOW
@given(data=st.data())
def test_two_writers_have_what_both_did(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where nothing is told as a conflict, each value is that of whoever changed it."""
    one = bank(data, tmp_path_factory)
    mine, theirs = _edited(one, data, "mine"), _edited(one, data, "theirs")
    merged = merge(one.base, mine, theirs)
    if mine == one.base:
        assert merged.raw == theirs
    if theirs == one.base:
        assert merged.raw == mine
    if merged.conflicts:
        return
    start, own, other, both = (
        {fields["id"]: fields for fields in questions(raw)}
        for raw in (one.base, mine, theirs, merged.raw)
    )
    gone = start.keys() - (own.keys() & other.keys())
    assert both.keys() == (start.keys() | own.keys() | other.keys()) - gone
    nothing = object()
    for name in both.keys() & start.keys():
        for key in start[name].keys() | own[name].keys() | other[name].keys():
            was, new, now, got = (
                bank[name].get(key, nothing) for bank in (start, own, other, both)
            )
            assert alike(got, now if alike(was, new) else new)
