"""The pen: a cursor that goes everywhere in an article, and marks what it says it marks."""

from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.quotes import paragraph_spans
from quizgame.tui.marking.galley import Galley
from quizgame.tui.marking.pen import Pen
from tests.tui.test_galley import ARTICLE, TEXTS, set_in

ACTS = st.lists(
    st.sampled_from(
        ["left", "right", "up", "down", "pageup", "pagedown", "begin", "end", "keep", "drop"]
    ),
    max_size=30,
)


def pen_of(text: str) -> Pen:
    """A pen at the beginning of a text."""
    return Pen(text, paragraph_spans(text))


def act(pen: Pen, galley: Galley, name: str) -> None:
    """Do one thing with a pen."""
    if name in {"left", "right"}:
        pen.step(1 if name == "right" else -1)
    elif name in {"up", "down", "pageup", "pagedown"}:
        pen.line(galley, {"up": -1, "down": 1, "pageup": -7, "pagedown": 7}[name])
    else:
        getattr(pen, name)()


@given(TEXTS, st.integers(2, 40), ACTS)
def test_the_cursor_is_always_on_a_word_and_marks_whole_words(
    text: str, width: int, acts: list[str]
) -> None:
    """Whatever is pressed, the cursor is on a word, and a mark that grows reaches to it."""
    pen, galley = pen_of(text), set_in(text, width)
    for name in acts:
        act(pen, galley, name)
        start, end = pen.at
        if not text.strip():
            assert pen.at == (0, 0)
            assert not text[slice(*pen.at)]
            continue
        assert text[start:end].strip() == text[start:end] != ""
        assert start <= pen.spot < end
        if pen.is_marking:
            assert pen.mark is not None
            assert pen.mark[0] <= start
            assert end <= pen.mark[1]


@given(TEXTS)
def test_stepping_on_visits_every_word_and_stepping_back_does_too(text: str) -> None:
    """From the first word to the last nothing but white space is passed over, both ways."""
    pen = pen_of(text)
    forth = [pen.at]
    while True:
        pen.step(1)
        if pen.at == forth[-1]:
            break
        forth.append(pen.at)
    assert "".join(text[start:end] for start, end in forth) == "".join(text.split())
    back = [pen.at]
    while True:
        pen.step(-1)
        if pen.at == back[-1]:
            break
        back.append(pen.at)
    assert back == forth[::-1]


@given(TEXTS, st.integers(2, 40))
def test_going_down_reaches_every_line_with_words(text: str, width: int) -> None:
    """No line holds the cursor fast: down leads through all that have words, up back again."""
    pen, galley = pen_of(text), set_in(text, width)
    worded = [row for row, line in enumerate(galley.lines) if text[line.start : line.end].strip()]
    for direction, rows in ((1, worded), (-1, worded[::-1])):
        seen = []
        for _row in rows:
            seen.append(galley.row_of(pen.spot))
            pen.line(galley, direction)
        assert seen == rows


def test_the_column_is_kept_over_shorter_lines() -> None:
    """A short line on the way does not move the cursor to the left for good."""
    text = "one two three four\nshort\none two three four"
    pen, galley = pen_of(text), set_in(text, 30)
    pen.go(text.index("four"))
    pen.line(galley, 1)
    assert text[slice(*pen.at)] == "short"
    pen.line(galley, 1)
    assert pen.at[0] == text.rindex("four")


def test_chinese_is_crossed_by_clauses() -> None:
    """Where no spaces part words, a step goes to the next clause and not over the paragraph."""
    text = "\u6211\u4eec\uff0c\u4ed6\u4eec\u3002\u5b8c"
    pen = pen_of(text)
    pen.step(1)
    assert text[slice(*pen.at)] == "\u4ed6\u4eec\u3002"


def test_words_are_found_whatever_their_marks_and_case() -> None:
    """Straight quotation marks find curly ones; after the last place comes the first.

    What is found is marked, and the cursor is on its last word.
    """
    pen = pen_of(ARTICLE)
    assert pen.find("MR BIDEN'S  decision")
    first = pen.at
    assert pen.mark is not None
    assert ARTICLE[slice(*pen.mark)] == "Mr Biden\u2019s decision"
    assert first[1] == pen.mark[1]
    assert pen.find("mr biden's decision")
    second = pen.at
    assert second > first
    assert pen.find("mr biden's decision")
    assert pen.at == first
    assert pen.find("mr biden's decision", backwards=True)
    assert pen.at == second
    assert not pen.find("nowhere to be found")
    assert not pen.find("  ")
    assert pen.at == second


def test_a_kept_part_and_a_mark_are_dropped_last_first() -> None:
    """Dropping takes the mark that is begun, then the parts from the last to the first."""
    pen = pen_of("one two three four")
    assert not pen.keep()
    pen.begin()
    assert pen.keep()
    pen.step(1)
    pen.step(1)
    pen.begin()
    assert list(pen.spans) == [(0, 3), (8, 13)]
    assert pen.drop()
    assert list(pen.spans) == [(0, 3)]
    assert pen.drop()
    assert not pen.drop()
