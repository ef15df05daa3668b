"""Commands: arguments in, exit code out. Stdout is for data, stderr for messages.

Exit codes: 0 fine, 1 problems found, 2 usage, 3 environment.
"""

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame import __version__
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.model.text import clean_block, clean_line

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMAND_MODULES: dict[str, tuple[str, ...]] = {
    "play": ("play",),
    "banks": ("list", "check", "schema"),
    "author": ("draft",),
    "editing": ("new", "edit"),
    "scores": ("scores", "forget", "export"),
    "serve": ("serve",),
    "completion": ("completion",),
}
"""The modules of this package that add commands (`add_commands(subparsers)`), and which."""

_BROKEN_PIPE = 141


class _Parser(argparse.ArgumentParser):
    """A parser that cleans what it writes: a shell puts names of files into commands."""

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        super()._print_message(clean_block(message), file)


def parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of all commands, or only of those beside `command` in its module.

    Each parsed namespace has `run(args) -> exit code`.
    """
    root = _Parser(
        prog="quizgame",
        description=_("A quiz in the terminal that proves its answers with quotations."),
        epilog=_("Without a command the home screen opens."),
    )
    root.add_argument("--version", action="version", version=f"quizgame {__version__}")
    root.set_defaults(run=_run_home)
    subparsers = root.add_subparsers(title=_("commands"), metavar="COMMAND")
    for name, commands in COMMAND_MODULES.items():
        if not command or command in commands:
            importlib.import_module(f"quizgame.cli.{name}").add_commands(subparsers)
    return root


def _wanted(arguments: Sequence[str]) -> str:
    """Return the command that is asked for, where it stands first and exists."""
    first = arguments[0] if arguments else ""
    known = {name for commands in COMMAND_MODULES.values() for name in commands}
    return first if first in known else ""


def _run_home(_args: argparse.Namespace) -> int:
    from quizgame.cli.play import run_home  # noqa: PLC0415 - screens are loaded only to be shown

    return run_home()


def say(message: str, hint: str = "") -> None:
    """Write a message for people to stderr, cleaned, with its hint on a line of its own."""
    sys.stderr.write(f"quizgame: {clean_line(message)}\n")
    if hint:
        sys.stderr.write(f"  {clean_line(hint)}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` (default: the process's arguments) and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    _open_missing_streams()
    try:
        code = _run_home(argparse.Namespace()) if not arguments else _run(arguments)
        sys.stdout.flush()
    except QuizgameError as error:
        say(error.message, error.hint)
        return error.exit_code
    except BrokenPipeError:
        _forget_stdout()
        return _BROKEN_PIPE
    except OSError as error:
        _forget_stdout()
        what = error.filename or _("The output")
        reason = error.strerror or str(error)
        say(_("{what} can not be read or written: {reason}.").format(what=what, reason=reason))
        return QuizgameError.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last resort: nobody should have to read a trace
        from quizgame.cli import breakdown  # noqa: PLC0415 - loaded only where all else failed

        failure = breakdown.told(error)
        say(failure.message, failure.hint)
        return failure.exit_code
    return code


def _open_missing_streams() -> None:
    """Give a process that was started without standard streams ones that lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for good


def _forget_stdout() -> None:
    """Point stdout elsewhere, so that the interpreter's last flush of what is left is quiet."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str]) -> int:
    args = parser(_wanted(arguments)).parse_args(arguments)
    return int(args.run(args))
