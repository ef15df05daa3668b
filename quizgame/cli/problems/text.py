"""For people and their editors: one problem a line, told as soon as its bank is read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quizgame.bank.summary import SourceSummary, Summary
from quizgame.catalogue import _, plural
from quizgame.cli.problems.base import Checked
from quizgame.errors import Problem
from quizgame.model.text import clean_line


def written(banks: Iterable[Checked]) -> Iterator[str]:
    """Yield `path:line:column: CODE message (hint)` for each problem, and a bank's summary."""
    for checked in banks:
        for problem in checked.problems:
            yield _line(problem) + "\n"
        if checked.summary is not None:
            for line in _summary(checked.path, checked.summary):
                yield clean_line(line) + "\n"


def _line(problem: Problem) -> str:
    message = problem.message if problem.is_error else _("warning: ") + problem.message
    hint = f" ({problem.hint})" if problem.hint else ""
    return clean_line(f"{problem.place}: {problem.code} {message}{hint}")


def _summary(path: Path, summary: Summary) -> Iterator[str]:
    yield f"{path}: {summary.title}"
    counted = [
        plural("{n} question ready", "{n} questions ready", summary.ready),
        plural("{n} draft", "{n} drafts", summary.drafts),
        plural("{n} left out", "{n} left out", summary.left_out),
    ]
    yield f"  {', '.join(counted)}"
    counts = (
        (_("types"), summary.types),
        (_("tags"), summary.tags),
        (_("difficulty"), summary.difficulties),
    )
    for name, numbers in counts:
        if any(numbers.values()):
            yield f"  {name}: {', '.join(f'{what} {n}' for what, n in numbers.items() if n)}"
    for source in summary.sources:
        yield f"  {source.key}: {_quoted(source)}"
    if summary.grade is not None:
        yield _("  the stems read like school grade {n}").format(n=max(1, round(summary.grade)))


def _quoted(source: SourceSummary) -> str:
    said = _("{quoted} of {n} sentences quoted ({share} %)").format(
        quoted=source.quoted, n=source.sentences, share=round(100 * source.share)
    )
    if source.unquoted:
        said += _("; nothing is quoted of paragraphs {numbers}").format(
            numbers=_ranges(source.unquoted)
        )
    if source.grade is not None:
        said += _("; reads like school grade {n}").format(n=max(1, round(source.grade)))
    return said


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order as "1-3, 5": a long source has many paragraphs."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
