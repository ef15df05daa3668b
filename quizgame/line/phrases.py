"""Numbers, times and scores in words that can be read out."""

import math
from datetime import datetime

from quizgame.catalogue import _, plural

_MINUTE = 60
_LONG = 120
_WORDS_A_MINUTE = 120


def sentence(text: str) -> str:
    """Return a title as a sentence: with a full stop, unless it ends with a mark of its own."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def number(value: float) -> str:
    """Return a number with at most two decimals, without needless zeros."""
    return f"{round(value, 2):g}"


def seconds(value: float) -> str:
    """Return a time in words: "1 second", "90 seconds", "5 minutes", "2 minutes 30 seconds"."""
    whole = math.ceil(value)
    if whole < _LONG:
        return plural("{n} second", "{n} seconds", whole)
    minutes, rest = divmod(whole, _MINUTE)
    spoken = plural("{n} minute", "{n} minutes", minutes)
    return f"{spoken} {plural('{n} second', '{n} seconds', rest)}" if rest else spoken


def percent(share: float) -> str:
    """Return a share of 0 to 1 in whole per cent, never rounded up to all."""
    whole = min(99, round(share * 100)) if share < 1 else 100
    return _("{whole} per cent").format(whole=whole)


def points_of(earned: float, most: float) -> str:
    """Return "2 of 3 points"."""
    if most == 1:
        return _("{points} of 1 point").format(points=number(earned))
    return _("{points} of {most} points").format(points=number(earned), most=number(most))


def points(value: float) -> str:
    """Return "1 point" or "2.5 points"."""
    if value == 1:
        return _("1 point")
    return _("{value} points").format(value=number(value))


def questions(count: int) -> str:
    """Return "1 question" or "8 questions"."""
    return plural("{n} question", "{n} questions", count)


def date(at: float) -> str:
    """Return a moment in the computer's own time zone."""
    then = datetime.fromtimestamp(at).astimezone()
    return then.strftime("%Y-%m-%d %H:%M")


def reading_minutes(words: int) -> int:
    """Return how many minutes a text of so many words takes to read, at least one."""
    return max(1, round(words / _WORDS_A_MINUTE))


def behaviour(name: str) -> str:
    """Return the name of a behaviour as read out."""
    return {"practice": _("practice"), "exam": _("exam"), "review": _("review")}.get(name, name)


def behaviour_told(name: str) -> str:
    """Return in a sentence what a behaviour means."""
    return {
        "practice": _("Practice: after each answer you are told what is right, and why."),
        "exam": _("Exam: you may change answers until you hand in. What is right comes after."),
        "review": _("Review: the questions you last got wrong, without a clock."),
    }.get(name, "")


def scoring_told(name: str) -> str:
    """Return in a sentence what a scoring means."""
    return {
        "speed": _("Scored by speed: a right answer is worth more the sooner it comes."),
        "certainty": _(
            "Scored by certainty: you say how sure you are. Sure and right earns more, "
            "sure and wrong costs points."
        ),
    }.get(name, "")


def difficulty(name: str) -> str:
    """Return a difficulty as read out."""
    return {"easy": _("easy"), "medium": _("medium"), "hard": _("hard")}.get(name, name)


def certainty(level: int) -> str:
    """Return how sure 1 to 3 is."""
    return {1: _("not sure"), 2: _("fairly sure"), 3: _("certain")}.get(level, "")
