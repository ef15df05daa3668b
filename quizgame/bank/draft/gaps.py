"""Drafts that ask for the words in a gap: which day, which place, which member of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizgame.bank.draft.base import AnchorKind, Draft, Material
from quizgame.bank.draft.gazetteer import ALIASES
from quizgame.bank.draft.proof import choice, distinct, evidence, gapped, passage, plain, slug
from quizgame.bank.quotes import Span

_MOST_OTHERS = 3
_FEWEST_OTHERS = 2
NEAREST = 24
"""How many others on either side of a place may become its distractors."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that a gap stands for (`hole`), with what belongs to them (`whole`), and their like."""

    hole: Span
    whole: Span
    like: str


def gap_draft(
    material: Material, kind: AnchorKind, one: Gap, same: Sequence[Gap], *, ask: str, tag: str
) -> Draft | None:
    """Return a draft that asks with `ask` ("which day ...?") for the words in a gap, or None.

    Other words of the `same` kind are its distractors; with fewer than two the words are typed.
    """
    around = passage(material, *one.whole)
    if around is None:
        return None
    article = material.article
    proof = evidence(material, around.start, around.end, around.voice)
    shown = gapped(material, around, one.hole)
    if proof is None or not shown:
        return None
    key = plain(article.piece(*one.hole))
    paragraph = article.paragraph_at(one.hole[0])
    reason = f"Paragraph {paragraph} of the article has \u201c{key}\u201d here."
    question: dict[str, Any] = {
        "id": slug(tag.rstrip("s"), key),
        "type": "single-choice",
        "stem": f"{around.source_words}, {ask} {shown}",
        "explanation": reason,
        "tags": [tag],
        "difficulty": "easy",
    }
    others = distinct(key, likes(material, one, same), _MOST_OTHERS, shown)
    if len(others) >= _FEWEST_OTHERS:
        question["options"] = choice(key, reason, others)
    else:
        typed = list(dict.fromkeys([key, *ALIASES.get(key, ())]))
        question |= {"type": "short-text", "difficulty": "medium", "answers": typed, "typos": 1}
    question["evidence"] = [proof]
    return Draft(kind, question, (one.whole,), paragraph, around.confirm)


def likes(material: Material, one: Gap, same: Sequence[Gap]) -> list[tuple[str, str]]:
    """Return the nearest others of a kind, each with where it stands."""
    article = material.article
    index = _index(same, one)
    near = same[max(0, index - NEAREST) : index + NEAREST]
    near = sorted(near, key=lambda other: abs(other.hole[0] - one.hole[0]))
    return [
        (
            plain(article.piece(*other.hole)),
            f"This stands elsewhere, in paragraph {article.paragraph_at(other.hole[0])}.",
        )
        for other in near
        if other.hole != one.hole
    ]


def _index(same: Sequence[Gap], one: Gap) -> int:
    """Return about where `one` stands among others, which are in the order of the article."""
    from bisect import bisect_left  # noqa: PLC0415 - named where its key is

    return bisect_left(same, one.hole[0], key=lambda other: other.hole[0])
