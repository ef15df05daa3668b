"""`quizgame check`, `schema` and `list`: question banks seen from the command line."""

import argparse
import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.catalogue import _, plural
from quizgame.errors import QuizgameError, UsageError

if TYPE_CHECKING:
    from quizgame.backend.views import QuizView
    from quizgame.bank.load import LoadedBank
    from quizgame.cli.problems.base import Checked

FINE, PROBLEMS = 0, 1


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check`, `schema` and `list`."""
    check = subparsers.add_parser(
        "check",
        help=_("say what is wrong in question banks"),
        description=_(
            "Check question banks and say what is wrong, with file, line and a hint."
            " Without PATH, the banks that would be found are checked."
        ),
    )
    check.add_argument("paths", metavar="PATH", nargs="*", help=_("a bank, or a folder of banks"))
    check.add_argument(
        "--fix", action="store_true", help=_("mend quotations and digests where that is safe")
    )
    check.add_argument(
        "--format",
        choices=["text", "json", "github", "sarif"],
        default="text",
        help=_("one problem a line (text), JSON, notes for GitHub Actions, or SARIF"),
    )
    check.add_argument(
        "--select",
        metavar="CODES",
        action="append",
        default=[],
        help=_("tell only problems with these codes, such as QG208, or QG1 for all that begin so"),
    )
    check.add_argument(
        "--ignore",
        metavar="CODES",
        action="append",
        default=[],
        help=_("do not tell problems with these codes"),
    )
    check.add_argument(
        "--summary",
        action="store_true",
        help=_("tell what there is in each bank, too, and how much of its sources is quoted"),
    )
    check.set_defaults(run=_run_check)

    schema = subparsers.add_parser(
        "schema",
        help=_("print the JSON Schema of question banks"),
        description=_("Print the JSON Schema of question banks, for editors that know it."),
    )
    schema.set_defaults(run=_run_schema)

    listing = subparsers.add_parser(
        "list",
        help=_("list question banks and their quizzes"),
        description=_("List the question banks that are found, with their quizzes."),
    )
    listing.add_argument("--json", action="store_true", help=_("as JSON"))
    listing.set_defaults(run=_run_list)


def _paths(arguments: Sequence[str]) -> list[Path]:
    from quizgame.bank.find import bank_paths  # noqa: PLC0415 - loads pydantic
    from quizgame.config import home  # noqa: PLC0415 - beside what needs it

    for argument in arguments:
        if not os.path.lexists(argument):
            raise UsageError(_("There is no file or folder {path}.").format(path=_clean(argument)))
    return bank_paths([Path(argument) for argument in arguments], home())


def _clean(text: str) -> str:
    from quizgame.model.text import clean_line  # noqa: PLC0415 - kept off the way to the parser

    # A file's name may hold bytes that are no text; a lone surrogate can not be printed.
    return clean_line(text)


def _run_check(args: argparse.Namespace) -> int:
    from quizgame.bank.check import check_banks  # noqa: PLC0415 - loads pydantic
    from quizgame.cli.problems import FORMATS  # noqa: PLC0415 - beside what needs it

    paths = _paths(args.paths)
    told = _told_codes(args.select, args.ignore)
    mended = sum(_mend(path, args.format) for path in paths) if args.fix else 0
    summaries = args.format == "json" or (args.summary and args.format == "text")
    count = _Count()
    for piece in FORMATS[args.format](count.through(check_banks(paths), told, summaries=summaries)):
        sys.stdout.write(piece)
    sys.stderr.write(_summary(len(paths), count, mended) + "\n")
    return PROBLEMS if count.errors else FINE


@dataclass(slots=True)
class _Count:
    """What was found so far."""

    questions: int = 0
    errors: int = 0
    warnings: int = 0

    def through(
        self, banks: Iterable["LoadedBank"], told: Collection[str], *, summaries: bool
    ) -> Iterator["Checked"]:
        """Yield what is told of `banks`: the problems with the codes in `told`, and summaries."""
        from quizgame.bank.summary import summarize  # noqa: PLC0415 - loads pydantic
        from quizgame.cli.problems.base import Checked  # noqa: PLC0415 - beside what needs it

        for loaded in banks:
            problems = tuple(problem for problem in loaded.problems if problem.code in told)
            errors = sum(problem.is_error for problem in problems)
            self.questions += len(loaded.bank.question) if loaded.bank else 0
            self.errors += errors
            self.warnings += len(problems) - errors
            yield Checked(loaded.path, problems, summarize(loaded) if summaries else None)


def _told_codes(select: Sequence[str], ignore: Sequence[str]) -> Collection[str]:
    """Return the codes that are told: those in `select`, or all, without those in `ignore`."""
    from quizgame.bank.codes import codes, matching, nearest  # noqa: PLC0415 - loads the catalogue

    try:
        chosen = matching(_listed(select)) if select else frozenset(codes())
        return chosen - matching(_listed(ignore))
    except KeyError as error:
        name = str(error.args[0])
        message = _("There is no code {code}.").format(code=_clean(name) or '""')
        near = nearest(name)
        hint = _("Codes are listed in docs/problems.md; QG1 stands for all that begin so.")
        if near:
            hint = _("Did you mean {name}?").format(name=near)
        raise UsageError(message, hint) from error


def _listed(arguments: Iterable[str]) -> list[str]:
    return [name.strip() for argument in arguments for name in argument.split(",")]


def _mend(path: Path, form: str) -> int:
    from quizgame.bank.mend import mend  # noqa: PLC0415 - loads the grammar of TOML
    from quizgame.cli import say  # noqa: PLC0415 - `cli` imports this module
    from quizgame.cli.problems.github import disarmed  # noqa: PLC0415 - beside what needs it

    safe = disarmed if form == "github" else str
    try:
        mended = mend(path)
        for line in mended.told():
            sys.stderr.write(safe(_clean(line)) + "\n")
        return len(mended.changed)
    except QuizgameError as error:
        say(safe(_clean(error.message)), safe(_clean(error.hint)))
    except OSError as error:
        message = _("{path} can not be written: {reason}")
        say(safe(_clean(message.format(path=path, reason=error.strerror or error))))
    return 0


def _summary(banks: int, count: _Count, mended: int) -> str:
    counted = [
        plural("{n} bank", "{n} banks", banks),
        plural("{n} question", "{n} questions", count.questions),
        plural("{n} error", "{n} errors", count.errors),
        plural("{n} warning", "{n} warnings", count.warnings),
    ]
    if mended:
        counted.append(plural("{n} value mended", "{n} values mended", mended))
    return ", ".join(counted)


def _write_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _run_schema(_args: argparse.Namespace) -> int:
    from quizgame.bank.schema import schema_text  # noqa: PLC0415 - loads pydantic

    sys.stdout.write(schema_text())
    return FINE


def _run_list(args: argparse.Namespace) -> int:
    from quizgame.bank.find import load_banks  # noqa: PLC0415 - loads pydantic

    banks = load_banks(_paths([]))
    if args.json:
        _write_json({"format": 1, "banks": [_bank_json(loaded) for loaded in banks]})
        return FINE
    empty = True
    for loaded in banks:
        empty = False
        for line in _bank_lines(loaded):
            sys.stdout.write(_clean(line) + "\n")
    if empty:
        sys.stderr.write(_("No question banks were found.") + "\n")
    return FINE


def _bank_lines(loaded: "LoadedBank") -> Iterator[str]:
    trouble = plural("{n} error", "{n} errors", loaded.errors) if loaded.errors else ""
    if loaded.bank is None:
        yield f"{loaded.path}: {trouble or _('passed over')}"
        return
    bank = loaded.bank
    count = plural("{n} question", "{n} questions", len(bank.playable()))
    yield f"{bank.id}: {bank.title} ({', '.join(filter(None, (count, trouble)))})"
    for quiz in _quizzes(loaded):
        count = plural("{n} question", "{n} questions", quiz.count)
        yield f"  {quiz.id}: {quiz.title} ({count}, {quiz.behaviour}, {quiz.scoring})"


def _quizzes(loaded: "LoadedBank") -> Iterator["QuizView"]:
    """Yield a bank's quizzes with how many questions each asks, that of the whole bank last."""
    from quizgame.backend.library import ALL_QUIZ, bank_view  # noqa: PLC0415 - loads pydantic

    view = bank_view(loaded)
    for quiz in view.quizzes if view.is_playable else ():
        is_whole = quiz.id == ALL_QUIZ
        yield replace(quiz, title=_("All questions")) if is_whole else quiz


def _bank_json(loaded: "LoadedBank") -> dict[str, Any]:
    warnings = len(loaded.problems) - loaded.errors
    found: dict[str, Any] = {
        "path": _clean(str(loaded.path)),
        "errors": loaded.errors,
        "warnings": warnings,
    }
    bank = loaded.bank
    if bank is None:
        return {**found, "id": None}
    return {
        **found,
        "id": bank.id,
        "title": _clean(bank.title),
        "description": _clean(bank.description),
        "questions": len(bank.playable()),
        "drafts": len(bank.question) - len(bank.playable()),
        "quizzes": [
            {
                "id": quiz.id,
                "title": quiz.title,
                "questions": quiz.count,
                "behaviour": quiz.behaviour,
                "scoring": quiz.scoring,
            }
            for quiz in _quizzes(loaded)
        ],
    }
