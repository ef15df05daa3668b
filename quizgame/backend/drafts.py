"""The review of drafts: what has to be looked at, and what its author decides."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quizgame.backend.deskviews import FieldProblem, Fields, NoteView, PlaceView
from quizgame.backend.quotations import marked_article, pieces
from quizgame.backend.views import ArticleView
from quizgame.bank.confirming import TAG, notes
from quizgame.bank.load import LoadedBank
from quizgame.bank.manuscript import Manuscript
from quizgame.bank.marking import is_proven, places
from quizgame.bank.quotes import Span, prover_of
from quizgame.catalogue import _, plural
from quizgame.errors import RefusedError
from quizgame.model.text import clean_block, clean_line

_AROUND = 10_000
"""How many code points before and after a quotation are shown beside its draft."""

_MORE = "… "

Problems = Callable[[Fields, int], Sequence[FieldProblem]]


class Drafts:
    """The drafts of one bank on the desk. Acts raise EditError where the file does not allow them.

    A question is meant by its index, which counts from 0.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        loaded: Callable[[], LoadedBank],
        problems: Problems,
        touched: Callable[[int], object],
    ) -> None:
        """Keep what is asked: the bank as it is now, and what is wrong with one question.

        `touched` is told of each question that was changed.
        """
        self._manuscript, self._loaded = manuscript, loaded
        self._problems, self._touched = problems, touched

    def note_of(self, index: int) -> NoteView:
        """Return what the comments directly above a question say."""
        confirm, own = notes(self._manuscript.state.parts(index)[0])
        return NoteView(clean_line(confirm), clean_block(own))

    def place_of(self, index: int) -> PlaceView | None:
        """Return where the evidence stands that is to be looked at: the first that names a speaker.

        None where there is none, its source is not at hand, or nothing there is like it.
        """
        found = self._evidence(index)
        if found is None:
            return None
        number, evidence, text, inked = found
        spans = places(evidence, text)
        if not spans:
            return None
        listed = prover_of(text).paragraphs
        low, high = spans[0][0] - _AROUND, spans[-1][1] + _AROUND
        near = [i for i, (start, end) in enumerate(listed) if start < high and end > low]
        here = [i for i in near if listed[i][1] > spans[0][0]]
        speaker, kind = evidence.get("speaker", ""), evidence.get("kind", "report")
        return PlaceView(
            evidence=number,
            source=evidence["source"],
            speaker=clean_line(str(speaker)),
            kind=clean_line(str(kind)),
            spans=spans,
            proven=is_proven(evidence, text),
            paragraphs=tuple(_cut(text, listed[i], (low, high), inked) for i in near),
            first=near[0] + 1 if near else 0,
            paragraph=here[0] + 1 if here else 0,
            total=len(listed),
        )

    def article_of(self, index: int) -> ArticleView | None:
        """Return the whole source of that evidence, its quotations marked, to be read."""
        found, bank = self._evidence(index), self._loaded().bank
        if found is None or bank is None:
            return None
        _number, evidence, text, inked = found
        return marked_article(bank.sources[evidence["source"]], text, inked)

    def _evidence(self, index: int) -> tuple[int, Mapping[str, Any], str, list[Span]] | None:
        """Return its number, its table, its source's text, and all that is quoted from that."""
        listed = self._manuscript.state.fields(index).get("evidence")
        texts = self._loaded().texts
        known = [
            (number, one)
            for number, one in enumerate(listed if isinstance(listed, list) else ())
            if isinstance(one, dict) and isinstance(one.get("source"), str)
            if one["source"] in texts
        ]
        if not known:
            return None
        number, evidence = next((one for one in known if one[1].get("speaker")), known[0])
        text = texts[evidence["source"]]
        same = [one for _n, one in known if one["source"] == evidence["source"]]
        return number, evidence, text, sorted(span for one in same for span in places(one, text))

    # What is decided

    def accept(self, index: int) -> None:
        """Let a draft be played: it is ready, and what was to be confirmed is.

        Raises RefusedError while it has errors.
        """
        fields = self._manuscript.fields(index)
        errors = [one for one in self._problems(fields, index) if one.is_error]
        if errors:
            first = errors[0].message.rstrip(".")
            told = [_("This can not be played yet: {first}.").format(first=first)]
            if errors[1:]:
                more = len(errors) - 1
                told.append(plural("{n} more is wrong.", "{n} more are wrong.", more))
            raise RefusedError(" ".join(told), _("e mends it, x rejects it."))
        fields["status"] = "ready"
        words = _("accepting {id}").format(id=clean_line(str(fields.get("id", ""))))
        self._confirm(index, fields, words)

    def confirm(self, index: int, number: int, evidence: Fields) -> None:
        """Say whose words a draft quotes: its evidence `number` becomes `evidence`.

        It stays a draft, and nothing has to be confirmed in it any more.
        """
        fields = self._manuscript.fields(index)
        fields["evidence"][number] = evidence
        words = _("confirming who speaks in {id}")
        self._confirm(index, fields, words.format(id=clean_line(str(fields.get("id", "")))))

    def _confirm(self, index: int, fields: Fields, label: str) -> None:
        tags = fields.get("tags")
        if isinstance(tags, list) and TAG in tags:
            fields["tags"] = [tag for tag in tags if tag != TAG]
        self._manuscript.confirm(index, fields, label)
        self._touched(index)

    def is_answer(self, index: int, speaker: str) -> bool:
        """Return whether a right answer to a question is this very name."""
        fields = self._manuscript.state.fields(index)
        options, answers = fields.get("options"), fields.get("answers")
        right = [
            one.get("text")
            for one in (options if isinstance(options, list) else ())
            if isinstance(one, dict) and one.get("correct") is True
        ]
        right += answers if isinstance(answers, list) else []
        return any(isinstance(one, str) and clean_line(one) == clean_line(speaker) for one in right)


def _cut(text: str, paragraph: Span, window: Span, spans: Sequence[Span]) -> Any:
    """Return what of a paragraph is in a window, in pieces; what is left out before it shows."""
    low, high = max(paragraph[0], window[0]), min(paragraph[1], window[1])
    shown = pieces(text, low, high, spans)
    return ((_MORE, False), *shown) if low > paragraph[0] else shown
