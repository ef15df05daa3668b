"""Rules about what is asked: how it reads, and how long one may think."""

import re
from collections.abc import Iterable

from quizgame.bank.lint.base import CHOICE, Finding, QuestionRule, Rule, Subject, is_english
from quizgame.catalogue import _
from quizgame.model.questions.base import Question

_NEGATIVE = re.compile(
    r"\b(not|except|least|never|false|incorrect|untrue)\b|n['\u2019]t\b", re.IGNORECASE
)
_QUOTED = re.compile(
    '\u201c[^\u201d]*\u201d|\u201e[^\u201c\u201d]*[\u201c\u201d]|\u00ab[^\u00bb]*\u00bb|"[^"]*"'
)
_LONGEST = 30
_SECONDS, _SECONDS_A_WORD = 10, 0.4


def negative_stem(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find stems that ask for what is not so, without emphasis on the word that says it.

    Words in quotation marks are what somebody said, and not what is asked for.
    """
    if not is_english(subject.bank) or not _NEGATIVE.search(question.stem):
        return
    asked = _QUOTED.sub('""', question.stem)
    for match in _NEGATIVE.finditer(asked):
        word = match[0]
        around = asked[max(0, match.start() - 1) : match.end() + 1]
        if not (word.isupper() or (around.startswith("*") and around.endswith("*"))):
            message = _("the stem asks with “{word}”, which is easily overlooked")
            hint = _("Ask for what is so, or write *{word}* with emphasis.")
            yield Finding(("stem",), message.format(word=word), hint.format(word=word))
            return


def long_stem(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find stems of more than 30 words."""
    del subject
    words = len(question.stem.split())
    if words > _LONGEST:
        message = _("the stem has {n} words; more than {most} are hard to keep in mind")
        yield Finding(("stem",), message.format(n=words, most=_LONGEST))


def short_time(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find time limits in which the question can hardly be read."""
    limit = question.question_time
    if limit is None:
        limit = subject.bank.defaults.question_time
    if limit <= 0:
        return
    shown = question.present(None)
    words = len(question.stem.split()) + sum(len(piece.split()) for piece in shown.segments)
    lists = shown.blanks if shown.form != "match" else shown.blanks[:1]
    words += sum(len(item.text.split()) for blank in lists for item in blank.items)
    words += sum(len(blank.label.split()) for blank in shown.blanks)
    needed = round(_SECONDS + _SECONDS_A_WORD * words)
    if limit < needed:
        message = _("{limit} seconds are too few to read this and think; {needed} would do")
        own = question.question_time is not None
        yield Finding(
            ("question_time",) if own else ("id",), message.format(limit=limit, needed=needed)
        )


RULES: tuple[Rule, ...] = (
    QuestionRule("QG102", negative_stem, CHOICE),
    QuestionRule("QG110", short_time),
    QuestionRule("QG111", long_stem),
)
