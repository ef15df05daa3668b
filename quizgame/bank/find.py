"""Where banks are looked for, and which of two with the same id counts."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quizgame.bank.load import LoadedBank, load_bank
from quizgame.catalogue import _
from quizgame.documents import read, read_bytes
from quizgame.errors import Problem

_PACKAGE = Path(__file__).resolve().parent.parent
SUFFIX = ".toml"


def bank_paths(arguments: Sequence[Path], home: Path) -> list[Path]:
    """Return the files to read as banks, in the order in which they count.

    They are `arguments` (files, or folders of .toml files), or without any those of ./questions,
    of banks in `home`, and of the package. A place that can not be read is returned as it is:
    reading it gives the problem.
    """
    places = list(arguments) or [place for place in usual_places(home) if _is_there(place)]
    paths: dict[Path, Path] = {}
    for place in places:
        for path in _files(place):
            paths.setdefault(same_file(path), path)
    return list(paths.values())


def usual_places(home: Path) -> list[Path]:
    """Return the folders that banks are looked for in, whether they are there or not."""
    return [Path("questions"), home / "banks", own_banks()]


def own_banks() -> Path:
    """Return the folder of the banks that come with the program."""
    installed = _PACKAGE / "data" / "questions"
    return installed if installed.is_dir() else _PACKAGE.parent / "questions"


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # a folder on the way may not be entered
        return False


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # longer than any name may be
        return False


def _files(place: Path) -> list[Path]:
    try:
        if not place.is_dir():
            return [place]
        with os.scandir(place) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.name.endswith(SUFFIX) and not entry.name.startswith(".")
            ]
    except OSError:
        return [place]
    return [place / name for name in sorted(names)]


def same_file(path: Path) -> Path:
    """Return what two ways to one file have in common: its path with all links followed."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a circle of links
        return path.absolute()


def load_banks(paths: Iterable[Path]) -> Iterator[LoadedBank]:
    """Read banks one at a time; see `first_of_each`."""
    return first_of_each(load_bank(path) for path in paths)


def first_of_each(banks: Iterable[LoadedBank]) -> Iterator[LoadedBank]:
    """Yield `banks`; of two with the same id the later without its bank, and with a warning."""
    first: dict[str, Path] = {}
    for loaded in banks:
        if loaded.bank is None:
            yield loaded
            continue
        winner = first.setdefault(loaded.bank.id, loaded.path)
        if winner == loaded.path:
            yield loaded
        else:
            yield passed_over(loaded, loaded.bank.id, winner)


def passed_over(loaded: LoadedBank, bank_id: str, winner: Path) -> LoadedBank:
    """Return `loaded` without its bank, with a warning that the one at `winner` has its id."""
    line, column = read(loaded.path).place(("id",), value=True)
    message = _("the bank id `{id}` is already taken by {path}, which is used instead")
    problem = Problem(
        str(loaded.path),
        line,
        column,
        "QG012",
        message.format(id=bank_id, path=winner),
        severity="warning",
    )
    return replace(loaded, bank=None, problems=tuple(sorted((problem, *loaded.problems))))


def find_bank(name: str | Path, home: Path, places: Sequence[Path] = ()) -> LoadedBank | None:
    """Return the bank in the file `name`, or the one with the id `name` (or formerly), or None.

    An id is looked for in `places` or the usual ones. Only files that mention it are read, unless
    none of them has it.
    """
    text = str(name)
    if text.endswith(SUFFIX) or os.sep in text or _is_file(text):
        return load_bank(Path(text)) if os.path.lexists(text) else None
    paths = bank_paths(places, home)
    mentioned = [path for path in paths if _mentions(path, text)]
    formerly: LoadedBank | None = None
    for path in (*mentioned, *(path for path in paths if path not in mentioned)):
        bank = (loaded := load_bank(path)).bank
        if bank is not None and bank.id == text:
            return loaded
        if bank is not None and text in bank.formerly:
            formerly = formerly or loaded
    return formerly


def _mentions(path: Path, name: str) -> bool:
    try:
        return name.encode("utf-8", "surrogateescape") in read_bytes(path)
    except OSError:
        return False
