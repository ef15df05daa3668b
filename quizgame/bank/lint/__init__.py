"""The registry of lint rules."""

from quizgame.bank.lint import options, proof, stems, whole
from quizgame.bank.lint.base import Rule

RULES: tuple[Rule, ...] = (*options.RULES, *stems.RULES, *whole.RULES, *proof.RULES)
