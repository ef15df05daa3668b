"""A glance at the database before a front end is chosen, without loading what writes to it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from quizgame.model.text import fold_name

_LAST = "SELECT wishes FROM people ORDER BY played_at DESC, key DESC LIMIT 1"
_NAMED = "SELECT wishes FROM people WHERE folded = ?"


def wants_plain(path: Path, name: str = "") -> bool:
    """Return whether a player, or who played last, wishes for line mode.

    False where there is no database, or none that can be read: opening it will tell.
    """
    try:
        if not path.exists():
            return False
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute(*((_NAMED, (fold_name(name),)) if name else (_LAST,)))
            row = found.fetchone()
        wishes = json.loads(row[0]) if row else {}
    except (OSError, sqlite3.Error, ValueError):
        return False
    return isinstance(wishes, dict) and wishes.get("plain") is True
