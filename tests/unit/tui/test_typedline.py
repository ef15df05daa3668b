"""A line that is typed without a widget: its text, its cursor, and how wide it is drawn."""

from hypothesis import given
from hypothesis import strategies as st

from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import width_of
from quizgame.tui.live.typedline import TypedLine

KEYS = ("left", "right", "home", "end", "backspace", "delete", "é", "漢", "\u0301", "a", " ")


def typed(keys: list[str]) -> TypedLine:
    """Return a line into which these keys were typed."""
    line = TypedLine()
    for key in keys:
        line.press(key, key if len(key) == 1 else None)
    return line


@given(
    keys=st.lists(st.sampled_from(KEYS), max_size=40),
    width=st.integers(4, 20),
    has_cursor=st.booleans(),
)
def test_it_is_as_wide_as_its_place(keys: list[str], width: int, *, has_cursor: bool) -> None:
    """Whatever was typed, and wherever the cursor is, the line fills its place and no more."""
    line = typed(keys)
    spans = line.spans(width, has_cursor=has_cursor)
    assert width_of(spans) == width
    assert sum(span.style == "field-cursor" for span in spans) == has_cursor


@given(st.text(max_size=300), st.text(max_size=300), st.integers(0, 300))
def test_what_is_pasted_is_clean_and_stays_in_bounds(text: str, more: str, back: int) -> None:
    """Nothing that a terminal obeys comes in, and no more than there is room for."""
    line = TypedLine(text)
    for _step in range(min(back, 5)):
        line.press("left", None)
    line.insert(more)
    assert line.text == clean_line(line.text)
    assert len(line.text) <= 200
    assert 0 <= line.at <= len(line.text)


@given(st.text("abcd", max_size=20), st.integers(0, 20))
def test_keys_edit_where_the_cursor_is(text: str, steps: int) -> None:
    """A letter goes in at the cursor, and backspace takes it out again."""
    line = TypedLine(text)
    for _step in range(steps):
        line.press("left", None)
    at = max(0, len(text) - steps)
    line.press("x", "x")
    assert line.text == text[:at] + "x" + text[at:]
    line.press("backspace", None)
    assert (line.text, line.at) == (text, at)


def test_a_pin_is_not_shown() -> None:
    """Of a secret only its length is drawn."""
    line = TypedLine("2468", is_secret=True)
    assert "".join(span.text for span in line.spans(10)).strip() == "****"
