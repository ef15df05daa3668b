"""An article as the finders read it: paragraphs, sentences, quotation marks and names."""

import re
from bisect import bisect_right
from functools import cached_property

from quizgame.bank.draft.lexicon import word_set
from quizgame.bank.draft.marks import Marks, quoted
from quizgame.bank.draft.names import Names
from quizgame.bank.quotes import Prover, Span
from quizgame.bank.sentences import sentences

_SAMPLE = 200_000
_FEW_WORDS = 12
_WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_ENGLISH = word_set(
    "the of and to a in is was that for it with as on are by be at from this have has had not"
    " but were they which or an his her their its he she said who been more will would we you"
    " i there when what all one can if out so up about into than"
)
_ENGLISH_SHARE = 0.2
_FEWER_SHARE = 0.12


class Article:
    """An article's `text` as it is stored; all offsets count its code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.prover = Prover(text)
        self.paragraphs = self.prover.paragraphs
        self.sentences = sentences(text)
        self._sentence_starts = [start for start, _end in self.sentences]
        self.marks = Marks(quoted(text, self.paragraphs))

    @cached_property
    def names(self) -> Names:
        """The names in the article, and the people among them."""
        return Names(self.text, self.paragraphs)

    @cached_property
    def words(self) -> int:
        """How many words of letters there are in the beginning of the article."""
        return len(_WORDS.findall(self.text[:_SAMPLE]))

    @cached_property
    def is_english(self) -> bool:
        """Whether so many small words of English stand in it that it can be nothing else."""
        found = _WORDS.findall(self.text[:_SAMPLE].lower())
        share = sum(word in _ENGLISH for word in found) / max(1, len(found))
        different = len(_ENGLISH.intersection(found))
        if len(found) < _FEW_WORDS * 2:
            return share >= _FEWER_SHARE
        return share >= _ENGLISH_SHARE and different >= _FEW_WORDS // 2

    def paragraph_at(self, offset: int) -> int:
        """Return the number, from 1, of the paragraph at `offset`."""
        return self.prover.paragraph_at(offset)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence in which `offset` lies, or that before it."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(0, index)] if self.sentences else (0, 0)

    def piece(self, start: int, end: int) -> str:
        """Return text from the article on one line, with single spaces."""
        return " ".join(self.text[start:end].split())
