"""A desk for tests of the editor's screens: sources in memory, quoted as the real one does."""

from collections.abc import Sequence
from dataclasses import replace

from quizgame.backend.deskviews import Fields, Quoted, ReportView, SourceText
from quizgame.bank.marking import hints, mark
from quizgame.bank.quotes import paragraph_spans
from quizgame.errors import RefusedError
from tests.tui.stage import ROOT

ARTICLE = (ROOT / "seeds" / "article.txt").read_bytes().decode()


def source(
    text: str = ARTICLE, key: str = "article", title: str = "Allies and a summit"
) -> SourceText:
    """A source with its paragraphs."""
    return SourceText(key, title, text, paragraph_spans(text))


class PlainDesk:
    """What the screens of marking and reports ask of a desk."""

    def __init__(
        self,
        *sources: SourceText,
        speakers: tuple[str, ...] = (),
        reports: tuple[ReportView, ...] = (),
    ) -> None:
        """Keep what it is to say."""
        self._sources = {one.key: one for one in sources}
        self._speakers, self._reports = speakers, reports
        self.quoted: list[tuple[tuple[int, int], ...]] = []
        self.refuses = ""

    def sources(self) -> tuple[SourceText, ...]:
        """The sources."""
        return tuple(self._sources.values())

    def quote(self, key: str, spans: Sequence[tuple[int, int]], speaker: str = "") -> Quoted:
        """Marks as evidence."""
        self.quoted.append(tuple(spans))
        text = self._sources[key].text
        found = mark(text, spans)
        fields = {"source": key, **found.fields}
        told = hints({**fields, "speaker": speaker}, text) if found.proven else ()
        return Quoted(fields, found.proven, " ".join((found.message, *told)), found.paragraph)

    def speakers(self) -> tuple[str, ...]:
        """The names."""
        return self._speakers

    def reports(self) -> tuple[ReportView, ...]:
        """The reports that are left."""
        return self._reports

    def settle(self, key: int) -> None:
        """Take a report out."""
        if self.refuses:
            raise RefusedError(self.refuses)
        self._reports = tuple(one for one in self._reports if one.key != key)


def emptied(one: SourceText) -> SourceText:
    """A source without a word."""
    return replace(one, text=" \n", paragraphs=())


FIELDS: Fields = {
    "source": "article",
    "exact": "He will first host Mr Biden in the UK on Monday",
    "kind": "claim",
    "speaker": "Downing Street",
    "translation": "Er wird zuerst Mr Biden empfangen",
    "odd key": [1, {"two": 3}],
}
