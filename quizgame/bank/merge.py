"""Two writers of one bank: what each did to the version that both began with, and both together.

Questions are known by their ids. What only one of them changed is taken from them; where both
changed one value differently, the preferred one's stays. The file is otherwise that of the other
writer, byte for byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from quizgame.bank.blocks import Pieces, block, count, cut, replaced, whole, with_block, without
from quizgame.bank.revise import alike, revise, value_at
from quizgame.catalogue import _
from quizgame.documents import parse

Side = Literal["mine", "theirs"]
_QUESTION = ("question", 0)
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Merged:
    """Both together as a file, what each did in sentences, and what both did differently."""

    raw: bytes
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bank:
    pieces: Pieces
    places: Mapping[str, int]
    questions: Mapping[str, dict[str, Any]]
    rest: dict[str, Any]


def _read(raw: bytes) -> _Bank:
    pieces = cut(raw)
    places: dict[str, int] = {}
    questions: dict[str, dict[str, Any]] = {}
    for index in range(count(pieces)):
        fields = value_at(block(pieces, index), _QUESTION)
        name = str(fields.get("id", ""))
        if not name or name in places:
            name = f"{name}#{index + 1}"
        places[name], questions[name] = index, fields
    data = parse(raw, "").data or {}
    rest = {key: value for key, value in data.items() if key != "question"}
    return _Bank(pieces, places, questions, rest)


def acts(base: bytes, new: bytes) -> tuple[str, ...]:
    """Return what was done from one version of a bank to another, each act as a sentence."""
    return tuple(_acts(_read(base), _read(new)))


def _acts(base: _Bank, new: _Bank) -> Iterator[str]:
    for name, fields in new.questions.items():
        if name not in base.questions:
            yield _("question {id} added").format(id=name)
        elif keys := _changed(base.questions[name], fields):
            yield _("question {id} changed: {keys}").format(id=name, keys=", ".join(keys))
    for name in base.questions:
        if name not in new.questions:
            yield _("question {id} deleted").format(id=name)
    kept = [name for name in base.questions if name in new.questions]
    if kept != [name for name in new.questions if name in base.questions]:
        yield _("questions put in another order")
    for key in _changed(base.rest, new.rest):
        yield _("{key} changed").format(key=key)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the keys of two tables that differ, in the order of the new one."""
    gone = [key for key in old if key not in new]
    return [key for key, v in new.items() if key not in old or not alike(old[key], v)] + gone


def merge(base: bytes, mine: bytes, theirs: bytes, prefer: Side = "mine") -> Merged:
    """Return two versions of a bank that both began with `base` as one.

    Raises EditError where the result can not be written by edits of `theirs`.
    """
    merging = _Merging(_read(base), _read(mine), _read(theirs), prefer)
    raw = merging.done(theirs)
    own, other = _acts(merging.start, merging.own), _acts(merging.start, merging.other)
    return Merged(raw, tuple(own), tuple(other), tuple(merging.conflicts))


@dataclass(slots=True)
class _Merging:
    """Three versions on their way to be one, with what both writers did differently."""

    start: _Bank
    own: _Bank
    other: _Bank
    prefer: Side
    conflicts: list[str] = field(default_factory=list)

    def done(self, theirs: bytes) -> bytes:
        """Return their file with what was done to ours."""
        newline = b"\r\n" if b"\r\n" in theirs else b"\n"
        pieces = cut(self._with_rest(theirs, newline))
        pieces = self._with_changed(pieces, newline)
        pieces = self._with_deleted(pieces)
        return whole(self._with_added(pieces, newline))

    def _conflict(self, words: str) -> bool:
        """Note a conflict; returns whether ours is to be taken."""
        self.conflicts.append(words)
        return self.prefer == "mine"

    def _with_rest(self, theirs: bytes, newline: bytes) -> bytes:
        rest = self._table(self.start.rest, self.own.rest, self.other.rest, "", depth=2)
        if alike(rest, self.other.rest):
            return theirs
        data = dict(parse(theirs, "").data or {})
        wanted = {key: value for key, value in rest.items() if key != "question"}
        if "question" in data:
            wanted["question"] = data["question"]
        return b"".join(revise((theirs,), (), wanted, newline))

    def _with_changed(self, pieces: Pieces, newline: bytes) -> Pieces:
        for name, fields in self.own.questions.items():
            start, other = self.start.questions.get(name), self.other.questions.get(name)
            if start is None or other is None:
                continue
            label = _("question {id}").format(id=name)
            wanted = self._table(start, fields, other, f"{label}: ", depth=1)
            at = self.other.places[name]
            parts = [piece.raw for piece in pieces if piece.owner == at]
            pieces = replaced(pieces, at, revise(parts, _QUESTION, wanted, newline))
        return pieces

    def _table(
        self,
        start: Mapping[str, Any],
        own: Mapping[str, Any],
        other: Mapping[str, Any],
        label: str,
        depth: int,
    ) -> dict[str, Any]:
        """Return one table of three; `label` stands before a key that both changed differently."""
        out = dict(other)
        for key in _changed(start, own):
            old, new, now = (one.get(key, _NOTHING) for one in (start, own, other))
            if alike(new, now):
                continue
            if depth > 1 and isinstance(new, dict) and isinstance(now, dict):
                first = old if isinstance(old, dict) else {}
                out[key] = self._table(first, new, now, f"{label}{key}.", depth - 1)
            elif alike(old, now) or self._conflict(f"{label}{key}"):
                out[key] = new
        return {key: value for key, value in out.items() if value is not _NOTHING}

    def _with_deleted(self, pieces: Pieces) -> Pieces:
        places = self.other.places
        gone = [n for n in self.start.questions if n not in self.own.questions and n in places]
        # From the end, so that the places of those before still hold.
        for name in sorted(gone, key=lambda one: places[one], reverse=True):
            if not alike(self.start.questions[name], self.other.questions[name]):
                words = _("question {id} was deleted by you and changed by the other")
                if not self._conflict(words.format(id=name)):
                    continue
            pieces = without(pieces, places[name])
        return pieces

    def _with_added(self, pieces: Pieces, newline: bytes) -> Pieces:
        for name, at in self.own.places.items():
            fields = self.own.questions[name]
            start, other = self.start.questions.get(name), self.other.questions.get(name)
            raw = block(self.own.pieces, at)
            if other is not None:
                if start is not None or alike(other, fields):
                    continue
                self._conflict(_("question {id} was added by both").format(id=name))
                fields = {**fields, "id": f"{name}-2"}
                raw = b"".join(revise((raw,), _QUESTION, fields, newline))
            elif start is not None:
                if alike(start, fields):
                    continue  # they deleted it
                words = _("question {id} was changed by you and deleted by the other")
                if not self._conflict(words.format(id=name)):
                    continue
            now = _read(whole(pieces)).places
            before = (n for n, place in self.own.places.items() if place < at and n in now)
            after = max((now[n] for n in before), default=count(pieces) - 1)
            text = raw.replace(b"\r\n", b"\n").replace(b"\n", newline)
            if not text.endswith(newline):
                text += newline
            pieces = with_block(pieces, after, text, newline)
        return pieces
