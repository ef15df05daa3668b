"""The console of a class beside the class itself: a fault of the one does not end the other."""

import asyncio
import os
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quizgame.cli.serving.console import Console, Headless
from quizgame.cli.serving.lesson import Lesson
from quizgame.config import Settings
from tests.ssh.lessons import console, joined, told
from tests.ssh.openssh import needs_ssh


class FakeApp:
    """An app that fails, is left, or stays, and notes what becomes of it."""

    def __init__(self, end: str) -> None:
        """End like this: "fails", "left", or "" for: not until it is told to."""
        self.failure: Exception | None = None
        self.has_left = self.is_told = False
        self.teaching = SimpleNamespace(leave=self._leave)
        self._end, self._told = end, asyncio.Event()

    def _leave(self) -> None:
        self.has_left = True

    def exit(self) -> None:
        """Hear that it is over."""
        self.is_told = True
        self._told.set()

    async def run_async(self) -> None:
        """Run."""
        if self._end == "fails":
            self.failure = RuntimeError("of its own")
        if not self._end:
            await self._told.wait()


class FakeJournal:
    """A log."""

    def __init__(self) -> None:
        """Begin empty."""
        self.errors: list[str] = []

    def error(self, event: str, error: BaseException) -> None:
        """Note an error."""
        self.errors.append(f"{event}: {error}")


def console_of(
    monkeypatch: pytest.MonkeyPatch, *ends: str
) -> tuple[Console, Lesson, list[FakeApp], FakeJournal]:
    """Return a console whose apps end like this one after the other, and its class."""
    monkeypatch.delenv("NO_COLOR", raising=False)  # it is put back afterwards
    journal, apps = FakeJournal(), [FakeApp(end) for end in ends]
    lesson: Any = SimpleNamespace(parts=SimpleNamespace(journal=journal), stopping=asyncio.Event())
    console, coming = Console(Settings()), iter(apps)
    monkeypatch.setattr(console, "_app", lambda _lesson: next(coming))
    return console, lesson, apps, journal


async def test_a_console_that_fails_is_opened_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault is in the log, and the next console is left as ever."""
    console, lesson, apps, journal = console_of(monkeypatch, "fails", "left")
    await console.run(lesson)
    assert journal.errors == ["console failed: of its own"]
    assert all(app.has_left for app in apps)


async def test_a_console_that_keeps_failing_leaves_the_class_running(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After three times the class is served without one, until a signal ends it."""
    console, lesson, _apps, journal = console_of(monkeypatch, "fails", "fails", "fails")
    running = asyncio.create_task(console.run(lesson))
    await asyncio.wait({running}, timeout=0.05)
    assert not running.done()
    assert len(journal.errors) == 3
    lesson.stopping.set()
    await running


async def test_a_console_is_closed_when_the_class_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told to give the terminal back, and waited for."""
    console, lesson, [app], _journal = console_of(monkeypatch, "")
    running = asyncio.create_task(console.run(lesson))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert app.is_told
    assert app.has_left


def test_lines_of_the_log_are_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    """What a stranger sent can not move the cursor of the teacher's terminal."""
    at = "2026-03-01T09:10:11.000+00:00"
    Headless.tell({"at": at, "event": "joined", "username": "a\x1b[2J", "lines": False, "seat": 0})
    assert capsys.readouterr().out == "09:10:11 joined username=a[2J seat=0\n"


def helped(times: int, text: str) -> bool:
    """Return whether help was given so often."""
    return text.count("/repeat") >= times


@needs_ssh
def test_a_terminal_that_takes_nothing_holds_nobody_up(tmp_path: Path) -> None:
    """The class goes on while the console can not be drawn; it ends in order with its terminal."""
    with console(tmp_path, "--code", "koala") as (screen, served):
        with served.terminal(name="Ada+plain") as ada:
            joined(ada, "koala")
            screen.send("?\x1b" * 150)  # far more to draw than fits in between
            for turn in range(3):
                ada.send("/help\r")
                ada.wait_for(partial(helped, turn + 1))
            os.close(screen._master)
            screen._master = os.open(os.devnull, os.O_RDONLY)
            assert ada.wait_for_exit() == 0
            assert "The class has ended." in ada.text
        assert served.process.wait(30) == 0
    assert [one["name"] for one in told(tmp_path, "seat left")] == ["Ada"]
    assert told(tmp_path, "stopped")
