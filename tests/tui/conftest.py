"""Fixtures of the screens' tests."""

import pytest

from quizgame.tui.editing.filing import Filing
from quizgame.tui.play.playing import Playing


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests tick by hand, and go on from a reveal without waiting."""
    monkeypatch.setattr(Playing, "TICK_S", 3600.0)
    monkeypatch.setattr(Filing, "LOOK_S", 3600.0)
    monkeypatch.setattr(Playing, "UNREAD_S", 0.0)
    monkeypatch.setattr("quizgame.tui.play.playing.REPEAT_S", 0.0)
