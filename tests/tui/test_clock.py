"""The clock of a practice on screen: its ticks, its end, extended time, pauses."""

from dataclasses import replace

import pytest
from textual.screen import Screen

from quizgame.backend.student import GUEST
from quizgame.model.person import Wishes
from tests.tui.stage import FrozenClock, Stage, letter, seen, sitting, student_of


async def test_a_tick_repaints_the_clock_without_a_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty ticks change the time on screen, and nothing is laid out."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        layouts = []
        refresh_layout = Screen._refresh_layout

        def counted(screen: Screen[object], *args: object, **kwargs: object) -> None:
            layouts.append(screen)
            refresh_layout(screen, *args, **kwargs)  # type: ignore[arg-type] # passed on as they come

        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        for second in range(19):
            clock.now += 1
            await app.playing.tick()
            await pilot.pause()
            assert f"0:{19 - second:02}" in seen(app)
        await app.playing.tick()
        assert not layouts


@pytest.mark.parametrize("key", ["s", "w", "question_mark"])
async def test_the_clock_is_shown_over_the_question_too(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over article, words and help the question's time runs on, is shown, and no layout made."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    app = Stage(student, sitting(student, ["city"], reading=("during",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is not app.playing
        assert "Time left 0:20" in seen(app)
        layouts = []
        with monkeypatch.context() as patch:
            patch.setattr(Screen, "_refresh_layout", lambda *_args, **_named: layouts.append(1))
            clock.now += 7
            await app.playing.tick()
            await pilot.pause()
        assert "Time left 0:13" in seen(app)
        assert not layouts
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.playing
        assert "Time left 0:13" in seen(app)


async def test_when_time_is_up_what_stands_on_screen_counts() -> None:
    """The chosen option is taken by the clock, and the reveal says so."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "Vilnius"))
        clock.now += 21
        await app.playing.tick()
        await pilot.pause()
        assert "RIGHT. Time was up: what stood on screen counted." in seen(app)
        reveal = play.reveal()
        assert reveal is not None
        assert reveal.response_text == ("Vilnius",)


async def test_when_time_is_up_an_incomplete_answer_does_not_count() -> None:
    """Half a pairing is no answer; also with the article over the question the reveal shows."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    play = sitting(student, ["pairs"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a", "s")
        await pilot.pause()
        assert "A short report" in seen(app)
        clock.now += 31
        await app.playing.tick()
        await pilot.pause()
        assert "TIME IS UP. No complete answer stood on screen." in seen(app)


async def test_extended_time_is_named() -> None:
    """Who has more time reads how much, and from what it was extended."""
    student = student_of()
    person = replace(GUEST, wishes=Wishes(time_factor=1.5))
    app = Stage(student, sitting(student, ["city"], person=person, question_time=30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "45 s (extended from 30)." in seen(app)
        assert "Time left 0:45" in seen(app)


async def test_extended_time_is_explained_once() -> None:
    """From the second question on only the time is told; the help still explains it."""
    student = student_of()
    person = replace(GUEST, wishes=Wishes(time_factor=1.5))
    play = sitting(student, ["city", "all-signed"], person=person, question_time=30)
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n", "enter")
        await pilot.pause()
        assert " 45 s." in seen(app)
        assert "extended" not in seen(app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "45 s (extended from 30)." in seen(app)


async def test_a_pause_hides_the_question_and_stops_the_clock() -> None:
    """While paused the stem is not to be seen and no time passes."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a", "p")
        await pilot.pause()
        assert "Paused" in seen(app)
        assert "in which city" not in seen(app)
        clock.now += 100
        await pilot.press("enter")
        await pilot.pause()
        assert "Time left 0:20" in seen(app)
        assert "A is chosen" in seen(app)


async def test_a_computer_that_slept_finds_the_question_paused() -> None:
    """After a gap between the clocks, practice pauses and says why."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        clock.slept += 600
        await app.playing.tick()
        await pilot.pause()
        assert "The computer slept." in seen(app)
