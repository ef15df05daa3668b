"""One question's table as a question, and what is wrong with it whatever else is in its bank."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from quizgame.bank.report import Objection
from quizgame.bank.salvage import salvaged
from quizgame.catalogue import _
from quizgame.model.bank import QUESTION_ADAPTER
from quizgame.model.questions.base import Question

_validated = QUESTION_ADAPTER.validate_python


def understood(fields: Any) -> tuple[Question | None, Sequence[Objection]]:
    """Return the question in the table `fields` and what is wrong with it, by keys within it.

    Where anything is wrong there is no question; everything else that is wrong is told all the
    same.
    """
    try:
        question = _validated(fields)
    except ValidationError as error:
        return None, _objections(error, fields)
    faults = question.faults()
    if not faults:
        return question, ()
    return None, [Objection(where, code, message) for code, where, message in faults]


def _objections(error: ValidationError, fields: Any) -> list[Objection]:
    from quizgame.bank.wording import objections  # noqa: PLC0415 - a sound bank needs no words

    found = list(objections(error, fields, None))
    told = {str(key) for one in found for key in one.keys[:1]}
    rest = salvaged(QUESTION_ADAPTER, fields, told)
    for code, where, message in rest.faults() if rest else ():
        if told.isdisjoint(where):
            found.append(Objection(where, code, message))
    return found


def id_in(fields: Any) -> str | None:
    """Return the id that the table of a question, sound or not, has."""
    name = fields.get("id") if isinstance(fields, dict) else None
    return name if isinstance(name, str) else None


def id_taken(name: str) -> Objection:
    """Return the objection to an id that another question has."""
    message = _("the question id `{id}` is already taken").format(id=name)
    return Objection(("id",), "QG011", message)


def unproven(question: Question) -> Objection | None:
    """Return the objection to a question without evidence where a bank requires it."""
    if question.evidence or question.status != "ready":
        return None
    return Objection(("id",), "QG037", _("this bank requires evidence for every question"))
