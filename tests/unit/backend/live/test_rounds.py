"""A live round as students and their teacher see it."""

import asyncio
import threading
from typing import Any

import pytest

from quizgame.backend.live.place import ANSWERS_AT_ONCE
from quizgame.errors import RefusedError, StoreError, StoreFullError
from tests.unit.backend.live.lessons import Lesson, played, soon


def test_a_whole_round(lesson: Lesson) -> None:
    """Three students play eight questions; points, places and results are as they answered."""

    async def play(lesson: Lesson) -> None:
        ann, bo, cy = places = await lesson.join("Ann", "Bo", "Cy")
        await lesson.start()
        assert ann.view().board.stage == "lobby"
        await lesson.teacher.do("read")
        assert ann.article() is not None
        stages = []
        for number in range(1, 9):
            board = await lesson.show(*places)
            assert (board.number, board.total, board.stage) == (number, 8, "open")
            assert bo.article() is not None
            await lesson.answer(ann)
            await lesson.answer(bo, lesson.wrong())
            assert ann.view().sent == lesson.right()
            assert not cy.view().sent
            await lesson.teacher.close()
            while lesson.teacher.next_act() not in {"next", "finish"}:
                stages.append(lesson.stage)
                await lesson.teacher.do(lesson.teacher.next_act())
        assert set(stages) == {"closed", "revealed", "explained"}
        await lesson.teacher.do("finish")
        mine = ann.view()
        assert (mine.board.stage, mine.points, mine.out_of) == ("finished", 9, 9)
        assert mine.outcomes == ("right",) * 8
        assert not mine.missed
        assert set(cy.view().outcomes) == {"unanswered"}
        assert len(cy.view().missed) == 8
        assert mine.own is not None
        assert (mine.own.place, mine.own.name) == (1, "Ann")
        assert mine.board.standings[0].name == "a student", "her name is not approved yet"
        await lesson.teacher.approve(ann.seat)
        assert ann.view().board.standings[0].name == "Ann"
        await lesson.teacher.do("end")
        assert ann.view().board.stage == "waiting"

    played(lesson, play)


def test_who_changes_an_answer_again_and_again_waits_and_loses_none(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer that is acknowledged is kept, the last one counts; the others are not held up."""
    monkeypatch.setattr("quizgame.backend.live.place.ANSWER_EVERY_S", 0.02)

    async def play(lesson: Lesson) -> None:
        ann, bo, cy = await lesson.join("Ann", "Bo", "Cy")
        await lesson.start()
        await lesson.show(ann, bo, cy)
        loop, acknowledged = asyncio.get_running_loop(), []

        async def change() -> None:
            for time in range(25):
                response = lesson.wrong() if time % 2 else lesson.right()
                await lesson.answer(ann, response)
                acknowledged.append(ann.view().sent == response)

        began = loop.time()
        changing = asyncio.create_task(change())
        await soon(lambda: len(acknowledged) > ANSWERS_AT_ONCE)
        await lesson.answer(bo)
        assert not changing.done()
        assert bo.view().sent == lesson.right()
        await changing
        assert loop.time() - began >= (25 - ANSWERS_AT_ONCE - 1) * 0.02
        assert all(acknowledged)
        assert ann.view().sent == lesson.right()

    played(lesson, play)


def test_a_view_is_the_same_object_while_nothing_changed(lesson: Lesson) -> None:
    """What somebody else sent makes no new view, and all have one board."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        before = bo.view()
        calls: list[str] = []
        ann.listen, bo.listen = lambda: calls.append("Ann"), lambda: calls.append("Bo")
        await lesson.answer(ann, lesson.wrong())
        await asyncio.sleep(0)
        assert bo.view() is before
        assert bo.view() is bo.view()
        assert calls == ["Ann"]
        for _pulse in range(4):
            lesson.hub.pulse()
        await asyncio.sleep(0)
        assert (bo.view().board.answered, bo.view().board.awaited) == (1, 2)
        assert bo.view().board is ann.view().board
        assert calls.count("Bo") == 1

    played(lesson, play)


def test_time_ends_with_what_stands_on_the_screen(lesson: Lesson) -> None:
    """A complete selection counts when the time is over; the time ran from the last paint."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start(quiz="all")
        await lesson.teacher.show_next()
        ann.painted()
        lesson.hands.move(1)
        bo.painted()
        lesson.hub.pulse()
        await lesson.hub.keeper.settled()
        question = lesson.board.question
        assert question is not None
        limit = ann.time().question_limit
        assert ann.time().question_left == limit
        ann.selected(question.id, lesson.right())
        bo.selected("another", lesson.right())
        lesson.hands.move((limit or 0) - 0.5)
        lesson.hub.pulse()
        await lesson.hub.keeper.settled()
        assert lesson.stage == "open"
        lesson.hands.move(0.5)
        lesson.hub.pulse()
        await lesson.hub.keeper.settled()
        assert lesson.stage == "closed"
        await lesson.teacher.reveal()
        assert [ann.view().outcomes[0], bo.view().outcomes[0]] == ["right", "unanswered"]
        told = ann.view().told
        assert told is not None
        assert told.by_clock

    played(lesson, play)


def test_all_answered_closes(lesson: Lesson) -> None:
    """The question closes by itself when everybody has answered."""

    async def play(lesson: Lesson) -> None:
        places = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(*places)
        for place in places:
            await lesson.answer(place)
        await soon(lambda: lesson.stage == "closed")

    played(lesson, play)


def test_who_comes_late_takes_part_from_the_next_question(lesson: Lesson) -> None:
    """The open question is not theirs, and they are not marked out of it."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        await lesson.show(ann)
        [late] = await lesson.join("Late")
        assert not late.view().takes_part
        with pytest.raises(RefusedError):
            await lesson.answer(late)
        await lesson.answer(ann)
        await lesson.through()
        assert late.view().told is not None
        await lesson.show(ann, late)
        assert late.view().takes_part
        await lesson.answer(late)
        await lesson.through()
        assert late.view().outcomes[:2] == ("not yet joined", "right")
        assert late.view().out_of == ann.view().out_of - ann.view().board.total + 7

    played(lesson, play)


def test_second_vote(lesson: Lesson) -> None:
    """The second answer counts; who does not vote again keeps the first."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.answer(ann, lesson.wrong())
        await lesson.answer(bo, lesson.wrong())
        await soon(lambda: lesson.stage == "closed")
        assert lesson.board.counts is None
        await lesson.teacher.do("vote_again")
        assert (lesson.stage, lesson.board.vote) == ("open", 2)
        assert not ann.view().answered
        await lesson.answer(ann)
        assert ann.view().answered
        await lesson.through()
        assert [one.view().outcomes[0] in {"wrong", "partly"} for one in (ann, bo)] == [False, True]

    played(lesson, play)


class Stubborn:
    """A store that writes events only when it is let, or never."""

    def __init__(self, store: Any) -> None:
        """Let everything through."""
        self.store, self.gate, self.is_full = store, threading.Event(), False
        self.gate.set()

    def __getattr__(self, name: str) -> Any:
        """Be the store in all else."""
        return getattr(self.store, name)

    def add_round_events(self, round_id: str, events: Any) -> None:
        """Write, wait, or fail."""
        assert self.gate.wait(5)
        if self.is_full:
            raise StoreFullError("The disk is full.")
        self.store.add_round_events(round_id, events)

    def keep_seats(self, klass: str, seats: Any) -> None:
        """Write, or fail."""
        if self.is_full:
            raise StoreFullError("The disk is full.")
        self.store.keep_seats(klass, seats)


def test_an_answer_is_acknowledged_when_it_is_kept(lesson: Lesson) -> None:
    """Until the store has it, nobody is told that it counts."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        lesson.store.gate.clear()
        sending = asyncio.ensure_future(lesson.answer(ann))
        await asyncio.sleep(0.05)
        assert not sending.done()
        assert not ann.view().sent
        again = asyncio.ensure_future(lesson.answer(ann))
        await asyncio.sleep(0)
        assert not again.done(), "the same answer sent again is not kept any sooner"
        lesson.store.gate.set()
        await sending
        await again
        assert ann.view().sent == lesson.right()
        kept = lesson.store.round_events(lesson.board.round_id)
        assert [one.event.name for one in kept].count("seat-answered") == 1

    lesson.wrap = Stubborn
    played(lesson, play)


def test_answers_of_a_moment_are_one_transaction(lesson: Lesson) -> None:
    """Three answers at once are written by one call."""

    async def play(lesson: Lesson) -> None:
        places = await lesson.join("Ann", "Bo", "Cy")
        await lesson.start()
        await lesson.show(*places)
        calls: list[int] = []
        write = lesson.store.add_round_events

        def counted(name: str, events: Any) -> None:
            calls.append(len(events))
            write(name, events)

        lesson.store.add_round_events = counted
        await asyncio.gather(*(lesson.answer(one, lesson.wrong()) for one in places))
        assert calls[0] == 3

    lesson.wrap = Stubborn
    played(lesson, play)


def test_a_full_disk_pauses_the_round(lesson: Lesson) -> None:
    """What is not kept is refused, the teacher is told, and the clock stands until it is mended."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        lesson.hands.move(5)
        lesson.store.is_full = True
        with pytest.raises(StoreError):
            await lesson.answer(ann)
        assert not ann.view().sent
        assert lesson.is_paused()
        assert lesson.trouble() == "The disk is full."
        assert lesson.teacher.next_act() == "resume"
        left = ann.time().question_left
        lesson.hands.move(100)
        with pytest.raises(StoreError):
            await lesson.teacher.resume()
        assert ann.time().question_left == left
        lesson.store.is_full = False
        await lesson.teacher.resume()
        assert not lesson.is_paused()
        assert ann.time().question_left == left
        await lesson.answer(ann)
        assert ann.view().sent == lesson.right()
        assert not lesson.trouble()
        await lesson.kill()
        live = lesson.hub.live
        assert live is not None
        assert live.state.timer.spent == pytest.approx(5)

    lesson.wrap = Stubborn
    played(lesson, play)


def test_room_on_the_disk_is_noticed_by_itself(lesson: Lesson) -> None:
    """Students and teacher hear that nothing can be kept, and without any act that it can again."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        await lesson.show(ann)
        await lesson.answer(ann)
        await lesson.through()
        lesson.store.is_full = True
        with pytest.raises(StoreError):
            await lesson.teacher.show_next()
        assert ann.view().board.stuck
        lesson.store.is_full = False
        for _pulse in range(4):
            lesson.hub.pulse()
        await lesson.hub.keeper.settled()
        assert not ann.view().board.stuck
        assert not lesson.trouble()
        assert lesson.stage == "explained"

    lesson.wrap = Stubborn
    played(lesson, play)


def test_no_answer_for_another_question(lesson: Lesson) -> None:
    """What was meant for the question before is late, and never counts for this one."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        first = (await lesson.show(ann)).question
        assert first is not None
        given = lesson.right()
        await lesson.through()
        await lesson.show(ann)
        await ann.answer(first.id, 1, given)
        assert ann.view().outcomes[0] == "late"
        assert not ann.view().sent
        with pytest.raises(RefusedError):
            await ann.answer("no such", 1, given)

    played(lesson, play)


def test_the_computer_slept(lesson: Lesson) -> None:
    """After a sleep the clock stands with the time that was left, and goes on when it is let."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        lesson.hands.move(3)
        left = ann.time().question_left
        lesson.hands.wall += 3600
        lesson.hub.pulse()
        await lesson.hub.keeper.settled()
        assert lesson.is_paused()
        assert ann.time().paused
        with pytest.raises(RefusedError):
            await lesson.answer(ann)
        await lesson.teacher.do(lesson.teacher.next_act())
        assert ann.time().question_left == left
        await lesson.answer(ann)

    played(lesson, play)


def test_every_act_that_is_named_can_be_done(lesson: Lesson) -> None:
    """Whatever the stage, no act that the teacher is offered is refused."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        seen = set()
        for way in range(30):
            if lesson.hub.live is None:
                await lesson.start(count=3)
            acts = [one for one in lesson.teacher.view().acts if (lesson.stage, one) not in seen]
            act = acts[0] if acts else lesson.teacher.view().acts[way % 2]
            seen.add((lesson.stage, act))
            await lesson.teacher.do(act)
            ann.view()
            lesson.teacher.renew()
        assert len(seen) > 15

    played(lesson, play)
