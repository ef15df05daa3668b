"""Every type in every behaviour under every scoring, timed and untimed."""

import itertools
import tomllib
from pathlib import Path

import pytest

from quizgame.engine import acts
from quizgame.engine.results import attempt_record, mark_item, response_records
from quizgame.engine.scoring import SCORINGS
from quizgame.engine.sitting import POLICIES
from quizgame.errors import RefusedError
from quizgame.model.attempt import AttemptRecord
from quizgame.model.bank import BANK_ADAPTER
from quizgame.model.questions import QUESTION_TYPES
from tests.unit.engine.sittings import QUESTIONS, Game, a_plan
from tests.unit.samples import SAMPLES, sendable

WAYS = list(itertools.product(POLICIES, SCORINGS, (0, 40)))
COMBINATIONS = [(kind, *way) for kind in SAMPLES for way in WAYS]
EVERY_TYPE = Path(__file__).parents[2] / "data/every_type.toml"


def test_every_registered_type_has_a_sample() -> None:
    """A type without a sample would be tested by nothing here."""
    assert set(SAMPLES) == set(QUESTION_TYPES)
    for kind, sample in SAMPLES.items():
        assert sample.question.type == kind
        assert sample.right
        assert sample.wrong
        assert sample.invalid


@pytest.mark.parametrize("kind", SAMPLES)
def test_samples_are_what_they_say(kind: str) -> None:
    """Right earns the whole, partly its share, wrong nothing, and invalid can not be sent."""
    sample = SAMPLES[kind]
    question = sample.question
    expected = [
        *((response, 1.0) for response in (question.key(), *sample.right)),
        *sample.partly,
        *((response, 0.0) for response in sample.wrong),
    ]
    for response, fraction in expected:
        assert sendable(question, response), response
        assert question.score(response, "en") == pytest.approx(fraction), response
    for response in sample.invalid:
        assert not sendable(question, response), response


def _record(game: Game) -> AttemptRecord:
    records = response_records(game.sitting, QUESTIONS)
    return attempt_record("a", game.sitting, records, started_at=0)


@pytest.mark.parametrize(("kind", "behaviour", "scoring", "limit"), COMBINATIONS)
def test_plays_to_the_end(kind: str, behaviour: str, scoring: str, limit: int) -> None:
    """A question of any type is shown, refused what is invalid, answered, told and scored."""
    sample = SAMPLES[kind]
    answers = [(sample.right[0], 1.0), *sample.partly[:1], (sample.wrong[0], 0.0)]
    for response, fraction in answers:
        plan = a_plan([sample.question.id], limit=limit, behaviour=behaviour, scoring=scoring)
        game = Game(plan)
        certainty = 2 if scoring == "certainty" else 0
        game.show(0)
        game.wait(10)
        for unusable in sample.invalid:
            with pytest.raises(RefusedError):
                game.answer(unusable, certainty=certainty)
        game.answer(response, certainty=certainty)
        game.commit(acts.submit(game.sitting))
        [told] = _record(game).responses
        timed = bool(limit) and behaviour != "review"
        whole = {
            "accuracy": fraction,
            "speed": fraction * (1 - 10 / 80) if timed else fraction,
            "certainty": fraction * 2 if fraction else -2,
        }[scoring]
        assert told.outcome == {1.0: "right", 0.0: "wrong"}.get(fraction, "partly")
        assert told.fraction == pytest.approx(fraction)
        assert told.points == pytest.approx(whole, abs=0.0051)
        assert told.response == response
        assert told.response_text
        assert _record(game).accuracy == pytest.approx(fraction)
        assert game.replayed() == game.sitting


@pytest.mark.parametrize(("kind", "behaviour", "scoring"), [c[:3] for c in COMBINATIONS[::2]])
def test_end_of_time(kind: str, behaviour: str, scoring: str) -> None:
    """At the end of time a complete selection counts and an incomplete one is no answer."""
    sample = SAMPLES[kind]
    for response, outcome in ((sample.right[0], "right"), (sample.invalid[1], "unanswered")):
        plan = a_plan([sample.question.id], limit=40, behaviour=behaviour, scoring=scoring)
        game = Game(plan)
        game.show(0)
        game.wait(39)
        assert game.tick(response) == ()
        game.wait(1)
        game.tick(response)
        item = game.sitting.items[0]
        if behaviour == "review":
            assert not item.closed, "a review has no clock"
            continue
        assert item.closed
        assert item.by_clock
        mark = mark_item(game.sitting, item, sample.question)
        assert mark.outcome == outcome
        if outcome == "right":
            assert mark.points == {"accuracy": 1, "speed": 0.5, "certainty": 1}[scoring]
        else:
            assert mark.points == 0


@pytest.mark.parametrize(("behaviour", "scoring", "limit"), WAYS)
def test_a_bank_of_every_type_is_played_through(behaviour: str, scoring: str, limit: int) -> None:
    """A written bank with every type and field is played to a full score in any way."""
    bank = BANK_ADAPTER.validate_python(tomllib.loads(EVERY_TYPE.read_text("utf-8")))
    questions = {question.id: question for question in bank.playable()}
    assert {question.type for question in questions.values()} == set(QUESTION_TYPES)
    plan = a_plan(
        list(questions), questions=questions, limit=limit, behaviour=behaviour, scoring=scoring
    )
    game = Game(plan, questions=questions)
    for index, question in enumerate(questions.values()):
        assert acts.next_index(game.sitting) == index
        game.show(index)
        game.answer(question.key(), certainty=3 if scoring == "certainty" else 0)
    game.commit(acts.submit(game.sitting))
    records = response_records(game.sitting, questions)
    record = attempt_record("a", game.sitting, records, started_at=0)
    assert record.accuracy == 1
    assert record.points == record.max_points
    assert {one.outcome for one in records} == {"right"}
