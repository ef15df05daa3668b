"""What may be typed for an answer of each form, and what is said to what may not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.line.answers import ANSWERS
from quizgame.line.answers.base import Answer, Misread
from quizgame.model.questions.base import Blank, Form, Item, Presentation

NAMES = ("Rishi Sunak", "Boris Johnson", "*Joe* Biden")
ITEMS = tuple(Item(str(place), name) for place, name in enumerate(NAMES, 1))
NUMBERS = (Item("1", "2"), Item("2", "5"), Item("3", "10"))
JUDGED = (Item("1", "True"), Item("2", "False"))
SHOWN: dict[Form, Presentation] = {
    "choice": Presentation("choice", (Blank("choose", ITEMS),)),
    "entry": Presentation("entry", (Blank("text"),)),
    "order": Presentation("order", (Blank("choose", ITEMS),)),
    "match": Presentation(
        "match", tuple(Blank("choose", ITEMS, label=name) for name in ("one", "two"))
    ),
    "cloze": Presentation(
        "cloze", (Blank("choose", ITEMS), Blank("number")), segments=("", " said ", ".")
    ),
}
MANY = Presentation("choice", (Blank("choose", ITEMS),), many=True)


def answer_to(shown: Presentation, kind: str = "") -> Answer:
    """Return an answer to what is shown, still empty."""
    return ANSWERS[shown.form](shown, kind)


@pytest.mark.parametrize("typed", ["b", "B", " b ", "b.", "b)", "2", "boris johnson"])
def test_one_option_is_meant_by_letter_number_or_text(typed: str) -> None:
    """Capitals, a full stop and white space do not matter."""
    answer = answer_to(SHOWN["choice"])
    answer.take(typed)
    assert answer.response == ("2",)
    assert answer.told(answer.response) == "B, Boris Johnson"


@pytest.mark.parametrize("typed", ["f", "0", "4", "bo", "ab", "b c", "é", "joe", "-"])
def test_what_is_no_option_is_said_not_to_be(typed: str) -> None:
    """The objection repeats what was typed, and names what can be."""
    with pytest.raises(Misread, match=r"is not an option\. Type A, B or C, or /help\."):
        answer_to(SHOWN["choice"]).take(typed)


def test_a_number_may_be_an_options_text_or_its_place() -> None:
    """Where both are possible neither is guessed; where one is, it is taken."""
    shown = Presentation("choice", (Blank("choose", NUMBERS),))
    with pytest.raises(Misread, match="Do you mean A, 2 or B, 5"):
        answer_to(shown).take("2")
    answer = answer_to(shown)
    answer.take("10")
    assert answer.response == ("3",)


@pytest.mark.parametrize(
    ("typed", "token"),
    [("a", "1"), ("t", "1"), ("true", "1"), ("f", "2"), ("fal", "2"), ("b", "2")],
)
def test_true_and_false_can_be_typed(typed: str, token: str) -> None:
    """A statement is judged by a letter or by the beginning of the word."""
    shown = Presentation("choice", (Blank("choose", JUDGED),))
    answer = answer_to(shown, "true-false")
    answer.take(typed)
    assert answer.response == (token,)


@pytest.mark.parametrize(
    "typed", ["a c", "ac", "a, c", "C A", "a and c", "1 3", "13", "a;c", "aca"]
)
def test_several_options_are_meant_by_their_letters(typed: str) -> None:
    """In any order, with or without something between them."""
    answer = answer_to(MANY)
    answer.take(typed)
    assert answer.response == ("1", "3")
    assert answer.told(answer.response) == "A, Rishi Sunak; C, Joe Biden"


def test_one_of_several_may_be_meant_by_its_text() -> None:
    """A text of two words is not taken for two letters."""
    answer = answer_to(MANY)
    answer.take("Joe Biden")
    assert answer.response == ("3",)


@pytest.mark.parametrize("typed", ["c a b", "cab", "C, A, B", "3 1 2"])
def test_an_order_is_all_letters_in_it(typed: str) -> None:
    """With or without something between them."""
    answer = answer_to(SHOWN["order"])
    answer.take(typed)
    assert answer.response == ("3", "1", "2")


@pytest.mark.parametrize("typed", ["a b", "aab", "a", "", "a b c d"])
def test_an_order_needs_every_letter(typed: str) -> None:
    """What is missing is named with an example, what is no letter is said not to be."""
    with pytest.raises(Misread):
        answer_to(SHOWN["order"]).take(typed)


@pytest.mark.parametrize("lines", [("c", "a"), ("1c 2a",), ("2a", "c"), ("2:a, 1=c",), ("1C2A",)])
def test_pairs_are_given_in_turn_or_at_once(lines: tuple[str, ...]) -> None:
    """What was given by number is not asked for again."""
    answer = answer_to(SHOWN["match"])
    for line in lines:
        assert not answer.is_done
        answer.take(line)
    assert answer.is_done
    assert answer.response == ("3", "1")
    assert answer.told(answer.response) == "one: C, Joe Biden; two: A, Rishi Sunak"


def test_a_pair_of_no_left_side_is_refused() -> None:
    """The numbers that there are are named; nothing of the line is taken."""
    answer = answer_to(SHOWN["match"])
    with pytest.raises(Misread, match=r"There is no number 3\. Type numbers from 1 to 2\."):
        answer.take("1a 3b")
    assert answer.response == ()


def test_the_last_part_can_be_taken_back() -> None:
    """Of pairs and of gaps, one after the other."""
    for form in ("match", "cloze"):
        answer = answer_to(SHOWN[form])
        answer.take("a")
        answer.take("2" if form == "cloze" else "b")
        assert answer.undo()
        assert not answer.is_done
        assert answer.undo()
        assert not answer.undo()


def test_gaps_are_filled_in_turn() -> None:
    """Letters where there are options, else what is typed."""
    answer = answer_to(SHOWN["cloze"])
    assert answer.lines()[0] == "[gap 1] said [gap 2]."
    assert answer.prompt() == "Gap 1 of 2, A to C"
    answer.take("b")
    assert answer.prompt() == "Gap 2 of 2, a number"
    answer.take(" 12 ")
    assert answer.response == ("2", "12")
    assert answer.told(answer.response) == "B, Boris Johnson; 12"


def test_a_begun_line_is_looked_at_without_being_taken() -> None:
    """When time ends, what is begun may complete the answer or may be no answer at all."""
    answer = answer_to(SHOWN["cloze"])
    answer.take("a")
    assert answer.taken("7") == ("1", "7")
    assert answer.response == ("1",)
    assert answer_to(SHOWN["choice"]).taken("x") == ()


@given(st.sampled_from([*SHOWN.values(), MANY]), st.lists(st.text(max_size=30), max_size=5))
def test_whatever_is_typed_is_taken_or_objected_to(shown: Presentation, lines: list[str]) -> None:
    """No line does anything else, and what is taken are tokens of what is shown."""
    answer = answer_to(shown)
    for line in lines:
        with suppress(Misread):
            answer.take(line)
    for index, token in enumerate(answer.response):
        items = shown.blank_at(index).items
        assert not items or token in {"", *(item.token for item in items)}
    assert answer.prompt()
    assert answer.told(answer.response) is not None
