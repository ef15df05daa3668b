"""Clauses that say who speaks, such as "Ms Lind said" or "according to the council"."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from quizgame.bank.draft.lexicon import SAYING, SAYING_NOW, word_set
from quizgame.bank.draft.reading import Article
from quizgame.bank.draft.subjects import Subject, Subjects
from quizgame.bank.quotes import Span

_VERB = re.compile(
    r"(?<![\w-])(?:(?P<verb>"
    + "|".join(sorted(SAYING | SAYING_NOW))
    + r")|(?P<source>[Aa]ccording to|[Ii]n the words of)"
    r"|(?P<put>put it))(?![\w-])"
)
_FREE = re.compile(r"\s*[,\u2013\u2014-]*\s*(?:but |and |as |then |later )*\Z")
_JOINED = re.compile(r"(?:\band|\bbut|\bthen|,)\s+(?:\w+ly |then |later )?\Z")
_ASIDE = word_set("said says wrote writes")
_MOST = 60_000
_BACK = 200
_JOINT = 30


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that says who speaks, from `start` to `end`; `verb` is where its verb begins."""

    start: int
    end: int
    verb: int
    word: str
    subject: Subject
    inverted: bool = False


class Clauses:
    """The clauses of saying in an article, outside its quotation marks, in order."""

    def __init__(self, article: Article, subjects: Subjects) -> None:
        self._article = article
        self._text = article.text
        self._subjects = subjects
        self.all: list[Clause] = []
        self._find()
        self._verbs = [clause.verb for clause in self.all]
        self._starts = sorted((clause.start, index) for index, clause in enumerate(self.all))

    def within(self, start: int, end: int) -> list[Clause]:
        """Return the clauses whose verbs begin between two offsets."""
        first, last = bisect_left(self._verbs, start), bisect_right(self._verbs, end)
        return self.all[first:last]

    def starting(self, start: int, end: int) -> list[Clause]:
        """Return the clauses that begin between two offsets."""
        first = bisect_left(self._starts, (start, -1))
        last = bisect_right(self._starts, (end, len(self.all)))
        return [self.all[index] for _start, index in self._starts[first:last]]

    def _find(self) -> None:
        for match in _VERB.finditer(self._text):
            if self._article.marks.at(match.start()) is None:
                clause = self._clause(match, match.start())
                if clause is not None:
                    self.all.append(clause)
            if len(self.all) >= _MOST:
                return

    def _clause(self, match: re.Match[str], at: int) -> Clause | None:
        text = self._text
        sentence = self._article.sentence_at(at)
        quote = self._article.marks.before(at)
        low = max(sentence[0], at - _BACK, quote.right if quote else 0)
        if match["source"]:
            subject = self._subjects.after(match.end(), sentence[1])
            if subject is None:
                return None
            return Clause(at, subject.end, at, "according to", subject)
        word = match[0]
        if match["put"] is None and quote is not None and _FREE.fullmatch(text, quote.right, at):
            subject = self._subjects.after(match.end(), sentence[1])
            if subject is not None:
                return Clause(at, subject.end, at, word, subject, inverted=True)
        if word in _ASIDE and text[at - 2 : at] == ", ":
            subject = self._subjects.after(match.end(), sentence[1])
            if subject is not None and text[subject.end : subject.end + 1] in {",", "."}:
                return Clause(at, subject.end, at, word, subject, inverted=True)
        subject = None if word in SAYING_NOW else self._subjects.before(at, low)
        if subject is None:
            subject = self._shared(at, word, sentence)
        return Clause(subject.start, match.end(), at, word, subject) if subject else None

    def _shared(self, at: int, word: str, sentence: Span) -> Subject | None:
        """Return the subject of an earlier verb of the sentence that holds for this one too."""
        joint = _JOINED.search(self._text, max(0, at - _JOINT), at)
        if word not in SAYING_NOW and joint is None:
            return None
        earlier = [c for c in self.all[-3:] if c.start >= sentence[0] and c.end <= at]
        if earlier:
            return replace(earlier[-1].subject, start=at, end=at)
        return self._subjects.of_sentence(sentence[0], at)
