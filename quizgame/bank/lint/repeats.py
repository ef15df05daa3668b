"""Rules about what is asked twice: in one bank, nearly so, or in two banks."""

from collections.abc import Iterable, Iterator

from quizgame.bank.lint.base import AcrossRule, BankRule, Finding, Rule, Subject
from quizgame.bank.lint.earlier import Asked, Earlier
from quizgame.bank.load import LoadedBank
from quizgame.catalogue import _
from quizgame.documents import read

_ALIKE = 80.0
_NEIGHBOURS = 20


def same_stems(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find questions of one type that ask the same as an earlier one."""
    seen: dict[tuple[str, str], str] = {}
    for question in subject.questions:
        first = seen.setdefault((question.type, subject.asked(question).stem), question.id)
        if first != question.id:
            message = _("the question `{id}` has the same stem").format(id=first)
            yield question.id, Finding(("stem",), message)


def like_stems(subject: Subject) -> Iterable[tuple[str, Finding]]:
    """Find questions of one type with one key and nearly one stem.

    What is asked of different numbers is different, and so are statements to judge: there a word
    changes all.
    """
    groups: dict[tuple[object, ...], list[tuple[Asked, int]]] = {}
    for place, question in enumerate(subject.questions):
        if question.type != "true-false":
            one = subject.asked(question)
            groups.setdefault((question.type, one.key, one.numbers), []).append((one, place))
    for group in groups.values():
        if len(group) > 1:
            yield from _alike(group)


def _alike(group: list[tuple[Asked, int]]) -> Iterator[tuple[str, Finding]]:
    """Yield a finding for each question of a group that is like an earlier one.

    Each is compared with the next few in the order of their words only, so that a group of
    thousands takes no longer for each of them than a small one.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - needed where keys are the same

    group.sort(key=lambda one: (one[0].words, one[1]))
    told: set[int] = set()
    for number, (one, place) in enumerate(group):
        for other, other_place in group[number + 1 : number + 1 + _NEIGHBOURS]:
            later = max(place, other_place)
            if later in told or one.stem == other.stem or ratio(one.words, other.words) < _ALIKE:
                continue
            told.add(later)
            first, second = (one, other) if place < other_place else (other, one)
            message = _("the question `{id}` asks nearly the same, with the same key")
            message = message.format(id=first.question.id)
            yield second.question.id, Finding(("stem",), message)


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
