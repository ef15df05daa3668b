"""Drafts kept in a file: a new bank, or the end of one that is there, of which no byte changes."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizgame.bank.draft.base import Draft
from quizgame.bank.draft.proof import SOURCE
from quizgame.bank.draft.write import NewBank, bank_toml, questions_toml, source_toml
from quizgame.bank.edit import digest, write_new, write_over
from quizgame.bank.quotes import Proof, Prover, Span
from quizgame.bank.sources import source_bytes
from quizgame.catalogue import _
from quizgame.documents import MAX_BYTES, Document, parse, read_bytes
from quizgame.errors import UsageError
from quizgame.model.bank import Source
from quizgame.model.questions.base import Evidence
from quizgame.model.text import fold


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of drafts: those `written`, the number `passed` over, and the first line."""

    written: Sequence[Draft] = ()
    passed: int = 0
    line: int = 0


@dataclass(slots=True)
class _There:
    """What a bank has already: the ids of its questions, and (place, answer) of each."""

    ids: set[str] = field(default_factory=set)
    anchors: list[tuple[Span, frozenset[str]]] = field(default_factory=list)

    def has(self, draft: Draft) -> bool:
        """Return whether a draft, or another question on the same thing, is there."""
        if draft.question["id"] in self.ids:
            return True
        answers = _answers(draft.question)
        return any(
            start <= first and last <= end and answers & known
            for first, last in draft.spans
            for (start, end), known in self.anchors
        )


def relative_file(article: Path, bank: Path) -> str:
    """Return the article's path as a bank may name it, "" where it lies where no bank may look.

    That is the bank's own folder and the folder `seeds` beside it, links followed.
    """
    try:
        folder, target = bank.resolve().parent, article.resolve()
    except (OSError, RuntimeError, ValueError):
        return ""
    for root in (folder, folder.parent / "seeds"):
        if target.is_relative_to(root):
            return Path(os.path.relpath(target, folder)).as_posix()
    return ""


def create(path: Path, new: NewBank, drafts: Sequence[Draft]) -> Kept:
    """Write a new bank at `path`.

    Raises:
        UsageError: there is a file of that name, or the bank would be too large.
        OSError: it can not be written.
    """
    text = bank_toml(new, drafts)
    raw = text.encode()
    _check_size(raw, path)
    try:
        write_new(path, raw)
    except FileExistsError:
        raise UsageError(_("there is already a file {path}").format(path=path)) from None
    return Kept(tuple(drafts), 0, _line_of(text, "[[question]]"))


def append(path: Path, new: NewBank, drafts: Sequence[Draft]) -> Kept:
    """Add to the bank at `path` those drafts that it does not have; what is there stays as it is.

    Raises:
        UsageError: it is no sound TOML file, or drafts can not be added at its end.
        EditError: another program changed it meanwhile.
        OSError: it can not be read or written.
    """
    raw = read_bytes(path)
    document = parse(raw, str(path))
    if document.data is None:
        problem = document.problems[0]
        place = f"{path}:{problem.line}" if problem.line else str(path)
        message = _("{place}: the bank can not be understood: {reason}")
        raise UsageError(message.format(place=place, reason=problem.message), problem.hint)
    source, is_new = _source(document, new, path)
    there = _there(document, new.text, source)
    fresh = [draft for draft in drafts if not there.has(draft)]
    if not fresh:
        return Kept((), len(drafts), 0)
    added = questions_toml(fresh, source)
    if is_new:
        added = source_toml(source, new.article_title, new.text, new.file) + "\n" + added
    newline = "\r\n" if b"\r\n" in raw else "\n"
    gap = "\n" if raw.endswith(b"\n") or not raw else "\n\n"
    result = raw + (gap + added).replace("\n", newline).encode()
    _check_size(result, path)
    _check(document, result, fresh, source, path)
    write_over(path, result, digest(raw))
    line = raw.count(b"\n") + _line_of(gap + added, "[[question]]")
    return Kept(tuple(fresh), len(drafts) - len(fresh), line)


def _check_size(raw: bytes, path: Path) -> None:
    if len(raw) > MAX_BYTES:
        raise UsageError(
            _("the bank {path} would be larger than 16 MB").format(path=path),
            _("Put the article into the bank's folder: then the bank need not carry its text."),
        )


def _line_of(text: str, wanted: str) -> int:
    """Return the line, from 1, of the first question, or of the comment above it."""
    lines = text.split("\n")
    number = lines.index(wanted) if wanted in lines else 0
    return number if number and lines[number - 1].startswith("#") else number + 1


def _source(document: Document, new: NewBank, path: Path) -> tuple[str, bool]:
    """Return the article's name among a bank's sources, and whether it is still to be added."""
    table = (document.data or {}).get("sources", {})
    sources = table if isinstance(table, dict) else {}
    wanted = new.text.encode()
    for name, fields in sources.items():
        if not isinstance(fields, dict):
            continue
        file, text = fields.get("file", ""), fields.get("text", "")
        if not isinstance(file, str) or not isinstance(text, str) or bool(file) == bool(text):
            continue
        if source_bytes(Source(file=file, text=text, title=name or "-"), path) == wanted:
            return name, False
        if fields.get("sha256") == sha256(wanted).hexdigest():
            return name, False
    number, name = 1, SOURCE
    while name in sources:
        number += 1
        name = f"{SOURCE}-{number}"
    return name, True


def _there(document: Document, text: str, source: str) -> _There:
    there = _There()
    questions = (document.data or {}).get("question", [])
    prover = Prover(text)
    for question in questions if isinstance(questions, list) else ():
        if not isinstance(question, dict):
            continue
        if isinstance(question.get("id"), str):
            there.ids.add(question["id"])
        answers = _answers(question)
        for span in _spans(question, prover, source):
            there.anchors.append((span, answers))
    return there


def _spans(question: Mapping[str, Any], prover: Prover, source: str) -> Iterator[Span]:
    """Yield where the evidence of a question stands, as far as it can be understood."""
    listed = question.get("evidence", ())
    for proof in listed if isinstance(listed, list) else ():
        if not isinstance(proof, dict) or proof.get("source") != source:
            continue
        try:
            found = prover.prove(Evidence(**proof))
        except (ValueError, TypeError):  # not of the format: `check` tells of it
            continue
        if isinstance(found, Proof):
            yield from found.spans


def _answers(question: Mapping[str, Any]) -> frozenset[str]:
    """Return the answers of a question, folded: its right options, names, numbers."""
    found: list[Any] = []
    options, pairs = question.get("options"), question.get("pairs")
    if isinstance(options, list):
        found += [o.get("text") for o in options if isinstance(o, dict) and o.get("correct")]
    if isinstance(pairs, list):
        found += [pair.get("left") for pair in pairs if isinstance(pair, dict)]
    for key in ("answers", "items"):
        listed = question.get(key)
        found += listed if isinstance(listed, list) else []
    if "answer" in question:
        found.append(question["answer"])
    return frozenset(fold(str(one)) for one in found if one is not None)


def _check(
    document: Document, result: bytes, fresh: Sequence[Draft], source: str, path: Path
) -> None:
    """Raise UsageError unless the result is the bank as it was with the drafts at its end."""
    before = dict(document.data or {})
    after = parse(result, str(path)).data
    if after is not None:
        questions = after.pop("question", [])
        sources = after.get("sources", {})
        listed = before.pop("question", [])
        known = before.get("sources", {})
        if source not in known:
            sources.pop(source, None)
            if not known and "sources" not in before:
                after.pop("sources", None)
        wanted = [
            {
                **draft.question,
                "evidence": [{**proof, "source": source} for proof in draft.question["evidence"]],
            }
            for draft in fresh
        ]
        if after == before and questions == [*listed, *wanted]:
            return
    raise UsageError(
        _("drafts can not be added at the end of {path} as it is written").format(path=path),
        _('Write its questions as [[question]] tables, or name a new file with "-o".'),
    )
