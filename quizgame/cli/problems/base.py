"""The contract of a format in which `quizgame check` tells what it found."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgame.bank.summary import Summary
from quizgame.errors import Problem
from quizgame.model.text import clean_line


@dataclass(frozen=True, slots=True)
class Checked:
    """A bank that was checked, with what is to be told of it; a summary only where it is asked."""

    path: Path
    problems: tuple[Problem, ...]
    summary: Summary | None = None


Format = Callable[[Iterable[Checked]], Iterator[str]]
"""Yields pieces of output, line ends included, as banks come. Nothing in them is hostile."""


def told(problem: Problem) -> str:
    """Return a problem's message and hint on one line, safe for any terminal."""
    return clean_line(f"{problem.message} ({problem.hint})" if problem.hint else problem.message)


def path_from_here(path: str) -> Path:
    """Return `path` as seen from the working folder where it is inside it, else absolute.

    A name is not changed for display: it is encoded by the format that shows it.
    """
    try:
        here = Path.cwd()
    except OSError:  # it was removed
        return Path(path)
    absolute = Path(os.path.normpath(here / path))
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as a JSON value."""
    return {
        "path": clean_line(problem.path),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": clean_line(problem.message),
        "hint": clean_line(problem.hint),
        "fixable": problem.fixable,
    }
