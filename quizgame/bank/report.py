"""What is wrong, gathered by key; in a file everything gets its place in the end, all at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from quizgame.documents import Document
from quizgame.documents.layout import Keys
from quizgame.documents.pieces import Pieces, is_worth_cutting
from quizgame.errors import Problem, Severity

_ORDER = attrgetter("path", "line", "column", "code", "message", "hint", "severity", "fixable")


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing to mend at `keys`: its code, what is wrong, and a hint.

    `at_value` says that the value is meant and not its key, `fixable` that `quizgame check --fix`
    can mend it safely.
    """

    keys: Keys
    code: str
    message: str
    hint: str = ""
    at_value: bool = True
    severity: Severity = "error"
    fixable: bool = False

    def below(self, keys: Keys) -> "Objection":
        """Return the same objection, its keys taken as those within the table at `keys`."""
        return replace(self, keys=(*keys, *self.keys))


class Objections:
    """What was found so far."""

    def __init__(self) -> None:
        self._found: list[Objection] = []

    def __len__(self) -> int:
        """Return how many things were found."""
        return len(self._found)

    def __iter__(self) -> Iterator[Objection]:
        """Yield everything found, in the order in which it was."""
        return iter(self._found)

    def add(self, objection: Objection) -> None:
        """Keep an objection to what stands at its keys."""
        self._found.append(objection)

    def error(self, keys: Keys, code: str, message: str, hint: str = "") -> None:
        """Keep an error at `keys`."""
        self.add(Objection(keys, code, message, hint))

    def warn(
        self, keys: Keys, code: str, message: str, hint: str = "", *, fixable: bool = False
    ) -> None:
        """Keep a warning at `keys`."""
        self.add(Objection(keys, code, message, hint, severity="warning", fixable=fixable))


class Report(Objections):
    """What was found in `document` so far, which has so many `questions`, where that is known."""

    def __init__(self, document: Document, questions: int = 0) -> None:
        super().__init__()
        self.document = document
        self.questions = questions

    def problems(self) -> tuple[Problem, ...]:
        """Return everything found, sorted by its place in the file."""
        place = self.document.place
        concerned = {one.keys[:2] for one in self if one.keys[:1] == ("question",)}
        if is_worth_cutting(len(concerned), self.questions):
            place = Pieces(self.document, "question", self.questions, len(concerned)).place
        placed = [
            Problem(
                self.document.path,
                *place(one.keys, value=one.at_value),
                one.code,
                one.message,
                one.hint,
                one.severity,
                one.fixable,
            )
            for one in self
        ]
        return in_order(self.document.problems, placed)


def in_order(*problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return all problems sorted by file and place, each once."""
    # Comparing tuples made once takes a fifth of what comparing the problems themselves would.
    return tuple(sorted(dict.fromkeys(chain(*problems)), key=_ORDER))
