"""A question with another key: what the teacher says is right, put where its author wrote it."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from quizgame.backend.live.ranges import range_of, range_text
from quizgame.catalogue import _
from quizgame.errors import RefusedError
from quizgame.model.bank import question_content, question_from_content
from quizgame.model.questions.arrange import Matching, Ordering
from quizgame.model.questions.base import Question, Response
from quizgame.model.questions.choice import TRUE, TrueFalse
from quizgame.model.questions.cloze import ChoiceGap, Cloze, NumberGap, TextGap, split_gaps
from quizgame.model.questions.text import (
    Numeric,
    NumericFields,
    ShortText,
    ShortTextFields,
    number_fraction,
    text_fraction,
)
from quizgame.model.text import fold

if TYPE_CHECKING:
    from quizgame.backend.views import QuestionView

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeyView:
    """What is right in a question of the round, for the teacher alone.

    `response` is the key as an answer to `question`, numbers with how far off still counts. `words`
    has all that is right, a text for each part. `is_typed` says whether several texts may be right.
    """

    question: "QuestionView"
    response: Response
    words: tuple[str, ...]
    is_typed: bool


def key_of(question: Question) -> Response:
    """Return the key as a teacher would give it: a number with how far off still counts."""
    key = question.key()
    if isinstance(question, Numeric):
        return (range_text(question),)
    if isinstance(question, Cloze):
        gaps = (question.gaps[name] for name in split_gaps(question.text)[1])
        return tuple(
            range_text(gap) if isinstance(gap, NumberGap) else right
            for gap, right in zip(gaps, key, strict=True)
        )
    return key


def key_words(question: Question) -> tuple[str, ...]:
    """Return all that is right, in words, a text for each part."""
    if isinstance(question, ShortText):
        return (" / ".join(question.answers),)
    words = question.describe(key_of(question))
    if isinstance(question, Cloze):
        gaps = (question.gaps[name] for name in split_gaps(question.text)[1])
        return tuple(
            " / ".join(gap.answers) if isinstance(gap, TextGap) else one
            for gap, one in zip(gaps, words, strict=True)
        )
    return words


def is_typed(question: Question) -> bool:
    """Return whether several texts may be right in a part of a question."""
    if isinstance(question, Cloze):
        return any(isinstance(gap, TextGap) for gap in question.gaps.values())
    return isinstance(question, ShortText)


def with_key(question: Question, key: Response, language: str, *, beside: bool = False) -> Question:
    """Return a question with what a teacher answered as its key.

    `key` is in the question's stored tokens; parts that are as in `key_of` stay as they are. Typed
    text takes the place of all that was right, or is right `beside` it. A number may have behind it
    how far off still counts, or be a range. Raises RefusedError where that is no key.
    """
    now = key_of(question)
    if key == now and (beside or not is_typed(question)):
        return question
    if len(key) != len(now) and (question.type != "multiple-response" or not key):
        raise no_key()
    data: Fields = json.loads(question_content(question))
    match question:
        case ShortText():
            _type(data, question, key[0], beside=beside)
        case Numeric():
            _number(data, question, key[0], language)
        case Ordering():
            _order(data, question, key)
        case Matching():
            _match(data, question, key)
        case Cloze():
            _fill(data["gaps"], question, key, language, beside=beside)
        case TrueFalse():
            data["answer"] = key == (TRUE,)
        case _:
            _choose(data, key)
    return made(data)


def made(data: Fields) -> Question:
    """Return the question in a table; raises RefusedError where it is none."""
    try:
        question = question_from_content(json.dumps(data))
    except ValueError as error:
        raise no_key() from error
    if question.faults():
        raise no_key()
    return question


def no_key() -> RefusedError:
    """Return what is said of an answer that no question can have for its key."""
    return RefusedError(_("That can not be the key of this question."))


def with_accepted(question: Question, accepted: tuple[Response, ...]) -> Question:
    """Return a question with answers among its right ones that were accepted.

    Each is in the question's tokens, "" where a part is not meant. Raises RefusedError where a
    question of its type has no room for a second right answer.
    """
    data: Fields = json.loads(question_content(question))
    for response in accepted:
        if isinstance(question, ShortText):
            _type(data, question, response[0], beside=True)
        elif isinstance(question, Cloze):
            for name, token in zip(split_gaps(question.text)[1], response, strict=False):
                gap = question.gaps[name]
                if token and not isinstance(gap, TextGap):
                    raise _no_room()
                if token and isinstance(gap, TextGap):
                    _type(data["gaps"][name], gap, token, beside=True)
        else:
            raise _no_room()
    return made(data)


def _no_room() -> RefusedError:
    return RefusedError(
        _("In a bank such a question has one right answer, and you accepted another beside it."),
        _("Undo that and change the key, or write it into the bank in the editor."),
    )


def without_answer(question: Question, part: int, typed: str) -> Question:
    """Return a question in which what was typed in a part (from 0) is right no more.

    The question itself where that is not right by its key. Raises RefusedError where nothing would
    be right then, and for answers that are not typed texts.
    """
    data: Fields = json.loads(question_content(question))
    fields: ShortTextFields
    if isinstance(question, ShortText):
        fields, table = question, data
    elif isinstance(question, Cloze):
        name = split_gaps(question.text)[1][part]
        gap = question.gaps[name]
        if not isinstance(gap, TextGap):
            return _unless_right(question, part, typed)
        fields, table = gap, data["gaps"][name]
    else:
        return _unless_right(question, part, typed)
    if text_fraction(fields, typed)[0] < 1:
        return question
    left = [one for one in fields.answers if _folded(one, fields) != _folded(typed, fields)]
    if not left:
        raise _only_one()
    table["answers"] = left
    if text_fraction(_texts(fields, left), typed)[0] == 1:  # as a slip of another
        table.setdefault("wrong", []).append({"answer": typed})
    return made(data)


def _unless_right(question: Question, part: int, token: str) -> Question:
    if question.key()[part : part + 1] == (token,):
        raise _only_one()
    return question


def _only_one() -> RefusedError:
    return RefusedError(
        _("Nothing else would be right then."), _("Change the key instead, or void the question.")
    )


def _texts(fields: ShortTextFields, answers: list[str]) -> TextGap:
    return TextGap(
        answers=tuple(answers),
        typos=fields.typos,
        case=fields.case,
        accents=fields.accents,
        wrong=fields.wrong,
    )


def _folded(text: str, fields: ShortTextFields) -> str:
    return fold(text, case=fields.case, accents=fields.accents)


def _type(table: Fields, fields: ShortTextFields, typed: str, *, beside: bool) -> None:
    """Make a typed text right; a wrong answer that was foreseen is no more when it is right."""
    typed = typed.strip()
    if not fold(typed):
        raise no_key()
    answers: list[str] = table["answers"] if beside else []
    if _folded(typed, fields) not in {_folded(one, fields) for one in answers}:
        answers = [*answers, typed]
    table["answers"] = answers
    right = {_folded(one, fields) for one in answers}
    _keep_wrong(
        table, [one for one in _wrong(table) if _folded(str(one["answer"]), fields) not in right]
    )


def _number(table: Fields, fields: NumericFields, typed: str, language: str) -> None:
    """Make a number right, or a range of numbers."""
    found = range_of(typed, language, fields.units)
    if found is None:
        raise no_key()
    table["answer"] = found.answer
    for name, far in (("tolerance", found.tolerance), ("tolerance_percent", found.percent)):
        table.pop(name, None)
        if far:
            table[name] = far
    gap = NumberGap(answer=found.answer, tolerance=found.tolerance, tolerance_percent=found.percent)
    if Decimal(str(gap.answer)) != Decimal(str(found.answer)):  # of more digits than a bank keeps
        raise no_key()
    wrong = [one for one in _wrong(table) if number_fraction(gap, str(one["answer"]), "en")[0] < 1]
    _keep_wrong(table, wrong)


def _wrong(table: Fields) -> list[Fields]:
    wrong: list[Fields] = table.get("wrong", [])
    return wrong


def _keep_wrong(table: Fields, wrong: list[Fields]) -> None:
    if wrong:
        table["wrong"] = wrong
    else:
        table.pop("wrong", None)


def _choose(table: Fields, right: Response) -> None:
    tokens = {option.get("id", str(at)): option for at, option in enumerate(table["options"])}
    if not right or not tokens.keys() >= set(right):
        raise no_key()
    for token, option in tokens.items():
        option.pop("correct", None)
        if token in right:
            option.pop("fraction", None)
            option["correct"] = True


def _order(table: Fields, question: Ordering, key: Response) -> None:
    if sorted(key) != sorted(question.key()):
        raise no_key()
    table["items"] = [question.items[int(token)] for token in key]


def _match(table: Fields, question: Matching, key: Response) -> None:
    """Give each left side its partner; who is no partner any more goes on as a distractor."""
    texts = {item.token: item.text for item in question.present(None).blanks[0].items}
    if not texts.keys() >= set(key):
        raise no_key()
    for pair, token in zip(table["pairs"], key, strict=True):
        pair["right"] = texts[token]
    rights = {texts[token] for token in key}
    lures = [one for one in table.get("distractors", []) if one["text"] not in rights]
    known = rights | {one["text"] for one in lures}
    left = dict.fromkeys(pair.right for pair in question.pairs if pair.right not in known)
    table.pop("distractors", None)
    if lures or left:
        table["distractors"] = [*lures, *({"text": text} for text in left)]


def _fill(
    tables: dict[str, Fields], question: Cloze, key: Response, language: str, *, beside: bool
) -> None:
    """Make right what fills each gap, where that is not the gap's key already."""
    names = split_gaps(question.text)[1]
    for name, before, given in zip(names, key_of(question), key, strict=True):
        table, gap = tables[name], question.gaps[name]
        if before == given:
            continue
        if isinstance(gap, ChoiceGap):
            _choose(table, (given,))
        elif isinstance(gap, NumberGap):
            _number(table, gap, given, language)
        else:
            _type(table, gap, given, beside=beside)
