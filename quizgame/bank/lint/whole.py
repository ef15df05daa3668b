"""Rules about a bank as a whole: what can be guessed from how keys are spread, how it reads."""

from collections import Counter
from collections.abc import Iterable

from quizgame.bank.grade import grade
from quizgame.bank.lint.base import BankRule, Finding, Rule, Subject, is_english
from quizgame.catalogue import _
from quizgame.model.questions.base import Question
from quizgame.model.questions.choice import SingleChoice, TrueFalse

_FEW = 10
_MANY = 20
_UNEVEN = 0.25
# Above these a spread over so many positions is no accident (chi-squared, one in a hundred).
_CRITICAL = {2: 6.63, 3: 9.21, 4: 11.34, 5: 13.28, 6: 15.09, 7: 16.81, 8: 18.48}
_GRADES_ABOVE = 3


def true_or_false(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find an uneven share of true statements, from ten on."""
    answers = [q.answer for q in subject.questions if isinstance(q, TrueFalse)]
    share = sum(answers) / len(answers) if answers else 0.5
    if len(answers) >= _FEW and not _UNEVEN <= share <= 1 - _UNEVEN:
        message = _("of {n} true-false questions {true} are true, which can be guessed")
        yield "", Finding(("question",), message.format(n=len(answers), true=sum(answers)))


def key_positions(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find keys that stand in one position too often, among options in fixed order."""
    spread: dict[int, Counter[int]] = {}
    for question in subject.questions:
        if isinstance(question, SingleChoice) and question.fixed_order:
            index = next(i for i, option in enumerate(question.options) if option.correct)
            spread.setdefault(len(question.options), Counter())[index] += 1
    for options, counts in spread.items():
        total = counts.total()
        expected = total / options
        squared = sum((counts[i] - expected) ** 2 / expected for i in range(options))
        if total >= _MANY and squared > _CRITICAL[options]:
            position, often = counts.most_common(1)[0]
            message = _("of {n} keys in a fixed order {often} stand in position {position}")
            message = message.format(n=total, often=often, position=position + 1)
            yield "", Finding(("question",), message)


def reading_grade(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find questions that as a whole read far harder than the sources they are about."""
    if not is_english(subject.bank) or not subject.provers:
        return
    own = grade(map(_asked, subject.questions))
    sources = grade(prover.text for prover in subject.provers.values())
    if own is not None and sources is not None and own > sources + _GRADES_ABOVE:
        message = _("the questions read like school grade {own}, their sources like {sources}")
        yield "", Finding(("title",), message.format(own=round(own), sources=round(sources)))


def _asked(question: Question) -> str:
    return f"{question.stem}\n{question.explanation}"


RULES: tuple[Rule, ...] = (
    BankRule("QG113", true_or_false),
    BankRule("QG114", key_positions),
    BankRule("QG115", reading_grade),
)
