"""Questions and reveals as a front end shows them: masked, cleaned, and the key only when told."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from string import ascii_uppercase

from quizgame.backend.quotations import Texts, quotation
from quizgame.backend.views import QuestionView, RevealView, VerdictView
from quizgame.catalogue import _
from quizgame.engine.masking import mask, mask_response
from quizgame.engine.results import mark_item, may_tell
from quizgame.engine.scoring import CERTAINTY, max_points
from quizgame.engine.selection import presented
from quizgame.engine.sitting import Sitting, question_limit
from quizgame.model.bank import Bank
from quizgame.model.questions.base import Blank, Item, Presentation, Question, Response, Verdict
from quizgame.model.text import clean_block, clean_line, fold

_UNITS_SHOWN = 1


def presentation_of(sitting: Sitting, question: Question) -> Presentation:
    """Return the question's presentation in this sitting's order, with stored tokens."""
    return presented(question, sitting.plan.seed, shuffled=sitting.plan.shuffle_options)


def _clean_blank(blank: Blank) -> Blank:
    return Blank(
        blank.kind,
        tuple(Item(item.token, clean_line(item.text)) for item in blank.items),
        clean_line(blank.label),
        tuple(clean_line(unit) for unit in blank.units[:_UNITS_SHOWN]),
    )


def _clean(presentation: Presentation) -> Presentation:
    return replace(
        presentation,
        blanks=tuple(_clean_blank(blank) for blank in presentation.blanks),
        segments=tuple(clean_block(segment) for segment in presentation.segments),
    )


def instruction(presentation: Presentation) -> str:
    """Return in a few words what is to be done."""
    if presentation.form == "choice":
        return _("Choose all that are right.") if presentation.many else _("Choose one.")
    if presentation.form == "entry":
        blank = presentation.blanks[0]
        if blank.kind == "number":
            unit = blank.units[0] if blank.units else ""
            return _("Type a number ({unit}).").format(unit=unit) if unit else _("Type a number.")
        return _("Type your answer.")
    return {
        "order": _("Bring these into the right order."),
        "match": _("Choose what belongs to each."),
    }.get(presentation.form, _("Fill the gaps."))


@lru_cache(maxsize=1024)
def _folded(word: str) -> str:
    """Return a word of a glossary folded: the same few come with every question."""
    return fold(word)


def words_for(bank: Bank | None, question: Question) -> tuple[tuple[str, str], ...]:
    """Return the glossary for a question: without a word it asks for, its own words first."""
    if bank is None or not bank.glossary:
        return ()
    key = fold(" ".join(question.describe(question.key())))
    stem = fold(question.stem)
    entries = [
        (clean_line(word), clean_block(meaning))
        for word, meaning in bank.glossary.items()
        if _folded(word) not in key
    ]
    return tuple(sorted(entries, key=lambda entry: (_folded(entry[0]) not in stem, entry[0])))


def question_view(
    sitting: Sitting, questions: Mapping[str, Question], bank: Bank | None, *, may_read: bool
) -> QuestionView:
    """Return the question on screen; the sitting must have one."""
    item = sitting.items[sitting.current]
    question = questions[item.ref.id]
    raw = presentation_of(sitting, question)
    return replace(
        unasked(question, raw, bank),
        number=sitting.current + 1,
        total=len(sitting.items),
        points=item.ref.points,
        response=mask_response(raw, item.response),
        certainty=item.certainty,
        marked=item.marked,
        closed=item.closed,
        limit=question_limit(sitting, sitting.current),
        base_limit=item.ref.limit if sitting.policy.timed else 0,
        may_read=may_read,
        needs_certainty=sitting.plan.scoring == CERTAINTY,
    )


def unasked(question: Question, raw: Presentation, bank: Bank | None) -> QuestionView:
    """Return a question as it looks wherever it is asked, without its place and what was answered.

    `raw` is its presentation with stored tokens.
    """
    shown = _clean(mask(raw))
    return QuestionView(
        id=question.id,
        number=0,
        total=0,
        type=question.type,
        stem=clean_block(question.stem),
        instruction=instruction(shown),
        presentation=shown,
        points=0,
        response=(),
        certainty=0,
        marked=False,
        closed=False,
        limit=None,
        base_limit=0,
        may_read=False,
        words=words_for(bank, question),
        needs_certainty=False,
        tags=tuple(clean_line(tag) for tag in question.tags),
    )


def _verdict_views(
    presentation: Presentation, verdicts: tuple[Verdict, ...]
) -> tuple[VerdictView, ...]:
    places: dict[str, int] = {}
    if presentation.form == "choice":
        places = {item.token: i for i, item in enumerate(presentation.blanks[0].items)}
        verdicts = tuple(sorted(verdicts, key=lambda verdict: places[verdict.token]))
    return tuple(
        VerdictView(
            letter=ascii_uppercase[places[verdict.token]] if places else "",
            text=clean_line(verdict.text),
            right=verdict.right,
            chosen=verdict.chosen,
            given=clean_line(verdict.given),
            key=clean_line(verdict.key),
            rationale=clean_block(verdict.rationale),
        )
        for verdict in verdicts
    )


def reveal_view(
    sitting: Sitting,
    questions: Mapping[str, Question],
    position: int,
    bank: Bank | None,
    texts: Texts,
    *,
    so_far: tuple[int, int],
) -> RevealView:
    """Return what is told about the question at `position` once it may be told.

    `so_far` counts how many questions were right, and how many told. Raises ValueError before the
    question may be told: the key stays here.
    """
    item = sitting.items[position]
    if not may_tell(sitting, item):
        message = "the key of an open question is not told"
        raise ValueError(message)
    question = questions[item.ref.id]
    mark = mark_item(sitting, item, question)
    raw = presentation_of(sitting, question)
    told = unmarked(question, raw, item.response, sitting.plan.language, bank, texts)
    return replace(
        told,
        outcome=mark.outcome,
        by_clock=item.by_clock,
        fraction=mark.fraction,
        points=mark.points,
        max_points=max_points(sitting.plan.scoring, item.ref.points),
        certainty=item.certainty,
        right_so_far=so_far[0],
        closed_so_far=so_far[1],
    )


def unmarked(  # noqa: PLR0917 - what a question is told with, wherever it was asked
    question: Question,
    raw: Presentation,
    response: Response,
    language: str,
    bank: Bank | None,
    texts: Texts,
) -> RevealView:
    """Return what is told about a question and a `response` to it, without what it earned.

    It has the key: only for questions that may be told. `raw` and `response` have stored tokens.
    """
    return RevealView(
        question_id=question.id,
        form=raw.form,
        many=raw.many,
        outcome="unanswered",
        by_clock=False,
        fraction=0,
        points=0,
        max_points=0,
        certainty=0,
        response_text=tuple(map(clean_line, question.describe(response))),
        key_text=_key_text(question, language),
        verdicts=_verdict_views(raw, question.verdicts(response, language)),
        explanation=clean_block(question.explanation),
        quotations=tuple(quotation(one, bank, texts) for one in question.evidence),
        discuss=clean_block(question.discuss),
        right_so_far=0,
        closed_so_far=0,
    )


def _key_text(question: Question, language: str) -> tuple[str, ...]:
    key = question.key()
    if question.type in {"single-choice", "multiple-response", "true-false"}:
        return tuple(map(clean_line, question.describe(key)))
    return tuple(clean_line(verdict.key) for verdict in question.verdicts(key, language))
