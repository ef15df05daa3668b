"""`quizgame completion SHELL`: a script that completes commands and options in a shell."""

import argparse
import sys
from collections.abc import Iterator

from quizgame.catalogue import _

_FILES = frozenset({"ARTICLE", "BANK", "PATH", "FILE"})
"""What the arguments are called that may be a file."""


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

    root = parser()
    for action in _arguments(root):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined] # where shtab looks for it
    sys.stdout.write(shtab.complete(root, shell=args.shell) + "\n")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse tells them in no other way
        yield action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from _arguments(command)
