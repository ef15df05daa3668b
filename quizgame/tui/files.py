"""Attempts saved to files from a screen."""

from collections.abc import Sequence
from pathlib import Path

from quizgame.backend.export import attempts_csv, attempts_json, json_text, save_new
from quizgame.model.attempt import AttemptRecord


def save_attempts(attempts: Sequence[AttemptRecord], name: str, ending: str) -> Path:
    """Save attempts to a new file in the current folder, as "csv" or "json"; returns its path.

    Raises UsageError when it can not be written.
    """
    is_csv = ending == "csv"
    text = attempts_csv(attempts) if is_csv else json_text(attempts_json(attempts))
    return save_new(Path.cwd(), name, ending, text)
