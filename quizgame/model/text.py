"""Cleaning of hostile text before it is drawn, and folding of text before it is compared.

Sources are stored and proven raw; cleaning is for the pieces that reach a screen, a line or a cell.
"""

import unicodedata

_JOINERS = "\u200c\u200d"
_BREAKS = "\n\v\f\x85\u2028\u2029"
_BLANKS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters by category, but never to be seen
_NOT_IN_NAMES = dict.fromkeys(map(ord, _JOINERS + "\ufe0e\ufe0f")) | {0x2800: " "}
_VIRAMA = 9
_NAME_CELLS = 40
_MARKS_IN_A_ROW = 4
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"), "'")
_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a"), '"')
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58"), "-")
_UNSEEN = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *map(ord, _BLANKS + "\u00ad\u061c\ufe0e\ufe0f\ufeff"),
    ),
    "",
)
# These mean the same before NFKC and after it, and most text has no other beside ASCII.
_PLAIN_MARKS = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--") | {0x2026: "..."}
_FOLDS = _APOSTROPHES | _QUOTES | _DASHES | _UNSEEN | {0x2026: "..."}


def _drawn(char: str) -> str:
    """Return what of a character may be drawn: itself, a space, a newline or nothing."""
    if char in _BREAKS:
        return "\n"
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs":
        return " "
    return "" if category[0] == "C" or char in _BLANKS else char


def _joins(before: str, after: str) -> bool:
    """Return whether a joiner means something here: in a word, or after a virama."""
    if not before:
        return False
    in_word = before.isalpha() or unicodedata.category(before)[0] == "M"
    return in_word and (after.isalpha() or unicodedata.combining(before) == _VIRAMA)


def _cleaned(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    out: list[str] = []
    before, marks = "", 0
    for index, char in enumerate(text):
        if char in _JOINERS:
            if not _joins(before, text[index + 1 : index + 2]):
                continue
        elif not (char := _drawn(char)):
            continue
        elif unicodedata.category(char)[0] == "M":
            marks += 1
            if marks > _MARKS_IN_A_ROW:
                continue
        else:
            marks = 0
        out.append(char)
        before = char
    return "".join(out)


def clean_block(text: str) -> str:
    """Return `text` safe to draw over several lines; a second time changes nothing more.

    Tabs and space separators become a space, line separators a newline; control characters, lone
    surrogates, bidi controls, other format characters and letters that draw nothing are dropped.
    ZWJ and ZWNJ stay between letters and after a virama, where Persian and Indian scripts need
    them. Emoji lose theirs: a family becomes its members, so that it is as wide on one terminal as
    on another. Of combining marks on one letter four are kept, whatever was dropped between them.
    """
    return _cleaned(text)


def clean_line(text: str) -> str:
    """Return `text` safe to draw on one line: as `clean_block`, with newlines as spaces."""
    return _cleaned(text).replace("\n", " ")


def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cell_width(text: str) -> int:
    """Return how many terminal cells cleaned `text` takes: wide characters two, marks none."""
    return sum(map(_char_width, text))


def clean_name(text: str) -> str:
    """Return a display name, at most 40 cells wide: one line, NFC, single spaces.

    Joiners and signs that choose between looks of a character are dropped: two names that look the
    same should be the same.
    """
    text = clean_line(unicodedata.normalize("NFC", text)).translate(_NOT_IN_NAMES)
    text = " ".join(unicodedata.normalize("NFC", text).split())
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

    NFKC, one space for any white space, plain apostrophes, quotation marks and dashes, nothing that
    is not seen. Letter case is folded unless `case`, accents are taken off unless `accents`.
    """
    if not text.isascii():
        marked = text.translate(_PLAIN_MARKS)
        text = marked if marked.isascii() else text
    if text.isascii() and text.isprintable():
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
