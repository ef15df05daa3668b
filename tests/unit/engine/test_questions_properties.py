"""What holds for every question of every type: its key, its bounds, its order."""

from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine.masking import mask, mask_response, unmask
from quizgame.engine.selection import option_order
from quizgame.model.bank import question_content, question_from_content, scoring_hash
from quizgame.model.questions.base import Question
from tests.unit.engine.strategies import (
    LANGUAGES,
    order_keys,
    questions,
    responses,
    seeds,
    typed,
)
from tests.unit.samples import sendable


@given(questions(), st.sampled_from(LANGUAGES))
def test_the_key_is_right_in_every_language(question: Question, language: str) -> None:
    """The key of any question can be sent and earns the whole, in any language."""
    assert sendable(question, question.key(), language)
    assert question.score(question.key(), language) == 1.0


@given(st.data(), questions(), seeds, st.sampled_from(LANGUAGES))
def test_shuffling_never_changes_a_score(
    data: st.DataObject, question: Question, seed: int, language: str
) -> None:
    """The key and any other answer earn the same in whatever order they were offered."""
    plain = question.present(None)
    answer = data.draw(responses(plain))
    for order in (option_order(seed, question.id), data.draw(order_keys()), None):
        presentation = question.present(order)
        for stored in (answer, question.key()):
            given_on_screen = mask_response(presentation, stored)
            back = unmask(presentation, given_on_screen)
            assert back == stored
            assert question.score(back, language) == question.score(stored, language)


@given(st.data(), questions(), order_keys())
def test_a_masked_answer_scores_as_it_was_meant(
    data: st.DataObject, question: Question, order: object
) -> None:
    """What is chosen on screen by its text is what is scored."""
    presentation = question.present(order)  # type: ignore[arg-type] # an order key, as drawn
    shown = mask(presentation)
    response = data.draw(responses(shown))
    stored = unmask(presentation, response)
    assert mask_response(presentation, stored) == response
    assert 0 <= question.score(stored, "en") <= 1
    for index, (token, kept) in enumerate(zip(response, stored, strict=True)):
        blank = shown.blank_at(index)
        if blank.items:
            text = next(item.text for item in blank.items if item.token == token)
            origin = presentation.blank_at(index).items
            assert text == next(item.text for item in origin if item.token == kept)


@given(questions(), order_keys())
def test_a_mask_tells_nothing(question: Question, order: object) -> None:
    """Tokens and gap labels on screen are places, whatever the author called them."""
    shown = mask(question.present(order))  # type: ignore[arg-type] # an order key, as drawn
    for number, blank in enumerate(shown.blanks, 1):
        places = [str(place) for place in range(1, len(blank.items) + 1)]
        assert [item.token for item in blank.items] == places
        if shown.form == "cloze":
            assert blank.label == str(number)


@given(questions(), st.lists(typed, max_size=9).map(tuple), st.sampled_from(LANGUAGES))
def test_no_response_breaks_a_question(
    question: Question, response: tuple[str, ...], language: str
) -> None:
    """Whatever is sent is scored between nothing and the whole, described, and never raises."""
    assert 0 <= question.score(response, language) <= 1
    stored = unmask(question.present(None), response)
    assert 0 <= question.score(stored, language) <= 1
    question.describe(response)
    question.classify(response, language)
    question.verdicts(response, language)
    question.objection(response, language)
    question.is_complete(response, language)


@given(questions("multiple-response"), st.data())
def test_multiple_response_formula(question: Question, data: st.DataObject) -> None:
    """(right - wrong) / keys, not below 0; all or nothing where the author asks for it."""
    response = data.draw(responses(question.present(None)))
    keys = set(question.key())
    right, wrong = len(keys & set(response)), len(set(response) - keys)
    expected = max(0.0, (right - wrong) / len(keys))
    if getattr(question, "grading", "") == "all-or-nothing" and expected < 1:
        expected = 0.0
    assert question.score(response, "en") == expected


@given(st.data(), questions())
def test_only_the_whole_earns_the_whole(data: st.DataObject, question: Question) -> None:
    """A full mark means that every part is right, and every part right means a full mark."""
    response = data.draw(responses(question.present(None)))
    verdicts = question.verdicts(response, "en")
    if question.present(None).form == "choice":
        right = all(one.right == one.chosen for one in verdicts)
    else:
        right = all(one.right for one in verdicts)
    assert (question.score(response, "en") == 1.0) == right


@given(questions())
def test_a_stored_question_is_the_same_question(question: Question) -> None:
    """The revision kept with an attempt gives back a question that scores alike."""
    again = question_from_content(question_content(question))
    assert again == question
    assert scoring_hash(again) == scoring_hash(question)
