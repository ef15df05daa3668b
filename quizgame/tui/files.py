"""Attempts saved to files from a screen."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from quizgame.backend.export import attempts_csv, attempts_json, json_text, save_new
from quizgame.backend.student import Student
from quizgame.catalogue import _
from quizgame.model.attempt import AttemptRecord, Revision
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import Span, width_of


def save_attempts(
    student: Student, attempts: Sequence[AttemptRecord], name: str, ending: str
) -> Path:
    """Save attempts to a new file in the current folder, as "csv" or "json"; returns its path.

    Raises UsageError when it can not be written, RefusedError for who may write no files here.
    """
    student.require_owner()

    def revisions(attempt: AttemptRecord) -> Mapping[str, Revision]:
        store = student.store if attempt.person_key else student.memory
        return store.revisions(attempt.id)

    is_csv = ending == "csv"
    text = attempts_csv(attempts, revisions) if is_csv else json_text(attempts_json(attempts))
    return save_new(Path.cwd(), name, ending, text)


def saved_words(path: Path, width: int) -> str:
    """Return where attempts were saved; of a path wider than `width` cells its end is told."""
    words = _("Saved as {file}")
    shown = clean_line(str(path))
    room = width - width_of((Span(words.format(file="")),))
    while width_of((Span(shown),)) > room and len(shown) > 1:
        shown = "…" + shown.removeprefix("…")[1:]
    return words.format(file=shown)
