"""Rules about options: what gives the key away, and what teaches nothing."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from quizgame.bank.lint.base import (
    CHOICE,
    SINGLE,
    Finding,
    QuestionRule,
    Rule,
    Subject,
    is_english,
)
from quizgame.bank.lint.words import folded, letters, spoken
from quizgame.catalogue import _
from quizgame.model.numbers import read_number
from quizgame.model.questions.base import Question
from quizgame.model.questions.choice import MultipleResponse, Option, SingleChoice

_LONGER, _LONGER_BY = 1.5, 10
_ECHO_LETTERS = 5
_OF_THE_ABOVE = re.compile(
    r"(all|none|both|neither|any|some) of (the|these|those)( above| options| answers)?"
    r"|all (the )?above|a and b|both a and b"
)
_ABSOLUTE = re.compile(
    r"\b(always|never|only|all|every|none|completely|entirely|totally|impossible|must)\b"
)
_COMMON = frozenset(
    (
        *("about", "according", "after", "against", "article", "before", "between", "could"),
        *("during", "their", "there", "these", "those", "under", "which", "while", "whose"),
        "would",
    )
)
_ARTICLE_AT_END = re.compile(r"\b(an?)[\s:_.?\u2026]*$", re.IGNORECASE)


def _options(question: Question) -> tuple[Option, ...]:
    return question.options if isinstance(question, (SingleChoice, MultipleResponse)) else ()


def _one_key(question: Question) -> tuple[Option, list[Option]]:
    """Return (key, distractors) of a question with one key."""
    options = _options(question)
    key = next(option for option in options if option.correct)
    return key, [option for option in options if not option.correct]


def key_is_longest(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find keys that are clearly longer than every distractor."""
    del subject
    right, wrong = _one_key(question)
    key, longest = len(right.text), max(len(option.text) for option in wrong)
    if key >= longest * _LONGER and key - longest >= _LONGER_BY:
        message = _("the right option is clearly the longest")
        hint = _("Shorten it, or make a distractor as detailed.")
        yield Finding(("options", question_key_index(question)), message, hint)


def question_key_index(question: Question) -> int:
    """Return the index of a choice question's first key."""
    return next(index for index, option in enumerate(_options(question)) if option.correct)


def of_the_above(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find options such as "all of the above"."""
    if not is_english(subject.bank):
        return
    for index, option in enumerate(_options(question)):
        if _OF_THE_ABOVE.fullmatch(folded(option.text).rstrip(".")):
            message = _("options are shuffled, and this one only makes sense below others")
            hint = _("Use `multiple-response`, or another distractor.")
            yield Finding(("options", index, "text"), message, hint)


def absolute_words(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find words such as "always" that stand only in distractors."""
    key, _distractors = _one_key(question)
    if not is_english(subject.bank) or _ABSOLUTE.search(folded(key.text)):
        return
    for index, option in enumerate(_options(question)):
        match = None if option.correct else _ABSOLUTE.search(folded(option.text))
        if match:
            message = _("only wrong options say “{word}”, which gives them away")
            hint = _("Say it less absolutely, or in the right option too.")
            yield Finding(("options", index, "text"), message.format(word=match[0]), hint)


def echo(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find words of the stem that stand in the key and in no distractor."""
    del subject
    key, distractors = _one_key(question)
    told = _COMMON.union(word for option in distractors for word in letters(option.text))
    asked = set(letters(question.stem))
    for word in letters(key.text):
        if len(word) >= _ECHO_LETTERS and word in asked and word not in told:
            message = _("“{word}” of the stem stands in the right option only")
            hint = _("Use another word for it, or in a distractor too.")
            index = question_key_index(question)
            yield Finding(("options", index, "text"), message.format(word=word), hint)
            return


def contained(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find options whose text stands within another's."""
    del subject
    texts = [f" {spoken(option.text)} " for option in _options(question)]
    for index, text in enumerate(texts):
        for other, longer in enumerate(texts):
            if index != other and text != longer and text in longer and not text.isspace():
                message = _("this option stands within option {n}, so that both may seem right")
                yield Finding(("options", index, "text"), message.format(n=other + 1))
                break


def same_but_for_case(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find options that differ in nothing but capitals, accents or punctuation."""
    del subject
    seen: dict[str, int] = {}
    for index, option in enumerate(_options(question)):
        plain = spoken(option.text)
        first = seen.setdefault(plain, index) if plain else index
        if first != index:
            message = _("this option differs from option {n} in spelling only").format(n=first + 1)
            yield Finding(("options", index, "text"), message)


def article_cue(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find stems that end in "a" or "an" where only some options fit."""
    match = _ARTICLE_AT_END.search(question.stem)
    if match and is_english(subject.bank) and _options(question):
        vowels = [option.text[:1].lower() in "aeiou" for option in _options(question)]
        if len(set(vowels)) > 1:
            message = _("“{word}” at the end of the stem does not fit every option")
            hint = _("Put “a” or “an” into the options.")
            yield Finding(("stem",), message.format(word=match[1]), hint)


def number_order(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find numeric options in fixed order that do not rise."""
    options = _options(question)
    if not options or not getattr(question, "fixed_order", False):
        return
    values = list(_values(options, subject.bank.language))
    if len(values) == len(options) and values != sorted(values):
        message = _("numbers in a fixed order are read faster when they rise")
        yield Finding(("options",), message)


def _values(options: tuple[Option, ...], language: str) -> Iterator[Decimal]:
    for option in options:
        values = read_number(option.text, language).values
        if len(values) == 1:
            yield values[0]


def rationale_left_out(question: Question, subject: Subject) -> Iterable[Finding]:
    """Find distractors that do not say why they are wrong."""
    del subject
    without = [
        index
        for index, option in enumerate(_options(question))
        if not option.correct and not option.rationale
    ]
    if without:
        message = _("this wrong option does not say why it is wrong")
        hint = _('Add rationale = "...".')
        yield from (Finding(("options", index), message, hint) for index in without)


RULES: tuple[Rule, ...] = (
    QuestionRule("QG101", key_is_longest, SINGLE),
    QuestionRule("QG103", of_the_above, CHOICE),
    QuestionRule("QG104", absolute_words, SINGLE),
    QuestionRule("QG105", echo, SINGLE),
    QuestionRule("QG106", contained, CHOICE),
    QuestionRule("QG107", article_cue, CHOICE),
    QuestionRule("QG108", number_order, CHOICE),
    QuestionRule("QG109", rationale_left_out, CHOICE),
    QuestionRule("QG116", same_but_for_case, CHOICE),
)
