"""Pictures of the screens of a sitting, at 80x24 and 120x40, compared with those looked at."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.backend.student import GUEST
from quizgame.errors import StoreFullError
from quizgame.model.person import Wishes
from tests.tui.stage import (
    ARTICLE_BANK,
    FrozenClock,
    Stage,
    letter,
    refusing,
    sitting,
    student_of,
)

SIZES = ((80, 24), (120, 40))
Compare = Callable[..., bool]
IDS = ("city", "signed", "all-signed", "minister", "count", "order", "pairs", "gaps")

STATES: dict[str, tuple[str, ...]] = {
    "choice": ("city", "b"),
    "choice-told": ("city", "Kaunas", "enter"),
    "several": ("signed", "a", "c"),
    "several-told": ("signed", "Britain", "Russia", "enter"),
    "judgement-told": ("all-signed", "a", "enter"),
    "typing": ("minister", *"mayor"),
    "typed-told": ("minister", *"mayor", "enter"),
    "number-told": ("count", *"321", "enter"),
    "order-held": ("order", "b", "space"),
    "order-told": ("order", "b", "1", "enter"),
    "pairs": ("pairs", "b"),
    "pairs-told": ("pairs", "b", "b", "enter"),
    "gaps": ("gaps", "a"),
    "gaps-told": ("gaps", "a", *"clerk", "tab", *"7", "enter"),
    "given-up": ("city", "n"),
    "paused": ("city", "p"),
    "words": ("city", "w"),
    "help": ("order", "question_mark"),
    "article-at-quotation": ("order", "n", "s"),
    "report": ("city", "n", "r"),
    "leaving": ("city", "escape"),
}


def _keys(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(letter(pilot.app, key) if key[0].isupper() else key)
            await pilot.pause()

    return press


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("state", STATES)
def test_states_of_a_question(snap_compare: Compare, state: str, size: tuple[int, int]) -> None:
    """Each state of each type of question looks as it did."""
    first, *keys = STATES[state]
    student = student_of()
    play = sitting(student, (first, *(one for one in IDS if one != first)))
    app = Stage(student, play)
    assert snap_compare(app, terminal_size=size, run_before=_keys(*keys))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_article(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The article is read from its top, by numbered paragraphs."""
    student = student_of(ARTICLE_BANK)
    bank = student.library.find(str(ARTICLE_BANK)).bank
    assert bank is not None
    app = Stage(student, sitting(student, (bank.question[0].id,), bank=ARTICLE_BANK))
    assert snap_compare(app, terminal_size=size, run_before=_keys("s"))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_certainty(snap_compare: Compare, size: tuple[int, int]) -> None:
    """How sure one is is asked for below the answer, with what it can win or lose."""
    student = student_of()
    app = Stage(student, sitting(student, IDS, scoring="certainty"))
    assert snap_compare(app, terminal_size=size, run_before=_keys("a", "enter"))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [("a", "m"), ("a", "m", "o"), ("a", "m", "o", "u")], ids=len)
def test_exam(snap_compare: Compare, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """An exam's question, its overview and the question before handing in look as they did."""
    student = student_of()
    app = Stage(student, sitting(student, IDS, behaviour="exam", quiz_time=600))
    assert snap_compare(app, terminal_size=size, run_before=_keys(*keys))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_short_time(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The last quarter of extended time stands out by more than colour."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    person = replace(GUEST, wishes=Wishes(time_factor=1.5))
    app = Stage(student, sitting(student, IDS, person=person, question_time=30))

    async def wait(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        clock.now += 40
        await app.playing.tick()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=wait)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_full_disk(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A failing store is told with what can be done about it."""
    student = student_of()
    play = sitting(student, IDS)
    app = Stage(student, play)

    async def fail(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        error = StoreFullError("There is no room left on the disk.", "Make room, then go on.")
        play._store.append = refusing(error, 1)  # type: ignore[method-assign] # a store that fails
        await pilot.press("a", "enter")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=fail)


@pytest.mark.parametrize("size", [(60, 20), (50, 15), (200, 60)], ids=["60x20", "50x15", "200x60"])
def test_other_sizes(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The smallest and the largest window, and one that is too small."""
    student = student_of()
    app = Stage(student, sitting(student, ("pairs", *IDS[:6])))
    assert snap_compare(app, terminal_size=size, run_before=_keys("b", "b", "enter"))


def test_a_question_in_the_smallest_window(snap_compare: Compare) -> None:
    """What is asked is framed, and wrapped where there is little room."""
    student = student_of()
    app = Stage(student, sitting(student, IDS, behaviour="exam", quiz_time=600))
    keys = _keys("b", "m", "o", "u")
    assert snap_compare(app, terminal_size=(60, 20), run_before=keys)


@pytest.mark.parametrize("theme", ["quizgame-light", "high-contrast", "ansi"])
def test_themes(snap_compare: Compare, theme: str) -> None:
    """The same reveal in the other themes."""
    student = student_of()
    app = Stage(student, sitting(student, IDS), theme=theme)
    assert snap_compare(app, terminal_size=(80, 24), run_before=_keys("Kaunas", "enter"))
