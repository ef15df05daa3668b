"""One class at a time: two programs that keep the same class would take each other's seats away."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgame.catalogue import _
from quizgame.errors import QuizgameError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold what is kept of classes while the block runs; the lock ends with the process.

    Raises QuizgameError where another process holds it. A disk without locks holds nothing.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / "serving.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        message = _("{path} can not be written: {reason}.")
        raise QuizgameError(
            message.format(path=error.filename or folder, reason=error.strerror or error)
        ) from error
    try:
        if not _locked(descriptor):
            raise QuizgameError(
                _("A class is being served already by this account."),
                _("End it first, or give this one another home: QUIZGAME_HOME=FOLDER"),
            )
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # no locks in this file system
        return True
    return True
