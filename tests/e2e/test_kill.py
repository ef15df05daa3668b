"""Killed without warning, nothing that a learner has seen is lost, and nothing is asked twice."""

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.play import Play
from quizgame.backend.student import Student
from quizgame.errors import RefusedError
from quizgame.store import memory_store, open_store
from tests.e2e import rivers
from tests.e2e.forks import Run
from tests.e2e.terminal import Terminal

KILLS = 50
QUESTIONS = 120
SO_FAR = re.compile(r"So far (\d+) right of (\d+)\.")
SHOWN = re.compile(r"Question (\d+) of \d+\..*\n(What is .*)\n((?:[A-D]\. .*\n)+)")


def many_questions(folder: Path) -> Path:
    """Write a bank of many questions and return its file."""
    questions = (
        f'[[question]]\nid = "q{n}"\ntype = "single-choice"\nstem = "What is {n} and {n}?"\n'
        f'options = [{{ text = "{2 * n}", correct = true }}, {{ text = "{n}0" }}, '
        f'{{ text = "{n}1" }}, {{ text = "none of {n}" }}]\n'
        for n in range(1001, 1001 + QUESTIONS)
    )
    path = folder / "sums.toml"
    path.write_text('format = 1\nid = "sums"\ntitle = "Sums"\n' + "\n".join(questions))
    return path


def at_question(run: Run) -> None:
    """Go on until a question is open, whichever prompt the program begins with."""
    text = run.prompt()
    while "Answer, A to D" not in text.rsplit("\n", 1)[1]:
        run.type("1" if "Home." in text else "")
        text = run.prompt()


def when_shown(run: Run, pause: float) -> None:
    """Be killed about when the next question comes on screen."""
    run.type("b")
    run.prompt()
    run.type("")
    time.sleep(pause)


def when_answered(run: Run, pause: float) -> None:
    """Be killed about when an answer is sent."""
    run.type("a")
    time.sleep(pause)


def when_revealed(run: Run, pause: float) -> None:
    """Be killed while a reveal is read."""
    run.type("c")
    run.prompt()
    time.sleep(pause / 10)


MOMENTS: tuple[Callable[[Run, float], None], ...] = (when_shown, when_answered, when_revealed)


def resumed(folder: Path, bank: Path) -> tuple[Student, Play]:
    """Return the open sitting as another process takes it up."""
    library = Library([bank], folder)
    store = open_store(folder / "quizgame.db")
    student = Student(library, SystemClock(), lambda: store, memory_store)
    ada = student.enter("Ada")
    (record,) = student.resumable(ada)
    return student, student.resume(ada, record.id)


def test_killed_fifty_times_a_sitting_goes_on(tmp_path: Path) -> None:
    """One sitting, killed at fifty moments: what was seen is kept, and all is in its order."""
    bank = many_questions(tmp_path)
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    order: list[str] = []
    options: dict[int, str] = {}
    told = right = 0
    phases = set()
    for kill in range(KILLS):
        start = () if kill else ("play", str(bank), "--player", "Ada", "--seed", "3")
        run = Run(tmp_path, *start)
        at_question(run)
        MOMENTS[kill % 3](run, chance.uniform(0, 0.03))
        said = run.kill()

        for number, stem, lines in SHOWN.findall(said):
            assert options.setdefault(int(number), stem + lines) == stem + lines
        for right_so_far, told_so_far in SO_FAR.findall(said):
            assert int(told_so_far) >= told
            told, right = int(told_so_far), int(right_so_far)

        student, play = resumed(tmp_path, bank)
        items = play.sitting.items
        order = order or [item.ref.id for item in items]
        assert [item.ref.id for item in items] == order
        assert all(items[number - 1].shown for number in options)
        closed = [item for item in items if item.closed]
        assert told <= len(closed) <= told + 1
        assert all(item.is_answered for item in closed)
        assert right <= sum(word == "right" for word in play.progress()) <= right + 1
        for index, item in enumerate(closed):
            with pytest.raises(RefusedError):
                play.answer(item.ref.id, ("1",))
            with pytest.raises(RefusedError):
                play.go_to(index)
        told = len(closed)
        right = sum(word == "right" for word in play.progress())
        phases.add(play.phase)
        student.close()
    assert phases == {"open", "revealed"}
    assert len(options) > KILLS // 2


@pytest.mark.parametrize("moment", ["shown", "answered", "revealed"])
def test_the_full_screen_killed_offers_to_go_on(tmp_path: Path, moment: str) -> None:
    """The app finds what was open and takes it up in the same place, in the same order."""
    bank = rivers.write(tmp_path)
    env = {"QUIZGAME_HOME": str(tmp_path / "home")}
    quizgame = [sys.executable, "-m", "quizgame"]
    arguments = ["play", str(bank), "--quiz", "each", "--seed", "1", "--player", "Ada"]
    with Terminal([*quizgame, *arguments], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("\r")
        terminal.wait_for("Danube")
        if moment != "shown":
            terminal.send("b")
            terminal.wait_for("your choice")
            terminal.send("\r")
        if moment == "revealed":
            terminal.wait_for("RIGHT.")
        terminal.process.kill()
    with Terminal(quizgame, cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("Each type")
        terminal.send("\r")
        screen = terminal.wait_for(lambda text: "Question 1 of 8" in text and "Danube" in text)
        letters = re.findall(r"  ([ABC])    (\w+)", screen)
        assert letters == [("A", "Rhine"), ("B", "Elbe"), ("C", "Danube")]
        if moment == "revealed":
            assert "RIGHT. The answer is B, Elbe." in terminal.wait_for("Enter next")
