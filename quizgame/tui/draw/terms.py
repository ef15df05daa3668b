"""The words of the screens for what the rules of play name: behaviours, scorings, spans of time."""

import time
from typing import TYPE_CHECKING

from quizgame.catalogue import _, plural

if TYPE_CHECKING:
    from quizgame.model.attempt import Outcome

_MINUTE = 60
_WORDS_A_MINUTE = 120


def behaviour_name(behaviour: str) -> str:
    """Return the name of a behaviour."""
    names = {"practice": _("Practice"), "exam": _("Exam"), "review": _("Review")}
    return names.get(behaviour, behaviour)


def behaviour_words(behaviour: str) -> str:
    """Return in a sentence what a behaviour means for the player."""
    sentences = {
        "practice": _("The answer is explained after each question."),
        "exam": _("The answers are explained at the end. You may go back and change yours."),
        "review": _("Once more what you last got wrong, without a clock."),
    }
    return sentences.get(behaviour, "")


def scoring_name(scoring: str) -> str:
    """Return the name of a scoring."""
    names = {
        "accuracy": _("How much is right"),
        "speed": _("Right and quick"),
        "certainty": _("Right and sure"),
    }
    return names.get(scoring, scoring)


def scoring_words(scoring: str) -> str:
    """Return in a sentence how a scoring counts."""
    sentences = {
        "accuracy": _("A point for each right answer, a part of it for a partly right one."),
        "speed": _("A right answer earns more the sooner it is sent."),
        "certainty": _(
            "You say how sure you are. Sure and right earns most, sure and wrong costs."
        ),
    }
    return sentences.get(scoring, "")


def difficulty_name(difficulty: str) -> str:
    """Return the name of a difficulty."""
    names = {"easy": _("easy"), "medium": _("medium"), "hard": _("hard")}
    return names.get(difficulty, difficulty)


def outcome_name(outcome: "Outcome") -> str:
    """Return how a question ended, in a word or two."""
    names: dict[Outcome, str] = {
        "right": _("right"),
        "partly": _("partly right"),
        "wrong": _("not right"),
        "unanswered": _("no answer"),
        "late": _("too late"),
        "pending": _("not asked"),
    }
    return names[outcome]


def span(seconds: float) -> str:
    """Return a span of time: "45 s", "2 min", "2 min 30 s"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, _MINUTE)
    if not minutes:
        return _("{n} s").format(n=rest)
    if not rest:
        return _("{n} min").format(n=minutes)
    return _("{m} min {s} s").format(m=minutes, s=rest)


def stopwatch(seconds: float) -> str:
    """Return a span of time as a stopwatch shows it: "0:27"."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes}:{rest:02}"


def reading_minutes(words: int) -> str:
    """Return how long a learner reads a text of so many words."""
    return plural("about a minute", "about {n} minutes", max(1, round(words / _WORDS_A_MINUTE)))


def moment(at: float) -> str:
    """Return a moment, in UTC seconds since the epoch, in the computer's own time zone."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def moment_near(at: float, now: float) -> str:
    """Return a moment as `moment` does, without its day where that is the day of `now`."""
    is_today = time.localtime(at)[:3] == time.localtime(now)[:3]
    return moment(at).split()[1] if is_today else moment(at)
