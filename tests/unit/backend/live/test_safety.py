"""Nothing of a key is in what students and the projector get before the reveal."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from quizgame.backend.live.views import CountsView
from quizgame.backend.views import QuestionView, RevealView
from quizgame.bank.load import load_bank
from quizgame.engine.selection import presented
from quizgame.model.questions.base import Question
from tests.unit.backend.live.lessons import EVERY_TYPE, Lesson, played

_BANK = load_bank(EVERY_TYPE).bank
assert _BANK is not None
QUESTIONS = {question.id: question for question in _BANK.playable()}


def inside(value: Any) -> Iterator[Any]:
    """Give a view and all that is in it."""
    yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from inside(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from inside(one)


def secrets_of(question: Question) -> set[str]:
    """Return the texts of a question that only its reveal may tell."""
    shown = question.present(None)
    open_texts = {question.stem, *shown.segments}
    open_texts |= {one.text for blank in shown.blanks for one in blank.items}
    if shown.form != "cloze":  # a gap's label is its author's name for it
        open_texts |= {blank.label for blank in shown.blanks}
    language = "en"
    verdicts = question.verdicts(question.key(), language)
    found = {question.explanation, question.discuss, *(one.rationale for one in verdicts)}
    found |= {text for one in question.evidence for text in (one.exact, *one.parts)}
    found |= {one.key for one in verdicts} | set(question.describe(question.key()))
    found |= {token for token in question.key() if not token.isdigit()}
    return {text for text in found if text and text not in open_texts}


def what_leaks(view: Any, question: Question) -> list[Any]:
    """Return what in a view tells of the key of a question that is not revealed."""
    secret = secrets_of(question)
    found: list[Any] = []
    for one in inside(view):
        if isinstance(one, RevealView):
            found.append(one)
        elif isinstance(one, CountsView):
            rights = [count.right for part in one.parts for count in part.counts]
            found += [one] if any(rights) or one.right or one.right_share is not None else []
        elif isinstance(one, str) and one in secret:
            found.append(one)
        elif isinstance(one, QuestionView):
            tokens = {t.token for blank in one.presentation.blanks for t in blank.items}
            found += [token for token in tokens if not token.isdigit()]
    return found


@pytest.mark.parametrize("question_id", list(QUESTIONS))
@pytest.mark.parametrize("is_right", [True, False])
def test_no_key_before_the_reveal(lesson: Lesson, question_id: str, *, is_right: bool) -> None:
    """Open, closed, and in the second vote: what others get does not tell what is right."""
    question = QUESTIONS[question_id]

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        while (await lesson.show(ann, bo)).question.id != question_id:  # type: ignore[union-attr]
            await lesson.teacher.skip()

        def leaks() -> list[Any]:
            lesson.teacher.renew()
            return [
                *what_leaks(bo.view(), question),
                *what_leaks(lesson.teacher.view(), question),
                *what_leaks(lesson.board, question),
            ]

        assert not leaks()
        await lesson.answer(ann, lesson.right() if is_right else lesson.wrong())
        assert not leaks()
        await lesson.teacher.close()
        assert not leaks()
        await lesson.teacher.begin_second_vote()
        await lesson.answer(ann, lesson.wrong() if is_right else lesson.right())
        assert not leaks()
        await lesson.teacher.close()
        assert not leaks()
        await lesson.teacher.reveal()
        told = bo.view().told
        assert told is not None
        assert told.key_text
        assert not (told.explanation)
        assert not (told.quotations)
        assert not (told.discuss)
        assert not any(verdict.rationale for verdict in told.verdicts)
        await lesson.teacher.explain()
        assert bo.view().told.quotations  # type: ignore[union-attr]

    played(lesson, play)


def test_a_key_that_is_an_order_is_never_shown_as_it_is_written() -> None:
    """Also where the options of a quiz are not shuffled, an ordering is."""
    for question_id in ("order", "pairs"):
        question = QUESTIONS[question_id]
        written = question.present(None)
        shown = {presented(question, seed, shuffled=False) != written for seed in range(20)}
        assert True in shown


def test_typed_text_is_not_projected_until_it_is_picked(lesson: Lesson) -> None:
    """What somebody typed is on no board before the teacher picked it, and then on all."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.skip_to("minister", ann, bo)
        await lesson.answer(ann, ("a rude word",))
        await lesson.through()
        lesson.teacher.renew()
        for view in (bo.view(), lesson.teacher.view(), lesson.board):
            assert "rude" not in repr(view)
        counts = lesson.teacher.view(private=True).counts
        assert counts is not None
        [one] = counts.parts[0].counts
        assert one.text == "a rude word"
        await lesson.teacher.pick_text("minister", 0, one.name)
        assert "a rude word" in repr(bo.view().board.counts)

    played(lesson, play)


def test_the_article_is_not_marked_before_the_reveal(lesson: Lesson) -> None:
    """While a question is open its quotation is not highlighted; once it is explained it is."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        for is_told in (False, True):
            if is_told:
                await lesson.answer(ann)
                await lesson.through()
            else:
                await lesson.show(ann)
            article = ann.article(at_quotation=True)
            assert article is not None
            marked = any(mark for one in article.paragraphs for _text, mark in one)
            assert marked == is_told

    played(lesson, play)
