"""Rules about what is asked twice: in one bank, nearly so, or in two banks."""

from collections.abc import Iterable, Iterator

from quizgame.bank.lint.base import AcrossRule, BankRule, Finding, Rule, Subject
from quizgame.bank.lint.earlier import Earlier, asked, key_of
from quizgame.bank.lint.words import folded, spoken
from quizgame.bank.load import LoadedBank
from quizgame.catalogue import _
from quizgame.documents import read
from quizgame.model.questions.base import Question

_ALIKE = 80.0
_NEIGHBOURS = 20
_COMPARED = 500
_SAID_OFTEN = frozenset(
    (
        *("a", "according", "an", "and", "are", "article", "at", "by", "did", "do", "does", "for"),
        *("from", "had", "has", "have", "how", "in", "is", "it", "its", "of", "on", "or", "report"),
        *("say", "says", "source", "text", "that", "the", "their", "this", "to", "was", "were"),
        *("what", "when", "where", "which", "who", "with"),
    )
)


def same_stems(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find questions of one type that ask the same as an earlier one."""
    seen: dict[tuple[str, str], str] = {}
    for question in subject.questions:
        first = seen.setdefault((question.type, folded(asked(question))), question.id)
        if first != question.id:
            message = _("the question `{id}` has the same stem").format(id=first)
            yield question.id, Finding(("stem",), message)


def like_stems(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find questions of one type with one key and nearly one stem.

    What is asked of different numbers is different, and so are statements to judge: there a word
    changes all.
    """
    groups: dict[tuple[object, ...], list[tuple[str, int, Question]]] = {}
    for place, question in enumerate(subject.questions):
        if question.type != "true-false":
            words = spoken(asked(question)).split()
            numbers = tuple(word for word in words if any(map(str.isdecimal, word)))
            told = " ".join(sorted(set(words) - _SAID_OFTEN))[:_COMPARED]
            same = (question.type, key_of(question), numbers)
            groups.setdefault(same, []).append((told, place, question))
    for group in groups.values():
        if len(group) > 1:
            yield from _alike(group)


def _alike(group: list[tuple[str, int, Question]]) -> Iterator[tuple[str, Finding]]:
    """Yield a finding for each question of a group that is like an earlier one.

    Each is compared with the next few in the order of their words only, so that a group of
    thousands takes no longer for each of them than a small one.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - needed where keys are the same

    group.sort(key=lambda one: one[:2])
    like: dict[int, Question] = {}
    for number, (told, place, question) in enumerate(group):
        for other_told, other_place, other in group[number + 1 : number + 1 + _NEIGHBOURS]:
            if max(place, other_place) not in like and ratio(told, other_told) >= _ALIKE:
                first, second = (question, other) if place < other_place else (other, question)
                if folded(asked(first)) != folded(asked(second)):
                    like[max(place, other_place)] = first
                    message = _("the question `{id}` asks nearly the same, with the same key")
                    yield second.id, Finding(("stem",), message.format(id=first.id))


def asked_elsewhere(loaded: LoadedBank, earlier: Earlier) -> Iterable[tuple[str, Finding]]:
    """Find questions that an earlier bank asks too, with the same key.

    That two banks use one id for different questions is no flaw: ids count within their bank.
    """
    documents = {}
    for question in loaded.bank.playable() if loaded.bank is not None else ():
        place = earlier.keep(question, loaded.path, loaded.places[question.id])
        if place is not None:
            path, index = place
            if path not in documents:
                documents[path] = read(path)
            line, _column = documents[path].place(("question", index))
            message = _("the same is asked, with the same key, in {place}")
            yield question.id, Finding(("stem",), message.format(place=f"{path}:{line}"))


RULES: tuple[Rule, ...] = (
    BankRule("QG112", same_stems, compares=True),
    BankRule("QG117", like_stems, compares=True),
    AcrossRule("QG118", asked_elsewhere),
)
