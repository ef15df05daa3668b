"""The catalogue of interface text: every sentence a person reads passes through here (gettext).

English is the source language. A translation is a compiled catalogue under `quizgame/locale`.
"""

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "quizgame"
LOCALE_DIR = Path(__file__).parent / "locale"


@cache
def _translation() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, fallback=True)


def _(message: str) -> str:
    """Return `message` in the reader's language, or as it is where there is no translation."""
    return _translation().gettext(message)


def plural(one: str, many: str, number: int) -> str:
    """Return the form of a sentence that fits `number`, with `{n}` replaced by it."""
    return _translation().ngettext(one, many, number).format(n=number)
