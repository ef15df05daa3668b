"""Marking: what is marked in a source becomes evidence that proves there, or gets a reason."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.marking import hints, is_proven, mark, places
from quizgame.bank.quotes import Proof, is_boundary, prove
from quizgame.bank.snapping import snapped
from quizgame.model.questions.base import Evidence

ARTICLE = (Path(__file__).parents[3] / "seeds" / "article.txt").read_bytes().decode()
PIECES = st.sampled_from(
    [
        *("the ", "summit ", "decision, ", "not ", "1,234 ", "it\u2019s ", "a", " ", "\n", "\r\n"),
        *("\n\n", "\r\n\r\n", "\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "\u0301", "\u200d"),
        *("\t", "\x00", "\u00ad", "\u6f22\u5b57", "\U0001f600", "\x85", "\u2028", "\u00a0", "."),
    ]
)
TEXTS = st.one_of(
    st.just(ARTICLE),
    st.lists(PIECES, max_size=60).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=80),
)


def span_of(words: str, text: str = ARTICLE) -> tuple[int, int]:
    """Where words stand first."""
    start = text.index(words)
    return start, start + len(words)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and what is marked in it, often sensible, sometimes not."""
    text = draw(TEXTS)
    spot = st.integers(0, len(text))
    near = st.tuples(spot, st.integers(1, 200)).map(lambda one: (one[0], one[0] + one[1]))
    far = st.tuples(st.integers(-5, len(text) + 5), st.integers(-5, len(text) + 5))
    return text, draw(st.lists(st.one_of(near, far), max_size=4))


@given(marked())
def test_whatever_is_marked_proves_where_it_is_or_gets_a_reason(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    """Fields prove at exactly the snapped place and paragraph; else a sentence says why not."""
    text, spans = case
    result = mark(text, spans)
    assert result.message.endswith(".")
    if not result.proven:
        assert not result.fields
        assert not result.paragraph
        return
    proof = prove(Evidence(source="x", **result.fields), text)
    assert isinstance(proof, Proof)
    assert not proof.folded
    assert proof.spans == result.spans
    assert proof.paragraph == result.paragraph
    assert places(result.fields, text) == result.spans
    assert is_proven(result.fields, text)
    quoted = [text[start:end] for start, end in result.spans]
    assert quoted == (result.fields.get("parts") or [result.fields["exact"]])
    for hint in hints(result.fields, text):
        assert hint.endswith((".", "?"))


@given(marked())
def test_a_mark_snaps_to_whole_words_and_stays_there(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    """Both ends are word boundaries without white space, and snapping again changes nothing."""
    text, spans = case
    for one in spans:
        span = snapped(text, *one)
        if span is None:
            low, high = max(0, min(one)), max(0, *one)
            assert not text[low:high].strip()
            continue
        start, end = span
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert text[start:end] == text[start:end].strip() != ""


@given(
    st.dictionaries(
        st.sampled_from(["exact", "parts", "prefix", "suffix", "speaker", "kind", "source", "odd"]),
        st.one_of(
            st.text(st.characters(exclude_categories=()), max_size=20),
            st.lists(st.text(max_size=8), max_size=3),
            st.integers(),
            st.none(),
        ),
    ),
    TEXTS,
)
def test_any_fields_can_be_shown(fields: dict[str, Any], text: str) -> None:
    """Evidence with errors in it has a place in the source, or none, and never an exception."""
    for start, end in places(fields, text):
        assert 0 <= start < end <= len(text)
    assert isinstance(is_proven(fields, text), bool)
    hints(fields, text)


@pytest.mark.parametrize(
    ("marked_words", "expected"),
    [
        ("nternational alliances are mor", "international alliances are more"),
        (" is one of 123 signatories ", "is one of 123 signatories"),
        ("of 12", "of 123"),
        ("\u201cWe have forged and invested", "We have forged and invested"),
        ("British people.\u201d", "British people."),
        ("\u201cdiscourages\u201d the use", "\u201cdiscourages\u201d the use"),
        ("\u201cdiscourages\u201d", "discourages"),
        ("Mr Sunak said: \u201c", "Mr Sunak said"),
        (",\u201d he told broadcasters", "he told broadcasters"),
        ("\u2013 how we can strengthen", "how we can strengthen"),
        ("the United States\u2019", "the United States\u2019"),
    ],
)
def test_snapping_takes_in_words_and_leaves_loose_ends(marked_words: str, expected: str) -> None:
    """Half words come in whole; quotation marks that enclose or lack their half stay out."""
    span = snapped(ARTICLE, *span_of(marked_words))
    assert span is not None
    assert ARTICLE[slice(*span)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Only this."', "Only this."),
        ('"yes" and "no"', '"yes" and "no"'),
        ("\u2018It\u2019s right\u2019", "It\u2019s right"),
        ("\u201eGenau so war es\u201c", "Genau so war es"),
        ("\u00abC\u2019est \u00e7a\u00bb", "C\u2019est \u00e7a"),
    ],
)
def test_quotation_marks_of_several_kinds_stay_out(text: str, expected: str) -> None:
    """Whatever marks enclose all that is marked are not part of it."""
    span = snapped(text, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == expected


def test_what_stands_twice_gets_what_is_around_it() -> None:
    """The second of two equal places is told from the first by words before or after it."""
    text = "First he said that it was right. Later she said that it was right, however.\n\nEnd."
    start = text.rindex("that it was right")
    result = mark(text, [(start, start + 17)])
    assert result.proven
    assert result.fields == {"exact": "that it was right", "prefix": "she said "}
    assert "more than once" in result.message


def test_several_spans_of_one_paragraph_are_parts() -> None:
    """An elided quotation keeps its order, whatever part was marked first."""
    parts = ["Mr Sunak said Britain", "is one of 123 signatories of a convention"]
    result = mark(ARTICLE, [span_of(parts[1]), span_of(parts[0])])
    assert result.fields == {"parts": parts}
    assert result.paragraph == 4


def test_parts_whose_words_stand_twice_are_told_apart() -> None:
    """Equal parts earlier in the source do not draw the proof away from what was marked."""
    text = "One day the cat sat on the mat.\n\nAnother day the cat sat on the mat."
    start = text.rindex("the cat")
    result = mark(text, [(start, start + 7), (start + 12, start + 22)])
    assert result.proven
    assert result.spans == ((start, start + 7), (start + 12, start + 22))
    assert result.fields["prefix"] == "Another day "


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([], "Nothing is marked"),
        ([(5, 5)], "Nothing is marked"),
        ([span_of("Rishi Sunak")], "too short"),
        ([span_of("to Ukraine.\n\nThe prime minister")], "past the end of paragraph 1"),
        ([span_of("Rishi Sunak has warned"), span_of("Both Moscow and Kyiv")], "1, 22"),
    ],
)
def test_what_does_not_prove_is_told_why(spans: list[tuple[int, int]], words: str) -> None:
    """Each way of marking too little or too much has its own sentence."""
    result = mark(ARTICLE, spans)
    assert not result.proven
    assert words in result.message


def test_what_can_not_be_told_apart_says_how_often_it_stands() -> None:
    """In a text that repeats itself the author is asked for more."""
    text = "\n\n".join(["again and again and again"] * 1500)
    start = len(text) // 2
    start = text.index("again and", start)
    result = mark(text, [(start, start + 25)])
    assert not result.proven
    assert "times" in result.message


def test_a_part_that_stands_earlier_too_is_named() -> None:
    """Where the proof would take an earlier place for a part, more of it is asked for."""
    text = "The start is here, it is one, it is one, and the end is there."
    spans = [span_of("The start is", text), (30, 39), span_of("the end is", text)]
    assert text[30:39] == "it is one"
    result = mark(text, spans)
    assert not result.proven
    assert "Part 2" in result.message


def test_too_long_is_told() -> None:
    """More than evidence can hold is not offered, not even of a word without an end."""
    for text in ("word " * 2000, "x" * 20_000):
        assert "too long" in mark(text, [(10, len(text) - 10)]).message
    assert "too long" in mark("x" * 50_000, [(20_000, 20_005)]).message


def test_careful_hints() -> None:
    """A negation left out and quoted words without a speaker are pointed to."""
    told = {"exact": "to express support for Mr Biden\u2019s decision"}
    assert any("\u201cnot\u201d" in hint for hint in hints(told, ARTICLE))
    spoken = {"exact": "These are terrible weapons"}
    assert any("whose" in hint for hint in hints(spoken, ARTICLE))
    assert hints({**spoken, "speaker": "Boris Johnson"}, ARTICLE) == ()


def test_evidence_that_no_longer_proves_is_shown_near_its_place() -> None:
    """The nearest passage is shown for changed words, the meant place for an ambiguous one."""
    near = {"exact": "Russia\u2019s acts of barbarism are causing untold suffering to millions"}
    ((start, end),) = places(near, ARTICLE)
    assert "act of barbarism is causing untold suffering" in ARTICLE[start:end]
    assert not is_proven(near, ARTICLE)
    twice = "He came home. She came home at last.\n\nThey said that he came home at last."
    meant = {"exact": "came home at last", "prefix": "said that he  "}
    ((start, _end),) = places(meant, twice)
    assert start == twice.rindex("came")
    assert places({"exact": "nothing of the kind is written here"}, ARTICLE) == ()
