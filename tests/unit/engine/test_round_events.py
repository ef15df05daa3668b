"""Events of a live round survive being written down, and can not be taken for others."""

from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quizgame.engine.events import Reading
from quizgame.engine.round import step
from quizgame.engine.round_events import (
    Closed,
    Interrupted,
    QuestionShown,
    RoundEvent,
    RoundStamped,
    RoundStarted,
    Undone,
    decode,
    encode,
)
from quizgame.engine.seat_events import Connected
from tests.unit.engine.rounds import Lesson, a_round
from tests.unit.engine.sittings import NAMES, START

text = st.text(st.characters(codec="utf-8"), max_size=20)
finite = st.floats(allow_nan=False, allow_infinity=False)
readings = st.builds(Reading, wall=finite, mono=finite, run=text)
KINDS: list[Any] = [kind for kind in get_args(get_args(RoundEvent)[0]) if kind is not RoundStarted]
FIELDS: dict[str, Any] = {
    "response": st.lists(text, max_size=8).map(tuple),
    "vote": st.sampled_from([1, 2]),
    "by": st.sampled_from(["clock", "answered", "teacher"]),
    "out_of": st.sampled_from(["present", "all"]),
}
BY_TYPE: dict[Any, Any] = {
    int: st.integers(0, 10**9),
    float: finite,
    str: text,
    bool: st.booleans(),
}


def _drawn(kind: Any) -> SearchStrategy[RoundEvent]:
    made = {
        field.name: FIELDS[field.name] if field.name in FIELDS else BY_TYPE[field.type]
        for field in fields(kind)
        if field.name != "name"
    }
    return st.builds(kind, **made)


@given(st.integers(0, 10**6), readings, st.sampled_from(KINDS).flatmap(_drawn))
def test_round_trip(seq: int, at: Reading, event: RoundEvent) -> None:
    """Every event, with any text and any clock reading, comes back as it was."""
    stamped = RoundStamped(seq, at, event)
    assert decode(encode(stamped)) == stamped


def test_a_start_comes_back() -> None:
    """The start holds all that a replay needs, and comes back as it was."""
    plan = a_round(NAMES, seed=2**70, warm_up=("city",), out_of="all", pass_mark=0.5)
    started = RoundStamped(0, START, plan)
    assert decode(encode(started)) == started


def test_each_event_has_a_name_of_its_own() -> None:
    """The name alone tells what happened."""
    names = [kind.__dataclass_fields__["name"].default for kind in (*KINDS, RoundStarted)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "null",
        '{"seq": 1, "at": {"wall": 0, "mono": 0, "run": ""}, "event": {"name": "won"}}',
        '{"seq": 1, "at": {"wall": 0, "mono": 0}, "event": {"name": "interrupted"}}',
        '{"seq": 1, "at": {"wall": 0, "mono": 0, "run": ""}, "event": {"name": "closed"}}',
    ],
)
def test_what_is_no_event_is_refused(broken: str) -> None:
    """A damaged record is a ValueError, never a wrong state."""
    with pytest.raises(ValueError, match="validation error"):
        decode(broken)


def test_events_of_another_round_are_refused() -> None:
    """A history that does not fit is an error, never a wrong state."""
    state = Lesson().state
    with pytest.raises(ValueError, match="begins with"):
        step(None, RoundStamped(0, START, Interrupted()))
    for event, message in (
        (QuestionShown(question="course"), "no question 'course'"),
        (Closed(question="course", by="clock"), "no question 'course'"),
        (Connected(seat=9), "no seat 9"),
        (Undone(target=4), "no correction 4"),
    ):
        with pytest.raises(ValueError, match=message):
            step(state, RoundStamped(1, START, event))
