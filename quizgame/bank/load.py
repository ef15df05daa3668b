"""From a bank's file to its model, with everything that is wrong on the way as problems."""

import dataclasses
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from quizgame.bank.evidence import Examiner
from quizgame.bank.quizzes import Stock, playable_quizzes
from quizgame.bank.report import Report
from quizgame.bank.salvage import evidence_in, salvaged
from quizgame.bank.sources import read_sources
from quizgame.catalogue import _
from quizgame.documents import Document, read
from quizgame.documents.layout import Keys
from quizgame.errors import Problem
from quizgame.model.bank import BANK_ADAPTER, QUESTION_ADAPTER, Bank, Quiz, Source
from quizgame.model.questions.base import Evidence, Question

_QUIZ_ADAPTER = TypeAdapter(Quiz)
_SOURCE_ADAPTER = TypeAdapter(Source)


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A bank as read from `path`.

    `bank` holds what can be played: a question, quiz or source with an error is left out of it; it
    is None when the file or its head can not be understood. `texts` are the raw texts of the
    sources that could be read, by source key. `problems` are sorted by place. `places` has the
    index in the file of each question of `bank`, `left_out` says how many have an error.
    """

    path: Path
    bank: Bank | None
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.is_error for problem in self.problems)


def load_bank(path: Path) -> LoadedBank:
    """Return the bank in the file at `path`. Whatever the file holds, nothing is raised."""
    with _collection_paused():
        return load_document(read(path), path)


@contextmanager
def _collection_paused() -> Iterator[None]:
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
    if document.data is None:
        return LoadedBank(path, None, problems=document.problems)
    report = Report(document)
    if not document.data:
        report.error((), "QG024", _("the file is empty"), _("A bank begins with: format = 1"))
        return LoadedBank(path, None, problems=report.problems())
    data = document.data
    taken = _questions(data.pop("question", []), report)
    known = _names(data.get("sources"))
    sources, spoiled = _sources(data, report)
    texts = read_sources(sources, path, report)
    examiner = Examiner(report, texts, known)
    examiner.expect(taken.quoted())
    must_prove = data.get("evidence") == "required"
    sound: list[Question] = []
    places: dict[str, int] = {}
    for index, question in zip(taken.places, taken.questions, strict=True):
        playable = examiner.examine(enumerate(question.evidence), ("question", index))
        if must_prove and not question.evidence and question.status == "ready":
            message = _("this bank requires evidence for every question")
            report.error(("question", index, "id"), "QG037", message)
            playable = False
        if playable and spoiled.isdisjoint(one.source for one in question.evidence):
            sound.append(question)
            places[question.id] = index
    for index, evidence in taken.faulty:
        examiner.examine(evidence, ("question", index))
    data["sources"] = {key: one for key, one in sources.items() if key not in spoiled}
    stock = Stock(sound, taken.ids, sober=data.get("tone") == "sober")
    data["quiz"] = playable_quizzes(_quizzes(data.pop("quiz", []), report), stock, report)
    bank = _bank(data, sound, report)
    texts_read = MappingProxyType({k: text for k, text in texts.read.items() if k not in spoiled})
    left_out = len(taken.questions) + len(taken.faulty) - len(sound)
    return LoadedBank(path, bank, texts_read, report.problems(), MappingProxyType(places), left_out)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Questions without errors, their indices in the file, and every id there, sound or not.

    `faulty` are the others: their indices, and what evidence of them can be proven.
    """

    questions: list[Question]
    places: list[int]
    ids: frozenset[str]
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
        return _Taken([], [], frozenset(), [])
    first: dict[str, int] = {}
    validate = QUESTION_ADAPTER.validate_python
    for index, fields in enumerate(raw):
        raw[index] = None
        question: Question | None = None
        try:
            question = validate(fields)
        except ValidationError as error:
            told = _tell(error, fields, None, ("question", index), report)
            rest = salvaged(QUESTION_ADAPTER, fields, told)
            faults = [one for one in rest.faults() if told.isdisjoint(one[1])] if rest else []
            name = fields.get("id") if isinstance(fields, dict) else None
            evidence = list(evidence_in(fields))
        else:
            faults = list(question.faults())
            name = question.id
            evidence = list(enumerate(question.evidence))
        for code, where, message in faults:
            report.error(("question", index, *where), code, message)
        taken = isinstance(name, str) and first.setdefault(name, index) != index
        if taken:
            message = _("the question id `{id}` is already taken").format(id=name)
            report.error(("question", index, "id"), "QG011", message)
        if question is None or faults or taken:
            faulty.append((index, evidence))
        else:
            places.append(index)
            questions.append(question)
    return _Taken(questions, places, frozenset(first), faulty)


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
    error: ValidationError, data: Any, root: type[Any] | None, keys: Keys, report: Report
) -> frozenset[str]:
    """Tell of an error in the table at `keys`; returns the keys of the table that it is about."""
    from quizgame.bank.wording import objections  # noqa: PLC0415 - a sound bank needs no words

    told: set[str] = set()
    for objection in objections(error, data, root):
        report.add(dataclasses.replace(objection, keys=(*keys, *objection.keys)))
        told.update(map(str, objection.keys[:1]))
    return frozenset(told)
