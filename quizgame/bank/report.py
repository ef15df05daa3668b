"""Problems of one file, gathered by key and given their places in the end, all at once."""

from dataclasses import dataclass, field

from quizgame.documents import Document
from quizgame.documents.layout import Keys
from quizgame.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing to mend at `keys`: its code, what is wrong, and a hint.

    `at_value` says that the value is meant and not its key.
    """

    keys: Keys
    code: str
    message: str
    hint: str = ""
    at_value: bool = True


@dataclass(slots=True)
class Report:
    """What was found in `document` so far."""

    document: Document
    _found: list[tuple[Objection, Severity, bool]] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many things were found."""
        return len(self._found)

    def add(
        self, objection: Objection, severity: Severity = "error", *, fixable: bool = False
    ) -> None:
        """Keep an objection to what stands at its keys."""
        self._found.append((objection, severity, fixable))

    def error(self, keys: Keys, code: str, message: str, hint: str = "") -> None:
        """Keep an error at `keys`."""
        self.add(Objection(keys, code, message, hint))

    def warn(
        self, keys: Keys, code: str, message: str, hint: str = "", *, fixable: bool = False
    ) -> None:
        """Keep a warning at `keys`."""
        self.add(Objection(keys, code, message, hint), "warning", fixable=fixable)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything found, sorted by its place in the file."""
        placed = [
            Problem(
                self.document.path,
                *self.document.place(one.keys, value=one.at_value),
                one.code,
                one.message,
                one.hint,
                severity,
                fixable,
            )
            for one, severity, fixable in self._found
        ]
        return tuple(sorted({*self.document.problems, *placed}))
