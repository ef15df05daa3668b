"""Cells: text never becomes a formula, numbers stay numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.model.cells import csv_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        ("  =1+1", "'  =1+1"),
        ("\n=1+1", "' =1+1"),
        ("\x1b=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\tplain", "' plain"),
        ("a=b", "a=b"),
        ("", ""),
        ("Zoë 10\u202f000", "Zoë 10 000"),
        ("two\nlines", "two lines"),
        ("\x1b]52;c;MARK\x07", "]52;c;MARK"),
    ],
)
def test_text_is_one_harmless_line(text: str, cell: str) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe; controls are dropped."""
    assert csv_cell(text) == cell


@pytest.mark.parametrize("number", [-6, -2.5, 0, 3])
def test_numbers_stay_numbers(number: float) -> None:
    """A negative number is no text and keeps its sign."""
    assert csv_cell(number) == number


def test_other_values_become_words() -> None:
    """Truth is a word, nothing is an empty cell."""
    assert (csv_cell(True), csv_cell(False), csv_cell(None)) == ("true", "false", "")  # noqa: FBT003 - the cells themselves


@given(st.text())
def test_no_text_begins_a_formula(text: str) -> None:
    """Whatever the text, its cell begins with nothing that starts a formula."""
    cell = str(csv_cell(text))
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.isprintable() or not cell.isascii()
