"""Quizzes that are open to be played alone, catching up, and practising what was missed."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.backend.live.openings import Exemption, Opening, opening_of, record_of
from quizgame.backend.live.place import Place
from quizgame.backend.live.views import OpeningView
from quizgame.errors import RefusedError
from quizgame.store.classes import ClassStore
from tests.unit.backend.conftest import Hands
from tests.unit.backend.live.lessons import Lesson, Wire, played, soon
from tests.unit.backend.live.test_seats import listed

DAY = 86_400.0


def opening(place: Place) -> OpeningView:
    """Return the one quiz that a student sees."""
    [one] = place.view().openings
    return one


async def pulses(lesson: Lesson) -> None:
    """Let a second of the hub's timer pass."""
    for _pulse in range(4):
        lesson.hub.pulse()
    await lesson.hub.keeper.run(lambda: None)
    await asyncio.sleep(0.01)


def test_a_quiz_from_its_start_to_its_end(lesson: Lesson) -> None:
    """It is seen before it opens, played once while it is open, and closed after that."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        now = lesson.hands.wall
        await lesson.teacher.open_quiz(
            "every-type", "chosen", opens=now + 60, closes=now + DAY, attempts=1
        )
        await pulses(lesson)
        assert (opening(ann).state, opening(ann).behaviour) == ("coming", "exam")
        with pytest.raises(RefusedError):
            await ann.begin(opening(ann).key)
        lesson.hands.move(60)
        await pulses(lesson)
        assert opening(ann).state == "open"
        sitting = await ann.begin(opening(ann).key)
        assert opening(ann).state == "running"
        assert sitting.is_saved
        sitting.go_on()
        sitting.submit()
        await pulses(lesson)
        await soon(lambda: opening(ann).state == "used up")
        assert (opening(ann).attempts_used, opening(ann).best) == (1, 0)
        with pytest.raises(RefusedError):
            await ann.begin(opening(ann).key)
        assert opening(bo).state == "open"
        lesson.hands.move(DAY)
        await pulses(lesson)
        assert opening(bo).state == "closed"
        with pytest.raises(RefusedError):
            await bo.begin(opening(bo).key)
        text = await lesson.teacher.quiz_csv(opening(bo).key)
        assert '"Ann"' in text
        await lesson.teacher.close_quiz(opening(bo).key)
        assert not bo.view().openings

    played(lesson, play)


def test_an_exam_goes_on_after_a_restart(lesson: Lesson) -> None:
    """Its clock ran meanwhile; who begins shortly before the end has only what is left."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        now = lesson.hands.wall
        await lesson.teacher.open_quiz("every-type", "chosen", closes=now + 600)
        sitting = await ann.begin(opening(ann).key)
        sitting.go_on()
        assert sitting.time().quiz_limit == 600
        lesson.hands.move(100)
        word = ann.view().word
        await lesson.kill()
        ann = await lesson.return_as("Ann", word)
        [left] = await ann.resumable()
        again = await ann.begin(opening(ann).key)
        assert again.attempt_id == left.id
        assert again.time().quiz_left == pytest.approx(600 - 160)

    played(lesson, play)


def test_overrides(tmp_path: Path, hands: Hands) -> None:
    """A quiz for one group is seen by nobody else; a person's own bounds beat the group's."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann Lee", "Bo Ray")
        [cy] = await lesson.join("Cy")
        now = lesson.hands.wall
        more = Exemption(groups=("Slower",), closes=now + 2 * DAY, attempts=3)
        await lesson.teacher.open_quiz(
            "every-type", "chosen", closes=now + DAY, attempts=1, exemptions=(more,)
        )
        assert (opening(ann).closes, opening(ann).attempts_allowed) == (now + DAY, 1)
        assert (opening(bo).closes, opening(bo).attempts_allowed) == (now + 2 * DAY, 3)
        await lesson.teacher.close_quiz(opening(bo).key)
        await lesson.teacher.open_quiz("every-type", "first", for_groups=("slower",))
        await lesson.teacher.open_quiz("every-type", "chosen", for_people=("ann",))
        assert opening(ann).title == "Chosen"
        assert opening(bo).title == "First"
        assert not cy.view().openings
        with pytest.raises(RefusedError):
            await ann.begin(opening(bo).key)
        with pytest.raises(RefusedError):
            await lesson.teacher.open_quiz("every-type", "first", for_people=("Nobody",))
        sitting = await bo.begin(opening(bo).key)
        sitting.go_on()
        assert sitting.time().question_limit == 45, "extra time is theirs here too"

    played(listed(tmp_path, hands), play)


def test_catching_up(lesson: Lesson) -> None:
    """Who missed a round plays its questions alone, until the date, scored as put right."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start(count=2)
        await lesson.show(ann)
        voided = lesson.board.question
        assert voided is not None
        await lesson.teacher.void()
        await lesson.teacher.finish()
        with pytest.raises(RefusedError):
            await lesson.teacher.open_catch_up(lesson.hands.wall - 1)
        await lesson.teacher.open_catch_up(lesson.hands.wall + DAY)
        await lesson.teacher.end_round()
        [late] = await lesson.join("Late")
        sitting = await late.begin(opening(late).key)
        asked = [one.ref.id for one in sitting.sitting.items]
        assert len(asked) == 1
        assert voided.id not in asked
        lesson.hands.move(DAY)
        await pulses(lesson)
        assert opening(ann).state == "closed"

    played(lesson, play)


def test_practising_what_was_missed(lesson: Lesson) -> None:
    """After the round only what was not right is asked again, without a clock."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start(count=2)
        with pytest.raises(RefusedError):
            await ann.practise_missed()
        await lesson.show(ann)
        await lesson.answer(ann)
        await lesson.through()
        await lesson.show(ann)
        await lesson.answer(ann, lesson.wrong())
        await lesson.through()
        await lesson.teacher.finish()
        sitting = await ann.practise_missed()
        assert [one.ref.id for one in sitting.sitting.items] == list(ann.view().missed)
        assert len(ann.view().missed) == 1
        sitting.go_on()
        assert sitting.phase == "open"
        assert sitting.time().question_left is None
        assert sitting.time().left is None

    played(lesson, play)


def test_two_connections_begin_the_last_attempt_at_once(lesson: Lesson) -> None:
    """One of two classes on the same store begins it, the other is refused; of practice as well.

    Attempts of before the quiz was opened, and as something else, take nothing away.
    """
    read = threading.Barrier(2)

    class Racing:
        """A store in which both have read what was played before either begins."""

        def __init__(self, store: ClassStore) -> None:
            self._store, self.is_racing = store, False

        def __getattr__(self, name: str) -> Any:
            return getattr(self._store, name)

        def begin(self, *args: Any, **wishes: Any) -> None:
            if self.is_racing:
                read.wait(5)
            self._store.begin(*args, **wishes)

    async def play(first: Lesson) -> None:
        [ann] = await first.join("Ann")
        await first.teacher.open_quiz("every-type", "chosen", behaviour="practice")
        before = await ann.begin(opening(ann).key)
        before.abandon()
        await first.teacher.close_quiz(opening(ann).key)
        first.hands.move(1)
        await first.teacher.open_quiz("every-type", "chosen", attempts=1)
        second = Lesson(first.home, first.hands, wrap=Racing)
        await second.begin()
        try:
            again = await second.return_as("Ann", ann.view().word)
            key = opening(ann).key
            first.store.is_racing = second.store.is_racing = True
            begun = await asyncio.gather(ann.begin(key), again.begin(key), return_exceptions=True)
            assert sorted(isinstance(one, RefusedError) for one in begun) == [False, True]
            assert len(first.store.attempts(running=True)) == 1
        finally:
            await second.end()

    played(replace(lesson, wrap=Racing), play)


def test_a_quiz_begun_twice_on_one_connection_is_one(lesson: Lesson) -> None:
    """A key that was pressed twice takes up what it began, and uses one attempt."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.open_quiz("every-type", "chosen", attempts=2)
        key = opening(ann).key
        one, other = await asyncio.gather(ann.begin(key), ann.begin(key))
        assert one.attempt_id == other.attempt_id
        assert opening(ann).attempts_used == 1

    played(lesson, play)


def test_a_guest_plays_in_memory(lesson: Lesson) -> None:
    """A guest's attempt counts for them while they are here, and is kept nowhere."""

    async def play(lesson: Lesson) -> None:
        guest = lesson.hub.enter(Wire())
        await guest.knock("Gus", guest=True)
        await lesson.teacher.open_quiz("every-type", "chosen", attempts=1)
        sitting = await guest.begin(opening(guest).key)
        assert not sitting.is_saved
        sitting.submit()
        await pulses(lesson)
        await soon(lambda: opening(guest).state == "used up")
        assert not lesson.store.attempts()

    played(lesson, play)


@given(
    st.builds(
        Opening,
        bank=st.just("b"),
        quiz=st.just("q"),
        title=st.text(),
        behaviour=st.sampled_from(["practice", "exam"]),
        scoring=st.just("accuracy"),
        made_at=st.floats(0, 1e9),
        opens=st.floats(0, 1e9),
        closes=st.floats(0, 1e9),
        attempts=st.integers(0, 9),
        people=st.lists(st.text()).map(tuple),
        groups=st.lists(st.text()).map(tuple),
        exemptions=st.lists(
            st.builds(
                Exemption,
                people=st.lists(st.sampled_from("ab")).map(tuple),
                groups=st.lists(st.sampled_from("xy")).map(tuple),
                opens=st.none() | st.floats(0, 1e9),
                closes=st.none() | st.floats(0, 1e9),
                attempts=st.none() | st.integers(0, 9),
            ),
            max_size=3,
        ).map(tuple),
        round_id=st.text(),
        key=st.integers(1, 99),
    )
)
def test_an_opening_comes_back_as_it_was_kept(one: Opening) -> None:
    """Nothing of it is lost, and an exemption never makes the start later than its own word."""
    assert opening_of(record_of(one, "class")) == one
    bounds = one.bounds_for("a", ("x",))
    own = [e for e in one.exemptions if "a" in e.people] or [
        e for e in one.exemptions if "x" in e.groups
    ]
    for rule in own:
        assert rule.opens is None or bounds.opens <= rule.opens
        assert rule.closes is None or not bounds.closes or 0 < rule.closes <= bounds.closes
    if not own:
        assert bounds == one


def test_how_far_everybody_is(lesson: Lesson) -> None:
    """All whom it is for are counted, guests too; names come in private alone."""

    async def play(lesson: Lesson) -> None:
        names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"]
        places = await lesson.join(*names[:3], *names[4:])
        guest = lesson.hub.enter(Wire())
        await guest.knock("Di", guest=True)
        places.insert(3, guest)
        await lesson.teacher.open_quiz("every-type", "chosen")
        key = opening(places[0]).key
        begun = [await one.begin(key) for one in places]
        begun[5].go_on()
        for one in begun[:4]:
            one.go_on()
            one.submit()
        await pulses(lesson)
        await soon(lambda: opening(guest).best is not None)
        pace = await lesson.teacher.quiz_pace(key)
        assert (pace.expected, pace.at_it, pace.handed_in) == (6, 2, 4)
        assert (pace.mean, pace.rows) == (None, ())
        begun[4].submit()
        pace = await lesson.teacher.quiz_pace(key, private=True)
        assert (pace.at_it, pace.handed_in, pace.mean) == (1, 5, 0.0)
        assert [(one.name, one.state) for one in pace.rows] == [
            *((name, "handed in") for name in names[:5]),
            ("Flo", "at it"),
        ]
        await lesson.teacher.close_quiz(key)
        with pytest.raises(RefusedError):
            await lesson.teacher.quiz_pace(key)

    played(lesson, play)


def test_who_is_on_the_list_and_away_has_not_begun(tmp_path: Path, hands: Hands) -> None:
    """Of a quiz for some, only they are expected."""

    async def play(lesson: Lesson) -> None:
        students = [student.name for student, _uid, _factor in lesson.hub.attendance.listed()]
        await lesson.teacher.open_quiz("every-type", "chosen")
        await lesson.teacher.open_quiz("every-type", "chosen", for_people=students[:1])
        everybody, some = [
            await lesson.teacher.quiz_pace(one.key, private=True)
            for one in lesson.teacher.view().openings
        ]
        assert [(one.name, one.state) for one in everybody.rows] == [
            (name, "not begun") for name in sorted(students, key=str.casefold)
        ]
        assert [one.name for one in some.rows] == students[:1]

    played(listed(tmp_path, hands), play)
