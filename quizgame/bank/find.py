"""Where question banks are looked for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgame.bank.load import LoadedBank, load_bank

_PACKAGE = Path(__file__).resolve().parent.parent
_SUFFIX = ".toml"


def bank_folders(home: Path) -> tuple[Path, ...]:
    """Return the usual folders: ./questions, the player's own, and those that came along."""
    installed = _PACKAGE / "data" / "questions"
    came_along = installed if installed.is_dir() else _PACKAGE.parent / "questions"
    return (Path("questions"), home / "banks", came_along)


def bank_paths(places: Sequence[Path], home: Path) -> list[Path]:
    """Return the files of banks in `places`, files or folders, else in the usual folders.

    Each file once, folders in the order given and files by name. What can not be listed is left
    out; a file that can not be read is kept, so that loading it tells why.
    """
    found: dict[Path, Path] = {}
    for place in places or bank_folders(home):
        for path in _files(place):
            found.setdefault(path.resolve(), path)
    return list(found.values())


def _files(place: Path) -> Iterator[Path]:
    try:
        if place.is_dir():
            yield from sorted(p for p in place.iterdir() if p.suffix == _SUFFIX)
        elif place.exists() or place.suffix == _SUFFIX:
            yield place
    except OSError:
        return


def find_bank(name: str, home: Path, places: Sequence[Path] = ()) -> LoadedBank | None:
    """Return the bank of a path, or the first with that id in `places`, or None."""
    path = Path(name)
    if path.suffix == _SUFFIX or path.is_file():
        return load_bank(path)
    for candidate in bank_paths(places, home):
        loaded = load_bank(candidate)
        if loaded.bank is not None and loaded.bank.id == name:
            return loaded
    return None
