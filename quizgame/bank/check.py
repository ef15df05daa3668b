"""Everything that can be said about a bank: what is wrong, and what is likely a mistake."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from quizgame.bank.evidence import Examiner
from quizgame.bank.find import first_of_each
from quizgame.bank.lint import across_rules, bank_rules, question_rules
from quizgame.bank.lint.base import Finding, Rule, Subject
from quizgame.bank.lint.earlier import Asked, Earlier
from quizgame.bank.load import LoadedBank, collection_paused, load_with_provers
from quizgame.bank.question import id_in, id_taken, understood, unproven
from quizgame.bank.quotes import Prover
from quizgame.bank.report import Objection, Objections, Report, in_order
from quizgame.bank.salvage import evidence_in
from quizgame.documents import Document, read
from quizgame.documents.layout import Keys
from quizgame.model.bank import Bank
from quizgame.model.questions.base import Question

_FEW_QUESTIONS = 5000


def check_bank(path: Path) -> LoadedBank:
    """Return the bank at `path` with its problems and the findings of all lint rules."""
    with collection_paused():
        return _checked(path)


def _checked(path: Path) -> LoadedBank:
    # By itself, so that the file's tree is gone before the collector looks at what there is.
    document = read(path)
    loaded, provers = load_with_provers(document, path)
    return _told(loaded, document, lint(loaded, provers))


def check_banks(paths: Iterable[Path]) -> Iterator[LoadedBank]:
    """Check banks one at a time, each also against those before it.

    Of two with the same id the later is warned of.
    """
    listed = list(paths)
    banks = first_of_each(check_bank(path) for path in listed)
    return _across(banks) if len(listed) > 1 else banks


def _across(banks: Iterable[LoadedBank]) -> Iterator[LoadedBank]:
    earlier = Earlier()
    for loaded in banks:
        findings = [
            (rule, question_id, finding)
            for rule in across_rules()
            for question_id, finding in rule.check(loaded, earlier)
        ]
        yield _told(loaded, read(loaded.path), findings) if findings else loaded


def _told(
    loaded: LoadedBank, document: Document, findings: Iterable[tuple[Rule, str, Finding]]
) -> LoadedBank:
    """Return a bank with `findings` among its problems, each at its place in `document`."""
    questions = len(loaded.bank.question) if loaded.bank else 0
    report = Report(document, questions + loaded.left_out)
    for rule, question_id, finding in findings:
        keys = ("question", loaded.places[question_id]) if question_id else ()
        report.add(_objection(rule, finding, keys))
    if not len(report):
        return loaded
    return replace(loaded, problems=in_order(loaded.problems, report.problems()))


def lint(
    loaded: LoadedBank, provers: Mapping[str, Prover] | None = None
) -> list[tuple[Rule, str, Finding]]:
    """Return (rule, question id or "", finding) for all that the rules find in a loaded bank.

    `provers` are those of its sources, where they are at hand.
    """
    if loaded.bank is None:
        return []
    if provers is None:
        provers = {key: Prover(text) for key, text in loaded.texts.items()}
    subject = Subject(loaded.bank, loaded.bank.playable(), provers)
    # One question after the other: rules share what they find out about it.
    found: list[tuple[Rule, str, Finding]] = []
    for question in subject.questions:
        for rule in question_rules(question.type):
            found.extend([(rule, question.id, one) for one in rule.check(question, subject)])
    for whole in bank_rules():
        found.extend((whole, question_id, one) for question_id, one in whole.check(subject))
    return found


def _objection(rule: Rule, finding: Finding, keys: Keys = ()) -> Objection:
    within, message, hint = finding
    return Objection((*keys, *within), rule.code, message, hint, severity="warning")


@dataclass(frozen=True)
class Surroundings:
    """What one question of a bank is checked against: `loaded`, the bank as it was last read.

    Made once and used for many checks, since it keeps what is known of sources and questions.
    """

    loaded: LoadedBank
    kept: dict[int, Asked] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def provers(self) -> Mapping[str, Prover]:
        """A prover for each source that could be read."""
        return {key: Prover(text) for key, text in self.loaded.texts.items()}

    @cached_property
    def _playable(self) -> tuple[Question, ...]:
        return self.loaded.bank.playable() if self.loaded.bank else ()

    def others(self, index: int) -> tuple[Question, ...]:
        """Return the questions that can be played, without the one at `index` in the file."""
        places = self.loaded.places
        return tuple(one for one in self._playable if places[one.id] != index)


def check_question(fields: Any, index: int, around: Surroundings) -> tuple[Objection, ...]:
    """Return all that is wrong with one question, errors first: what `check_bank` says of it.

    `fields` is its table, as a TOML reader gives it, and `index` its place among the tables of the
    bank's file; one past the last is that of a new question. The keys of what is returned are those
    within the question. Nothing is read from disk, and nothing is raised. Where two questions have
    one id or stem, the one that is checked is told so, be the other further down.
    """
    loaded = around.loaded
    found = Objections()
    question, wrong = understood(fields)
    for objection in wrong:
        found.add(objection)
    name = id_in(fields)
    if name is not None and loaded.ids.get(name, index) != index:
        found.add(id_taken(name))
    examiner = Examiner(found, around.provers, loaded.sources, loaded.absent)
    examiner.examine(evidence_in(fields), ())
    bank = loaded.bank
    if question is not None and bank is not None:
        none = unproven(question) if bank.evidence == "required" else None
        if none is not None:
            found.add(none)
        if question.status == "ready" and all(one.severity == "warning" for one in found):
            for objection in _lint_one(question, index, bank, around):
                found.add(objection)
    return tuple(sorted(found, key=lambda one: one.severity))


def _lint_one(
    question: Question, index: int, bank: Bank, around: Surroundings
) -> Iterator[Objection]:
    # Last, so that of two that are alike it is this one that repeats the other.
    questions = (*around.others(index), question)
    subject = Subject(bank, questions, around.provers, around.kept)
    for rule in question_rules(question.type):
        for finding in rule.check(question, subject):
            yield _objection(rule, finding)
    for whole in bank_rules():
        if whole.compares and len(questions) <= _FEW_QUESTIONS:
            yield from (
                _objection(whole, one) for name, one in whole.check(subject) if name == question.id
            )
    # The next key makes another question of it.
    around.kept.pop(id(question), None)
