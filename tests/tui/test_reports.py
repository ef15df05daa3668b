"""The author's queue: what players reported, opened, settled, taken back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from quizgame.backend.author import Author
from quizgame.backend.desk import Desk
from quizgame.backend.deskviews import ReportView
from quizgame.tui.screens.words import WordsScreen
from tests.tui.desk import PlainDesk
from tests.tui.lobby import play_through, said, see, student_at
from tests.tui.stage import ARTICLE_BANK, Stage, student_of

REPORTS = (
    ReportView(7, "summit-city", 3, "In which city will the summit be?", "Oslo counts", "Mia", 2e9),
    ReportView(5, "old-one", -1, "", "A typo", "", 1.9e9),
    ReportView(2, "who-tweeted", 0, "Who tweeted?", "Too hard", "Ole", 1.8e9),
)


class Noting(Stage):
    """A stage that notes which question would be opened."""

    def open_compose(self, desk: Desk, index: int) -> None:
        """Note it."""
        del desk
        self.led_to.append(("compose", index))


@asynccontextmanager
async def queue(
    desk: PlainDesk | Desk, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[Any], Noting]]:
    """The queue on screen, over another page."""
    app = Noting(student_of(ARTICLE_BANK), first=lambda: WordsScreen([("word", "meaning")]))
    async with app.run_test(size=size) as pilot:
        app.open_reports(cast("Desk", desk))
        await see(pilot, "What players reported")
        yield pilot, app


async def test_reports_are_told_in_full_and_lead_to_their_question() -> None:
    """Text, question, who and when; Enter opens the question, where the bank still has it."""
    async with queue(PlainDesk(reports=REPORTS)) as (pilot, app):
        await see(pilot, "3 reports to look at", "Oslo counts", "From Mia", "In which city")
        assert said(pilot).index("Oslo counts") < said(pilot).index("A typo")
        await pilot.press("enter")
        await pilot.pause()
        assert app.led_to == [("compose", 3)]
        await pilot.press("down")
        await see(pilot, "From a guest", "has this question no more")
        assert "Enter" not in said(pilot)
        await pilot.press("enter", "end", "enter")
        await pilot.pause()
        assert app.led_to == [("compose", 3), ("compose", 0)]


async def test_what_is_settled_is_erased_on_leaving() -> None:
    """Until then x again takes it back; the cursor goes on to the next report."""
    desk = PlainDesk(reports=REPORTS)
    async with queue(desk) as (pilot, _app):
        await see(pilot, "Oslo counts")
        await pilot.press("x")
        await see(pilot, "2 reports to look at", "erased when you go back", "From a guest")
        await pilot.press("x", "up")
        await see(pilot, "1 report to look at", "x take back")
        await pilot.press("x")
        await see(pilot, "2 reports to look at", "From a guest", "x settled")
        assert len(desk.reports()) == 3
        await pilot.press("escape")
        await see(pilot, "word")
    assert [one.key for one in desk.reports()] == [5, 2]


async def test_a_refusal_is_told_and_nothing_is_lost() -> None:
    """When the memory can not be written the page stays and says so; then it can be left."""
    desk = PlainDesk(reports=REPORTS)
    desk.refuses = "The disk is full."
    async with queue(desk) as (pilot, _app):
        await see(pilot, "Oslo counts")
        await pilot.press("x", "escape")
        await see(pilot, "The disk is full.", "3 reports to look at")
        await pilot.press("escape")
        await see(pilot, "word")
    assert desk.reports() == REPORTS


async def test_an_empty_queue_says_how_it_is_filled() -> None:
    """No key breaks anything where there is nothing to settle."""
    async with queue(PlainDesk()) as (pilot, app):
        await see(pilot, "Nothing is reported", "0 reports to look at")
        await pilot.press("x", "enter", "down", "escape")
        await see(pilot, "word")
    assert app.led_to == []


async def test_a_report_made_at_play_reaches_the_desk(tmp_path: Path) -> None:
    """What a player reports stands in the queue of its bank with its question, until settled."""
    student = student_at(tmp_path)
    mia = student.enter("Mia")
    play = play_through(student, mia, "warm-up")
    question = play.sitting.items[0].ref.id
    student.report(play, question, "The key is disputed")
    desk = Author(tmp_path, lambda: student.store).open(ARTICLE_BANK)
    async with queue(desk) as (pilot, app):
        await see(pilot, "1 report to look at", "The key is disputed", "From Mia", question)
        await pilot.press("enter")
        await pilot.pause()
        ((_name, index),) = app.led_to
        assert desk.fields(cast("int", index))["id"] == question
        await pilot.press("x", "escape")
        await see(pilot, "word")
    assert student.store.reports() == ()
    desk.close()
    student.close()
