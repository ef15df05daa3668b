"""Lists: three or more things of a kind in one sentence, and steps in their order."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from quizgame.bank.draft.base import Anchor, Draft, Finder, Material
from quizgame.bank.draft.gaps import NEAREST, Gap, gap_draft, likes
from quizgame.bank.draft.gazetteer import like_of
from quizgame.bank.draft.lexicon import MONTHS, SAYING, STOPS, WEEKDAYS, word_set
from quizgame.bank.draft.proof import GAP, choice, distinct, evidence, gapped, passage, plain, slug
from quizgame.bank.quotes import Span

_W = r"[\w\u2019'-]+"
_ITEM = rf"(?!(?:and|or)\b){_W}(?: (?!(?:and|or)\b){_W}){{0,4}}"
_MIDDLE = re.compile(rf",\s(?P<item>{_ITEM})(?=,|\s(?:and|or)\s)")
_LAST = re.compile(rf",?\s(?:and|or)\s(?P<item>{_ITEM})")
_FIRST = re.compile(rf"(?:(?<=\s)|(?<=[(\u201c\"\u2018])|^)(?:{_W} ){{0,4}}{_W}\Z")
_STEPS = re.compile(
    r"\b[Ff]irst,? (?P<one>[^.;:!?\n,]{4,80}),? (?:and )?then,? (?P<two>[^.;:!?\n,]{4,80}),?"
    r" (?:and )?(?:finally|lastly|at last),? (?P<three>[^.;:!?\n,]{4,80})[.;,]"
)
_DETERMINERS = word_set("the a an his her its their our my your some any two three four")
_NO_ITEMS = (
    (STOPS - _DETERMINERS)
    | SAYING
    | word_set(
        "however meanwhile too yes no well perhaps indeed instead finally lastly first second"
        " third once later now today ago went came took made got found left gave became began ran"
        " saw stood fell kept put set knew felt grew drew built won lost met sent told held"
        " brought"
    )
)
_NOT_LAST = STOPS - _DETERMINERS | {"ago"}
_MOST_ITEMS = 6
_MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list, in order; `named` tells names from common words."""

    items: tuple[Span, ...]
    named: bool

    @property
    def whole(self) -> Span:
        """From the first item to the end of the last."""
        return self.items[0][0], self.items[-1][1]


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for each list in a sentence, and for each row of steps."""
    text = material.article.text
    found: list[tuple[Span, Anchor]] = []
    done = -1
    for match in _MIDDLE.finditer(text):
        if match.start() < done:
            continue
        listed, done = _listed(material, match)
        if listed is not None:
            found.append((listed.whole, Anchor((listed.whole,), partial(_draft, material, listed))))
    for match in _STEPS.finditer(text):
        span = (match.start("one"), match.end("three"))
        found.append((span, Anchor((span,), partial(_steps, material, match))))
    found.sort(key=lambda one: one[0])
    yield from (anchor for _span, anchor in found)


def _listed(material: Material, first: re.Match[str]) -> tuple[Listed | None, int]:
    """Return the list that has its second item at a match, or None, and how far it was read."""
    text = material.article.text
    sentence = material.article.sentence_at(first.start())
    middles = _middles(text, first, sentence[1])
    if not middles:
        return None, first.end()
    done = middles[-1][1]
    last = _LAST.match(text, done, sentence[1])
    if last is None or len(middles) > _MOST_ITEMS:
        return None, done
    opening = _FIRST.search(text, max(sentence[0], first.start() - 80), first.start())
    named = all(_is_name(text[start:end]) for start, end in middles)
    head = _tail(opening[0], named=named, like=text[slice(*middles[0])]) if opening else ""
    tail = _head(last["item"], named=named)
    if not head or not tail:
        return None, done
    begin = last.start("item")
    ends = (first.start() - len(head), first.start()), (begin, begin + len(tail))
    listed = Listed((ends[0], *middles, ends[1]), named)
    return (listed if _is_one_kind(material, listed) else None), done


def _middles(text: str, first: re.Match[str], end: int) -> list[Span]:
    """Return the items between the first and the last, from the second on."""
    found: list[Span] = []
    match: re.Match[str] | None = first
    while match is not None and match.end() < end and _is_item(match["item"]):
        found.append(match.span("item"))
        match = _MIDDLE.match(text, match.end(), end)
    return found


def _is_one_kind(material: Material, listed: Listed) -> bool:
    """Return whether all are names or none is, all in the same quotation marks or in none."""
    article = material.article
    words = [article.text[start:end] for start, end in listed.items]
    if article.sentence_at(listed.items[0][0])[0] == listed.items[0][0] and not listed.named:
        words[0] = words[0][0].lower() + words[0][1:]
    if any(_is_name(word) != listed.named for word in words) or _is_time(words):
        return False
    if article.marks.at(listed.items[0][0]) is not article.marks.at(listed.items[-1][0]):
        return False
    known = (article.names.covering(_bare(article.text, span)[0]) for span in listed.items)
    return not listed.named or any(one is not None for one in known)


def _bare(text: str, span: Span) -> Span:
    """Leave a leading "the" out of an item."""
    start, end = span
    return (start + 4, end) if text[start : start + 4].lower() == "the " else span


def _is_item(words: str) -> bool:
    plain_words = [word.lower() for word in words.split() if not word.isupper()]
    return not any(word in _NO_ITEMS for word in plain_words) and any(map(str.isalpha, words))


def _is_name(words: str) -> bool:
    listed = [
        word for word in words.split() if word.lower() not in {"the", "de", "la", "van", "von"}
    ]
    return bool(listed) and all(word[0].isupper() for word in listed)


def _is_time(words: Sequence[str]) -> bool:
    """Return whether what looks like a list is a date: "on Monday, 3 May, and"."""
    return any(set(word.split()) & (MONTHS | WEEKDAYS) for word in words) and not all(
        set(word.split()) & (MONTHS | WEEKDAYS) for word in words
    )


def _tail(words: str, *, named: bool, like: str) -> str:
    """Return the first item of a list out of the words before its comma."""
    kept: list[str] = []
    determined = like.split(maxsplit=1)[0].lower() in _DETERMINERS
    for word in reversed(words.split()):
        lowered = word.lower()
        if lowered in _DETERMINERS:
            if not named or lowered == "the":
                kept.insert(0, word)
            break
        if (lowered in _NO_ITEMS and not word.isupper()) or (named and not word[0].isupper()):
            break
        if not named and not determined and len(kept) >= max(1, len(like.split())):
            break
        kept.insert(0, word)
    return " ".join(kept)


def _head(words: str, *, named: bool) -> str:
    """Return the last item of a list out of the words behind its "and"."""
    kept: list[str] = []
    for word in words.split():
        if not word.isupper() and word.lower() in _NOT_LAST | SAYING:
            break
        if named and kept and not word[0].isupper() and kept != ["the"]:
            break
        kept.append(word)
    return " ".join(kept[:4])


def _draft(material: Material, listed: Listed) -> Draft | None:
    text = material.article.text
    items = [_bare(text, span) for span in listed.items]
    like = _likes_of(material, listed) if listed.named else []
    gap = Gap(listed.whole, listed.whole, "list")
    around = passage(material, *listed.whole)
    if around is None:
        return None
    keys = [plain(material.article.piece(*span)) for span in items]
    shown = gapped(material, around, listed.whole)
    others = distinct(
        " ".join(keys), [one for one in likes(material, gap, like) if one[0] not in keys], 3, shown
    )
    proof = evidence(material, around.start, around.end, around.voice)
    if not others or not shown or proof is None or len(keys) > _MOST_OPTIONS - len(others):
        middle = Gap(items[len(items) // 2], listed.whole, "item")
        return _one_left_out(material, listed, middle)
    paragraph = material.article.paragraph_at(listed.whole[0])
    reason = f"Paragraph {paragraph} of the article names these: {', '.join(keys)}."
    options = choice(keys[0], "The article names it here.", others)
    options += [
        {"text": key, "correct": True, "rationale": "The article names it here."}
        for key in keys[1:]
    ]
    question: dict[str, Any] = {
        "id": slug("which", *keys),
        "type": "multiple-response",
        "stem": f"{around.source_words}, which of these belong in the gap? {shown}",
        "explanation": reason,
        "tags": ["lists"],
        "difficulty": "medium",
        "options": sorted(options, key=lambda option: str(option["text"]).lower()),
        "evidence": [proof],
    }
    return Draft("list", question, (listed.whole,), paragraph, around.confirm)


def _one_left_out(material: Material, listed: Listed, one: Gap) -> Draft | None:
    words = len(material.article.piece(*one.hole).split())
    ask = (
        "which word is left out of the list?"
        if words == 1
        else "which words are left out of the list?"
    )
    draft = gap_draft(material, "list", one, (), ask=ask, tag="lists")
    if draft is None:
        return None
    return Draft("list", draft.question, (listed.whole,), draft.paragraph, draft.confirm)


def _likes_of(material: Material, listed: Listed) -> list[Gap]:
    """Return the nearest names in the article of the kind that the listed ones are of."""
    names = material.article.names
    text = material.article.text
    kinds = [m.kind for span in listed.items if (m := names.covering(_bare(text, span)[0]))]
    if not kinds:
        return []
    kind = max(set(kinds), key=lambda one: (kinds.count(one), one))
    if kind == "unknown" or kinds.count(kind) < len(listed.items) - 1:
        return []
    like = {like_of(m.name) for span in listed.items if (m := names.covering(_bare(text, span)[0]))}
    same = names.of_kind(kind, frozenset(like) if kind == "place" else None)
    at = bisect_left(same, listed.whole[0], key=lambda m: m.start)
    near = same[max(0, at - NEAREST) : at + NEAREST]
    return [Gap((m.start, m.end), (m.start, m.end), "list") for m in near]


def _steps(material: Material, match: re.Match[str]) -> Draft | None:
    article = material.article
    around = passage(material, match.start("one"), match.end("three"))
    if around is None:
        return None
    proof = evidence(material, around.start, around.end, around.voice)
    items = [
        plain(article.piece(*match.span(name))).rstrip(",") for name in ("one", "two", "three")
    ]
    if proof is None or GAP in "".join(items):
        return None
    paragraph = article.paragraph_at(match.start())
    question: dict[str, Any] = {
        "id": slug("order", *items[0].split()[:4]),
        "type": "ordering",
        "stem": f"{around.source_words}, in which order do these come?",
        "explanation": f"Paragraph {paragraph} of the article tells the order.",
        "tags": ["lists"],
        "difficulty": "medium",
        "items": items,
        "evidence": [proof],
    }
    span = (match.start("one"), match.end("three"))
    return Draft("list", question, (span,), paragraph, around.confirm)


FINDER = Finder("list", find)
