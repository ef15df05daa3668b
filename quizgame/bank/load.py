"""From a bank's file to its model, with everything that is wrong on the way as problems."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from quizgame.bank.evidence import Examiner
from quizgame.bank.question import id_in, id_taken, understood, unproven
from quizgame.bank.quizzes import Stock, playable_quizzes
from quizgame.bank.quotes import Prover
from quizgame.bank.report import Report
from quizgame.bank.salvage import evidence_in, salvaged
from quizgame.bank.sources import read_sources
from quizgame.catalogue import _
from quizgame.documents import Document, read
from quizgame.documents.layout import Keys
from quizgame.errors import Problem
from quizgame.model.bank import BANK_ADAPTER, Bank, Quiz, Source
from quizgame.model.questions.base import Evidence, Question

_QUIZ_ADAPTER = TypeAdapter(Quiz)
_SOURCE_ADAPTER = TypeAdapter(Source)


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A bank as read from `path`.

    `bank` holds what can be played: a question, quiz or source with an error is left out of it; it
    is None when the file or its head can not be understood. `texts` are the raw texts of the
    sources that could be read, by source key. `problems` are sorted by place. `places` has the
    index in the file of each question of `bank`, `left_out` says how many have an error; `ids` has
    the index at which each id is first, in questions with an error too. `sources` names all
    sources, those with an error included, `absent` those that travel without their text.
    """

    path: Path
    bank: Bank | None
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    ids: Mapping[str, int] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.is_error for problem in self.problems)


def load_bank(path: Path) -> LoadedBank:
    """Return the bank in the file at `path`. Whatever the file holds, nothing is raised."""
    with collection_paused():
        return load_document(read(path), path)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the garbage collector: a bank is many objects and no cycles.

    Looking through them again and again while they are made takes a tenth of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def load_document(document: Document, path: Path) -> LoadedBank:
    """Return the bank in an already read `document`; sources are looked for as from `path`.

    The document's data is used up: questions are taken out of it as they become models, so that
    both are never in memory as a whole.
    """
    return load_with_provers(document, path)[0]


def load_with_provers(document: Document, path: Path) -> tuple[LoadedBank, Mapping[str, Prover]]:
    """Return what `load_document` does, and the provers of the sources that could be read."""
    if document.data is None:
        return LoadedBank(path, None, problems=document.problems), {}
    report = Report(document)
    if not document.data:
        report.error((), "QG024", _("the file is empty"), _("A bank begins with: format = 1"))
        return LoadedBank(path, None, problems=report.problems()), {}
    data = document.data
    taken = _questions(data.pop("question", []), report)
    report.questions = len(taken.questions) + len(taken.faulty)
    known = _names(data.get("sources"))
    sources, spoiled = _sources(data, report)
    texts = read_sources(sources, path, report)
    provers = {key: Prover(text) for key, text in texts.read.items()}
    examiner = Examiner(report, provers, known, texts.not_included)
    examiner.expect(taken.quoted())
    must_prove = data.get("evidence") == "required"
    sound: list[Question] = []
    places: dict[str, int] = {}
    for index, question in zip(taken.places, taken.questions, strict=True):
        playable = examiner.examine(enumerate(question.evidence), ("question", index))
        if must_prove and (objection := unproven(question)) is not None:
            report.add(objection.below(("question", index)))
            playable = False
        if playable and spoiled.isdisjoint(one.source for one in question.evidence):
            sound.append(question)
            places[question.id] = index
    for index, evidence in taken.faulty:
        examiner.examine(evidence, ("question", index))
    data["sources"] = {key: one for key, one in sources.items() if key not in spoiled}
    stock = Stock(sound, taken.ids.keys(), sober=data.get("tone") == "sober")
    data["quiz"] = playable_quizzes(_quizzes(data.pop("quiz", []), report), stock, report)
    bank = _bank(data, sound, report)
    texts_read = MappingProxyType({k: text for k, text in texts.read.items() if k not in spoiled})
    loaded = LoadedBank(
        path,
        bank,
        texts_read,
        report.problems(),
        MappingProxyType(places),
        left_out=report.questions - len(sound),
        ids=MappingProxyType(taken.ids),
        sources=known,
        absent=texts.not_included,
    )
    return loaded, {key: prover for key, prover in provers.items() if key in texts_read}


@dataclass(frozen=True, slots=True)
class _Taken:
    """Questions without errors, and their indices in the file.

    `ids` has the index at which each id is first, sound or not. `faulty` are the others: their
    indices, and what evidence of them can be proven.
    """

    questions: list[Question]
    places: list[int]
    ids: dict[str, int]
    faulty: list[tuple[int, list[tuple[int, Evidence]]]]

    def quoted(self) -> Iterator[Evidence]:
        """Yield all evidence that will be examined."""
        for question in self.questions:
            yield from question.evidence
        for _index, listed in self.faulty:
            yield from (evidence for _number, evidence in listed)


def _questions(raw: Any, report: Report) -> _Taken:
    """Return the questions in `raw`, which is emptied on the way."""
    places: list[int] = []
    questions: list[Question] = []
    faulty: list[tuple[int, list[tuple[int, Evidence]]]] = []
    if not isinstance(raw, list):
        message = _("questions are written as [[question]], once for each")
        report.error(("question",), "QG010", message)
        return _Taken([], [], {}, [])
    first: dict[str, int] = {}
    for index, fields in enumerate(raw):
        raw[index] = None
        question, wrong = understood(fields)
        for objection in wrong:
            report.add(objection.below(("question", index)))
        name = question.id if question is not None else id_in(fields)
        if name is not None and first.setdefault(name, index) != index:
            report.add(id_taken(name).below(("question", index)))
            question = None
        if question is None:
            faulty.append((index, list(evidence_in(fields))))
        else:
            places.append(index)
            questions.append(question)
    return _Taken(questions, places, first, faulty)


def _names(table: Any) -> frozenset[str]:
    return frozenset(table) if isinstance(table, dict) else frozenset()


def _sources(data: dict[str, Any], report: Report) -> tuple[dict[str, Source], frozenset[str]]:
    """Return the sources that can be read, and which of them have an error all the same."""
    table = data.get("sources", {})
    if not isinstance(table, dict):
        message = _("sources are written as [sources.name], once for each")
        report.error(("sources",), "QG010", message)
        return {}, frozenset()
    sources: dict[str, Source] = {}
    spoiled: set[str] = set()
    for key, fields in table.items():
        try:
            sources[key] = _SOURCE_ADAPTER.validate_python(fields)
        except ValidationError as error:
            told = _tell(error, fields, Source, ("sources", key), report)
            named = {**fields, "title": key} if isinstance(fields, dict) else fields
            rest = salvaged(_SOURCE_ADAPTER, named, told - {"title"})
            if rest is not None and (rest.file or rest.text):
                sources[key] = rest
                spoiled.add(key)
    return sources, frozenset(spoiled)


def _quizzes(raw: Any, report: Report) -> list[tuple[int, Quiz, bool]]:
    """Return the quizzes that can be looked at, with their indices in the file.

    The last value says whether a quiz has no error of its own.
    """
    quizzes: list[tuple[int, Quiz, bool]] = []
    if not isinstance(raw, list):
        report.error(("quiz",), "QG010", _("quizzes are written as [[quiz]], once for each"))
        return quizzes
    for index, fields in enumerate(raw):
        try:
            quizzes.append((index, _QUIZ_ADAPTER.validate_python(fields), True))
        except ValidationError as error:
            told = _tell(error, fields, Quiz, ("quiz", index), report)
            rest = salvaged(_QUIZ_ADAPTER, fields, told)
            if rest is not None:
                quizzes.append((index, rest, False))
    return quizzes


def _bank(data: dict[str, Any], questions: list[Question], report: Report) -> Bank | None:
    data["question"] = questions
    try:
        return BANK_ADAPTER.validate_python(data)
    except ValidationError as error:
        _tell(error, data, Bank, (), report)
    return None


def _tell(
    error: ValidationError, data: Any, root: type[Any], keys: Keys, report: Report
) -> frozenset[str]:
    """Tell of an error in the table at `keys`; returns the keys of the table that it is about."""
    from quizgame.bank.wording import objections  # noqa: PLC0415 - a sound bank needs no words

    told: set[str] = set()
    for objection in objections(error, data, root):
        report.add(objection.below(keys))
        told.update(map(str, objection.keys[:1]))
    return frozenset(told)
