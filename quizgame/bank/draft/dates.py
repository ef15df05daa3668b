"""Dates: calendar dates, months, years, weekdays and words such as "last year"."""

import re
from collections.abc import Iterator
from functools import partial

from quizgame.bank.draft.base import Anchor, Finder, Material
from quizgame.bank.draft.gaps import Gap, gap_draft
from quizgame.bank.draft.lexicon import MONTHS, WEEKDAYS, word_set

_MONTH = "(?:" + "|".join(sorted(MONTHS)) + ")"
_ANY_MONTH = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = "(?:" + "|".join(sorted(WEEKDAYS)) + ")"
_YEAR = r"(?:1\d{3}|20\d{2})(?![\d%\u2019']|[.,]\d|s\b)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_NTH}(?: of)? {_ANY_MONTH}|{_MONTH} {_NTH}(?!\d))"
_PART = "(?:morning|afternoon|evening|night|lunchtime|midday)"
_SEASON = "(?:spring|summer|autumn|winter)"
_PERIOD = rf"(?:week|weekend|month|year|decade|century|night|season|term|quarter|{_SEASON})"
_SPANS = "(?:days|weeks|months|years|decades|centuries)"
_STAGE = "(?:(?:early|mid|late)[ -])?"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:teenth|tieth|fth|nth|rst|ond|ird))"
_RELATIVE = (
    rf"(?:last|next|this|the (?:following|previous|same)|(?:earlier|later) this) {_PERIOD}\b",
    rf"(?:in|over) (?:recent|the (?:last|past|coming)) (?:\w+ )?{_SPANS}\b",
    r"(?:yesterday|tomorrow|tonight|today)\b(?![\u2019'])",
    rf"(?:[\w-]+ {_SPANS}|an? (?:day|week|month|year|decade|century)) (?:ago|later|earlier)\b",
    rf"(?<=\bthe ){_SEASON} of {_YEAR}",
)
_BARE = "".join(
    f"(?<=\\b{word} ){_MONTH}\\b|"
    for word in ("in", "In", "since", "until", "by", "By", "last", "next", "this", "early", "late")
)
_PATTERNS = {
    "date": rf"(?<!\d)(?:{_DAY},? )?{_DATE}(?:,? {_YEAR})?",
    "month": rf"\b{_MONTH} {_YEAR}",
    "decade": rf"(?<=the ){_STAGE}(?:1\d|20)\d0s\b",
    "century": rf"(?<=the ){_STAGE}{_ORDINAL}[ -]century\b",
    "weekday": rf"\b{_DAY}s?(?: {_PART})?\b",
    "year": rf"(?<=[\s(\u2013\u2014-]){_YEAR}(?: (?:BC|AD|BCE|CE)\b)?",
    "era": r"\b\d{1,4} (?:BC|AD|BCE|CE)\b|\bAD \d{1,4}\b",
    "bare": _BARE.rstrip("|"),
    "relative": rf"\b(?i:{'|'.join(_RELATIVE)})",
}
_WHEN = re.compile("|".join(f"(?P<{like}>{pattern})" for like, pattern in _PATTERNS.items()))
_BEFORE = (
    "in|since|by|until|till|from|during|before|after|around|about|of|between|and|to|for|late|early"
    "|mid|circa|summer|spring|autumn|winter|year|through|throughout"
)
_LEAD = re.compile(rf"\b(?:{_BEFORE}|on|at|within|c\.)(?: the)? \Z", re.IGNORECASE)
_YEAR_LEAD = re.compile(
    rf"(?:\b(?:{_BEFORE}|c\.|born|b\.|d\.) |\(|[\u2013\u2014-]|, )\Z", re.IGNORECASE
)
_NOT_A_YEAR = re.compile(r" (?:[a-z]+s|people|per cent|percent|%)\b")
_COUNTS = word_set("its was has is as this his across besides perhaps towards")
_ASK = {
    "weekday": "which day belongs in the gap?",
    "year": "which year belongs in the gap?",
    "era": "which year belongs in the gap?",
    "date": "which date belongs in the gap?",
    "month": "which month belongs in the gap?",
    "bare": "which month belongs in the gap?",
    "decade": "which decade belongs in the gap?",
    "century": "which century belongs in the gap?",
    "relative": "which words of time belong in the gap?",
}
_LONGEST_LEAD = 14


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for each date, year, day or period that tells when."""
    found = list(_gaps(material))
    by_like: dict[str, list[Gap]] = {}
    for one in found:
        by_like.setdefault(one.like, []).append(one)
    for one in found:
        ask = _ASK[one.like]
        yield Anchor(
            (one.whole,),
            partial(gap_draft, material, "date", one, by_like[one.like], ask=ask, tag="dates"),
        )


def _gaps(material: Material) -> Iterator[Gap]:
    text = material.article.text
    for match in _WHEN.finditer(text):
        like = match.lastgroup or "date"
        start, end = match.span()
        before = text[max(0, start - _LONGEST_LEAD) : start]
        if like == "year" and not _is_year(text, start, end, before):
            continue
        lead = _LEAD.search(before)
        whole = (
            start - len(lead[0])
            if lead and like not in {"relative", "decade", "century"}
            else start
        )
        if like == "relative":
            piece = match[0].lower()
            for word in ("in ", "over "):
                if piece.startswith(word):
                    start += len(word)
            if piece.startswith("the "):
                start += 4
        yield Gap((start, end), (whole, end), like)


def _is_year(text: str, start: int, end: int, before: str) -> bool:
    if text[end - 1].isalpha():
        return True
    counted = _NOT_A_YEAR.match(text, end)
    if counted and counted[0].split()[0] not in _COUNTS:
        return False
    return _YEAR_LEAD.search(before) is not None or start == 0


FINDER = Finder("date", find)
