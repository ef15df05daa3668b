"""Rules about evidence: what a quotation leaves out, and what is not said or explained."""

import re
from collections.abc import Iterable

from quizgame.bank.lint.base import Finding, QuestionRule, Rule, Subject
from quizgame.bank.quotes import Proof, Prover
from quizgame.catalogue import _
from quizgame.model.questions.base import Question

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|nobody|none|without|cannot|refus\w+ to)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "\u201c", "\u201d"
_PLAIN = '"'
_LONGEST_WORD = 12
_LONGEST = 1000
"""How many characters of a sentence are looked at on either side of what is quoted of it."""


def negation_left_out(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find quotations that leave out a negation of their own sentence."""
    for number, _evidence, proof, prover in subject.proven(question):
        if word := unquoted_negation(proof, prover):
            message = _("the quotation leaves out “{word}” of its own sentence")
            hint = _("Quote it too, unless the meaning is the same without it.")
            yield Finding(("evidence", number), message.format(word=word), hint)


def unquoted_negation(proof: Proof, prover: Prover) -> str:
    """Return the first negation that a quotation leaves out of its own sentence, "" for none."""
    start, end = prover.sentence_around(proof)
    start = max(start, proof.spans[0][0] - _LONGEST)
    end = min(end, proof.spans[-1][1] + _LONGEST)
    for low, high in (*proof.spans, (end, end)):
        # A negation of two words may end within what is quoted.
        for match in _NEGATION.finditer(prover.text, start, min(end, low + _LONGEST_WORD)):
            if match.start() < low:
                return match[0]
        start = high
    return ""


def speaker_left_out(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find quotations from within the source's quotation marks that name no speaker."""
    for number, evidence, proof, prover in subject.proven(question):
        if not evidence.speaker and is_spoken(proof, prover):
            message = _("these are words that the source itself quotes, and no `speaker` is named")
            yield Finding(("evidence", number), message, _('Add speaker = "...".'))


def is_spoken(proof: Proof, prover: Prover) -> bool:
    """Return whether all that is quoted stands inside quotation marks of the source."""
    start, end = proof.spans[0][0], proof.spans[-1][1]
    low, high = prover.paragraphs[proof.paragraph - 1]
    return _is_spoken(prover.text[low:high], start - low, end - low)


def _is_spoken(paragraph: str, start: int, end: int) -> bool:
    """Return whether all that is quoted stands inside quotation marks of the paragraph."""
    if _OPENING in paragraph:
        before = paragraph[: start + (paragraph[start : start + 1] == _OPENING)]
        quoted = paragraph[start:end].strip(f"{_OPENING}{_CLOSING} ")
        return before.rfind(_OPENING) > before.rfind(_CLOSING) and _CLOSING not in quoted
    return paragraph[:start].count(_PLAIN) % 2 == 1 and _PLAIN not in paragraph[start:end]


def evidence_left_out(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find questions that no evidence proves, in a bank that has sources."""
    if not question.evidence and subject.bank.sources:
        yield Finding(("id",), _("no quotation proves this question"), _("Add an `evidence`."))


def explanation_left_out(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find questions that do not explain their key."""
    del subject
    if not question.explanation:
        yield Finding(
            ("id",),
            _("this question has no `explanation`"),
            _("Say in a sentence why the key is right."),
        )


RULES: tuple[Rule, ...] = (
    QuestionRule("QG203", negation_left_out),
    QuestionRule("QG204", speaker_left_out),
    QuestionRule("QG210", evidence_left_out),
    QuestionRule("QG211", explanation_left_out),
)
