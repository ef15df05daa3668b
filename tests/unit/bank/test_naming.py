"""Who may be speaking: names near a place, offered to be chosen from."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.naming import names_near

ARTICLE = (Path(__file__).parents[3] / "seeds" / "article.txt").read_bytes().decode()


def near(words: str, *known: str) -> tuple[str, ...]:
    """The names near words of the article."""
    start = ARTICLE.index(words)
    return names_near(ARTICLE, (start, start + len(words)), known)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("is one of 123 signatories", "Mr Sunak"),
        ("difficult decision", "Mr Biden"),
        ("compare notes", "The White House"),
        ("ask allies at the Nato summit", "Downing Street"),
        ("As we face new", "Mr Sunak"),
    ],
)
def test_who_is_said_to_say_it_comes_first(words: str, first: str) -> None:
    """A name beside a verb of saying is offered before those that are only mentioned."""
    assert near(words)[0] == first


def test_names_are_called_as_the_bank_calls_them() -> None:
    """Mr Biden is offered as Joe Biden where somebody of that name is quoted already."""
    assert near("difficult decision", "Rishi Sunak", "Joe Biden")[0] == "Joe Biden"
    assert near("These are terrible weapons", "Boris Johnson").count("Boris Johnson") == 1


@given(st.text(max_size=200), st.integers(-5, 205), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_is_looked_at(text: str, at: int, known: list[str]) -> None:
    """Nothing is raised, and no name is offered twice."""
    found = names_near(text, (at, at + 3), known)
    assert len(set(found)) == len(found) <= 3
