"""The acts of a lesson in words: what Enter does now, which letters do the others."""

from quizgame.backend.live.views import BoardView
from quizgame.catalogue import _
from quizgame.tui.widgets import Hint

EXTRA_S = 30
"""Seconds that "extend" gives, as the backend has it."""

KEYS = {
    "start": "n",
    "read": "a",
    "end_reading": "d",
    "next": "n",
    "close": "c",
    "vote_again": "2",
    "reveal": "n",
    "explain": "n",
    "standings": "t",
    "hide_standings": "h",
    "pause": "p",
    "resume": "p",
    "extend": "e",
    "skip": "x",
    "void": "z",
    "finish": "f",
    "end": "n",
}
"""The letter of each act where it is not the one that Enter does."""

DANGEROUS = frozenset({"skip", "void", "finish"})
"""Acts that are asked about first, but where Enter does them because nothing else is left."""

_DISPENSABLE = {"void": 3, "skip": 2, "finish": 1, "hide_standings": 2, "end_reading": 1}


def act_words(name: str, board: BoardView) -> str:
    """Return in words what an act does now."""
    if name == "next":
        return _("Show question {n}").format(n=board.number + 1)
    words = {
        "start": _("Start a round: choose a quiz"),
        "read": _("Read the article together"),
        "end_reading": _("End the reading"),
        "close": _("Close the question now"),
        "vote_again": _("Vote a second time"),
        "reveal": _("Show the answer"),
        "explain": _("Show why, with the quotation"),
        "standings": _("Show the standings"),
        "hide_standings": _("Hide the standings"),
        "pause": _("Pause the clock"),
        "resume": _("Let the clock run again"),
        "extend": _("Give {n} seconds more").format(n=EXTRA_S),
        "skip": _("Skip this question"),
        "void": _("Credit everybody for this question"),
        "finish": _("Finish the round"),
        "end": _("End the round: wait for the next"),
    }
    return words.get(name, name)


def short_words(name: str, board: BoardView) -> str:
    """Return in a word or two what an act does, for a line of keys."""
    if name == "next":
        return _("question {n}").format(n=board.number + 1)
    words = {
        "start": _("start a round"),
        "read": _("read"),
        "end_reading": _("end reading"),
        "close": _("close now"),
        "vote_again": _("second vote"),
        "reveal": _("answer"),
        "explain": _("explain"),
        "standings": _("standings"),
        "hide_standings": _("hide standings"),
        "pause": _("pause"),
        "resume": _("go on"),
        "extend": _("{n} s more").format(n=EXTRA_S),
        "skip": _("skip"),
        "void": _("void"),
        "finish": _("finish"),
        "end": _("end"),
    }
    return words.get(name, name)


def act_hints(acts: tuple[str, ...], board: BoardView) -> tuple[Hint, ...]:
    """Return the keys of all acts but the first, which Enter does."""
    taken = set[str]()
    hints = []
    for name in acts[1:]:
        key = KEYS.get(name, "")
        if key and key not in taken:
            taken.add(key)
            hints.append(Hint(key, short_words(name, board), key, _DISPENSABLE.get(name, 0)))
    return tuple(hints)


def act_of(key: str, acts: tuple[str, ...]) -> str:
    """Return the act that a letter does now, "" for none."""
    rest = acts[1:] if acts else ()
    return next((name for name in rest if KEYS.get(name) == key), "")


def danger(name: str) -> tuple[str, str]:
    """Return what is asked before a dangerous act: a title and a text."""
    return {
        "skip": (
            _("Skip this question?"),
            _("It is left out of the round. Answers to it count for nobody."),
        ),
        "void": (
            _("Credit everybody for this question?"),
            _("All who were there get its points, whatever they answered. You can undo it."),
        ),
        "finish": (
            _("Finish the round?"),
            _("No question can be asked after it. All results are kept."),
        ),
    }[name]


def ways() -> tuple[tuple[str, str], ...]:
    """Return the keys of the console that lead to other pages, with what is there."""
    return (
        ("o", _("how many chose what, while the question is open; who sees it may be swayed")),
        ("i", _("how far the class is: each question, and in private each student; or the lesson")),
        ("j", _("the card with what students type to come in")),
        ("b", _("the projector's view; Enter carries the lesson on there, too")),
        ("s", _("students: names, seats, words, more time (private)")),
        ("k", _("who asks to be let in (private)")),
        ("w", _("what was answered: accept, change the key, void, undo (private)")),
        ("v", _("this page with names and the key (private)")),
        ("l", _("let nobody new in, or let them again")),
        ("r", _("results as a table, and letting others catch up")),
        ("g", _("quizzes that students play alone")),
    )
