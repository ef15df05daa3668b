"""An exam by lines: answers may be changed and marked until all is handed in."""

from typing import Any

from tests.unit.line.script import Room, Wait, after, asked


def exam(room: Room, *typed: str | Wait, **options: Any) -> str:
    """Hold a conversation that begins with the exam's introduction."""
    return room.talk("", *typed, request=asked("examined", **options))


def test_nothing_is_told_before_handing_in(room: Room) -> None:
    """An answer is kept without a word on it; the reveals come with the results."""
    text = exam(room, "a", "", "/submit", "yes", "/answers", "/close", "/quit")
    before, told = text.split("The end of Examined.")
    assert "Kept: A, Rhine." in before
    assert "Not right" not in before
    assert "Elbe." not in before.split("Kept: A, Rhine.")[1].split("Question 2")[0]
    assert "7 questions have no answer. Hand in?" in before
    assert "Question 1.\nWhich river passes through Hamburg?\nNot right. 0 of 1 point.\n" in told
    assert "Why not C. The Danube flows east." in told


def test_an_answer_may_be_changed(room: Room) -> None:
    """At once, or by coming back; the last one counts."""
    text = exam(room, "a", "/change", "c", "", "/back", "b", "/submit", "yes", "/quit")
    assert "Your answer so far: C, Danube." in text
    assert "1 of 8 right." in text


def test_one_goes_anywhere(room: Room) -> None:
    """Forward, back, to a number, and by the list, which tells how far one is."""
    text = exam(
        room,
        *("/back", "/next", "/mark", "/go 4", "Hamburg", "/list", "99", "2", "/mark", "/go x"),
        *("ac", "", "/quit", "stay"),
    )
    assert "This is the first question." in after(text, "/back")
    assert "Question 2 of 8." in after(text, "/next")
    assert "Marked for later." in after(text, "/mark")
    assert "1. no answer.\n2. no answer, marked.\n3. no answer.\n4. answered.\n" in text
    assert "Type a number from 1 to 8." in after(text, "99")
    assert "Question 2 of 8. Choose all that are right. 1 point. No time limit for you. Marked" in (
        after(text, "2")
    )
    assert "The mark is gone." in text
    assert "Question 3 of 8." in text


def test_an_empty_line_passes_only_an_answered_question(room: Room) -> None:
    """Enter alone never skips a question unseen; after an answer it goes on."""
    text = exam(room, "", "b", "", "/back", "", "/time")
    assert "Type an answer, /next to leave it open, or /help." in text
    assert text.count("Question 2 of 8.") == 2


def test_after_the_last_question_comes_the_list(room: Room) -> None:
    """Enter after the last answer shows how far one is, and handing in can be thought over."""
    text = exam(room, "/go 8", "a", "Hamburg", "900", "", "/submit", "no", "1", "b", "/submit", "y")
    assert "That was the last question. Enter for the list of questions" in text
    assert "All questions.\n1. no answer.\n" in text
    assert "2 of 8 right." in text


def test_the_end_of_the_quizs_time_hands_in(room: Room) -> None:
    """What was kept counts, and the line that is begun as well."""
    text = exam(room, "b", "", Wait(101, begun="a c"), "/quit", quiz_time=100)
    assert "100 seconds left for the whole quiz." in text
    assert "Time is up.\nYour answer was sent: A, Elbe; C, Oder.\n" in text
    assert "The time for the quiz was over; what you had answered counts." in text
    assert "2 of 8 right." in text


def test_the_end_of_a_questions_time_closes_it(room: Room) -> None:
    """The answer that stands counts, and the question can not be answered again."""
    text = exam(
        room,
        *("b", Wait(21), Wait(3), "", Wait(21), "/back", Wait(3), "hello", "", ""),
        question_time=20,
    )
    assert "Time is up.\nThe answer you gave before counts.\n" in text
    assert "Time is up.\nNothing was sent.\n" in text
    assert text.count("Time is up.") == 2
    assert "This question is closed. Enter for the next, /back, /list or /submit" in text
    assert "Press Enter to go on, or type /help." in after(text, "hello")


def test_an_exams_clock_runs_on_while_away(room: Room) -> None:
    """Leaving says so; coming back after the time is over shows the results."""
    text = exam(room, "b", "/quit", "later", quiz_time=100)
    assert "The clock of an exam runs on while you are away." in text
    assert "1. Go on with Examined, exam, 1 of 8 done" in room.talk()
    room.hands.move(200)
    text = room.talk("1", "/quit")
    assert "1 of 8 right." in text
