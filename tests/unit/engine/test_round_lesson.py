"""A whole lesson, event by event: what is kept, and what came of it."""

import pytest

from quizgame.engine import round_acts, round_corrections, round_seats
from quizgame.engine.lesson import answered_now, lesson, progress
from quizgame.engine.round_answers import OnScreen
from quizgame.engine.round_clock import left
from quizgame.engine.round_counts import Distribution, distribution
from quizgame.engine.round_results import round_results, seat_attempt
from quizgame.engine.standings import standings
from tests.unit.engine.rounds import Lesson, a_round
from tests.unit.engine.sittings import START

ANNA, BEN, CEM, DORA = 1, 2, 3, 4

THE_LESSON = """
round-started
joined 1
joined 2
joined 3
reading-began 120
reading-ended by_clock
question-shown member
clock-started member
seat-answered 1 member true
seat-answered 2 member false
seat-answered 3 member true
closed member answered
key-revealed member
explained member
question-shown city
clock-started city
seat-answered 1 city 1
joined 4
disconnected 2
connected 2
seat-answered 1 city 0
seat-answered 3 city 1
seat-answered 2 city near by_clock
closed city clock
second-vote-began city
clock-started city
seat-answered 2 city 0
seat-answered 3 city 0
closed city teacher
key-revealed city
explained city
standings-shown
disconnected 3
question-shown leader
clock-started leader
seat-answered 1 leader Sunak
round-paused
round-resumed
extended 30
seat-answered 4 leader The PM
closed leader teacher
seat-answered 2 leader Sunak late
key-revealed leader
answer-accepted leader The PM
explained leader
round-finished
catch-up-opened
"""


def _play() -> Lesson:
    """Play a warm-up, a question with a second vote, and one that takes its time."""
    it = Lesson(a_round(("member", "city", "leader"), warm_up=("member",)))
    it.join("Anna", "Ben")
    it.join("Cem", person="p-3", factor=1.5)
    it.wait(60)
    it.commit(round_acts.begin_reading(it.state))
    it.wait(180)
    it.tick()
    it.show()
    it.wait(5)
    it.answer(ANNA)
    it.answer(BEN, ("false",))
    it.answer(CEM)
    it.tick()
    it.reveal()
    it.show()
    it.wait(4)
    it.answer(ANNA, ("1",))
    it.join("Dora")
    it.commit(round_seats.disconnect(it.state, BEN))
    it.wait(4)
    it.commit(round_seats.connect(it.state, BEN))
    it.answer(ANNA, ("0",))
    it.answer(CEM, ("1",))
    it.wait(37)
    it.tick({BEN: OnScreen(("near",)), DORA: OnScreen(("0",))})
    it.wait(60)
    it.commit(round_acts.begin_second_vote(it.state))
    it.commit(round_acts.painted(it.state, "city"))
    it.wait(3)
    it.answer(BEN)
    it.answer(CEM)
    it.reveal()
    it.commit(round_acts.show_standings(it.state))
    it.commit(round_seats.disconnect(it.state, CEM))
    it.show()
    it.answer(ANNA, ("Sunak",))
    it.commit(round_acts.pause(it.state))
    it.wait(300)
    it.commit(round_acts.resume(it.state))
    it.commit(round_acts.extend(it.state, 30))
    it.wait(50)
    it.answer(DORA, ("The PM",))
    it.close()
    it.answer(BEN, ("Sunak",))
    it.commit(round_acts.reveal(it.state))
    it.commit(round_corrections.accept_answer(it.state, it.revisions, "leader", ("the pm",)))
    it.commit(round_acts.explain(it.state))
    it.finish()
    it.commit(round_acts.open_catch_up(it.state, it.now.wall + 86_400, it.now))
    return it


def _told(it: Lesson) -> str:
    lines = []
    for stamped in it.events:
        event = stamped.event
        words: list[str] = [event.name]
        for name in ("seat", "question", "seconds", "by"):
            words += [str(getattr(event, name))] if hasattr(event, name) else []
        words += [" ".join(getattr(event, "response", ()))]
        words += [str(flag) for flag in ("late", "by_clock") if getattr(event, flag, False)]
        lines.append(" ".join(word for word in words if word))
    return "\n".join(lines)


def test_a_lesson_is_kept_event_by_event() -> None:
    """What happened in a lesson is kept in this order, and gives its state again."""
    it = _play()
    assert _told(it) == THE_LESSON.strip().replace(
        "accepted leader The PM", "accepted leader the pm"
    )
    assert [one.seq for one in it.events] == list(range(len(it.events)))
    assert it.replayed() == it.state


def test_what_came_of_the_lesson() -> None:
    """A warm-up is worth nothing, the second vote counts, late comers are marked fairly."""
    it = _play()
    assert it.outcomes(ANNA) == ["right", "right", "right"]
    assert it.outcomes(BEN) == ["wrong", "right", "late"]
    assert it.outcomes(CEM) == ["right", "right", "absent"]
    assert it.outcomes(DORA) == ["not yet joined", "not yet joined", "right"]
    rows = round_results(it.state, it.revisions)
    assert [(row.points, row.out_of) for row in rows] == [(2, 2), (1, 2), (1, 1), (1, 1)]
    assert [row.accuracy for row in rows] == [1, 0.5, 1, 1]
    regraded = rows[DORA - 1].cells[2]
    assert (regraded.first.outcome, regraded.first.points) == ("wrong", 0)
    assert (regraded.mark.outcome, regraded.mark.points) == ("right", 1)
    assert rows[CEM - 1].cells[2].mark.points is None
    assert [(one.place, one.name) for one in standings(it.state, it.revisions)] == [
        (1, "Anna"),
        (2, "Ben"),
        (2, "Cem"),
        (2, "Dora"),
    ]


def test_the_two_votes_are_kept_apart() -> None:
    """What the class thought before it talked stays to be compared with what it thought after."""
    it = _play()
    item = it.state.items[1]
    first, second, both = (
        distribution(it.state, item, it.revisions, vote=vote) for vote in (1, 2, 0)
    )

    def tally(one: Distribution) -> dict[str, int]:
        return {count.name: count.count for part in one.parts for count in part.counts}

    assert tally(first) == {"0": 1, "1": 1, "near": 1}
    assert tally(second) == {"0": 2, "1": 0, "near": 0}
    assert (second.answered, second.unanswered) == (2, 1)
    assert tally(both) == {"0": 3, "1": 0, "near": 0}


def test_the_part_of_a_seat_is_kept_as_an_attempt() -> None:
    """A round goes into the memory of each student like a quiz played alone."""
    it = _play()
    ben = seat_attempt("a", it.state, it.revisions, it.state.seats[BEN])
    assert (ben.behaviour, ben.status, ben.points, ben.max_points) == ("round", "finished", 1, 2)
    assert [(one.question, one.outcome, one.late) for one in ben.responses] == [
        ("member", "wrong", False),
        ("city", "right", False),
        ("leader", "late", True),
    ]
    assert ben.started_at == START.wall
    dora = seat_attempt("b", it.state, it.revisions, it.state.seats[DORA])
    assert [(one.question, one.response_text) for one in dora.responses] == [("leader", "The PM")]


def test_the_lesson_is_timed_for_the_teacher() -> None:
    """Question n of m, how late it is, and when it will end at this pace."""
    it = Lesson(a_round(limit=30))
    it.wait(100)
    told = lesson(it.state, it.now)
    assert (told.elapsed, told.number, told.of) == (100, 0, 3)
    assert told.ends_at == it.now.wall + 120 + 3 * 90
    it.commit(round_acts.begin_reading(it.state))
    it.wait(20)
    assert lesson(it.state, it.now).ends_at == it.now.wall + 100 + 3 * 90
    it.show()
    it.wait(200)
    it.reveal()
    it.show()
    it.wait(50)
    told = lesson(it.state, it.now)
    assert (told.number, told.of) == (2, 3)
    assert told.ends_at == pytest.approx(it.now.wall + 150 + 200)
    it.commit(round_acts.skip(it.state, "leader"))
    assert lesson(it.state, it.now).of == 2
    it.finish()
    it.wait(1000)
    assert lesson(it.state, it.now).ends_at == it.state.finished_at


def test_progress_tells_who_has_done_what() -> None:
    """The console sees who has answered, without who is right."""
    it = Lesson()
    it.join("Anna", "Ben")
    it.show()
    it.join("Cem")
    it.answer(ANNA, ("1",))
    assert answered_now(it.state) == (1, 2)
    assert [one.done[0] for one in progress(it.state)] == ["answered", "open", "not yet joined"]
    it.close()
    it.answer(BEN)
    told = progress(it.state)
    assert [one.done for one in told] == [
        ("answered", "coming", "coming"),
        ("none", "coming", "coming"),
        ("not yet joined", "coming", "coming"),
    ]
    assert told[1].late == ("city",)
    it.commit(round_acts.begin_second_vote(it.state))
    assert answered_now(it.state) == (0, 2)
    assert progress(it.state)[0].done[0] == "open"


def test_a_server_that_was_killed_goes_on_where_it_was() -> None:
    """Every answer is there, nobody is connected, and the clock waits with what was left."""
    it = Lesson()
    it.join("Anna", "Ben")
    it.show()
    it.wait(10)
    it.answer(ANNA)
    it.restart(after=500)
    assert it.state.paused
    assert not any(seat.connected for seat in it.state.seats.values())
    assert left(it.state.timer, it.now) == 20
    assert it.item.first[ANNA].response == ("0",)
    assert round_seats.take_up(it.state, it.now) == ()
    for seat in (ANNA, BEN):
        it.commit(round_seats.connect(it.state, seat))
    it.wait(40)
    assert it.tick() == ()
    it.commit(round_acts.resume(it.state))
    it.wait(5)
    it.answer(BEN)
    assert it.item.first[BEN].elapsed == 15
    it.tick()
    assert it.item.closed_by == "answered"
