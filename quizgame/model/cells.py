"""Cells of a table that leaves the program, safe to open in a spreadsheet."""

from quizgame.model.text import clean_line

Cell = str | int | float

# A spreadsheet takes these, also in full width, for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_cell(value: str | float | None) -> Cell:
    """Return a value as a cell: numbers as they are, text on one line, cleaned, never a formula.

    Text that begins with = + - @, a tab or a carriage return, white space before them or not, gets
    a leading apostrophe. True and False become words, None an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = clean_line(value)
    if value.startswith(("\t", "\r")) or text.lstrip().startswith(_FORMULA):
        return f"'{text}"
    return text
