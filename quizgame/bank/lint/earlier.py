"""What a question asks and wants as an answer, kept of one bank for the next that is checked."""

from hashlib import blake2b
from pathlib import Path

from quizgame.bank.lint.words import folded
from quizgame.model.questions.base import Question

_BYTES = 16


def asked(question: Question) -> str:
    """Return all that a question says before it gives a choice."""
    return f"{question.stem} {getattr(question, 'text', '')}"


def key_of(question: Question) -> str:
    """Return a question's key in words, folded."""
    return "\n".join(map(folded, question.describe(question.key())))


class Earlier:
    """The questions of the banks that were checked before, by type, what they ask, and key."""

    def __init__(self) -> None:
        self._places: dict[bytes, tuple[Path, int]] = {}

    def keep(self, question: Question, path: Path, index: int) -> tuple[Path, int] | None:
        """Return where an earlier bank asks the same; where none does, this one is kept.

        A place is a bank's file and the index of the question in it.
        """
        text = f"{question.type}\n{folded(asked(question))}\n{key_of(question)}"
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
        place = self._places.setdefault(digest, (path, index))
        return None if place[0] == path else place
