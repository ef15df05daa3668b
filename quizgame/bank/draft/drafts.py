"""From an article to drafts of questions: the finders' anchors, chosen, made and proven."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from quizgame.bank.confirming import TAG
from quizgame.bank.draft import FINDERS
from quizgame.bank.draft.base import Anchor, Draft, Finder, Material
from quizgame.bank.draft.proof import slug
from quizgame.bank.draft.reading import Article
from quizgame.bank.quotes import Failure, Prover, Span
from quizgame.catalogue import _, plural
from quizgame.model.bank import QUESTION_ADAPTER

LIMIT = 100
"""How many drafts are made of one article unless more or fewer are asked for."""

Told = Callable[[float], None]
"""Is told from time to time which share of the work is done, from 0 to 1."""

_FEW_WORDS = 20
_FEWEST_QUOTED = 3
_READ, _NAMED, _HEARD, _SEARCHED = 0.05, 0.3, 0.55, 0.95
"""Which share is done when sentences, names, who speaks, and all anchors are known."""
_ID_LENGTH = 60
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of an article, in its order, and `notes` on what could not be done."""

    drafts: tuple[Draft, ...]
    notes: tuple[str, ...] = ()

    def count(self, kind: str) -> int:
        """Return how many drafts are of a kind."""
        return sum(draft.kind == kind for draft in self.drafts)

    @property
    def to_confirm(self) -> int:
        """How many drafts name a speaker that a person has to confirm."""
        return sum(bool(draft.confirm) for draft in self.drafts)


def _tell_nobody(share: float) -> None:
    del share


def drafts(text: str, limit: int = LIMIT, told: Told = _tell_nobody) -> Drafts:
    """Return drafts of questions on the article `text`, at most `limit`, in its order.

    Of a long article they are taken evenly from beginning to end and from all kinds. Each is a
    question that a bank accepts, and its evidence stands in `text` as it is. `told` hears how far
    the work is, which takes seconds for millions of characters.
    """
    article = Article(text)
    told(_READ)
    notes = _notes(article)
    if not article.words and not any(map(str.isdigit, text)):
        return Drafts((), tuple(notes))
    material = Material(article)
    made, left, lost = _made(_found(material, told), limit, article.prover)
    sound = _numbered(made)
    if left:
        message = _("{n} more places can carry a question; those chosen are spread evenly")
        notes.append(message.format(n=left))
    if lost:
        notes.append(
            plural(
                "{n} place was left out: its words stand too often, or give the answer away",
                "{n} places were left out: their words stand too often, or give the answer away",
                lost,
            )
        )
    if article.is_english:
        notes += _unattributed(material)
    if not sound:
        notes.append(_("nothing was found that can carry a question"))
    return Drafts(tuple(sound), tuple(notes))


def _notes(article: Article) -> list[str]:
    if not article.words:
        return [_("there are no words in the article")]
    if not article.is_english:
        return [
            _(
                "the article does not look like English, and only English is understood:"
                " only numbers with a sign such as % were looked for"
            )
        ]
    if article.words < _FEW_WORDS:
        return [_("the article is very short")]
    return []


def _unattributed(material: Material) -> list[str]:
    """Return what to tell of words in quotation marks that nobody could be found for."""
    voices = material.speech.voices
    left = 0
    for one in material.article.marks.all:
        voice = voices.get(one.left)
        words = material.article.text[one.start : one.end].split()
        long_enough = len(words) >= _FEWEST_QUOTED
        left += long_enough and (voice is None or not voice.name)
    if not left:
        return []
    return [
        plural(
            "{n} quotation was left out: it is not plain who says it",
            "{n} quotations were left out: it is not plain who says them",
            left,
        )
    ]


def _found(material: Material, told: Told) -> list[tuple[Finder, list[Anchor]]]:
    """Return the anchors of each finder; of two at one place that of the earlier finder stays.

    Quotations and people share their places with others: what was said may hold a number, and what
    somebody is called a town.
    """
    # What stands in a list may be a number or a date, too; a place is one of its items already.
    taken = {"list": _Taken(), "date": _Taken()}
    found = []
    wanted = [one for one in FINDERS if material.article.is_english or not one.only_english]
    if material.article.is_english:
        _read_ahead(material, told)
    for number, finder in enumerate(wanted):
        told(_HEARD + (_SEARCHED - _HEARD) * number / len(wanted))
        anchors = list(finder.find(material))
        if finder.kind not in {"quotation", "person"}:
            places = taken["list" if finder.kind in {"list", "place"} else "date"]
            anchors = [anchor for anchor in anchors if places.take(anchor.spans)]
        found.append((finder, anchors))
    told(_SEARCHED)
    return found


def _read_ahead(material: Material, told: Told) -> None:
    """Find out who is named and who speaks, which finders ask for."""
    for find_out, share in (
        (lambda: material.article.names, _NAMED),
        (lambda: material.speech, _HEARD),
    ):
        find_out()
        told(share)


class _Taken:
    """The places that have an anchor already."""

    _WIDTH = 64

    def __init__(self) -> None:
        self._cells: dict[int, list[Span]] = {}

    def take(self, spans: Sequence[Span]) -> bool:
        """Take places and return True, or return False where one of them is taken."""
        if any(self._is_taken(*span) for span in spans):
            return False
        for start, end in spans:
            for cell in range(start // self._WIDTH, end // self._WIDTH + 1):
                self._cells.setdefault(cell, []).append((start, end))
        return True

    def _is_taken(self, start: int, end: int) -> bool:
        cells = range(start // self._WIDTH, end // self._WIDTH + 1)
        near = chain.from_iterable(self._cells.get(cell, ()) for cell in cells)
        return any(first < end and start < last for first, last in near)


def _made(
    found: list[tuple[Finder, list[Anchor]]], limit: int, prover: Prover
) -> tuple[list[Draft], int, int]:
    """Return at most `limit` sound drafts, how many anchors were not tried, how many made none.

    Where anchors make no draft others are tried in their place, but not for ever.
    """
    made: list[Draft] = []
    stems: set[str] = set()
    tried = 0
    for _round in range(_ROUNDS):
        wanted = limit - len(made)
        chosen = _chosen(found, wanted) if wanted else []
        tried += len(chosen)
        for draft in (anchor.make() for anchor in chosen):
            is_new = draft is not None and draft.question["stem"] not in stems
            if draft is not None and is_new and _is_sound(draft, prover):
                stems.add(draft.question["stem"])
                made.append(draft)
        gone = set(map(id, chosen))
        found = [(one, [a for a in listed if id(a) not in gone]) for one, listed in found]
        if not chosen:
            break
    left = sum(len(listed) for _finder, listed in found)
    made.sort(key=lambda draft: draft.spans[0])
    return made, left if len(made) == limit else 0, tried - len(made)


def _chosen(found: Sequence[tuple[Finder, list[Anchor]]], limit: int) -> list[Anchor]:
    """Return at most `limit` anchors, with a fair share of each kind, evenly over the article."""
    shares = {finder.kind: 0 for finder, _listed in found}
    wanted = {finder.kind: len(listed) for finder, listed in found}
    left = min(limit, sum(wanted.values()))
    while left:
        hungry = [kind for kind in shares if shares[kind] < wanted[kind]]
        each = max(1, left // len(hungry))
        for kind in hungry:
            more = min(each, wanted[kind] - shares[kind], left)
            shares[kind] += more
            left -= more
    chosen: list[Anchor] = []
    for finder, listed in found:
        share = shares[finder.kind]
        chosen += [listed[number * len(listed) // share] for number in range(share)]
    return chosen


def _is_sound(draft: Draft, prover: Prover) -> bool:
    """Return whether a bank would accept a draft as it is, and its evidence proves."""
    data = {**draft.question, "id": "draft", "status": "draft"}
    try:
        question = QUESTION_ADAPTER.validate_python(data)
    except ValueError:  # pydantic's own error is one
        return False
    if question.faults() or not question.evidence:
        return False
    proofs = [prover.prove(one) for one in question.evidence]
    return not any(isinstance(proof, Failure) or proof.folded for proof in proofs)


def _numbered(made: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with unique ids, their state, and the tag of those to be confirmed."""
    seen: set[str] = set()
    done = []
    for draft in made:
        base = slug(str(draft.question["id"]))[:_ID_LENGTH]
        name, number = base, 1
        while name in seen:
            number += 1
            name = f"{base}-{number}"
        seen.add(name)
        fields = {**draft.question, "id": name}
        tags = [*fields.pop("tags"), *([TAG] if draft.confirm else [])]
        proof = fields.pop("evidence")
        head = {key: fields.pop(key) for key in ("id", "type", "stem", "explanation")}
        difficulty = fields.pop("difficulty")
        question = {
            **head, "tags": tags, "difficulty": difficulty, "status": "draft", **fields,
            "evidence": proof,
        }  # fmt: skip
        done.append(Draft(draft.kind, question, draft.spans, draft.paragraph, draft.confirm))
    return done
