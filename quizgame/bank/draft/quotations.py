"""Quotations: who said these words?"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from quizgame.bank.draft.base import Anchor, Draft, Finder, Material
from quizgame.bank.draft.marks import Quoted
from quizgame.bank.draft.proof import (
    choice,
    distinct,
    evidence,
    inner,
    plain,
    quotation_end,
    slug,
)
from quizgame.bank.draft.speech import Voice
from quizgame.bank.quotes import is_long_enough

_MOST_OTHERS = 3
_FEWEST_OTHERS = 2
_SHOWN_WORDS = 20
_FULL_WORDS = 5
_ENDS = ".!?"


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for all words in quotation marks that the article gives to somebody."""
    voices = material.speech.voices
    for one in material.article.marks.all:
        voice = voices.get(one.left)
        if voice is None or not voice.name:
            continue
        start, end = _words(material, one)
        if is_long_enough(material.article.text[start:end]):
            yield Anchor(((start, end),), partial(_draft, material, start, end, voice))


def _words(material: Material, one: Quoted) -> tuple[int, int]:
    text = material.article.text
    start, end = one.start, one.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:\u2013\u2014-"):
        end -= 1
    return start, quotation_end(text, start, end)


def _draft(material: Material, start: int, end: int, voice: Voice) -> Draft | None:
    proof = evidence(material, start, end, voice)
    if proof is None:
        return None
    article = material.article
    paragraph = article.paragraph_at(start)
    shown = _shown(article.piece(start, end))
    name = plain(voice.shown)
    reason = f"Paragraph {paragraph} has these words as those of {name}."
    others = [
        (_capital(plain(other.shown)), f"Speaks in paragraph {number} of the article.")
        for other, number in material.speech.speakers.values()
        if other.is_person == voice.is_person and not (other.confirm and not other.name.istitle())
    ]
    words = f"\u201c{inner(plain(shown))}\u201d"
    question: dict[str, Any] = {
        "id": slug("who-said", *article.piece(start, end).split()[:5]),
        "type": "single-choice",
        "stem": f"According to the article, whose words are these? {words}",
        "explanation": reason,
        "tags": ["quotations"],
        "difficulty": "medium" if voice.confirm else "easy",
    }
    kept = distinct(name, others, _MOST_OTHERS, shown)
    if len(kept) < _FEWEST_OTHERS:
        kept = distinct(name, others, _MOST_OTHERS)
    if len(kept) >= _FEWEST_OTHERS:
        question["options"] = choice(_capital(name), reason, kept)
    else:
        question |= {"type": "short-text", "answers": answers(material, voice), "typos": 1}
    question["evidence"] = [proof]
    return Draft("quotation", question, ((start, end),), paragraph, voice.confirm)


def answers(material: Material, voice: Voice) -> list[str]:
    """Return what is taken for the name of somebody: in full, the last name, with "the"."""
    name = plain(voice.name)
    found = [name]
    person = material.article.names.people.get(voice.name)
    if person is not None and " " in name:
        same = [p for p in material.article.names.people.values() if p.surname == person.surname]
        if all(p is person for p in same):
            found.append(plain(person.surname))
    elif not voice.is_person or voice.the:
        found.append(f"the {name}")
    return list(dict.fromkeys(found))


def _shown(words: str) -> str:
    """Return the beginning of a quotation: its first sentences, or its first words."""
    listed = words.split()
    if len(listed) <= _SHOWN_WORDS:
        return words
    for number in range(_SHOWN_WORDS, _FULL_WORDS, -1):
        if listed[number - 1][-1] in _ENDS:
            return " ".join(listed[:number])
    return " ".join(listed[:_SHOWN_WORDS]) + " \u2026"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


FINDER = Finder("quotation", find)
