"""What cleaning lets through, whatever it is given, and that it leaves people's own writing be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.model.text import cell_width, clean_block, clean_line, clean_name, fold

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BAD = (
    "\x00\x07\x08\t\n\v\f\r\x1b\x7f\x80\x84\x85\x90\x9b\x9c\x9d\xa0\xad\u0301\u0489\u094d\u115f\u2028"
    "\u200b\u200c\u200d\u2060\u3164\ufe0f\ufeff\ud800\udfff\ufffe\U000e0001\U000e0041\U0001f3fd"
) + BIDI
TEXT = st.text(st.sampled_from(BAD + "ab 1é漢שक👩") | st.characters(), max_size=60)


def is_harmless(text: str, *, newlines: bool = False) -> bool:
    """Return whether text holds nothing that a terminal obeys or that turns its order round."""
    return not any(
        unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        or (unicodedata.category(char) == "Cf" and char not in "\u200c\u200d")
        for char in (text.replace("\n", "") if newlines else text)
    )


@given(TEXT)
def test_a_block_holds_nothing_a_terminal_obeys(text: str) -> None:
    """Of control and format characters only newlines and joiners survive."""
    assert is_harmless(clean_block(text), newlines=True)


@given(TEXT)
def test_a_line_holds_nothing_a_terminal_obeys_and_no_newline(text: str) -> None:
    """A line is a block on one line."""
    assert is_harmless(clean_line(text))
    assert clean_line(text) == clean_block(text).replace("\n", " ")


@given(TEXT)
def test_a_name_is_short_and_plain(text: str) -> None:
    """A name has no joiners, no white space at its ends or twice in a row, and a known width."""
    name = clean_name(text)
    assert is_harmless(name)
    assert not set(name) & set("\u200c\u200d\ufe0e\ufe0f")
    assert name == " ".join(name.split())
    assert cell_width(name) <= 40
    assert unicodedata.is_normalized("NFC", name)


@given(TEXT)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    """Cleaning twice is cleaning once."""
    assert clean_block(clean_block(text)) == clean_block(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_name(clean_name(text)) == clean_name(text)


@given(
    st.text(st.sampled_from("\x07\u200b\u200d\u200c\u0300\u0489\u20dd\u093f\u094d"), max_size=80)
)
def test_marks_can_not_be_piled_up(flood: str) -> None:
    """No letter gets more than four marks, also where other characters stand between them."""
    marks = [c for c in clean_block(f"a{flood}b") if unicodedata.category(c)[0] == "M"]
    assert len(marks) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "क्‍ष, क्‌ष, हिन्दी में लिखा हुआ",  # the joiners after a virama choose the shape
        "ශ්‍රී ලංකාව",
        "നന്‍മ അവന്‍ വന്നു",  # an older spelling of Malayalam ends words in virama and joiner
        "می‌خواهم خانه‌ها را ببینم",  # noqa: RUF001 - Persian
        "وَلَقَدْ خَلَقْنَا ٱلْإِنسَٰنَ",
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
        "ภาษาไทยที่มีวรรณยุกต์ น้ำ",
        "Việt Nam, Ångström, naïve, Łódź, Ελληνικά, Кириллица",
        "漢字かなカナ 한국어",
        "👍🏽 🇫🇷 ❤️ ½ € “…” – ’",  # noqa: RUF001 - as articles print them
    ],
)
def test_ordinary_writing_stays_unchanged(text: str) -> None:
    """Scripts that need joiners and marks keep them."""
    assert clean_block(text) == text
    assert clean_line(text) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("👨‍👩‍👧", "👨👩👧"),  # terminals do not agree on the width of a joined emoji
        ("10\u202f000\u00a0km", "10 000 km"),
        ("co\u00adoperate", "cooperate"),
        ("one\r\ntwo\rthree\u2028four\x85five\vsix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a b"),
        ("\ufeffstart", "start"),
        ("a\u200d b\u200c.", "a b."),  # a joiner that joins nothing
        ("\x1b]52;c;QQ==\x07\x9b31m", "]52;c;QQ==31m"),
        ("\u3164\u115fx", "x"),
    ],
)
def test_what_is_changed(raw: str, clean: str) -> None:
    """What is dropped or replaced, and what is left of it."""
    assert clean_block(raw) == clean


def test_a_name_can_not_pass_for_another() -> None:
    """Invisible differences between names are no differences."""
    assert {
        clean_name(name)
        for name in (
            "Anna",
            " Anna\u200b",
            "An\u2060na",
            "A\u200dnna",
            "Anna\u3164",
            "\u2800Anna",
            "Anna\ufe0f",
        )
    } == {"Anna"}
    assert clean_name("\u2066\u3164\u2800\u200b") == ""


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Vilnius", "\ufeffVil\u00adni\u200bus\u200e"),
        ("\x1bVilnius\x07", "Vilnius"),
        (
            "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("two words", "two\x85\u00a0words"),
    ],
)
def test_what_is_not_seen_makes_no_answer_wrong(typed: str, key: str) -> None:
    """A key with characters that nobody can see or type is met by what is seen of it."""
    assert fold(typed) == fold(key)


def test_an_answer_of_nothing_seen_is_none() -> None:
    """Characters that are not seen are no answer."""
    assert fold("\u200b\u2060\u3164\x1b") == ""
