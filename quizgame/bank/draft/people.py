"""People, and what the article calls them."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from quizgame.bank.draft.base import Anchor, Draft, Finder, Material
from quizgame.bank.draft.proof import choice, distinct, evidence, passage, plain, slug
from quizgame.bank.draft.roles import Called
from quizgame.bank.quotes import Span
from quizgame.model.text import fold

_MOST_PAIRS = 4
_FEWEST_PAIRS = 3


def find(material: Material) -> Iterator[Anchor]:
    """Yield an anchor for people whose role stands beside their name: several are matched."""
    first: dict[int, Called] = {}
    for one in material.speech.roles.called:
        if _is_usable(one):
            first.setdefault(id(one.person), one)
    listed = list(first.values())
    for group in _groups(listed):
        spans = tuple(span for one in group for span in (one.name, one.place))
        if len(group) >= _FEWEST_PAIRS:
            yield Anchor(spans, partial(_matching, material, group))
        else:
            for one in group:
                yield Anchor((one.name, one.place), partial(_who, material, one))


def _is_usable(one: Called) -> bool:
    name = {fold(word) for word in one.person.name.split()}
    return not name & {fold(word) for word in one.role.split()}


def _hull(one: Called) -> Span:
    return min(one.name[0], one.place[0]), max(one.name[1], one.place[1])


def _groups(listed: Sequence[Called]) -> Iterator[list[Called]]:
    """Yield people by three or four whose roles differ, and those who are left."""
    group: list[Called] = []
    waiting: list[Called] = []
    for one in listed:
        roles = [fold(other.role) for other in group]
        if any(fold(one.role) in role or role in fold(one.role) for role in roles):
            waiting.append(one)
            continue
        group.append(one)
        if len(group) == _MOST_PAIRS:
            yield group
            group = []
    if group:
        yield group
    yield from ([one] for one in waiting)


def _matching(material: Material, group: Sequence[Called]) -> Draft | None:
    """Return a draft that matches names with roles; who can not be proven is left out of it."""
    proofs: list[dict[str, Any]] = []
    shown: list[Called] = []
    confirm = ""
    for one in group:
        around = passage(material, *_hull(one))
        proof = evidence(material, around.start, around.end, around.voice) if around else None
        if around is not None and proof is not None:
            confirm = confirm or around.confirm
            shown.append(one)
            proofs += [proof] if proof not in proofs else []
    if len(shown) < _FEWEST_PAIRS:
        return _who(material, shown[0]) if shown else None
    numbers = sorted({material.article.paragraph_at(one.name[0]) for one in shown})
    names = [plain(one.person.name) for one in shown]
    question: dict[str, Any] = {
        "id": slug("people", *(one.person.surname for one in shown)),
        "type": "matching",
        "stem": f"What does the article call each of these: {_row(names)}?",
        "explanation": f"Names and roles stand together: {_paragraphs(numbers)} of the article.",
        "tags": ["people"],
        "difficulty": "medium",
        "pairs": [{"left": plain(one.person.name), "right": plain(one.role)} for one in shown],
        "evidence": proofs,
    }
    spans = tuple(span for one in shown for span in (one.name, one.place))
    return Draft("person", question, spans, numbers[0], confirm)


def _paragraphs(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {_row(list(map(str, numbers)))}"


def _row(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _who(material: Material, one: Called) -> Draft | None:
    around = passage(material, *_hull(one))
    proof = evidence(material, around.start, around.end, around.voice) if around else None
    if around is None or proof is None:
        return None
    article = material.article
    paragraph = article.paragraph_at(one.name[0])
    key, role = plain(one.person.name), plain(one.role)
    reason = f"Paragraph {paragraph} of the article calls {key} \u201c{role}\u201d."
    others = [
        (plain(person.name), "Another person in the article.")
        for person in article.names.people.values()
        if person is not one.person and " " in person.name
    ]
    question: dict[str, Any] = {
        "id": slug("who-is", role),
        "type": "single-choice",
        "stem": f"Whom does the article call \u201c{role}\u201d?",
        "explanation": reason,
        "tags": ["people"],
        "difficulty": "easy",
    }
    kept = distinct(key, others, 3, role)
    if len(kept) >= 2:  # noqa: PLR2004 - three options are enough
        question["options"] = choice(key, reason, kept)
    else:
        question |= {"type": "short-text", "typos": 1}
        question["answers"] = list(dict.fromkeys([key, plain(one.person.surname)]))
    question["evidence"] = [proof]
    return Draft("person", question, (one.name, one.place), paragraph, around.confirm)


FINDER = Finder("person", find)
