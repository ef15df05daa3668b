"""`quizgame serve`: a class over SSH."""

import argparse
import asyncio
import sys
from contextlib import nullcontext, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.catalogue import _
from quizgame.config import class_database_path, class_home, home, read_settings
from quizgame.errors import QuizgameError, UsageError

if TYPE_CHECKING:
    from quizgame.backend.library import Library
    from quizgame.cli.serving.lesson import Lesson, Parts
    from quizgame.cli.serving.wishes import Wishes

_MOST_REHEARSING = 100


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `serve`."""
    command = subparsers.add_parser(
        "serve",
        help=_("let a class play over SSH"),
        description=_(
            "Let a class play on this computer over SSH: live rounds and quizzes played alone. "
            "Students need no account and nothing installed but an SSH client."
        ),
    )
    command.add_argument("--host", metavar="ADDRESS", help=_("listen on this address only"))
    command.add_argument("--port", metavar="N", type=_number("port"), help=_("default: 2222"))
    command.add_argument(
        "--address", metavar="NAME", help=_("what students type after the @ (default: found out)")
    )
    command.add_argument(
        "--bank",
        metavar="BANK",
        action="append",
        help=_("offer only this bank, a file or an id; may be given several times"),
    )
    command.add_argument(
        "--code", metavar="CODE", help=_("the class code (default: one is made for each lesson)")
    )
    command.add_argument(
        "--roster", metavar="FILE", help=_("the class list; with --code no PINs are needed")
    )
    command.add_argument(
        "--open", action="store_const", const=True, help=_("let everybody in without a code")
    )
    command.add_argument(
        "--teacher-key", metavar="FILE", help=_("public keys that may teach over SSH")
    )
    command.add_argument(
        "--max-students", metavar="N", type=_number("max_students"), help=_("default: 300")
    )
    command.add_argument(
        "--name", metavar="NAME", help=_("the name of the class, whose seats are kept under it")
    )
    command.add_argument(
        "--headless", action="store_const", const=True, help=_("no console: only lines of the log")
    )
    command.add_argument(
        "--settings", metavar="FILE", default="", help=_("a file of settings with a table [class]")
    )
    instead = command.add_mutually_exclusive_group()
    instead.add_argument(
        "--check", action="store_true", help=_("only look at addresses, port and firewall")
    )
    instead.add_argument(
        "--rehearse",
        metavar="N",
        type=_rehearsing,
        help=_("with so many simulated students; nothing is kept"),
    )
    instead.add_argument(
        "--slips",
        metavar="FILE",
        help=_("only complete the class list and write its slips (.html or text)"),
    )
    command.set_defaults(run=_run)


def _number(name: str) -> Any:
    def number(text: str) -> int:
        from quizgame.cli.serving.wishes import whole  # noqa: PLC0415 - only for this command

        found = whole(name, text)
        if isinstance(found, str):
            message = _("{text} is not {what}").format(text=repr(text), what=found)
            raise argparse.ArgumentTypeError(message)
        return found

    return number


def _rehearsing(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _MOST_REHEARSING:
        return int(text)
    message = _("{text} is not a whole number from {least} to {most}")
    raise argparse.ArgumentTypeError(
        message.format(text=repr(text), least=1, most=_MOST_REHEARSING)
    )


_FLAGS = (
    "host",
    "port",
    "address",
    "bank",
    "code",
    "roster",
    "open",
    "teacher_key",
    "max_students",
    "name",
    "headless",
)


def _run(args: argparse.Namespace) -> int:
    from quizgame.cli import say  # noqa: PLC0415 - `cli` imports this module
    from quizgame.cli.serving.wishes import read_wishes  # noqa: PLC0415 - only for this command

    flags = {name: getattr(args, name) for name in _FLAGS}
    flags["bank"] = tuple(args.bank) if args.bank else None
    wishes, problems = read_wishes(flags, args.settings)
    for problem in problems:
        say(f"{problem.place}: {problem.message}", problem.hint)
    if args.check:
        return _check(wishes)
    _require_asyncssh()
    if args.slips:
        return _slips(wishes, Path(args.slips))
    return _serve(wishes, args.rehearse or 0)


def _check(wishes: "Wishes") -> int:
    from quizgame.classroom.system import ThisSystem  # noqa: PLC0415 - only for this command
    from quizgame.cli.serving.place import check_lines  # noqa: PLC0415 - as above

    for line in check_lines(ThisSystem(), wishes):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    if find_spec("asyncssh") is None:
        _require_asyncssh()
    return 0


def _require_asyncssh() -> None:
    if find_spec("asyncssh") is None:
        raise QuizgameError(
            _("Serving a class needs the package asyncssh, which is not installed."),
            _('Install it with: pip install "quizgame[class]" (or in its own folder: make serve)'),
        )


def _slips(wishes: "Wishes", target: Path) -> int:
    from quizgame.classroom.addresses import addresses  # noqa: PLC0415 - only for this
    from quizgame.classroom.door import Door  # noqa: PLC0415 - as above
    from quizgame.classroom.system import ThisSystem  # noqa: PLC0415 - as above
    from quizgame.cli.serving.paper import write_slips  # noqa: PLC0415 - as above
    from quizgame.cli.serving.place import likely_address  # noqa: PLC0415 - as above
    from quizgame.ssh.hostkey import host_key  # noqa: PLC0415 - as above

    if not wishes.roster:
        raise UsageError(_("Slips are for a class list."), _("Add: --roster FILE"))
    address = likely_address(wishes, addresses(ThisSystem()))
    key = host_key(class_home() / "host_key")
    write_slips(Path(wishes.roster), target, Door(address, wishes.port, key.fingerprint))
    return 0


def _serve(wishes: "Wishes", rehearsing: int) -> int:
    from quizgame.classroom.system import ThisSystem  # noqa: PLC0415 - only for this command
    from quizgame.cli import say  # noqa: PLC0415 - `cli` imports this module
    from quizgame.cli.serving.alone import only_one  # noqa: PLC0415 - only for this command
    from quizgame.cli.serving.console import (  # noqa: PLC0415 - only for this command
        Console,
        Headless,
        farewell,
        has_terminal,
    )
    from quizgame.cli.serving.place import require_port  # noqa: PLC0415 - only for this command

    settings, _told_by_play = read_settings({})
    is_headless = wishes.headless or not has_terminal()
    shown = Headless() if is_headless else Console(settings)

    async def beside(lesson: "Lesson") -> None:
        if not rehearsing:
            await shown.run(lesson)
            return
        from quizgame.cli.serving.rehearsal import rehearsed  # noqa: PLC0415 - only for this

        async with rehearsed(lesson, rehearsing):
            await shown.run(lesson)

    require_port(ThisSystem(), wishes)
    with nullcontext() if rehearsing else only_one(class_home()):
        parts = _parts(wishes, is_headless=is_headless, is_rehearsal=bool(rehearsing))
        listed = parts.entrance.roster
        if rehearsing and parts.entrance.kind == "roster" and listed is not None:
            able = sum(bool(one.pin) for one in listed.students)
            if able < rehearsing:
                say(_("{n} of them come: those on the list who have a PIN.").format(n=able))
        asyncio.run(_run_lesson(parts, beside))
        if not rehearsing:
            _code_file().unlink(missing_ok=True)
    with suppress(OSError):  # the terminal may be gone
        say(_("The rehearsal has ended. Nothing is kept.") if rehearsing else farewell())
    return 0


async def _run_lesson(parts: "Parts", beside: Any) -> None:
    from quizgame.cli.serving.lesson import Lesson  # noqa: PLC0415 - only for this command

    await Lesson(parts).run(beside)


def _code_file() -> Path:
    """Return where the code of a lesson that is on is kept."""
    return class_home() / "code"


def _parts(wishes: "Wishes", *, is_headless: bool, is_rehearsal: bool) -> "Parts":
    from quizgame import store  # noqa: PLC0415 - what serves loads slowly
    from quizgame.classroom.system import ThisSystem  # noqa: PLC0415 - as above
    from quizgame.cli.serving.console import Headless  # noqa: PLC0415 - as above
    from quizgame.cli.serving.entrance import entrance  # noqa: PLC0415 - as above
    from quizgame.cli.serving.lesson import Parts  # noqa: PLC0415 - as above
    from quizgame.ssh.hostkey import host_key, passing_key  # noqa: PLC0415 - as above
    from quizgame.ssh.journal import Journal  # noqa: PLC0415 - as above
    from quizgame.ssh.teachers import Teachers, keys_in  # noqa: PLC0415 - as above

    system, folder = ThisSystem(), class_home()
    known = keys_in(Path(wishes.teacher_key)) if wishes.teacher_key else ()
    door = entrance(wishes, None if is_rehearsal else _code_file())
    library = _library(wishes)
    key = (passing_key if is_rehearsal else host_key)(folder / "host_key")
    kept = None if is_rehearsal else folder / "teacher_keys"
    return Parts(
        wishes=wishes,
        entrance=door,
        library=library,
        store=store.memory_class_store()
        if is_rehearsal
        else store.open_class_store(class_database_path()),
        key=key,
        teachers=Teachers(known, kept, can_ask=not is_headless),
        journal=Journal(
            None if is_rehearsal else folder / "class.log",
            addresses=wishes.address_days > 0,
            tell=Headless.tell if is_headless else None,
        ),
        system=system,
        results=Path.cwd() if is_rehearsal else _made(folder / "results"),
    )


def _made(folder: Path) -> Path:
    """Return a folder that there is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _library(wishes: "Wishes") -> "Library":
    """Return the banks of the class; raises UsageError for one that there is not."""
    from quizgame.backend.library import Library  # noqa: PLC0415 - as above

    if not wishes.bank:
        return Library((), home())
    usual = Library((), home())
    return Library(tuple(usual.find(one).path for one in wishes.bank), home())
