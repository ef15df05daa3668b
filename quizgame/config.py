"""Settings (flags over environment over file), and where things live."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quizgame.catalogue import _
from quizgame.errors import Problem

Value = bool | str

CLASS_TABLE = "class"
"""The table of what concerns `quizgame serve` alone (`cli/serving/wishes.py`)."""

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program behaves on this computer, whoever plays.

    `plain` asks for line mode, `theme` names a theme ("" for the default), `no_color` takes the
    colours away, `line_warning` is the one warning that line mode gives when time is short.
    """

    plain: bool = False
    theme: str = ""
    no_color: bool = False
    line_warning: bool = True


def home() -> Path:
    """Return the directory of all that is kept: QUIZGAME_HOME, else the user's data directory."""
    if chosen := os.environ.get("QUIZGAME_HOME"):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where the home is given

    return user_data_path("quizgame", appauthor=False)


def database_path() -> Path:
    """Return where the database is."""
    return home() / "quizgame.db"


def class_home() -> Path:
    """Return the directory of all that is kept of classes, its log and backups included."""
    return home() / "class"


def class_database_path() -> Path:
    """Return where the database of classes is."""
    return class_home() / "class.db"


def log_path() -> Path:
    """Return where the program writes what went wrong."""
    return home() / "quizgame.log"


def banks_path() -> Path:
    """Return where a player's own question banks are."""
    return home() / "banks"


def settings_path() -> Path:
    """Return where the file of settings is."""
    return home() / "settings.toml"


def read_settings(
    flags: Mapping[str, Value | None] | None = None, environ: Mapping[str, str] | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings, and what is wrong with where they were read from.

    `flags` are from the command line, None for one that was not given. A setting that can not be
    understood counts as not given.
    """
    from_file, problems = _from_file(settings_path())
    from_environment, more = _from_environment(os.environ if environ is None else environ)
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    chosen: dict[str, Any] = from_file | from_environment | given
    return Settings(**chosen), (*problems, *more)


def _from_file(path: Path) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    if not os.path.lexists(path):
        return {}, ()
    from quizgame import documents  # noqa: PLC0415 - most people have no file of settings

    document = documents.read(path)
    if document.data is None:
        return {}, document.problems
    kinds = {name: type(value) for name, value in asdict(Settings()).items()}
    chosen: dict[str, Value] = {}
    problems = list(document.problems)
    for name, value in document.data.items():
        if name == CLASS_TABLE:
            continue
        if name not in kinds:
            code, message = "QS001", _("there is no setting of this name")
            hint = _("The settings are: {names}.").format(names=", ".join(kinds))
        elif type(value) is not kinds[name]:
            code, message = "QS002", _("this setting has a value of the wrong kind")
            hint = _("Write true or false.") if kinds[name] is bool else _('Write text: "...".')
        else:
            chosen[name] = value
            continue
        line, column = document.place((name,))
        problems.append(Problem(str(path), line, column, code, message, hint, "warning"))
    return chosen, tuple(problems)


def _from_environment(
    environ: Mapping[str, str],
) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    chosen: dict[str, Value] = {}
    problems: list[Problem] = []
    if environ.get("TERM") == "dumb":
        chosen["plain"] = True
    if environ.get("NO_COLOR"):
        chosen["no_color"] = True
    if theme := environ.get("QUIZGAME_THEME"):
        chosen["theme"] = theme
    for name, variable in (("plain", "QUIZGAME_PLAIN"), ("line_warning", "QUIZGAME_LINE_WARNING")):
        switched = switch(variable, environ)
        if isinstance(switched, Problem):
            problems.append(switched)
        elif switched is not None:
            chosen[name] = switched
    return chosen, tuple(problems)


def switch(variable: str, environ: Mapping[str, str]) -> bool | Problem | None:
    """Return whether a variable switches something on or off; None where it is not there."""
    value = environ.get(variable, "").strip().casefold()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False if value else None
    message = _("this is neither yes nor no")
    return Problem(variable, 0, 0, "QS003", message, _("Set it to 1 or 0."), "warning")
