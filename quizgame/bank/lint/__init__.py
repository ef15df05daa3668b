"""The registry of lint rules."""

from collections.abc import Iterator
from functools import cache

from quizgame.bank.lint import options, proof, repeats, stems, whole
from quizgame.bank.lint.base import AcrossRule, BankRule, QuestionRule, Rule

RULES: tuple[Rule, ...] = (
    *options.RULES,
    *stems.RULES,
    *whole.RULES,
    *repeats.RULES,
    *proof.RULES,
)


@cache
def question_rules(kind: str) -> tuple[QuestionRule, ...]:
    """Return the rules about single questions that look at those of type `kind`."""
    rules = (rule for rule in RULES if isinstance(rule, QuestionRule))
    return tuple(rule for rule in rules if not rule.types or kind in rule.types)


def bank_rules() -> Iterator[BankRule]:
    """Yield the rules about banks as a whole."""
    return (rule for rule in RULES if isinstance(rule, BankRule))


def across_rules() -> Iterator[AcrossRule]:
    """Yield the rules about banks that are checked together."""
    return (rule for rule in RULES if isinstance(rule, AcrossRule))
