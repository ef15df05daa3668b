"""Numbers as people write them, read as `Decimal` by the conventions of a language."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from quizgame.model.text import fold

_COMMA_LANGUAGES = (
    "af be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky"
    " lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk uz vi"
)
_DECIMAL_COMMA = frozenset(_COMMA_LANGUAGES.split())
_MAX_CHARS = 40
_NUMBER = re.compile(r"[+-]?[\d.,' ]*\d[\d.,' ]*", re.ASCII)
_GROUP = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written number can mean: no value (not a number), one, or several (ambiguous)."""

    values: tuple[Decimal, ...]


def decimal_mark(language: str) -> str:
    """Return the decimal mark of a BCP 47 language: "," for much of Europe, else "."."""
    return "," if language.split("-", maxsplit=1)[0].lower() in _DECIMAL_COMMA else "."


def read_number(text: str, language: str, units: tuple[str, ...] = ()) -> Reading:
    """Return what `text` can mean as a number, with one of `units` before or after it allowed.

    A single group of three digits behind the language's grouping mark, as "1,234" in English, could
    as well be decimals: it has two values, the language's own first.
    """
    if len(text) > _MAX_CHARS * 2:
        return Reading(())
    plain = _without_unit(text, units)
    sign = "-" if plain.startswith("-") else ""
    digits = plain[1:].strip() if plain[:1] in {"+", "-"} else plain
    if len(digits) > _MAX_CHARS or not _NUMBER.fullmatch(digits) or digits[0] in "+-":
        return Reading(())
    mark = decimal_mark(language)
    other = "." if mark == "," else ","
    return Reading(tuple(Decimal(sign + value) for value in _meanings(digits, mark, other)))


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    plain = fold(unicodedata.normalize("NFKC", text))
    for unit in sorted((fold(unit) for unit in units), key=len, reverse=True):
        if unit and plain.endswith(unit):
            return plain.removesuffix(unit).strip()
        if unit and plain.startswith(unit):
            return plain.removeprefix(unit).strip()
    return plain


def _meanings(digits: str, mark: str, other: str) -> tuple[str, ...]:
    if digits.count(mark) <= 1:
        whole, _, decimals = digits.partition(mark)
        if decimals.isdigit() or (mark not in digits and not decimals):
            plain = _ungrouped(whole, barred=mark) if whole else "0"
            if plain is not None and whole.count(other) == 1 and mark not in digits:
                as_decimal = whole.replace(other, ".")
                return (plain, as_decimal) if not whole.startswith("0") else (as_decimal,)
            if plain is not None:
                return (f"{plain}.{decimals}" if decimals else plain,)
    if digits.count(other) == 1 and mark not in digits:
        whole, _, decimals = digits.partition(other)
        if (whole.isdigit() or not whole) and decimals.isdigit():
            return (f"{whole or 0}.{decimals}",)
    if mark in digits and (match := _GROUP.fullmatch(digits)) and match[1] == mark:
        return (digits.replace(mark, ""),)
    return ()


def _ungrouped(whole: str, *, barred: str) -> str | None:
    if whole.isdigit():
        return whole
    match = _GROUP.fullmatch(whole)
    if match and match[1] != barred:
        return whole.replace(match[1], "")
    return None
