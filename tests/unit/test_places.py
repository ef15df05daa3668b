"""Places in long lists of tables: the same as those of the file's tree, without the tree."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgame import documents
from quizgame.documents import parse
from quizgame.documents.layout import Keys
from quizgame.documents.pieces import Pieces
from tests.unit.bank.odd_banks import QUESTIONS
from tests.unit.bank.random_layouts import Speller

SLOW = settings(max_examples=60, suppress_health_check=list(HealthCheck))
DEEPER: tuple[Keys, ...] = (("missing",), (0,), ("n", 0, "text"))


def ways(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    """Yield the way to each value of some data, and ways that lead nowhere."""
    yield keys
    yield from (keys + deeper for deeper in DEEPER)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from ways(inner, (*keys, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from ways(inner, (*keys, index))


def differing(raw: bytes, concerned: int) -> list[Keys]:
    """Return the ways that have another place when few tables are looked at than in the tree."""
    document = parse(raw, "bank.toml")
    assert document.data is not None
    pieces = Pieces(document, "question", len(document.data["question"]), concerned)
    return [
        keys
        for keys in ways(document.data)
        for value in (False, True)
        if pieces.place(keys, value=value) != document.place(keys, value=value)
    ]


@SLOW
@given(st.data(), st.sampled_from([1, 100]))
def test_each_key_of_any_layout_has_the_place_that_the_tree_gives(
    data: st.DataObject, concerned: int
) -> None:
    """Whatever spelling TOML allows, each key, value, item and gap is told of where it stands."""
    assert differing(Speller(data).bank(), concerned) == []


NESTED = """\
[[question]]
id = "a" # [[ "
dates = [1979-05-27 07:32:00, 07:32:00, # one, two ["
  "]", '{', \"\"\"x
]\"\"\", # ]
]
apple.color = { "a\\u0062" = 1, "\\"" = [1, 2], b.c = [2] }
[question.apple.taste]
sweet = true
[[question.options]]
text = "x"
  [[question.options.inner]]
  y = 1
[[quiz]]
id = "q"
text = "no"
[[question.options]]
text = "y"
[question.options.more]
z = { }
[[question]]
"""
DEEP = "[[question]]\nid = 1\ndeep = [[[[[[{ a = [1] }, 2]]]]]]\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bank", [*QUESTIONS, NESTED, DEEP], ids=[*"1234", "nested", "deep"])
def test_each_key_of_an_odd_layout_has_the_place_that_the_tree_gives(
    bank: str, newline: str
) -> None:
    """Deep lists, dates, comments with brackets and tables below tables are told of rightly."""
    text = f"format = 1\n{bank}\n{bank}".replace("\n", newline)
    assert differing(text.encode(), 100) == []


def test_a_long_list_of_tables_needs_no_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of options, evidence and gaps in usual layouts the places are found without a tree."""
    text = """\
[[question]]
stem = "s"
options = [
  { text = "x" }, # first
  { text = "y", correct = true },
]
gaps.n = { answer = 1 }

[[question.evidence]]
exact = "one"

[[question.evidence]]
exact = "two"
[question.gaps.m]
answers = ["a", "b"]
"""
    document = parse(text.encode() * 300, "bank.toml")
    pieces = Pieces(document, "question", 300, 300)

    def no_tree(raw: bytes) -> None:
        pytest.fail(f"a tree was made of {len(raw)} bytes")

    monkeypatch.setattr(documents, "Layout", no_tree)
    first = 299 * 15
    assert pieces.place(("question", 299, "stem")) == (first + 2, 1)
    assert pieces.place(("question", 299, "options", 1)) == (first + 5, 3)
    assert pieces.place(("question", 299, "options", 1, "text"), value=True) == (first + 5, 12)
    assert pieces.place(("question", 299, "gaps", "n", "answer")) == (first + 7, 12)
    assert pieces.place(("question", 299, "evidence", 1)) == (first + 12, 1)
    assert pieces.place(("question", 299, "evidence", 0, "exact")) == (first + 10, 1)
    assert pieces.place(("question", 299, "gaps", "m", "answers", 1)) == (first + 15, 17)
    assert pieces.place(("question", 299, "question_time")) == (first + 1, 1)
