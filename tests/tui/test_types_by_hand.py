"""All types of question, answered by keyboard and by mouse."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.stage import Stage, click, letter, seen, sitting, student_of

Act = Callable[[Pilot[Any], Stage], Awaitable[None]]


async def _letters(pilot: Pilot[Any], app: Stage, *words: str) -> None:
    for one in words:
        await pilot.press(letter(app, one))


async def _city(pilot: Pilot[Any], app: Stage) -> None:
    await _letters(pilot, app, "Vilnius")


async def _city_arrows(pilot: Pilot[Any], app: Stage) -> None:
    place = "abc".index(letter(app, "Vilnius"))
    await pilot.press(*["down"] * (place + 1), "space")


async def _city_number(pilot: Pilot[Any], app: Stage) -> None:
    await pilot.press(str("abc".index(letter(app, "Vilnius")) + 1))


async def _signed(pilot: Pilot[Any], app: Stage) -> None:
    await _letters(pilot, app, "Britain", "Russia", "France", "Russia")


async def _typed(pilot: Pilot[Any], _app: Stage) -> None:
    await pilot.press(*"the mi", "n", *"ister")


async def _number(pilot: Pilot[Any], _app: Stage) -> None:
    await pilot.press(*"123")


async def _order(pilot: Pilot[Any], app: Stage) -> None:
    await _letters(pilot, app, "the signature")
    await pilot.press("3")
    await _letters(pilot, app, "the meeting")
    await pilot.press("1")


async def _order_brackets(pilot: Pilot[Any], app: Stage) -> None:
    await _letters(pilot, app, "the meeting")
    await pilot.press("left_square_bracket", "left_square_bracket")
    await _letters(pilot, app, "the signature")
    await pilot.press("right_square_bracket", "shift+down")


async def _order_held(pilot: Pilot[Any], app: Stage) -> None:
    await _letters(pilot, app, "the meeting")
    await pilot.press("space", "up", "up", "space")
    await _letters(pilot, app, "the signature")
    await pilot.press("space", "down", "down", "space")


async def _pairs(pilot: Pilot[Any], app: Stage) -> None:
    spoke, counted = letter(app, "spoke"), letter(app, "counted")
    await pilot.press(spoke, counted)


async def _pairs_arrows(pilot: Pilot[Any], app: Stage) -> None:
    spoke, counted = ("abc".index(letter(app, one)) for one in ("spoke", "counted"))
    await pilot.press(*["right"] * (spoke + 1), "down", *["right"] * (counted + 1))


async def _gaps(pilot: Pilot[Any], app: Stage) -> None:
    await _letters(pilot, app, "Vilnius")
    await pilot.press(*"clerk", "tab", *"9.5")


async def _city_mouse(pilot: Pilot[Any], _app: Stage) -> None:
    await click(pilot, "Vilnius")


async def _signed_mouse(pilot: Pilot[Any], _app: Stage) -> None:
    for words in ("Britain", "Russia", "France", "Russia"):
        await click(pilot, words)


async def _false_mouse(pilot: Pilot[Any], _app: Stage) -> None:
    await click(pilot, "False")


async def _order_mouse(pilot: Pilot[Any], _app: Stage) -> None:
    await click(pilot, "the meeting")
    await click(pilot, " 1  ")
    await click(pilot, "the signature")
    await click(pilot, " 3  ")


async def _pairs_mouse(pilot: Pilot[Any], _app: Stage) -> None:
    await click(pilot, "the clerk")
    await click(pilot, "counted", last=True)
    await click(pilot, "the minister")
    await click(pilot, "spoke", last=True)


async def _gaps_mouse(pilot: Pilot[Any], _app: Stage) -> None:
    await click(pilot, "[3")
    await pilot.press(*"9.5")
    await click(pilot, "[1")
    await click(pilot, "Vilnius", last=True)
    await click(pilot, "[3")
    await click(pilot, "[2")
    await pilot.press(*"clerk")


HANDS = [
    ("city", _city, ("Vilnius",)),
    ("city", _city_arrows, ("Vilnius",)),
    ("city", _city_number, ("Vilnius",)),
    ("city", _city_mouse, ("Vilnius",)),
    ("signed", _signed, ("Britain", "France")),
    ("signed", _signed_mouse, ("Britain", "France")),
    ("all-signed", _false_mouse, ("False",)),
    ("minister", _typed, ("the minister",)),
    ("count", _number, ("123",)),
    ("order", _order, ("the meeting", "the vote", "the signature")),
    ("order", _order_brackets, ("the meeting", "the vote", "the signature")),
    ("order", _order_held, ("the meeting", "the vote", "the signature")),
    ("order", _order_mouse, ("the meeting", "the vote", "the signature")),
    ("pairs", _pairs, ("the minister: spoke", "the clerk: counted")),
    ("pairs", _pairs_arrows, ("the minister: spoke", "the clerk: counted")),
    ("pairs", _pairs_mouse, ("the minister: spoke", "the clerk: counted")),
    ("gaps", _gaps, ("Vilnius", "clerk", "9.5")),
    ("gaps", _gaps_mouse, ("Vilnius", "clerk", "9.5")),
]


@pytest.mark.parametrize(("question", "hand", "kept"), HANDS)
async def test_answers_are_kept_and_told(question: str, hand: Act, kept: tuple[str, ...]) -> None:
    """What hands do on screen is what is kept, and the right answer is told as right."""
    student = student_of()
    play = sitting(student, [question])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await hand(pilot, app)
        await pilot.pause()
        assert "ot sent yet" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        reveal = play.reveal()
        assert reveal is not None
        assert sorted(reveal.response_text) == sorted(kept)
        assert reveal.outcome == "right"
        assert "RIGHT." in seen(app)
        assert "NOT RIGHT" not in seen(app)
        await pilot.press("enter")
        assert app.led_to == [("results", play)]


INCOMPLETE = [
    ("city", (), "Choose first: A-C."),
    ("minister", (), "Type your answer first."),
    ("count", ("x",), "not a number"),
    ("order", (), "Move an item first"),
    ("pairs", ("a",), "Still without a partner: 2."),
    ("gaps", ("a",), "Still empty: gap 2, 3."),
]


@pytest.mark.parametrize(("question", "keys", "words"), INCOMPLETE)
async def test_incomplete_is_not_sent(question: str, keys: tuple[str, ...], words: str) -> None:
    """Enter on an incomplete answer says what is missing and sends nothing."""
    student = student_of()
    play = sitting(student, [question])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys, "enter")
        await pilot.pause()
        assert words in seen(app)
        assert play.phase == "open"


@pytest.mark.parametrize("behaviour", ["practice", "exam"])
async def test_letters_in_a_number_field_are_objected_to_at_once(behaviour: str) -> None:
    """What can not be read as a number is not called an answer that is typed."""
    student = student_of()
    app = Stage(student, sitting(student, ["count"], behaviour=behaviour))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("tab", *"abc")
        await pilot.pause()
        assert "That is not a number I can read." in seen(app)
        assert "Your answer is typed" not in seen(app)


async def test_escape_leaves_the_field_and_then_letters_are_commands() -> None:
    """In the field letters are typed; after Escape they are commands, and Tab goes back."""
    student = student_of()
    play = sitting(student, ["minister"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("s", "w", "n")
        assert app.playing.interaction is not None
        assert app.playing.interaction.response == ("swn",)
        await pilot.press("escape", "tab", "x")
        assert app.playing.interaction.response == ("swnx",)
        await pilot.press("escape", "n")
        await pilot.pause()
        assert play.phase == "revealed"
        assert "NOT ANSWERED" in seen(app)
