"""Tokens on screen that are none of the question's."""

import pytest

from quizgame.engine.masking import mask, unmask
from tests.unit.samples import SAMPLES


@pytest.mark.parametrize("kind", SAMPLES)
def test_foreign_tokens_are_never_an_answer(kind: str) -> None:
    """Stored tokens, other places and too many of them are no answer to what is chosen from."""
    question = SAMPLES[kind].question
    presentation = question.present(None)
    shown = mask(presentation)
    if not any(blank.items for blank in shown.blanks):
        return
    for token in ("0", "99", "near", "true", "", "-1"):
        response = (token,) * max(1, len(shown.blanks))
        assert not question.is_complete(unmask(presentation, response), "en")
    if shown.form in {"match", "cloze"}:
        right = ("1",) * len(shown.blanks)
        assert not question.is_complete(unmask(presentation, (*right, "1")), "en")
