"""`quizgame completion SHELL`: a script that completes commands and options in a shell."""

import argparse
import sys

from quizgame.catalogue import _


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `completion`."""
    command = subparsers.add_parser(
        "completion",
        help=_("print a completion script for a shell"),
        description=_("Print a script that completes commands and options in the given shell."),
    )
    command.add_argument("shell", choices=["bash", "zsh", "tcsh"])
    command.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    import shtab  # noqa: PLC0415 - only this command needs it

    from quizgame.cli import parser  # noqa: PLC0415 - `cli` imports this module

    sys.stdout.write(shtab.complete(parser(), shell=args.shell) + "\n")
    return 0
