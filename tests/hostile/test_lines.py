"""Line mode with a hostile bank, a hostile name and hostile answers: it writes plain lines."""

import itertools
import re
from collections.abc import Mapping, Sequence

from quizgame.backend.request import Options, Request
from quizgame.line.app import LineApp
from quizgame.line.channel import ChannelClosed
from tests.hostile.desk import NAME, Desk
from tests.hostile.payloads import CLICK, UNSEEN, attack
from tests.hostile.stream import faults

_MOST = 500


class Answerer:
    """A channel whose reader answers what is asked: by the first rule that fits the prompt.

    A rule's answers are given one after the other, the last of them again and again. Where no
    rule fits, Enter is pressed.
    """

    is_terminal = sees_typing = True

    def __init__(self, rules: Mapping[str, Sequence[str]]) -> None:
        """Answer by `rules`: a pattern of a prompt, and answers."""
        self.text = ""
        self._unexpected = 0
        self._rules = {
            re.compile(pattern): itertools.chain(answers[:-1], itertools.repeat(answers[-1]))
            for pattern, answers in rules.items()
        }

    def write(self, text: str) -> None:
        """Keep what is said."""
        self.text += text

    def read_line(self, timeout: float | None = None) -> str | None:
        """Answer the last line; "EOF" closes the channel."""
        del timeout
        prompt = self.text.rpartition("\n")[2]
        for pattern, answers in self._rules.items():
            if pattern.search(prompt):
                answer = next(answers)
                self.text += "\n"
                if answer == "EOF":
                    raise ChannelClosed
                return answer
        self._unexpected += 1
        assert self._unexpected < _MOST, f"it goes on asking {prompt!r}"
        self.text += "\n"
        return ""

    def begun(self) -> str:
        """Nothing is begun."""
        return ""

    def take(self) -> str:
        """Nothing is begun."""
        return ""

    def discard(self) -> None:
        """Nothing is typed ahead."""


ANSWERS = {
    "What is your name": (NAME,),
    "Enter to begin": ("/source", "/help", "/options", "/repeat", ""),
    "Only some topics": (attack("ZT00"), ""),
    "Enter for question|Enter for the results": (
        "/why",
        "/source",
        f"/report {attack('ZR00')}",
        f"/{attack('ZC00')}",
        "",
    ),
    "Answers?, (one|A )": (attack("ZA00"), "/words", "/words ZQ", "a", "b", "a", "b", "a"),
    "Your answer": (attack("ZA01"),),
    "A number": (attack("ZA02"), "\x9b31m12", "12"),
    "The right order": (attack("ZA03"), "c b a"),
    "Gap 1": (attack("ZA04"), "b"),
    "Gap 2": (attack("ZA05"),),
    "Enter for home": ("/answers", ""),
    "to play as them": ("/new [/b]\x1b[31mZN01", f"/rename {NAME}1", "/erase 1", ""),
    "for good": ("no",),
}
HOME = "/scores, /players, /settings"


def talk(desk: Desk, rules: Mapping[str, Sequence[str]], **asked: str) -> str:
    """Hold a conversation and return what was written, every byte of it checked."""
    request = Request(play=bool(asked), bank="hostile", options=Options(seed=1), **asked)
    channel = Answerer(rules)
    LineApp(desk.student, channel, request, account=NAME).run()
    assert faults(channel.text, allowed=None, line_ends="\n") == []
    return channel.text


def test_a_quiz_by_lines(desk: Desk) -> None:
    """All types of question, the article, the words and the results are plain lines."""
    text = talk(desk, {**ANSWERS, HOME: ("EOF",)}, quiz="each", player=NAME)
    without = (*UNSEEN, "exam title", "bank description", "foreseen")
    assert desk.marks.missing(text, "[/b]{}", without=without) == []
    for mark in ("ZA00", "ZA01", "ZA05"):
        assert mark in text
    assert f"[/b]ZQ01 {CLICK}ZQ01[/] [red on ZQ01]" in text


def test_an_exam_by_lines(desk: Desk) -> None:
    """An exam, its list and its results are plain lines."""
    rules = {
        "Enter for question|Enter for the list": ("/mark", "/change", ""),
        "to hand in": ("1", "/submit"),
        "Hand in": ("yes",),
        **ANSWERS,
        HOME: ("EOF",),
    }
    text = talk(desk, rules, quiz="exam", player=NAME)
    assert "The end of ZQ" in text


def test_home_by_lines(desk: Desk) -> None:
    """The welcome, the list of banks, problems, players, scores and settings are plain lines."""
    banks = "Type a number, /|Type /"
    rules = ANSWERS | {"Enter to begin": ("/home",)}
    rules = {
        HOME: ("/scores", "/players", "/settings", *"1234567", "99", "\x1b[31m", "EOF"),
        banks: ("/problems", "/home") * 7 + ("/home",),
        **rules,
    }
    text = talk(desk, rules)
    assert "syntax" in text
    assert "ZB" in text
    assert "ZN00" in text
    assert "ZN01" in text
