"""What the editor may show of a bank that is being written. All text is cleaned, but for `Fields`.

Only an author sees these: they hold keys.
"""

from dataclasses import dataclass
from typing import Any

from quizgame.backend.views import Pieces, QuestionView, RevealView

Fields = dict[str, Any]
"""A question as its table in the file: raw data, right or wrong, to be cleaned when it is drawn."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something wrong at `keys` within a question (or within the bank's head)."""

    keys: tuple[str | int, ...]
    code: str
    message: str
    hint: str = ""
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list of a bank. `index` counts from 0, in the order of the file.

    `confirm` says that a draft names a speaker whom somebody has to confirm; `reports` counts what
    players said is wrong. `said` has the words of its options, keys and answers, to be looked for
    and not to be drawn.
    """

    index: int
    id: str
    type: str
    stem: str
    difficulty: str = "medium"
    tags: tuple[str, ...] = ()
    status: str = "ready"
    errors: int = 0
    warnings: int = 0
    confirm: bool = False
    reports: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """A bank being edited: its questions, the problems outside them, and what can be done now.

    `changed` says that something is not saved; `locked` says why nothing can be changed, "" where
    it can. `undo` and `redo` name the act that would be taken back or done again, "" for none.
    """

    path: str
    title: str
    rows: tuple[QuestionRow, ...]
    head: tuple[FieldProblem, ...] = ()
    changed: bool = False
    locked: str = ""
    undo: str = ""
    redo: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A question as a student meets it, and what they are told after the right answer."""

    view: QuestionView
    reveal: RevealView


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source that may be quoted: its raw `text` and the (start, end) of its paragraphs in it.

    The text is raw, because a quotation is code points of it: clean what is drawn.
    """

    key: str
    title: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Marked text as evidence: its `fields`, and whether and where they prove, or why not.

    `paragraph` counts from 1, 0 where nothing is proven.
    """

    fields: Fields
    proven: bool
    message: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class NoteView:
    """The comments directly above a question: what is to be `confirm`ed, and the author's own."""

    confirm: str
    own: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a question's evidence number `evidence` stands in the source `source`.

    `spans` are its code points there, `proven` whether they are its proof or only what comes
    nearest to it. `paragraphs` are the source around it, the quotations marked: the first of them
    is paragraph number `first` of `total`, and the evidence stands in number `paragraph`.
    """

    evidence: int
    source: str
    speaker: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    proven: bool
    paragraphs: tuple[Pieces, ...]
    first: int
    paragraph: int
    total: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """What two writers did to one bank, each act as a sentence; both did what `conflicts` names."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Work of an earlier session that was never saved: from when (UTC seconds), and what it did."""

    when: float
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """What a player says is wrong with a question; `index` is -1 where the bank has it no more.

    `who` is "" for a guest; `made_at` is in UTC seconds.
    """

    key: int
    question_id: str
    index: int
    stem: str
    text: str
    who: str
    made_at: float
