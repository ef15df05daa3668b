"""A bank's file while it is edited: its bytes after every act, to be undone, saved or merged.

Each act makes new bytes in which only what it is about differs. What was changed back gets the very
bytes that it had before, also when it was saved in between and another process changes it back, as
long as nobody else touched that question.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from quizgame.bank.blocks import (
    Pieces,
    block,
    cut,
    line_end,
    line_start,
    moved,
    replaced,
    with_block,
    without,
)
from quizgame.bank.compose import question_text
from quizgame.bank.confirming import without_note
from quizgame.bank.earlier import Earlier
from quizgame.bank.edit import EditError, digest, write_new, write_over
from quizgame.bank.kept import Keeper, Lost
from quizgame.bank.merge import Merged, Side, acts, merge
from quizgame.bank.revise import alike, revise
from quizgame.bank.state import Fields, State, opened, parts_before
from quizgame.catalogue import _
from quizgame.documents import Document, parse, read, read_bytes
from quizgame.documents.values import toml_key, toml_value

_QUESTION = ("question", 0)
_MOST_UNDO = 500


class ChangedOnDiskError(EditError):
    """The file is no longer the one that was read; nothing was written."""


@dataclass
class Manuscript:
    """One bank being edited. Nothing is written to it before `save`."""

    path: Path
    keeper: Keeper
    document: Document
    base: bytes
    state: State
    forbidden: str = ""
    keeps_unsaved: bool = True
    _undo: list[State] = field(default_factory=list)
    _redo: list[State] = field(default_factory=list)
    _earlier: Earlier | None = None

    @classmethod
    def open(cls, path: Path, home: Path) -> "Manuscript":
        """Return the file at `path`, to be edited; see `locked` for whether it can be."""
        document = read(path)
        keeper, state = Keeper(home, path), opened(document)
        return cls(path, keeper, document, document.raw, state, _forbidden(path))

    @property
    def locked(self) -> str:
        """Why the bank can not be edited as it is now, "" where it can."""
        return self.state.locked or self.forbidden

    @property
    def newline(self) -> bytes:
        """How the file ends its lines."""
        return b"\r\n" if b"\r\n" in self.base else b"\n"

    @property
    def raw(self) -> bytes:
        """The file as it would be saved."""
        return self.state.raw

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return self.raw != self.base

    def __len__(self) -> int:
        """Return how many questions there are."""
        return self.state.size

    def fields(self, index: int) -> Fields:
        """Return a copy of a question's table."""
        return deepcopy(self.state.fields(index))

    # Acts. All raise EditError, with nothing done, where they can not be done in this file.

    def change(self, index: int, fields: Fields, label: str, merges_with: str = "") -> None:
        """Make a question's table `fields`."""
        if alike(self.state.fields(index), fields):
            return
        base = self.state
        if merges_with and base.merges_with == merges_with and self._undo:
            base = self._undo[-1]  # a text that was emptied and typed anew keeps its place
        parts = self._parts_before(index, fields)
        if parts is None:
            parts = revise(base.parts(index), _QUESTION, fields, self.newline)
        self._become(replaced(self.state.pieces, index, parts), label, merges_with)

    def confirm(self, index: int, fields: Fields, label: str) -> None:
        """Make a question's table `fields`, and take out the line above it that asks to confirm."""
        parts = self.state.parts(index)
        if not alike(self.state.fields(index), fields):
            earlier = self._parts_before(index, fields)
            parts = earlier or revise(parts, _QUESTION, fields, self.newline)
        parts = (without_note(parts[0]), *parts[1:])
        if parts != self.state.parts(index):
            self._become(replaced(self.state.pieces, index, parts), label)

    def add(self, fields: Fields, after: int, label: str) -> int:
        """Add a question behind the one at `after` (-1: first); returns its index."""
        text = question_text(fields, self.newline.decode()).encode()
        self._become(with_block(self.state.pieces, after, text, self.newline), label)
        return after + 1

    def duplicate(self, index: int, new_id: str, label: str) -> int:
        """Put a copy of a question, comments included, behind it; returns its index."""
        fields = {**self.fields(index), "id": new_id}
        fields.pop("formerly", None)
        raw = block(self.state.pieces, index)
        (copied,) = revise((raw,), _QUESTION, fields, self.newline)
        if not copied.endswith(b"\n"):
            copied += self.newline
        self._become(with_block(self.state.pieces, index, copied, self.newline), label)
        return index + 1

    def delete(self, index: int, label: str) -> None:
        """Delete a question with the comments that belong to it."""
        self._become(without(self.state.pieces, index), label)

    def move(self, index: int, to: int, label: str) -> None:
        """Put a question at another place."""
        if index != to:
            self._become(moved(self.state.pieces, index, to, self.newline), label)

    def define(self, word: str, meaning: str, label: str) -> None:
        """Give a word of the glossary its meaning; "" takes it out."""
        data = dict(parse(self.raw, "").data or {})
        words = data.get("glossary", {})
        if not isinstance(words, dict):
            raise EditError(_("the glossary of this file is not a table of words"))
        words = dict(words)
        if meaning:
            words[word] = meaning
        else:
            words.pop(word, None)
        if "glossary" in data or not words:
            parts = revise((self.raw,), (), {**data, "glossary": words}, self.newline)
            self._become(cut(b"".join(parts)), label)
            return
        lines = ("[glossary]", f"{toml_key(word)} = {toml_value(meaning)}", "")
        text = b"".join(line.encode() + self.newline for line in lines)
        pieces = self.state.pieces
        head = b"".join(p.raw for p in pieces[: self._first_block()])
        rest = b"".join(p.raw for p in pieces[self._first_block() :])
        if head and not head.endswith(b"\n"):
            head += self.newline
        self._become(cut(head + text + rest), label)

    def _first_block(self) -> int:
        pieces = self.state.pieces
        return next((i for i, piece in enumerate(pieces) if piece.owner >= 0), len(pieces))

    def _become(
        self, pieces: Pieces, label: str, merges_with: str = "", *, is_own: bool = True
    ) -> None:
        if self.locked:
            raise EditError(self.locked)
        self._put(State(pieces, label, merges_with, is_own))

    def _put(self, new: State) -> None:
        if parse(new.raw, "").data is None:
            raise EditError(_("the change would alter more of the file than was meant"))
        goes_on = new.merges_with and self.state.merges_with == new.merges_with
        if not (goes_on and self._undo):
            self._undo.append(self.state)
            del self._undo[:-_MOST_UNDO]
        self._redo.clear()
        self.state = new
        self.keep()

    @property
    def can_convert(self) -> bool:
        """Whether the questions stand in one list in brackets, from which `convert` takes them."""
        listed = (self.document.data or {}).get("question")
        is_list = isinstance(listed, list) and all(isinstance(one, dict) for one in listed)
        may = bool(self.state.locked) and not self.forbidden
        return may and is_list and self.document.layout.row(("question",)) is not None

    def convert(self, label: str) -> None:
        """Write each question of a list in brackets under a header of its own.

        Comments in the list stay where it was. The questions are the same; nothing is saved yet.
        """
        layout, raw = self.document.layout, self.document.raw
        span = layout.find(("question",))
        if not self.can_convert or span is None:
            raise EditError(_("this change can not be made in the file as it is written"))
        start, end = line_start(raw, span.key[0]), line_end(raw, span.value[1])
        comments = [raw[slice(*one)].rstrip(b"\r") for one in layout.comments(start, end)]
        kept = b"".join(comment + self.newline for comment in comments)
        listed = (self.document.data or {})["question"]
        newline = self.newline.decode()
        blocks = newline.join(question_text(one, newline) for one in listed).encode()
        head = raw[:start] + kept + raw[end:]
        if head and not head.endswith(b"\n"):
            head += self.newline
        document = parse(head + self.newline + blocks, str(self.path))
        state = opened(document)
        wanted = {key: v for key, v in (self.document.data or {}).items() if key != "question" or v}
        if state.locked or not alike(document.data, wanted):
            raise EditError(_("this change can not be made in the file as it is written"))
        self._put(State(state.pieces, label))

    # Back and forth

    @property
    def undo_label(self) -> str:
        """What `undo` would take back, "" for nothing."""
        return self.state.label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would do again, "" for nothing."""
        return self._redo[-1].label if self._redo else ""

    def undo(self) -> str:
        """Take the last act back; returns what it was, "" where there was none."""
        if not self._undo:
            return ""
        label = self.state.label
        self._redo.append(self.state)
        self.state = self._undo.pop()
        self.keep()
        return label

    def redo(self) -> str:
        """Do again what was taken back last; returns what it was, "" where there was nothing."""
        if not self._redo:
            return ""
        self._undo.append(self.state)
        self.state = self._redo.pop()
        self.keep()
        return self.state.label

    def _history(self) -> Iterator[State]:
        """Yield this and all states before it, the latest first."""
        yield self.state
        yield from reversed(self._undo)

    def _parts_before(self, index: int, fields: Fields) -> tuple[bytes, ...] | None:
        """Return the bytes that a question had when its table was `fields`, or None."""
        if self._earlier is None:
            self._earlier = Earlier(self.keeper.versions)
        return parts_before(self._history(), index, fields, self._earlier.of)

    # On disk

    def keep(self) -> None:
        """Keep unsaved work where a crash can not take it, or drop what is saved."""
        if self.is_changed:
            self.keeps_unsaved = self.keeper.keep_unsaved(self.raw, self.base)
        else:
            self.keeper.drop_unsaved()

    def is_stale(self) -> bool:
        """Whether the file on disk is no longer the one that was read."""
        try:
            return read_bytes(self.path) != self.base
        except FileNotFoundError:
            return self.base != b""  # nothing was read: that it is gone is known
        except OSError:
            return False

    @property
    def is_gone(self) -> bool:
        """Whether the file that was read is no longer there: not it, nor another of its name."""
        return self.base != b"" and not os.path.lexists(self.path)

    def save(self, *, anew: bool = False) -> None:
        """Write the file; where it is gone only if it is to be written `anew`.

        Raises:
            ChangedOnDiskError: somebody else changed or removed it; nothing was written.
            OSError: it can not be written; it is as it was, and the work is still kept.
        """
        if self.locked:
            raise EditError(self.locked)
        is_gone = self.is_gone
        if not self.is_changed and not is_gone:
            return
        raw, base = self.raw, self.base
        if self.is_stale() and not (is_gone and anew):
            raise ChangedOnDiskError(_("the file was changed by another program meanwhile"))
        if is_gone or not (base or os.path.lexists(self.path)):
            write_new(self.path, raw)
        else:
            write_over(self.path, raw, digest(base))
        self.keeper.keep(base, raw)
        self.base = raw
        self.document = parse(raw, str(self.path))
        self.keeper.drop_unsaved()

    def reload(self) -> None:
        """Take the file as it is on disk; what was not saved is undone by that, as one act."""
        document = read(self.path)
        self.document, self.base = document, document.raw
        self.forbidden = _forbidden(self.path)
        self._undo.append(self.state)
        self._redo.clear()
        self.state = opened(document, _("reading the file anew"))
        self._earlier = None
        self.keep()

    def merged(self, prefer: Side = "mine") -> Merged:
        """Return this and the file on disk as one. Raises EditError where they can not be."""
        theirs = read(self.path)
        if theirs.data is None:
            raise EditError(
                _("the file on disk can not be understood now"),
                _("Mend it in your editor first, or save yours over it."),
            )
        return merge(self.base, self.raw, theirs.raw, prefer)

    def take(self, merged: Merged) -> None:
        """Go on with a merged file: what they did is as if read, what is ours is unsaved."""
        self._adopt(merged.raw, merged.onto, _("merging both versions"))

    def lost(self) -> Lost | None:
        """Return the latest work that an earlier session lost, or None."""
        for one in self.keeper.lost():
            if one.mine not in {self.base, one.base}:
                return one
            # It is in the file: its process was ended between saving and forgetting it.
            self.keeper.forget(one)
        return None

    def lost_acts(self, lost: Lost) -> tuple[str, ...]:
        """Return what was done in lost work, each act as a sentence."""
        try:
            return acts(lost.base, lost.mine)
        except EditError:
            return ()

    def recover(self, lost: Lost) -> Merged:
        """Take lost work up again, merged where the file was changed since."""
        merged = merge(lost.base, lost.mine, self.raw) if self.base else _alone(lost)
        self._adopt(merged.raw, self.base, _("taking up unsaved work"))
        self.keeper.forget(lost)
        return merged

    def _adopt(self, raw: bytes, base: bytes, label: str) -> None:
        """Go on with a file as a whole, where `base` is on disk."""
        state = opened(parse(raw, ""), label)
        if why := state.locked or self.forbidden:
            raise EditError(why)
        if base != self.base:
            self.base, self.document, self._earlier = base, parse(base, str(self.path)), None
        self._put(state)


def _alone(lost: Lost) -> Merged:
    """Return lost work whose file is gone: there is nothing to merge it with."""
    return Merged(lost.mine, b"", (), (), ())


def _forbidden(path: Path) -> str:
    """Return why a file can not be written, "" where it can."""
    folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120 - a text it is already
    # A new file takes the place of the old one, so both the file and its folder are written to.
    if not os.path.lexists(path) or (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        return ""
    return _("This file may not be written to. Copy it, and edit the copy.")
