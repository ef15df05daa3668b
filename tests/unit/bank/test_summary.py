"""A bank in numbers, and how hard a text is to read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.grade import grade, syllables
from quizgame.bank.load import load_bank
from quizgame.bank.sentences import sentences
from quizgame.bank.summary import Summary, summarize
from tests.unit.bank.conftest import HEAD, Write, question

ROOT = Path(__file__).parents[3]
ARTICLE = (
    "The bridge opened in May. It has four lanes.\n\nThe mayor came. Many people walked over it."
    " Nobody paid.\n\nIt rained a little.\n"
)


def summary_of(write: Write, text: str) -> Summary:
    """The summary of a bank beside the article."""
    summary = summarize(load_bank(write(text, article=ARTICLE)))
    assert summary is not None
    return summary


def test_questions_are_counted_by_what_they_are(write: Write) -> None:
    """Ready ones by type, tag and difficulty; drafts and those left out only by how many."""
    summary = summary_of(
        write,
        HEAD
        + question('tags = ["a", "b", "b"]\ndifficulty = "easy"', "one")
        + question('tags = ["b"]', "two")
        + question('status = "draft"\ntags = ["c"]', "three")
        + question("zzz = 1", "four"),
    )
    assert (summary.ready, summary.drafts, summary.left_out) == (2, 1, 1)
    assert summary.types == {"true-false": 2}
    assert list(summary.tags.items()) == [("b", 2), ("a", 1)]
    assert summary.difficulties == {"easy": 1, "medium": 1, "hard": 0}


def test_sentences_that_are_quoted_are_counted_once(write: Write) -> None:
    """A quotation counts for each sentence it touches; drafts and wrong ones for none."""
    summary = summary_of(
        write,
        HEAD
        + question("", "one", evidence='exact = "opened in May. It has four"')
        + question("", "two", evidence='exact = "It has four lanes"')
        + question('status = "draft"', "three", evidence='exact = "Many people walked"')
        + question("", "four", evidence='exact = "Many people swam"'),
    )
    (source,) = summary.sources
    assert (source.quoted, source.sentences, source.paragraphs) == (2, 6, 3)
    assert source.unquoted == (2, 3)
    assert source.share == pytest.approx(1 / 3)
    assert source.grade is None
    assert summary.grade is None


def test_parts_quote_what_they_are_of_and_not_what_is_between(write: Write) -> None:
    """Of an elided quotation only the sentences of its parts are quoted."""
    parts = 'parts = ["The mayor came", "Nobody paid"]'
    (source,) = summary_of(write, HEAD + question("", "one", evidence=parts)).sources
    assert (source.quoted, source.unquoted) == (2, (1, 3))


def test_the_article_s_bank_has_a_grade() -> None:
    """A person judged the article to read like school grade 12; its stems are easier."""
    summary = summarize(load_bank(ROOT / "questions" / "cluster-munitions.toml"))
    assert summary is not None
    assert summary.grade is not None
    (source,) = summary.sources
    assert source.grade is not None
    assert 11 < source.grade < 14
    assert summary.grade < source.grade
    assert source.sentences == 31


def test_a_broken_bank_has_no_summary(write: Write) -> None:
    """Where the head can not be understood, nothing is counted."""
    assert summarize(load_bank(write("format = 2"))) is None
    empty = summary_of(write, HEAD)
    assert (empty.ready, empty.types, empty.sources[0].unquoted) == (0, {}, (1, 2, 3))


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    """Words a sentence and syllables a word decide, as the formula says."""
    text = "The cat sat on the mat. " * 20
    assert grade([text]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade(["too short"]) is None
    harder = "The international organisation considered unprecedented alternatives. " * 20
    assert grade([harder]) == pytest.approx(0.39 * 6 + 11.8 * 23 / 6 - 15.59)


COUNTED = re.findall(
    r"(\S+) (\d+)",
    "cat 1 make 1 little 2 table 2 people 2 wanted 2 asked 1 houses 2 makes 1 minister 3 idea 3"
    " science 2 create 2 created 3 nation 2 previous 3 being 2 used 1 whole 1 international 5"
    " security 4 economic 4 unprecedented 5 indiscriminate 5 question 2 unique 2 allies 2 million 2"
    " language 2 video 3 rules 1 pages 2 quiet 2 the 1 she 1 why 1 it's 1 Ukraine's 2",
)


@pytest.mark.parametrize(("word", "count"), COUNTED)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: str) -> None:
    """Silent endings do not count, and two vowels may be two syllables."""
    assert syllables(word) == int(count)


@given(st.text(max_size=400))
def test_any_text_has_a_grade_or_none(text: str) -> None:
    """Whatever is in a source, its grade is a number or nothing."""
    found = grade([text, text])
    assert found is None or (found > -20 and sentences(text))
