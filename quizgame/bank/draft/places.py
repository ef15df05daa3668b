"""Places: where something happens, is or goes."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from quizgame.bank.draft import gazetteer
from quizgame.bank.draft.base import Anchor, Finder, Material
from quizgame.bank.draft.gaps import Gap, gap_draft
from quizgame.bank.draft.lexicon import word_set
from quizgame.bank.draft.names import Mention

_SURE = (
    "in|near|outside|inside|across|throughout|around|through|into|within|beyond|towards|toward|above|below"
    "|beside|along|up|down|under|upon|off"
)
_PERHAPS = "at|to|from|on|between|over|past|via|of|for|by|and|than"
_SURE_BEFORE = re.compile(rf"\b(?:{_SURE}) (?:the )?(?:[a-z]+(?:ern|al) )?\Z", re.IGNORECASE)
_PERHAPS_BEFORE = re.compile(
    r"\b(?:at|to|from|on|between|over|past|via) (?:the )?\Z", re.IGNORECASE
)
_CALLED = re.compile(
    r"\b(?:town|village|city|island|port|county|region|district|suburb|borough|hamlet|parish"
    r"|province|state|country|kingdom|capital) of \Z"
)
_NO_PLACES = word_set("Christmas Easter Ramadan Christmas Eve Parliament Congress English Latin")
_ASKS = {
    "country": "which country belongs in the gap?",
    "town": "which town or city belongs in the gap?",
}
_ASK = "which place belongs in the gap?"


_GOING = re.compile(
    r"\b(?:came|comes?|went|goe?s?|gone|going|travel\w*|moved?s?|sail(?:ed|s)|drove|flew|walked"
    r"|returned|returns|sent|bound|back|over|way|road|trains?|bus|ferry|boat|flight|trip|journey"
    r"|visit|voyage|railway|line|left for|crowds|miles|kilometres|away) (?:\w+ )?(?:to|from|for) \Z"
)
_FROM_TO = re.compile(r"\b[Ff]rom (?:the )?\Z")
_BETWEEN = re.compile(r"\b[Bb]etween (?:the )?\Z")
_FEATURE = re.compile(
    r"\b(?:river|lake|mount|village|town|city|island|valley|port|harbour|suburb|district|county) \Z"
)
_IS_PLACE = re.compile(
    r", (?:a|an|the) (?:[a-z-]+ ){0,3}(?:village|town|city|port|island|suburb|region|valley)\b"
)
_PART = re.compile("['\u2019]s? [A-Z]")
_TWICE = 2


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for each place, where it is first told that something is or goes there."""
    names = material.article.names.mentions
    text = material.article.text
    known = _known(text, [m for m in names if m.kind == "unknown"])
    gaps: list[Gap] = []
    found: dict[str, Gap] = {}
    inside: dict[str, Gap] = {}
    for m in names:
        if not (m.kind == "place" or (m.kind == "unknown" and m.name in known)):
            continue
        gap = Gap((m.start, m.end), (m.start, m.end), gazetteer.like_of(m.name))
        if m.possessive and _PART.match(text, m.end):
            continue  # "Hob's Leap" is one name
        gaps.append(gap)
        if m.possessive or not (
            _is_sure(text, m)
            or _FEATURE.search(text[max(0, m.head - 14) : m.head])
            or _PERHAPS_BEFORE.search(text[max(0, m.head - 14) : m.head])
        ):
            continue
        quoted = material.article.marks.at(m.start) is not None
        (inside if quoted else found).setdefault(m.name, gap)
    for name, gap in inside.items():
        found.setdefault(name, gap)
    by_like: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_like.setdefault(_group(gap.like), []).append(gap)
    for gap in sorted(found.values(), key=lambda one: one.hole):
        same = by_like[_group(gap.like)]
        ask = _ASKS.get(gap.like, _ASK)
        make = partial(gap_draft, material, "place", gap, same, ask=ask, tag="places")
        yield Anchor((gap.whole,), make)


def _known(text: str, unknown: Sequence[Mention]) -> set[str]:
    """Return the names that what stands around them shows to be places."""
    known = {m.name for m in unknown if _is_sure(text, m)}
    perhaps: dict[str, int] = {}
    for m in unknown:
        before = text[max(0, m.head - 40) : m.head]
        if _PERHAPS_BEFORE.search(before) and m.name not in _NO_PLACES and not m.title:
            perhaps[m.name] = perhaps.get(m.name, 0) + 1
        following = text[m.end : m.end + 5]
        pairs = (_FROM_TO, " to "), (_BETWEEN, " and ")
        is_pair = any(
            pattern.search(before)
            and following.startswith(joint)
            and text[m.end + len(joint) : m.end + len(joint) + 1].isupper()
            for pattern, joint in pairs
        )
        if (
            is_pair
            or _GOING.search(before)
            or _FEATURE.search(before)
            or _IS_PLACE.match(text, m.end)
        ):
            known.add(m.name)
    return known | {name for name, times in perhaps.items() if times >= _TWICE}


def _is_sure(text: str, mention: Mention) -> bool:
    if mention.name in _NO_PLACES or mention.title:
        return False
    before = text[max(0, mention.head - 30) : mention.head]
    return _SURE_BEFORE.search(before) is not None or _CALLED.search(before) is not None


def _group(like: str) -> str:
    """Return with which places one is asked: what only has a name is most likely a town."""
    return "town" if like == "named" else like


FINDER = Finder("place", find)
