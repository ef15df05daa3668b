"""The queue of drafts: which there are, in what order, and what became of those that are gone."""

from collections.abc import Mapping, Sequence

from quizgame.backend.deskviews import QuestionRow

Key = tuple[str, int]
"""A question by its id, and which of those with this id it is, from 1."""


class Queue:
    """The drafts that are left, and the place `at` among them; that behind the last is the end.

    Drafts in which something has to be confirmed come first. A draft keeps its place in the order
    until it is accepted or rejected, and has it again when that is taken back.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.at = 0
        self._rows: Mapping[Key, QuestionRow] = {}
        self._order: list[Key] = []
        self._left: list[Key] = []
        self._edited: tuple[int, Key] | None = None

    def read(self, rows: Sequence[QuestionRow]) -> None:
        """Take over the questions as they are now."""
        counts: dict[str, int] = {}
        found = {}
        for row in rows:
            counts[row.id] = counts.get(row.id, 0) + 1
            found[row.id, counts[row.id]] = row
        self._rows = found
        self._follow_rename()
        drafts = [key for key, row in found.items() if row.status == "draft"]
        new = [key for key in drafts if key not in self._order]
        self._order += sorted(new, key=lambda key: not found[key].confirm)
        self._left = [key for key in self._order if key in drafts]
        self.go(self.at)

    def edit(self) -> None:
        """Remember which draft is edited: its id may be another when it is read again."""
        if self.at < len(self._left):
            key = self._left[self.at]
            self._edited = self._rows[key].index, key

    def _follow_rename(self) -> None:
        if self._edited is None:
            return
        (index, old), self._edited = self._edited, None
        new = next((key for key, row in self._rows.items() if row.index == index), old)
        if old not in self._rows and new not in self._order:
            self._order[self._order.index(old)] = new

    def __len__(self) -> int:
        """Return how many drafts are left."""
        return len(self._left)

    @property
    def here(self) -> QuestionRow | None:
        """The draft at hand, None at the end."""
        return self._rows[self._left[self.at]] if self.at < len(self._left) else None

    @property
    def places(self) -> frozenset[Key]:
        """Which drafts are left."""
        return frozenset(self._left)

    @property
    def to_confirm(self) -> int:
        """How many of those that are left have something to confirm."""
        return sum(self._rows[key].confirm for key in self._left)

    @property
    def seen(self) -> int:
        """How many drafts there ever were."""
        return len(self._order)

    @property
    def accepted(self) -> int:
        """How many drafts are questions now."""
        return sum(key in self._rows for key in self._order) - len(self._left)

    @property
    def rejected(self) -> int:
        """How many drafts are in the bank no more."""
        return sum(key not in self._rows for key in self._order)

    def go(self, place: int) -> None:
        """Go to a place, or to the nearest there is."""
        self.at = min(max(0, place), len(self._left))

    def go_to_new(self, before: frozenset[Key]) -> None:
        """Go to the first draft that was not there before, if there is one."""
        self.go(next((n for n, key in enumerate(self._left) if key not in before), self.at))
