"""`quizgame scores`, `forget` and `export`: what is kept, shown, erased and handed over."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.config import database_path
from quizgame.errors import QuizgameError, UsageError

if TYPE_CHECKING:
    from quizgame.model.attempt import AttemptRecord
    from quizgame.model.person import Person
    from quizgame.store.base import Store

PROBLEM = 1


class _NoSuchPlayerError(QuizgameError):
    exit_code = PROBLEM


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `scores`, `forget` and `export`."""
    scores = subparsers.add_parser(
        "scores",
        help=_("show what was played, and how it went"),
        description=_("Show the quizzes played on this computer, the newest first."),
    )
    scores.add_argument("--player", metavar="NAME", help=_("only those of this player"))
    form = scores.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("as JSON, with every answer"))
    form.add_argument("--csv", action="store_true", help=_("as CSV, a row for each answer"))
    scores.set_defaults(run=_run_scores)

    forget = subparsers.add_parser(
        "forget",
        help=_("erase a player and everything kept about them"),
        description=_("Erase a player and all of theirs, also from backup copies and logs."),
    )
    forget.add_argument("name", metavar="NAME", help=_("the player's name"))
    forget.add_argument("--yes", action="store_true", help=_("do not ask first"))
    forget.set_defaults(run=_run_forget)

    export = subparsers.add_parser(
        "export",
        help=_("write all that is kept of the players as JSON"),
        description=_("Write all that is kept of one player, or of all, as one JSON document."),
    )
    export.add_argument("--player", metavar="NAME", help=_("only this player (default: all)"))
    export.add_argument("-o", "--output", metavar="FILE", help=_("a file (default: stdout)"))
    export.set_defaults(run=_run_export)


@contextmanager
def _opened() -> Iterator["Store"]:
    """Give the store; where nothing was ever kept an empty one, and make no file for it."""
    from quizgame.store import memory_store, open_store  # noqa: PLC0415 - loads pydantic

    path = database_path()
    try:
        path.lstat()
        anything = True
    except OSError as error:
        # Any other failure is told by opening it.
        anything = not isinstance(error, FileNotFoundError)
    store = open_store(path) if anything else memory_store()
    try:
        yield store
    finally:
        store.close()


def _found(store: "Store", name: str) -> "Person":
    from quizgame.model.text import clean_line  # noqa: PLC0415 - kept off the way to the parser

    person = store.find_person(name)
    if person is None:
        raise _NoSuchPlayerError(
            _("There is no player called {name}.").format(name=clean_line(name)),
            _("The players are: {names}.").format(
                names=", ".join(person.name for person in store.people()) or "-"
            ),
        )
    return person


def _run_scores(args: argparse.Namespace) -> int:
    from quizgame.backend import export  # noqa: PLC0415 - loads pydantic
    from quizgame.cli import say  # noqa: PLC0415 - `cli` imports this module

    with _opened() as store:
        key = None if args.player is None else _found(store, args.player).key
        attempts = export.all_attempts(store, key)
        rows = ""
        if args.csv:
            rows = export.attempts_csv(attempts, lambda attempt: store.revisions(attempt.id))
    if args.json:
        _write(export.json_text(export.attempts_json(attempts)))
    elif args.csv:
        _write(rows)
    elif attempts:
        _write("".join(f"{line}\n" for line in _table(attempts)))
    else:
        say(_("Nothing has been played yet."))
    return 0


def _run_forget(args: argparse.Namespace) -> int:
    from quizgame.cli import say  # noqa: PLC0415 - `cli` imports this module

    with _opened() as store:
        person = _found(store, args.name)
        if not args.yes and not _agreed(person.name):
            say(_("Nothing was erased."))
            return PROBLEM
        store.forget_person(person.key)
    say(_("{name} and everything kept about them was erased.").format(name=person.name))
    return 0


def _agreed(name: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(
            _("Nobody can be asked whether to erase {name}.").format(name=name),
            _("Add --yes to erase without being asked."),
        )
    question = _("Erase {name} and everything kept about them, for good? Type yes or no:")
    sys.stderr.write(f"{question.format(name=name)} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {_("yes"), _("y")}


def _run_export(args: argparse.Namespace) -> int:
    from quizgame.backend import export  # noqa: PLC0415 - loads pydantic

    with _opened() as store:
        people = store.people() if args.player is None else (_found(store, args.player),)
        text = export.json_text(export.people_json(store, people))
    if args.output is None:
        _write(text)
    else:
        _write_file(Path(args.output), text)
    return 0


def _write(text: str) -> None:
    """Write text to stdout in UTF-8 with the line ends it has, whatever the terminal's habits."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def _write_file(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise QuizgameError(
            _("{path} can not be written: {reason}.").format(path=path, reason=error.strerror)
        ) from error


def _table(attempts: Iterable["AttemptRecord"]) -> Iterator[str]:
    from quizgame.model.text import cell_width, clean_line  # noqa: PLC0415 - as in `_found`

    heads = (_("played"), _("player"), _("quiz"), _("how"), _("right"), _("points"), _("ended"))
    rows = [heads] + [tuple(map(clean_line, _cells(attempt))) for attempt in attempts]
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _cells(attempt: "AttemptRecord") -> Sequence[str]:
    from datetime import datetime  # noqa: PLC0415 - kept off the way to the first paint

    bank = attempt.bank_title or attempt.bank
    quiz = attempt.quiz_title or attempt.quiz
    return (
        datetime.fromtimestamp(attempt.started_at).astimezone().strftime("%Y-%m-%d %H:%M"),
        attempt.person_name,
        f"{bank}, {quiz}" if quiz not in {"", bank} else bank,
        attempt.behaviour,
        f"{attempt.accuracy:.0%}",
        f"{attempt.points:g}/{attempt.max_points:g}",
        _ended(attempt),
    )


def _ended(attempt: "AttemptRecord") -> str:
    if attempt.status == "running":
        return _("not finished")
    if attempt.status == "abandoned":
        return _("given up")
    passed = {True: _("passed"), False: _("not passed"), None: _("finished")}
    return passed[attempt.passed]
