"""What a teacher may put right in a live round: a bad question, an answer, a key.

A correction regrades all responses to the question, in the round and after it. What was earned
before stays known, and each correction can be undone.
"""

from quizgame.catalogue import _
from quizgame.engine.round_answers import NOTHING, OnScreens, closing
from quizgame.engine.round_events import AnswerAccepted, KeyChanged, Undone, Voided
from quizgame.engine.round_marks import accepts, asks_the_same, grading, has_own_parts
from quizgame.engine.round_seats import RoundEvents
from quizgame.engine.round_state import Revisions, Round, RoundItem, place_of
from quizgame.errors import RefusedError
from quizgame.model.bank import content_hash, scoring_hash
from quizgame.model.questions.base import Question, Response


def void(
    state: Round, revisions: Revisions, question_id: str, on_screen: OnScreens = NOTHING
) -> RoundEvents:
    """Return the events that credit everybody who was there; an open question closes first."""
    item = _require_shown(state, question_id)
    if grading(state, item, revisions).void:
        raise RefusedError(_("This question is void already."))
    is_open = state.phase == "open" and item is state.item
    closed = closing(state, revisions, "teacher", on_screen) if is_open else ()
    return (*closed, Voided(question=question_id))


def accept_answer(
    state: Round, revisions: Revisions, question_id: str, response: Response
) -> RoundEvents:
    """Return the events that make a response right for everybody who gave it.

    Where each part of a response stands for itself, parts that are not meant are "".
    """
    item = _require_closed(state, question_id)
    graded = grading(state, item, revisions)
    question, language = graded.question, state.plan.language
    if has_own_parts(question):
        key = question.key()
        fits = len(response) == len(key) and any(response)
        response = tuple(response) if fits else ()
        given = graded.read(response)
        whole = tuple(part or right for part, right in zip(given, key, strict=False))
    else:
        whole = graded.read(response)
    if not question.is_complete(whole, language):
        raise RefusedError(_("That is no whole answer to this question."))
    if accepts(question, whole, map(graded.read, graded.accepted), language) == 1:
        raise RefusedError(_("This answer is right already."))
    return (AnswerAccepted(question=question_id, response=response),)


def change_key(
    state: Round, revisions: Revisions, question_id: str, changed: Question
) -> RoundEvents:
    """Return the events that score all responses by a `changed` revision of the question.

    The caller keeps that revision before it commits them. Refused where something else than the key
    would be another: students answered what they saw.
    """
    item = _require_closed(state, question_id)
    if not asks_the_same(revisions[item.ref.revision], changed):
        raise RefusedError(
            _("Only the key may change: students answered what was on screen."),
            _("Accept another answer instead, or void the question."),
        )
    if scoring_hash(changed) == scoring_hash(grading(state, item, revisions).question):
        raise RefusedError(_("That is the key already."))
    return (
        KeyChanged(
            question=question_id,
            revision=content_hash(changed),
            scoring_hash=scoring_hash(changed),
        ),
    )


def undo(state: Round, seq: int) -> RoundEvents:
    """Return the events that take back the correction that was event number `seq`."""
    known = next((one for one in state.corrections if one.seq == seq), None)
    if known is None:
        raise RefusedError(_("There is nothing like that to undo."))
    if known.undone:
        raise RefusedError(_("That has been undone already."))
    return (Undone(target=seq),)


def _require_shown(state: Round, question_id: str) -> RoundItem:
    place = place_of(state, question_id)
    if place < 0 or not state.items[place].is_shown:
        raise RefusedError(_("This question has not been asked."), _("Skip it instead."))
    if state.items[place].skipped:
        raise RefusedError(_("This question was skipped: it counts for nobody."))
    return state.items[place]


def _require_closed(state: Round, question_id: str) -> RoundItem:
    item = _require_shown(state, question_id)
    if state.phase == "open" and item is state.item:
        raise RefusedError(_("A question is open."), _("Close it first."))
    return item
