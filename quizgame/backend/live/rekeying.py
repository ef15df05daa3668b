"""A question with another key: what the teacher says is right, put where its author wrote it."""

import json
from string import ascii_uppercase
from typing import Any

from quizgame.catalogue import _
from quizgame.engine.round_events import RoundStarted
from quizgame.engine.round_state import presentation
from quizgame.errors import RefusedError
from quizgame.model.bank import question_content, question_from_content
from quizgame.model.numbers import read_number
from quizgame.model.questions.base import Question, Response
from quizgame.model.text import fold


def with_key(question: Question, plan: RoundStarted, key: tuple[str, ...]) -> Question:
    """Return a question of a round with another key.

    `key` has the letters of the options that are right, as they stand on screen, or the answers
    that are, as they are typed. Raises RefusedError where that is no key of the question.
    """
    data = json.loads(question_content(question))
    shown = presentation(plan, question)
    if shown.form == "choice":
        tokens = [item.token for item in shown.blanks[0].items]
        _choose(data, _tokens(tokens, key))
    elif question.type == "short-text":
        known = {fold(answer) for answer in key}
        data["answers"] = list(key)
        wrong = data.get("wrong", ())
        data["wrong"] = [one for one in wrong if fold(str(one["answer"])) not in known]
    elif question.type == "numeric":
        data["answer"] = _number(question, plan.language, key)
        data.pop("wrong", None)
    else:
        raise RefusedError(
            _("The key of such a question is in its parts."),
            _("Accept another answer instead, or void the question."),
        )
    try:
        changed = question_from_content(json.dumps(data))
    except ValueError as error:
        raise _no_key() from error
    if changed.faults():
        raise _no_key()
    return changed


def _tokens(tokens: list[str], letters: tuple[str, ...]) -> Response:
    places = [ascii_uppercase.find(one.strip().upper()) for one in letters]
    if not places or not all(len(one.strip()) == 1 for one in letters):
        raise _no_key()
    if not all(0 <= place < len(tokens) for place in places):
        raise _no_key()
    return tuple(tokens[place] for place in places)


def _choose(data: dict[str, Any], right: Response) -> None:
    if data["type"] == "true-false":
        data["answer"] = right == ("true",)
        return
    for index, option in enumerate(data["options"]):
        option.pop("fraction", None)
        option["correct"] = option.get("id", str(index)) in right


def _number(question: Question, language: str, key: tuple[str, ...]) -> int | float:
    values = read_number(key[0], language, question.present(None).blanks[0].units).values
    if len(key) != 1 or len(values) != 1:
        raise _no_key()
    value = float(values[0])
    return int(value) if value.is_integer() else value


def _no_key() -> RefusedError:
    return RefusedError(_("That can not be the key of this question."))
