"""`quizgame scores`, `forget` and `export`: what is kept, shown, erased and handed over."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.config import class_database_path, database_path
from quizgame.errors import QuizgameError, UsageError

if TYPE_CHECKING:
    from quizgame.model.attempt import AttemptRecord
    from quizgame.model.person import Person
    from quizgame.store.base import Store
    from quizgame.store.classes import ClassStore

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
    store = open_store(path) if _is_there(path) else memory_store()
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _class_opened() -> Iterator["ClassStore"]:
    """Give the store of classes; where there never was one an empty one, as `_opened` does."""
    from quizgame.store import memory_class_store, open_class_store  # noqa: PLC0415 - as above

    path = class_database_path()
    store = open_class_store(path) if _is_there(path) else memory_class_store()
    try:
        yield store
    finally:
        store.close()


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError as error:
        # Any other failure is told by opening it.
        return not isinstance(error, FileNotFoundError)
    return True


def _found(store: "Store", name: str) -> "Person":
    person = store.find_person(name)
    if person is None:
        raise _no_such_player(name, store)
    return person


def _no_such_player(name: str, *stores: "Store") -> _NoSuchPlayerError:
    from quizgame.model.text import clean_line  # noqa: PLC0415 - kept off the way to the parser

    names = dict.fromkeys(person.name for store in stores for person in store.people())
    return _NoSuchPlayerError(
        _("There is no player called {name}.").format(name=clean_line(name)),
        _("The players are: {names}.").format(names=", ".join(names) or "-"),
    )


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
    from quizgame.model.text import clean_line  # noqa: PLC0415 - kept off the way to the parser

    with _opened() as store, _class_opened() as classes:
        person, student = store.find_person(args.name), classes.find_person(args.name)
        has_seat = classes.has_name(args.name)
        known = person or student
        if known is None and not has_seat:
            raise _no_such_player(args.name, store, classes)
        name = known.name if known else clean_line(args.name)
        if not args.yes and not _agreed(name):
            say(_("Nothing was erased."))
            return PROBLEM
        if student is not None:
            classes.forget_person(student.key)
        if has_seat:
            classes.forget_name(args.name)
        if person is not None:
            store.forget_person(person.key)
    say(_("{name} and everything kept about them was erased.").format(name=name))
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
    from quizgame.backend import class_export, export  # noqa: PLC0415 - loads pydantic

    with _opened() as store, _class_opened() as classes:
        people, students = store.people(), None
        if args.player is not None:
            own, student = store.find_person(args.player), classes.find_person(args.player)
            if own is None and student is None:
                raise _no_such_player(args.player, store, classes)
            people, students = (own,) if own else (), (student,) if student else ()
        document = export.people_json(store, people)
        if classes.is_durable:
            document["classes"] = class_export.class_json(classes, students)
        text = export.json_text(document)
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
