"""What a question asks and wants as an answer, compared with others of its bank and of others."""

import re
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from quizgame.bank.lint.words import folded, spoken
from quizgame.model.questions.base import Question

_BYTES = 16
_NUMBERED = re.compile(r"(?<!\w)[^\W\d]*+\d\w*+")
_COMPARED = 500
_SAID_OFTEN = frozenset(
    (
        *("a", "according", "an", "and", "are", "article", "at", "by", "did", "do", "does", "for"),
        *("from", "had", "has", "have", "how", "in", "is", "it", "its", "of", "on", "or", "report"),
        *("say", "says", "source", "text", "that", "the", "their", "this", "to", "was", "were"),
        *("what", "when", "where", "which", "who", "with"),
    )
)


def asked(question: Question) -> str:
    """Return all that a question says before it gives a choice."""
    return f"{question.stem} {getattr(question, 'text', '')}"


def key_of(question: Question) -> str:
    """Return a question's key in words, folded."""
    return "\n".join(map(folded, question.describe(question.key())))


class Asked(NamedTuple):
    """What a `question` asks, as it is compared with others: its stem and key, folded.

    `numbers` are those in the stem in their order, `words` the others without small ones, sorted;
    of a long stem, the first.
    """

    question: Question
    stem: str
    key: str
    numbers: tuple[str, ...]
    words: str


def compared(question: Question) -> Asked:
    """Return what a question asks, to be compared."""
    text = asked(question)
    words = spoken(text)
    numbers = tuple(_NUMBERED.findall(words))
    told = " ".join(sorted(set(words.split()) - _SAID_OFTEN))[:_COMPARED]
    return Asked(question, folded(text), key_of(question), numbers, told)


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
