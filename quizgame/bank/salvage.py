"""What can still be understood of a table with an error, so that all its errors are told at once.

Nothing of it is ever played.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from quizgame.model.questions.base import Evidence

T = TypeVar("T")

_EVIDENCE = TypeAdapter(Evidence)


def salvaged(adapter: TypeAdapter[T], fields: Any, faulty: Iterable[str]) -> T | None:
    """Return what `fields` would be without the keys in `faulty`, or None where they are needed."""
    if not isinstance(fields, dict):
        return None
    left_out = set(faulty)
    try:
        return adapter.validate_python(
            {key: value for key, value in fields.items() if key not in left_out}
        )
    except ValidationError:
        return None


def evidence_in(question: Any) -> Iterator[tuple[int, Evidence]]:
    """Yield the pieces of evidence of a question's table that can be proven, with their indices."""
    listed = question.get("evidence") if isinstance(question, dict) else None
    for index, fields in enumerate(listed if isinstance(listed, list) else ()):
        try:
            yield index, _EVIDENCE.validate_python(fields)
        except ValidationError as error:
            faulty = [str(detail["loc"][0]) for detail in error.errors() if detail["loc"]]
            evidence = salvaged(_EVIDENCE, fields, faulty)
            if evidence is not None and (evidence.exact or evidence.parts):
                yield index, evidence
