"""After a quiz: results, practising the missed, saved files, and the history."""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from quizgame.backend.play import Play
from quizgame.backend.request import Options
from quizgame.backend.student import Student
from quizgame.tui.app import QuizApp
from quizgame.tui.draw.plot import percent
from tests.tui.lobby import app_of, play_through, said, see, student_at
from tests.tui.stage import TYPES_BANK, seen, sitting

if TYPE_CHECKING:
    from tests.tui.stage import FrozenClock

WRONG = frozenset({2, 5})


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Student, Play]:
    """Return a student and a practice with two missed, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    student = student_at(tmp_path)
    return student, play_through(student, student.enter("Mia"), "warm-up", wrong=WRONG)


async def test_the_score_and_each_question_are_told(played: tuple[Student, Play]) -> None:
    """Score first; a row for each question; the chosen one with key, quotation and reasons."""
    student, play = played
    app = app_of(student)
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        total = len(play.results().items)
        score = percent(play.results().record.accuracy)
        await see(pilot, f"{score} {total - 2} of {total} right", "By tag", "By difficulty")
        await see(pilot, "no answer 2", f"Time used {total * 5} s")
        await pilot.press("down", "down")
        first = play.results().items[1].reveal
        assert first is not None
        await see(pilot, "THE ARTICLE SAYS", first.key_text[0], "NOT ANSWERED", "paragraph")
        others = [one for one in first.verdicts if not one.right and one.rationale]
        for one in others:
            assert " ".join(one.rationale.split())[:40] in said(pilot)


async def test_the_missed_are_practised_at_once(played: tuple[Student, Play]) -> None:
    """`m` asks exactly the missed ones again."""
    student, play = played
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "m practise missed (2)")
        await pilot.press("m")
        await see(pilot, "Question 1 of 2")
    again = student.resumable(student.enter("Mia"))[0]
    assert {one.question for one in again.responses} == set(play.missed())


async def test_results_lead_to_the_article_and_home(played: tuple[Student, Play]) -> None:
    """`s` opens the article and Enter goes home."""
    student, play = played
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "s article")
        await pilot.press("s")
        await see(pilot, "Nato summit")
        await pilot.press("escape")
        await see(pilot, "Results: Warm-up")
        await pilot.press("enter")
        await see(pilot, "Playing as Mia", percent(play.results().record.accuracy))


async def test_enter_shows_a_question_in_full_and_comes_back(played: tuple[Student, Play]) -> None:
    """On a question Enter opens what is told of it, on "All together" it goes home."""
    student, play = played
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "Enter home", "↑↓ choose")
        await pilot.press("down", "down")
        await see(pilot, "Enter in full")
        await pilot.press("enter")
        await see(pilot, "Question 2 of", "NOT ANSWERED", "THE ARTICLE SAYS")
        await pilot.press("enter")
        await see(pilot, "Enter in full")
        await pilot.press("home", "enter")
        await see(pilot, "Playing as Mia")


async def test_enter_shows_a_past_quiz_in_full(played: tuple[Student, Play]) -> None:
    """In the history, Enter gives the chosen quiz the whole page."""
    student, _play = played
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("h", "down", "enter")
        await see(pilot, "History", "Time used", "Enter Esc back")
        await pilot.press("escape")
        await see(pilot, "Enter in full", "All together")


async def test_results_are_saved_as_csv_and_json(
    played: tuple[Student, Play], tmp_path: Path
) -> None:
    """`c` and `j` write new files into the current folder and name them; none is overwritten."""
    student, play = played
    app = app_of(student)
    async with app.run_test() as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "Results")
        await pilot.press("c")
        await see(pilot, "Saved as ", "/quizgame-cluster-munitions", ".csv")
        await pilot.press("j")
        await see(pilot, "/quizgame-cluster-munitions", ".json")
        await pilot.press("c")
        await see(pilot, "-2.csv")
    tables = _files(tmp_path, "*.csv")
    assert len(tables) == 2
    rows = list(csv.DictReader(tables[0].read_text(encoding="utf-8-sig").splitlines()))
    assert [row["player"] for row in rows] == ["Mia"] * len(play.results().items)
    (saved,) = _files(tmp_path, "*.json")
    document = json.loads(saved.read_text(encoding="utf-8"))
    assert [one["question"] for one in document["attempts"][0]["responses"]] == [
        one.question_id for one in play.results().items
    ]


async def test_a_folder_that_can_not_be_written_is_told(
    played: tuple[Student, Play], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that can not be written is a message, not an end."""
    student, play = played
    app = app_of(student)
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.setattr(Path, "cwd", lambda: gone / "no such folder")
    async with app.run_test(size=(140, 30)) as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "Results")
        await pilot.press("c")
        await see(pilot, "can not be written")


async def test_points_and_passing_are_told_where_they_count(tmp_path: Path) -> None:
    """An exam with a pass mark says whether it was passed; another scoring tells its points."""
    student = student_at(tmp_path)
    mia = student.enter("Mia")
    passed = play_through(student, mia, "final-exam")
    failed = play_through(student, mia, "final-exam", wrong=frozenset(range(1, 19)))
    speedy = _quick(student)
    app = app_of(student)
    async with app.run_test(size=(120, 30)) as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(passed)
        await see(pilot, "100 %", "passed")
        app.open_results(failed)
        await see(pilot, "not passed")
        app.open_results(speedy)
        await see(pilot, "2 of 2 points", "Right and quick")


def _quick(student: Student) -> Play:
    ids = [student.library.find(str(TYPES_BANK)).bank.question[0].id]  # type: ignore[union-attr] # it is sound
    person = student.enter("Mia")
    play = sitting(student, ids, person=person, scoring="speed", question_time=30)
    view = play.go_on()
    assert view is not None
    for item in view.presentation.blanks[0].items:
        if item.text == "Vilnius":
            play.answer(view.id, (item.token,))
    play.go_on()
    return play


async def test_a_quiz_ended_early_keeps_its_keys(tmp_path: Path) -> None:
    """What was not closed before the end is not told."""
    student = student_at(tmp_path)
    play = student.start(student.enter("Mia"), "cluster-munitions", "warm-up", Options(seed=1))
    play.go_on()
    play.abandon()
    app = app_of(student)
    async with app.run_test(size=(120, 30)) as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "ended before its last question", "not asked")
        await pilot.press("end")
        await see(pilot, "its answer is not told")


async def test_the_history_shows_progress_and_attempts(
    played: tuple[Student, Play], tmp_path: Path
) -> None:
    """Attempts newest first, a column for each score, tallies, and both files."""
    student, play = played
    play_through(student, student.enter("Mia"), "final-exam")
    mean = percent((play.results().record.accuracy + 1) / 2)
    app = app_of(student)
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("h")
        await see(pilot, "2 quizzes", f"2 finished, {mean} on average, last 100 %", "By tag")
        text = seen(app)
        assert text.index("Final exam") < text.index("Warm-up")
        assert "█" in text
        await pilot.press("down")
        await see(pilot, "Time used", "passed")
        await pilot.press("c", "j")
        await see(pilot, f"Saved as {tmp_path}/quizgame-history")
    (table,) = _files(tmp_path, "quizgame-history-*.csv")
    quizzes = {row["quiz"] for row in csv.DictReader(_lines(table))}
    assert quizzes == {"warm-up", "final-exam"}
    assert len(_files(tmp_path, "quizgame-history-*.json")) == 1


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


def _lines(table: Path) -> list[str]:
    return table.read_text(encoding="utf-8-sig").splitlines()


async def test_an_empty_history_says_so(tmp_path: Path) -> None:
    """Before anything is finished there are words instead of a plot."""
    student = student_at(tmp_path)
    student.enter("Mia")
    async with app_of(student).run_test() as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("h")
        await see(pilot, "Nothing has been finished yet")


async def test_plain_letters_draw_the_plot_too(played: tuple[Student, Play]) -> None:
    """A terminal without the signs gets the same plot in ASCII."""
    student, _play = played
    app = QuizApp(student, environ={"LANG": "C", "TERM": "vt100"})
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Playing as Mia")
        await pilot.press("h")
        await see(pilot, "1 finished", "100 %|", "###")
        assert all(ord(char) < 128 or char in "“”…" for char in seen(app))


async def test_a_quiz_handed_in_by_the_clock_says_so(tmp_path: Path) -> None:
    """Where time ran out for the whole quiz, the results tell it."""
    student = student_at(tmp_path)
    bank = student.library.find(str(TYPES_BANK)).bank
    assert bank is not None
    play = sitting(
        student,
        [bank.question[0].id, bank.question[1].id],
        person=student.enter("Mia"),
        behaviour="exam",
        quiz_time=60,
    )
    play.go_on()
    cast("FrozenClock", student._clock).now += 100
    play.tick()
    app = app_of(student)
    async with app.run_test(size=(120, 30)) as pilot:
        await see(pilot, "Playing as Mia")
        app.open_results(play)
        await see(pilot, "the clock handed the quiz in", "no answer 2")
