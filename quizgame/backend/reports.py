"""What players say is wrong with the questions of one bank, for its author."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress

from quizgame.backend.deskviews import ReportView
from quizgame.errors import StoreError
from quizgame.model.bank import Bank
from quizgame.model.text import clean_line
from quizgame.store.base import Report, Store


class Reports:
    """The reports on a bank's questions, those made under earlier ids of the bank included."""

    def __init__(self, store: Callable[[], Store]) -> None:
        """Keep where they are; nothing is opened yet."""
        self._store = store
        self._counts: Mapping[str, int] | None = None

    def counts(self, bank: Bank | None) -> Mapping[str, int]:
        """Return how many there are by question id; none where the memory can not be opened."""
        if self._counts is None:
            self._counts = {}
            with suppress(StoreError):
                self._counts = Counter(report.question for report in self._all(bank))
        return self._counts

    def views(
        self, bank: Bank | None, find: Callable[[str], tuple[int, str]]
    ) -> tuple[ReportView, ...]:
        """Return them, newest first; `find` gives the (index, stem) of a question's id."""
        self._counts = None
        views = []
        for one in sorted(self._all(bank), key=lambda report: report.made_at, reverse=True):
            index, stem = find(one.question)
            views.append(
                ReportView(
                    key=one.key,
                    question_id=clean_line(one.question),
                    index=index,
                    stem=stem,
                    text=clean_line(one.text),
                    who=clean_line(one.person_name),
                    made_at=one.made_at,
                )
            )
        return tuple(views)

    def settle(self, key: int) -> None:
        """Let go of a report that was dealt with."""
        self._store().settle_report(key)
        self._counts = None

    def _all(self, bank: Bank | None) -> list[Report]:
        names = (bank.id, *bank.formerly) if bank else ()
        return [report for name in names for report in self._store().reports(bank=name)]
