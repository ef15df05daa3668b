"""A line edited key by key, as a terminal's own driver would."""

from unicodedata import normalize

import pyte
from hypothesis import given
from hypothesis import strategies as st

from quizgame.line.editor import LineEditor

KEYS = st.sampled_from(
    [
        "a",
        "B",
        " ",
        "é",
        "日",
        "e\u0301",
        "\x7f",
        "\x08",
        "\x15",
        "\x17",
        "\x1b[A",
        "\x1bOP",
        "\x07",
    ]
)


def typed(keys: str) -> tuple[LineEditor, str]:
    """Return the editor after some keys, with its echo."""
    editor = LineEditor()
    return editor, editor.feed(keys.encode())


def test_enter_ends_a_line() -> None:
    """Several lines typed at once come out one by one."""
    editor, echo = typed("one\rtwo\nthree")
    assert (editor.line(), editor.line(), editor.line()) == ("one", "two", None)
    assert editor.begun == "three"
    assert echo == "one\ntwo\nthree"


def test_both_ends_of_a_line_are_one() -> None:
    """Some terminals send two characters for Enter."""
    editor, _echo = typed("one\r\ntwo\r\n")
    assert (editor.line(), editor.line(), editor.line()) == ("one", "two", None)


def test_rubbing_out() -> None:
    """A character with its marks, a word, the line; a wide character takes two cells."""
    assert typed("ab\x7f")[0].begun == "a"
    assert typed("ae\u0301\x7f")[0].begun == "a"
    assert typed("日\x7f")[1] == "日" + "\b \b" * 2
    assert typed("one two \x17")[0].begun == "one "
    assert typed("one two\x15")[0].begun == ""
    assert typed("\x7f\x15\x17")[1] == ""


def test_keys_without_a_meaning_do_nothing() -> None:
    """Arrows, function keys and control characters leave no trace; a lone Escape neither."""
    editor, echo = typed("a\x1b[A\x1bOP\x1b[15~\x07\x1bb")
    assert editor.begun == echo == "ab"


def test_a_character_may_arrive_in_parts() -> None:
    """Bytes of one character or sequence need not come together."""
    editor = LineEditor()
    for byte in "日\x1b[Aé".encode():
        editor.feed(bytes([byte]))
    assert editor.begun == "日é"


def test_the_end_comes_only_at_the_start_of_a_line() -> None:
    """Ctrl+D with something typed does nothing."""
    assert not typed("a\x04")[0].ended
    assert typed("a\r\x04")[0].ended


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    """Whatever arrives, the echo has no control characters but newlines and rubbing out."""
    editor = LineEditor()
    echo = editor.feed(data).replace("\b \b", "")
    assert not [char for char in echo if char != "\n" and not (char.isprintable() or char == " ")]


@given(st.lists(KEYS, max_size=30))
def test_the_echo_shows_what_is_begun(keys: list[str]) -> None:
    """On a screen there stands exactly what will be sent."""
    editor, echo = typed("".join(keys))
    screen = pyte.Screen(80, 3)
    pyte.Stream(screen).feed(echo.replace("\n", "\r\n"))
    assert screen.display[0].rstrip() == normalize("NFC", editor.begun).rstrip()
