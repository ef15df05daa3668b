"""What a failure of SQLite or of the disk means for a person, and what they can do about it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from quizgame.catalogue import _
from quizgame.errors import (
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreNewerError,
    StoreReadOnlyError,
)
from quizgame.model.text import clean_line

_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_FORBIDDEN = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_AUTH,
}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
# SQLite calls only a full disk "full"; a quota or a limit on file sizes fails as a write.
_FULL = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}
_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def corrupt(path: Path) -> StoreCorruptError:
    """Return the error for a damaged file or one of another program."""
    return StoreCorruptError(
        _("{path} is damaged or is not a database of this program.").format(path=_shown(path)),
        _("Move it away to start afresh. Copies made before updates may be in {backups}.").format(
            backups=_shown(path.parent / "backups")
        ),
    )


def newer(path: Path, version: int, known: int) -> StoreNewerError:
    """Return the error for a database of a later version of the program."""
    return StoreNewerError(
        _("{path} was written by a newer version of this program.").format(path=_shown(path)),
        _("Update the program: the file has format {version}, this one knows {known}.").format(
            version=version, known=known
        ),
    )


def read_only(path: Path) -> StoreReadOnlyError:
    """Return the error for a file or directory that may not be written."""
    return StoreReadOnlyError(
        _("{path} can not be opened for writing.").format(path=_shown(path)),
        _(
            "Check that you may write the file and its directory, or set QUIZGAME_HOME to one"
            " that you may."
        ),
    )


def full(path: Path) -> StoreFullError:
    """Return the error for a disk without room."""
    return StoreFullError(
        _("There is no room left to write {path}; the last act was not saved.").format(
            path=_shown(path)
        ),
        _("Make room on the disk, then try again."),
    )


def busy(path: Path) -> StoreBusyError:
    """Return the error for a database that another process keeps from being written."""
    return StoreBusyError(
        _("{path} is in use by another program, which did not let go of it.").format(
            path=_shown(path)
        ),
        _("Close other windows of this program, then try again."),
    )


def remains(path: Path) -> StoreBusyError:
    """Return the error when somebody was erased, but another process still reads an older state."""
    return StoreBusyError(
        _("The player was erased, but another window still holds remains in {path}.").format(
            path=_shown(path)
        ),
        _("Close all windows of this program; the remains go with the last one."),
    )


def _shown(path: Path) -> str:
    return clean_line(str(path))


def is_busy(error: BaseException) -> bool:
    """Return whether trying again may help."""
    return isinstance(error, StoreBusyError) or _code(error) & 0xFF in _BUSY


def _code(error: BaseException) -> int:
    original = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(original, "sqlite_errorcode", 0) or 0)


def fault(error: Exception, path: Path) -> StoreError:
    """Return the error to raise for one of SQLite's, SQLAlchemy's or the system's."""
    if isinstance(error, OSError):
        return full(path) if error.errno in _FULL_ERRNOS else read_only(path)
    code = _code(error)
    primary = code & 0xFF
    # A file of ours without one of our tables was tampered with.
    tampered = "no such table" in str(error) or "no such column" in str(error)
    kinds = (
        (code in _FULL, full),
        (primary in _CORRUPT or tampered, corrupt),
        (primary in _FORBIDDEN, read_only),
        (primary in _BUSY, busy),
    )
    for applies, kind in kinds:
        if applies:
            return kind(path)
    reason = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return StoreError(
        _("{path} can not be used: {reason}.").format(
            path=_shown(path), reason=clean_line(str(reason))
        )
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise the fitting StoreError for any failure of the database or the disk inside."""
    try:
        yield
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise fault(error, path) from error
