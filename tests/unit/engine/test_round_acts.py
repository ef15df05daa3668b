"""What a teacher may do when, who may sit where, and the one order for all."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from quizgame.engine import round_acts, round_corrections, round_seats
from quizgame.engine.lesson import progress
from quizgame.engine.round_clock import left
from quizgame.engine.round_results import round_results
from quizgame.engine.round_state import presentation
from quizgame.engine.selection import select
from quizgame.errors import RefusedError
from quizgame.model.bank import Bank, Quiz
from tests.unit.engine.rounds import Lesson, a_round
from tests.unit.engine.sittings import NAMES, QUESTIONS

ANNA, BEN, CEM, DORA = 1, 2, 3, 4


def _refused(it: Lesson, message: str, act: Any, *arguments: Any) -> None:
    with pytest.raises(RefusedError, match=message):
        act(it.state, *arguments)


def test_each_act_has_its_time() -> None:
    """An act out of its turn is refused in a sentence, and changes nothing."""
    it = Lesson()
    it.join("Anna")
    refuses = partial(_refused, it)
    refuses("No question has been shown", round_acts.reveal)
    refuses("No question is open", round_acts.close, it.revisions)
    refuses("No clock", round_acts.pause)
    refuses("No clock", round_acts.extend, 5)
    refuses("Nobody is reading", round_acts.end_reading)
    refuses("not over", round_acts.open_catch_up, it.now.wall + 1, it.now)
    refuses("not been asked", round_corrections.void, it.revisions, "city")
    it.commit(round_acts.begin_reading(it.state, 60))
    it.commit(round_acts.end_reading(it.state))
    assert it.state.phase == "ready"
    it.show()
    refuses("question is open", round_acts.show_next)
    refuses("question is open", round_acts.reveal)
    refuses("after closing", round_acts.begin_second_vote)
    refuses("on screen", round_acts.begin_reading)
    refuses("comes after", round_acts.explain)
    refuses("come after", round_acts.show_standings)
    refuses("question is open", round_corrections.accept_answer, it.revisions, "city", ("1",))
    refuses("second and an hour", round_acts.extend, 0)
    it.close()
    refuses("not been shown yet", round_acts.show_next)
    it.commit(round_acts.begin_second_vote(it.state))
    it.close()
    refuses("second vote already", round_acts.begin_second_vote)
    it.commit(round_acts.reveal(it.state))
    refuses("no answer to be shown", round_acts.reveal)
    refuses("asked and answered", round_acts.skip, "city")
    refuses("no such question", round_acts.skip, "course")
    it.commit(round_acts.skip(it.state, "member"))
    refuses("no such question", round_acts.skip, "member")
    refuses("was not asked|not been asked", round_corrections.void, it.revisions, "member")
    it.show()
    assert it.current == "leader"
    it.reveal()
    refuses("last question", round_acts.show_next)


def test_the_end_and_after() -> None:
    """After the end nothing is asked any more, but it may be caught up until a date."""
    it = Lesson()
    refuses = partial(_refused, it)
    it.finish()
    refuses("over", round_acts.show_next)
    refuses("over", round_acts.finish, it.revisions)
    refuses("over", round_seats.join, "Zoe")
    refuses("date is over", round_acts.open_catch_up, it.now.wall, it.now)
    it.commit(round_acts.open_catch_up(it.state, it.now.wall + 60, it.now))
    assert round_acts.may_catch_up(it.state, it.now)
    it.wait(60)
    assert not round_acts.may_catch_up(it.state, it.now)
    it.commit(round_acts.end_catch_up(it.state))
    assert round_acts.end_catch_up(it.state) == ()


def test_what_can_not_begin() -> None:
    """A round needs questions, a scoring, and in a sober bank accuracy."""
    for plan, message in (
        (a_round(()), "no questions"),
        (a_round(scoring="luck"), "no such scoring"),
        (a_round(sober=True, scoring="speed"), "sober"),
        (a_round(warm_up=("course",)), "warm up"),
    ):
        with pytest.raises(RefusedError, match=message):
            round_acts.start(plan)


def test_reading_has_its_own_timer() -> None:
    """It ends by its clock, stretched for who needs more, or when the teacher shows a question."""
    it = Lesson()
    it.join("Anna")
    it.join("Ben", factor=1.5)
    it.commit(round_acts.begin_reading(it.state))
    assert left(it.state.timer, it.now) == 180
    it.commit(round_acts.extend(it.state, 20))
    it.wait(199)
    assert it.tick() == ()
    it.wait(1)
    it.tick()
    assert it.state.phase == "ready"
    it.commit(round_acts.begin_reading(it.state, 0))
    assert left(it.state.timer, it.now) is None
    with pytest.raises(RefusedError, match="no time limit"):
        round_acts.extend(it.state, 5)
    it.show()
    assert it.current == "city"


def test_names_and_seats() -> None:
    """One name a seat, a locked lobby keeps new ones out, and who was removed stays out."""
    it = Lesson()
    it.join("Anna", "  Ben\t")
    assert it.state.seats[BEN].name == "Ben"
    for name, message in (("ANNA", "called Anna already"), (" \u200b ", "at least one letter")):
        with pytest.raises(RefusedError, match=message):
            round_seats.join(it.state, name)
        with pytest.raises(RefusedError, match=message):
            round_seats.rename(it.state, BEN, name)
    it.commit(round_seats.rename(it.state, BEN, "ben"))
    it.join("Cem", person="p-3", connected=False)
    with pytest.raises(RefusedError, match="a seat already"):
        round_seats.join(it.state, "Cem B", person="p-3")
    it.commit(round_seats.lock(it.state, on=True))
    with pytest.raises(RefusedError, match="locked"):
        round_seats.join(it.state, "Dora")
    it.commit(round_seats.connect(it.state, CEM))
    assert it.state.seats[CEM].is_here
    it.commit(round_seats.free(it.state, CEM))
    assert (it.state.seats[CEM].free, it.state.seats[CEM].connected) == (True, False)
    it.commit(round_seats.connect(it.state, CEM))
    assert not it.state.seats[CEM].free
    it.commit(round_seats.remove(it.state, CEM))
    it.commit(round_seats.lock(it.state, on=False))
    with pytest.raises(RefusedError, match="taken out"):
        round_seats.connect(it.state, CEM)
    with pytest.raises(RefusedError, match="taken out"):
        round_seats.join(it.state, "Cem", person="p-3")
    it.join("Cem")
    assert [seat.number for seat in it.state.counted()] == [ANNA, BEN, DORA]
    for again in (
        round_seats.disconnect(it.state, CEM),
        round_seats.connect(it.state, ANNA),
        round_seats.lock(it.state, on=False),
        round_seats.set_factor(it.state, ANNA, 1.0),
        round_seats.rename(it.state, ANNA, "Anna"),
    ):
        assert again == ()


def test_one_order_for_all_on_every_computer() -> None:
    """The seed alone decides questions and letters: pinned, so that no version changes them."""
    bank = Bank(format=1, id="bank", title="A bank", question=tuple(QUESTIONS.values()))  # type: ignore[arg-type] # samples are of every type
    chosen = select(bank, Quiz(id="all", title="All"), 7).questions
    assert [one.id for one in chosen] == GOLDEN_QUESTIONS
    plan = a_round(NAMES)
    letters = {
        name: [item.token for item in presentation(plan, QUESTIONS[name]).blanks[0].items]
        for name in ("city", "signed", "course", "roles")
    }
    assert letters == GOLDEN_LETTERS
    written = replace(plan, shuffle_options=False)
    shown = presentation(written, QUESTIONS["city"])
    assert [one.token for one in shown.blanks[0].items] == ["0", "1", "near"]


GOLDEN_QUESTIONS = ["course", "signed", "leader", "city", "member", "sentence", "roles", "states"]
GOLDEN_LETTERS = {
    "city": ["near", "1", "0"],
    "signed": ["france", "2", "0", "3"],
    "course": ["0", "2", "1"],
    "roles": ["3", "d0", "1", "0"],
}


def test_a_limit_of_none_waits_for_the_teacher() -> None:
    """A question without a time limit has no deadline, and speed is then scored as accuracy."""
    it = Lesson(a_round(limit=0, scoring="speed"))
    it.join("Anna")
    it.show()
    it.wait(500)
    it.answer(ANNA)
    assert left(it.state.timer, it.now) is None
    it.reveal()
    assert it.marks(ANNA)[0].points == 1


def test_a_skipped_question_counts_for_nobody() -> None:
    """It goes off the screens, keeps its answers, and is part of no result."""
    it = Lesson()
    it.join("Anna", "Ben")
    it.show()
    it.answer(ANNA)
    it.commit(round_acts.skip(it.state, "city"))
    assert it.state.phase == "ready"
    it.show()
    it.answer(ANNA)
    it.finish()
    assert it.outcomes(ANNA) == ["not asked", "right", "not asked"]
    assert it.state.items[0].first[ANNA].response == ("0",)
    assert round_results(it.state, it.revisions)[BEN - 1].out_of == 1
    assert progress(it.state)[0].done[0] == "skipped"
    with pytest.raises(RefusedError, match="skipped"):
        round_corrections.void(it.state, it.revisions, "city")


def test_a_warm_up_is_worth_nothing() -> None:
    """A warm-up is answered and revealed like the others, for no points and no weight."""
    it = Lesson(a_round(("city", "member"), warm_up=("city",), scoring="certainty", points=3.0))
    it.join("Anna")
    it.show()
    it.answer(ANNA, ("1",), certainty=3)
    it.reveal()
    it.show()
    it.answer(ANNA, certainty=2)
    it.finish()
    row = round_results(it.state, it.revisions)[0]
    assert [cell.mark.points for cell in row.cells] == [0, 6]
    assert (row.points, row.out_of, row.accuracy) == (6, 9, 1)
