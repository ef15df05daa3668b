"""A case of proof: the articles, what is marked in them, and the evidence it would be."""

from collections.abc import Sequence
from typing import Any

from quizgame.backend.deskviews import Fields, Quoted, SourceText
from quizgame.bank.marking import PLACE_FIELDS, hints, is_proven, places
from quizgame.catalogue import _
from quizgame.tui.marking.galley import Place
from quizgame.tui.marking.pen import Pen

SOMEBODY = "-"
"""A speaker to judge with: whose words they are is asked for once they are marked."""


class Case:
    """What is marked, from what an evidence's `fields` say to what is taken.

    `quoted` is what was said of the marks, None where nothing is marked. `shown` are the marks as
    they are drawn: snapped to words once they prove.
    """

    def __init__(self, sources: Sequence[SourceText], fields: Fields) -> None:
        """Mark what the fields quote, in its source."""
        self.sources = tuple(sources)
        self._fields = fields
        self._pens = [Pen(one.text, one.paragraphs) for one in self.sources]
        self.number = 0
        self.quoted: Quoted | None = None
        self.shown: tuple[Place, ...] = ()
        self._asked: tuple[int, tuple[Place, ...]] = (0, ())
        self._kept: tuple[Place, ...] = ()
        self._is_kept_proven = False
        keys = [one.key for one in self.sources]
        if fields.get("source") in keys:
            self.number = keys.index(fields["source"])
            self._kept = places(fields, self.source.text)
            self._is_kept_proven = is_proven(fields, self.source.text)
            self.pen.set(self._kept)

    @property
    def source(self) -> SourceText:
        """The article on screen."""
        return self.sources[self.number]

    @property
    def pen(self) -> Pen:
        """The cursor and the marks in it."""
        return self._pens[self.number]

    def turn(self, by: int) -> None:
        """Go some articles on, or back."""
        self.number = (self.number + by) % len(self.sources)

    @property
    def is_untouched(self) -> bool:
        """Whether what is marked is what the evidence quoted from the first."""
        is_same = self._fields.get("source") == self.source.key
        return is_same and bool(self._kept) and self.pen.spans == self._kept

    @property
    def is_proven(self) -> bool:
        """Whether what is marked proves."""
        return self.quoted is not None and self.quoted.proven

    # Judging

    def question(self) -> tuple[Place, ...] | None:
        """Return the marks that have to be judged, None where they are judged or there are none."""
        asked = (self.number, self.pen.spans)
        if asked == self._asked:
            return None
        self._asked = asked
        self.quoted, self.shown = None, asked[1]
        return asked[1] or None

    def settle(self, quoted: Quoted | None) -> None:
        """Keep what was said of the marks."""
        self.quoted = quoted
        if self.is_untouched and self._is_kept_proven:
            message = _("Proven, just as the bank has it.")
            paragraph = 0
            if quoted is not None and quoted.proven:
                message, paragraph = quoted.message, quoted.paragraph
            own = {name: self._fields[name] for name in PLACE_FIELDS if name in self._fields}
            self.quoted = Quoted(own, proven=True, message=message, paragraph=paragraph)
        elif quoted is not None and quoted.proven:
            self.shown = places(quoted.fields, self.source.text)

    def advice(self) -> tuple[str, ...]:
        """Return what is to be looked at, though the marks may prove."""
        if self.is_untouched and not self._is_kept_proven:
            return (_("The bank's own words differ from the article: this is the nearest place."),)
        if self.quoted is None or not self.quoted.proven:
            return ()
        return hints({**self.quoted.fields, "speaker": SOMEBODY}, self.source.text)

    def message(self) -> str:
        """Return what was said of the marks, without the advice."""
        words = self.quoted.message if self.quoted is not None else ""
        for advice in self.advice():
            words = words.replace(advice, "")
        return " ".join(words.split())

    def evidence(self) -> Fields:
        """Return the fields of the evidence; those that do not tell its place are untouched."""
        fields: dict[str, Any] = {"source": self.source.key}
        fields |= {key: value for key, value in self._fields.items() if key not in PLACE_FIELDS}
        place = self.quoted.fields if self.quoted is not None else {}
        return {**fields, "source": self.source.key, **place}
