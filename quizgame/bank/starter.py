"""What an author begins with: a question of each type, and a whole commented bank."""

from collections.abc import Container
from typing import Any

from quizgame.catalogue import _

TYPES = (
    "single-choice",
    "multiple-response",
    "true-false",
    "short-text",
    "numeric",
    "ordering",
    "matching",
    "cloze",
)


def free_id(stem: str, taken: Container[str]) -> str:
    """Return `stem`, or `stem-2`, `stem-3` and so on: the first that is not taken."""
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def blank_question(type_name: str, taken: Container[str]) -> dict[str, Any]:
    """Return a draft of a type whose texts say what belongs in their place.

    Raises LookupError for a type that does not exist.
    """
    return {
        "id": free_id("new-question", taken),
        "type": type_name,
        "stem": _("What do you want to ask?"),
        "explanation": "",
        "tags": [],
        "difficulty": "medium",
        "status": "draft",
        **_own_fields()[type_name],
    }


def _own_fields() -> dict[str, dict[str, Any]]:
    right, wrong = _("The right option"), _("A wrong option")
    other = _("Another wrong option")
    return {
        "single-choice": {
            "options": [
                {"text": right, "correct": True},
                {"text": wrong, "rationale": ""},
                {"text": other, "rationale": ""},
            ]
        },
        "multiple-response": {
            "options": [
                {"text": right, "correct": True},
                {"text": _("Another right option"), "correct": True},
                {"text": wrong, "rationale": ""},
                {"text": other, "rationale": ""},
            ]
        },
        "true-false": {"answer": True, "rationale": ""},
        "short-text": {"answers": [_("the answer")], "typos": 1},
        "numeric": {"answer": 0, "units": []},
        "ordering": {"items": [_("What comes first"), _("What comes next"), _("What comes last")]},
        "matching": {
            "pairs": [
                {"left": _("One thing"), "right": _("What belongs to it")},
                {"left": _("Another thing"), "right": _("What belongs to that")},
            ]
        },
        "cloze": {
            "text": _("A sentence with a {{gap}}."),
            "gaps": {"gap": {"answers": [_("word")]}},
        },
    }
