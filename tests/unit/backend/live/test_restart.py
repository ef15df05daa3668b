"""A server that ends in the middle of everything, and the one that goes on."""

from pathlib import Path

from quizgame.backend.live.hub import ClassSettings
from tests.unit.backend.conftest import Hands
from tests.unit.backend.live.lessons import Lesson, Wire, played, soon
from tests.unit.backend.live.test_seats import listed


def test_killed_in_the_middle_of_a_question(lesson: Lesson) -> None:
    """Every acknowledged answer is there; the clock stands until the teacher lets it run."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.answer(ann)
        await lesson.through()
        points, words = ann.view().points, {one.view().name: one.view().word for one in (ann, bo)}
        await lesson.show(ann, bo)
        lesson.hands.move(4)
        await lesson.answer(ann)
        sent, before = ann.view().sent, ann.view().board
        left = ann.time().question_left
        await lesson.kill()
        assert (lesson.board.round_id, lesson.board.paused) == (before.round_id, True)
        assert lesson.teacher.next_act() == "resume"
        ann, bo = [await lesson.return_as(name, word) for name, word in words.items()]
        assert (ann.view().sent, ann.view().points) == (sent, points)
        assert ann.time().question_left == left
        question = ann.view().board.question
        assert before.question is not None
        assert question is not None
        assert question.presentation == before.question.presentation
        await lesson.teacher.resume()
        await lesson.answer(bo)
        await soon(lambda: lesson.board.stage == "closed")
        await lesson.through()
        assert bo.view().outcomes[:2] == ("unanswered", "right")
        assert ann.view().points == points + (await _points(lesson))

    played(lesson, play)


async def _points(lesson: Lesson) -> float:
    question = lesson.board.question
    return question.points if question else 0


def test_two_restarts_and_a_guest(lesson: Lesson) -> None:
    """A guest is known again while the round is on; a second restart loses nothing either."""

    async def play(lesson: Lesson) -> None:
        guest = lesson.hub.enter(Wire())
        await guest.knock("Gus", guest=True)
        word = guest.view().word
        await lesson.start()
        await lesson.show(guest)
        await lesson.answer(guest)
        await lesson.through()
        points = guest.view().points
        await lesson.kill()
        await lesson.kill()
        back = await lesson.return_as("Gus", word)
        assert back.view().points == points

    played(lesson, play)


def test_a_list_after_a_restart(tmp_path: Path, hands: Hands) -> None:
    """Students of a list are the same in the round as before."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann Lee")
        await lesson.start()
        word = ann.view().word
        await lesson.kill()
        back = await lesson.return_as("Ann Lee", word)
        bo = (await lesson.join("Bo Ray"))[0]
        await lesson.show(back, bo)
        live = lesson.hub.live
        assert live is not None
        assert [seat.name for seat in live.state.counted()] == ["Ann Lee", "Bo Ray"]
        assert lesson.board.awaited == 2

    played(listed(tmp_path, hands), play)


def test_a_finished_round_is_not_taken_up(lesson: Lesson) -> None:
    """After a restart the class waits; the round can be looked at, put right and exported."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        await lesson.show(ann)
        lesson.hands.move(3)
        await lesson.answer(ann, lesson.wrong())
        first = lesson.board.question
        assert first is not None
        await lesson.teacher.finish()
        round_id, word = lesson.board.round_id, ann.view().word
        await lesson.kill()
        assert lesson.board.stage == "waiting"
        [kept] = await lesson.teacher.rounds()
        assert (kept.id, kept.finished_at > kept.started_at) == (round_id, True)
        await lesson.teacher.return_to(round_id)
        await lesson.teacher.void(first.id)
        [attempt] = lesson.store.attempts()
        assert attempt.points == attempt.max_points
        assert '"void"' in await lesson.teacher.results_csv()
        back = await lesson.return_as("Ann", word)
        assert back.view().outcomes[0] == "void"
        await lesson.teacher.end_round()
        assert '"void"' in await lesson.teacher.results_csv(round_id)

    lesson.settings = ClassSettings(name="7a")
    played(lesson, play)


def test_an_unnamed_class_begins_anew(lesson: Lesson) -> None:
    """Names of the lesson before are free again, unless the class has a name to come back to."""

    async def play(lesson: Lesson) -> None:
        await lesson.join("Ann")
        await lesson.end()
        await lesson.begin()
        await lesson.join("Ann")

    played(lesson, play)
