"""Which questions of a bank are listed: those of one kind that have some words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.model.text import fold

if TYPE_CHECKING:
    from quizgame.backend.deskviews import QuestionRow

ALL = "all"
KINDS = (ALL, "drafts", "problems", "confirm", "reported")


@dataclass(frozen=True, slots=True)
class Sieve:
    """A kind, one of `KINDS`, and words, each of which a question has to have somewhere.

    Its stem, options, keys, answers, id, type and tags are looked at.
    """

    kind: str = ALL
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether every question gets through."""
        return self.kind == ALL and not self.words.strip()

    def sifted(self, rows: "Sequence[QuestionRow]") -> "tuple[QuestionRow, ...]":
        """Return the questions that get through."""
        wanted = fold(self.words).split()
        return tuple(
            row for row in rows if is_kind(row, self.kind) and (not wanted or _has(row, wanted))
        )


def is_kind(row: "QuestionRow", kind: str) -> bool:
    """Return whether a question is one of a kind."""
    return {
        ALL: True,
        "drafts": row.status == "draft",
        "problems": bool(row.errors or row.warnings),
        "confirm": row.confirm,
        "reported": bool(row.reports),
    }[kind]


def next_kind(rows: "Sequence[QuestionRow]", kind: str) -> str:
    """Return the kind after this one of which there are any, and in the end all."""
    later = KINDS[KINDS.index(kind) + 1 :]
    return next((one for one in later if any(is_kind(row, one) for row in rows)), ALL)


def kind_name(kind: str) -> str:
    """Return a kind in words."""
    return {
        ALL: _("all questions"),
        "drafts": _("drafts"),
        "problems": _("with problems"),
        "confirm": _("to confirm"),
        "reported": _("reported by players"),
    }[kind]


def _has(row: "QuestionRow", wanted: Sequence[str]) -> bool:
    text = fold(" ".join((row.id, row.stem, row.type, *row.tags, row.said)))
    return all(word in text for word in wanted)
