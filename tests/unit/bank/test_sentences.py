"""Sentences: where one ends, and where a full stop is only a full stop."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.quotes import paragraph_spans
from quizgame.bank.sentences import sentences

ARTICLE = (Path(__file__).parents[3] / "seeds" / "article.txt").read_text(encoding="utf-8")


def split(text: str) -> list[str]:
    """The sentences of a text as texts."""
    return [text[start:end] for start, end in sentences(text)]


def test_the_article_has_its_31_sentences() -> None:
    """A person counted 31; quotations over several paragraphs end where their paragraph does."""
    found = split(ARTICLE)
    assert len(found) == 31
    assert found[-1] == "Both Moscow and Kyiv have used cluster munitions already in the war."
    assert "He is right." in found
    assert sum(one.startswith("\u201c") for one in found) == 6


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Sunak met Mrs. May and Dr. Who.", "They talked."],
        ["Mr Sunak met Mrs May.", "Dr Who came."],
        ["The U.S. Senate met.", "It voted."],
        ["He lives in the U.S.", "She does not."],
        ["He lives in the US.", "Germany is far."],
        ["It was J. R. R. Tolkien and George W. Bush.", "Nobody else."],
        ["Costs rose 2.5 per cent to $1.25.", "Prices fell."],
        ["\u201cIt is so.\u201d", "\u201cIt is not.\u201d"],
        ['"It is so."', '"It is not."'],
        ["\u201cIs it so?\u201d he asked.", "Nobody knew."],
        ["\u201cIs it so?\u201d Mr Sunak asked.", "Nobody knew."],
        ["\u201cIs it so?\u201d", "Nobody knew."],
        ["He said \u201cno\u201d (or so.)", "Then he left."],
        ["It began in Jan. 2020 at 5 p.m.", "Police came."],
        ["It is at 5 p.m. GMT on Monday.", "Come!"],
        ["No. 10 is a door.", "See fig. 3 for it."],
        ["Did he go?", "No.", "Police came."],
        ["It was called Yahoo! and grew.", "It shrank."],
        ["He waited ... and waited\u2026", "Then it came."],
        ["The war ended.[3]", "Peace came.[12][4]"],
        ["1. First wash it.", "Then dry it."],
        ["It was World War I.", "It lasted."],
        ["Wrapped\nin lines.", "And\nagain."],
        ["A list:", "- one thing", "- Another thing."],
        ["\u5b83\u6765\u4e86\u3002", "\u5b83\u8d70\u4e86\uff01"],
        ["A headline without a stop"],
    ],
)
def test_sentences_end_where_readers_end_them(parts: list[str]) -> None:
    """Titles, initials, numbers, quotations and brackets are read as people read them."""
    assert split(" ".join(parts)) == parts or split("\n".join(parts)) == parts


def test_a_blank_line_ends_a_sentence() -> None:
    """No sentence crosses a paragraph, whatever the line ends."""
    assert split("It was Mr.\r\n\r\nSmith came\n \t\nand went") == [
        "It was Mr.",
        "Smith came",
        "and went",
    ]
    assert split("") == split(" \n\n ") == []


@given(
    st.text(
        st.one_of(st.sampled_from(" \n.!?\u2026\"'\u201c\u201d()[]1-*AaMr\u3002"), st.characters()),
        max_size=200,
    )
)
def test_sentences_hold_all_but_white_space(text: str) -> None:
    """Sentences are in order, stay in their paragraph, and leave out nothing that can be seen."""
    at = 0
    paragraphs = paragraph_spans(text)
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert any(low <= start and end <= high for low, high in paragraphs)
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "unit", [".", ". ", ".)", ".[1]", "A. ", "\n-", " ", "\n", ".\u201d \u201c", "Mr. ", "[", "\n "]
)
def test_a_long_text_of_anything_is_taken_apart(unit: str) -> None:
    """Half a million characters of one pattern take a moment and not minutes."""
    text = unit * (500_000 // len(unit))
    assert all(start < end for start, end in sentences(text))
