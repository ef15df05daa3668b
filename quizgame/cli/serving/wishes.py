"""How a class is to be served: flags over environment over the table `[class]` of a file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from quizgame.catalogue import _
from quizgame.config import CLASS_TABLE, settings_path, switch
from quizgame.errors import Problem, UsageError

VARIABLE = "QUIZGAME_CLASS_"
"""What the variables of the environment begin with."""

ENTRANCE = ("code", "roster", "open")
"""How people come in: whoever says one of these has said all of them."""

_PATHS = frozenset({"roster", "teacher_key"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a class is to be served.

    `host` is the address that is listened to ("" for all), `address` what students are to type
    (without it the likeliest of this computer). Without `code`, `roster` and `open` a code is made.
    `name` tells this class from others that are kept. `ahead` is how many screens wait for students
    before they come. The days say how long results, and addresses in the log, are kept.
    """

    host: str = ""
    port: int = 2222
    bank: tuple[str, ...] = ()
    code: str = ""
    roster: str = ""
    open: bool = False
    teacher_key: str = ""
    max_students: int = 300
    headless: bool = False
    name: str = ""
    address: str = ""
    keep_guests: bool = False
    retention_days: int = 365
    address_days: int = 7
    ahead: int = 100


_LEAST_MOST = {
    "port": (0, 65535),
    "max_students": (1, 1000),
    "retention_days": (0, 36500),
    "address_days": (0, 3650),
    "ahead": (0, 400),
}
_KINDS: dict[str, type] = {one.name: type(getattr(Wishes(), one.name)) for one in fields(Wishes)}

Chosen = dict[str, Any]


def read_wishes(
    flags: Mapping[str, Any], file: str = "", environ: Mapping[str, str] | None = None
) -> tuple[Wishes, tuple[Problem, ...]]:
    """Return how the class is to be served, and what could not be understood.

    `flags` have None for what was not given. `file` is a file of settings named on the command
    line; without it the program's own is read. Raises UsageError for a file that was named and can
    not be read, and for wishes that exclude each other.
    """
    from_file, problems = _from_file(Path(file) if file else settings_path(), named=bool(file))
    from_environment, more = _from_environment(os.environ if environ is None else environ)
    given = {name: value for name, value in flags.items() if value is not None}
    chosen: Chosen = {}
    for source in (from_file, from_environment, given):
        if any(source.get(name) for name in ENTRANCE):
            chosen = {name: value for name, value in chosen.items() if name not in ENTRANCE}
        chosen |= source
    wishes = Wishes(**chosen)
    if wishes.open and (wishes.code or wishes.roster):
        raise UsageError(
            _("An open class has neither a code nor a list."), _("Take out one of them.")
        )
    return wishes, (*problems, *more)


def whole(name: str, text: str) -> int | str:
    """Return the number that a text says, or what is wrong with it as a sentence."""
    least, most = _LEAST_MOST[name]
    if text.isascii() and text.isdecimal() and least <= int(text[:20]) <= most:
        return int(text)
    return _("a whole number from {least} to {most}").format(least=least, most=most)


def _from_file(path: Path, *, named: bool) -> tuple[Chosen, list[Problem]]:
    if not named and not os.path.lexists(path):
        return {}, []
    from quizgame import documents  # noqa: PLC0415 - most people have no file of settings

    document = documents.read(path)
    if document.data is None:
        if named:
            problem = document.problems[0]
            raise UsageError(f"{path}: {problem.message}", problem.hint)
        return {}, []  # told by `config.read_settings`
    table = document.data.get(CLASS_TABLE)
    if named and not isinstance(table, dict):
        raise UsageError(
            _("{path} has no table [class].").format(path=path),
            _("Put what concerns the class below a line: [class]"),
        )
    chosen: Chosen = {}
    problems: list[Problem] = []
    for name, value in (table if isinstance(table, dict) else {}).items():
        found = _understood(name, value)
        if isinstance(found, str):
            line, column = document.place((CLASS_TABLE, name))
            code = "QS002" if name in _KINDS else "QS001"
            problems.append(
                Problem(str(path), line, column, code, _MESSAGES[code](), found, "warning")
            )
        else:
            chosen[name] = _beside(name, found[0], path)
    return chosen, problems


_MESSAGES = {
    "QS001": lambda: _("there is no setting of this name"),
    "QS002": lambda: _("this setting has a value of the wrong kind"),
}


def _understood(name: str, value: object) -> tuple[Any] | str:
    """Return a value in a tuple, or a hint where it can not be one."""
    kind = _KINDS.get(name)
    if kind is None:
        return _("The settings are: {names}.").format(names=", ".join(_KINDS))
    if kind is tuple:
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
            return (tuple(listed),)
        return _('Write a list: ["...", "..."].')
    if type(value) is not kind:
        return _HINTS[kind]()
    if kind is int and isinstance(number := whole(name, str(value)), str):
        return _("Write {what}.").format(what=number)
    return (value,)


_HINTS = {
    bool: lambda: _("Write true or false."),
    str: lambda: _('Write text: "...".'),
    int: lambda: _("Write a number without quotation marks."),
}


def _beside(name: str, value: Any, file: Path) -> Any:
    """Return a value whose paths are meant from the folder of the file that names them."""
    folder = file.absolute().parent
    if name in _PATHS and value:
        return str(folder / Path(value).expanduser())
    if name == "bank":
        return tuple(_path_of(one, folder) for one in value)
    return value


def _path_of(bank: str, folder: Path) -> str:
    """Return the path of a bank that lies beside a file; an id stays what it is."""
    beside = folder / Path(bank).expanduser()
    return str(beside) if os.path.lexists(beside) else bank


def _from_environment(environ: Mapping[str, str]) -> tuple[Chosen, list[Problem]]:
    chosen: Chosen = {}
    problems: list[Problem] = []
    for name, kind in _KINDS.items():
        variable = f"{VARIABLE}{name.upper()}"
        text = environ.get(variable, "")
        if not text:
            continue
        if kind is bool:
            switched = switch(variable, environ)
            if isinstance(switched, Problem):
                problems.append(switched)
            elif switched is not None:
                chosen[name] = switched
        elif kind is int:
            number = whole(name, text.strip())
            if isinstance(number, str):
                hint = _("Write {what}.").format(what=number)
                problems.append(
                    Problem(variable, 0, 0, "QS002", _MESSAGES["QS002"](), hint, "warning")
                )
            else:
                chosen[name] = number
        else:
            chosen[name] = tuple(text.split(os.pathsep)) if kind is tuple else text
    return chosen, problems
