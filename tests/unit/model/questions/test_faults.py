"""What a question can not be, though each of its fields may be right by itself."""

from typing import Any

import pytest
from hypothesis import given

from quizgame.model.questions.base import Question
from tests.unit.engine.strategies import questions
from tests.unit.samples import SAMPLES, make_question

RIGHT = {"text": "A", "correct": True}


def faults(kind: str, **fields: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """The codes and places of a question's faults."""
    question = make_question(id="q", type=kind, stem="s", **fields)
    return [(code, where) for code, where, message in question.faults() if message]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([RIGHT, {"text": "B"}], []),
        ([{"text": "A"}, {"text": "B"}], [("QG013", ("options",))]),
        ([RIGHT, {"text": "B", "correct": True}], [("QG014", ("options", 1))]),
        ([RIGHT, {"text": " A "}], [("QG016", ("options", 1))]),
        ([RIGHT, {"text": "B", "id": "x"}, {"text": "C", "id": "x"}], [("QG016", ("options", 2))]),
        ([RIGHT, {"text": "B", "id": "0"}], [("QG016", ("options", 1))]),
        ([RIGHT, {"text": "a"}], []),
        ([{**RIGHT, "fraction": 0.5}, {"text": "B"}], [("QG015", ("options", 0, "fraction"))]),
        ([RIGHT, {"text": "B", "fraction": 0.5}], []),
    ],
)
def test_single_choice_has_one_key(
    options: list[dict[str, Any]], expected: list[tuple[str, tuple[str | int, ...]]]
) -> None:
    """Exactly one option is right, and no two are the same."""
    assert faults("single-choice", options=options) == expected


def test_multiple_response_has_a_key_and_no_fractions() -> None:
    """At least one option is right; a fraction would do nothing."""
    assert faults("multiple-response", options=[RIGHT, {"text": "B", "correct": True}]) == []
    assert faults("multiple-response", options=[{"text": "A"}, {"text": "B"}]) == [
        ("QG013", ("options",))
    ]
    assert faults("multiple-response", options=[RIGHT, {"text": "B", "fraction": 0.5}]) == [
        ("QG015", ("options", 1, "fraction"))
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("short-text", {"answers": ["a"], "wrong": [{"answer": "A "}]}, ("QG017", ("wrong", 0))),
        ("short-text", {"answers": ["a", " "]}, ("QG019", ("answers", 1))),
        ("numeric", {"answer": 5, "wrong": [{"answer": 5.0}]}, ("QG017", ("wrong", 0))),
        (
            "numeric",
            {"answer": 5, "tolerance": 2, "wrong": [{"answer": 9}, {"answer": 6}]},
            ("QG017", ("wrong", 1)),
        ),
        ("numeric", {"answer": 5, "wrong": [{"answer": "five"}]}, ("QG017", ("wrong", 0))),
        ("numeric", {"answer": 1e300}, ("QG019", ("answer",))),
        ("ordering", {"items": ["a", "b", " a"]}, ("QG016", ("items", 2))),
        (
            "matching",
            {"pairs": [{"left": "a", "right": "b"}, {"left": "a", "right": "c"}]},
            ("QG016", ("pairs", 1)),
        ),
        (
            "matching",
            {
                "pairs": [{"left": "a", "right": "b"}, {"left": "c", "right": "b"}],
                "distractors": [{"text": "b"}],
            },
            ("QG016", ("distractors", 0)),
        ),
        ("cloze", {"text": "{{a}} {{b}}", "gaps": {"a": {"answer": 1}}}, ("QG018", ("text",))),
        ("cloze", {"text": "{{a}} {{a}}", "gaps": {"a": {"answer": 1}}}, ("QG018", ("text",))),
        (
            "cloze",
            {"text": "{{a}}", "gaps": {"a": {"answer": 1}, "b": {"answer": 1}}},
            ("QG018", ("gaps", "b")),
        ),
        (
            "cloze",
            {"text": "{{a}}", "gaps": {"a": {"options": [RIGHT, RIGHT]}}},
            ("QG014", ("gaps", "a", "options", 1)),
        ),
        (
            "cloze",
            {"text": "{{a}}", "gaps": {"a": {"answers": ["x"], "wrong": [{"answer": "X"}]}}},
            ("QG017", ("gaps", "a", "wrong", 0)),
        ),
    ],
)
def test_other_types_have_faults_of_their_own(
    kind: str, fields: dict[str, Any], expected: tuple[str, tuple[str | int, ...]]
) -> None:
    """A fault has a code and the way to where it stands."""
    assert expected in faults(kind, **fields)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_samples_are_without_fault(kind: str) -> None:
    """A sound question of each type has none."""
    assert SAMPLES[kind].question.faults() == ()


@given(questions())
def test_places_of_faults_lead_somewhere(question: Question) -> None:
    """Whatever a question has for faults, their places are fields that it has."""
    for code, where, message in question.faults():
        assert code.startswith("QG0")
        assert message
        assert hasattr(question, str(where[0]))


@pytest.mark.parametrize(
    ("typed", "typos", "fraction"),
    [
        ("convention", 0, 1.0),
        ("convenion", 0, 0.0),
        ("convenion", 1, 1.0),
        ("ocnvention", 1, 1.0),
        ("convneiton", 1, 0.0),
        ("convneiton", 2, 1.0),
        ("on munitions", 2, 0.0),
    ],
)
def test_slips_are_forgiven_as_far_as_allowed(typed: str, typos: int, fraction: float) -> None:
    """One slip is a letter more, less, changed or two swapped; whole words are no slips."""
    question = make_question(
        id="q", type="short-text", stem="s", answers=["convention"], typos=typos
    )
    assert question.score((typed,), "en") == fraction


@pytest.mark.parametrize(("typed", "fraction"), [("War 2", 1.0), ("Wart 2", 0.0), ("War 3", 0.0)])
def test_short_words_and_numbers_allow_no_slips(typed: str, fraction: float) -> None:
    """In a word of four letters, or a number, a slip makes another word."""
    question = make_question(id="q", type="short-text", stem="s", answers=["War 2"], typos=2)
    assert question.score((typed,), "en") == fraction


def test_a_foreseen_wrong_answer_is_never_a_slip() -> None:
    """What the author foresaw as wrong is wrong, however near it is to the answer."""
    question = make_question(
        id="q",
        type="short-text",
        stem="s",
        answers=["Lithuania"],
        typos=2,
        wrong=[{"answer": "Lithuanian", "rationale": "That is the language."}],
    )
    assert question.score(("lithuanian",), "en") == 0
    (verdict,) = question.verdicts(("lithuanian",), "en")
    assert verdict.rationale == "That is the language."
