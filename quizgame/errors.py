"""The one shape of a problem in what people wrote, and the one tree of exceptions.

Bad content never raises: it becomes a `Problem`. Exceptions are for a broken world or a wrong
command.
"""

from typing import ClassVar, Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """Something wrong in a file that a person wrote; problems sort by place.

    `line` and `column` count from 1, in characters; 0 means that the place is not known or that the
    problem is of the whole file. `hint` says how to mend it. An error keeps the thing concerned
    from play, a warning does not. `fixable` says that `quizgame check --fix` can mend it safely.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    fixable: bool = False

    @property
    def is_error(self) -> bool:
        """Whether this problem keeps the thing concerned from play."""
        return self.severity == "error"

    @property
    def place(self) -> str:
        """Where it is as editors know it: the path alone where the place is not known."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class QuizgameError(Exception):
    """Base of all errors that a person is told about: what is wrong and how to go on.

    `exit_code` is what a command ends with when the error is not handled nearer by.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the `message` (what is wrong) and the `hint` (what to do about it)."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(QuizgameError):
    """The command or its arguments can not be carried out as given."""

    exit_code = 2


class RefusedError(QuizgameError):
    """The rules of play do not allow this act now, for example a second answer after the reveal."""

    exit_code = 2


class SittingMovedError(RefusedError):
    """The sitting went on in another window or process; what was tried here was not kept."""


class StoreError(QuizgameError):
    """The database can not be used as it is. Play can go on without saving."""


class StoreNewerError(StoreError):
    """The database was written by a newer version of the program."""


class StoreCorruptError(StoreError):
    """The database file is damaged or is not a database of this program."""


class StoreReadOnlyError(StoreError):
    """The database or its directory can not be written."""


class StoreFullError(StoreError):
    """There is no room left on the disk; the last act was not kept."""


class StoreBusyError(StoreError):
    """Another process keeps the database from being used, and did not let go in time."""
