"""Proof of quotation: what proves, where, and why not."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgame.bank.quotes import (
    Failure,
    Proof,
    Prover,
    is_boundary,
    is_long_enough,
    paragraph_spans,
    prove,
    prover_of,
)
from quizgame.model.questions.base import Evidence

TEXT = (Path(__file__).parents[3] / "seeds" / "article.txt").read_bytes().decode()
# Long enough to be searched for many quotations at once, with much of it standing twice.
LONG = f"{TEXT * 3}\n\nAn ending, with \u201ca quotation\u201d of 1,234 words. {TEXT[:6000]}"
WORDS = st.sampled_from(
    ["the", "summit", "decision", "Kyiv", "not", "2", "1,234", "it\u2019s", "a"]
)
BETWEEN = st.sampled_from(
    [" ", " ", " ", ", ", ". ", "\n", "\n\n", "\r\n\r\n", " \u201c", "\u201d "]
)


def quote(exact: str = "", **fields: object) -> Evidence:
    """Evidence from the source `article`."""
    return Evidence(source="article", exact=exact, **fields)  # type: ignore[arg-type] # any fields


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A text of few words, so that much of it repeats."""
    count = draw(st.integers(4, 40))
    return "".join(draw(WORDS) + draw(BETWEEN) for _ in range(count))


@cache
def boundaries(text: str) -> tuple[int, ...]:
    """Every word boundary of a text."""
    return tuple(at for at in range(len(text) + 1) if is_boundary(text, at))


@st.composite
def bounded_pieces(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """The span of a piece of `text` between two word boundaries, long enough to be quoted."""
    bounds = boundaries(text)
    first = draw(st.integers(0, len(bounds) - 2))
    last = draw(st.integers(first + 1, min(len(bounds) - 1, first + 30)))
    start, end = bounds[first], bounds[last]
    assume(is_long_enough(text[start:end]) and text[start:end].strip())
    return start, end


def bounded_places(text: str, exact: str) -> list[int]:
    """Every offset of `exact` between word boundaries, found the plain way."""
    bounds = set(boundaries(text))
    return [at for at in sorted(bounds) if text.startswith(exact, at) and at + len(exact) in bounds]


@given(st.data(), st.one_of(st.just(TEXT), sources()))
def test_a_piece_proves_exactly_when_it_stands_once(data: st.DataObject, text: str) -> None:
    """Any unique word-bounded piece proves at its place; a repeated one does not."""
    start, end = data.draw(bounded_pieces(text))
    exact = text[start:end]
    result = prove(quote(exact), text)
    places = bounded_places(text, exact)
    if len(places) == 1:
        assert isinstance(result, Proof)
        assert result.spans == ((start, end),)
        assert not result.folded
    else:
        assert isinstance(result, Failure)
        assert result.cause == "several"
        assert [place[0] for place in result.places] == places


@given(st.data(), st.one_of(st.just(TEXT), sources()))
def test_a_changed_word_never_proves(data: st.DataObject, text: str) -> None:
    """A quotation with a word that the source does not have is never proven, even by folding."""
    start, end = data.draw(bounded_pieces(text))
    words = text[start:end].split(" ")
    changed = data.draw(st.integers(0, len(words) - 1))
    words[changed] = data.draw(st.sampled_from(["Qatar", "9,999", "zzz"]))
    result = prove(quote(" ".join(words)), text)
    assert isinstance(result, Failure)
    assert result.cause in {"missing", "short"}


@given(st.data(), st.one_of(st.just(TEXT), sources()))
def test_prefix_and_suffix_single_out_their_place(data: st.DataObject, text: str) -> None:
    """With all that stands before and after it as prefix and suffix, any piece proves there."""
    start, end = data.draw(bounded_pieces(text))
    evidence = quote(text[start:end], prefix=text[:start], suffix=text[end:])
    result = prove(evidence, text)
    assert isinstance(result, Proof)
    assert result.spans == ((start, end),)


@given(st.data())
def test_many_at_once_prove_as_one_at_a_time(data: st.DataObject) -> None:
    """A prover that was told what to expect says the same as one that was not."""
    text = LONG
    pieces = [data.draw(bounded_pieces(text)) for _ in range(3)]
    wanted = [quote(text[start:end]) for start, end in pieces]
    wanted += [quote(f"\u201c{one.exact}") for one in wanted]
    wanted += [quote(f"{one.exact} nowhere") for one in wanted]
    prepared = Prover(text)
    prepared.expect(wanted * 4)
    for one in wanted:
        assert prepared.prove(one) == prove(one, text)


@pytest.mark.parametrize(
    ("exact", "spelling"),
    [
        ("US president's decision to send", "US president\u2019s decision to send"),
        ('they face "unprecedented" security', "they face \u201cunprecedented\u201d security"),
        ("our allies - how we can", "our allies \u2013 how we can"),
        ("our allies \u2014 how we can", "our allies \u2013 how we can"),
        ("one of  123\tsignatories", "one of 123 signatories"),
        ("one of 123 sig\u00adnatories", "one of 123 signatories"),
        ("Belfast, Hiroshima\nand Washington", "Belfast, Hiroshima and Washington"),
    ],
)
def test_other_spellings_are_found_by_folding(exact: str, spelling: str) -> None:
    """Quotation marks, dashes, spaces and soft hyphens are forgiven, and the source's own shown."""
    result = prove(quote(exact), TEXT)
    assert isinstance(result, Proof)
    assert result.folded
    assert TEXT[slice(*result.spans[0])] == spelling


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_accents_are_the_same(form: Literal["NFC", "NFD"]) -> None:
    """An accent written as a character of its own is found, and offsets are those of the source."""
    text = unicodedata.normalize(
        "NFD" if form == "NFC" else "NFC",
        "Zoe\u0308 ate cre\u0300me bru\u0302le\u0301e \u2026 twice.",
    )
    result = prove(
        quote(unicodedata.normalize(form, "cr\u00e8me br\u00fbl\u00e9e ... twice")), text
    )
    assert isinstance(result, Proof)
    assert result.folded
    start, end = result.spans[0]
    assert text[start:].startswith("cr")
    assert text[end:] == "."


def test_offsets_count_code_points_of_the_raw_source() -> None:
    """Wide characters, emoji, marks and CRLF before a quotation do not shift its offset."""
    text = "\ufeff\U0001f9ea\u6587\u5b57 e\u0301\r\n\r\nThe summit is on Tuesday.\r\n"
    result = prove(quote("summit is on Tuesday"), text)
    assert result == Proof(((text.index("summit"), text.index(".")),), 2, 2)


@pytest.mark.parametrize(
    ("exact", "cause"),
    [
        ("summit", "short"),
        ("Nato summit", "short"),
        ("   Kyiv    ", "short"),
        ("rovide cluster bombs", "cut"),
        ("minority of Nato memb", "cut"),
        ("opposed the decision to send cluster bombs", "missing"),
        ("Convention on Cluster Munitions", "several"),
        ("", "empty"),
    ],
)
def test_what_does_not_prove_says_why(exact: str, cause: str) -> None:
    """Each way of not being a proof has its own name."""
    result = prove(quote(exact), TEXT)
    assert isinstance(result, Failure)
    assert result.cause == cause


@pytest.mark.parametrize(
    ("text", "at", "bounded"),
    [
        ("ab cd", 1, False),
        ("ab cd", 2, True),
        ("ab cd", 3, True),
        ("ab cd", 0, True),
        ("ab cd", 5, True),
        ("1,234", 1, False),
        ("1,234", 2, False),
        ("a, 234", 2, True),
        ("in 2023.", 7, True),
        ("e\u0301t", 1, False),
        ("e\u0301t", 2, False),
        ("it\u2019s", 2, True),
        ("a_b", 1, False),
    ],
)
def test_words_and_numbers_have_boundaries(text: str, at: int, *, bounded: bool) -> None:
    """Neither a word, nor a number with its marks, nor a letter and its accent may be cut."""
    assert is_boundary(text, at) is bounded


def test_parts_stand_in_order_within_one_paragraph() -> None:
    """An elided quotation proves part by part, and only in order and in one paragraph."""
    parts = ("Mr Biden has said", "difficult decision", "ammunition stocks")
    result = prove(quote(parts=parts), TEXT)
    assert isinstance(result, Proof)
    assert [TEXT[start:end] for start, end in result.spans] == list(parts)
    assert result.paragraph == 5
    for wrong in (parts[::-1], (parts[0], "The US, Ukraine and Russia are not signatories")):
        failure = prove(quote(parts=wrong), TEXT)
        assert isinstance(failure, Failure)
        assert failure.cause == "parts"
    missing = prove(quote(parts=("Mr Biden has said", "an easy decision")), TEXT)
    assert missing == Failure("missing", 1)


def test_parts_that_repeat_follow_one_another() -> None:
    """Each part is the next of its kind, the last the one before the suffix, in one paragraph."""
    text = "one two three, one two three, one two three.\n\nAnd so on, one two three."
    parts = ("one two three",) * 3
    result = prove(quote(parts=parts), text)
    assert isinstance(result, Proof)
    assert result.spans == ((0, 13), (15, 28), (30, 43))
    assert isinstance(prove(quote(parts=(*parts, parts[0])), text), Failure)
    ended = prove(quote(parts=parts[:2], prefix="\n\nAnd so on, "), text)
    assert ended == Failure("parts", places=((0, 13), (0, 13)))
    last = prove(quote(parts=("It began", parts[0]), suffix="."), f"It began: {text}")
    assert isinstance(last, Proof)
    assert last.spans[1] == (40, 53)


def test_either_exact_or_parts() -> None:
    """Evidence with both, or with neither, proves nothing."""
    both = quote("one of 123 signatories", parts=("one of", "123 signatories"))
    assert prove(both, TEXT) == Failure("empty")
    assert prove(quote(), TEXT) == Failure("empty")


def test_paragraphs_are_split_at_blank_lines() -> None:
    """Lines of white space part paragraphs whatever the line ends; edges are trimmed."""
    text = "\n one\ntwo \r\n \t\r\n\r\nthree\n\n\nfour\n"
    assert [text[start:end] for start, end in paragraph_spans(text)] == [
        "one\ntwo",
        "three",
        "four",
    ]
    assert paragraph_spans(" \n\n ") == ()
    assert len(paragraph_spans(TEXT)) == 22


@given(st.text(max_size=300))
def test_paragraphs_hold_all_but_white_space(text: str) -> None:
    """Paragraphs are in order and leave out nothing that can be seen."""
    spans = paragraph_spans(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.text(max_size=60), st.text(max_size=300), st.text(max_size=5), st.text(max_size=5))
def test_any_text_can_be_quoted_from_any_text(
    exact: str, text: str, prefix: str, suffix: str
) -> None:
    """Whatever is quoted from whatever, there is an answer, and its offsets lie in the source."""
    text = f"{text}{exact}{text}"
    for evidence in (quote(exact, prefix=prefix, suffix=suffix), quote(parts=("a", exact or "b"))):
        result = prove(evidence, text)
        places = result.spans if isinstance(result, Proof) else result.places
        assert all(0 <= start < end <= len(text) for start, end in places)


def test_a_source_is_taken_apart_once_for_many_quotations() -> None:
    """The results of a long quiz prove hundreds of quotations from the same article."""
    text = "One plain sentence stands here.\n\nAnother one follows it."
    assert prover_of(text) is prover_of(text)
    assert prover_of(text) is not prover_of(text + "\n\nMore.")
