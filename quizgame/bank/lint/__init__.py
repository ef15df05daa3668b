"""The registry of lint rules."""

from quizgame.bank.lint import proof
from quizgame.bank.lint.base import Rule

RULES: tuple[Rule, ...] = proof.RULES
