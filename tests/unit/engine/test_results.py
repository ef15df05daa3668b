"""What came of a sitting: accuracy, pass mark, totals and tallies."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.engine import acts
from quizgame.engine.results import attempt_record, response_records, tallies
from quizgame.model.attempt import AttemptRecord
from quizgame.model.questions.base import Response
from tests.unit.engine.sittings import QUESTIONS, START, Game, a_plan

WORTHS = st.sampled_from([0.0, 0.1, 0.3, 1.0, 2.5])


def _played(
    answers: Sequence[Response], worths: Sequence[float], *, scoring: str, pass_mark: float
) -> AttemptRecord:
    names = ("city", "member", "leader")
    plan = a_plan(names, scoring=scoring, pass_mark=pass_mark)
    refs = tuple(replace(r, points=w) for r, w in zip(plan.questions, worths, strict=True))
    game = Game(replace(plan, questions=refs))
    for index, response in enumerate(answers):
        game.show(index)
        game.wait(15)
        game.answer(response, certainty=3 if scoring == "certainty" else 0)
    game.commit(acts.submit(game.sitting))
    records = response_records(game.sitting, QUESTIONS)
    return attempt_record("a", game.sitting, records, started_at=START.wall)


RIGHT = [("0",), ("true",), ("Sunak",)]


@pytest.mark.parametrize(
    ("scoring", "points", "most"), [("accuracy", 5, 6), ("speed", 3.75, 6), ("certainty", 9, 18)]
)
def test_totals(scoring: str, points: float, most: float) -> None:
    """Points are added up, of the most there were; accuracy weighs by points in every scoring."""
    answers = [("0",), ("false",), ("Sunak",)]
    record = _played(answers, [2.0, 1.0, 3.0], scoring=scoring, pass_mark=5 / 6)
    assert record.points == points
    assert record.max_points == most
    assert record.accuracy == pytest.approx(5 / 6)
    assert record.passed is True
    assert record.status == "finished"
    assert record.finished_at == START.wall + 45


@given(st.lists(WORTHS, min_size=3, max_size=3), st.sets(st.integers(0, 2)))
def test_a_mark_just_reached_is_passed(worths: list[float], right: set[int]) -> None:
    """Adding up fractions of two never fails who has exactly what is asked for."""
    wrong = [("1",), ("false",), ("Truss",)]
    answers = [RIGHT[index] if index in right else wrong[index] for index in range(3)]
    weights = [round(10 * worth) for worth in worths] if any(worths) else [1, 1, 1]
    share = sum(weights[index] for index in right) / sum(weights)
    record = _played(answers, worths, scoring="accuracy", pass_mark=share)
    assert record.accuracy == pytest.approx(share)
    assert record.passed is (True if share else None)
    above = _played(answers, worths, scoring="accuracy", pass_mark=share + 0.01)
    assert above.passed is False
    assert record.points <= record.max_points


def test_whole_points_are_whole() -> None:
    """All right is all points, however oddly they were chosen."""
    record = _played(RIGHT, [0.1, 0.2, 0.125], scoring="accuracy", pass_mark=0)
    assert record.points == record.max_points
    assert record.accuracy == 1
    assert record.passed is None, "without a pass mark nobody passes or fails"


def test_tallies_count_what_was_told() -> None:
    """Groups come in order of appearance, with their questions, right ones and mean fraction."""
    game = Game(a_plan(("signed", "city", "member")))
    for index, response in enumerate((("0",), ("0",))):
        game.show(index)
        game.answer(response)
    records = response_records(game.sitting, QUESTIONS)
    groups = {"signed": ["people", "treaty"], "city": ["places", "people"], "member": ["treaty"]}
    people, treaty, places = tallies(records, lambda record: groups[record.question])
    assert (people.name, people.asked, people.right, people.share) == ("people", 2, 1, 0.75)
    assert (treaty.asked, treaty.right, treaty.share) == (1, 0, 0.5)
    assert (places.asked, places.right) == (1, 1)
