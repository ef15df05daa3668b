"""The contract of a lint rule: one code, one function, for what is allowed but often a mistake."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from quizgame.bank.lint.earlier import Asked, Earlier, compared
from quizgame.bank.load import LoadedBank
from quizgame.bank.quotes import Proof, Prover
from quizgame.documents.layout import Keys
from quizgame.model.bank import Bank
from quizgame.model.questions.base import Evidence, Question


class Proven(NamedTuple):
    """A piece of evidence that is proven: its number within its question, and where it stands."""

    number: int
    evidence: Evidence
    proof: Proof
    prover: Prover


@dataclass(slots=True)
class Subject:
    """What rules look at: a bank's sound `questions`, and a prover for each source that is read.

    Drafts are not among the questions. `bank` tells the rest: language, defaults, sources. `kept`
    has by their identity what questions ask; another subject with the same questions may go on
    with it.
    """

    bank: Bank
    questions: Sequence[Question]
    provers: Mapping[str, Prover]
    kept: dict[int, Asked] = field(default_factory=dict)
    _last: tuple[Question | None, Sequence[Proven]] = (None, ())

    def asked(self, question: Question) -> Asked:
        """Return what a question asks, to be compared with others."""
        found = self.kept.get(id(question))
        # An identity is used again once what had it is gone.
        if found is None or found.question is not question:
            found = self.kept[id(question)] = compared(question)
        return found

    def proven(self, question: Question) -> Sequence[Proven]:
        """Return what is proven of a question; asked again for the same one, it is at hand."""
        if self._last[0] is not question:
            self._last = question, tuple(self._prove(question))
        return self._last[1]

    def _prove(self, question: Question) -> Iterator[Proven]:
        for number, evidence in enumerate(question.evidence):
            prover = self.provers.get(evidence.source)
            proof = prover.prove(evidence) if prover is not None else None
            if prover is not None and isinstance(proof, Proof):
                yield Proven(number, evidence, proof, prover)


class Finding(NamedTuple):
    """Something to reconsider at `keys` of a question (or of the bank), and how to mend it."""

    keys: Keys
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A rule about one question at a time, of any type or of one of `types`."""

    code: str
    check: Callable[[Question, Subject], Iterable[Finding]]
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule about the bank as a whole: it yields (question id or "" for the bank, finding).

    `compares` says that what it finds is about single questions, compared with all others.
    """

    code: str
    check: Callable[[Subject], Iterable[tuple[str, Finding]]]
    compares: bool = False


@dataclass(frozen=True, slots=True)
class AcrossRule:
    """A rule about banks that are checked together: it yields (question id, finding).

    It is given a bank and what was kept of those before, to which it adds.
    """

    code: str
    check: Callable[[LoadedBank, Earlier], Iterable[tuple[str, Finding]]]


Rule = QuestionRule | BankRule | AcrossRule

SINGLE = frozenset({"single-choice"})
CHOICE = SINGLE | {"multiple-response"}


def is_english(bank: Bank) -> bool:
    """Return whether rules about English words apply to a bank."""
    return _is_english(bank.language)


@lru_cache(maxsize=8)
def _is_english(language: str) -> bool:
    return language.split("-", maxsplit=1)[0].lower() == "en"
