"""What holds for several keys of a table together, as JSON Schema says it.

The reader tells all of this by itself (in `faults`, and while a bank is read), and more, such as
whether a quotation stands in its source. What can be said here an editor sees while one types.
"""

from typing import Any

from quizgame.model.questions import QUESTION_TYPES

_SMALLEST = {"file": "minLength", "text": "minLength", "exact": "minLength"}


def _where(**fields: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a table whose `fields` are there and fit; it may have others."""
    return {"required": list(fields), **_with(**fields)}


def _with(**fields: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a table whose `fields` fit where they are; it may have others."""
    # Said though it is the default: checkers that are strict take a list of keys for all of them.
    return {"type": "object", "properties": fields, "additionalProperties": True}


def _filled(key: str) -> dict[str, Any]:
    return _where(**{key: {_SMALLEST.get(key, "minItems"): 1}})


def _one_of(one: str, other: str) -> dict[str, Any]:
    return {"oneOf": [_filled(one), _filled(other)]}


_RIGHT = _where(correct={"const": True})
_ONE_KEY = {"properties": {"options": {"contains": _RIGHT, "minContains": 1, "maxContains": 1}}}
_PROVEN_OR_DRAFT = {"anyOf": [_filled("evidence"), _where(status={"const": "draft"})]}

CONDITIONS: dict[str, dict[str, Any]] = {
    "Bank": {
        "allOf": [
            {
                "if": _where(tone={"const": "sober"}),
                "then": _with(quiz={"items": _with(scoring={"const": "accuracy"})}),
            },
            {
                "if": _where(evidence={"const": "required"}),
                "then": _with(question={"items": _PROVEN_OR_DRAFT}),
            },
        ]
    },
    "Source": _one_of("file", "text"),
    "Evidence": _one_of("exact", "parts"),
    "Quiz": {
        "properties": {"id": {"not": {"const": "all"}}, "ids": {"uniqueItems": True}},
        "not": {"allOf": [_filled("ids"), _filled("draw")]},
    },
    "Draw": {"properties": {"types": {"items": {"enum": list(QUESTION_TYPES)}}}},
    "Option": {"if": _RIGHT, "then": _with(fraction={"const": 0})},
    "SingleChoice": _ONE_KEY,
    "ChoiceGap": _ONE_KEY,
    "MultipleResponse": {
        "properties": {
            "options": {
                "contains": _RIGHT,
                "minContains": 1,
                "items": {"allOf": [{"$ref": "#/$defs/Option"}, _with(fraction={"const": 0})]},
            }
        }
    },
    "Ordering": {"properties": {"items": {"uniqueItems": True}}},
}
