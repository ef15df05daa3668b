"""Drafts of any text: each is proven and accepted by a bank, whatever the text holds."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgame.bank.draft.drafts import Drafts, drafts
from quizgame.bank.draft.write import NewBank, bank_toml, text_value
from quizgame.bank.load import load_document
from quizgame.bank.quotes import Proof, prove
from quizgame.documents import parse
from quizgame.model.questions.base import Evidence

ARTICLE = (Path(__file__).parents[4] / "seeds" / "article.txt").read_bytes().decode()

GERMAN = (
    "Der Rat hat am Montag beschlossen, die alte Brücke zu schließen. „Wir warten auf den"
    " Frühling“, sagte die Ingenieurin, und alle waren damit einverstanden."
)
FRENCH = (
    "Le conseil a décidé lundi de fermer le vieux pont. « Nous attendons le printemps »,"
    " a dit l'ingénieure, et tout le monde était d'accord avec elle."
)
PIECES = st.sampled_from(
    [
        "“", "”", "\u2018", "\u2019", '"', "'", "„", "«", "»", " ", "\n\n", "\n", "\r\n",
        "\xad", "*", "`", "\\", "Ada Lind", "Mr Lind", "Lind", "he", "She", "said", "told",
        "the mayor", "The council", "according to", "It is a gift to both banks",
        "We waited for the spring,", ".", ",", ":", "in Vilnius", "on Tuesday", "in 1874",
        "123 signatories", "2 per cent", "£4 million", "Paris, Rome and Berlin",
        "the engineer, Ada Lind,", "was", "and", "not", "the", "of", "a",
        "two hundred and three bridges", "3 May 2021", "Tom Ray, 52, a baker", "'''", '"""',
        "\x07",
    ]
)  # fmt: skip
ENGLISH = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", ". "])), max_size=60).map(
    lambda pairs: "The cost of it was to be that and it is so. " + "".join(a + b for a, b in pairs)
)


def _check(text: str, made: Drafts) -> None:
    ids = [draft.question["id"] for draft in made.drafts]
    assert len(set(ids)) == len(ids)
    for draft in made.drafts:
        for fields in draft.question["evidence"]:
            proof = prove(Evidence(**fields), text)
            assert isinstance(proof, Proof)
            assert not proof.folded
            assert "speaker" not in fields or fields["speaker"]
    if made.drafts:
        written = bank_toml(NewBank("new", "New", text), made.drafts)
        loaded = load_document(parse(written.encode(), "new.toml"), Path("new.toml"))
        assert [problem for problem in loaded.problems if problem.is_error] == []
        assert loaded.texts["article"] == text
        assert loaded.bank is not None
        assert [question.id for question in loaded.bank.question] == ids


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ENGLISH)
def test_drafts_of_any_english_load_without_errors(text: str) -> None:
    """However odd the marks and the order of the words, what comes out is proven and loads."""
    _check(text, drafts(text))


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_drafts_of_any_text_load_without_errors(text: str) -> None:
    """Any characters at all may come in."""
    _check(text, drafts(text))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(ARTICLE)), st.integers(0, len(ARTICLE)), st.integers(1, 30))
def test_drafts_of_any_part_of_an_article_load(one: int, other: int, limit: int) -> None:
    """A part cut out of an article, in the middle of words, gives at most as many as asked for."""
    text = ARTICLE[min(one, other) : max(one, other)]
    made = drafts(text, limit)
    assert len(made.drafts) <= limit
    _check(text, made)


@given(st.text(st.sampled_from("'\"\\\r\n\t \x00\x7fab\u2028")))
def test_a_text_of_several_lines_reads_back_the_same(text: str) -> None:
    """An article within a bank is the article, to the last character."""
    document = parse(f"text = {text_value(text)}\n".encode(), "new.toml")
    assert document.data == {"text": text}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no words"),
        ("12 34 56", "no words"),
        ("He was the one.", "short"),
        (GERMAN, "English"),
        (FRENCH, "English"),
    ],
)
def test_what_could_not_be_done_is_told(text: str, words: str) -> None:
    """No words, too few, another language: a note says so, and nothing is made up."""
    made = drafts(text)
    assert made.drafts == ()
    assert any(words in note for note in made.notes)


def test_another_language_keeps_its_plain_numbers() -> None:
    """A number with a sign that all know is found in a German text; words are not asked for."""
    text = (
        "Der Rat hat am Montag beschlossen, die alte Brücke über den Fluss zu schließen. Die"
        " Kosten stiegen um 40 % und die Fahrt wurde 12 km länger, sagte der Bürgermeister."
    )
    assert {draft.kind for draft in drafts(text).drafts} == {"number"}


def test_a_long_article_gives_a_useful_number() -> None:
    """Of a thousand places a hundred are chosen, from beginning to end and of several kinds."""
    text = "\n\n".join(
        f"The town of Marlow{n} bought {n} boats on {n % 28 + 1} May {1700 + n}. “We have waited"
        f" for {n} of them,” said Ada Lind{n} of it."
        for n in range(2, 300)
    )
    made = drafts(text)
    assert len(made.drafts) == 100
    assert len({draft.kind for draft in made.drafts}) >= 3
    assert made.drafts[0].paragraph < 30
    assert made.drafts[-1].paragraph > 270
    assert any("more places" in note for note in made.notes)


def test_the_same_place_is_asked_for_once() -> None:
    """Two drafts never have the same stem, nor is one place in the text the answer of two gaps."""
    made = drafts(ARTICLE).drafts
    stems = [draft.question["stem"] for draft in made]
    assert len(set(stems)) == len(stems)
    spans = [s for draft in made if draft.kind not in {"quotation", "person"} for s in draft.spans]
    assert not any(a < d and c < b for a, b in spans for c, d in spans if (a, b) != (c, d))
