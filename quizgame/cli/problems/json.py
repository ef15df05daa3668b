"""For programs: one JSON value with every field of every problem."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quizgame.bank.summary import SourceSummary
from quizgame.cli.problems.base import Checked, as_json
from quizgame.model.text import clean_line


def written(banks: Iterable[Checked]) -> Iterator[str]:
    """Yield a JSON document."""
    listed = list(banks)
    document = {
        "format": 1,
        "problems": [as_json(problem) for checked in listed for problem in checked.problems],
        "banks": [_bank(checked) for checked in listed],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _bank(checked: Checked) -> dict[str, Any]:
    errors = sum(problem.is_error for problem in checked.problems)
    found: dict[str, Any] = {
        "path": clean_line(str(checked.path)),
        "errors": errors,
        "warnings": len(checked.problems) - errors,
    }
    summary = checked.summary
    if summary is None:
        return {**found, "id": None}
    return {
        **found,
        "id": summary.id,
        "title": clean_line(summary.title),
        "ready": summary.ready,
        "drafts": summary.drafts,
        "left_out": summary.left_out,
        "types": dict(summary.types),
        "tags": {clean_line(tag): count for tag, count in summary.tags.items()},
        "difficulties": dict(summary.difficulties),
        "sources": [_source(source) for source in summary.sources],
        "stem_grade": _rounded(summary.grade),
    }


def _source(source: SourceSummary) -> dict[str, Any]:
    return {
        "id": source.key,
        "title": clean_line(source.title),
        "sentences": source.sentences,
        "quoted_sentences": source.quoted,
        "paragraphs": source.paragraphs,
        "unquoted_paragraphs": list(source.unquoted),
        "grade": _rounded(source.grade),
    }


def _rounded(grade: float | None) -> float | None:
    return None if grade is None else round(grade, 1)
