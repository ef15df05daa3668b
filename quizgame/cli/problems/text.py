"""For people and their editors: one problem a line, told as soon as its bank is read."""

from collections.abc import Iterable, Iterator

from quizgame.catalogue import _
from quizgame.cli.problems.base import Checked
from quizgame.errors import Problem
from quizgame.model.text import clean_line


def written(banks: Iterable[Checked]) -> Iterator[str]:
    """Yield `path:line:column: CODE message (hint)` for each problem."""
    for checked in banks:
        for problem in checked.problems:
            yield _line(problem) + "\n"


def _line(problem: Problem) -> str:
    message = problem.message if problem.is_error else _("warning: ") + problem.message
    hint = f" ({problem.hint})" if problem.hint else ""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return clean_line(f"{place}: {problem.code} {message}{hint}")
