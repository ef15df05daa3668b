"""Being told when a bank, or a text that it quotes, is saved by another program."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from quizgame.bank.find import SUFFIX, same_file, usual_places
from quizgame.bank.load import LoadedBank
from quizgame.bank.sources import source_path

_STEP_S = 0.1
"""How long a stop may take to be noticed, and how often a file that changes is looked at."""
_QUIET_S = 0.2
"""How long files stay as they are before they count as saved."""
_PATIENCE_S = 1.5
"""How long one is waited for that goes on changing, or is empty or gone: it may come back."""
_ROUND_S = 1.0
"""How often it is looked for folders that come and go."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is watched, with all links followed: every bank in `folders`, and certain `files`."""

    folders: frozenset[Path]
    files: frozenset[Path]

    def concerns(self, path: Path) -> bool:
        """Return whether a change of the file at `path` matters; hidden files are no banks."""
        if path in self.files:
            return True
        name = path.name
        is_bank = name.endswith(SUFFIX) and not name.startswith(".")
        return is_bank and path.parent in self.folders

    def observed(self) -> frozenset[Path]:
        """Return the folders there are that hold any of it."""
        holding = self.folders | {file.parent for file in self.files}
        return frozenset(folder for folder in holding if _is_folder(folder))


def ground(places: Sequence[Path], home: Path, banks: Iterable[LoadedBank]) -> Ground:
    """Return what is to be watched for `banks` that were found in `places`, or the usual ones.

    A link counts with what it leads to, since either can be changed.
    """
    folders: set[Path] = set()
    files: set[Path] = set()
    for place in places or usual_places(home):
        if _is_folder(place) or not places:
            folders.add(same_file(place))
        else:
            files |= _ways_to(place)
    for loaded in banks:
        files |= _ways_to(loaded.path)
        files |= set(source_files(loaded))
    return Ground(frozenset(folders), frozenset(files))


def source_files(loaded: LoadedBank) -> list[Path]:
    """Return the files that a bank quotes, with all links followed, whether they exist or not."""
    found = []
    for source in loaded.bank.sources.values() if loaded.bank else ():
        try:
            path = source_path(source, loaded.path) if source.file else None
        except OSError:
            continue
        if path is not None:
            found.append(path)
    return found


def watch(here: Callable[[], Ground], tell: Callable[[frozenset[Path]], None], stop: Event) -> None:
    """Tell of files that were changed, added or removed, until `stop` is set.

    `here` is asked what to watch at the beginning and whenever something was told. Each time a
    watch begins, also because folders came or went, `tell` gets no path at all: what happened
    before is for its owner to find. Files are told of when they have been left alone for a
    moment, so that one half written is not read.

    Raises:
        OSError: nothing can be watched on this computer, or no more than is watched already.
    """
    is_told = True
    while not stop.is_set():
        wanted = here()
        if wanted.observed():
            _watch_ground(wanted, here, tell, stop)
            is_told = False
            continue
        if not is_told:
            is_told = True
            tell(frozenset())  # the last folder went, perhaps with files that were not told of yet
        stop.wait(_ROUND_S)


def _watch_ground(
    wanted: Ground,
    here: Callable[[], Ground],
    tell: Callable[[frozenset[Path]], None],
    stop: Event,
) -> None:
    """Watch until a folder came or went, or other folders are needed than for `wanted`."""
    try:
        from watchfiles import watch as follow  # noqa: PLC0415 - loaded when nobody waits for it
    except ImportError as error:
        raise OSError(str(error)) from error
    observed = wanted.observed()
    identities = _identities(observed)
    is_begun = False
    rounds = follow(
        *observed,
        watch_filter=None,
        step=round(_STEP_S * 1000),
        stop_event=stop,
        rust_timeout=round(_ROUND_S * 1000),
        yield_on_timeout=True,
        raise_interrupt=False,
        recursive=False,
        ignore_permission_denied=True,
    )
    with closing(rounds):
        try:
            for changes in rounds:
                named = (Path(name) for _kind, name in changes)
                paths = frozenset(path for path in named if wanted.concerns(path))
                if paths or not is_begun:
                    is_begun = True
                    _await_quiet(paths or _just_changed(wanted.files), stop)
                    tell(paths)
                    wanted = here()
                if _identities(observed | wanted.observed()) != identities:
                    return
        except FileNotFoundError:
            stop.wait(_STEP_S)  # a folder went just now
        except RuntimeError as error:
            # Of the part in Rust: no watch was to be had, perhaps because a folder went just now;
            # later, a name that is not Unicode.
            if not is_begun and _identities(observed) == identities:
                raise OSError(str(error)) from error
            stop.wait(_STEP_S)


def _await_quiet(paths: frozenset[Path], stop: Event) -> None:
    """Wait until files have been left alone, and while one is empty or gone for the time being."""
    if not paths:
        return
    end = time.monotonic() + _PATIENCE_S
    before, since = _sizes(paths), time.monotonic()
    while time.monotonic() < end and not stop.wait(_STEP_S):
        now = _sizes(paths)
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since >= _QUIET_S and all(size for size, _when in now):
            return


def _just_changed(files: frozenset[Path]) -> frozenset[Path]:
    """Return files that may still be being written."""
    begin = time.time_ns() - round(_PATIENCE_S * 1e9)
    ordered = sorted(files)
    return frozenset(
        path for path, (_size, when) in zip(ordered, _sizes(files), strict=True) if when >= begin
    )


def _sizes(paths: frozenset[Path]) -> list[tuple[int, int]]:
    """Return (bytes, nanoseconds of the last change) of files in order, (0, 0) for none."""
    found = []
    for path in sorted(paths):
        try:
            status = path.stat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((status.st_size, status.st_mtime_ns))
    return found


def _identities(folders: Iterable[Path]) -> frozenset[tuple[Path, int]]:
    """Return folders with what tells each from another that later has its name."""
    found = set()
    for folder in folders:
        try:
            found.add((folder, folder.stat().st_ino))
        except OSError:
            continue
    return frozenset(found)


def _ways_to(path: Path) -> set[Path]:
    """Return the file itself, and its own place in its folder where that is a link to it."""
    return {same_file(path), same_file(path.parent) / path.name}


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder on the way may not be entered
        return False
