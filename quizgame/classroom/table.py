"""A table in a text file (CSV), as spreadsheets save it: cells with the places they stand at."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from quizgame.catalogue import _

DELIMITERS = (",", ";", "\t")
_UTF8, _UTF16, _UTF32 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff"), b"\xff\xfe\x00\x00"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_SEP = re.compile(r"""\A"?sep=([,;\t])"?[ \t]*(?:\r\n|\r|\n|\Z)""", re.IGNORECASE)
_CALLED = {"line_mode": "plain"}
_CLOSED = re.compile(r'"((?:[^"]|"")*+)"')


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, and where it begins: line and column from 1, in characters."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with the file as a text, at a place (0, 0: as a whole)."""

    code: str
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0
    severe: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, blank ones left out; the first names the columns."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    delimiter: str = ","
    slips: tuple[Slip, ...] = field(default=())


def decoded(raw: bytes) -> str | Slip:
    """Return the text of a file in UTF-8 or, with a byte order mark, UTF-16; or why there is none.

    Other encodings are not guessed: a wrong guess would spoil names without a word.
    """
    hint = _(
        "In Excel: Save As, CSV UTF-8 (Comma delimited). In LibreOffice: Save As, Text CSV, "
        "character set Unicode (UTF-8)."
    )
    if raw.startswith(_WORKBOOKS):
        return Slip("QR104", _("this is a workbook of a spreadsheet, not a table as text"), hint)
    is_utf16 = raw.startswith(_UTF16) and not raw.startswith(_UTF32)
    body = raw if is_utf16 else raw.removeprefix(_UTF8)
    message, line, at = _("the file is not UTF-8 text"), 0, 0
    try:
        text = body.decode("utf-16" if is_utf16 else "utf-8")
    except UnicodeDecodeError as error:
        if not is_utf16:
            lines = _NEWLINE.split(body[: error.start].decode("utf-8", "replace"))
            line, at = len(lines), len(lines[-1]) + 1
    else:
        if "\0" not in text:
            return text
    return Slip("QR103", message, hint, line, at)


def read_table(text: str, known: Iterable[str]) -> Table:
    """Return the cells of a table, some of whose columns have `known` names (as `column` has them).

    The delimiter is the one that `sep=` tells, or that finds most of the known columns.
    """
    known = frozenset(known)
    told = _SEP.match(text)
    skipped = told.end() if told else 0
    if told:
        return _cut(text, told[1], skipped)
    first = next((line for line in _NEWLINE.split(text) if line.strip(" \t,;")), "")

    def worth(delimiter: str) -> tuple[int, int]:
        header = _cut(first, delimiter, 0).rows[:1]
        names = {column(cell.text) for row in header for cell in row}
        return len(names & known), first.count(delimiter)

    return _cut(text, max(DELIMITERS, key=worth), skipped)


def column(heading: str) -> str:
    """Return a heading as it is compared: small letters, `_` for spaces and dashes.

    `line mode` is what schools' lists may call the column `plain`.
    """
    name = "_".join(re.split(r"[\s_-]+", heading.strip().casefold()))
    return _CALLED.get(name, name)


def _cut(text: str, delimiter: str, at: int) -> Table:
    starts = [0, *(found.end() for found in _NEWLINE.finditer(text))]
    stop = re.compile(rf"{re.escape(delimiter)}|\r\n|\r|\n")
    rows: list[tuple[Cell, ...]] = []
    slips: list[Slip] = []
    row: list[Cell] = []
    while at <= len(text):
        start = at
        line = bisect_right(starts, start)
        place = line, start - starts[line - 1] + 1
        value = ""
        if text[at : at + 1] == '"':
            if closed := _CLOSED.match(text, at):
                value, at = closed[1].replace('""', '"'), closed.end()
                if _NEWLINE.search(value):
                    slips.append(_long_cell(*place))
            else:
                slips.append(_unclosed(*place))
        end = stop.search(text, at)
        value += text[at : end.start() if end else len(text)]
        row.append(Cell(value, *place))
        at = end.end() if end else len(text) + 1
        if end is None or end[0] != delimiter:
            if any(cell.text.strip() for cell in row):
                rows.append(tuple(row))
            row = []
    return Table(tuple(rows), delimiter, tuple(slips))


def _unclosed(line: int, column: int) -> Slip:
    message = _("the quotation mark that begins here is not closed")
    return Slip("QR107", message, _('Put another " at the end of the cell.'), line, column)


def _long_cell(line: int, column: int) -> Slip:
    message = _("this cell goes over several lines")
    hint = _("Is a quotation mark missing or one too many? The cell counts as one line.")
    return Slip("QR109", message, hint, line, column, severe=False)
