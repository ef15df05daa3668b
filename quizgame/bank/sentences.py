"""Where sentences begin and end in a text as it is stored.

Made for English, and harmless elsewhere: full stops of other scripts end a sentence too.
"""

import re

from quizgame.bank.quotes import Span, paragraph_spans

# Possessive repeats: nothing is looked at twice, however long a row of marks is.
_MARK = re.compile(
    r"(?P<mark>[.!?\u2026]++|[\u3002\uff01\uff1f\u0964\u06d4\u061f]++)"
    r"(?P<closing>(?:[\"'\u2019\u201d\u00bb)\]\u300d\u300f\uff09]|\[\d{1,4}\])*+)"
)
_BULLET = re.compile(r"\n[^\S\n]*+(?=[-*\u2022\u2013][^\S\n])")
_GAP = re.compile(r"\s++(?:[-\u2013\u2014]\s++)?[\"'\u2018\u201c\u00ab(\[\u300c]*+")
_WORD = re.compile(r"[\w'\u2019-]++")
_ENDS_ANYWHERE = frozenset("\u3002\uff01\uff1f\u0964\u06d4\u061f")
_LONGEST_WORD = 24


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    "Mr Mrs Ms Mx Dr Prof Gen Lt Col Maj Sgt Capt Cmdr Adm Sen Rep Gov Rev Hon Pres Messrs Mme"
    " Mlle Supt Insp Det"
)
_SHORTENED = _set(
    "St Mt Ft Jr Sr Inc Ltd Co Corp Bros vs etc approx dept est cf al ca Jan Feb Mar Apr Jun Jul"
    " Aug Sep Sept Oct Nov Dec Ave Blvd Rd eg ie viz"
)
_BEFORE_NUMBERS = _set("No Nos no nos p pp vol Vol fig Fig Figs art Art ch Ch sec Sec")
_OPENERS = _set(
    "A After All Also Although An And As At Because Before But By Each For From He Her His How"
    " However I If In Instead It Its Later Many Meanwhile More Most Mr Mrs Ms My No Not Now On One"
    " Only Or Our She Since So Some Such That The Their Then There These They This Those Though"
    " Through To Today Two Under Until We What When Where Which While Who Why With Yet You"
    " Your"
)
_AFTER_HOURS = _set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday GMT BST UTC EST EDT ET CET CEST PT"
    " PST PDT"
)
_SAYING = re.compile(
    r"(?:(?:the|a|an|Mr|Mrs|Ms|Dr)\.?\s)?(?:[A-Z][\w.'\u2019-]*\s){0,4}"
    r"(?:said|says|asked|asks|told|replied|added|wondered|wrote|tweeted|shouted|cried|called|began)"
    r"\b"
)


def sentences(text: str) -> list[Span]:
    """Return the (start, end) of each sentence, in code points of `text` as it is.

    Closing quotation marks and brackets belong to the sentence they close, white space to none. A
    sentence never crosses a blank line; every character that is not white space is in one.
    """
    return [
        span for start, end in paragraph_spans(text) for span in _in_paragraph(text, start, end)
    ]


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    ends = [m.end() for m in _MARK.finditer(text, start, end) if _is_end(text, start, m, end)]
    ends += [match.start() for match in _BULLET.finditer(text, start, end)]
    found: list[Span] = []
    for stop in sorted({*ends, end}):
        first, last = _trimmed(text, start, stop)
        if first < last:
            found.append((first, last))
        start = stop
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_end(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Return whether a sentence of the paragraph between `start` and `end` ends with `match`."""
    mark = match["mark"]
    if mark[0] in _ENDS_ANYWHERE:
        return True
    gap = _GAP.match(text, match.end(), end)
    if match.end() == end or gap is None or gap.end() == end:
        return match.end() == end or gap is not None
    following = text[gap.end()]
    if following.islower():
        return False
    if mark == ".":
        return bool(match["closing"]) or not _is_shortened(text, start, match.start(), gap.end())
    quoted = match["closing"] and match["closing"][-1] in "\"'\u201d\u2019\u00bb"
    return not (quoted and _SAYING.match(text, gap.end(), min(end, gap.end() + 100)))


def _is_shortened(text: str, start: int, at: int, following: int) -> bool:
    """Return whether the full stop at `at` only shortens a word."""
    window = text[max(start, at - _LONGEST_WORD) : at]
    word = (window.split() or [""])[-1].lstrip("\"'\u2018\u201c(\u00ab[")
    begins = max(start, at - len(window)) == start and window.strip() == word
    if word.isdecimal() or word in _TITLES:
        return begins or word in _TITLES  # the number of a list: "1. First"
    before_number = text[following].isdecimal()
    if word in _BEFORE_NUMBERS:
        return before_number
    next_word = _WORD.match(text, following, following + _LONGEST_WORD)
    name = next_word[0].replace("\u2019", "'").split("'")[0] if next_word else ""
    if word.lower() in {"a.m", "p.m"}:
        return name in _AFTER_HOURS
    initial = len(word) == 1 and word.isupper()
    shortened = initial or word in _SHORTENED or _is_dotted(word)
    return shortened and (before_number or name not in _OPENERS)


def _is_dotted(word: str) -> bool:
    """Return whether a word is like U.S or Ph.D, whose last full stop is at hand."""
    pieces = word.split(".")
    return len(pieces) > 1 and all(piece.isalpha() and len(piece) <= 2 for piece in pieces)  # noqa: PLR2004 - as in Ph.D
