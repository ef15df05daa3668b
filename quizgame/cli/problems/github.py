"""For GitHub Actions: workflow commands, which put a note beside the line in a pull request."""

from collections.abc import Iterable, Iterator

from quizgame.cli.problems.base import Checked, path_from_here, told
from quizgame.errors import Problem
from quizgame.model.text import clean_line

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def written(banks: Iterable[Checked]) -> Iterator[str]:
    """Yield an `error` or `warning` command for each problem."""
    for checked in banks:
        for problem in checked.problems:
            yield _command(problem) + "\n"


def _command(problem: Problem) -> str:
    facts = {"file": clean_line(path_from_here(problem.path).as_posix())}
    if problem.line:
        facts |= {"line": str(problem.line), "col": str(problem.column)}
    facts["title"] = problem.code
    given = ",".join(f"{name}={fact.translate(_PROPERTY)}" for name, fact in facts.items())
    return f"::{problem.severity} {given}::{told(problem).translate(_DATA)}"


def disarmed(line: str) -> str:
    """Return a line that GitHub's runner, which reads all output, takes for no command.

    A command begins a line with two colons; an older kind stands anywhere and begins with `##[`.
    """
    line = line.replace("##[", "## [")
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line
