"""Numbers as people write them, in the conventions of a language."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.model.numbers import decimal_mark, read_number


def _read(text: str, language: str, units: tuple[str, ...] = ()) -> list[str]:
    return [str(value) for value in read_number(text, language, units).values]


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("12", ["12"], ["12"]),
        ("1.5", ["1.5"], ["1.5"]),  # one mark and no group of three: it can only be decimals
        ("1,5", ["1.5"], ["1.5"]),
        ("1.234", ["1.234"], ["1234", "1.234"]),
        ("1,234", ["1234", "1.234"], ["1.234"]),
        ("0,123", ["0.123"], ["0.123"]),
        ("12,345.6", ["12345.6"], []),
        ("12.345,6", [], ["12345.6"]),
        ("1,234,567", ["1234567"], ["1234567"]),
        ("1.234.567", ["1234567"], ["1234567"]),
        ("1 234 567", ["1234567"], ["1234567"]),
        ("1\N{NARROW NO-BREAK SPACE}234", ["1234"], ["1234"]),
        ("1\N{RIGHT SINGLE QUOTATION MARK}234", ["1234"], ["1234"]),
        ("\N{MINUS SIGN}5", ["-5"], ["-5"]),
        ("+5", ["5"], ["5"]),
        ("-1,5", ["-1.5"], ["-1.5"]),
        (".5", ["0.5"], ["0.5"]),
    ],
)
def test_reads_what_people_write(text: str, english: list[str], german: list[str]) -> None:
    """A number has one meaning, or two where a group of three could be decimals."""
    assert _read(text, "en-GB") == english
    assert _read(text, "de") == german


@pytest.mark.parametrize(
    "text", ["", "-", "--5", "+-5", "1e5", "1,23,456", "1,,2", "12 34", "five", "1.", "9" * 99]
)
def test_guesses_nothing(text: str) -> None:
    """What is no number in any reading has no value."""
    assert _read(text, "en") == []


@pytest.mark.parametrize("text", ["5 km", "5km", "km 5", " 5 KM ", "5 m"])
def test_units_may_stand_beside_it(text: str) -> None:
    """One of the question's units may be written, the longest that fits."""
    assert _read(text, "en", ("m", "km")) == ["5"]
    assert _read(text, "en", ("%",)) == []


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["en", "de", "fr", "sv-SE"]))
def test_plain_digits_read_everywhere(value: Decimal, language: str) -> None:
    """Digits with two decimals read as themselves, with either mark."""
    text = format(value, "f")
    for written in (text, text.replace(".", decimal_mark(language))):
        assert read_number(written, language).values == (value,)


@given(st.text(max_size=50), st.sampled_from(["en", "de"]))
def test_never_raises(text: str, language: str) -> None:
    """Any text has no value, one or two."""
    assert len(read_number(text, language, ("km",)).values) <= 2
