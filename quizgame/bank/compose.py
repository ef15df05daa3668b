"""Questions and banks that are written anew, in the manner of the format's documentation."""

from collections.abc import Mapping
from typing import Any

from quizgame.documents.values import toml_key, toml_pair, toml_value

_ORDER = (
    "id",
    "formerly",
    "type",
    "stem",
    "text",
    "explanation",
    "discuss",
    "tags",
    "difficulty",
    "status",
    "points",
    "question_time",
)
_LAST = ("gaps", "evidence")


def question_text(fields: Mapping[str, Any], newline: str = "\n") -> str:
    """Return a question as a table `[[question]]`: what it is first, its proofs last."""
    middle = [key for key in fields if key not in {*_ORDER, *_LAST}]
    gaps, evidence = fields.get("gaps"), fields.get("evidence")
    are_gaps = isinstance(gaps, Mapping)
    are_tables = bool(evidence) and isinstance(evidence, list)
    are_tables = are_tables and all(isinstance(one, Mapping) for one in evidence or ())
    plain = [*_ORDER, *middle, *([] if are_gaps else ["gaps"])]
    plain += [] if are_tables else ["evidence"]
    lines = ["[[question]]"]
    lines += [toml_pair(key, fields[key], newline) for key in plain if key in fields]
    for name, gap in gaps.items() if isinstance(gaps, Mapping) else ():
        lines.append(f"gaps.{toml_key(name)} = {toml_value(gap)}")
    for one in evidence if isinstance(evidence, list) and are_tables else ():
        lines.append("[[question.evidence]]")
        lines += [toml_pair(key, value, newline) for key, value in one.items()]
    return newline.join(lines) + newline
