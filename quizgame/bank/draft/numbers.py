"""Numbers with their units, or with what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from quizgame.bank.draft.base import Anchor, Draft, Finder, Material
from quizgame.bank.draft.lexicon import (
    IRREGULAR_PLURALS,
    MONTHS,
    NO_PLURALS,
    NUMBER_WORDS,
    OPENERS,
    SCALES,
    STOPS,
    UNITS,
    word_set,
)
from quizgame.bank.draft.proof import choice, distinct, evidence, gapped, passage, plain, slug
from quizgame.bank.quotes import Span

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SCALE = "hundred|thousand|million|billion|trillion"
_SPELT = (
    rf"(?:(?:{_TENS})(?:-(?:one|{_ONES}))?|{_TEENS}|{_ONES}|(?:a|one)(?= (?:{_SCALE})\b))"
    rf"(?: (?:hundred)(?: and (?:(?:{_TENS})(?:-(?:one|{_ONES}))?|{_TEENS}|one|{_ONES}))?)?"
)
_NUMBER = re.compile(
    r"(?<![\w.,:/\u2013\u2014-])(?P<currency>[\u00a3$\u20ac\u00a5]|US\$ ?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?)"
    r"(?P<scale>(?:[ \u00a0-](?:hundred|thousand|million|billion|trillion)|bn|m|k|tn)(?![\w]))?"
    r"|(?<![\w-])(?P<spelt>"
    + _SPELT
    + r")(?P<spelt_scale>[ -](?:thousand|million|billion|trillion))?(?![\w])",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?P<sign>[ \u00a0]?(?:%|\u00b0[CF]?))"
    r"|(?P<join>[ \u00a0-])(?P<word>[A-Za-z\u00c0-\u024f][\w\u2019'/-]*)"
)
_NEXT = re.compile(r"[ \u00a0\n](?P<word>[A-Za-z\u00c0-\u024f][\w\u2019'-]*)")
_NAME_BEFORE = re.compile(
    r"(?:\b[A-Z][\w]*|\bNo\.?|\bnumber|\bchapter|\bpage|\bage|\baged|#)[ \u00a0]\Z"
)
_TIME_AFTER = re.compile(r"[.:]\d|[ \u00a0]?(?:am|pm|a\.m|p\.m|o\u2019clock|o'clock)\b")
_YEARS = range(1000, 2101)
_MEASURES = {unit.rstrip("s") for unit in UNITS} | {"per cent", "%"}
_FEWEST = 2
_MOST = 300_000
_PER_CENT = re.compile(r"[ \u00a0](?:per[ \u00a0]?cent|percentage[ \u00a0]points?)\b")
_OLD = re.compile(r"[ \u00a0]old\b")
_MOST_WORDS = 3
_SIGN_WORDS = {"%": ["per cent", "percent"]}
_INTERNATIONAL = word_set("% km kg cm mm \u00b0C \u00b0F")
_BOUND = 10**15


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: the digits or words (`hole`), all with its unit (`whole`), its value.

    `unit` is what it counts, in small letters: like is asked beside like.
    """

    hole: Span
    whole: Span
    value: Decimal
    unit: str
    units: tuple[str, ...]


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for each number that has a unit or counts something."""
    found = list(numbers(material))
    by_unit: dict[str, list[Number]] = {}
    for one in found:
        by_unit.setdefault(one.unit, []).append(one)
    for one in found:
        yield Anchor((one.whole,), partial(_draft, material, one, by_unit[one.unit]))


def numbers(material: Material) -> Iterator[Number]:
    """Yield the numbers of an article; outside English only those with a sign that all know."""
    text, english = material.article.text, material.article.is_english
    for match in islice(_NUMBER.finditer(text), _MOST):
        one = _read(text, match)
        if one is None or (
            not english and (one.unit not in _INTERNATIONAL or match["digits"] is None)
        ):
            continue
        if not english and not match["digits"].isdigit():
            continue
        yield one


def _read(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    value = _value(match)
    if value is None or not 0 < value <= _BOUND or (match["spelt"] and value < _FEWEST):
        return None
    part = "digits" if match["digits"] else "spelt"
    scale = (match["scale"] or match["spelt_scale"] or "").strip(" \u00a0-").lower()
    hole = match.span(part)
    if match["currency"]:
        sign = match["currency"].strip()
        units = tuple(filter(None, (sign, scale)))
        return Number(hole, (start, end), _digits(match), " ".join(units), units)
    counted = _counted(text[end : end + 60], year=_is_year(match["digits"] or ""))
    if counted is None:
        return None
    if counted.unit not in _MEASURES and _is_name(text[max(0, start - 24) : start]):
        return None
    shown = _digits(match) if match["digits"] else _spelt(match["spelt"])
    if shown is None or (match["digits"] and _TIME_AFTER.match(text, end)):
        return None
    if scale:
        units = (*(f"{scale} {one}" for one in counted.units), scale)
        counted = _Counted(f"{scale} {counted.unit}", counted.length, units)
    return Number(hole, (start, end + counted.length), shown, counted.unit, counted.units)


def _is_year(digits: str) -> bool:
    return digits.isdigit() and int(digits) in _YEARS


def _is_name(before: str) -> bool:
    """Return whether a number belongs to a name ("Route 66"), not to a sentence's first word."""
    if not _NAME_BEFORE.search(before):
        return False
    return before.rsplit(maxsplit=1)[-1] not in OPENERS


class _Counted(NamedTuple):
    """What is counted: the unit in small letters, the length of its text, ways to write it."""

    unit: str
    length: int
    units: tuple[str, ...]


def _counted(after: str, *, year: bool) -> _Counted | None:
    """Return what stands behind a number as its unit; a year has none but a unit of measure."""
    match = _UNIT.match(after)
    if match is None:
        return None
    if match["sign"]:
        sign = match["sign"].strip()
        return _Counted(sign, match.end(), (sign, *_SIGN_WORDS.get(sign, ())))
    word = match["word"]
    if match["join"] == "-":
        return _joined(word, match.end())
    if cent := _PER_CENT.match(after):
        return _Counted("per cent", cent.end(), ("per cent", "%", "percent"))
    if word in UNITS - {"per", "percentage"}:
        old = _OLD.match(after, match.end())
        length = old.end() if old else match.end()
        return _Counted(word.rstrip("s"), length, (word,))
    return None if year else _noun(after)


def _joined(word: str, length: int) -> _Counted | None:
    """Return the unit of "41-metre" and "52-year-old"."""
    head, _hyphen, rest = word.lower().partition("-")
    if head not in UNITS:
        return None
    if rest.startswith("old"):
        return _Counted(f"{head}-old", length, (f"{head}s", f"{head}s old"))
    return _Counted(head, length, (head, f"{head}s"))


def _noun(after: str) -> _Counted | None:
    """Return the plural that is counted, at most three words on: "three new stone bridges"."""
    at = 0
    for number in range(_MOST_WORDS):
        match = _NEXT.match(after, at)
        if match is None or match["word"] in MONTHS:
            return None
        word = match["word"]
        is_more = not number and word in {"more", "other"}
        if (word.lower() in STOPS and not is_more) or (number and not word[0].islower()):
            return None
        at = match.end()
        if _is_plural(word):
            return _Counted(word, at, (word,))
    return None


def _is_plural(word: str) -> bool:
    if not word[0].islower() or word in NO_PLURALS:
        return False
    if word in IRREGULAR_PLURALS:
        return True
    return word.endswith("s") and not word.endswith(("ss", "ous", "\u2019s", "'s", "sis", "us"))


def _digits(match: re.Match[str]) -> Decimal:
    return Decimal(match["digits"].replace(",", ""))


def _spelt(words: str) -> Decimal | None:
    total = 0
    for word in re.split(r"[ -]", words.lower()):
        if word in {"a", "and"}:
            total += word == "a"
        elif word == "hundred":
            total *= SCALES[word]
        elif word in NUMBER_WORDS:
            total += NUMBER_WORDS[word]
        else:
            return None
    return Decimal(total)


def _value(match: re.Match[str]) -> Decimal | None:
    value = _digits(match) if match["digits"] else _spelt(match["spelt"])
    scale = (match["scale"] or match["spelt_scale"] or "").strip(" \u00a0-").lower()
    if value is not None and scale in SCALES:
        value *= SCALES[scale]
    return value


def _draft(material: Material, one: Number, same: list[Number]) -> Draft | None:
    around = passage(material, *one.whole)
    if around is None:
        return None
    proof = evidence(material, around.start, around.end, around.voice)
    shown = gapped(material, around, one.hole)
    if proof is None or not shown:
        return None
    article = material.article
    paragraph = article.paragraph_at(one.hole[0])
    whole = plain(article.piece(*one.whole))
    question: dict[str, Any] = {
        "id": slug("number", whole),
        "type": "numeric",
        "stem": f"{around.source_words}, which number belongs in the gap? {shown}",
        "explanation": f"Paragraph {paragraph} of the article has \u201c{whole}\u201d.",
        "tags": ["numbers"],
        "difficulty": "medium",
    }
    near = sorted(same, key=lambda other: abs(other.hole[0] - one.hole[0]))[:12]
    others = distinct(
        plain(article.piece(*one.hole)),
        [
            (
                plain(article.piece(*n.hole)),
                f"Stands in paragraph {article.paragraph_at(n.hole[0])}.",
            )
            for n in near
            if n.value != one.value
        ],
        3,
        shown,
    )
    if len(others) >= 2:  # noqa: PLR2004 - three options are enough
        reason = str(question["explanation"])
        question |= {
            "type": "single-choice",
            "options": choice(plain(article.piece(*one.hole)), reason, others),
        }
    else:
        whole_number = one.value == one.value.to_integral_value()
        question["answer"] = int(one.value) if whole_number else float(one.value)
        question["units"] = [plain(unit) for unit in one.units]
    question["evidence"] = [proof]
    return Draft("number", question, (one.whole,), paragraph, around.confirm)


FINDER = Finder("number", find, only_english=False)
