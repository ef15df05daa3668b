"""For code scanning and editors: SARIF 2.1.0, the OASIS format for results of static analysis.

Rules have no `helpUri`: the standard wants an absolute one, and GitHub refuses files with another.
Their `help` says where the documentation explains them.
"""

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from quizgame import __version__
from quizgame.bank.codes import Code, codes
from quizgame.catalogue import _
from quizgame.cli.problems.base import Checked, path_from_here, told
from quizgame.errors import Problem

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def written(banks: Iterable[Checked]) -> Iterator[str]:
    """Yield a SARIF log of one run."""
    known = codes()
    numbers = {name: number for number, name in enumerate(known)}
    address = cache(_uri)
    results = [
        _result(problem, numbers[problem.code], address(problem.path))
        for checked in banks
        for problem in checked.problems
    ]
    driver = {
        "name": "quizgame",
        "version": __version__,
        "rules": [_rule(code) for code in known.values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    explained = _("explained in {page}")
    return {
        "id": code.name,
        "shortDescription": {"text": code.summary},
        "help": {
            "text": explained.format(page=code.page),
            "markdown": explained.format(page=f"[{code.page}]({code.page})"),
        },
        "defaultConfiguration": {"level": code.severity},
    }


def _result(problem: Problem, number: int, uri: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(1, problem.column)}
    return {
        "ruleId": problem.code,
        "ruleIndex": number,
        "level": problem.severity,
        "message": {"text": told(problem)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """Return a file's address: relative inside the working folder, else absolute."""
    found = path_from_here(path)
    return found.as_uri() if found.is_absolute() else quote(os.fsencode(found.as_posix()))
