"""The contract of a lint rule: one code, one function, for what is allowed but often a mistake."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgame.bank.quotes import Prover
from quizgame.documents.layout import Keys
from quizgame.model.bank import Bank
from quizgame.model.questions.base import Question


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules look at: a bank's sound `questions`, and a prover for each source that is read.

    Drafts are not among the questions. `bank` tells the rest: language, defaults, sources.
    """

    bank: Bank
    questions: Sequence[Question]
    provers: Mapping[str, Prover]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to reconsider at `keys` of a question (or of the bank), and how to mend it."""

    keys: Keys
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A rule about one question at a time."""

    code: str
    check: Callable[[Question, Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule about the bank as a whole: it yields (question id or "" for the bank, finding).

    `compares` says that what it finds is about single questions, compared with all others.
    """

    code: str
    check: Callable[[Subject], Iterable[tuple[str, Finding]]]
    compares: bool = False


Rule = QuestionRule | BankRule


def is_english(bank: Bank) -> bool:
    """Return whether rules about English words apply to a bank."""
    return bank.language.split("-", maxsplit=1)[0].lower() == "en"
