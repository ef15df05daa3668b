"""Questions answered by typing: short-text and numeric."""

from dataclasses import dataclass as plain_dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from quizgame.catalogue import _
from quizgame.model.numbers import read_number
from quizgame.model.questions.base import (
    STRICT,
    Blank,
    Flag,
    OrderKey,
    Presentation,
    Question,
    Real,
    Response,
    Text,
    Verdict,
    Whole,
    WrongAnswer,
)
from quizgame.model.text import fold

_TYPO_WORD = 5
_GROUP_DIGITS = 3
Tolerance = Annotated[Real, Field(ge=0)]
NumberAnswer = Annotated[Whole, Field(ge=-(10**18), le=10**18)] | Real


@plain_dataclass(frozen=True, kw_only=True)
class ShortTextFields:
    """The fields of a typed word or name, shared by the question and by a cloze gap."""

    __slots__ = ()

    answers: Annotated[tuple[Text, ...], Field(min_length=1, max_length=50)]
    typos: Annotated[Whole, Field(ge=0, le=2)] = 0
    case: Flag = False
    accents: Flag = False
    wrong: tuple[WrongAnswer, ...] = ()


@plain_dataclass(frozen=True, kw_only=True)
class NumericFields:
    """The fields of a typed number, shared by the question and by a cloze gap."""

    __slots__ = ()

    answer: NumberAnswer
    tolerance: Tolerance = 0.0
    tolerance_percent: Tolerance = 0.0
    units: tuple[Text, ...] = ()
    wrong: tuple[WrongAnswer, ...] = ()


def text_fraction(fields: ShortTextFields, typed: str) -> tuple[float, str]:
    """Return (fraction, rationale) of a typed text; the rationale is a foreseen wrong answer's."""
    folded = fold(typed, case=fields.case, accents=fields.accents)
    if not folded:
        return 0.0, ""
    answers = [fold(answer, case=fields.case, accents=fields.accents) for answer in fields.answers]
    if folded in answers:
        return 1.0, ""
    for wrong in fields.wrong:
        if folded == fold(str(wrong.answer), case=fields.case, accents=fields.accents):
            return wrong.fraction, wrong.rationale
    if fields.typos and any(_within(folded, answer, fields.typos) for answer in answers):
        return 1.0, ""
    return 0.0, ""


def _within(typed: str, answer: str, typos: int) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few questions allow slips

    typed_words, answer_words = typed.split(), answer.split()
    if len(typed_words) != len(answer_words):
        return False
    edits = 0
    for one, other in zip(typed_words, answer_words, strict=True):
        if one != other:
            if len(other) < _TYPO_WORD or any(char.isdigit() for char in other):
                return False
            edits += OSA.distance(one, other)
    return edits <= typos


def number_fraction(fields: NumericFields, typed: str, language: str) -> tuple[float, str]:
    """Return (fraction, rationale) of a typed number; an unreadable one earns 0."""
    values = read_number(typed, language, fields.units).values
    if not values:
        return 0.0, ""
    key = Decimal(str(fields.answer))
    tolerance = max(
        Decimal(str(fields.tolerance)),
        abs(key) * Decimal(str(fields.tolerance_percent)) / 100,
    )
    if abs(values[0] - key) <= tolerance:
        return 1.0, ""
    for wrong in fields.wrong:
        foreseen = read_number(str(wrong.answer), "en", fields.units).values
        if foreseen and foreseen[0] == values[0]:
            return wrong.fraction, wrong.rationale
    return 0.0, ""


def number_objection(fields: NumericFields, typed: str, language: str) -> str:
    """Return why a typed number has to be asked back, or ""."""
    values = read_number(typed, language, fields.units).values
    if not values:
        return _("That is not a number I can read. Type digits, such as 12 or 3.5.")
    if len(values) > 1:
        return _("Do you mean {one} or {other}? Type it without the separator.").format(
            one=values[0], other=values[1]
        )
    return ""


def number_key(fields: NumericFields) -> str:
    """Return the right number in digits that read the same in every language.

    Exactly three decimals could be taken for a group of thousands, so a zero is added to them.
    """
    digits = format(Decimal(str(fields.answer)), "f")
    return f"{digits}0" if len(digits.partition(".")[2]) == _GROUP_DIGITS else digits


def number_text(fields: NumericFields) -> str:
    """Return the right number with its first unit."""
    unit = fields.units[0] if fields.units else ""
    gap = "" if unit in {"%", "°"} or not unit else " "
    return f"{fields.answer}{gap}{unit}"


def text_scoring(fields: ShortTextFields) -> Any:
    """Return what decides the score of a typed text."""
    wrong = sorted([fold(str(w.answer)), w.fraction] for w in fields.wrong if w.fraction)
    answers = sorted(fold(a, case=fields.case, accents=fields.accents) for a in fields.answers)
    return [answers, fields.typos, fields.case, fields.accents, wrong]


def number_scoring(fields: NumericFields) -> Any:
    """Return what decides the score of a typed number."""
    wrong = sorted([str(w.answer), w.fraction] for w in fields.wrong if w.fraction)
    answer = format(Decimal(str(fields.answer)).normalize(), "f")  # 12 and 12.0 are one key
    return [answer, fields.tolerance, fields.tolerance_percent, wrong]


def wrong_faults(
    fields: NumericFields | ShortTextFields, field: str = "wrong"
) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
    """Return faults of the answers: one that nobody can type, and of foreseen wrong ones.

    A wrong answer must not be the right one, and to a number it must be a number.
    """
    found: list[tuple[str, tuple[str | int, ...], str]] = []
    if isinstance(fields, NumericFields):
        if len(read_number(number_key(fields), "en", fields.units).values) != 1:
            found.append(("QG019", ("answer",), _("this number is too long to be typed")))
    else:
        found.extend(
            ("QG019", ("answers", index), _("this answer has nothing that could be typed"))
            for index, answer in enumerate(fields.answers)
            if not fold(answer)
        )
    for index, wrong in enumerate(fields.wrong):
        if isinstance(fields, NumericFields):
            if not read_number(str(wrong.answer), "en", fields.units).values:
                found.append(("QG017", (field, index), _("a wrong answer here must be a number")))
            elif number_fraction(fields, str(wrong.answer), "en")[0] == 1:
                found.append(("QG017", (field, index), _("this wrong answer is the right one")))
        elif fold(str(wrong.answer), case=fields.case, accents=fields.accents) in {
            fold(answer, case=fields.case, accents=fields.accents) for answer in fields.answers
        }:
            found.append(("QG017", (field, index), _("this wrong answer is the right one")))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ShortText(Question, ShortTextFields):
    """A word or a name, typed; compared after folding, with slips allowed where asked for."""

    type: Literal["short-text"]

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return one blank for text."""
        del order_key
        return Presentation("entry", (Blank("text"),))

    def score(self, response: Response, language: str) -> float:
        """Return 1 for an accepted answer, a foreseen wrong answer's fraction, else 0."""
        del language
        return text_fraction(self, response[0])[0] if len(response) == 1 else 0.0

    def key(self) -> Response:
        """Return the first accepted answer."""
        return (self.answers[0],)

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether anything but white space is typed."""
        del language
        return len(response) == 1 and bool(fold(response[0]))

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict on the typed text."""
        del language
        given = response[0] if response else ""
        fraction, rationale = text_fraction(self, given)
        right = fraction == 1.0
        return (Verdict("", "", right, bool(given), given, self.answers[0], rationale),)

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the typed text."""
        return response

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the folded text, or ""."""
        del language
        return (fold(response[0]) if response else "",)

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return faults of the foreseen wrong answers."""
        return wrong_faults(self)

    def scoring_parts(self) -> Any:
        """Return the answers with how they are compared."""
        return text_scoring(self)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Numeric(Question, NumericFields):
    """A number, typed; right within its tolerance."""

    type: Literal["numeric"]

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return one blank for a number, with its units."""
        del order_key
        return Presentation("entry", (Blank("number", units=self.units),))

    def score(self, response: Response, language: str) -> float:
        """Return 1 within the tolerance, a foreseen wrong answer's fraction, else 0."""
        return number_fraction(self, response[0], language)[0] if len(response) == 1 else 0.0

    def key(self) -> Response:
        """Return the right number, written so that it reads the same in every language."""
        return (number_key(self),)

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether the text can be read as one number."""
        return (
            len(response) == 1 and len(read_number(response[0], language, self.units).values) == 1
        )

    def objection(self, response: Response, language: str) -> str:
        """Return what to ask back when the number can be read in no way, or in two."""
        return number_objection(self, response[0], language) if response and response[0] else ""

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict on the typed number."""
        given = response[0] if response else ""
        fraction, rationale = number_fraction(self, given, language)
        right = fraction == 1.0
        return (Verdict("", "", right, bool(given), given, number_text(self), rationale),)

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the typed number."""
        return response

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the number in plain digits, or ""."""
        values = read_number(response[0], language, self.units).values if response else ()
        return (str(values[0]) if values else "",)

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return faults of the foreseen wrong answers."""
        return wrong_faults(self)

    def scoring_parts(self) -> Any:
        """Return the number with its tolerance."""
        return number_scoring(self)
