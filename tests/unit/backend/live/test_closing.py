"""Exams and the end of the time in which their quiz is open."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from quizgame.backend.live.openings import Exemption
from quizgame.backend.live.place import Place
from quizgame.backend.play import Play
from quizgame.backend.views import QuestionView
from quizgame.errors import RefusedError
from quizgame.model.attempt import AttemptRecord
from quizgame.model.person import Wishes
from quizgame.model.questions.base import Response
from tests.unit.backend.conftest import Hands
from tests.unit.backend.live.lessons import Lesson, Wire, played, soon
from tests.unit.backend.live.test_alone import DAY, opening, pulses
from tests.unit.backend.live.test_seats import listed

GRACE = 5
"""Seconds after which the class hands in what no screen did."""


EXAMS = """[[quiz]]
id = "long"
title = "Long"
behaviour = "exam"
question_time = 0

[[quiz]]
id = "timed"
title = "Timed"
behaviour = "exam"
question_time = 0
quiz_time = 900

[[quiz]]"""


def with_exams(lesson: Lesson) -> Lesson:
    """Return a lesson with exams in its bank, of a quarter of an hour and without limit."""
    text = lesson.bank.read_text(encoding="utf-8")
    bank = lesson.home / "exams.toml"
    bank.write_text(text.replace("[[quiz]]", EXAMS, 1), encoding="utf-8")
    return replace(lesson, bank=bank)


@pytest.fixture
def lesson(tmp_path: Path, hands: Hands) -> Lesson:
    """Return a class that has not begun, with exams in its bank."""
    return with_exams(Lesson(tmp_path, hands))


async def examined(place: Place, *, answers: int = 1) -> Play:
    """Let a student begin the exam that is open, and answer its first questions."""
    sitting = await place.begin(opening(place).key)
    for _question in range(answers):
        sitting.go_on()
        answer(sitting)
    sitting.go_on()
    return sitting


def answer(sitting: Play) -> None:
    """Answer the question on screen, somehow."""
    view = sitting.question()
    assert view is not None
    sitting.answer(view.id, complete(view))


def complete(view: QuestionView) -> Response:
    """Return a complete answer, whatever the type: exams ask in an order of their own."""
    blanks = view.presentation.blanks
    if view.presentation.form == "order":
        return tuple(one.token for one in blanks[0].items)
    return tuple(one.items[0].token if one.items else "77" for one in blanks)


async def handed_in(lesson: Lesson, count: int = 1) -> tuple[AttemptRecord, ...]:
    """Wait until so many exams are kept as handed in, and return them."""
    for _turn in range(100):
        lesson.hub.pulse()
        found: tuple[AttemptRecord, ...] = await lesson.hub.keeper.run(lesson.store.attempts)
        if len(found) >= count:
            return found
        await asyncio.sleep(0.005)
    raise AssertionError([one.status for one in lesson.store.attempts(running=True)])


def given(record: AttemptRecord) -> int:
    """Return how many answers count."""
    return sum(bool(one.response) and not one.late for one in record.responses)


def test_a_screen_hands_its_exam_in_when_it_closes(lesson: Lesson) -> None:
    """Without any time limit too: the answers given count, and the clock said so all along."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        closes = lesson.hands.wall + 600
        await lesson.teacher.open_quiz("every-type", "long", closes=closes)
        sitting = await examined(ann)
        time = sitting.time()
        assert (time.quiz_left, time.quiz_limit, time.closes) == (600, 600, closes)
        lesson.hands.move(599)
        assert sitting.tick() == ""
        lesson.hands.move(1)
        assert sitting.tick() == "submitted"
        results = sitting.results()
        assert results.closed
        assert given(results.record) == 1
        await pulses(lesson)
        await soon(lambda: opening(ann).state == "closed")
        assert opening(ann).best is not None

    played(lesson, play)


def test_what_stands_on_screen_counts_when_an_exam_closes(lesson: Lesson) -> None:
    """A complete answer that was not sent yet is taken along."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.open_quiz("every-type", "long", closes=lesson.hands.wall + 600)
        sitting = await examined(ann)
        view = sitting.question()
        assert view is not None
        stands = complete(view)
        assert sitting.is_complete(view.id, stands)
        lesson.hands.move(600)
        assert sitting.tick(stands) == "submitted"
        assert given(sitting.results().record) == 2

    played(lesson, play)


def test_an_answer_after_the_closing_is_late(lesson: Lesson) -> None:
    """It does not count, and takes away nothing that was given before."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.open_quiz("every-type", "long", closes=lesson.hands.wall + 600)
        sitting = await examined(ann)
        lesson.hands.move(601)
        answer(sitting)
        assert sitting.tick() == "submitted"
        assert given(sitting.results().record) == 1

    played(lesson, play)


@pytest.mark.parametrize("factor", [1.0, 2.0, 0.0])
def test_the_smaller_of_both_times_ends_an_exam(lesson: Lesson, factor: float) -> None:
    """The own limit, stretched or none at all, and the closing: whatever comes first."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.set_factor(ann.seat, factor)
        closes = lesson.hands.wall + 1500
        await lesson.teacher.open_quiz("every-type", "timed", closes=closes)
        sitting = await examined(ann)
        time = sitting.time()
        assert time.quiz_left == (900 if factor == 1 else 1500)
        assert time.closes == (0 if factor == 1 else closes)
        lesson.hands.move(900)
        assert sitting.tick() == ("submitted" if factor == 1 else "")
        lesson.hands.move(600)
        assert factor == 1 or sitting.tick() == "submitted"
        assert sitting.results().closed is (factor != 1)

    played(lesson, play)


def test_a_dropped_students_exam_is_handed_in_when_it_closes(lesson: Lesson) -> None:
    """No answer is lost, the table has it, and who comes back is told what came of it."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        closes = lesson.hands.wall + 600
        await lesson.teacher.open_quiz("every-type", "long", closes=closes)
        await examined(ann, answers=2)
        sitting = await examined(bo)
        word = ann.view().word
        ann.leave()
        lesson.hands.move(600)
        assert sitting.tick() == "submitted"
        lesson.hands.move(GRACE)
        found = await handed_in(lesson, 2)
        mine = next(one for one in found if one.person_name == "Ann")
        assert (mine.status, given(mine), mine.finished_at) == ("finished", 2, closes)
        ann = await lesson.return_as("Ann", word)
        await soon(lambda: opening(ann).best == mine.accuracy)
        assert (opening(ann).state, opening(ann).attempts_used) == ("closed", 1)
        text = await lesson.teacher.quiz_csv(opening(ann).key)
        assert text.count('"Ann"') == text.count('"Bo"')
        assert "running" not in text

    played(lesson, play)


def test_an_exam_closes_while_the_server_is_down(lesson: Lesson) -> None:
    """The next start hands it in as of its closing, with every answer."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        closes = lesson.hands.wall + 30
        await lesson.teacher.open_quiz("every-type", "long", closes=closes)
        await examined(ann, answers=2)
        lesson.hands.move(10)
        await lesson.kill()
        [mine] = await handed_in(lesson)
        assert (given(mine), mine.finished_at) == (2, closes)

    played(lesson, play)


def test_an_exam_without_a_question_on_screen_is_handed_in_too(lesson: Lesson) -> None:
    """Begun and left at once, it is over at the closing all the same, and can not be gone on."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.open_quiz("every-type", "long", closes=lesson.hands.wall + 600)
        await ann.begin(opening(ann).key)
        lesson.hands.move(600)
        again = await ann.begin(opening(ann).key)
        assert again.phase == "finished"
        assert again.results().closed
        await pulses(lesson)
        with pytest.raises(RefusedError):
            await ann.begin(opening(ann).key)

    played(lesson, play)


def test_a_later_end_is_for_whom_it_was_given(tmp_path: Path, hands: Hands) -> None:
    """A group goes on when the others' exams are handed in, also after a restart."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann Lee", "Bo Ray")
        now = lesson.hands.wall
        later = Exemption(groups=("Slower",), closes=now + 900)
        await lesson.teacher.open_quiz("every-type", "long", closes=now + 300, exemptions=(later,))
        await examined(ann)
        sitting = await examined(bo, answers=2)
        assert sitting.time().closes in {0, now + 900}
        lesson.hands.move(300 - 60 + GRACE)
        await lesson.kill()
        [mine] = await handed_in(lesson)
        assert (mine.person_name, mine.finished_at) == ("Ann Lee", now + 300)
        lesson.hands.move(600)
        both = await handed_in(lesson, 2)
        assert {(one.person_name, one.finished_at) for one in both} == {
            ("Ann Lee", now + 300),
            ("Bo Ray", now + 900),
        }

    played(with_exams(listed(tmp_path, hands)), play)


def test_a_teacher_sees_an_opening_open_while_it_is_so_for_anybody(
    tmp_path: Path, hands: Hands
) -> None:
    """It is not taken for closed while a group has time left."""

    async def play(lesson: Lesson) -> None:
        await lesson.join("Ann Lee", "Bo Ray")
        now = lesson.hands.wall
        later = Exemption(groups=("Slower",), closes=now + 900)
        await lesson.teacher.open_quiz("every-type", "long", closes=now + 300, exemptions=(later,))
        for passed, state in ((0, "open"), (600, "open"), (300, "closed")):
            lesson.hands.move(passed)
            await pulses(lesson)
            [one] = lesson.teacher.view().openings
            assert (one.state, one.closes, one.last_end) == (state, now + 300, now + 900)

    played(with_exams(listed(tmp_path, hands)), play)


def test_an_exams_own_time_ends_it_for_who_is_away(lesson: Lesson) -> None:
    """Also where the quiz stays open: what was answered is handed in when the time is over."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        began = lesson.hands.wall
        await lesson.teacher.open_quiz("every-type", "timed", closes=began + DAY)
        await examined(ann)
        ann.leave()
        lesson.hands.move(600)
        await pulses(lesson)
        assert not lesson.store.attempts()
        lesson.hands.move(300 + GRACE)
        [mine] = await handed_in(lesson)
        assert given(mine) == 1
        assert mine.finished_at == pytest.approx(began + 900, abs=0.1)

    played(lesson, play)


def test_more_time_is_given_while_an_exam_runs(lesson: Lesson) -> None:
    """Clocks on screens follow, who is away has it too, and it is kept over a restart."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        closes = lesson.hands.wall + 300
        await lesson.teacher.open_quiz("every-type", "long", closes=closes)
        await examined(ann)
        sitting = await examined(bo)
        key = opening(bo).key
        ann.leave()
        lesson.hands.move(200)
        await lesson.teacher.extend_quiz(key, 300)
        assert (opening(bo).closes, sitting.time().quiz_left) == (closes + 300, 400)
        lesson.hands.move(300)
        assert sitting.tick() == ""
        await pulses(lesson)
        assert not lesson.store.attempts()
        await lesson.kill()
        lesson.hands.move(40 + GRACE)
        found = await handed_in(lesson, 2)
        assert {one.finished_at for one in found} == {closes + 300}
        with pytest.raises(RefusedError):
            await lesson.teacher.extend_quiz(key, 300)

    played(lesson, play)


@pytest.mark.parametrize("forgets", [False, True])
def test_closing_an_exam_by_hand_hands_it_in(lesson: Lesson, *, forgets: bool) -> None:
    """Whoever sits in it is at its end with the next tick; who is away, or has longer, too."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        later = Exemption(people=("Ann",), closes=lesson.hands.wall + DAY)
        await lesson.teacher.open_quiz(
            "every-type", "long", closes=lesson.hands.wall + 600, exemptions=(later,)
        )
        await examined(ann)
        sitting = await examined(bo, answers=2)
        ann.leave()
        key = opening(bo).key
        await (lesson.teacher.close_quiz if forgets else lesson.teacher.end_quiz)(key)
        assert sitting.tick() == "submitted"
        lesson.hands.move(GRACE)
        found = await handed_in(lesson, 2)
        assert {(one.person_name, given(one)) for one in found} == {("Ann", 1), ("Bo", 2)}
        if not forgets:
            await soon(lambda: opening(bo).may_look_back)
            assert '"Ann"' in await lesson.teacher.quiz_csv(key)

    played(lesson, play)


def test_a_practice_is_finished_after_the_closing(lesson: Lesson) -> None:
    """Only its beginning is bounded: who is in it goes on."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.open_quiz("every-type", "first", closes=lesson.hands.wall + 60)
        sitting = await ann.begin(opening(ann).key)
        sitting.go_on()
        lesson.hands.move(100)
        sitting.tick()
        assert not sitting.sitting.is_over
        lesson.hands.move(GRACE)
        await pulses(lesson)
        again = await ann.begin(opening(ann).key)
        again.go_on()
        assert (again.attempt_id, again.phase) == (sitting.attempt_id, "open")

    played(lesson, play)


def test_a_guests_exam_is_handed_in(lesson: Lesson) -> None:
    """Their result is theirs while they are here, kept nowhere."""

    async def play(lesson: Lesson) -> None:
        guest = lesson.hub.enter(Wire())
        await guest.knock("Gus", guest=True)
        await lesson.teacher.open_quiz("every-type", "long", closes=lesson.hands.wall + 60)
        await examined(guest)
        lesson.hands.move(60 + GRACE)
        for _turn in range(20):
            await pulses(lesson)
            if opening(guest).best is not None:
                break
        assert opening(guest).state == "closed"
        assert not lesson.store.attempts()

    played(lesson, play)


def test_wishes_are_not_lost_by_handing_in(lesson: Lesson) -> None:
    """The person stays who they are: name and extended time."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.set_factor(ann.seat, 2.0)
        await lesson.teacher.open_quiz("every-type", "long", closes=lesson.hands.wall + 60)
        await examined(ann)
        lesson.hands.move(30)
        await lesson.kill()
        await handed_in(lesson)
        [person] = lesson.store.people()
        assert (person.name, person.wishes) == ("Ann", Wishes(time_factor=2.0))

    played(lesson, play)


def test_a_quiz_s_results_tell_who_is_who(tmp_path: Path, hands: Hands) -> None:
    """As the class list has it: id, login and groups before the rest."""

    async def play(lesson: Lesson) -> None:
        [bo] = await lesson.join("Bo Ray")
        await lesson.teacher.open_quiz("every-type", "timed")
        await examined(bo)
        header, row, *_more = (await lesson.teacher.quiz_csv(opening(bo).key)).splitlines()
        assert header.startswith('\ufeff"id","login","groups","attempt","player"')
        assert row.startswith('"B2","bo","slower",')

    played(with_exams(listed(tmp_path, hands)), play)


def test_an_exam_with_extra_time_goes_on_after_a_kill(tmp_path: Path, hands: Hands) -> None:
    """Its stretched clock ran meanwhile, and stays stretched."""

    async def play(lesson: Lesson) -> None:
        [bo] = await lesson.join("Bo Ray")
        await lesson.teacher.open_quiz("every-type", "timed")
        sitting = await examined(bo)
        assert sitting.time().quiz_limit == 1350
        lesson.hands.move(100)
        word = bo.view().word
        await lesson.kill()
        bo = await lesson.return_as("Bo Ray", word)
        again = await bo.begin(opening(bo).key)
        assert again.attempt_id == sitting.attempt_id
        assert again.time().quiz_left == pytest.approx(1350 - 160)

    played(with_exams(listed(tmp_path, hands)), play)
