"""Codes and seat words: easy to read and type, harmless, and told apart whatever is typed."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.classroom.codes import (
    Chooser,
    fold_code,
    new_class_code,
    new_seat_word,
    same_code,
    seat_words,
)


def in_turn(*places: int) -> Chooser:
    """Return what chooses these, one after the other."""
    left = iter(places)
    return lambda _count: next(left)


def test_a_class_code_is_two_words_that_chance_chooses() -> None:
    """Each of them any that can be spoken, so that guessing takes more than a lesson."""
    count = len(seat_words())
    for first, second in ((0, count - 1), (count - 1, 0), (7, 7)):
        code = new_class_code(in_turn(first, second))
        assert code == f"{seat_words()[first]}-{seat_words()[second]}"
    assert len({new_class_code(secrets.randbelow) for _code in range(100)}) > 90


def test_seat_words_can_be_spoken() -> None:
    """Four letters, consonants and vowels in turn, thousands of them, none of the rude ones."""
    words = seat_words()
    assert len(set(words)) > 2000
    for word in words:
        assert len(word) == 4
        assert [char in "aeiou" for char in word] == [False, True, False, True]
    assert not set(words) & {"nazi", "kaka", "puta", "nude", "fuku", "rape", "nigi", "gaza", "pipi"}


@given(st.integers(0, 5000), st.integers(0, 10**9))
def test_a_seat_word_is_not_one_that_is_taken(taken: int, number: int) -> None:
    """As long as there are others; then words come twice, and nothing fails."""
    used = seat_words()[:taken]
    word = new_seat_word(lambda count: number % count, used)
    assert word in seat_words()
    assert word not in used or taken >= len(seat_words())


@pytest.mark.parametrize(
    ("guess", "wanted", "same"),
    [
        ("penguin", "penguin", True),
        (" PEN GUIN\r\n", "penguin", True),
        ("pen-guin", "penguin", True),
        ("\uff50enguin", "penguin", True),
        ("w0nder", "wonder", True),
        ("penguins", "penguin", False),
        ("", "penguin", False),
        ("", "", False),
        ("--", "-", False),
        ("penguin" * 100_000, "penguin", False),
        ("\ud800", "penguin", False),
        ("\ud800", "\ud800", False),
    ],
)
def test_codes_are_compared_as_people_type_them(guess: str, wanted: str, *, same: bool) -> None:
    """Letter case, blanks, dashes and digits for letters do not matter; all else does."""
    assert same_code(guess, wanted) is same


@given(st.text(max_size=20), st.text(max_size=20))
def test_only_the_same_is_the_same(one: str, other: str) -> None:
    """Two codes are the same when they fold to the same, and to something."""
    assert same_code(one, other) == (fold_code(one) == fold_code(other) != "")
