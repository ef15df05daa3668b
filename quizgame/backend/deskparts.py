"""What the desk tells of a bank, cleaned to be drawn."""

from collections.abc import Iterator, Sequence
from typing import Any

from quizgame.backend.deskviews import FieldProblem, Fields, MergeView
from quizgame.bank.merge import Merged
from quizgame.bank.report import Objection
from quizgame.catalogue import _
from quizgame.documents import parse
from quizgame.errors import Problem
from quizgame.model.text import clean_block, clean_line

_SAID = (
    *("text", "options", "answer", "answers", "units", "wrong", "items", "pairs"),
    *("distractors", "gaps"),
)
_UNSAID = frozenset({"id", "rationale", "fraction", "type", "typos", "tolerance"})


def outside_questions(problems: Sequence[Problem], raw: bytes) -> Sequence[Problem]:
    """Return the problems of a bank's file that are not those of one of its questions."""
    if not problems:
        return ()
    document = parse(raw, "")
    tables = document.layout.sections()
    found = []
    for problem in problems:
        whose = ""
        for table in tables:
            if document.lines.position(table.start)[0] > problem.line:
                break
            whose = str(table.keys[0])
        if whose != "question":
            found.append(problem)
    return found


def listed(value: Any) -> list[Any]:
    """Return a list as it is, and nothing for what is none."""
    return value if isinstance(value, list) else []


def line_at(fields: Fields, key: str) -> str:
    """Return the text at a key on one line, cleaned, "" where there is none."""
    value = fields.get(key)
    return clean_line(value) if isinstance(value, str) else ""


def said(fields: Fields) -> str:
    """Return the words of a question's options, keys and answers: raw."""
    return "\n".join(word for key in _SAID for word in _words(fields.get(key)))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _UNSAID:
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield str(value)


def field_problem(objection: Objection) -> FieldProblem:
    """Return an objection to a question as its author sees it."""
    return FieldProblem(
        objection.keys,
        objection.code,
        clean_block(objection.message),
        clean_block(objection.hint),
        objection.severity == "error",
    )


def head_problem(problem: Problem) -> FieldProblem:
    """Return a problem outside the questions as the author sees it, with its line."""
    message, hint = clean_block(problem.message), clean_block(problem.hint)
    if problem.line:
        message = _("line {line}: {message}").format(line=problem.line, message=message)
    return FieldProblem((), problem.code, message, hint, problem.is_error)


def merge_view(merged: Merged) -> MergeView:
    """Return what came of a merge, to be told."""

    def cleaned(lines: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(clean_line, lines))

    return MergeView(cleaned(merged.mine), cleaned(merged.theirs), cleaned(merged.conflicts))
