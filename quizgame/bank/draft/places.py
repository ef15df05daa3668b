"""Places: where something happens, is or goes."""

import re
from collections.abc import Iterator
from functools import partial

from quizgame.bank.draft import gazetteer
from quizgame.bank.draft.base import Anchor, Finder, Material
from quizgame.bank.draft.gaps import Gap, gap_draft
from quizgame.bank.draft.lexicon import PLACE_WORDS, word_set
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
    r"\b(?:town|village|city|island|port|county|region|district|suburb|borough|hamlet|parish|province"
    r"|state|country|kingdom|capital) of \Z"
)
_NO_PLACES = word_set("Christmas Easter Ramadan Christmas Eve Parliament Congress English Latin")
_ASKS = {
    "country": "which country belongs in the gap?",
    "town": "which town or city belongs in the gap?",
}
_ASK = "which place belongs in the gap?"


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for each place, where it is first told that something is or goes there."""
    names = material.article.names.mentions
    text = material.article.text
    known = {m.name for m in names if m.kind == "unknown" and _is_sure(text, m)}
    gaps: list[Gap] = []
    found: dict[str, Gap] = {}
    inside: dict[str, Gap] = {}
    for m in names:
        if not (m.kind == "place" or (m.kind == "unknown" and m.name in known)):
            continue
        gap = Gap((m.start, m.end), (m.start, m.end), like_of(m.name))
        gaps.append(gap)
        if m.possessive or not (
            _is_sure(text, m) or _PERHAPS_BEFORE.search(text[max(0, m.head - 14) : m.head])
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


def _is_sure(text: str, mention: Mention) -> bool:
    if mention.name in _NO_PLACES or mention.title:
        return False
    before = text[max(0, mention.head - 30) : mention.head]
    return _SURE_BEFORE.search(before) is not None or _CALLED.search(before) is not None


def _group(like: str) -> str:
    """Return with which places one is asked: what only has a name is most likely a town."""
    return "town" if like == "named" else like


def like_of(name: str) -> str:
    """Return what a place is like: a country, a town, a landscape or building, or just a name."""
    if name in gazetteer.COUNTRIES:
        return "country"
    if name in gazetteer.CITIES:
        return "town"
    words = name.split()
    landscape = words[-1] in PLACE_WORDS or words[0] in PLACE_WORDS or name in gazetteer.REGIONS
    return "other" if landscape else "named"


FINDER = Finder("place", find)
