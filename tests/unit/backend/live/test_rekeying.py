"""Another key for a question of any type, as a teacher says it."""

from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from quizgame.backend.live.ranges import range_of, range_text
from quizgame.backend.live.rekeying import (
    key_of,
    key_words,
    with_accepted,
    with_key,
    without_answer,
)
from quizgame.engine.round_marks import asks_the_same, renumbered
from quizgame.errors import RefusedError
from quizgame.model.numbers import read_number
from quizgame.model.questions.base import Question, Response
from tests.unit.engine.strategies import LANGUAGES, questions, responses
from tests.unit.samples import SAMPLES
from tests.unit.samples import make_question as made_from


def make_question(**fields: Any) -> Question:
    """Return a question of these fields and those that every question has."""
    return made_from(**{"id": "one", "stem": "Which?", **fields})


@given(questions(), st.sampled_from(LANGUAGES), st.data())
def test_what_the_teacher_answers_becomes_the_key(
    question: Question, language: str, data: DataObject
) -> None:
    """Of every type: it earns the whole, the question looks as before, and nothing else is lost."""
    beside, key = data.draw(st.booleans()), data.draw(responses(question.present(None)))
    assume(question.is_complete(key, language) and not question.objection(key, language))
    try:
        changed = with_key(question, key, language, beside=beside)
    except RefusedError:
        reject()
    tokens = renumbered(question, changed)
    assert changed.score(tuple(tokens.get(one, one) for one in key), language) == 1
    assert asks_the_same(question, changed)
    assert (changed.stem, changed.explanation, changed.evidence) == (
        question.stem,
        question.explanation,
        question.evidence,
    )
    if beside and question.type == "short-text":
        assert changed.score(question.key(), language) == 1


@given(questions(), st.sampled_from(LANGUAGES), st.data())
def test_the_key_put_back_is_the_key(question: Question, language: str, data: DataObject) -> None:
    """Another key and then the first again: the first earns the whole, as it did."""
    key = data.draw(responses(question.present(None)))
    assume(question.is_complete(key, language) and not question.objection(key, language))
    try:
        changed = with_key(question, key, language)
        tokens = renumbered(question, changed)
        first = tuple(tokens.get(one, one) for one in key_of(question))
        again = with_key(changed, first, language)
    except RefusedError:  # such as of a number too long to be typed
        reject()
    back = renumbered(question, again)
    assert again.score(tuple(back.get(one, one) for one in question.key()), language) == 1


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_the_key_as_it_is_changes_nothing(kind: str) -> None:
    """Who answers as the key says is told no other key, and each part is told in words."""
    question = SAMPLES[kind].question
    assert with_key(question, key_of(question), "en", beside=True) == question
    assert all(key_words(question))


NUMBER = {"type": "numeric", "answer": 120, "tolerance": 2, "units": ["metres"]}


@pytest.mark.parametrize(
    ("typed", "right", "wrong"),
    [
        ("99", ("99",), ("98", "120")),
        ("99 +- 2", ("97", "101 metres"), ("96.9", "102")),
        ("100 metres ± 5 %", ("95", "105"), ("94", "106")),
        ("10 .. 14", ("10", "12", "14"), ("9", "15")),
        ("99.5 +/- 0.5", ("99", "100"), ("98",)),
    ],
)
def test_a_number_with_how_far_off_still_counts(
    typed: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    """A teacher says a number, a number and how far off, a share of it, or a range."""
    changed = with_key(make_question(**NUMBER), (typed,), "en")
    assert {changed.score((one,), "en") for one in right} == {1}
    assert {changed.score((one,), "en") for one in wrong} == {0}


@pytest.mark.parametrize(
    "typed",
    [
        str(10**18 + 1),
        "1174493398673915904",
        "",
        "many",
        "5 +- many",
        "5 +- 1 +- 1",
        "9..5",
        "1..2..3",
        "+-",
    ],
)
def test_what_is_no_number_is_no_key(typed: str) -> None:
    """What can not be read as one is refused."""
    with pytest.raises(RefusedError):
        with_key(make_question(**NUMBER), (typed,), "en")


@given(
    st.integers(-(10**9), 10**9),
    st.integers(0, 10**6).map(lambda one: one / 100),
    st.sampled_from(LANGUAGES),
)
def test_a_range_reads_as_it_is_written(answer: int, tolerance: float, language: str) -> None:
    """What the field offers first is the key that there is, in every language."""
    question = make_question(type="numeric", answer=answer, tolerance=tolerance)
    found = range_of(range_text(question), language)  # type: ignore[arg-type]
    assert found is not None
    assert (found.answer, found.tolerance) == (answer, tolerance)


def test_a_partner_that_nobody_has_goes_on_as_a_distractor() -> None:
    """In matching every right side stays on screen, whatever belongs to what."""
    question = make_question(
        type="matching",
        pairs=[{"left": "a", "right": "1"}, {"left": "b", "right": "2"}],
        distractors=[{"text": "3", "rationale": "Because."}],
    )
    changed = with_key(question, ("d0", "1"), "en")
    assert key_words(changed) == ("a: 3", "b: 2")
    assert with_key(changed, changed.key(), "en") == changed
    assert [one.text for one in changed.distractors] == ["1"]  # type: ignore[attr-defined]


TEXT = {
    "type": "short-text",
    "answers": ["mayor", "the mayor"],
    "typos": 1,
    "wrong": [{"answer": "the engineer", "rationale": "She spoke."}],
}
CLOZE = {
    "type": "cloze",
    "text": "The {{who}} paid {{n}}, said {{by}}.",
    "gaps": {
        "who": {"answers": ["mayor", "the mayor"]},
        "n": {"answer": 3},
        "by": {"options": [{"text": "Ann", "correct": True}, {"text": "Bo"}]},
    },
}


def test_typed_text_is_right_beside_the_others_or_alone() -> None:
    """Both are offered; an answer that was foreseen as wrong is right then, too."""
    question = make_question(**TEXT)
    beside = with_key(question, ("The Engineer",), "en", beside=True)
    assert key_words(beside) == ("mayor / the mayor / The Engineer",)
    alone = with_key(question, ("The Engineer",), "en")
    assert alone.score(("mayor",), "en") == 0
    assert alone.score(("the engineer",), "en") == 1
    gaps = make_question(**CLOZE)
    changed = with_key(gaps, ("queen", "3", "1"), "en", beside=True)
    assert key_words(changed) == ("mayor / the mayor / queen", "3", "Bo")


@pytest.mark.parametrize(
    ("question", "part", "typed", "left"),
    [
        (TEXT, 0, "The Mayor", ("mayor",)),
        (CLOZE, 0, "mayor", ("the mayor", "3", "Ann")),
    ],
)
def test_a_typed_answer_is_withdrawn(
    question: dict[str, object], part: int, typed: str, left: Response
) -> None:
    """It is right no more, and the others still are."""
    before = make_question(**question)
    after = without_answer(before, part, typed)
    assert key_words(after) == left
    given = tuple(typed if at == part else one for at, one in enumerate(before.key()))
    assert before.score(given, "en") == 1
    assert after.score(given, "en") < 1


def test_a_slip_is_withdrawn() -> None:
    """What passed for a slip of a right answer passes no more; the right answer does."""
    after = without_answer(make_question(**TEXT), 0, "mayer")
    assert after.score(("mayer",), "en") == 0
    assert after.score(("mayor",), "en") == 1


@pytest.mark.parametrize(
    ("question", "part", "typed"),
    [
        ({"type": "short-text", "answers": ["mayor"]}, 0, "mayor"),
        (CLOZE, 2, "0"),
        ({"type": "true-false", "answer": True}, 0, "true"),
    ],
)
def test_something_stays_right(question: dict[str, object], part: int, typed: str) -> None:
    """The only right answer is not withdrawn: the key is changed instead."""
    with pytest.raises(RefusedError, match="Nothing else would be right"):
        without_answer(make_question(**question), part, typed)


def test_accepted_answers_become_part_of_the_key() -> None:
    """Typed ones stand beside the others; where there is room for one alone it is refused."""
    question = with_accepted(make_question(**TEXT), (("queen",), ("Queen",)))
    assert key_words(question) == ("mayor / the mayor / queen",)
    gaps = with_accepted(make_question(**CLOZE), (("queen", "", ""),))
    assert key_words(gaps)[0] == "mayor / the mayor / queen"
    for fields, response in ((CLOZE, ("", "4", "")), (NUMBER, ("4",))):
        with pytest.raises(RefusedError, match="one right answer"):
            with_accepted(make_question(**fields), (response,))


def test_every_number_of_a_range_can_be_read() -> None:
    """Three decimals are no group of thousands."""
    question = make_question(type="numeric", answer=1.125, tolerance=0.125)
    assert read_number(range_text(question).split(" +- ")[0], "de").values  # type: ignore[arg-type]
    assert with_key(question, ("1.1250 +- 0.1250",), "de") == question
