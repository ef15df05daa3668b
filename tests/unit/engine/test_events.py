"""Events survive being written down."""

from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quizgame.engine.events import Event, Reading, Stamped, Started, decode, encode
from tests.unit.engine.sittings import NAMES, START, a_plan

text = st.text(st.characters(codec="utf-8"), max_size=20)
readings = st.builds(
    Reading,
    wall=st.floats(allow_nan=False, allow_infinity=False),
    mono=st.floats(allow_nan=False, allow_infinity=False),
    run=text,
)


FIELDS: dict[str, Any] = {
    "question": text,
    "response": st.lists(text, max_size=8).map(tuple),
    "certainty": st.integers(0, 3),
    "late": st.booleans(),
    "by_clock": st.booleans(),
    "closed": st.booleans(),
    "on": st.booleans(),
}
KINDS: list[Any] = [kind for kind in get_args(get_args(Event)[0]) if kind is not Started]


def _drawn(kind: Any) -> SearchStrategy[Event]:
    names = [field.name for field in fields(kind) if field.name != "name"]
    return st.builds(kind, **{name: FIELDS[name] for name in names})


@given(st.integers(0, 10**6), readings, st.sampled_from(KINDS).flatmap(_drawn))
def test_round_trip(seq: int, at: Reading, event: Event) -> None:
    """Every event, with any text and any clock reading, comes back as it was."""
    stamped = Stamped(seq, at, event)
    assert decode(encode(stamped)) == stamped


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "null",
        "{",
        '{"seq": 1, "at": {"wall": 0, "mono": 0, "run": ""}, "event": {"name": "won"}}',
        '{"seq": 1, "at": {"wall": 0, "mono": 0}, "event": {"name": "seen"}}',
        '{"seq": 1, "at": {"wall": 0, "mono": 0, "run": ""}, "event": {"name": "seen", "x": 1}}',
    ],
)
def test_what_is_no_event_is_refused(broken: str) -> None:
    """A damaged record is a ValueError, never a wrong state."""
    with pytest.raises(ValueError, match="validation error"):
        decode(broken)


def test_a_start_comes_back() -> None:
    """The start holds all that a replay needs, and comes back as it was."""
    started = Stamped(0, START, a_plan(NAMES, factor=1.25, seed=2**70))
    assert decode(encode(started)) == started
