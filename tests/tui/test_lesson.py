"""A student's lesson on the screen: a whole round, by keys, with a class that runs."""

from pathlib import Path

import pytest
from textual import events
from textual.screen import Screen

from quizgame.errors import StoreFullError
from quizgame.tui.screens.lesson import LessonScreen
from tests.e2e import rivers
from tests.tui.lessons import Lesson, Wire
from tests.tui.stage import letter, refusing, seen

SEEN_STATES = ("Waiting", "Open", "Closed", "Answer", "Explained", "Standings", "Finished")


@pytest.fixture(autouse=True)
def _keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)


def counted_layouts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count from now on how often anything is laid out."""
    layouts: list[object] = []
    refresh_layout = Screen._refresh_layout

    def counted(screen: Screen[object], *args: object, **kwargs: object) -> None:
        layouts.append(screen)
        refresh_layout(screen, *args, **kwargs)  # type: ignore[arg-type] # passed on as they come

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    return layouts


KEYS: dict[str, tuple[str, ...]] = {
    "single": ("Elbe",),
    "several": ("Elbe", "Oder"),
    "judged": ("True",),
    "named": tuple("Hamburg"),
    "counted": tuple("1094"),
    "gapped": ("Elbe", *"Hamburg", "tab", *"900"),
}
"""What is pressed for a right answer; words stand for the letter before them on the screen."""


async def give(lesson: Lesson, question: str) -> None:
    """Answer what is on screen rightly, by keys."""
    if question == "ordered":
        for place, item in enumerate(("mountains", "plain", "sea"), 1):
            await lesson.press(letter(lesson.app, f"   {item}"), str(place))
    elif question == "matched":
        await lesson.press(letter(lesson.app, "on the Elbe"))
        await lesson.press(letter(lesson.app, "on the Danube"))
    else:
        for key in KEYS[question]:
            await lesson.press(letter(lesson.app, key) if len(key) > 1 and key != "tab" else key)
    await lesson.press("enter")


async def test_a_whole_round_with_each_form_of_question_lays_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All eight are answered and told, each state has its word, and no layout is ever made."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.join("Bob")
        layouts = counted_layouts(monkeypatch)
        states = {lesson.state}
        await lesson.start()
        states.add(lesson.state)
        for _place in range(8):
            await lesson.do("next")
            states.add(lesson.state)
            board = lesson.hub.display.board()
            assert board.question is not None
            await give(lesson, board.question.id)
            assert "✓ Sent" in lesson.said
            lesson.pass_time(1)
            await lesson.do("close")
            states.add(lesson.state)
            await lesson.do("reveal")
            assert "RIGHT." in lesson.said
            assert "NOT RIGHT" not in lesson.said
            states.add(lesson.state)
            await lesson.do("explain")
            states.add(lesson.state)
        await lesson.do("standings")
        states.add(lesson.state)
        await lesson.do("finish")
        states.add(lesson.state)
        assert states == set(SEEN_STATES)
        assert "8 of 8 right" in lesson.said
        assert not layouts


async def test_an_answer_is_changed_until_the_question_closes(tmp_path: Path) -> None:
    """What was sent may be sent otherwise; what counts is told when it closes."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        [other] = await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        assert "Nothing sent yet" in lesson.said
        await lesson.press("a")
        assert "A is chosen, not sent yet. Enter sends it." in lesson.said
        await lesson.press("enter")
        assert "✓ Sent: A is chosen" in lesson.said
        await lesson.press("b")
        assert "B is chosen, not sent yet" in lesson.said
        await lesson.press("enter")
        await lesson.answer(other)
        await lesson.do("close")
        assert "Closed. What counts: B is chosen" in lesson.said


async def test_what_stands_on_screen_unsent_counts(tmp_path: Path) -> None:
    """A complete choice that was not sent counts when the teacher closes; a typed one, too."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        await lesson.press(letter(lesson.app, "Elbe"))
        await lesson.do("close", "reveal", "explain")
        assert "1 of 1 right so far" in lesson.said
        assert "RIGHT. It was closed: what stood on screen counted." in lesson.said
        await lesson.show("named")
        await lesson.type("Hamburk")
        await lesson.press("backspace")
        await lesson.type("g")
        assert "“Hamburg”, not sent yet" in lesson.said
        await lesson.do("close", "reveal")
        assert "2 of 2 right so far" in lesson.said


async def test_an_answer_that_could_not_be_kept_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said that it was not kept; it stays on screen, and Enter sends it once more."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        with monkeypatch.context() as full:
            error = StoreFullError("The disk is full.", "Make room.")
            full.setattr(lesson.store, "add_round_events", refusing(error, 9))
            await lesson.press("b", "enter")
            said = "Not kept: the computer of the class can not write now. Send it again later."
            assert said in lesson.said
            assert "The disk is full" not in lesson.said
        assert lesson.state == "Paused"
        assert "✓ Sent" not in lesson.said
        await lesson.do("resume")
        await lesson.press("enter")
        assert "✓ Sent: B is chosen" in lesson.said


async def test_keys_meant_for_what_was_before_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right after a question appears neither keys nor a click nor a paste do anything."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        monkeypatch.setattr(LessonScreen, "UNREAD_S", 3600.0)
        await lesson.show("single")
        await lesson.press("a", "enter")
        await lesson.pilot.click(offset=(6, 6))
        assert "Nothing sent yet" in lesson.said
        assert lesson.place.on_screen is None
        await lesson.do("skip")
        await lesson.show("named")
        lesson.app.post_message(events.Paste("Hamburg"))
        await lesson.settle()
        assert "Nothing sent yet" in lesson.said
        monkeypatch.setattr(LessonScreen, "UNREAD_S", 0.0)
        lesson.app.post_message(events.Paste("Ham\nburg"))
        await lesson.settle()
        assert "“Ham burg”, not sent yet" in lesson.said


async def test_the_class_knows_when_a_question_was_painted(tmp_path: Path) -> None:
    """Its time runs from when it was painted here, once for each question and vote."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        first = lesson.place.painted_at
        assert first is not None
        assert first[:2] == ("single", 1)
        await lesson.do("close", "vote_again")
        again = lesson.place.painted_at
        assert again is not None
        assert again[:2] == ("single", 2)


async def test_a_second_vote_begins_with_the_first_answer(tmp_path: Path) -> None:
    """The answer of the first vote stands there, counts unless changed, and may be changed."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        await lesson.press("a", "enter")
        await lesson.do("close", "vote_again")
        assert "second vote" in lesson.said
        assert "A is chosen: it counts again unless you send another" in lesson.said
        await lesson.press(letter(lesson.app, "Elbe"), "enter")
        await lesson.do("close", "reveal")
        assert "1 of 1 right so far" in lesson.said


async def test_who_comes_late_takes_part_from_the_next_question(tmp_path: Path) -> None:
    """The question on screen is shown without a choice, told, and the next one is theirs."""
    lesson = Lesson(tmp_path)
    async with lesson.open(enters=False):
        await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        await lesson.press("enter")
        assert "You take part from the next question" in lesson.said
        await lesson.do("pause")
        assert "You take part from the next question" in lesson.said
        await lesson.press("a")
        assert "your choice" not in lesson.said
        await lesson.do("close", "reveal")
        assert "You were not here when it was shown" in lesson.said
        assert "The answer is B, Elbe." in lesson.said
        await lesson.do("explain", "next")
        await lesson.press("a")
        assert "chosen" in lesson.said


async def test_who_comes_back_is_on_the_same_question(tmp_path: Path) -> None:
    """The seat's word brings back the answer that was sent."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        await lesson.press("b", "enter")
        word = lesson.place.view().word
        lesson.place.leave()
        lesson.place = lesson.hub.enter(Wire())
        lesson.app.welcome(lesson.place, name="ada")
        await lesson.settle()
        await lesson.press("enter")
        assert "type your seat word" in lesson.said
        await lesson.type(word)
        await lesson.press("enter")
        assert "✓ Sent: B is chosen" in lesson.said


async def test_the_teacher_stops_the_clock(tmp_path: Path) -> None:
    """The countdown stands, the state says so, and nothing is sent meanwhile."""
    lesson = Lesson(tmp_path, bank=timed(tmp_path))
    async with lesson.open():
        await lesson.join("Bob")
        await lesson.start()
        await lesson.show("single")
        lesson.pass_time(7)
        await lesson.settle()
        assert "Time left 0:13" in lesson.said
        await lesson.do("pause")
        assert lesson.state == "Paused"
        assert "The clock stands at 0:13" in lesson.said
        await lesson.press("a", "enter")
        assert "The round is paused" in lesson.said
        await lesson.do("resume")
        await lesson.press("enter")
        assert "✓ Sent" in lesson.said
        await lesson.do("extend")
        assert "Your teacher gave everybody more time." in lesson.said


async def test_time_runs_out(tmp_path: Path) -> None:
    """The countdown goes on by itself, and the question closes at its end."""
    lesson = Lesson(tmp_path, bank=timed(tmp_path))
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        for second in range(1, 20):
            lesson.pass_time(1)
            await lesson.settle()
            assert f"Time left 0:{20 - second:02}" in lesson.said
        lesson.pass_time(1.5)
        await lesson.settle()
        assert "You gave no answer" in lesson.said


async def test_the_beat_is_seen_everywhere(tmp_path: Path) -> None:
    """A sign changes with each second, also over the article, the help and a quiz alone."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        for keys in ((), ("s",), ("escape", "question_mark")):
            await lesson.press(*keys)
            signs = []
            for _second in range(4):
                lesson.pass_time(1)
                await lesson.settle()
                signs.append(seen(lesson.app).split("\n")[2].split()[-1])
            assert signs in (["●", "○"] * 2, ["○", "●"] * 2)


async def test_certainty_is_asked_for_where_it_counts(tmp_path: Path) -> None:
    """Enter asks how sure one is; Escape goes back to the answer, a digit sends it."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.join("Bob")
        await lesson.start(scoring="certainty")
        await lesson.show("single")
        await lesson.press(letter(lesson.app, "Elbe"), "enter")
        assert "How sure are you?" in lesson.said
        await lesson.press("escape")
        assert "How sure are you?" not in lesson.said
        await lesson.press("enter", "3")
        assert "✓ Sent" in lesson.said
        assert lesson.place.view().certainty == 3


async def test_the_article_is_read_by_all_and_at_the_quotation(tmp_path: Path) -> None:
    """Reading shows the article with its own time; told, `s` opens it where it is quoted."""
    lesson = Lesson(tmp_path)
    async with lesson.open(size=(60, 20)):
        await lesson.start(reading_seconds=120)
        await lesson.do("read")
        assert lesson.state == "Reading"
        assert "rises in the mountains" in lesson.said
        assert "Time left 2:00" in lesson.said
        await lesson.do("end_reading", "next", "close", "reveal", "explain")
        await lesson.press("s")
        assert "The article" in lesson.said
        await lesson.do("next")
        assert "Which of these are rivers?" in lesson.said


async def test_a_voided_question_is_credited(tmp_path: Path) -> None:
    """It is said that it does not count, in the place of the verdict."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        await lesson.press("a", "enter")
        await lesson.do("close", "reveal")
        await lesson.teacher.void("single")
        await lesson.settle()
        assert "everybody who was here is credited" in lesson.said
        assert "1 of 1 right so far" in lesson.said
        assert "NOT RIGHT" not in lesson.said


@pytest.mark.parametrize("others", [3, 4])
async def test_shares_are_told_from_five_answers_on(tmp_path: Path, others: int) -> None:
    """Below five answers there are numbers alone."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        places = await lesson.join(*(f"Student {n}" for n in range(others)))
        await lesson.start()
        await lesson.show("single")
        await lesson.press("a", "enter")
        await lesson.answer(*places)
        await lesson.settle()
        lesson.pass_time(1)
        await lesson.settle()
        await lesson.do("reveal")
        assert f"{others + 1} answers" in lesson.said
        assert (" % " in lesson.said) is (others == 4)


async def test_typed_answers_are_counted_without_being_shown(tmp_path: Path) -> None:
    """The right ones stand under the key, the others as a number, until the teacher picks one."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        [bob, cleo] = await lesson.join("Bob", "Cleo")
        await lesson.start()
        await lesson.show("named")
        await lesson.answer(bob)
        await lesson.answer(cleo, response=("Rudeness",))
        await lesson.type("Bremen")
        await lesson.do("close", "reveal")
        bars = [line.split() for line in seen(lesson.app).split("\n") if "█" in line]
        assert [(bar[:2], bar[-1 if bar[0] == "other" else 3]) for bar in bars] == [
            (["✓", "Hamburg"], "1"),
            (["other", "answers"], "2"),
        ]
        assert "Rudeness" not in lesson.said


async def test_an_accepted_answer_is_counted_with_the_key(tmp_path: Path) -> None:
    """What is told by the same words is one bar, with the sum of all who gave it."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        [bob] = await lesson.join("Bob")
        await lesson.start()
        await lesson.show("named")
        await lesson.answer(bob)
        await lesson.type("Bremen")
        await lesson.do("close", "reveal")
        lesson.teacher.renew()
        counts = lesson.teacher.view(private=True).counts
        assert counts is not None
        name = next(one.name for one in counts.parts[0].counts if not one.right)
        await lesson.teacher.accept("named", 0, name)
        await lesson.settle()
        bars = [line.split() for line in seen(lesson.app).split("\n") if "█" in line]
        assert [(bar[:2], bar[3]) for bar in bars] == [(["✓", "Hamburg"], "2")]


async def test_standings_name_only_whom_the_teacher_lets_be_named(tmp_path: Path) -> None:
    """The own row is marked; another is named once their name may be shown."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        [bob, cleo] = await lesson.join("Bob", "Cleo")
        await lesson.teacher.approve(bob.seat)
        await lesson.start()
        await lesson.show("single")
        await lesson.answer(bob, cleo)
        await lesson.do("close", "reveal", "explain", "standings")
        assert "Bob" in lesson.said
        assert "a student" in lesson.said
        assert "Cleo" not in lesson.said
        assert "ada 0 you" in lesson.said
        await lesson.do("hide_standings")
        assert "you" not in lesson.said.split()


async def test_leaving_asks_and_says_how_to_come_back(tmp_path: Path) -> None:
    """Escape asks; the seat is kept, and its word is told once more."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.start()
        await lesson.show("single")
        await lesson.press("a", "escape")
        screen = lesson.app.screen
        assert screen is not lesson.app.lesson
        await lesson.press("s")
        assert lesson.app.screen is lesson.app.lesson
        await lesson.press("escape", "l")
        assert lesson.app.return_code == 0


async def test_help_says_what_to_do_when_nothing_moves(tmp_path: Path) -> None:
    """It tells the way out of a dead connection, and the seat's word."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.press("question_mark")
        assert "Enter, then ~ and . (a full stop), or close the window; then type" in lesson.said
        assert lesson.place.view().word.upper() in lesson.said


async def test_a_lost_seat_is_told(tmp_path: Path) -> None:
    """Who is taken out of the class reads why."""
    lesson = Lesson(tmp_path)
    async with lesson.open():
        await lesson.teacher.remove(lesson.place.seat)
        await lesson.settle()
        assert "Your teacher took you out of the class" in lesson.said


def timed(folder: Path) -> Path:
    """Return the bank with twenty seconds for each question."""
    path = rivers.write(folder)
    text = path.read_text(encoding="utf-8")
    head = 'title = "Each type"\n'
    path.write_text(text.replace(head, f"{head}question_time = 20\n"), encoding="utf-8")
    return path
