"""Which questions a sitting asks and in which order, given a seed.

An order comes from sorting by a hash of seed and ids: it is the same on every Python, and a
question added to the bank never reorders the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from quizgame.model.bank import Bank, Draw, Quiz
from quizgame.model.questions.base import OrderKey, Presentation, Question

_SEPARATOR = "\x1f"


def sort_key(seed: int, *names: str) -> bytes:
    """Return the sort key of something named by `names` under `seed`."""
    text = _SEPARATOR.join((str(seed), *names))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def option_order(seed: int, question_id: str) -> OrderKey:
    """Return the order key for the options, items or right sides of a question."""
    return lambda token: sort_key(seed, "option", question_id, token)


def presented(question: Question, seed: int, *, shuffled: bool) -> Presentation:
    """Return a question as it is asked under a seed, with stored tokens.

    Orderings and matchings are always shuffled: as they are written they would show their key.
    """
    if not shuffled and question.type not in {"ordering", "matching"}:
        return question.present(None)
    return question.present(option_order(seed, question.id))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a player narrowed a quiz down to: values within a field mean any of them."""

    count: int | None = None
    tags: tuple[str, ...] = ()
    difficulty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions of a sitting in order; `asked_for` is how many there should have been."""

    questions: tuple[Question, ...]
    asked_for: int

    @property
    def is_short(self) -> bool:
        """Whether the bank has fewer questions than the quiz asks for."""
        return len(self.questions) < self.asked_for


def matches(question: Question, tags: Sequence[str], difficulty: Sequence[str]) -> bool:
    """Return whether a question has any of the tags and any of the difficulties (none: all do)."""
    return (not tags or not set(tags).isdisjoint(question.tags)) and (
        not difficulty or question.difficulty in difficulty
    )


def select(bank: Bank, quiz: Quiz, seed: int, wanted: Wanted | None = None) -> Selection:
    """Return the questions of a quiz: its ids, or its draws, or all that may be played.

    What a player wants narrows what the quiz chose, it never adds to it.
    """
    wanted = wanted or Wanted()
    playable = bank.playable()
    if quiz.ids:
        by_id = {question.id: question for question in playable}
        names = tuple(dict.fromkeys(quiz.ids))
        chosen = [by_id[name] for name in names if name in by_id]
        asked_for = len(names)
    elif quiz.draw:
        chosen = _drawn(playable, quiz.draw, seed)
        asked_for = sum(draw.count for draw in quiz.draw)
    else:
        chosen = list(playable)
        asked_for = len(chosen)
    if wanted.tags or wanted.difficulty:
        chosen = [q for q in chosen if matches(q, wanted.tags, wanted.difficulty)]
        asked_for = len(chosen)
    if wanted.count is not None:
        asked_for = max(0, wanted.count)
        keep = {q.id for q in _hashed(chosen, seed, "count")[:asked_for]}
        chosen = [q for q in chosen if q.id in keep]
    if quiz.shuffle_questions:
        chosen = _hashed(chosen, seed, "order")
    return Selection(tuple(chosen), asked_for)


def _hashed(questions: Sequence[Question], seed: int, purpose: str) -> list[Question]:
    return sorted(questions, key=lambda question: sort_key(seed, purpose, question.id))


def _drawn(playable: Sequence[Question], draws: Sequence[Draw], seed: int) -> list[Question]:
    taken: dict[str, Question] = {}
    for draw in draws:
        candidates = [
            question
            for question in playable
            if question.id not in taken
            and matches(question, draw.tags, draw.difficulty)
            and (not draw.types or question.type in draw.types)
        ]
        for question in _hashed(candidates, seed, "draw")[: draw.count]:
            taken[question.id] = question
    return [question for question in playable if question.id in taken]
