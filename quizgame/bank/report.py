"""What is wrong, gathered by key; in a file everything gets its place in the end, all at once."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from quizgame.documents import Document
from quizgame.documents.layout import Keys
from quizgame.documents.pieces import Pieces, is_worth_cutting
from quizgame.errors import Problem, Severity


class Objection(NamedTuple):
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
        return self._replace(keys=(*keys, *self.keys))


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
        path, place = self.document.path, self.document.place
        found = self._found
        concerned = {one.keys[:2] for one in found if one.keys[:1] == ("question",)}
        if is_worth_cutting(len(concerned), self.questions):
            place = Pieces(self.document, "question", self.questions, len(concerned)).place
            found = sorted(found, key=_question)
        placed = [
            Problem(path, *place(keys, value=at_value), code, message, hint, severity, fixable)
            for keys, code, message, hint, at_value, severity, fixable in found
        ]
        return in_order(self.document.problems, placed)


def _question(objection: Objection) -> int:
    """Return the index of the question that is meant, so that all about one come together."""
    keys = objection.keys
    index = keys[1] if len(keys) > 1 and keys[0] == "question" else -1
    return index if isinstance(index, int) else -1


def in_order(*problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return all problems sorted by file and place, each once."""
    return tuple(sorted(dict.fromkeys(chain(*problems))))
