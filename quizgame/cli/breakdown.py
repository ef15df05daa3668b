"""What happens when the program itself is at fault: a calm sentence, and a log for a report."""

import contextlib
import os
import traceback
from pathlib import Path

from quizgame.catalogue import _
from quizgame.config import log_path
from quizgame.errors import QuizgameError

_MOST_BYTES = 200_000


def told(error: BaseException) -> QuizgameError:
    """Write to the log what went wrong, and return what a person is to be told about it."""
    path = log_path()
    message = _("Something went wrong that is a fault of this program ({name}).").format(
        name=type(error).__name__
    )
    try:
        _write(path, "".join(traceback.format_exception(error)))
    except OSError:
        return QuizgameError(message, _("Start it again to go on where you were."))
    hint = _("Start it again to go on where you were. For a report, {path} tells what happened.")
    return QuizgameError(message, hint.format(path=path))


def note(text: str) -> None:
    """Write to the log what is nobody's fault and changes little, if that can be done."""
    with contextlib.suppress(OSError):
        _write(log_path(), text)


def _write(path: Path, text: str) -> None:
    """Add text to a log that only its owner may read, begun anew where it has grown long."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_long = path.exists() and path.stat().st_size > _MOST_BYTES
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if is_long else os.O_APPEND)
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8", errors="replace") as log:
        log.write(f"{text}\n")
