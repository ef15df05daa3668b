"""Everything that can be said about a bank: what is wrong, and what is likely a mistake."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quizgame.bank.find import first_of_each
from quizgame.bank.lint import RULES
from quizgame.bank.lint.base import Finding, QuestionRule, Rule, Subject
from quizgame.bank.load import LoadedBank, load_document
from quizgame.bank.quotes import Prover
from quizgame.bank.report import Report
from quizgame.documents import read


def check_bank(path: Path) -> LoadedBank:
    """Return the bank at `path` with its problems and the findings of all lint rules."""
    document = read(path)
    loaded = load_document(document, path)
    findings = lint(loaded)
    if not findings:
        return loaded
    report = Report(document)
    for rule, question_id, finding in findings:
        keys = ("question", loaded.places[question_id]) if question_id else ()
        report.warn((*keys, *finding.keys), rule.code, finding.message, finding.hint)
    return replace(loaded, problems=tuple(sorted({*loaded.problems, *report.problems()})))


def check_banks(paths: Iterable[Path]) -> Iterator[LoadedBank]:
    """Check banks one at a time; of two with the same id the later is warned of."""
    return first_of_each(check_bank(path) for path in paths)


def lint(loaded: LoadedBank) -> list[tuple[Rule, str, Finding]]:
    """Return (rule, question id or "", finding) for all that the rules find in a loaded bank."""
    if loaded.bank is None:
        return []
    provers = {key: Prover(text) for key, text in loaded.texts.items()}
    for key, prover in provers.items():
        prover.expect([e for q in loaded.bank.question for e in q.evidence if e.source == key])
    subject = Subject(loaded.bank, provers)
    found: list[tuple[Rule, str, Finding]] = []
    for rule in RULES:
        if isinstance(rule, QuestionRule):
            for question in loaded.bank.playable():
                found.extend((rule, question.id, one) for one in rule.check(question, subject))
        else:
            found.extend((rule, question_id, one) for question_id, one in rule.check(subject))
    return found
