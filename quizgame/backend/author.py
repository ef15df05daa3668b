"""What an author may do before a bank lies on the desk: find one."""

import os
from collections.abc import Callable
from pathlib import Path

from quizgame.backend.desk import Desk
from quizgame.bank.find import find_bank
from quizgame.bank.kept import Keeper
from quizgame.catalogue import _
from quizgame.errors import UsageError
from quizgame.model.text import clean_line
from quizgame.store.base import Store


class Author:
    """The acts of whoever looks after question banks on this computer."""

    def __init__(self, home: Path, store: Callable[[], Store]) -> None:
        """Keep what is needed; nothing is read or opened yet."""
        self._home = home
        self._store = store

    def open(self, name: str | Path) -> Desk:
        """Return the bank of a path or an id, to be edited, also one that can not be played.

        A file that is gone is opened where unsaved work on it was left, which can be taken up.

        Raises UsageError when there is none.
        """
        path = Path(name)
        if not os.path.lexists(path) and not Keeper(self._home, path).lost():
            loaded = find_bank(name, self._home)
            if loaded is None:
                raise UsageError(
                    _("There is no question bank “{name}”.").format(name=clean_line(str(name))),
                    _("`quizgame new {name}` begins one.").format(name=clean_line(str(name))),
                )
            path = loaded.path
        elif path.is_dir():
            raise UsageError(
                _("{path} is a folder.").format(path=clean_line(str(name))),
                _("Name one file in it: one bank is edited at a time."),
            )
        return Desk(path, self._home, self._store)
