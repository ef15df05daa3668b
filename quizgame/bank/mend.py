"""What `check --fix` mends in a bank's file: quotations nearly right, and the digests of sources.

Nothing is guessed. A quotation that stands in several places is settled only where the author's
own `prefix` or `suffix` is like the surroundings of one place and of no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from quizgame.bank.context import intended, shortest_context
from quizgame.bank.edit import digest, replace_values, write_over
from quizgame.bank.quotes import Failure, Prover, Span
from quizgame.bank.report import Objections
from quizgame.bank.salvage import evidence_in
from quizgame.bank.sources import read_sources, source_bytes
from quizgame.catalogue import _
from quizgame.documents import Document, parse, read
from quizgame.documents.layout import Keys
from quizgame.model.bank import Source
from quizgame.model.questions.base import Evidence

_SOURCE = TypeAdapter(Source)


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended in a file: the keys whose values changed. Empty when nothing was to do.

    `document` is the file as it is afterwards.
    """

    changed: tuple[Keys, ...]
    document: Document

    def told(self) -> Iterator[str]:
        """Yield `path:line:column: what was done` for each change, in the order of the file."""
        places = [(*self.document.place(keys), keys) for keys in self.changed]
        for line, column, keys in sorted(places, key=lambda one: one[:2]):
            there = self.document.layout.find(keys) is not None
            message = _("mended {key}") if there else _("took out {key}, which decides nothing")
            name = ".".join(str(key) for key in keys if isinstance(key, str))
            yield f"{self.document.path}:{line}:{column}: {message.format(key=f'`{name}`')}"


def mend(path: Path) -> Mended:
    """Mend what can be mended safely in the bank at `path`, and write it where anything changed.

    Raises:
        EditError: the file was changed by another program meanwhile.
        OSError: it can not be written.
    """
    document = read(path)
    changes = mendings(document, path)
    if changes:
        raw = replace_values(document.raw, changes)
        write_over(path, raw, digest(document.raw))
        document = parse(raw, document.path)
    return Mended(tuple(changes), document)


def mendings(document: Document, path: Path) -> dict[Keys, Any]:
    """Return the values to be changed in `document`; sources are looked for as from `path`."""
    data = document.data or {}
    table = data.get("sources")
    sources: dict[str, Source] = {}
    for key, fields in table.items() if isinstance(table, dict) else ():
        try:
            sources[key] = _SOURCE.validate_python(fields)
        except ValidationError:
            continue
    texts = read_sources(sources, path, Objections())
    changes: dict[Keys, Any] = {}
    for key in texts.read:
        raw = source_bytes(sources[key], path)
        if raw is not None and sha256(raw).hexdigest() != sources[key].sha256:
            changes["sources", key, "sha256"] = sha256(raw).hexdigest()
    provers = {key: Prover(text) for key, text in texts.read.items()}
    for keys, evidence in _all_evidence(data.get("question")):
        prover = provers.get(evidence.source)
        if prover is not None:
            changes |= {(*keys, *where): value for where, value in _mended(evidence, prover)}
    return changes


def _all_evidence(questions: Any) -> Iterator[tuple[Keys, Evidence]]:
    for number, question in enumerate(questions if isinstance(questions, list) else ()):
        for index, evidence in evidence_in(question):
            yield ("question", number, "evidence", index), evidence


def _mended(evidence: Evidence, prover: Prover) -> Iterator[tuple[Keys, Any]]:
    """Yield (keys within the evidence, value) of what makes it prove."""
    result = prover.prove(evidence)
    if isinstance(result, Failure):
        if result.cause == "several" and not evidence.parts:
            yield from _settled(evidence, result.places, prover)
    elif result.folded:
        quoted = [prover.text[start:end] for start, end in result.spans]
        for number, part in enumerate(evidence.parts):
            if part != quoted[number]:
                yield ("parts", number), quoted[number]
        if evidence.exact:
            yield ("exact",), quoted[0]


def _settled(
    evidence: Evidence, places: tuple[Span, ...], prover: Prover
) -> Iterator[tuple[Keys, Any]]:
    place = intended(evidence, places, prover.text)
    context = shortest_context(prover.text, place, places) if place else None
    if place is None or context is None:
        return
    exact = prover.text[slice(*place)]
    if exact != evidence.exact:
        yield ("exact",), exact
    for name, old, new in zip(
        ("prefix", "suffix"), (evidence.prefix, evidence.suffix), context, strict=True
    ):
        if new != old:
            yield (name,), new or None
