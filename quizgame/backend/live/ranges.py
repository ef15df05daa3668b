"""Numbers as a teacher says them: 12, 12 +- 0.5, 12 +- 5 %, or 10..14."""

import re
from decimal import Decimal
from typing import NamedTuple

from quizgame.model.numbers import read_number
from quizgame.model.questions.text import NumericFields, number_key

_AROUND = re.compile(r"±|\+\s?/?\s?-")
_BETWEEN = re.compile(r"\.\.+|…")
_GROUP_DIGITS = 3


class Range(NamedTuple):
    """A number with how far off still counts: as it is, or in percent of the number."""

    answer: int | float
    tolerance: float = 0.0
    percent: float = 0.0


def range_of(typed: str, language: str, units: tuple[str, ...] = ()) -> Range | None:
    """Return what was typed, None where it can be read in no way or in two."""
    low, *high = _BETWEEN.split(typed)
    if high:
        ends = (_one(end, language, units) for end in (low, high[0]))
        return _between(*ends) if len(high) == 1 else None
    number, *far = _AROUND.split(typed)
    answer = _one(number, language, units)
    if answer is None or len(far) > 1:
        return None
    if not far:
        return Range(_plain(answer))
    in_percent = far[0].strip().endswith("%")
    size = _one(far[0].strip().removesuffix("%"), language, () if in_percent else units)
    if size is None or size < 0:
        return None
    return Range(_plain(answer), *((0.0, float(size)) if in_percent else (float(size), 0.0)))


def _between(low: Decimal | None, high: Decimal | None) -> Range | None:
    if low is None or high is None or low > high:
        return None
    return Range(_plain((low + high) / 2), float((high - low) / 2))


def range_text(fields: NumericFields) -> str:
    """Return the right numbers as `range_of` reads them, in every language."""
    number = number_key(fields)
    share = abs(Decimal(str(fields.answer))) * Decimal(str(fields.tolerance_percent)) / 100
    if share > Decimal(str(fields.tolerance)):
        return f"{number} +- {_digits(fields.tolerance_percent)} %"
    return f"{number} +- {_digits(fields.tolerance)}" if fields.tolerance else number


def _digits(value: float) -> str:
    """Return a number in digits that no language takes for groups of thousands."""
    digits = format(Decimal(str(value)).normalize(), "f")
    return f"{digits}0" if len(digits.partition(".")[2]) == _GROUP_DIGITS else digits


def _one(text: str, language: str, units: tuple[str, ...]) -> Decimal | None:
    values = read_number(text, language, units).values
    return values[0] if len(values) == 1 else None


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
