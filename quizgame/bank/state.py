"""A bank's file as it was after one act of its editing, and the way back to what it said before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quizgame.bank.blocks import Piece, Pieces, count, cut, whole
from quizgame.bank.edit import EditError
from quizgame.bank.revise import alike, value_at
from quizgame.catalogue import _
from quizgame.documents import Document

Fields = dict[str, Any]
"""A question as its table in the file, right or wrong."""

Past = tuple[Fields, tuple[bytes, ...]]
"""What a question said once, and its bytes then, in as many parts as it was written in."""

_QUESTION = ("question", 0)


@dataclass(frozen=True, eq=False)
class State:
    """The file after an act, which `label` names.

    Acts in a row that have the same `merges_with` are undone as one. `is_own` says that the act was
    done here, so that the state before it holds what this one was made of. `locked` says why it can
    not be edited, "" where it can.
    """

    pieces: Pieces
    label: str = ""
    merges_with: str = ""
    is_own: bool = True
    locked: str = ""

    @cached_property
    def raw(self) -> bytes:
        """The file."""
        return whole(self.pieces)

    @cached_property
    def size(self) -> int:
        """How many questions there are."""
        return count(self.pieces)

    @cached_property
    def blocks(self) -> tuple[bytes, ...]:
        """The bytes of each question: valid TOML by themselves."""
        parts: list[list[bytes]] = [[] for _index in range(self.size)]
        for piece in self.pieces:
            if piece.owner >= 0:
                parts[piece.owner].append(piece.raw)
        return tuple(map(b"".join, parts))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all questions, "" where there is none."""
        return tuple(str(self.fields(i).get("id", "")) for i in range(self.size))

    @cached_property
    def _fields(self) -> dict[int, Fields]:
        return {}

    def fields(self, index: int) -> Fields:
        """Return a question's table; it is shared, so copy it before it is changed."""
        found = self._fields.get(index)
        if found is None:
            found = self._fields[index] = value_at(self.blocks[index], _QUESTION)
        return found

    def parts(self, index: int) -> tuple[bytes, ...]:
        """Return the bytes of a question, in as many parts as it is written in."""
        return tuple(piece.raw for piece in self.pieces if piece.owner == index)


def opened(document: Document, label: str = "", *, is_own: bool = False) -> State:
    """Return a file in pieces; see `locked` for whether it can be edited."""
    if document.data is None:
        why = _("This file can not be understood, so it can only be mended in an editor.")
        return State((Piece(document.raw),), label, is_own=is_own, locked=why)
    listed = document.data.get("question", [])
    state = State(cut(document.raw), label, is_own=is_own)
    try:
        found = [state.fields(index) for index in range(state.size)]
    except EditError:
        found = []
    is_empty = "question" in document.data and not listed
    if isinstance(listed, list) and alike(found, listed) and not is_empty:
        return state
    why = _(
        "The questions of this file stand in one list in brackets. To edit them here, write each "
        "under a header of its own: [[question]]."
    )
    return State((Piece(document.raw),), label, is_own=is_own, locked=why)


def parts_before(
    history: Iterable[State],
    index: int,
    fields: Fields,
    earlier: Callable[[State, int], Iterable[Past]],
) -> tuple[bytes, ...] | None:
    """Return the bytes that a question had when its table was `fields`, None if it never was.

    `history` has the states, now first; `earlier` tells what a question was before the first of
    them. It is gone back in as long as each step was made here or did not touch the question, so
    that nothing is lost that somebody else wrote into it.
    """
    later: State | None = None
    place, size = index, 0
    parts: tuple[bytes, ...] = ()
    for state in history:
        if later is None:
            size = len(state.parts(index))
        else:
            before = follow(state, later, place)
            if before is None or (not later.is_own and state.parts(before) != parts):
                return None
            place = before
        parts, later = state.parts(place), state
        if alike(state.fields(place), fields):
            return parts if len(parts) == size else None
    for was, written in earlier(later, place) if later else ():
        if alike(was, fields):
            return written if len(written) == size else None
    return None


def follow(state: State, later: State, place: int) -> int | None:
    """Return where a question of a later state was before, None where that can not be told."""
    name = later.ids[place]
    if name and state.ids.count(name) == 1 and later.ids.count(name) == 1:
        return state.ids.index(name)
    # Perhaps its id was changed, or it has none.
    return place if later.is_own and _differ_only_at(place, state, later) else None


def _differ_only_at(place: int, one: State, other: State) -> bool:
    """Return whether all questions but one are the same in two states, byte for byte."""
    if one.size != other.size:
        return False
    both = zip(one.blocks, other.blocks, strict=True)
    return all(a == b for index, (a, b) in enumerate(both) if index != place)
