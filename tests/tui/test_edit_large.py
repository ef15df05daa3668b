"""A bank of 3,000 questions in the editor: what is drawn and checked does not grow with it."""

from pathlib import Path

import pytest

from quizgame.backend.desk import Desk
from quizgame.tui.editing import rows as listing
from quizgame.tui.editing import telling
from tests.tui.editing import Workshop, chosen, press
from tests.tui.lobby import see, write_bank

COUNT = 3000


class Counts(dict[str, int]):
    """How often each act was done."""

    def note(self, name: str) -> None:
        """Count one more."""
        self[name] = self.get(name, 0) + 1


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Count rows composed, questions checked, and questions told."""
    found = Counts()
    for place, name in (
        (listing, "question_row"),
        (telling, "preview_rows"),
        (Desk, "problems"),
        (Desk, "view"),
    ):
        act = getattr(place, name)

        def counted(*args: object, act: object = act, name: str = name, **more: object) -> object:
            found.note(name)
            return act(*args, **more)  # type: ignore[operator] # the function that was there

        monkeypatch.setattr(place, name, counted)
    return found


async def test_only_what_is_chosen_is_checked_and_told(tmp_path: Path, counts: Counts) -> None:
    """Moving composes no row and checks one question; an act composes those that differ."""
    bank = tmp_path / "many.toml"
    write_bank(bank, "many", count=COUNT)
    async with Workshop(tmp_path, bank).open() as pilot:
        await see(pilot, "3000 questions", "Is 0 a number?")
        assert counts["question_row"] == COUNT
        assert counts["problems"] <= 2
        counts.clear()
        await press(pilot, *["down"] * 10)
        await see(pilot, "Is 10 a number?")
        assert counts["problems"] == 10
        assert "question_row" not in counts
        assert "view" not in counts
        await press(pilot, "end")
        await see(pilot, "Is 2999 a number?")
        assert counts["problems"] == 11
        counts.clear()
        await press(pilot, "x")
        await see(pilot, "q2999 is deleted.", "2999 questions")
        assert counts.get("question_row", 0) == 0
        assert counts["problems"] <= 2
        assert counts["view"] <= 1


async def test_words_are_looked_for_without_drawing_anew(tmp_path: Path, counts: Counts) -> None:
    """Each letter typed only picks among rows that are there already."""
    bank = tmp_path / "many.toml"
    write_bank(bank, "many", count=COUNT)
    async with Workshop(tmp_path, bank).open() as pilot:
        await see(pilot, "3000 questions")
        counts.clear()
        await press(pilot, "slash", *"2998")
        await see(pilot, "1 of 3000: “2998”", "Is 2998 a number?")
        assert "2999" in chosen(pilot)
        assert "question_row" not in counts
        assert "view" not in counts
        assert counts["problems"] <= 4
