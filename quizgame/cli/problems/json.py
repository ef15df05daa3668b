"""For programs: one JSON value with every field of every problem."""

import json
from collections.abc import Iterable, Iterator

from quizgame.cli.problems.base import Checked, as_json


def written(banks: Iterable[Checked]) -> Iterator[str]:
    """Yield a JSON document."""
    problems = [as_json(problem) for checked in banks for problem in checked.problems]
    yield json.dumps({"format": 1, "problems": problems}, ensure_ascii=False, indent=2) + "\n"
