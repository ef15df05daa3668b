"""An exam on screen: answers kept, marks, overview, handing in, nothing told before."""

import pytest
from textual import events

from quizgame.tui.widgets.field import Field
from tests.tui.stage import FrozenClock, Stage, letter, seen, sitting, student_of, text_of

IDS = ["city", "count", "all-signed"]


async def test_answers_may_be_changed_until_handed_in() -> None:
    """Enter keeps and goes on; returning shows what was kept; another letter changes it."""
    student = student_of()
    play = sitting(student, IDS, behaviour="exam")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first = letter(app, "Kaunas")
        await pilot.press(first, "enter")
        await pilot.pause()
        assert "Question 2 of 3" in seen(app)
        assert "RIGHT" not in seen(app)
        await pilot.press("escape", "p")
        await pilot.pause()
        assert f"{first.upper()}" in seen(app)
        assert "This answer is kept." in seen(app)
        await pilot.press(letter(app, "Vilnius"), "n")
        await pilot.pause()
        items = play.sitting.items
        assert items[0].response == ("vilnius",)


async def test_overview_shows_all_and_hands_in() -> None:
    """The overview names what is open and marked; handing in asks and leads to the results."""
    student = student_of()
    play = sitting(student, IDS, behaviour="exam")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("m", "o")
        await pilot.pause()
        assert "1 marked, 2 open" in seen(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Question 2 of 3" in seen(app)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert "3 questions have no answer yet. 1 is marked for later." in " ".join(
            seen(app).split()
        )
        await pilot.press("u")
        await pilot.pause()
        assert app.led_to == [("results", play)]
        assert play.results().record.status == "finished"


async def test_a_mark_on_the_question_on_screen_is_counted() -> None:
    """Whoever hands in is told of every mark, also of that on the question just left."""
    student = student_of()
    app = Stage(student, sitting(student, IDS, behaviour="exam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("m", "o")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert "1 is marked for later." in " ".join(seen(app).split())


async def test_the_last_answer_leads_to_the_overview() -> None:
    """When every question has an answer, the overview opens, from which to hand in."""
    student = student_of()
    play = sitting(student, ["city", "all-signed"], behaviour="exam")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a", "enter")
        await pilot.pause()
        await pilot.press("b", "enter")
        await pilot.pause()
        assert "2 answered" in seen(app)


async def test_when_the_exam_is_over_the_results_open() -> None:
    """The quiz's time hands in what is there, also while the overview is open."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    play = sitting(student, IDS, behaviour="exam", quiz_time=60, question_time=0)
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "Vilnius"), "o")
        await pilot.pause()
        clock.now += 61
        await app.playing.tick()
        await pilot.pause()
        assert app.led_to == [("results", play)]
        assert play.results().by_clock


async def test_a_question_out_of_time_can_not_be_changed() -> None:
    """What stood on screen counts, and letters do nothing more."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    play = sitting(student, IDS, behaviour="exam", question_time=20)
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "Vilnius"))
        clock.now += 21
        await app.playing.tick()
        await pilot.pause()
        told = "Time is up for this question. What stood on screen counts. n: next question."
        assert told in seen(app)
        assert "choose" not in seen(app).splitlines()[-1]
        assert "Enter n next" in seen(app).splitlines()[-1]
        await pilot.press(letter(app, "Selby"), "enter")
        await pilot.pause()
        assert play.sitting.items[0].response == ("vilnius",)
        assert "Question 2 of 3" in seen(app)


async def test_a_typed_question_out_of_time_can_not_be_typed_into() -> None:
    """Keys and clicks do not reach its field; what to do is said at any later time too."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    play = sitting(student, ["minister", "city"], behaviour="exam", question_time=20)
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("tab", *"the minister")
        clock.now += 21
        await app.playing.tick()
        await pilot.pause()
        await pilot.click(Field)
        await pilot.press("tab", "X", "7", "n", "p")
        await pilot.pause()
        assert "Time is up for this question. n: next question." in seen(app)
        assert app.playing.interaction
        assert app.playing.interaction.response == ("the minister",)


async def test_an_answer_begun_is_there_on_coming_back() -> None:
    """What is not complete, or not yet said to be sure, is not lost by leaving the question."""
    student = student_of()
    play = sitting(student, ["pairs", "city"], behaviour="exam", scoring="certainty")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "slept"), "n")
        await pilot.pause()
        chosen = letter(app, "Vilnius")
        await pilot.press(chosen, "p")
        await pilot.pause()
        assert "Question 1 of 2" in seen(app)
        assert app.screen.interaction.response[0] != ""  # type: ignore[attr-defined] # an exam
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert any(app.screen.interaction.response)  # type: ignore[attr-defined] # an exam
        await pilot.press("n")
        await pilot.pause()
        assert "not sent yet" in seen(app)
        assert app.screen.interaction.response  # type: ignore[attr-defined] # an exam
        assert not any(item.is_answered for item in play.sitting.items)


async def test_letters_lead_on_until_a_field_is_entered() -> None:
    """A typed question come to by looking round is not typed into by n, p, m or o."""
    student = student_of()
    app = Stage(student, sitting(student, ["minister", "count", "city"], behaviour="exam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("escape", "n", "n", "p", "m")
        await pilot.pause()
        assert "Question 2 of 3" in seen(app)
        assert "Marked for later." in seen(app)
        assert app.playing.field.value == ""
        for key in ("tab", "enter", "click"):
            await (pilot.click(Field) if key == "click" else pilot.press(key))
            await pilot.press("7", "escape")
            await pilot.pause()
            assert not [line for line in text_of(app.playing.sheet) if "▶" in line]
            await pilot.press("p", "n")
            await pilot.pause()
            assert app.playing.interaction
            assert app.playing.interaction.response == ("7",)
            app.playing.field.value = ""
            await pilot.pause()


async def test_who_answers_goes_on_typing() -> None:
    """After Enter the next typed question is typed into at once, whatever the letter."""
    student = student_of()
    app = Stage(student, sitting(student, ["count", "minister"], behaviour="exam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"123", "enter")
        await pilot.pause()
        await pilot.press(*"monday")
        assert app.playing.interaction
        assert app.playing.interaction.response == ("monday",)


@pytest.mark.parametrize("first", ["N", "r"])
async def test_what_is_no_command_begins_a_typed_answer(first: str) -> None:
    """Digits and capitals typed at once after arriving are the answer, all of them."""
    student = student_of()
    app = Stage(student, sitting(student, ["city", "count", "minister"], behaviour="exam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        for key in "123":
            app.post_message(events.Key(key, key))
        await pilot.pause()
        assert "▶" in seen(app)
        await pilot.press("escape", "n")
        await pilot.pause()
        await pilot.press(first, *"ot me")
        assert app.playing.interaction
        assert app.playing.interaction.response == (f"{first}ot me",)


async def test_what_is_pasted_begins_a_typed_answer() -> None:
    """A paste before the field is entered goes into it, once."""
    student = student_of()
    app = Stage(student, sitting(student, ["minister"], behaviour="exam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _time in range(2):
            app.post_message(events.Paste("the minister\nof"))
            await pilot.pause()
            await pilot.pause()
        assert app.playing.interaction
        assert app.playing.interaction.response == ("the minister" * 2,)


@pytest.mark.parametrize(
    "question", ["city", "signed", "all-signed", "minister", "count", "order", "pairs", "gaps"]
)
async def test_ways_through_an_exam_are_named_for_every_type(question: str) -> None:
    """At 80 columns the last line names n, p, m and o whatever the question needs."""
    student = student_of()
    app = Stage(student, sitting(student, [question], behaviour="exam"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if app.playing.field.display:
            await pilot.press("escape")
            await pilot.pause()
        line = " ".join(seen(app).splitlines()[-1].split())
        assert "n next p back m mark o overview" in line


@pytest.mark.parametrize(("size", "is_told"), [((100, 30), True), ((80, 24), False)])
async def test_the_time_of_the_whole_exam_stands_beside_the_question_s(
    size: tuple[int, int], *, is_told: bool
) -> None:
    """Where there is room both times are shown and go on; a closed question shows the exam's."""
    clock = FrozenClock()
    student = student_of(clock=clock)
    play = sitting(student, IDS, behaviour="exam", question_time=20, quiz_time=600)
    app = Stage(student, play)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Time left 0:20" in seen(app)
        assert ("Whole exam 10:00" in seen(app)) is is_told
        clock.now += 8
        await app.playing.tick()
        await pilot.pause()
        assert "Time left 0:12" in seen(app)
        assert ("Whole exam 9:52" in seen(app)) is is_told
        clock.now += 12
        await app.playing.tick()
        await pilot.pause()
        assert "Time left 9:40" in seen(app)


@pytest.mark.parametrize(
    ("question", "keys", "is_kept"), [("city", "a", True), ("pairs", "a", False)]
)
async def test_leaving_an_exam_keeps_what_is_complete(
    question: str, keys: str, *, is_kept: bool
) -> None:
    """What stands complete but unsent is kept when leaving; of anything else that is said."""
    student = student_of()
    play = sitting(student, [question], behaviour="exam")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(keys, "escape")
        await pilot.pause()
        told = "What you have not sent is not kept." in " ".join(seen(app).split())
        assert told is not is_kept
        await pilot.press("l")
        await pilot.pause()
        assert app.led_to == [("home", "")]
        assert play.sitting.items[0].is_answered is is_kept


async def test_the_overview_marks_the_question_pointed_at() -> None:
    """The letter m marks there as it does on a question, and says so."""
    student = student_of()
    play = sitting(student, IDS, behaviour="exam")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("down", "m")
        await pilot.pause()
        assert "1 marked" in seen(app)
        assert "Marked for later." in seen(app)
        assert [item.marked for item in play.sitting.items] == [False, True, False]
        await pilot.press("m")
        await pilot.pause()
        assert not any(item.marked for item in play.sitting.items)
