"""What `check --fix` mends, and what it leaves to people."""

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgame.bank.context import intended, shortest_context
from quizgame.bank.edit import replace_values
from quizgame.bank.load import load_bank
from quizgame.bank.mend import mend, mendings
from quizgame.bank.nearness import plain
from quizgame.bank.quotes import Failure, Proof, Prover, prove
from quizgame.documents import parse
from quizgame.model.questions.base import Evidence
from tests.unit.bank.conftest import ARTICLE, HEAD, Write, question
from tests.unit.bank.test_quotes import TEXT, bounded_pieces, quote, sources

DIGEST = f'sha256 = "{sha256(ARTICLE.encode()).hexdigest()}"'
TRUSTED = HEAD + DIGEST + "\n"


def test_the_sources_own_characters_are_written(write: Write) -> None:
    """Plain quotation marks become the source's, comments stay, and the bank is sound."""
    before = TRUSTED + question(evidence='exact = "a \\"difficult choice\\" - and"').replace(
        "]\n", "] # why\n"
    )
    path = write(before)
    assert len(mend(path).changed) == 1
    fixed = before.replace(
        'a \\"difficult choice\\" - and', "a \u201cdifficult choice\u201d \u2013 and"
    )
    assert path.read_text(encoding="utf-8") == fixed
    assert load_bank(path).problems == ()
    assert mend(path).changed == ()


def test_parts_are_mended_one_by_one(write: Write) -> None:
    """Only the part that differs is written anew."""
    path = write(TRUSTED + question(evidence='parts = ["It\'s", "a costly one"]'))
    assert mend(path).changed == (("question", 0, "evidence", 0, "parts", 0),)
    assert load_bank(path).problems == ()


@pytest.mark.parametrize("old", ["", 'sha256 = ""\n', f'sha256 = "{"0" * 64}"\n'])
def test_the_digest_of_a_source_is_kept(write: Write, old: str) -> None:
    """A missing or outdated digest is written."""
    path = write(HEAD + old + question(evidence='exact = "the summit begins in Vilnius"'))
    assert mend(path).changed == (("sources", "article", "sha256"),)
    assert DIGEST in path.read_text()
    assert load_bank(path).problems == ()


@pytest.mark.parametrize(
    ("hint", "written"),
    [
        ('prefix = "Tuesday"', 'prefix = "Tuesday "'),
        ('prefix = "on  tuesday "', 'prefix = "Tuesday "'),
        ('prefix = "On Tuesdey "', 'prefix = "Tuesday "'),
        ('suffix = "ends"', 'suffix = " ends"'),
        ('suffix = " ends in kaunas"', 'suffix = " ends"'),
        ('prefix = "On Mon day", suffix = "ends in"', 'suffix = " ends"'),
    ],
)
def test_a_remembered_surrounding_decides(write: Write, hint: str, written: str) -> None:
    """Where prefix or suffix is nearly right, the shortest one that singles out is written."""
    article = "On Tuesday the summit of Nato begins. On Monday the summit of Nato ends in Kaunas.\n"
    path = write(HEAD + question(evidence=f'exact = "the summit of Nato", {hint}'), article=article)
    (problem,) = load_bank(path).problems
    assert (problem.code, problem.fixable) == ("QG206", True)
    mend(path)
    assert written in path.read_text()
    assert load_bank(path).problems == ()


@pytest.mark.parametrize("hint", ["", ', prefix = "On "', ', suffix = " zzz"', ', prefix = "day"'])
def test_without_a_clear_surrounding_nothing_is_guessed(write: Write, hint: str) -> None:
    """A repeated quotation with no hint, or one that fits several places, is left to its author."""
    article = "On Tuesday the summit of Nato begins. On Monday the summit of Nato ends in Kaunas.\n"
    evidence = f'exact = "the summit of Nato"{hint}'
    path = write(HEAD + question(evidence=evidence), article=article)
    mend(path)
    assert evidence in path.read_text()
    (problem,) = load_bank(path).problems
    assert (problem.code, problem.fixable) == ("QG206", False)


def test_nothing_is_written_where_nothing_is_to_mend(write: Write) -> None:
    """A sound file and a hopeless one are not touched."""
    for text in (TRUSTED + question(), "x = [", "", TRUSTED + question(evidence="exact = 5")):
        path = write(text)
        before = path.stat()
        assert mend(path).changed == ()
        assert path.stat() == before


def toml_with(evidence: Evidence) -> bytes:
    """A bank, not more than needed, with one piece of evidence."""
    base = b'[sources.article]\ntitle = "t"\nfile = "a.txt"\n[[question]]\n'
    base += b"[[question.evidence]]\nsource = 'article'\n"
    return replace_values(base, {("question", 0, "evidence", 0, "exact"): evidence.exact})


@given(st.data(), st.one_of(sources(), st.just(TEXT[:900])))
def test_a_repeated_quotation_proves_at_the_intended_place(data: st.DataObject, half: str) -> None:
    """However a place's surroundings are misspelt, as long as they are its own, --fix hits it."""
    text = f"Alpha {half} Beta {half} Gamma"
    start, end = data.draw(bounded_pieces(half))
    shift = data.draw(st.sampled_from([len("Alpha "), len(f"Alpha {half} Beta ")]))
    start, end = start + shift, end + shift
    exact = text[start:end]
    failure = prove(quote(exact), text)
    assume(isinstance(failure, Failure) and failure.cause == "several")
    assert isinstance(failure, Failure)
    reach = data.draw(st.integers(5, 80))
    prefix, suffix = text[max(0, start - reach) : start], text[end : end + reach]
    prefix = prefix.replace("\u201c", '"').replace("\u2019", "'").upper().strip()
    suffix = suffix.replace("\u201d", '"').replace("\n", " ").strip()
    evidence = quote(exact, prefix=f" {prefix}", suffix=f"{suffix} ")
    chosen = intended(evidence, failure.places, text)
    fitting = [
        (low, high)
        for low, high in failure.places
        if plain(text[:low]).rstrip().casefold().endswith(plain(prefix).casefold())
        and plain(text[high:]).lstrip().casefold().startswith(plain(suffix).casefold())
    ]
    assert (start, end) in fitting
    assert (chosen == (start, end)) if len(fitting) == 1 else (chosen is None)
    if chosen is None:
        return
    context = shortest_context(text, chosen, failure.places)
    assert context is not None
    result = prove(quote(exact, prefix=context[0], suffix=context[1]), text)
    assert isinstance(result, Proof)
    assert result.spans == (chosen,)


@given(st.data())
def test_the_file_that_was_mended_proves(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A quotation of the article with plain characters proves once its file is mended."""
    folder = tmp_path_factory.mktemp("mend")
    text = TEXT
    (folder / "a.txt").write_text(text, encoding="utf-8", newline="")
    start, end = data.draw(bounded_pieces(text))
    plain = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\n": " "})
    evidence = quote(" ".join(text[start:end].translate(plain).split()))
    document = parse(toml_with(evidence), "bank.toml")
    changes = mendings(document, folder / "bank.toml")
    mended = parse(replace_values(document.raw, changes), "bank.toml").data
    assert mended is not None
    fields = mended["question"][0]["evidence"][0]
    result = Prover(text).prove(Evidence(**fields))
    assert isinstance(result, Proof) or result.cause in {"several", "short"}
