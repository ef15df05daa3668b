"""Rules about evidence: what a quotation leaves out, and what is not said or explained."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from quizgame.bank.lint.base import Finding, QuestionRule, Rule, Subject
from quizgame.bank.quotes import Proof, Prover
from quizgame.bank.search import scan
from quizgame.catalogue import _
from quizgame.model.questions.base import Question

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|nobody|none|without|cannot|refus\w+ to)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "\u201c", "\u201d"
_PLAIN = '"'
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
    words = _negations(prover.text)
    for low, high in (*proof.spans, (end, end)):
        # A negation of two words may end within what is quoted.
        at = bisect_left(words, (start, 0))
        if at < len(words) and words[at][0] < low and words[at][1] <= end:
            return prover.text[slice(*words[at])]
        start = high
    return ""


@lru_cache(maxsize=2)
def _negations(text: str) -> Sequence[tuple[int, int]]:
    """Return where each negation of a text begins and ends, kept for its next quotation."""
    return [found.span() for found in _NEGATION.finditer(text)]


def speaker_left_out(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find quotations from within the source's quotation marks that name no speaker."""
    for number, evidence, proof, prover in subject.proven(question):
        if not evidence.speaker and is_spoken(proof, prover):
            message = _("these are words that the source itself quotes, and no `speaker` is named")
            yield Finding(("evidence", number), message, _('Add speaker = "...".'))


def is_spoken(proof: Proof, prover: Prover) -> bool:
    """Return whether all that is quoted stands inside quotation marks of the source."""
    text, marks = prover.text, _marks(prover.text)
    start, end = proof.spans[0][0], proof.spans[-1][1]
    low, high = prover.paragraphs[proof.paragraph - 1]
    if _count(marks[_OPENING], low, high):
        at = start + text.startswith(_OPENING, start)
        quoted = text[start:end].strip(f"{_OPENING}{_CLOSING} ")
        opened, closed = (_last(marks[mark], low, at) for mark in (_OPENING, _CLOSING))
        return opened > closed and _CLOSING not in quoted
    return _count(marks[_PLAIN], low, start) % 2 == 1 and _PLAIN not in text[start:end]


@lru_cache(maxsize=2)
def _marks(text: str) -> Mapping[str, Sequence[int]]:
    """Return the offsets of each quotation mark, kept for the next quotation of the same text."""
    return {mark: scan(text, mark, len(text)) for mark in (_OPENING, _CLOSING, _PLAIN)}


def _count(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _last(places: Sequence[int], start: int, end: int) -> int:
    """Return the last of `places` from `start` on and before `end`, or -1."""
    at = bisect_left(places, end) - 1
    return places[at] if at >= 0 and places[at] >= start else -1


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
