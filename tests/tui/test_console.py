"""The teacher's console: a lesson under one key, and what may be seen on the way."""

import asyncio
from pathlib import Path

import pytest

from quizgame.classroom.seat_acts import AskWord
from quizgame.errors import StoreError, StoreFullError
from tests.tui.classes import FINGERPRINT, Classroom
from tests.tui.stage import refusing, seen

SAFE, PRIVATE = "Safe to project", "PRIVATE"


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class that has not begun."""
    return Classroom(tmp_path)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("results-*.csv"))


NEXT = {
    "lobby": "Read the article together",
    "reading": "Show question 1",
    "open": "Close the question now",
    "closed": "Show the answer",
    "revealed": "Show why, with the quotation",
    "explained": "Show the standings",
    "finished": "End the round: wait for the next",
    "waiting": "Start a round: choose a quiz",
}


async def test_a_whole_lesson_by_enter_alone(room: Classroom) -> None:
    """Enter starts a round, asks, tells and ends; its line always says what it does next."""
    async with room.open() as pilot:
        await room.see(pilot, "ssh -p 2222 NAME@quiz.local", FINGERPRINT, "Start a round", SAFE)
        await room.join("Anna", "Ben")
        await room.press(pilot, "enter")
        await room.see(pilot, "All of it", "2 questions", "Enter start this round")
        told: list[str] = []
        while not told or told[-1] != "waiting":
            await room.press(pilot, "enter")
            words = NEXT.get(room.stage, "Finish the round" if "standings" in told else "Show")
            await room.see(pilot, f"Enter → {words}", SAFE)
            told.append(room.stage)
            assert len(told) < 20
            if room.stage == "open":
                await room.answer(room.places[0])
        question = ["open", "closed", "revealed", "explained", "standings"]
        assert told == ["lobby", "reading", *question, *question, "finished", "waiting"]


async def test_enter_that_is_held_does_one_thing(room: Classroom) -> None:
    """Two Enters within half a second are one: nobody sees an answer by a nervous finger."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        await room.press(pilot, "enter")
        await pilot.press("enter", "enter")
        await room.settle(pilot)
        assert room.stage == "closed"


async def test_enter_for_a_question_that_just_closed_shows_no_answer(room: Classroom) -> None:
    """When the clock was quicker than the teacher's Enter, the answer is not shown by it."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        room.places[0].painted()
        room.pass_time(40)
        await room.see(pilot, "Closed")
        await pilot.press("enter")
        await room.settle(pilot)
        assert room.stage == "closed"
        await room.press(pilot, "enter")
        assert room.stage == "revealed"


async def test_dangerous_acts_ask_and_enter_says_no(room: Classroom) -> None:
    """Skip, void and finish are asked about; Enter in that box leaves all as it is."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        for key in "xzf":
            await room.press(pilot, key)
            await room.see(pilot, "No, leave it")
            await room.press(pilot, "enter")
            assert room.stage == "open"
        await room.press(pilot, "x", "y")
        assert room.stage == "ready"
        await room.press(pilot, "f", "y")
        assert room.stage == "finished"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
async def test_a_void_question_is_told_and_counts_again(
    room: Classroom, size: tuple[int, int]
) -> None:
    """From its voiding on, also before its reveal; `z` takes it back, here and under `w`."""
    async with room.open(size) as pilot:
        [anna, *_others] = await room.join("Anna", "Ben")
        await room.begin()
        await room.teacher.show_next()
        await room.answer(anna)
        await room.press(pilot, "z", "y")
        said = await room.see(
            pilot, "It does not count: everybody who was there is credited.", SAFE
        )
        assert room.stage == "closed"
        assert "z undo void" in said
        assert "right answer" not in said
        await room.press(pilot, "z")
        said = await room.see(pilot, "It is void no more")
        assert not [one for one in ("It does not count", "undo void") if one in said]
        await room.press(pilot, "enter")
        assert [place.view().points for place in room.places] == [1, 0]
        await room.press(pilot, "w", "v", "z", "y")
        await room.see(pilot, "z lets it count again")
        assert [place.view().points for place in room.places] == [1, 1]
        await room.press(pilot, "escape")
        await room.see(pilot, "It does not count", "z undo void", SAFE)
        await room.press(pilot, "w", "v", "z")
        await room.see(pilot, "It is void no more", PRIVATE)
        assert [place.view().points for place in room.places] == [1, 0]


async def test_time_can_be_given_and_stopped(room: Classroom) -> None:
    """`e` gives 30 seconds more, `p` lets the clock stand and Enter lets it run again."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        await room.press(pilot, "e")
        before = room.teacher.time().question_left
        assert before is not None
        assert before > 30
        await room.press(pilot, "p")
        await room.see(pilot, "Paused at", "Let the clock run again")
        assert room.teacher.time().paused
        await room.press(pilot, "enter")
        assert not room.teacher.time().paused
        assert room.stage == "open"


async def test_a_divided_class_is_told_to_discuss(room: Classroom) -> None:
    """When about half are right the console says so without a key, and 2 opens a second vote."""
    async with room.open() as pilot:
        places = await room.join("Anna", "Ben", "Carla", "Deniz", "Emil", "Fatma")
        await room.begin()
        await room.teacher.show_next()
        await room.answer(*places[:3])
        wrong = next(token for token in ("1", "2", "3") if (token,) != room.key())
        await room.answer(*places[3:], response=(wrong,))
        await room.settle(pilot)
        if room.stage == "open":
            await room.press(pilot, "enter")
        said = await room.see(pilot, "30 to 70 % are right: let them discuss", SAFE)
        assert "right answer" not in said
        assert "50 %" not in said
        await room.press(pilot, "2")
        await room.see(pilot, "The second vote", "0 of 6 have answered")
        await room.answer(places[5])
        await room.press(pilot, "enter")
        await room.see(pilot, "1 of 6 voted again. For the others their first answer counts.")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
async def test_both_votes_can_be_compared(room: Classroom, size: tuple[int, int]) -> None:
    """The first stands below the second from its close on, its key from the reveal on."""
    async with room.open(size) as pilot:
        places = await room.join("Anna", "Ben", "Carla", "Deniz", "Emil")
        await room.begin()
        await room.teacher.show_next()
        wrong = next(token for token in "123" if (token,) != room.key())
        await room.answer(*places[:3], response=(wrong,))
        await room.answer(*places[3:])
        await room.teacher.close()
        await room.teacher.begin_second_vote()
        await room.answer(*places[:4])
        await room.see(pilot, "4 of 5 have answered")
        await room.press(pilot, "o")
        assert "First vote" not in await room.see(pilot, "no answer 1")
        await room.teacher.close()
        first = "ABC"[int(wrong) - 1], "ABC"[int(room.key()[0]) - 1]
        said = await room.see(pilot, f"{first[0]} 3 (60 %)", f"{first[1]} 2 (40 %)", SAFE)
        assert "First vote" in said
        assert "✓" not in said
        await room.press(pilot, "v", "v")
        await room.see(pilot, "First vote", f"✓ {first[1]} 2 (40 %)", PRIVATE)
        await room.press(pilot, "v", "enter")
        await room.see(pilot, "right answer", "First vote", f"✓ {first[1]} 2 (40 %)", SAFE)
        await room.press(pilot, "b")
        assert "First vote" not in await room.see(pilot, "right answer")


async def test_what_was_typed_in_the_first_vote_is_private(room: Classroom) -> None:
    """On the safe page it is counted as another answer, and the key told at the reveal alone."""
    async with room.open() as pilot:
        places = await room.join("Anna", "Ben", "Carla")
        await room.begin()
        await room.teacher.skip("who")
        await room.teacher.show_next()
        await room.answer(*places[:2], response=("TYPEDWORD",))
        await room.answer(places[2])
        await room.teacher.close()
        await room.teacher.begin_second_vote()
        await room.teacher.close()
        await room.settle(pilot)
        await room.press(pilot, "o")
        said = await room.see(pilot, "First vote other answers 3", SAFE)
        assert not [one for one in ("TYPEDWORD", "KEYWORD") if one in said]
        await room.press(pilot, "v", "v")
        await room.see(pilot, "First vote TYPEDWORD 2 ✓ KEYWORD 1", PRIVATE)
        await room.press(pilot, "v", "enter")
        said = await room.see(pilot, "First vote ✓ KEYWORD 1 other answers 2", SAFE)
        assert "TYPEDWORD" not in said


async def test_counts_of_an_open_question_are_shown_on_demand(room: Classroom) -> None:
    """`o` shows how many chose what, without what is right; once more hides it."""
    async with room.open() as pilot:
        places = await room.join("Anna", "Ben")
        await room.begin()
        await room.teacher.show_next()
        await room.answer(places[0])
        await room.see(pilot, "1 of 2 have answered", "Waiting for: seat 2")
        assert "no answer" not in room.said
        await room.press(pilot, "o")
        said = await room.see(pilot, "no answer 1", SAFE)
        assert "right answer" not in said
        await room.press(pilot, "o")
        assert "no answer" not in room.said
        await room.press(pilot, "o")
        await room.teacher.close()
        await room.see(pilot, "second vote")
        await room.press(pilot, "2")
        await room.see(pilot, "The second vote", "0 of 2 have answered")
        assert "no answer" not in room.said


async def test_who_is_lost_is_told(room: Classroom) -> None:
    """A student whose connection is silent for ten seconds is told of, by number until approved."""
    async with room.open() as pilot:
        await room.join("Anna", "Ben")
        await room.begin()
        await room.teacher.show_next()
        room.places.pop()
        for _second in range(10):
            room.pass_time()
        for _beat in range(4):
            room.hub.pulse()
        await room.see(pilot, "1 here, 1 lost", "Lost: seat 2")
        await room.teacher.approve_all()
        await room.see(pilot, "Lost: Ben")


async def test_a_full_disk_is_told_with_what_to_do(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The console says what failed, what to do and what is safe; then that all is well again."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        with monkeypatch.context() as full:
            error = StoreFullError("There is no room left.", "Make room on the disk.")
            for act in ("add_round_events", "keep_seats"):
                full.setattr(room.store, act, refusing(error, 99))
            with pytest.raises(StoreError):
                await room.answer(room.places[0])
            await room.see(
                pilot,
                "Nothing can be kept now",
                "There is no room left. Make room on the disk.",
                "What was sent before is safe.",
                SAFE,
            )
        for _second in range(4):
            room.pass_time()
        said = await room.see(pilot, "Everything can be kept again. Enter lets the clock run.")
        assert "no room left" not in said
        await room.press(pilot, "enter")
        assert not room.teacher.time().paused


async def test_the_join_card_comes_back_as_large_as_the_window(room: Classroom) -> None:
    """`j` shows the card with its code over all lines of 80 by 24, Enter goes back."""
    async with room.open() as pilot:
        await room.begin()
        await room.teacher.show_next()
        await room.press(pilot, "j")
        await room.see(pilot, "NAME@quiz.local", FINGERPRINT, "█", SAFE)
        await room.press(pilot, "enter")
        await room.see(pilot, "Who opened the bridge?")
        assert room.stage == "open"


async def test_a_round_can_be_changed_before_it_starts(room: Classroom) -> None:
    """The form decides on number, reading and warm-up; `n` starts it so."""
    async with room.open() as pilot:
        await room.press(pilot, "enter")
        await room.see(pilot, "All of it")
        await room.press(pilot, "c")
        await room.see(pilot, "Start this round", "8 min")
        await room.press(pilot, "down", "down", "left", "down", "right", "n")
        await room.see(pilot, "Students come in")
        live = room.hub.live
        assert live is not None
        assert live.state.plan.reading_seconds == 300
        assert live.state.plan.warm_up == ("who",)


@pytest.mark.parametrize(
    "keys", ["enter", "enter c", "r", "g", "g n enter", "s v", "w v", "k v", "j"]
)
async def test_the_smallest_window_shows_the_way_back_and_the_help(
    room: Classroom, keys: str
) -> None:
    """On every list and form of the teacher the last line has Esc and `?`, whatever else is cut."""
    async with room.open((60, 20)) as pilot:
        await room.join("Anna")
        if keys.startswith("w"):
            await room.begin()
            await room.teacher.show_next()
        await room.press(pilot, *keys.split())
        last = seen(room.app).rstrip().split("\n")[-1]
        assert "Esc back" in last
        assert "? help" in last


async def test_leaving_asks_and_says_what_becomes_of_the_class(tmp_path: Path) -> None:
    """On the computer that serves, leaving ends the class; from elsewhere it goes on."""
    room = Classroom(tmp_path)
    async with room.open() as pilot:
        await room.press(pilot, "q")
        await room.see(pilot, "End the class for everybody")
        await room.press(pilot, "enter", "ctrl+q", "e")
        assert room.app.return_code == 0
    room = Classroom(tmp_path, is_local=False)
    async with room.open() as pilot:
        await room.press(pilot, "q")
        await room.see(pilot, "The class goes on.")
        await room.press(pilot, "k")
        await room.see(pilot, "Start a round")


async def test_the_door_can_be_locked(room: Classroom) -> None:
    """`l` lets nobody new in, and says so at the top until it is pressed again."""
    async with room.open((120, 40)) as pilot:
        await room.press(pilot, "l")
        await room.see(pilot, "door locked", "Nobody new can come in.")
        place, _decision = await room.knock("Late")
        assert not place.seated()
        await room.press(pilot, "l")
        await room.see(pilot, "The door is open.")
        place, _decision = await room.knock("Late")
        assert place.seated()


async def test_results_go_to_new_files(room: Classroom, tmp_path: Path) -> None:
    """`r` saves the results as CSV, tells the path, and never writes over a file."""
    async with room.open() as pilot:
        await room.join("Änna")
        await room.begin()
        await room.teacher.show_next()
        await room.answer(room.places[0])
        await room.settle(pilot)
        await room.teacher.finish()
        await room.press(pilot, "r", "enter")
        await room.see(pilot, "Saved as", ".csv")
        await room.press(pilot, "enter")
        await room.see(pilot, "-2.csv")
        files = _files(tmp_path / "results")
        assert len(files) == 2
        assert "Änna" in files[0].read_bytes().decode("utf-8-sig")
        assert len(room.logged) == 2
        await room.press(pilot, "escape", "enter", "r")
        await room.see(pilot, "All of it", "open it again")
        await room.press(pilot, "o")
        await room.see(pilot, "The round is over.")


async def test_a_student_who_forgot_the_word_is_let_in(room: Classroom) -> None:
    """Who knocks for a taken seat waits; the teacher looks at it in private and says yes."""
    async with room.open() as pilot:
        anna, *_others = await room.join("Anna")
        anna.leave()
        place, decision = await room.knock("Anna")
        assert isinstance(decision, AskWord)
        said = await room.see(pilot, "1 waits at the door: k", SAFE)
        assert "Anna" not in said
        await room.press(pilot, "k", "v")
        await room.see(pilot, "Is it really Anna?", PRIVATE)
        await room.press(pilot, "enter")
        assert not place.seated()
        await room.press(pilot, "y")
        await room.see(pilot, "Nobody waits.")
        assert place.seated()
        await room.press(pilot, "escape")
        await room.see(pilot, "Start a round", SAFE)


async def test_a_teacher_from_elsewhere_is_asked_about(room: Classroom) -> None:
    """With an unknown teacher's key the console shows its fingerprint, and only y lets it in."""
    async with room.open() as pilot:
        asked = asyncio.create_task(room.hub.ask_to_teach(FINGERPRINT, "192.0.2.7"))
        await room.see(pilot, "Somebody wants to teach from another computer: k", SAFE)
        await room.press(pilot, "k", "v")
        await room.see(pilot, "Is this key yours?", FINGERPRINT, "192.0.2.7", PRIVATE)
        await room.press(pilot, "enter", "y")
        assert await asked
        await room.see(pilot, "Nobody waits.")


async def test_escape_leads_back_from_the_progress(room: Classroom) -> None:
    """Only from the lesson it asks whether the class is to end."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.teacher.start_round("bridge", "lesson", seed=1)
        await room.teacher.show_next()
        await room.press(pilot, "i")
        await room.see(pilot, "Where they are")
        await room.press(pilot, "escape")
        assert "Where they are" not in await room.see(pilot, "i progress")
        await room.press(pilot, "escape")
        await room.see(pilot, "End the class?")
