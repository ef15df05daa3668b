"""A text editor of the author's own: which one it is, how it opens a line, and how it ended."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from quizgame.catalogue import _
from quizgame.model.text import clean_line

_USUAL = ("sensible-editor", "nano", "vi")
_PLUS = frozenset(
    {
        "vi",
        "vim",
        "vim.basic",
        "vim.tiny",
        "vim.nox",
        "nvim",
        "view",
        "gvim",
        "nvi",
        "vile",
        "nano",
        "pico",
        "rnano",
        "emacs",
        "emacsclient",
        "mg",
        "zile",
        "jed",
        "joe",
        "jmacs",
        "jstar",
        "jpico",
        "micro",
        "kak",
        "ne",
        "mcedit",
        "gedit",
        "pluma",
        "xed",
        "sensible-editor",
        "editor",
    }
)
"""Editors that take +LINE before the file."""
_COLON = frozenset({"subl", "sublime_text", "hx", "helix", "zed", "zeditor"})
"""Those that take FILE:LINE:COLUMN."""
_GOTO = frozenset({"code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf"})
"""Those that take the same after -g."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an editor ended: `trouble` says what went wrong, "" for nothing."""

    name: str
    trouble: str = ""


def editor(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the editor's program and arguments: $VISUAL, else $EDITOR, else one that is there.

    () is for none. What a variable holds is split as a shell would, but no shell ever sees it.
    """
    for name in ("VISUAL", "EDITOR"):
        value = environ.get(name, "").strip()
        if value:
            try:
                words = shlex.split(value)
            except ValueError:
                words = value.split()
            if words:
                return tuple(words)
    path = environ.get("PATH")
    return next(((one,) for one in _USUAL if shutil.which(one, path=path)), ())


def command(program: Sequence[str], path: Path, line: int, column: int = 1) -> list[str]:
    """Return what opens a file at a line and column, both counted from 1, or just opens it."""
    file = os.path.abspath(path)  # noqa: PTH100 - links in it stay, as the author named it
    name = _known_name(program[0])
    if name in _PLUS:
        return [*program, f"+{line}", file]
    if name in _COLON:
        return [*program, f"{file}:{line}:{column}"]
    if name in _GOTO:
        return [*program, "-g", f"{file}:{line}:{column}"]
    return [*program, file]


def _known_name(program: str) -> str:
    """Return the name by which a program is known, also where it is a link to that."""
    name = Path(program).name.removesuffix(".exe")
    if name in _PLUS | _COLON | _GOTO:
        return name
    found = shutil.which(program)
    return Path(os.path.realpath(found)).name if found else name


def run(arguments: Sequence[str]) -> Outcome:
    """Run an editor until it ends, in the terminal that this program leaves to it meanwhile.

    Keys that interrupt the editor do not end this program.
    """
    name = clean_line(Path(arguments[0]).name)
    with ExitStack() as stack:
        for key in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)):
            # A handler, and not SIG_IGN: that would be handed on to the editor.
            with suppress(ValueError):  # not in the main thread
                stack.callback(signal.signal, key, signal.signal(key, lambda *_signal: None))
        try:
            code = subprocess.run(list(arguments), check=False).returncode  # noqa: S603 - theirs
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            words = _("{editor} could not be started: {reason}.")
            return Outcome(name, words.format(editor=name, reason=clean_line(reason)))
    if code < 0:
        words = _("{editor} was ended from outside ({signal}).")
        return Outcome(name, words.format(editor=name, signal=_signal_name(-code)))
    if code:
        words = _("{editor} says that something went wrong (its exit code is {code}).")
        return Outcome(name, words.format(editor=name, code=code))
    return Outcome(name)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
