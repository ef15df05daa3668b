"""Where the gaps of a running text are."""

import pytest

from quizgame.model.questions.cloze import split_gaps


@pytest.mark.parametrize(
    ("text", "segments", "names"),
    [
        ("no gap", ("no gap",), ()),
        ("{{a}} and {{ b }}.", ("", " and ", "."), ("a", "b")),
        ("{{\ta\n}}", ("", ""), ("a",)),
        ("a {{{{ stays, {{b}}", ("a {{ stays, ", ""), ("b",)),
        ("never {{closed", ("never {{closed",), ()),
        ("{{}}", ("", ""), ("",)),
    ],
)
def test_gaps_are_named_between_their_braces(
    text: str, segments: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """White space around a name is no part of it, and what is not closed is text."""
    assert split_gaps(text) == (segments, names)


def test_a_gap_that_is_never_closed_is_crossed_once() -> None:
    """Thousands of blanks after an opening brace are text, and found to be so in time."""
    text = "{{" + " " * 20_000
    assert split_gaps(text) == ((text,), ())
