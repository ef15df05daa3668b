"""Questions that are asked twice: nearly so in one bank, or in two banks."""

from pathlib import Path

import pytest

from quizgame.bank.check import check_bank, check_banks
from quizgame.bank.load import LoadedBank
from tests.unit.bank.conftest import HEAD, Write


def short(name: str, stem: str, answer: str = "the mayor", kind: str = "short-text") -> str:
    """A question in TOML to which `answer` is the key."""
    key = f'answers = ["{answer}"]' if kind == "short-text" else f"answer = {answer}"
    return f'\n[[question]]\nid = "{name}"\ntype = "{kind}"\nstem = "{stem}"\n{key}\n'


def told(loaded: LoadedBank, code: str) -> list[tuple[int, str]]:
    """Line and message of the problems with a code."""
    return [(one.line, one.message) for one in loaded.problems if one.code == code]


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("Who opened the bridge in May?", "Who was it that opened the bridge in May?", True),
        ("Who opened the bridge in May?", "According to the report, in May who opened it?", False),
        ("Which city hosts the summit?", "Which city does host this summit?", True),
        ("Who said it in 1914?", "Who said it in 1918?", False),
        ("Who said it on page 3?", "Who said it, on page 3?", True),
        ("Who opened the bridge?", "Who closed the school?", False),
    ],
)
def test_stems_are_alike_in_their_words_and_numbers(
    write: Write, one: str, two: str, *, alike: bool
) -> None:
    """Small words and their order do not make another question; another number does."""
    loaded = check_bank(write(HEAD + short("one", one) + short("two", two)))
    found = told(loaded, "QG117")
    assert bool(found) == alike
    if alike:
        assert found[0][0] == 18
        assert "`one`" in found[0][1]


def test_another_key_makes_another_question(write: Write) -> None:
    """The same stem but for a word, with another answer, is a fair pair of questions."""
    one, two = "How many lanes does the bridge have?", "How many lamps does the bridge have?"
    bank = HEAD + short("one", one, "four") + short("two", two, "five")
    assert told(check_bank(write(bank)), "QG117") == []
    bank = HEAD + short("one", one, "true", "true-false") + short("two", two, "true", "true-false")
    assert told(check_bank(write(bank)), "QG117") == []


def test_the_same_stem_is_told_once(write: Write) -> None:
    """What is the very same is not told to be nearly the same as well."""
    bank = HEAD + short("one", "Who opened the bridge?") + short("two", "Who opened  the Bridge?")
    loaded = check_bank(write(bank))
    assert told(loaded, "QG117") == []
    assert len(told(loaded, "QG112")) == 1


def test_of_many_that_are_alike_each_is_told_of_once(write: Write) -> None:
    """Hundreds of one question are all but the first found to be like an earlier one."""
    letters = [f"x{a}{b}" for a in "abcdefghijklmnopqrst" for b in "abcdefghijklmno"]
    texts = (short(f"q{n}", f"Who opened the old stone bridge {x}?") for n, x in enumerate(letters))
    found = told(check_bank(write(HEAD + "".join(texts))), "QG117")
    assert len(found) == len({line for line, _message in found}) == len(letters) - 1


def in_two(write: Write, first: str, second: str) -> tuple[Path, list[LoadedBank]]:
    """Two banks checked one after the other, and the path of the first."""
    path = write(HEAD + first, "first.toml")
    other = write(HEAD.replace('"small"', '"other"') + second, "second.toml")
    return path, list(check_banks([path, other]))


def test_a_question_of_another_bank_is_named_with_file_and_line(write: Write) -> None:
    """The later bank is told where the same is asked; nothing in either is an error."""
    path, (one, two) = in_two(
        write,
        short("a", "Where is it?", "Here") + short("b", "Who opened the bridge?"),
        short("c", "Who  opened THE bridge?", "The Mayor"),
    )
    assert told(one, "QG118") == []
    ((line, message),) = told(two, "QG118")
    assert line == 12
    assert f"{path}:15" in message
    assert two.bank is not None
    assert not two.errors


@pytest.mark.parametrize(
    "second",
    [
        short("a", "Who paid for the bridge?"),
        short("b", "Who opened the bridge?", "nobody"),
        short("b", "Who opened the bridge?").replace(
            "[[question]]", '[[question]]\nstatus="draft"'
        ),
    ],
)
def test_ids_and_stems_alone_may_be_shared(write: Write, second: str) -> None:
    """One id for two questions, one stem with two keys, and drafts are all right."""
    _path, loaded = in_two(write, short("a", "Who opened the bridge?"), second)
    assert [told(one, "QG118") for one in loaded] == [[], []]
    assert not any(one.errors for one in loaded)


def test_a_bank_checked_alone_is_compared_with_none(write: Write) -> None:
    """Only banks that are checked together are compared."""
    path, _loaded = in_two(write, short("a", "Who?"), short("a", "Who?"))
    assert told(next(iter(check_banks([path]))), "QG118") == []
