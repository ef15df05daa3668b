"""Practice by lines: every type, its reveal, its commands, its time."""

from contextlib import closing

import pytest

from quizgame.errors import StoreFullError
from quizgame.store import open_store
from quizgame.store.sql import SqlStore
from tests.unit.line.script import CTRL_C, Room, Wait, after, asked

BEGIN = ""
NEXT = ""
ALL_RIGHT = (
    *("b", NEXT, "a c", NEXT, "true", NEXT, "hamburg", NEXT, "1090 km", NEXT),
    *("a c b", NEXT, "b", "a", NEXT, "a", "Hamburg", "900", NEXT),
)


def test_a_question_is_told_and_answered_as_designed(room: Room) -> None:
    """The lines of a question, an error, and the reveal stand as the design shows them."""
    text = room.talk(BEGIN, "f", "a", request=asked())
    assert text.split("/home: <>\n\n", 1)[1] == (
        "Question 1 of 8. Choose one. 1 point. No time limit for you.\n"
        "Which river passes through Hamburg?\n"
        "A. Rhine\n"
        "B. Elbe\n"
        "C. Danube\n"
        "Answer, A to C: <f>\n"
        "F is not an option. Type A, B or C, or /help.\n"
        "Answer, A to C: <a>\n"
        "Not right. 0 of 1 point.\n"
        "You chose A, Rhine.\n"
        "The answer is B, Elbe.\n"
        "Why not A. The Rhine is far away.\n"
        "Why B. It says so.\n"
        "Explanation. The Elbe does.\n"
        "The article says, paragraph 2 of 2.\n"
        "Quote. It passes through Hamburg. End quote.\n"
        "So far 0 right of 1.\n"
        "Enter for question 2, /source to read around it, /repeat, /quit: \n"
        "Your quiz is kept. Start quizgame again to go on with it.\n"
        "Goodbye.\n"
    )


def test_every_type_can_be_answered_rightly(room: Room) -> None:
    """Each type takes a right answer by lines; the results say so."""
    text = room.talk(BEGIN, *ALL_RIGHT, "/quit", request=asked())
    assert "The end of Each type.\n8 of 8 right. 8 of 8 points, 100 per cent.\nPassed.\n" in text


def test_every_type_tells_what_was_wrong(room: Room) -> None:
    """Each type says what was given, what is right and why."""
    text = room.talk(
        *(BEGIN, "c", NEXT, "a, b", NEXT, "f", NEXT, "Berlin", NEXT, "7", NEXT),
        *("b c a", NEXT, "1a 2b", NEXT, "b", "Bonn", "5", NEXT),
        request=asked(),
    )
    assert "You chose A, Elbe; B, Hamburg.\nThe answers are A, Elbe; C, Oder.\n" in text
    assert "Why not B. A city.\n" in text
    assert "words of Ada Byron.\nQuote. It is a fine river\nEnd quote.\n" in text
    assert "This is an opinion: the article shows that it was said, not that it is so.\n" in text
    assert "You answered Berlin.\nThe answer is Hamburg.\n" in text
    assert "Why not Berlin. Berlin is on the Spree.\n" in text
    assert "You answered 7.\nThe answer is 1094 km.\n" in text
    assert "Your order:\n1. sea, not in its place.\n" in text
    assert "The right order:\n1. mountains\n2. plain\n3. sea\n" in text
    assert "Vienna. You answered on the Elbe.\nThe answer is on the Danube.\n" in text
    assert "Gap 2. You answered Bonn.\nThe answer is Hamburg.\n" in text
    assert "0 of 8 right." in text


def test_what_can_not_be_read_is_asked_back(room: Room) -> None:
    """An empty line, an unclear number, a missing letter: each is explained and asked again."""
    text = room.talk(
        *(BEGIN, "", "b", NEXT, "x", "ac", NEXT, "maybe", "a", NEXT, "", "Hamburg", NEXT),
        *("1,090", "ten", "1090", NEXT, "a b", "a c b", NEXT),
        request=asked(),
    )
    assert "Answer, A to C: <>\nType A, B or C, or /help.\n" in text
    assert "X is not an option. Type A, B or C, or /help.\n" in text
    assert "maybe is not an option. Type A or B, or /help.\n" in text
    assert "Your answer: <>\nType your answer, or /help.\n" in text
    assert "Do you mean 1090 or 1.090?" in text
    assert "That is not a number I can read." in text
    assert "C not named. Type all letters from first to last, such as: b c a\n" in text


def test_a_number_in_a_gap_is_asked_back_at_its_gap(room: Room) -> None:
    """An unreadable number does not lose the gaps that were filled before."""
    text = room.talk(
        BEGIN, *ALL_RIGHT[:-4], "a", "Hamburg", "many", "/undo", "Berlin", "900", request=asked()
    )
    assert "not a number I can read" in after(text, "many")
    assert after(text, "/undo").startswith("Gap 2 of 3")
    assert "Gap 2. You answered Berlin." in text


def test_commands_never_collide_with_answers(room: Room) -> None:
    """What begins with a slash is a command; two slashes make it an answer."""
    text = room.talk(
        *(BEGIN, "/words", "/words estu", "/words x", "/time", "/nonsense", "/he", "/repeat"),
        *("/skip", "/why", "/repeat", NEXT, "ac", NEXT, "a", NEXT, "//quit", NEXT, "/q", "stay"),
        request=asked(),
    )
    assert after(text, "/words") == ("estuary: where a river meets the sea\nAnswer, A to C")
    assert "That word is not explained." in after(text, "/words x")
    assert "No clock is running." in after(text, "/time")
    assert "/nonsense is not a command here. Type /skip, " in after(text, "/nonsense")
    assert "Type the letter of one option, such as: b\n/skip: I do not know" in after(text, "/he")
    assert "Question 1 of 8." in after(text, "/repeat")
    assert "No answer. 0 of 1 point.\nThe answer is B, Elbe.\n" in after(text, "/skip")
    assert "Why not C. The Danube flows east.\n" in after(text, "/why")
    assert "You answered /quit." in text
    assert "Type later to keep the quiz" in after(text, "/q")


def test_a_question_can_be_reported(room: Room) -> None:
    """What is wrong with a question is kept for its author, during it and after."""
    room.talk(BEGIN, "/report", "/report Two are right.", "b", "/report A typo.", request=asked())
    with closing(open_store(room.folder / "quizgame.db")) as store:
        assert [one.text for one in store.reports()] == ["A typo.", "Two are right."]


def test_the_article_is_read_by_paragraphs(room: Room) -> None:
    """During a question from the top; after it from the quotation, which is marked."""
    text = room.talk(
        *(BEGIN, "/source", "", "/back", "9", "/close", "b", "/source", "", NEXT),
        request=asked(),
    )
    assert "Paragraph 1 of 2.\nThe river Elbe rises in the mountains.\n" in after(text, "/source")
    assert "Type a number from 1 to 2, or Enter." in after(text, "9")
    assert "Question 1 of 8." in after(text, "/close")
    told = text.split("So far 1 right", 1)[1]
    assert "Paragraph 2 of 2.\nQuote. It passes through Hamburg. End quote. “It is" in told


def test_practice_is_untimed_unless_asked_for(room: Room) -> None:
    """A limit comes with the option that asks for it, stretched by the person's factor."""
    assert "No time limit for you." in room.talk(BEGIN, request=asked())
    assert "You have 20 seconds." in room.talk(BEGIN, request=asked(question_time=20))
    text = room.talk(BEGIN, request=asked(question_time=20, factor=1.5))
    assert "You have 30 seconds (extended from 20 seconds)." in text
    assert "No time limit for you." in room.talk(BEGIN, request=asked(question_time=9, factor=0.0))


def test_one_warning_comes_at_a_quarter(room: Room) -> None:
    """The time is told once, when a quarter is left, and the prompt is written again."""
    text = room.talk(BEGIN, Wait(15.5), "b", request=asked(question_time=20))
    assert text.count(" left.\n") == 1
    assert "Answer, A to C: \n5 seconds left.\nAnswer, A to C: <b>\nRight." in text


def test_no_warning_comes_into_a_begun_line(room: Room) -> None:
    """While something is typed nothing is written; the warning waits until the line is empty."""
    text = room.talk(BEGIN, Wait(17, begun="b"), Wait(1.2), "b", request=asked(question_time=20))
    assert text.count(" left.\n") == 1
    assert "2 seconds left." in text or "3 seconds left." in text


def test_the_warning_can_be_switched_off(room: Room) -> None:
    """By a command for the rest of the visit, or by the setting."""
    text = room.talk(
        BEGIN, "/warning off", Wait(19), "b", NEXT, Wait(19), "a", request=asked(question_time=20)
    )
    assert "left.\n" not in text
    text = room.talk(BEGIN, Wait(19), "b", request=asked(question_time=20), warns=False)
    assert "left.\n" not in text


def test_when_time_ends_the_typed_line_counts(room: Room) -> None:
    """A complete answer in the begun line is sent; an incomplete one is not."""
    text = room.talk(
        *(BEGIN, Wait(21, begun="b"), NEXT, Wait(21, begun="x"), NEXT),
        request=asked(question_time=20),
    )
    assert "\nTime is up.\nYour answer was sent: B, Elbe.\nRight. 1 of 1 point.\n" in text
    assert "\nTime is up.\nNothing was sent.\nNo answer. 0 of 1 point.\n" in text


def test_a_begun_command_is_no_answer(room: Room) -> None:
    """When time ends, a command that is being typed is not sent as a word; two slashes are one."""
    typed = (BEGIN, "/skip", NEXT, "/skip", NEXT, "/skip", NEXT)
    text = room.talk(*typed, Wait(21, begun="/tim"), request=asked(question_time=20))
    assert "Nothing was sent." in text
    text = room.talk(*typed, Wait(21, begun="//tim"), request=asked(question_time=20))
    assert "Your answer was sent: /tim." in text


def test_without_a_terminal_nothing_is_sent_when_time_ends(room: Room) -> None:
    """Over a pipe a begun line can not be seen, and that is said."""
    text = room.talk(Wait(21, begun="b"), request=asked(question_time=20), terminal=False)
    assert "Time is up.\nNothing was sent.\nNo answer." in text


def test_time_ends_also_within_the_article(room: Room) -> None:
    """Who reads while the clock runs is told when it ends, and gets the reveal."""
    text = room.talk(BEGIN, "/source", Wait(21, begun="b"), request=asked(question_time=20))
    assert "Time is up.\nNothing was sent.\nNo answer." in text


def test_a_pause_stops_the_clock(room: Room) -> None:
    """Time that passes in a pause does not count."""
    text = room.talk(BEGIN, "/pause", Wait(500), "", "/time", "b", request=asked(question_time=20))
    assert "20 seconds left of 20 seconds for this question." in after(text, "/time")
    assert "Right. 1 of 1 point." in text


def test_certainty_is_asked_before_sending(room: Room) -> None:
    """How sure one is belongs to the answer, and can be thought over."""
    text = room.talk(BEGIN, "a", "/undo", "b", "sure", "3", request=asked(scoring="certainty"))
    assert "How sure are you? 1 not sure, 2 fairly sure, 3 certain: <sure>\nType 1, 2 or 3." in text
    assert "Right. You were certain. 3 of 3 points.\n" in text


def test_leaving_keeps_or_ends_the_quiz(room: Room) -> None:
    """Kept, it is offered at home with its questions in the same place; ended, it is gone."""
    room.talk(BEGIN, "b", NEXT, "/quit", "later", request=asked())
    text = room.talk("1", "ac")
    assert "1. Go on with Each type, practice, 1 of 8 done, begun " in text
    assert "Question 2 of 8." in text
    assert "So far 2 right of 2." in text
    text = room.talk("1", "/quit", "what", "end", "/quit")
    assert "The quiz is given up." in text
    assert "Go on with" not in text.split("The quiz is given up.")[1]


def test_the_end_of_input_keeps_the_quiz(room: Room) -> None:
    """Ctrl+D, or Ctrl+C twice, leaves at once; the first Ctrl+C only asks."""
    text = room.talk(BEGIN, CTRL_C, "b", NEXT, CTRL_C, CTRL_C, request=asked())
    assert text.count("Press Ctrl+C again to leave, or go on.") == 2
    assert text.endswith("Your quiz is kept. Start quizgame again to go on with it.\nGoodbye.\n")
    assert room.code == 0
    assert "1 of 8 done" in room.talk()


def test_a_revealed_question_is_not_asked_again(room: Room) -> None:
    """Who leaves at a reveal gets the reveal again, not the question."""
    room.talk(BEGIN, "a", request=asked())
    text = room.talk("1", NEXT)
    assert "Not right. 0 of 1 point." in text
    assert "Question 1 of 8." not in text
    assert "Question 2 of 8." in text


def test_two_windows_do_not_mix(room: Room) -> None:
    """The window that lost is told so and goes home."""
    room.talk(BEGIN, request=asked())
    other: list[str] = []
    text = room.talk("1", lambda: other.append(room.talk("1", "b")), "a", "/quit")
    assert "Right." in other[0]
    assert "Not right." not in text
    assert "another window" in text
    assert text.rstrip().endswith("Goodbye.")


@pytest.mark.parametrize(
    ("agreed", "wanted"), [("yes", "Right. 1 of 1 point."), ("no", "Goodbye.")]
)
def test_a_full_disk_is_told_and_play_goes_on_if_wanted(
    room: Room, monkeypatch: pytest.MonkeyPatch, agreed: str, wanted: str
) -> None:
    """What can not be kept is not lost silently: the learner decides."""
    append = SqlStore.append

    def full(self: SqlStore, *args: object) -> None:
        if self.is_durable:
            raise StoreFullError("The disk is full.", "Make room.")
        append(self, *args)  # type: ignore[arg-type] # passed on as it came

    room.talk(BEGIN, request=asked())
    monkeypatch.setattr(SqlStore, "append", full)
    text = room.talk("1", agreed, "b", "/quit", "end", "/quit")
    assert "The disk is full.\nMake room.\nGo on without saving? Type yes or no: " in text
    assert wanted in text
