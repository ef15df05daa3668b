"""The small Markdown of banks."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.model.markup import Line, parse, plain

MARKED = st.text(alphabet=st.sampled_from("*`~-_# \n\\ab1.[]()<>&é\u0301\r\x00"), max_size=60)


def styles(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a text of one line."""
    (line,) = parse(text)
    return list(line.pieces)


def test_stars_make_emphasis() -> None:
    """One star emphasises, two more so, and what stands within both is strong."""
    assert styles("a *b* **c** ***d***") == [
        ("a ", ""),
        ("b", "em"),
        (" ", ""),
        ("c", "strong"),
        (" ", ""),
        ("d", "strong"),
    ]


@pytest.mark.parametrize("text", ["2*3*4", "a*b*c", "2 * 3 * 4", "x**2**y", "*", "**", "a*", "*a"])
def test_stars_elsewhere_are_stars(text: str) -> None:
    """Stars inside words and numbers, between spaces or alone are text."""
    assert styles(text) == [(text, "")]


def test_backticks_make_code() -> None:
    """What stands in backticks is code, stars included."""
    assert styles("see `a *b*` now") == [("see ", ""), ("a *b*", "code"), (" now", "")]


@pytest.mark.parametrize(
    "text",
    [
        "_a_ __b__",
        "# heading",
        "1. one",
        "* star",
        "+ plus",
        "[a](b)",
        "<b>a</b>",
        "&amp; a  ",
        "    indented",
        "> quote",
        "-no list",
        "---",
        "a\n===",
    ],
)
def test_all_other_marks_are_text(text: str) -> None:
    """Nothing but stars, backticks, fences and dashes means anything."""
    assert plain(text) == text
    assert {style for line in parse(text) for _text, style in line.pieces} <= {""}


def test_dashes_make_lists() -> None:
    """A line that begins with a dash and a space is an item, the next line belongs to it."""
    assert parse("a\n- b\n- *c\nd*") == (
        Line((("a", ""),)),
        Line((("b", ""),), bullet=True),
        Line((("c", "em"),), bullet=True),
        Line((("d", "em"),)),
    )


def test_fences_make_code() -> None:
    """A closed fence is code, line by line, its marks left out; one never closed is text."""
    assert parse("```py\n*a*\n\n```\nb") == (
        Line((("*a*", "code"),), code=True),
        Line((), code=True),
        Line((("b", ""),)),
    )
    assert plain("```\nopen *a*") == "```\nopen a"


@given(st.text() | MARKED)
def test_only_marks_are_lost(text: str) -> None:
    """Whatever the text, no letter is lost, added or moved."""
    marks = re.compile(r"^ {0,3}(`{3,}|~{3,})[\w+-]*[ \t]*$", re.MULTILINE)
    kept = re.compile(r"[*`\s-]")
    assert kept.sub("", marks.sub("", plain(text))) == kept.sub("", marks.sub("", text))


@given(st.text(alphabet=st.characters(exclude_characters="*`~-")))
def test_text_without_marks_stays(text: str) -> None:
    """Text without marks comes back as it is, white space included."""
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 7000,
        "**a*" * 5000,
        "*" * 20_000,
        "`" * 20_000,
        " ".join("`" * n for n in range(200)),
        "- " * 10_000,
        "```\n" * 5000,
        "````\n" + "```\n" * 5000,
        "\n".join("`" * n for n in range(200, 2, -1)),
    ],
)
def test_hostile_texts_end(text: str) -> None:
    """Texts made to nest or to be searched again and again are read all the same."""
    assert parse(text)


def test_the_reader_is_loaded_for_marks_only() -> None:
    """Text without stars or backticks does not load markdown-it."""
    code = (
        "import sys; from quizgame.model.markup import plain; plain('- a\\nb'); "
        "assert 'markdown_it' not in sys.modules; plain('*a*'); "
        "assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
