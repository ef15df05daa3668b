"""Words of a question's texts, taken apart once for all the rules that look at them."""

import re
from functools import lru_cache

from quizgame.model.text import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"\w+")
# Rules look at one question after the other, so the texts of a few are enough.
_KEPT = 256


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """Return `text` as two texts are compared: see `fold`."""
    return fold(text)


@lru_cache(maxsize=_KEPT)
def letters(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded; numbers are none."""
    return tuple(_LETTERS.findall(folded(text)))


@lru_cache(maxsize=_KEPT)
def spoken(text: str) -> str:
    """Return words and numbers of `text`, folded, with one space between them and no marks."""
    return " ".join(_WORDS.findall(folded(text)))
