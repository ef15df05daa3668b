"""Which questions are asked, and in which order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine.selection import Wanted, option_order, select, sort_key
from quizgame.model.bank import BANK_ADAPTER, Bank, Quiz
from quizgame.model.questions.base import Question
from tests.unit.engine.strategies import seeds
from tests.unit.samples import SAMPLES, make_question

LEVELS = ("easy", "medium", "hard")
TAGS = ("people", "places", "numbers")


def _question(number: int) -> Question:
    return make_question(
        id=f"q{number}",
        type="true-false",
        stem=f"Statement {number}.",
        answer=True,
        difficulty=LEVELS[number % 3],
        tags=[TAGS[number % 2]],
    )


def _bank(questions: list[Question], **more: Any) -> Bank:
    return BANK_ADAPTER.validate_python(
        {"format": 1, "id": "bank", "title": "A bank", "question": questions, **more}
    )


def _quiz(**fields: Any) -> Quiz:
    bank = _bank([], quiz=[{"id": "quiz", "title": "A quiz", **fields}])
    return bank.quiz[0]


def _ids(bank: Bank, quiz: Quiz, seed: int, wanted: Wanted | None = None) -> list[str]:
    return [question.id for question in select(bank, quiz, seed, wanted).questions]


counts = st.integers(1, 6)
draws = st.lists(
    st.fixed_dictionaries(
        {"count": counts},
        optional={
            "difficulty": st.lists(st.sampled_from(LEVELS), min_size=1, max_size=2),
            "tags": st.lists(st.sampled_from(TAGS), min_size=1, max_size=2),
        },
    ),
    min_size=1,
    max_size=3,
)


@given(st.integers(0, 15), st.integers(0, 15), seeds, draws)
def test_an_added_question_takes_one_place_at_most(
    count: int, place: int, seed: int, drawn: list[dict[str, Any]]
) -> None:
    """A new question may be drawn; the others stay, but for one, and keep their order."""
    before = [_question(number) for number in range(count)]
    after = before[:]
    after.insert(min(place, count), _question(99))
    for quiz in (_quiz(), _quiz(draw=drawn), _quiz(shuffle_questions=False)):
        old, new = _ids(_bank(before), quiz, seed), _ids(_bank(after), quiz, seed)
        kept = [name for name in new if name != "q99"]
        assert set(kept) <= set(old)
        assert len(old) - len(kept) <= (1 if "q99" in new else 0)
        assert kept == [name for name in old if name in kept]


@given(st.permutations(range(8)), seeds, counts)
def test_the_order_of_the_file_does_not_matter(places: list[int], seed: int, count: int) -> None:
    """A shuffled quiz depends on seed and ids alone, however the bank is sorted."""
    written = _bank([_question(number) for number in range(8)])
    sorted_otherwise = _bank([_question(number) for number in places])
    for wanted in (Wanted(), Wanted(count=count), Wanted(tags=("people",))):
        for quiz in (_quiz(), _quiz(draw=[{"count": count}])):
            first = _ids(written, quiz, seed, wanted)
            assert first == _ids(sorted_otherwise, quiz, seed, wanted)
            assert len(set(first)) == len(first)


def test_draws_take_what_they_ask_for() -> None:
    """Values within a field mean any of, fields combine with and, no question comes twice."""
    bank = _bank([_question(number) for number in range(12)])
    quiz = _quiz(draw=[{"count": 2, "difficulty": ["easy"], "tags": ["people"]}, {"count": 5}])
    chosen = select(bank, quiz, 1).questions
    assert len({question.id for question in chosen}) == 7
    assert sum(q.difficulty == "easy" and q.tags == ("people",) for q in chosen) >= 2
    by_type = _quiz(draw=[{"count": 3, "types": ["cloze"]}])
    assert select(bank, by_type, 1).is_short


def test_ids_keep_their_order_and_leave_out_what_is_not_ready() -> None:
    """A quiz of named questions asks those, in the author's order unless shuffled, none twice."""
    draft = make_question(id="d", type="true-false", stem="?", answer=True, status="draft")
    bank = _bank([*(_question(number) for number in range(4)), draft])
    quiz = _quiz(ids=["q3", "q0", "d", "q3", "gone"], shuffle_questions=False)
    found = select(bank, quiz, 5)
    assert [question.id for question in found.questions] == ["q3", "q0"]
    assert found.asked_for == 4
    assert found.is_short
    assert "d" not in _ids(bank, _quiz(), 5)


@pytest.mark.parametrize(("count", "expected"), [(-3, 0), (0, 0), (2, 2), (99, 4)])
def test_count_narrows_and_never_adds(count: int, expected: int) -> None:
    """A player gets at most as many as asked for, and is told when there are fewer."""
    bank = _bank([_question(number) for number in range(4)])
    found = select(bank, _quiz(shuffle_questions=False), 3, Wanted(count=count))
    assert len(found.questions) == expected
    assert found.is_short == (count > expected)
    whole = _ids(bank, _quiz(shuffle_questions=False), 3)
    narrowed = [question.id for question in found.questions]
    assert narrowed == [name for name in whole if name in narrowed]


def test_seeds_differ() -> None:
    """Another seed asks in another order."""
    bank = _bank([_question(number) for number in range(12)])
    assert len({tuple(_ids(bank, _quiz(), seed)) for seed in range(20)}) == 20


def test_orders_of_a_seed_are_fixed_for_ever() -> None:
    """What a seed gave once it gives on every Python: a change here breaks kept sittings."""
    assert sort_key(7, "order", "q1").hex() == "543159ba197d89a9edc0434f074f4428"
    bank = _bank([_question(number) for number in range(8)])
    drawn = _quiz(draw=[{"count": 3, "tags": ["people"]}, {"count": 2}])
    assert _ids(bank, _quiz(), 7) == ["q1", "q3", "q7", "q6", "q4", "q0", "q2", "q5"]
    assert _ids(bank, drawn, 7) == ["q3", "q6", "q4", "q2", "q5"]
    assert _ids(bank, _quiz(), 7, Wanted(count=3)) == ["q7", "q4", "q5"]
    shown = {
        kind: [
            [item.token for item in blank.items]
            for blank in sample.question.present(option_order(7, sample.question.id)).blanks
            if blank.items
        ]
        for kind, sample in SAMPLES.items()
    }
    assert shown == {
        "single-choice": [["near", "1", "0"]],
        "multiple-response": [["france", "2", "0", "3"]],
        "true-false": [["true", "false"]],
        "short-text": [],
        "numeric": [],
        "ordering": [["0", "2", "1"]],
        "matching": [["3", "d0", "1", "0"]] * 4,
        "cloze": [["0", "1"]],
    }
