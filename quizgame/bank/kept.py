"""What is kept of a bank while it is edited: its earlier versions, and work that is not saved yet.

All lies in a folder of the program's home, never beside the bank, and can be read by its owner
alone. Nothing here may keep an author from working: what can not be kept is told by False.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_MOST_VERSIONS = 20
_DIGEST = 12
_BEGINNING = 40
_SAVED, _READ = ".saved.toml", ".read.toml"
_MINE, _BASE, _LOCK = ".toml", ".base", ".lock"


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it once was; `is_own` says that this program wrote it, from the version before."""

    raw: bytes
    is_own: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Work that was never saved: the file as it was to be, what it began with, and when (UTC s)."""

    name: str
    mine: bytes
    base: bytes
    when: float


class Keeper:
    """What is kept of one bank by one process that edits it."""

    def __init__(self, home: Path, path: Path) -> None:
        """Say where it is to be kept; nothing is read or written yet."""
        target = os.path.realpath(path)
        name = f"{path.stem[:_BEGINNING]}-{sha256(os.fsencode(target)).hexdigest()[:_DIGEST]}"
        self._folder = home / "editing" / name
        self._session = secrets.token_hex(4)
        self._lock: int | None = None
        self._pair: Path | None = None

    # Earlier versions

    def versions(self) -> list[Version]:
        """Return the earlier versions, the oldest first."""
        found = []
        for path in self._version_paths():
            with suppress(OSError):
                found.append(Version(path.read_bytes(), path.name.endswith(_SAVED)))
        return found

    def _version_paths(self) -> list[Path]:
        try:
            paths = sorted(self._folder.iterdir())
        except OSError:
            return []
        return [path for path in paths if path.name.endswith((_SAVED, _READ))]

    def keep(self, before: bytes, after: bytes) -> bool:
        """Keep a file as it was read and as it was then saved; returns whether that could be."""
        paths = self._version_paths()
        number = int(paths[-1].name.split(".")[0]) + 1 if paths else 1
        try:
            if not paths or paths[-1].read_bytes() != before:
                self._write(self._folder / f"{number:08}{_READ}", before)
                number += 1
            self._write(self._folder / f"{number:08}{_SAVED}", after)
            for path in self._version_paths()[:-_MOST_VERSIONS]:
                path.unlink(missing_ok=True)
        except (OSError, ValueError):
            return False
        return True

    # Unsaved work

    def keep_unsaved(self, mine: bytes, base: bytes) -> bool:
        """Keep work that is not saved yet; returns whether that could be."""
        # Work and what it began with have one name for each beginning: whenever the process ends,
        # no work is left beside another's beginning, from which it would undo what others did.
        pair = self._folder / f"{self._session}-{sha256(base).hexdigest()[:_DIGEST]}"
        try:
            if self._lock is None:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = _locked(self._folder / f"{self._session}{_LOCK}")
            if not _holds(pair.with_suffix(_BASE), base):
                self._write(pair.with_suffix(_BASE), base)
            self._write(pair.with_suffix(_MINE), mine)
        except OSError:
            return False
        if self._pair not in {None, pair}:
            self._drop(self._pair.name)
        self._pair = pair
        return True

    def drop_unsaved(self) -> None:
        """Forget this process's unsaved work: it was saved, or is not wanted."""
        self._drop(self._session)
        self._pair = None
        if self._lock is not None:
            with suppress(OSError):
                os.close(self._lock)
            self._lock = None

    def lost(self) -> list[Lost]:
        """Return the last unsaved work of each process that is no more, the latest first."""
        found: dict[str, Lost] = {}
        for path in self._folder.glob(f"*{_MINE}"):
            session = path.stem.split("-")[0]
            if path.name.endswith((_SAVED, _READ)) or session == self._session:
                continue
            if _is_held(path.with_name(f"{session}{_LOCK}")):
                continue
            with suppress(OSError):
                base = path.with_suffix(_BASE).read_bytes()
                lost = Lost(session, path.read_bytes(), base, path.stat().st_mtime)
                if session not in found or found[session].when < lost.when:
                    found[session] = lost
        return sorted(found.values(), key=lambda one: one.when, reverse=True)

    def forget(self, lost: Lost) -> None:
        """Forget work that was lost: it was taken up again, or is not wanted."""
        self._drop(lost.name)

    def _drop(self, name: str) -> None:
        # The work first: without it, what is left of the others is never looked at.
        for suffix in (_MINE, _BASE, _LOCK):
            for path in (*self._folder.glob(f"{name}-*{suffix}"), self._folder / f"{name}{suffix}"):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def _write(self, path: Path, raw: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{self._session}")
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _holds(path: Path, raw: bytes) -> bool:
    try:
        return path.read_bytes() == raw
    except OSError:
        return False


def _locked(path: Path) -> int:
    """Return a descriptor that holds a lock until this process ends, however it ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with suppress(ImportError, OSError):
        import fcntl  # noqa: PLC0415 - not on every system

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _is_held(path: Path) -> bool:
    """Return whether a living process holds the lock of this file."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        import fcntl  # noqa: PLC0415 - not on every system

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return False
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
