"""Answers in a live round: which count, which are late, when a question closes, what it earns."""

from dataclasses import replace

import pytest

from quizgame.engine import round_acts, round_seats
from quizgame.engine.round_answers import OnScreen, waited_for
from quizgame.engine.round_clock import left
from quizgame.engine.round_events import Closed, SeatAnswered
from quizgame.engine.round_results import round_results
from quizgame.errors import RefusedError
from tests.unit.engine.rounds import Lesson, a_round

ANNA, BEN, CEM = 1, 2, 3
RIGHT, WRONG = ("0",), ("1",)


def _class(*names: str, **plan: object) -> Lesson:
    it = Lesson(a_round(**plan))  # type: ignore[arg-type] # each test names fields of the plan
    it.join(*(names or ("Anna", "Ben")))
    return it


def test_the_last_answer_before_closing_counts() -> None:
    """An answer may be changed until the question closes; sent again it is no event."""
    it = _class()
    it.show()
    it.answer(ANNA, WRONG)
    assert it.answer(ANNA, WRONG) == ()
    it.answer(ANNA, RIGHT)
    it.reveal()
    assert it.outcomes(ANNA)[0] == "right"
    assert it.outcomes(BEN)[0] == "unanswered"


def test_what_comes_after_closing_is_late() -> None:
    """A late answer is kept once and earns nothing, and an answer in time stands beside it."""
    it = _class(scoring="certainty")
    it.show()
    it.answer(ANNA, RIGHT, certainty=3)
    it.close()
    for seat in (ANNA, BEN):
        [late] = it.answer(seat, WRONG, certainty=3)
        assert isinstance(late, SeatAnswered)
        assert late.late
        with pytest.raises(RefusedError, match="too late"):
            it.answer(seat, ("near",))
    assert it.answer(ANNA, RIGHT) == ()
    it.reveal()
    assert [(one.outcome, one.points) for one in (it.marks(ANNA)[0], it.marks(BEN)[0])] == [
        ("right", 3),
        ("late", 0),
    ]


def test_an_answer_never_slips_to_the_next_question() -> None:
    """What was sent for the question before is late for that one, and nothing for this one."""
    it = _class()
    it.show()
    it.reveal()
    it.show()
    it.answer(ANNA, RIGHT, "city")
    assert it.item.first == {}
    assert it.state.items[0].late[ANNA].response == RIGHT
    with pytest.raises(RefusedError, match="no such question"):
        it.answer(ANNA, ("Sunak",), "leader")
    with pytest.raises(RefusedError, match="no such question"):
        it.answer(ANNA, RIGHT, "course")


def test_an_answer_of_the_first_vote_is_late_in_the_second() -> None:
    """An answer belongs to the vote it was given in; who does not vote again keeps the first."""
    it = _class()
    it.show()
    it.answer(ANNA, WRONG)
    it.close()
    it.commit(round_acts.begin_second_vote(it.state))
    [late] = it.answer(BEN, RIGHT, vote=1)
    assert isinstance(late, SeatAnswered)
    assert late.late
    it.answer(BEN, RIGHT, vote=2)
    it.reveal()
    assert [it.outcomes(seat)[0] for seat in (ANNA, BEN)] == ["wrong", "right"]
    assert it.item.second.keys() == {BEN}


def test_what_can_not_be_sent() -> None:
    """Incomplete, unreadable, without certainty, paused, not there: each is refused in words."""
    it = _class(names=("states", "city"), scoring="certainty")
    it.show()
    for response, message in (((), "not complete"), (("many",), "not a number")):
        with pytest.raises(RefusedError, match=message):
            it.answer(ANNA, response, certainty=1)
    with pytest.raises(RefusedError, match="how sure"):
        it.answer(ANNA)
    it.join("Cem")
    with pytest.raises(RefusedError, match="from the next question"):
        it.answer(CEM, certainty=1)
    it.commit(round_acts.pause(it.state))
    with pytest.raises(RefusedError, match="paused"):
        it.answer(ANNA, certainty=1)
    it.commit(round_acts.resume(it.state))
    it.commit(round_seats.remove(it.state, ANNA))
    with pytest.raises(RefusedError, match="taken out"):
        it.answer(ANNA, certainty=1)
    with pytest.raises(RefusedError, match="no such seat"):
        it.answer(99, certainty=1)
    it.finish()
    with pytest.raises(RefusedError, match="over"):
        it.answer(BEN, certainty=1)


def test_when_time_ends_a_complete_selection_counts() -> None:
    """On screen and complete counts, also over one sent before; incomplete leaves that standing."""
    it = _class("Anna", "Ben", "Cem", scoring="certainty")
    it.show()
    it.answer(ANNA, WRONG, certainty=2)
    it.answer(BEN, RIGHT, certainty=3)
    it.wait(30)
    taken = it.tick(
        {ANNA: OnScreen(RIGHT, 3), BEN: OnScreen(()), CEM: OnScreen(RIGHT), 9: OnScreen(RIGHT)}
    )
    assert taken[-1] == Closed(question="city", by="clock")
    it.reveal()
    assert [it.marks(seat)[0].points for seat in (ANNA, BEN, CEM)] == [3, 3, 1]
    assert it.item.first[ANNA].by_clock
    assert not it.item.first[BEN].by_clock


def test_the_clock_forgives_a_moment_and_no_more() -> None:
    """A key stamped within a quarter of a second counts, a later one is late before any tick."""
    it = _class()
    it.show()
    it.wait(30.2)
    it.answer(ANNA)
    it.wait(0.1)
    it.answer(BEN)
    it.tick()
    it.reveal()
    assert [it.outcomes(seat)[0] for seat in (ANNA, BEN)] == ["right", "late"]


def test_a_question_closes_when_all_who_are_there_have_answered() -> None:
    """Who pressed no key for 20 s is not waited for; all are at first, and after a pause."""
    it = _class("Anna", "Ben", "Cem", limit=120)
    it.show()
    it.answer(ANNA)
    it.wait(19)
    assert it.tick() == ()
    it.active[BEN] = it.now
    it.wait(2)
    assert waited_for(it.state, it.now, it.active) == (BEN,)
    it.commit(round_acts.pause(it.state))
    it.wait(100)
    assert it.tick() == ()
    it.commit(round_acts.resume(it.state))
    assert waited_for(it.state, it.now, it.active) == (ANNA, BEN, CEM)
    it.answer(BEN)
    it.wait(21)
    assert it.tick() == (Closed(question="city", by="answered"),)


def test_who_drops_out_is_waited_for_as_others_are() -> None:
    """Twenty seconds from the last key: time to come back, and no more."""
    it = _class("Anna", "Ben", limit=120)
    it.show()
    it.wait(30)
    it.active[BEN] = it.now
    it.answer(ANNA)
    it.commit(round_seats.disconnect(it.state, BEN))
    it.wait(19)
    assert it.tick() == ()
    it.wait(2)
    assert it.tick() == (Closed(question="city", by="answered"),)


def test_who_drops_out_of_a_new_question_is_waited_for() -> None:
    """All were active when it was shown."""
    it = _class("Anna", "Ben", limit=120)
    it.show()
    it.answer(ANNA)
    it.commit(round_seats.disconnect(it.state, BEN))
    assert it.tick() == ()
    it.commit(round_seats.connect(it.state, BEN))
    it.answer(BEN)
    assert it.tick() == (Closed(question="city", by="answered"),)


def test_nobody_there_closes_nothing() -> None:
    """A question without a single answer waits for its clock, or for the teacher."""
    it = _class(limit=120)
    it.show()
    it.wait(100)
    assert it.tick() == ()
    for seat in (ANNA, BEN):
        it.commit(round_seats.disconnect(it.state, seat))
    assert it.tick() == ()
    it.wait(20)
    assert it.tick() == (Closed(question="city", by="clock"),)


@pytest.mark.parametrize("factor", [2.0, 0.0])
def test_who_has_extra_time_may_think_without_a_key(factor: float) -> None:
    """Somebody with extra time is waited for while connected, however still they sit."""
    it = _class()
    it.join("Cem", factor=factor)
    it.show()
    it.answer(ANNA)
    it.answer(BEN)
    it.wait(50)
    assert it.tick() == ()
    it.commit(round_seats.disconnect(it.state, CEM))
    assert it.tick() == (Closed(question="city", by="answered"),)


def test_the_deadline_is_that_of_the_largest_factor_present() -> None:
    """One countdown for all; it grows when somebody comes back, and never shrinks meanwhile."""
    it = _class()
    it.join("Cem", factor=1.5)
    it.join("Dora", factor=2.0)
    it.commit(round_seats.disconnect(it.state, 4))
    it.show()
    assert left(it.state.timer, it.now) == 45
    it.commit(round_seats.connect(it.state, 4))
    it.join("Emil", factor=0.0)
    assert left(it.state.timer, it.now) == 60
    it.commit(round_seats.disconnect(it.state, 4))
    it.commit(round_seats.set_factor(it.state, CEM, 1.25))
    assert left(it.state.timer, it.now) == 60
    it.commit(round_seats.set_factor(it.state, CEM, 0.0))
    assert left(it.state.timer, it.now) is None
    it.reveal()
    it.commit(round_seats.remove(it.state, CEM))
    it.commit(round_seats.remove(it.state, 5))
    it.show()
    assert left(it.state.timer, it.now) == 30


def test_extra_time_neither_costs_nor_earns_speed_points() -> None:
    """Half the points from the unextended limit on, for whoever answers, however late."""
    it = _class("Anna", "Ben", "Cem", scoring="speed", points=10.0)
    it.join("Dora", factor=2.0)
    it.show()
    it.wait(15)
    it.answer(ANNA)
    it.wait(15)
    it.answer(BEN)
    it.commit(round_acts.extend(it.state, 60))
    it.wait(28)
    it.answer(4)
    it.wait(60)
    it.answer(CEM)
    it.reveal()
    assert [it.marks(seat)[0].points for seat in (ANNA, BEN, CEM, 4)] == [7.5, 5, 5, 5]


def test_time_runs_from_the_last_screen_painted() -> None:
    """Nobody has less time than the limit, and a fast screen is no disadvantage."""
    it = _class(scoring="speed", points=10.0)
    it.commit(round_acts.show_next(it.state))
    it.wait(0.5)
    it.answer(ANNA)
    painted_at = it.now = replace(it.now, mono=it.now.mono + 1, wall=it.now.wall + 1)
    it.wait(0.25)
    it.commit(round_acts.painted(it.state, "city"), painted_at)
    assert left(it.state.timer, it.now) == 29.75
    assert round_acts.painted(it.state, "city") == ()
    assert round_acts.painted(it.state, "member") == ()
    it.wait(14.75)
    it.answer(BEN)
    it.reveal()
    assert [it.marks(seat)[0].points for seat in (ANNA, BEN)] == [10, 7.5]


def test_a_pause_takes_no_time() -> None:
    """Time while the clock stood counts for nobody."""
    it = _class(scoring="speed", points=10.0)
    it.show()
    it.wait(10)
    it.commit(round_acts.pause(it.state))
    it.wait(1000)
    assert left(it.state.timer, it.now) == 20
    it.commit(round_acts.resume(it.state))
    it.wait(5)
    it.answer(ANNA)
    it.reveal()
    assert it.marks(ANNA)[0].points == 7.5


def test_a_laptop_that_slept_pauses_the_round() -> None:
    """The time asleep counts for nobody; the teacher lets the clock run again."""
    it = _class()
    it.show()
    it.wait(10)
    assert round_acts.notice_gap(it.state, it.now) == ()
    it.sleep(600)
    it.commit(round_acts.notice_gap(it.state, it.now))
    assert it.state.paused
    assert round_acts.notice_gap(it.state, it.now) == ()
    assert left(it.state.timer, it.now) == 20


def test_a_student_who_drops_keeps_seat_and_answer() -> None:
    """Coming back in mid-question is taking part again; dropping out of one is no excuse."""
    it = _class("Anna", "Ben", "Cem")
    it.show()
    it.answer(ANNA)
    for seat in (ANNA, BEN):
        it.commit(round_seats.disconnect(it.state, seat))
    it.commit(round_seats.connect(it.state, ANNA))
    it.answer(CEM)
    it.reveal()
    it.commit(round_seats.disconnect(it.state, ANNA))
    it.show()
    it.commit(round_seats.connect(it.state, BEN))
    it.answer(BEN)
    it.answer(CEM)
    it.reveal()
    it.finish()
    assert it.outcomes(ANNA) == ["right", "absent", "not asked"]
    assert it.outcomes(BEN) == ["unanswered", "right", "not asked"]
    anna = round_results(it.state, it.revisions)[0]
    assert (anna.points, anna.out_of, anna.accuracy) == (1, 1, 1)
