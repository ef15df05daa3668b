"""A bank's own values: what may be played, and when two revisions are the same."""

from typing import Any

import pytest
from hypothesis import given

from quizgame.model.bank import (
    BANK_ADAPTER,
    Bank,
    content_hash,
    question_content,
    question_from_content,
    scoring_hash,
)
from quizgame.model.questions.base import Question
from tests.unit.engine.strategies import questions
from tests.unit.samples import SAMPLES, make_question

QUESTION = {
    "id": "q",
    "type": "single-choice",
    "stem": "Who?",
    "explanation": "Because.",
    "options": [{"text": "A", "correct": True}, {"text": "B", "rationale": "No."}],
}


def changed(**fields: Any) -> Question:
    """The question with some fields changed."""
    return make_question(**{**QUESTION, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"stem": "Whom?"},
        {"explanation": "Therefore."},
        {"tags": ["people"]},
        {"id": "other"},
        {"evidence": [{"source": "s", "exact": "some words of it"}]},
        {"options": [{"text": "A", "correct": True}, {"text": "B", "rationale": "Never."}]},
        {"options": [{"text": "B", "rationale": "No."}, {"text": "A", "correct": True}]},
        {"options": [{"text": " a", "correct": True}, {"text": "B", "rationale": "No."}]},
    ],
)
def test_a_mended_text_keeps_the_scoring(fields: dict[str, Any]) -> None:
    """Wording, order and reasons change the content and not what is right."""
    assert scoring_hash(changed(**fields)) == scoring_hash(changed())
    assert content_hash(changed(**fields)) != content_hash(changed())


@pytest.mark.parametrize(
    "options",
    [
        [{"text": "A"}, {"text": "B", "correct": True}],
        [{"text": "A", "correct": True}, {"text": "C"}],
        [{"text": "A", "correct": True}, {"text": "B", "fraction": 0.5}],
        [{"text": "A", "correct": True}, {"text": "B"}, {"text": "C"}],
    ],
)
def test_a_changed_key_changes_the_scoring(options: list[dict[str, Any]]) -> None:
    """Another key, another option or another fraction is another question to the scores."""
    assert scoring_hash(changed(options=options)) != scoring_hash(changed())


def test_an_option_with_an_id_may_be_reworded() -> None:
    """Statistics hang on the id where there is one, so its text is free to change."""
    one = changed(options=[{"text": "A", "correct": True, "id": "a"}, {"text": "B", "id": "b"}])
    two = changed(options=[{"text": "An A", "correct": True, "id": "a"}, {"text": "C", "id": "b"}])
    assert scoring_hash(one) == scoring_hash(two)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_each_type_is_stored_and_read_back(kind: str) -> None:
    """A stored revision is the question again, with the same hashes."""
    question = SAMPLES[kind].question
    again = question_from_content(question_content(question))
    assert again == question
    assert content_hash(again) == content_hash(question)
    assert scoring_hash(again) == scoring_hash(question)


@given(questions())
def test_any_question_is_stored_and_read_back(question: Question) -> None:
    """No text that a question may hold is lost or changed on the way to the database."""
    again = question_from_content(question_content(question))
    assert again == question
    assert (content_hash(again), scoring_hash(again)) == (
        content_hash(question),
        scoring_hash(question),
    )


def test_what_is_no_revision_is_refused() -> None:
    """Content that is not a question raises ValueError and nothing else."""
    for content in ("", "{}", "[]", '{"type": "essay"}', "\x00"):
        with pytest.raises(ValueError, match=r"."):
            question_from_content(content)


def bank(**fields: Any) -> Bank:
    """A bank of three questions, of which one is a draft."""
    listed = [{**QUESTION, "id": name} for name in ("one", "two")]
    listed.append({**QUESTION, "id": "three", "status": "draft"})
    return BANK_ADAPTER.validate_python(
        {"format": 1, "id": "b", "title": "B", "question": listed, **fields}
    )


def test_drafts_are_not_played() -> None:
    """A draft is in the bank and never among what is played."""
    assert [question.id for question in bank().playable()] == ["one", "two"]
    assert len(bank().question) == 3


def test_the_whole_bank_is_always_a_quiz() -> None:
    """It is found under `all`, beside those that are written."""
    written = bank(quiz=[{"id": "first", "title": "First"}])
    first = written.find_quiz("first")
    assert first is not None
    assert first.title == "First"
    whole = written.find_quiz("all")
    assert whole is not None
    assert (whole.title, whole.ids, whole.draw) == ("B", (), ())
    assert written.find_quiz("") == whole
    assert written.find_quiz("nothing") is None
