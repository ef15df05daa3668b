"""What is safe to project and what is not: names, keys, words, factors, typed text."""

from pathlib import Path

import pytest

from tests.tui.classes import Classroom
from tests.tui.stage import seen

SAFE, PRIVATE = "Safe to project", "PRIVATE"
NAMES = ("Xanthippe", "Zebulon")
TYPED = "TYPEDWORD"
KEY = ("KEYWORD", "right answer", "✓")
WHY = ("EXPLAINED", "REASON", "QUOTED", "TALKED", "THE ARTICLE SAYS")


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class that has not begun."""
    return Classroom(tmp_path)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_nothing_private_is_ever_on_a_safe_screen(
    room: Classroom, size: tuple[int, int]
) -> None:
    """Through a whole lesson, on console and projector: no key before its reveal, nothing else."""
    async with room.open(size) as pilot:
        places = await room.join(*NAMES)
        words = [place.view().word for place in places]
        await room.teacher.set_factor(1, 1.5)
        await room.begin()
        await room.press(pilot, "o")
        hidden = [*NAMES, *words, TYPED, "1.5", "extended", PRIVATE]
        stage = ""
        for _step in range(20):
            if room.stage == "open":
                await room.answer(places[0], response=_wrong(room))
            stage = room.stage
            told = [*hidden]
            told += [] if stage in {"revealed", "explained", "standings"} else KEY
            told += [] if stage in {"explained", "standings"} else WHY
            for _look in (1, 2) if size == (80, 24) else (1,):
                said = room.said
                assert SAFE in said
                assert [one for one in told if one in said] == [], stage
                if size == (80, 24):
                    await room.press(pilot, "b")
            if stage == "finished":
                break
            await room.press(pilot, "enter")
            if room.stage == "open" and "show counts" in room.said:
                await room.press(pilot, "o")
            await room.press(pilot, "i")
            told = [one for one in hidden if one in room.said]
            assert told == [], room.stage
            await room.press(pilot, "i")
        assert stage == "finished"


def _wrong(room: Classroom) -> tuple[str, ...]:
    question = room.hub.display.board().question
    assert question is not None
    if question.presentation.form == "entry":
        return (TYPED,)
    tokens = [one.token for one in question.presentation.blanks[0].items]
    return (next(one for one in tokens if (one,) != room.key()),)


async def test_a_private_view_needs_to_be_confirmed(room: Classroom) -> None:
    """`v` alone shows nothing, and Enter in its question keeps the screen safe."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        await room.press(pilot, "v")
        await room.see(pilot, "Show what is private?", SAFE)
        await room.press(pilot, "enter")
        assert SAFE in room.said
        assert "right answer" not in room.said
        await room.press(pilot, "v", "v")
        await room.see(pilot, PRIVATE, "right answer")
        await room.press(pilot, "v")
        await room.see(pilot, SAFE)
        assert "right answer" not in room.said


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
async def test_the_key_of_a_typed_question_is_shown_in_private(
    room: Classroom, size: tuple[int, int]
) -> None:
    """Also before its reveal and where nobody gave it; never on the safe page."""
    async with room.open(size) as pilot:
        await room.join("Anna", "Ben")
        await room.begin()
        await room.teacher.skip("who")
        await room.teacher.show_next()
        for stage in ("open", "closed"):
            assert room.stage == stage
            await room.press(pilot, "v", "v")
            await room.see(pilot, PRIVATE, "The answer: KEYWORD", "no answer 2")
            await room.press(pilot, "v")
            await room.see(pilot, SAFE)
            assert "KEYWORD" not in room.said
            assert not room.teacher.view().key_text
            if stage == "open":
                await room.press(pilot, "enter")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
async def test_progress_names_nobody_before_it_is_private(
    room: Classroom, size: tuple[int, int]
) -> None:
    """By question for all to see, what was right only after its reveal; by student in private."""
    names = ("Anna", "Ben", "Cleo", "Deniz", "Emil")
    async with room.open(size) as pilot:
        places = await room.join(*names)
        await room.teacher.approve_all()
        await room.begin()
        await room.teacher.show_next()
        await room.answer(*places[:2])
        await room.answer(places[2], response=_wrong(room))
        await room.see(pilot, "i progress")
        await room.press(pilot, "i")
        said = await room.see(pilot, "3 have answered, 2 have not yet.", "Who opened", "3/5 open")
        assert SAFE in said
        assert not [one for one in names if one in said]
        await room.press(pilot, "enter")
        await room.see(pilot, "2 gave no answer", "3/5 not shown")
        await room.press(pilot, "enter")
        said = await room.see(pilot, "3/5 2 2 to come", SAFE)
        assert not [one for one in names if one in said]
        await room.press(pilot, "v", "v")
        said = await room.see(pilot, PRIVATE, "✓ right", "○ no answer", "Student 1 points")
        rows = [line.replace("┃", "").split() for line in seen(room.app).split("\n")]
        assert ["Anna", "✓", "1"] in rows
        assert ["Cleo", "✗", "0"] in rows
        assert ["Emil", "○", "0"] in rows or size == (60, 20)
        await room.press(pilot, "i")
        said = await room.see(pilot, "i progress")
        assert "Student 1 points" not in said


async def test_results_of_a_finished_round_have_the_stems(room: Classroom) -> None:
    """Beside each question's number stands what was asked, for the class and for each student."""
    async with room.open() as pilot:
        places = await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        await room.answer(*places, response=_wrong(room))
        await room.teacher.reveal()
        await room.teacher.finish()
        await room.see(pilot, "1 Who opened the bridge?", "1/1 0", "2 not asked", SAFE)
        await room.press(pilot, "s", "v", "space")
        await room.see(pilot, "1 ✗ not right Who opened the bridge?", PRIVATE)


@pytest.mark.parametrize("keys", ["v v", "s v t", "w v question_mark"])
async def test_a_private_view_goes_back_after_a_minute(room: Classroom, keys: str) -> None:
    """After 60 seconds without a key whatever is private is gone, with what lay over it."""
    async with room.open() as pilot:
        await room.join("Xanthippe")
        await room.begin()
        await room.teacher.show_next()
        await room.teacher.extend(300)  # closing has words of its own, which would take the place
        await room.press(pilot, *keys.split())
        assert room.app.is_private
        room.clock.now += 58
        room.app.post_message(room.app.Beaten())
        await pilot.pause()
        assert room.app.is_private
        room.clock.now += 2
        room.app.post_message(room.app.Beaten())
        said = await room.see(pilot, "this is safe to project again", SAFE, "Who opened")
        assert "Xanthippe" not in said
        assert "right answer" not in said


@pytest.mark.parametrize("keys", ["v v", "s v escape"], ids=["view", "students"])
async def test_nothing_is_said_to_be_safe_that_is_private_again(room: Classroom, keys: str) -> None:
    """That a minute went by is said no more once anything is private again."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.teacher.show_next()
        await room.teacher.extend(300)
        await room.press(pilot, "v", "v")
        room.clock.now += 60
        room.app.post_message(room.app.Beaten())
        await room.see(pilot, "this is safe to project again", SAFE)
        await room.press(pilot, *keys.split())
        assert "safe to project again" not in room.said


async def test_a_minute_without_a_key_is_told_until_the_next_stage(room: Classroom) -> None:
    """Also on a page that tells nothing of the stage."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        await room.press(pilot, "v", "v")
        await room.teacher.finish()
        await room.press(pilot, "g")
        room.clock.now += 60
        room.app.post_message(room.app.Beaten())
        await room.see(pilot, "this is safe to project again", SAFE, "Quizzes to play alone")
        await room.teacher.end_round()
        await room.settle(pilot)
        assert "Quizzes to play alone" in room.said
        assert "safe to project again" not in room.said


async def test_the_projector_ends_what_is_private(room: Classroom) -> None:
    """Turning to the projector's view from a private console leaves nothing private behind."""
    async with room.open() as pilot:
        await room.join("Xanthippe")
        await room.begin()
        await room.press(pilot, "v", "v", "b", "b")
        assert SAFE in room.said
        assert not room.app.is_private


async def test_names_are_shown_once_they_are_allowed(room: Classroom) -> None:
    """In the private list a name is allowed, changed, or its student sent home."""
    async with room.open((120, 40)) as pilot:
        await room.join(*NAMES)
        await room.see(pilot, "2 names are not shown before you allow them: s", "seat 1")
        await room.press(pilot, "s", "v")
        await room.see(pilot, "Xanthippe", "Zebulon", "Seat word", PRIVATE)
        assert room.places[0].view().word in room.said
        await room.press(pilot, "a")
        await room.see(pilot, "Xanthippe is shown now.")
        await room.press(pilot, "down", "r", "end", *["backspace"] * 7, *"Zoe", "enter")
        await room.see(pilot, "Zoe")
        assert room.places[1].view().name == "Zoe"
        await room.press(pilot, "t", "3")
        await room.see(pilot, "1.5 times as long")
        await room.press(pilot, "x", "x")
        assert not room.places[1].seated()
        await room.press(pilot, "escape")
        said = await room.see(pilot, "1 here", "Xanthippe", SAFE)
        assert "Zoe" not in said


async def test_a_seat_is_freed_for_who_comes_next(room: Classroom) -> None:
    """A seat that was freed is had without its word."""
    async with room.open() as pilot:
        anna, *_others = await room.join("Anna")
        anna.leave()
        await room.press(pilot, "s", "v", "f", "f")
        place, _decision = await room.knock("Anna")
        assert place.seated()


async def test_an_accepted_answer_regrades_everybody_and_can_be_undone(room: Classroom) -> None:
    """What many typed is accepted: they get the points at once; undone, they lose them."""
    async with room.open() as pilot:
        await _typed(room)
        await room.press(pilot, "w", "v")
        await room.see(pilot, "TYPEDWORD", "Given by 2", "not right", PRIVATE)
        await room.press(pilot, "a")
        await room.see(pilot, "It counts as right now", "Fixed so far", "2: accepted")
        assert [place.view().points for place in room.places] == [1, 1]
        await room.press(pilot, "end", "u")
        await room.see(pilot, "It is undone.", "undone")
        assert [place.view().points for place in room.places] == [0, 0]


async def test_the_key_can_be_changed_and_a_question_voided(room: Classroom) -> None:
    """Another key counts for all who gave it; a void question credits everybody."""
    async with room.open() as pilot:
        await _typed(room)
        await room.press(pilot, "w", "v", "c", "enter", "c")
        await room.see(pilot, "everybody is regraded", "2: new key")
        assert [place.view().points for place in room.places] == [1, 1]
        await room.press(pilot, "end", "u", "z", "y")
        await room.see(pilot, "2: void")
        assert [place.view().points for place in room.places] == [1, 1]


async def test_an_earlier_question_is_put_right_after_the_round(room: Classroom) -> None:
    """Left and right lead to all questions that were asked, also when the round is over."""
    async with room.open() as pilot:
        await room.join("Anna")
        await room.begin()
        for _question in range(2):
            await room.teacher.show_next()
            await room.answer(*room.places, response=_wrong(room))
            if room.stage == "open":
                await room.teacher.close()
            await room.teacher.reveal()
            await room.teacher.explain()
        await room.teacher.finish()
        await room.press(pilot, "w", "v")
        await room.see(pilot, "Question 2 of 2", TYPED)
        await room.press(pilot, "left")
        await room.see(pilot, "Question 1 of 2", "The engineer")
        await room.press(pilot, "z", "y")
        await room.see(pilot, "1: void")
        assert room.places[0].view().points == 1


async def test_hostile_names_and_answers_are_drawn_as_text(room: Classroom) -> None:
    """What a terminal or a markup would obey is shown, or gone, on every page of the teacher."""
    async with room.open() as pilot:
        await room.join("[/b]\x1b]52;c;Eve\x07", "A\u202enna", "[@click=app.bell]Bo")
        await room.teacher.approve_all()
        await room.begin()
        await room.teacher.skip("who")
        await room.teacher.show_next()
        await room.answer(*room.places, response=("[/b]\x1b[31mRED\u202e",))
        if room.stage == "open":
            await room.teacher.close()
        await room.teacher.reveal()
        for keys, words in (("s v", "[/b]"), ("escape w v", "[/b]"), ("p escape b", "[/b]")):
            await room.press(pilot, *keys.split())
            said = await room.see(pilot, words)
            assert not {"\x1b", "\x07", "\u202e"} & set(said)


async def test_typed_text_is_projected_once_it_is_picked(room: Classroom) -> None:
    """Until then the projector counts it as another answer."""
    async with room.open() as pilot:
        await _typed(room)
        await room.press(pilot, "b")
        said = await room.see(pilot, "other answers", "KEYWORD")
        assert TYPED not in said
        await room.press(pilot, "b", "w", "v", "p", "escape", "b")
        await room.see(pilot, TYPED, SAFE)


async def test_answers_told_by_the_same_words_are_counted_together(room: Classroom) -> None:
    """One that was accepted and is not shown joins the key: there are no two rows of it."""
    async with room.open() as pilot:
        await _typed(room, ("KEYWORD",))
        await room.press(pilot, "w", "v", "a", "escape")
        said = await room.see(pilot, "KEYWORD", SAFE)
        rows = [line.split() for line in seen(room.app).split("\n") if "█" in line]
        assert [(row[1], row[3]) for row in rows] == [("KEYWORD", "3")]
        assert TYPED not in said
        assert "question 2 of 2" in said


async def _typed(room: Classroom, *others: tuple[str, ...]) -> None:
    """Let two students type the same wrong answer, others theirs, and show the key."""
    await room.join("Anna", "Ben", *(f"Student {n}" for n in range(len(others))))
    await room.begin()
    live = room.hub.live
    assert live is not None
    await room.teacher.skip("who")
    await room.teacher.show_next()
    for place, response in zip(room.places, [(TYPED,)] * 2 + list(others), strict=True):
        await room.answer(place, response=response)
    if room.stage == "open":
        await room.teacher.close()
    await room.teacher.reveal()


async def test_quizzes_are_opened_to_be_played_alone(room: Classroom) -> None:
    """With an end and attempts, for some by name, and closed again."""
    async with room.open() as pilot:
        await room.join("Anna", "Ben")
        await room.press(pilot, "g")
        await room.see(pilot, "No quiz is open.")
        await room.press(pilot, "n", "enter")
        await room.see(pilot, "Open this quiz", "7 days", "For: everybody")
        await room.press(pilot, "down", "down", *["left"] * 9)
        await room.see(pilot, "It closes 5 min after that")
        await room.press(pilot, "end", "up", "enter", "v")
        await room.press(pilot, *"Anna", "enter")
        await room.see(pilot, "For: Anna", PRIVATE)
        await room.press(pilot, "o")
        await room.see(pilot, "It is open to the class.", "All of it")
        assert [len(place.view().openings) for place in room.places] == [1, 0]
        await room.press(pilot, "x", "x")
        await room.see(pilot, "closed", "x take it off")
        assert [one.state for one in room.places[0].view().openings] == ["closed"]
        await room.press(pilot, "x", "x")
        await room.see(pilot, "No quiz is open.")
        assert not room.places[0].view().openings
