"""Two writers of one bank: what each did to the version that both began with, and both together.

Questions are known by their ids. What only one of them changed is taken from them; where both
changed one value differently, the preferred one's stays. The file is otherwise that of the other
writer, byte for byte.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from quizgame.bank.blocks import (
    Pieces,
    arranged,
    count,
    cut,
    replaced,
    whole,
    with_block,
    without,
)
from quizgame.bank.edit import EditError
from quizgame.bank.revise import alike, revise, value_at
from quizgame.catalogue import _
from quizgame.documents import parse

Side = Literal["mine", "theirs"]
_QUESTION = ("question", 0)
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Merged:
    """Both together as a file, what each did in sentences, and what both did differently.

    `onto` is the other writer's file, which `raw` was made from.
    """

    raw: bytes
    onto: bytes
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bank:
    pieces: Pieces
    places: Mapping[str, int]
    questions: Mapping[str, dict[str, Any]]
    rest: dict[str, Any]
    blocks: Mapping[int, tuple[bytes, ...]]

    def parts(self, name: str) -> tuple[bytes, ...]:
        """Return the bytes of a question, in as many parts as it is written in."""
        return self.blocks[self.places[name]]

    def order(self, among: Collection[str]) -> list[str]:
        """Return names in the order that their questions have here."""
        return [name for name in self.places if name in among]


def _read(raw: bytes) -> _Bank:
    pieces = cut(raw)
    places: dict[str, int] = {}
    questions: dict[str, dict[str, Any]] = {}
    blocks: dict[int, tuple[bytes, ...]] = {}
    for piece in pieces:
        if piece.owner >= 0:
            blocks[piece.owner] = (*blocks.get(piece.owner, ()), piece.raw)
    for index in range(count(pieces)):
        fields = value_at(b"".join(blocks[index]), _QUESTION)
        name = str(fields.get("id", ""))
        if not name or name in places:
            name = f"{name}#{index + 1}"
        places[name], questions[name] = index, fields
    data = parse(raw, "").data or {}
    rest = {key: value for key, value in data.items() if key != "question"}
    return _Bank(pieces, places, questions, rest, blocks)


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
    # Where one of the two did nothing all is as the other wrote it, order and comments included.
    if theirs == base:
        raw = mine
    elif mine in {base, theirs}:
        raw = theirs
    else:
        raw = merging.done(theirs)
    if parse(raw, "").data is None:
        raise EditError(_("the two versions of this file can not be put together"))
    own, other = _acts(merging.start, merging.own), _acts(merging.start, merging.other)
    return Merged(raw, theirs, tuple(own), tuple(other), tuple(merging.conflicts))


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
        pieces = self._with_added(pieces, newline)
        return whole(self._with_order(pieces, newline))

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
            at = self.other.places[name]
            first, own, now = (one.parts(name) for one in (self.start, self.own, self.other))
            if own == first:
                continue
            if now == first and len(own) == len(now):
                pieces = replaced(pieces, at, own)
                continue
            label = _("question {id}").format(id=name)
            wanted = self._table(start, fields, other, f"{label}: ", depth=1)
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
            raw = b"".join(self.own.blocks[at])
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

    def _with_order(self, pieces: Pieces, newline: bytes) -> Pieces:
        """Return the pieces with our order of the questions that all three have, if it is new."""
        here = _read(whole(pieces)).places
        common = {n for n in here if n in self.start.places and n in self.own.places}
        common &= self.other.places.keys()
        start, own, now = (one.order(common) for one in (self.start, self.own, self.other))
        if own in (start, now):
            return pieces
        if now != start and not self._conflict(_("the order of the questions")):
            return pieces
        names = iter(own)
        order = [here[next(names) if name in common else name] for name in here]
        return arranged(pieces, order, newline)
