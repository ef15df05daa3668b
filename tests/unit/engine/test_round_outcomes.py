"""What came of a live round: results, corrections, standings and counts."""

from typing import Any

import pytest

from quizgame.engine import round_acts, round_corrections, round_seats
from quizgame.engine.round_counts import distribution
from quizgame.engine.round_marks import RoundMark
from quizgame.engine.round_results import missed, regraded, round_results
from quizgame.engine.round_state import presentation
from quizgame.engine.standings import own, standings, top
from quizgame.errors import RefusedError
from quizgame.model.bank import content_hash, question_content, question_from_content
from quizgame.model.questions.base import Response
from tests.unit.engine.rounds import RIGHT, Lesson, a_round
from tests.unit.engine.sittings import NAMES, QUESTIONS
from tests.unit.samples import SAMPLES, make_question

ANNA, BEN, CEM, EMIL = 1, 2, 3, 5
FIVE = ("Anna", "Ben", "Cem", "Dora", "Emil")


def _asked(name: str, responses: list[Response | None], **plan: Any) -> Lesson:
    """Return a round whose first question was answered so, by a seat each, and is closed."""
    it = Lesson(a_round((name, *[one for one in NAMES if one != name][:2]), **plan))
    it.join(*FIVE[: len(responses)])
    it.show()
    for seat, response in enumerate(responses, 1):
        if response is not None:
            it.answer(seat, response)
    it.close()
    return it


def test_a_roster_tells_the_absent_from_the_late() -> None:
    """Who never came is absent, who came later had not yet joined; both are blank, never 0."""
    it = Lesson()
    it.join("Anna", "Ben", connected=False)
    it.join("Cem")
    it.show()
    it.commit(round_seats.connect(it.state, BEN))
    it.answer(CEM)
    it.reveal()
    it.finish()
    assert it.outcomes(ANNA)[0] == "absent"
    assert it.outcomes(BEN)[0] == "not yet joined"
    rows = round_results(it.state, it.revisions)
    assert [(row.points, row.out_of) for row in rows] == [(None, None), (None, None), (1, 1)]
    assert [one.seat for one in standings(it.state, it.revisions)] == [CEM, BEN]


def test_late_comers_are_marked_as_the_teacher_says() -> None:
    """Out of what they were there for, or out of all that was asked; what is void is no loss."""
    it = Lesson(a_round(pass_mark=0.6))
    it.join("Anna")
    it.show()
    it.reveal()
    it.join("Ben")
    for _name in ("member", "leader"):
        it.show()
        it.answer(BEN)
        it.reveal()
    it.finish()

    def ben() -> tuple[Any, ...]:
        row = round_results(it.state, it.revisions)[1]
        return row.points, row.out_of, row.passed

    assert ben() == (2, 2, True)
    it.commit(round_acts.set_out_of(it.state, "all"))
    assert round_acts.set_out_of(it.state, "all") == ()
    assert ben() == (2, 3, True)
    assert it.marks(BEN)[0] == RoundMark("not yet joined")
    it.commit(round_corrections.void(it.state, it.revisions, "city"))
    assert ben() == (2, 2, True)
    assert it.outcomes(ANNA)[0] == "void"


@pytest.mark.parametrize("scoring", ["accuracy", "speed", "certainty"])
def test_a_void_question_credits_everybody_who_was_there(scoring: str) -> None:
    """Right, wrong or silent, each has the most there is; undone, each has what they had."""
    it = Lesson(a_round(scoring=scoring, points=2.0))
    it.join("Anna", "Ben", "Cem")
    it.show()
    it.answer(ANNA, certainty=3)
    it.answer(BEN, ("1",), certainty=3)
    it.commit(round_corrections.void(it.state, it.revisions, "city"))
    assert it.state.phase == "closed"
    it.reveal()
    before = [it.marks(seat)[0] for seat in (ANNA, BEN, CEM)]
    most = 6 if scoring == "certainty" else 2
    assert before == [RoundMark("void", 1, most, most)] * 3
    with pytest.raises(RefusedError, match="void already"):
        round_corrections.void(it.state, it.revisions, "city")
    it.commit(round_corrections.undo(it.state, it.state.corrections[0].seq))
    assert [it.outcomes(seat)[0] for seat in (ANNA, BEN, CEM)] == ["right", "wrong", "unanswered"]
    for seq, message in ((it.state.corrections[0].seq, "undone already"), (0, "nothing like that")):
        with pytest.raises(RefusedError, match=message):
            round_corrections.undo(it.state, seq)


@pytest.mark.parametrize(
    ("name", "given", "accepted"),
    [
        ("city", ("1",), ("1",)),
        ("signed", ("3", "2"), ("2", "3")),
        ("member", ("false",), ("false",)),
        ("leader", ("  BIDEN",), ("Biden",)),
        ("states", ("0126",), ("126 states",)),
        ("course", ("2", "1", "0"), ("2", "1", "0")),
    ],
)
def test_an_accepted_answer_regrades_all_who_gave_it(
    name: str, given: Response, accepted: Response
) -> None:
    """It earns the whole, however it was typed; old and new value are kept; others stay."""
    other = SAMPLES[QUESTIONS[name].type].wrong[0]
    it = _asked(name, [RIGHT[name], given, given, other if other != given else None])
    it.commit(round_acts.reveal(it.state))
    before = it.state
    it.commit(round_corrections.accept_answer(it.state, it.revisions, name, accepted))
    changes = regraded(before, it.state, it.revisions)
    assert [(one.seat, one.new.points) for one in changes] == [(BEN, 1), (CEM, 1)]
    assert all(one.old.points is not None and one.old.points < 1 for one in changes)
    with pytest.raises(RefusedError, match="right already"):
        round_corrections.accept_answer(it.state, it.revisions, name, accepted)
    it.commit(round_corrections.undo(it.state, it.state.corrections[-1].seq))
    assert regraded(before, it.state, it.revisions) == ()


def test_an_accepted_part_counts_whatever_the_others_are() -> None:
    """In matching and gaps a teacher accepts one part, right in every response that has it."""
    key = RIGHT["roles"]
    it = _asked("roles", [("1", *key[1:]), ("1", key[0], *key[2:]), key])
    it.commit(round_acts.reveal(it.state))
    was = [it.marks(seat)[0].fraction for seat in (ANNA, BEN)]
    accepted = ("1", *[""] * (len(key) - 1))
    it.commit(round_corrections.accept_answer(it.state, it.revisions, "roles", accepted))
    part = 1 / len(key)
    now = [it.marks(seat)[0].fraction for seat in (ANNA, BEN)]
    assert now == pytest.approx([(one or 0) + part for one in was])
    for bad in (("",) * len(key), key[:1], ("x", *[""] * (len(key) - 1))):
        with pytest.raises(RefusedError, match="no whole answer"):
            round_corrections.accept_answer(it.state, it.revisions, "roles", bad)


def test_a_changed_key_regrades_the_round() -> None:
    """Only the key may change; both values are kept, and undoing it gives the old ones back."""
    it = _asked("member", [("true",), ("false",)])
    it.finish()
    changed = make_question(id="member", type="true-false", stem="Britain has not.", answer=False)
    it.revisions = {**it.revisions, content_hash(changed): changed}
    it.commit(round_corrections.change_key(it.state, it.revisions, "member", changed))
    cells = [row.cells[0] for row in round_results(it.state, it.revisions)]
    assert [(one.first.outcome, one.mark.outcome) for one in cells] == [
        ("right", "wrong"),
        ("wrong", "right"),
    ]
    assert all(one.is_regraded for one in cells)
    assert missed(it.state, it.revisions, it.state.seats[ANNA]) == ("member",)
    with pytest.raises(RefusedError, match="the key already"):
        round_corrections.change_key(it.state, it.revisions, "member", changed)
    for other in (QUESTIONS["city"], make_question(**{**_fields("course"), "items": ["a", "b"]})):
        with pytest.raises(RefusedError, match="Only the key"):
            round_corrections.change_key(it.state, it.revisions, "member", other)
    it.commit(round_corrections.undo(it.state, it.state.corrections[0].seq))
    assert it.outcomes(ANNA)[0] == "right"


def _fields(name: str) -> dict[str, Any]:
    question = question_from_content(question_content(QUESTIONS[name]))
    return {"id": question.id, "type": question.type, "stem": question.stem}


def test_standings_share_places_and_can_be_hidden() -> None:
    """The top and one's own place, equals side by side, nothing before the reveal."""
    it = _asked("city", [("0",), ("1",), ("0",), ("near",), None])
    assert {row.points for row in standings(it.state, it.revisions)} == {0}
    it.reveal()
    it.commit(round_acts.show_standings(it.state))
    rows = standings(it.state, it.revisions)
    assert [(row.place, row.name, row.points) for row in rows] == [
        (1, "Anna", 1),
        (1, "Cem", 1),
        (3, "Dora", 0.25),
        (4, "Ben", 0),
        (4, "Emil", 0),
    ]
    assert [row.seat for row in top(rows, 2)] == [ANNA, CEM]
    assert own(rows, EMIL) == rows[-1]
    assert own(rows, 99) is None
    it.commit(round_acts.hide_standings(it.state))
    assert (it.state.phase, standings(it.state, it.revisions)) == ("explained", ())
    assert round_acts.hide_standings(it.state) == ()
    it.commit(round_acts.show_standings(it.state))
    it.commit(round_seats.remove(it.state, ANNA))
    assert standings(it.state, it.revisions)[0].name == "Cem"
    it.finish()
    assert it.commit(round_acts.show_standings(it.state))
    assert it.state.phase == "finished"


def test_a_sober_bank_ranks_nobody() -> None:
    """Where the author asks for a sober tone there are no standings, whatever is pressed."""
    it = _asked("city", [("0",)], sober=True)
    it.reveal()
    assert standings(it.state, it.revisions) == ()
    with pytest.raises(RefusedError, match="nobody is ranked"):
        round_acts.show_standings(it.state)


def test_counts_tell_no_percentages_of_few() -> None:
    """Below five answers only numbers; from five on shares, and the hint to discuss."""
    few = _asked("city", [("0",), ("1",), ("0",), None])
    told = distribution(few.state, few.item, few.revisions)
    assert (told.answered, told.unanswered, told.right, told.right_share) == (3, 1, 2, None)
    assert not told.calls_for_discussion
    shown = presentation(few.plan, QUESTIONS["city"]).blanks[0].items
    [part] = told.parts
    assert [one.name for one in part.counts] == [one.token for one in shown]
    assert {one.name: (one.count, one.right) for one in part.counts} == {
        "0": (2, True),
        "1": (1, False),
        "near": (0, False),
    }
    assert all(one.share is None for one in part.counts)
    many = _asked("city", [("0",), ("1",), ("0",), ("near",), ("0",)])
    told = distribution(many.state, many.item, many.revisions)
    assert (told.right_share, told.calls_for_discussion) == (0.6, True)
    many.commit(round_seats.remove(many.state, BEN))
    assert distribution(many.state, many.item, many.revisions).answered == 4


def test_typed_answers_wait_for_the_teacher() -> None:
    """Typed text is counted by what it means, and stays off the projector until it is picked."""
    it = _asked("leader", [("Sunak",), ("  SUNAK",), ("Sunek",), ("Truss",), ("Biden",)])
    it.commit(round_acts.pick_text(it.state, "leader", 0, "sunak"))
    assert round_acts.pick_text(it.state, "leader", 0, "sunak") == ()
    [part] = distribution(it.state, it.item, it.revisions).parts
    assert [(one.name, one.count, one.right, one.picked) for one in part.counts] == [
        ("sunak", 2, True, True),
        ("biden", 1, False, False),
        ("sunek", 1, True, False),
        ("truss", 1, False, False),
    ]
    assert all(one.typed for one in part.counts)
    it.commit(round_corrections.accept_answer(it.state, it.revisions, "leader", ("Biden",)))
    told = distribution(it.state, it.item, it.revisions)
    assert (told.right, told.parts[0].counts[1].right) == (4, True)


@pytest.mark.parametrize("name", NAMES)
def test_every_type_is_counted(name: str) -> None:
    """Right answers of each type, part by part: all of them are counted, and told to be right."""
    it = _asked(name, [RIGHT[name]] * 5)
    told = distribution(it.state, it.item, it.revisions)
    assert (told.right, told.right_share) == (5, 1)
    for part in told.parts:
        right = [one for one in part.counts if one.right]
        assert [one.share for one in right if one.count] == [1.0] * len(
            [o for o in right if o.count]
        )
        assert any(one.count == 5 for one in right)
        assert not any(one.count for one in part.counts if not one.right)
