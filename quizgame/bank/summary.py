"""What there is in a bank, in numbers: its questions, and how much of its sources is quoted."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgame.bank.grade import grade
from quizgame.bank.lint.base import is_english
from quizgame.bank.load import LoadedBank
from quizgame.bank.quotes import Proof, Prover, Span
from quizgame.model.bank import Bank
from quizgame.model.questions import QUESTION_TYPES
from quizgame.model.questions.base import Question

DIFFICULTIES = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """How much of the source `key` is quoted: `quoted` of its `sentences`, and where nothing is.

    `unquoted` are the numbers, from 1, of the paragraphs of which nothing is quoted. `grade` is the
    school grade it reads like, None where that can not be said.
    """

    key: str
    title: str
    sentences: int
    quoted: int
    paragraphs: int
    unquoted: tuple[int, ...]
    grade: float | None

    @property
    def share(self) -> float:
        """The share of sentences that are quoted, from 0 to 1."""
        return self.quoted / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """A bank in numbers. All but `drafts` and `left_out` is about questions that can be played.

    `types`, `tags` and `difficulties` count them; `grade` is the school grade their stems read
    like, None for few or in another language than English.
    """

    id: str
    title: str
    ready: int
    drafts: int
    left_out: int
    types: Mapping[str, int]
    tags: Mapping[str, int]
    difficulties: Mapping[str, int]
    sources: tuple[SourceSummary, ...]
    grade: float | None


def summarize(loaded: LoadedBank) -> Summary | None:
    """Return what there is in a bank, or None where its head can not be understood."""
    bank = loaded.bank
    if bank is None:
        return None
    ready = bank.playable()
    types = Counter(question.type for question in ready)
    tags = Counter(tag for question in ready for tag in set(question.tags))
    difficulties: Counter[str] = Counter(question.difficulty for question in ready)
    return Summary(
        bank.id,
        bank.title,
        len(ready),
        len(bank.question) - len(ready),
        loaded.left_out,
        {kind: types[kind] for kind in QUESTION_TYPES if types[kind]},
        dict(sorted(tags.items(), key=lambda one: (-one[1], one[0]))),
        {name: difficulties[name] for name in DIFFICULTIES},
        tuple(_sources(bank, loaded.texts, ready)),
        grade(question.stem for question in ready) if is_english(bank) else None,
    )


def _sources(
    bank: Bank, texts: Mapping[str, str], questions: Sequence[Question]
) -> Iterator[SourceSummary]:
    for key, text in texts.items():
        prover = Prover(text)
        quoted = _quoted(prover, key, questions)
        starts = [prover.paragraph_at(prover.sentences[number][0]) for number in quoted]
        numbers = range(1, len(prover.paragraphs) + 1)
        yield SourceSummary(
            key,
            bank.sources[key].title,
            len(prover.sentences),
            len(quoted),
            len(prover.paragraphs),
            tuple(sorted(set(numbers) - set(starts))),
            grade([text]) if is_english(bank) else None,
        )


def _quoted(prover: Prover, key: str, questions: Iterable[Question]) -> set[int]:
    """Return the indices of the sentences of which the questions quote anything."""
    evidence = [one for question in questions for one in question.evidence if one.source == key]
    prover.expect(evidence)
    starts = [start for start, _end in prover.sentences]
    quoted: set[int] = set()
    for one in dict.fromkeys(evidence):
        proof = prover.prove(one)
        for span in proof.spans if isinstance(proof, Proof) else ():
            quoted.update(_touched(starts, span))
    return quoted


def _touched(starts: Sequence[int], span: Span) -> range:
    """Return the indices of the sentences, of which the `starts` are given, that a span is of."""
    start, end = span
    return range(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1))
