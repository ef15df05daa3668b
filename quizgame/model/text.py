"""Cleaning of hostile text before it is drawn, and folding of text before it is compared.

Sources are stored and proven raw; cleaning is for the pieces that reach a screen, a line or a cell.
"""

import unicodedata

_JOINERS = "\u200c\u200d"
_NAME_CELLS = 40
_MARKS_IN_A_ROW = 4
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"), "'")
_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a"), '"')
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58"), "-")
_FOLDS = _APOSTROPHES | _QUOTES | _DASHES | {0x00AD: "", 0x2026: "..."}


def _cleaned_char(char: str, before: str, after: str) -> str:
    """Return what of `char` may be drawn: itself, a space, a newline or nothing."""
    category = unicodedata.category(char)
    if char == "\n" or category in {"Zl", "Zp"}:
        return "\n"
    if char == "\t" or category == "Zs":
        return " "
    if char in _JOINERS:
        return char if before.isalpha() and after.isalpha() else ""
    return "" if category[0] == "C" else char


def _cleaned(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    out: list[str] = []
    marks = 0
    for index, char in enumerate(text):
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= _MARKS_IN_A_ROW:
            out.append(_cleaned_char(char, text[index - 1 : index], text[index + 1 : index + 2]))
    return "".join(out)


def clean_block(text: str) -> str:
    """Return `text` safe to draw over several lines.

    Tabs and space separators become a space, line separators a newline; control characters, lone
    surrogates, bidi controls and other format characters are dropped. ZWJ and ZWNJ stay between
    letters. At most four combining marks in a row are kept.
    """
    return _cleaned(text)


def clean_line(text: str) -> str:
    """Return `text` safe to draw on one line: as `clean_block`, with newlines as spaces."""
    return _cleaned(text).replace("\n", " ")


def cell_width(text: str) -> int:
    """Return how many terminal cells cleaned `text` takes: wide characters two, marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def clean_name(text: str) -> str:
    """Return a display name: one line, NFC, single spaces, no joiners, at most 40 cells wide."""
    text = unicodedata.normalize("NFC", clean_line(text))
    text = " ".join(text.translate(dict.fromkeys(map(ord, _JOINERS))).split())
    out: list[str] = []
    width = 0
    for char in text:
        width += cell_width(char)
        if width > _NAME_CELLS:
            break
        out.append(char)
    return "".join(out).strip()


def fold(text: str, *, case: bool = False, accents: bool = False) -> str:
    """Return `text` as compared with an answer.

    NFKC, one space for any white space, plain apostrophes, quotation marks and dashes. Letter case
    is folded unless `case`, accents are taken off unless `accents`.
    """
    if text.isascii():
        plain = " ".join(text.replace("`", "'").split())
        return plain if case else plain.lower()
    text = unicodedata.normalize("NFKC", text).translate(_FOLDS)
    if not case:
        text = text.casefold()
    if not accents:
        decomposed = unicodedata.normalize("NFD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_name(text: str) -> str:
    """Return a name as compared with other names: cleaned and folded, accents kept."""
    return fold(clean_name(text), accents=True)
