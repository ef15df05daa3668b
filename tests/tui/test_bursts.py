"""Keys that arrive faster than a page can come or go: typed in one burst, or held down."""

import random
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.lobby import app_of, play_through, see, settle, student_at

KEYS = ("enter", "escape", "space", "up", "down", "left", "right", "home", "end", "tab")
LETTERS = "acdhjkmpqrsuxf?"
NAMED = {"?": "question_mark"}


def burst(pilot: Pilot[Any], keys: str | list[str]) -> None:
    """Let keys arrive at once, as from a terminal that sends them together."""
    if not pilot.app.is_running:
        return
    for key in keys:
        character = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(NAMED.get(key, key), character))


@pytest.mark.parametrize("keys", ["pq", "hq", "qs", "sq", "ph", "hp", "sp", "?q", "pa"])
async def test_two_keys_at_once_at_home_are_no_fault(tmp_path: Path, keys: str) -> None:
    """The second key may find a page that is not there yet, or one that is being left."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await settle(pilot)
        burst(pilot, keys)
        await settle(pilot)
        burst(pilot, ["escape"])
        await settle(pilot)


@pytest.mark.parametrize("keys", ["sq", "cq", "qs", "qc", "?q", "sc"])
async def test_two_keys_at_once_before_a_quiz_are_no_fault(tmp_path: Path, keys: str) -> None:
    """With an Escape behind them; of a page that is left the second key opens nothing over home."""
    student = student_at(tmp_path)
    student.enter("Mia")
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await settle(pilot)
        await pilot.press("enter")
        await see(pilot, "Enter start")
        burst(pilot, keys)
        await settle(pilot)
        if keys[0] == "q":
            await see(pilot, "Playing as Mia")
        burst(pilot, ["escape"])
        await settle(pilot)
        assert app.is_running


async def test_several_m_at_once_start_one_sitting(tmp_path: Path) -> None:
    """What was missed is asked once, however long the key was held down."""
    student = student_at(tmp_path)
    mia = student.enter("Mia")
    play_through(student, mia, "warm-up", wrong=frozenset({1, 2}))
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await settle(pilot)
        burst(pilot, "mmmm")
        await settle(pilot)
        assert len(student.resumable(mia)) == 1


WAYS = {
    "home": [],
    "history": ["h"],
    "settings": ["s"],
    "players": ["p"],
    "help": ["?"],
    "intro": ["end", "enter"],
    "setup": ["end", "enter", "c"],
    "article": ["end", "enter", "s"],
    "results": [],
}


@pytest.mark.parametrize("page", WAYS)
async def test_no_burst_of_keys_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """Whatever keys arrive at once on a page, and on those it leads to, the app goes on or ends."""
    monkeypatch.chdir(tmp_path)
    draw = random.Random(page)  # noqa: S311 - not for secrets
    student = student_at(tmp_path / "kept")
    play = play_through(student, student.enter("Mia"), "warm-up", wrong=frozenset({2}))
    for _round in range(4):
        app = app_of(student)
        async with app.run_test() as pilot:
            await see(pilot, "Mia")
            if page == "results":
                app.open_results(play)
            burst(pilot, WAYS[page])
            for _burst in range(5):
                burst(pilot, draw.choices((*KEYS, *LETTERS), k=draw.choice((2, 2, 3, 8))))
                if draw.random() < 0.5:
                    await pilot.pause()
        assert app.failure is None
