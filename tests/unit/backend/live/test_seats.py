"""Who comes to a class, comes back, is let in, and is sent away."""

import asyncio
from pathlib import Path

import pytest

from quizgame.backend.live.hub import ClassSettings
from quizgame.backend.live.place import Place
from quizgame.classroom.roster import parse_roster
from quizgame.classroom.seat_acts import AskOtherName, AskTeacher, AskWord, Refused, Seated
from quizgame.classroom.seats import Register, Room
from quizgame.errors import RefusedError, StoreError
from tests.unit.backend.conftest import Hands
from tests.unit.backend.live.lessons import Lesson, Wire, played, soon
from tests.unit.backend.live.test_rounds import Stubborn

ROSTER = b"""
[[group]]
name = "slower"
time_factor = 1.5

[[student]]
name = "Ann Lee"
login = "ann"
id = "A1"

[[student]]
name = "Bo Ray"
login = "bo"
id = "B2"
group = "slower"
"""


def listed(tmp_path: Path, hands: Hands) -> Lesson:
    """Return a class with a list of two, of whom one has more time."""
    roster = parse_roster(ROSTER, "class.toml")
    assert not roster.problems
    room = Room(Register(roster.students))
    return Lesson(tmp_path, hands, room=room, roster=roster)


def test_who_drops_is_back_with_seat_and_score(lesson: Lesson) -> None:
    """The seat's word gives the seat back, the score and the open question with it."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.answer(ann)
        await lesson.through()
        word, points = ann.view().word, ann.view().points
        await lesson.show(ann, bo)
        await lesson.answer(ann)
        ann.leave()
        assert not ann.seated()
        back = lesson.hub.enter(Wire())
        assert isinstance(await back.knock("Ann"), AskWord)
        wrong = await back.give_word("nope")
        assert isinstance(wrong, AskWord)
        assert wrong.wrong
        assert isinstance(await back.give_word(word), Seated)
        assert (back.view().points, back.view().takes_part) == (points, True)
        assert back.view().sent == lesson.right()

    played(lesson, play)


def test_a_question_stays_open_for_who_has_just_dropped_out(lesson: Lesson) -> None:
    """Until 20 seconds after their last key; then the answers of the others close it."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.teacher.extend(300)
        for _seconds in range(30):
            lesson.hands.move(1)
            lesson.hub.pulse()
        bo.heard(active=True)
        await lesson.answer(ann)
        bo.leave()
        for _seconds in range(19):
            lesson.hands.move(1)
            lesson.hub.pulse()
        await lesson.hub.keeper.settled()
        assert ann.view().board.stage == "open"
        lesson.hands.move(2)
        lesson.hub.pulse()
        await soon(lambda: ann.view().board.stage == "closed")

    played(lesson, play)


def test_a_dead_connection_is_taken_over_without_a_word(lesson: Lesson) -> None:
    """A client that stopped answering loses its seat to who knocks under its name."""

    async def play(lesson: Lesson) -> None:
        dead = lesson.hub.enter(Wire(is_dead=True))
        await dead.knock("Ann")
        told: list[str] = []
        dead.closed = told.append
        back = lesson.hub.enter(Wire())
        assert isinstance(await back.knock("Ann"), Seated)
        assert back.view().name == "Ann"
        assert not dead.seated()
        assert told

    played(lesson, play)


def test_a_living_connection_is_replaced_only_by_the_word(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows the word sends the other connection away, and nobody else can."""
    monkeypatch.setattr("quizgame.backend.live.arrivals.PROBE_S", 0.05)

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        other = lesson.hub.enter(Wire())
        assert isinstance(await other.knock("Ann"), AskWord)
        assert ann.seated()
        assert isinstance(await other.give_word(ann.view().word), Seated)
        assert not ann.seated()
        assert isinstance(ann.link, Wire)
        assert ann.link.said

    played(lesson, play)


def test_the_teacher_lets_somebody_have_a_seat(lesson: Lesson) -> None:
    """After three wrong words only the teacher helps, who sees who knocks and may refuse."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        ann.leave()
        back = lesson.hub.enter(Wire(), peer="10.0.0.7")
        decision = await back.knock("Ann")
        for _try in range(3):
            decision = await back.give_word("nope")
        assert isinstance(decision, AskTeacher)
        told: list[object] = []
        back.decided = told.append
        lesson.teacher.renew()
        [knock] = lesson.teacher.view().knocks
        assert (knock.name, knock.peer) == ("Ann", "10.0.0.7")
        await lesson.teacher.consent(knock.connection, yes=False)
        assert [type(one) for one in told] == [AskOtherName]
        await back.knock("Ann")
        await lesson.teacher.consent(knock.connection, yes=True)
        assert type(told[-1]) is Seated
        assert back.seated()
        with pytest.raises(RefusedError):
            await lesson.teacher.consent(knock.connection, yes=True)

    played(lesson, play)


def test_an_unknown_teacher_is_asked_for_at_the_console(lesson: Lesson) -> None:
    """A new key waits until the teacher at the console says yes or no."""

    async def play(lesson: Lesson) -> None:
        asking = asyncio.ensure_future(lesson.hub.ask_to_teach("SHA256:abc", "10.0.0.8"))
        await asyncio.sleep(0)
        lesson.teacher.renew()
        [knock] = lesson.teacher.view().knocks
        assert knock.key == "SHA256:abc"
        await lesson.teacher.consent(knock.connection, yes=True)
        assert await asking
        lesson.teacher.renew()
        assert not lesson.teacher.view().knocks

    played(lesson, play)


def test_removed_locked_renamed_approved(lesson: Lesson) -> None:
    """The teacher's acts on seats hold at once, on screens and in the round."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        assert (lesson.board.here, lesson.board.names) == (2, ())
        await lesson.teacher.approve_all()
        assert set(lesson.board.names) == {"Ann", "Bo"}
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.teacher.rename(ann.seat, "Anna")
        assert ann.view().name == "Anna"
        told: list[str] = []
        bo.closed = told.append
        await lesson.teacher.remove(bo.seat)
        assert told
        assert not bo.seated()
        await lesson.answer(ann)
        await soon(lambda: lesson.board.stage == "closed")
        assert lesson.board.awaited == 1
        await lesson.teacher.lock(on=True)
        new = lesson.hub.enter(Wire())
        assert isinstance(await new.knock("Cy"), Refused)
        again = lesson.hub.enter(Wire())
        assert isinstance(await again.knock("Bo"), Refused)
        word = ann.view().word
        ann.leave()
        await lesson.return_as("Anna", word)
        with pytest.raises(RefusedError):
            await lesson.teacher.rename(77, "Nobody")

    played(lesson, play)


def test_lock_and_extra_time_outlast_a_server_that_was_killed(tmp_path: Path, hands: Hands) -> None:
    """What the teacher set holds when it is started again, a list's own factor or none the less."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann Lee", "Bo Ray")
        await lesson.teacher.open_quiz("every-type", "first")
        await lesson.teacher.set_factor(ann.seat, 2.0)
        await lesson.teacher.lock(on=True)
        words = {one.name: one.word for one in lesson.hub.room.seats.values()}
        seats = {one.name: one.number for one in lesson.hub.room.seats.values()}
        assert bo.seated()
        await lesson.kill()
        factor = lesson.hub.attendance.factor
        assert [factor(seats["Ann Lee"]), factor(seats["Bo Ray"])] == [2.0, 1.5]
        back = await lesson.return_as("Ann Lee", words["Ann Lee"])
        assert (await lesson.hub.alone.person(back.seat)).wishes.time_factor == 2.0
        assert isinstance(await lesson.hub.enter(Wire()).knock("Cy"), Refused)
        await lesson.teacher.lock(on=False)
        await lesson.kill()
        assert isinstance(await lesson.hub.enter(Wire()).knock("Cy"), Seated)
        await lesson.teacher.lock(on=True)
        await lesson.end()
        await lesson.begin()
        assert isinstance(await lesson.hub.enter(Wire()).knock("Di"), Seated)

    lesson = listed(tmp_path, hands)
    played(lesson, play)


def test_presence(lesson: Lesson) -> None:
    """A student is seen as lost and gone; as idle where an answer is owed, never while reading."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")

        def presence() -> str:
            lesson.teacher.renew()
            return lesson.teacher.view().seats[0].presence

        async def silent() -> str:
            for _second in range(70):
                lesson.hands.move(1)
                ann.heard()
            return presence()

        assert presence() == "connected"
        assert await silent() == "connected"
        await lesson.start(reading_seconds=600)
        await lesson.teacher.begin_reading()
        assert await silent() == "connected"
        await lesson.teacher.show_next()
        await lesson.teacher.extend(900)
        assert presence() == "connected"
        assert await silent() == "idle"
        ann.heard(active=True)
        assert presence() == "connected"
        await lesson.teacher.pause()
        assert await silent() == "connected"
        await lesson.teacher.resume()
        await lesson.answer(ann)
        assert await silent() == "connected"
        lesson.hands.move(9)
        assert presence() == "lost"
        ann.leave()
        assert presence() == "gone"

    played(lesson, play)


def test_a_list_of_students(tmp_path: Path, hands: Hands) -> None:
    """Who is on the list and did not come is absent; who has more time gives it to the class."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann Lee")
        await lesson.start()
        await lesson.show(ann)
        question = lesson.board.question
        assert question is not None
        assert (question.limit, question.base_limit) == (30, 30)
        await lesson.answer(ann)
        await lesson.through()
        assert '"absent","",""' in await lesson.teacher.results_csv()
        [bo] = await lesson.join("Bo Ray")
        await lesson.show(ann, bo)
        assert (lesson.board.limit, lesson.board.base_limit) == (45, 30)
        lesson.teacher.renew()
        assert {one.factor for one in lesson.teacher.view().seats} == {1}
        assert {one.factor for one in lesson.teacher.view(private=True).seats} == {1, 1.5}
        assert bo.view().outcomes[0] == "not yet joined"
        await lesson.teacher.set_factor(ann.seat, 2)
        assert lesson.board.limit == 60

    played(listed(tmp_path, hands), play)


async def answered_by_a_guest(lesson: Lesson) -> tuple[Place, Place]:
    """Have a guest, Gus, answer a question that Ann is asked too; return both."""
    guest = lesson.hub.enter(Wire())
    await guest.knock("Gus", guest=True)
    [ann] = await lesson.join("Ann")
    await lesson.start()
    await lesson.show(guest, ann)
    await lesson.answer(guest)
    return guest, ann


def kept_bytes(lesson: Lesson) -> bytes:
    """Return all that the class has on disk."""
    return b"".join(one.read_bytes() for one in lesson.home.glob("class.*"))


def test_nothing_of_a_guest_is_kept(lesson: Lesson) -> None:
    """A guest plays like all others, and after the lesson nothing tells of them."""

    async def play(lesson: Lesson) -> None:
        guest, ann = await answered_by_a_guest(lesson)
        assert "guest" in guest.view().kept
        assert "365 days" in ann.view().kept
        await lesson.teacher.finish()
        assert guest.view().points == 1
        await lesson.end()
        assert b"Gus" not in kept_bytes(lesson)
        await lesson.begin()
        assert [one.person_name for one in lesson.store.attempts()] == ["Ann"]

    lesson.settings = ClassSettings(name="7a")
    played(lesson, play)


def test_nothing_of_a_guest_is_kept_of_a_round_that_goes_on(lesson: Lesson) -> None:
    """The class ends in the middle of it; the next time it is taken up without them."""

    async def play(lesson: Lesson) -> None:
        _guest, ann = await answered_by_a_guest(lesson)
        await lesson.answer(ann)
        word = ann.view().word
        await lesson.end()
        assert b"Gus" not in kept_bytes(lesson)
        await lesson.begin()
        ann = await lesson.return_as("Ann", word)
        await lesson.teacher.resume()
        await lesson.teacher.finish()
        assert ann.view().points == 1
        assert "Gus" not in await lesson.teacher.results_csv()

    played(lesson, play)


@pytest.mark.parametrize("hours", [0, 1, 3])
def test_seats_outlast_a_server_that_was_killed_with_no_round_on(
    lesson: Lesson, hours: int
) -> None:
    """Nobody can come in as somebody else; hours later another class begins with no seats."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        word = ann.view().word
        lesson.hands.move(hours * 3600)
        await lesson.kill()
        back = lesson.hub.enter(Wire())
        decision = await back.knock("Ann")
        if hours < 2:
            assert isinstance(decision, AskWord)
            assert isinstance(await back.give_word(word), Seated)
        else:
            assert isinstance(decision, Seated)
            assert back.view().word != word

    played(lesson, play)


def test_a_class_without_a_name_begins_with_no_seats_after_its_end(lesson: Lesson) -> None:
    """Who ends a lesson in order expects nobody back."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        word = ann.view().word
        await lesson.end()
        await lesson.begin()
        [ann] = await lesson.join("Ann")
        assert ann.view().word != word

    played(lesson, play)


def test_a_seat_that_could_not_be_kept_is_not_given(lesson: Lesson) -> None:
    """Where the store fails nobody is let in on what would be lost; afterwards they are."""

    async def play(lesson: Lesson) -> None:
        lesson.store.is_full = True
        place = lesson.hub.enter(Wire())
        with pytest.raises(StoreError):
            await place.knock("Ann")
        assert not place.seated()
        lesson.store.is_full = False
        assert isinstance(await place.knock("Ann"), Seated)

    lesson.wrap = Stubborn
    played(lesson, play)


def test_forget_and_export(lesson: Lesson) -> None:
    """All that is kept of a student can be had, and erased."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.answer(ann)
        await lesson.answer(bo)
        with pytest.raises(RefusedError):
            await lesson.teacher.forget(ann.seat)
        await lesson.teacher.finish()
        round_id = lesson.board.round_id
        await lesson.teacher.end_round()
        assert '"name": "Ann"' in await lesson.teacher.export(ann.seat)
        await lesson.teacher.forget(ann.seat)
        text = await lesson.teacher.results_csv(round_id)
        assert '"Bo"' in text
        assert '"Ann"' not in text
        assert [one.person_name for one in lesson.store.attempts()] == ["Bo"]
        assert isinstance(await lesson.hub.enter(Wire()).knock("Ann"), Seated)

    played(lesson, play)


def test_a_round_ends_for_all_though_one_was_forgotten_elsewhere(lesson: Lesson) -> None:
    """Who is erased by another process during a round stays erased; the others' attempts count."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.show(ann, bo)
        await lesson.answer(ann)
        await lesson.answer(bo)
        [key] = [one.key for one in lesson.store.people() if one.name == "Ann"]
        lesson.store.forget_person(key)
        await lesson.teacher.finish()
        assert [one.person_name for one in lesson.store.attempts()] == ["Bo"]
        assert [one.name for one in lesson.store.people()] == ["Bo"]

    played(lesson, play)
