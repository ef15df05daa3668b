"""What singles out one of the places where a quotation stands: the words before and after it."""

import difflib

from quizgame.bank.nearness import plain
from quizgame.bank.quotes import Span
from quizgame.model.questions.base import Evidence

_LONGEST = 600
_LIKE = 0.6
_CLEARLY = 0.1


def intended(evidence: Evidence, places: tuple[Span, ...], text: str) -> Span | None:
    """Return the one of `places` whose surroundings are like `prefix` and `suffix`, or None.

    None without either, and where no place or more than one is like them.
    """
    prefix, suffix = plain(evidence.prefix).strip(), plain(evidence.suffix).strip()
    if not prefix and not suffix:
        return None
    ranked = sorted(
        (
            (
                _likeness(prefix, text[:start][-_LONGEST:], suffix, text[end : end + _LONGEST]),
                start,
                end,
            )
            for start, end in places
        ),
        reverse=True,
    )
    best, second = ranked[0], ranked[1]
    exactly = best[0] == 1 and second[0] < 1
    clearly = best[0] >= _LIKE and best[0] - second[0] >= _CLEARLY
    return (best[1], best[2]) if exactly or clearly else None


def _likeness(prefix: str, before: str, suffix: str, after: str) -> float:
    """Return from 0 to 1 how like a place's surroundings are to what the author remembers."""
    scores = []
    if prefix:
        scores.append(_ratio(prefix, plain(before).rstrip()[-len(prefix) :]))
    if suffix:
        scores.append(_ratio(suffix, plain(after).lstrip()[: len(suffix)]))
    return sum(scores) / len(scores)


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def shortest_context(text: str, place: Span, places: tuple[Span, ...]) -> tuple[str, str] | None:
    """Return the shortest (prefix, suffix) of whole words that single out `place`, or None.

    Each has at least one word: a lone full stop would single out by accident. One of the two is
    empty where the other is enough.
    """
    others = [other for other in places if other != place]
    prefix = _prefix(text, place, others)
    suffix = _suffix(text, place, others)
    if prefix and (not suffix or len(prefix) <= len(suffix)):
        return prefix, ""
    if suffix:
        return "", suffix
    for length in range(1, _LONGEST):
        before, after = (
            text[max(0, place[0] - length) : place[0]],
            text[place[1] : place[1] + length],
        )
        if not any(text.endswith(before, 0, s) and text.startswith(after, e) for s, e in others):
            return before, after
    return None


def _prefix(text: str, place: Span, others: list[Span]) -> str:
    start = place[0]
    for at in range(start - 1, max(-1, start - _LONGEST), -1):
        if at == 0 or (text[at - 1].isspace() and not text[at].isspace()):
            prefix = text[at:start]
            if _has_word(prefix) and not any(
                text.endswith(prefix, 0, other) for other, _end in others
            ):
                return prefix
    return ""


def _suffix(text: str, place: Span, others: list[Span]) -> str:
    end = place[1]
    for at in range(end + 1, min(len(text), end + _LONGEST) + 1):
        if at == len(text) or (text[at].isspace() and not text[at - 1].isspace()):
            suffix = text[end:at]
            if _has_word(suffix) and not any(
                text.startswith(suffix, other) for _start, other in others
            ):
                return suffix
    return ""


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
