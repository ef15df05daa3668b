"""A sample question of every type, with responses that are right, partly right, wrong, unusable."""

from dataclasses import dataclass
from typing import Any

from quizgame.model.bank import QUESTION_ADAPTER
from quizgame.model.questions.base import Question, Response


def make_question(**fields: Any) -> Question:
    """Return a question of the given fields, checked as one of a bank is."""
    return QUESTION_ADAPTER.validate_python(fields)


@dataclass(frozen=True)
class Sample:
    """A question with stored responses to it.

    `right` earn 1 and `wrong` 0, `partly` what stands beside them; `invalid` may not be sent: they
    are incomplete, of another question, or can not be read.
    """

    question: Question
    right: tuple[Response, ...]
    partly: tuple[tuple[Response, float], ...]
    wrong: tuple[Response, ...]
    invalid: tuple[Response, ...]


SAMPLES: dict[str, Sample] = {
    "single-choice": Sample(
        make_question(
            id="city",
            type="single-choice",
            stem="In which city was the summit?",
            options=[
                {"text": "Vilnius", "correct": True},
                {"text": "Hiroshima", "rationale": "That was another one."},
                {"text": "Kaunas", "id": "near", "fraction": 0.25},
            ],
        ),
        right=(("0",),),
        partly=((("near",), 0.25),),
        wrong=(("1",),),
        invalid=((), ("",), ("2",), ("0", "1"), ("Vilnius",)),
    ),
    "multiple-response": Sample(
        make_question(
            id="signed",
            type="multiple-response",
            stem="Who has signed?",
            options=[
                {"text": "Britain", "correct": True},
                {"text": "France", "correct": True, "id": "france"},
                {"text": "Russia"},
                {"text": "Ukraine"},
            ],
        ),
        right=(("0", "france"), ("france", "0")),
        partly=((("0",), 0.5), (("0", "france", "2"), 0.5)),
        wrong=(("2",), ("0", "3"), ("2", "3")),
        invalid=((), ("",), ("0", ""), ("0", "0"), ("9",)),
    ),
    "true-false": Sample(
        make_question(id="member", type="true-false", stem="Britain has signed.", answer=True),
        right=(("true",),),
        partly=(),
        wrong=(("false",),),
        invalid=((), ("",), ("True",), ("true", "false")),
    ),
    "short-text": Sample(
        make_question(
            id="leader",
            type="short-text",
            stem="Who was prime minister?",
            answers=["Rishi Sunak", "Sunak"],
            typos=1,
            wrong=[{"answer": "Boris Johnson", "fraction": 0.1}, {"answer": "Truss"}],
        ),
        right=(("Rishi Sunak",), ("  rishi   SUNAK ",), ("Sunek",)),
        partly=((("boris johnson",), 0.1),),
        wrong=(("Truss",), ("Biden",)),
        invalid=((), ("",), (" \t",), ("Rishi", "Sunak")),
    ),
    "numeric": Sample(
        make_question(
            id="states",
            type="numeric",
            stem="How many states have signed?",
            answer=123,
            tolerance=1,
            units=["states"],
            wrong=[{"answer": 100, "fraction": 0.5}],
        ),
        right=(("123",), ("122",), ("124 states",), ("123.5",)),
        partly=((("100",), 0.5),),
        wrong=(("125",), ("-123",), ("0",)),
        invalid=((), ("",), ("many",), ("1,234",), ("123", "123"), ("\N{SUPERSCRIPT TWO}²²x",)),
    ),
    "ordering": Sample(
        make_question(
            id="course",
            type="ordering",
            stem="What came first?",
            items=["The visit", "The summit", "The return"],
        ),
        right=(("0", "1", "2"),),
        partly=((("1", "2", "0"), 0.5), (("2", "0", "1"), 0.5)),
        wrong=(("2", "1", "0"), ("0", "2", "1")),
        invalid=((), ("0",), ("0", "1"), ("0", "1", "1"), ("0", "1", ""), ("0", "1", "2", "0")),
    ),
    "matching": Sample(
        make_question(
            id="roles",
            type="matching",
            stem="Who is what?",
            pairs=[
                {"left": "Sunak", "right": "prime minister"},
                {"left": "Johnson", "right": "former prime minister"},
                {"left": "May", "right": "former prime minister"},
                {"left": "Biden", "right": "president"},
            ],
            distractors=[{"text": "king", "rationale": "Nobody here is a king."}],
        ),
        right=(("0", "1", "1", "3"),),
        partly=((("0", "1", "1", "d0"), 0.75), (("1", "1", "0", "d0"), 0.25)),
        wrong=(("3", "3", "3", "0"), ("d0", "d0", "d0", "d0")),
        invalid=((), ("0", "1", "1"), ("0", "1", "1", ""), ("0", "1", "2", "3"), ("0",) * 5),
    ),
    "cloze": Sample(
        make_question(
            id="sentence",
            type="cloze",
            stem="Fill the gaps.",
            text="One of {{n}} states; {{who}} backed it, in {{{{brackets}}, at {{where}}.",
            gaps={
                "n": {"answer": 123, "wrong": [{"answer": 100, "fraction": 0.5}]},
                "who": {"options": [{"text": "Sunak"}, {"text": "Johnson", "correct": True}]},
                "where": {"answers": ["Vilnius"], "typos": 1},
            },
        ),
        right=(("123", "1", "Vilnius"), (" 123 ", "1", "vilnus")),
        partly=(
            (("123", "0", "Selby"), 1 / 3),
            (("100", "1", "Vilnius"), 2.5 / 3),
            (("100", "0", "Selby"), 0.5 / 3),
        ),
        wrong=(("1", "0", "Selby"),),
        invalid=(
            (),
            ("", "", ""),
            ("123", "1"),
            ("123", "1", " "),
            ("many", "1", "Vilnius"),
            ("1,234", "1", "Vilnius"),
            ("123", "2", "Vilnius"),
            ("123", "1", "Vilnius", ""),
        ),
    ),
}


def sendable(question: Question, response: Response, language: str = "en") -> bool:
    """Return whether the rules let `response` be sent."""
    return question.is_complete(response, language) and not question.objection(response, language)
