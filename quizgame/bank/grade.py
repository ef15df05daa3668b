"""How hard an English text is to read, as a school grade."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from quizgame.bank.sentences import sentences

_FEW_WORDS = 100
_SAMPLE, _FEW_TEXTS = 100_000, 1000
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouytd]ed|[^aeiouylszxcgh]es|[^aeiouyl]e|[qg]ue|(?<=[aeiouy])les?)$")
_APART = re.compile(
    r"i[aou]|eo(?!p)|eu(?=ms?$)|(?<![qg])u(?:a|en|ou)|[aeiouy]ing$|[^aeiouy]sm$|crea(?![smk])|idea|area|thea"
    r"|(?<![tcrfl])ie(?=n[ct]|ty?$)|sci(?=e)"
)
_TOGETHER = re.compile(r"[cstgx]i[aou]|llio|[cg]eou")


def grade(texts: Iterable[str]) -> float | None:
    """Return the school grade (of the United States) of English texts, read one after another.

    None where there are fewer than a hundred words. Of very much text the beginning is looked at.
    This is the grade of Flesch and Kincaid, 0.39 x words a sentence + 11.8 x syllables a word -
    15.59 (J. P. Kincaid and others, Derivation of New Readability Formulas for Navy Enlisted
    Personnel, Research Branch Report 8-75, 1975). Syllables are counted by the letters of a word.
    """
    sample = "\n\n".join(islice(texts, _FEW_TEXTS))[:_SAMPLE]
    words = _WORD.findall(sample)
    if len(words) < _FEW_WORDS:
        return None
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences(sample)) + 11.8 * spoken / len(words) - 15.59


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Return about how many syllables an English word has, judged by its letters; at least one."""
    word = word.lower().replace("\u2019", "'").removesuffix("'s").replace("'", "")
    groups = len(_VOWELS.findall(word))
    apart = len(_APART.findall(word)) - len(_TOGETHER.findall(word))
    return max(1, groups + max(0, apart) - bool(_SILENT.search(word)))
