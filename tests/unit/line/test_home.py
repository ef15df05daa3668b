"""From hello to goodbye: names, home, options, scores, review, players, settings, trouble."""

from pathlib import Path

import pytest

from quizgame.backend.library import Library
from quizgame.backend.request import Request
from quizgame.backend.student import Student
from quizgame.errors import StoreReadOnlyError, UsageError
from quizgame.line.app import LineApp
from quizgame.store import memory_store
from quizgame.store.base import Store
from tests.unit.line.script import Hands, Room, Script, Wait, after, asked


def test_who_is_new_is_asked_for_a_name(room: Room) -> None:
    """The account's name is offered; who comes back is greeted and finds home."""
    assert "What is your name? Enter for grace, or guest to keep nothing: " in room.talk()
    assert "Hello, grace." in room.talk("")
    text = room.talk("/quit")
    assert text.startswith("Hello, grace.\n\nHome. You play as grace.\n1. Rivers. 8 questions,")


def test_a_name_nearly_like_another_is_asked_about(room: Room) -> None:
    """A slip of the pen does not begin a new player's scores, unless that is wanted."""
    room.talk("/quit", "/quit", request=asked(player="Lina"))
    text = room.talk("yes", "/quit", request=asked(player="Lena"))
    question = "There is no player called Lena yet. Did you mean Lina? Type yes or no: "
    assert text.startswith(question)
    assert "Hello, Lina." in text
    assert "Hello, Lina." in room.talk("/quit", request=asked(player="LINA"))
    text = room.talk("no", "/quit", request=asked(player="Lena"))
    assert "Lena is new here.\nHello, Lena." in text
    assert "Hello, Lena." in room.talk("/quit", request=asked(player="Lena"))


def test_a_new_name_is_only_told_of_where_nobody_can_be_asked(room: Room) -> None:
    """A script is not kept waiting; nor is who is called like nobody else, or a guest."""
    room.talk("/quit", "/quit", request=asked(player="Lina"))
    text = room.talk(request=asked(player="Lena"), terminal=False)
    assert text.startswith("Lena is new here.\nHello, Lena.\n")
    assert room.talk("/quit", request=asked(player="Bo")).startswith("Bo is new here.\n")
    assert room.talk("/quit", request=asked(player="Guest")).startswith("Hello, guest.\n")


def test_a_guest_leaves_no_trace(room: Room) -> None:
    """Nothing of a guest is kept, and leaving a quiz offers nothing else."""
    text = room.talk("guest", "1", "1", "", "b", "", "/quit", "end", "/quit")
    assert "Nothing of this quiz is saved. Type end to give it up, or stay" in text
    assert "What is your name?" in room.talk()


def test_the_note_comes_before_the_first_question(room: Room) -> None:
    """It can be left quietly before anything is begun."""
    text = room.talk("/home", "/quit", request=asked())
    assert "A note before you begin. This quiz has water in it." in text
    assert "Question 1" not in text
    assert "Home. You play as Ada." in text
    assert "Go on with" not in text


def test_the_article_can_be_read_first(room: Room) -> None:
    """The introduction offers it with the time that it takes."""
    text = room.talk("/source", "", "", request=asked())
    assert "/source to read the article first (about 1 min)" in text
    assert "On a river, date unknown, about 1 min to read.\nParagraph 1 of 2." in text
    assert "That was the last paragraph." in text


def test_how_to_play_can_be_chosen(room: Room) -> None:
    """Behaviour, topics, difficulty, number, time and scoring, one after the other."""
    text = room.talk(
        *("/options", "flight", "e", "nowhere", "places", "", "5", "1", "40", "cer", "/home"),
        "/quit",
        request=asked(),
    )
    assert "Type one of: practice, exam." in text
    assert "There is none called nowhere." in text
    assert "Type a whole number up to 1, or Enter." in text
    shown = text.rsplit("Each type.\n", 1)[1]
    assert "1 question. Exam: you may change answers until you hand in." in shown
    assert "Time for each question: 40 seconds." in shown
    assert "Scored by certainty" in shown


def test_home_shows_banks_quizzes_and_scores(room: Room) -> None:
    """Best and last score stand beside a quiz, and the scores list every attempt."""
    room.talk("", "b", "", "/quit", "end", "/quit", request=asked())
    room.talk("", "b", "", "/quit", request=asked(count=1, tags=("places",)))
    text = room.talk("1", "/home", "/scores", "7", "/quit")
    assert "From: On a river, date unknown." in text
    assert "1. Each type. Practice, 8 questions. Best 100 per cent, last 100 per cent.\n" in text
    assert "3. All questions. Practice, 8 questions.\n" in text
    assert "By topic: places 2 of 2 right." in after(text, "/scores")
    assert "Each type, practice, 1 of 1 points, 100 per cent. Passed.\n" not in text
    assert "Each type, practice, 1 of 1 point, 100 per cent. Passed.\n" in text
    assert "Each type, practice, given up.\n" in text
    assert "Type a number from 1 to 1." in after(text, "7")


def test_what_was_missed_comes_back(room: Room) -> None:
    """At once after the results, and later as a review, until it is right."""
    wrong = asked(count=1, tags=("places",))
    text = room.talk(
        *("", "a", "", "/practise", "/skip", "", "", "1", "/home", "/quit"), request=wrong
    )
    assert "/practise for the 1 not right" in text
    assert "The end of Once more." in text
    assert "4. What you last got wrong: 1 question.\n" in text
    text = room.talk("1", "4", "elbe", "", "", "/home", "/quit")
    assert "The end of What was missed.\n1 of 1 right." in text
    assert "What you last got wrong" not in text.split("The end of")[1]


def test_a_bank_with_problems_says_so(room: Room) -> None:
    """It hides no other bank, and its problems can be read."""
    broken = room.folder / "broken.toml"
    broken.write_text("format = 1\nid = 'x y'\n", encoding="utf-8")
    places = [room.bank, broken]
    script = Script(["guest", "2", "/problems", "/home", "/quit"], room.hands)
    student = Student(Library(places, room.folder), room.hands, memory_store, memory_store)
    LineApp(student, script, Request()).run()
    assert "2. broken.toml. It can not be played; open it to see why.\n" in script.text
    assert f"{broken}:2:" in after(script.text, "/problems")


def test_questions_that_are_left_out_are_told_of_before_the_quiz(room: Room) -> None:
    """Once, with the command that says why; nothing is said of a sound bank."""
    assert "can not be played" not in room.talk("/quit", request=asked())
    faulty = '\n[[question]]\nid = "faulty"\ntype = "true-false"\n'
    room.bank.write_text(room.bank.read_text(encoding="utf-8") + faulty, encoding="utf-8")
    told = f"1 question of this bank can not be played: `quizgame check {room.bank}` says why.\n"
    for terminal in (True, False):
        text = room.talk(request=asked(), terminal=terminal)
        assert text.count("can not be played") == 1
        assert f"Hello, Ada.\n\n{told}\nEach type.\n" in text


def test_a_stray_letter_at_the_introduction_is_answered(room: Room) -> None:
    """Nothing begins by accident, and what to type is said."""
    text = room.talk("q", "", request=asked())
    said = "Press Enter alone to begin, or type a command such as /source.\nEnter to begin, "
    assert after(text, "q").startswith(said)
    assert "Question 1 of 8." in text


def test_players_come_and_go(room: Room) -> None:
    """Added, switched to, renamed, erased."""
    text = room.talk(
        *("Ada", "/home", "/players", "/new Bo", "", "/players", "2", "/rename Bo", "/rename Cy"),
        *("/erase 9", "/erase Bo", "y", "", "/quit"),
    )
    assert "You play as Bo." in after(text, "/new Bo")
    assert "1. Bo (you).\n2. Ada.\n" in text or "1. Ada.\n2. Bo (you).\n" in text
    assert "Cy" in after(text, "/rename Cy")
    assert "There is no such player." in after(text, "/erase 9")
    assert "Bo is erased." in text


def test_who_erases_oneself_is_asked_for_a_name_again(room: Room) -> None:
    """Nobody goes on as a player who is no more."""
    text = room.talk("Ada", "/home", "/players", "/erase 1", "yes", "Eve", "", "/quit")
    assert "Ada is erased." in text
    assert "You play as Eve." in text


def test_wishes_are_kept(room: Room) -> None:
    """Extra time and plain lines belong to the person and outlast the visit."""
    room.talk("Ada", "/home", "/settings", "1", "7", "1.5", "2", "3", "9", "", "/quit")
    text = room.talk("/settings", "", "/quit")
    assert "1. Time: 1.5 times as long.\n2. Always plain lines like these: yes.\n" in text
    text = room.talk("", request=asked(question_time=20))
    assert "You have 30 seconds (extended from 20 seconds)." in text
    assert "no time limits at all" in room.talk("/settings", "1", "none", "", "/quit")


def test_an_unknown_quiz_or_bank_is_a_wrong_request(room: Room) -> None:
    """What was asked for on the command line and does not exist ends with what there is."""
    with pytest.raises(UsageError) as caught:
        room.talk(request=asked("nothing"))
    assert "each, examined, all" in caught.value.hint
    with pytest.raises(UsageError):
        room.talk(request=Request(play=True, bank="nowhere", player="Ada"))


def test_a_quiz_over_a_pipe_asks_nothing_else(room: Room) -> None:
    """No name, no Enter before the first question; the note is written all the same."""
    text = room.talk("b", "", request=asked(player=""), terminal=False)
    assert text.startswith("Hello, guest.\n")
    assert "This quiz has water in it." in text
    assert "Right. 1 of 1 point." in text
    assert room.code == 0


class Broken:
    """A student's desk whose store can not be opened."""

    def __init__(self, folder: Path, typed: list[str | Wait], *, terminal: bool) -> None:
        """Type `typed` once the store has failed."""
        hands = Hands()
        bank = Room(folder).bank
        self.script = Script(typed, hands, terminal=terminal)
        student = Student(Library([bank], folder), hands, self.fail, memory_store)
        self.app = LineApp(student, self.script, asked(player=""))

    def fail(self) -> Store:
        """Fail as a store on a read-only disk does."""
        raise StoreReadOnlyError("The database can not be written.", "See its folder.")


def test_without_a_store_one_may_play_unsaved(tmp_path: Path) -> None:
    """The message and its hint come first; agreed, the quiz is played and said not to be saved."""
    broken = Broken(tmp_path, ["y", "Ada", "", "b", "/quit", "end"], terminal=True)
    assert broken.app.run() == 0
    text = broken.script.text
    assert text.startswith(
        "The database can not be written.\nSee its folder.\nPlay without saving?"
    )
    assert "Right. 1 of 1 point." in text


def test_without_a_store_one_may_leave(tmp_path: Path) -> None:
    """Not agreed, the program ends with the code of a broken environment."""
    broken = Broken(tmp_path, ["maybe", "n"], terminal=True)
    assert broken.app.run() == 3
    assert "Type yes or no." in broken.script.text


def test_without_a_store_and_a_terminal_it_fails(tmp_path: Path) -> None:
    """Nobody can be asked, so the error goes to the command."""
    with pytest.raises(StoreReadOnlyError):
        Broken(tmp_path, [], terminal=False).app.run()


@pytest.mark.parametrize(
    "typed",
    [
        ("/quit",),
        ("/options", "/quit"),
        ("", "/source", "/q"),
        ("", "b", "", "/quit", "/quit"),
        ("/home", "/players", "/quit"),
        ("/home", "1", "/quit"),
    ],
)
def test_one_can_leave_from_anywhere(room: Room, typed: tuple[str, ...]) -> None:
    """The program ends at once, wherever /quit is typed, and a quiz that runs is kept."""
    text = room.talk(*typed, "never typed", request=asked())
    assert text.endswith("Goodbye.\n")
    assert "never typed" not in text
    assert ("Your quiz is kept." in text) == (typed[0] == "")
