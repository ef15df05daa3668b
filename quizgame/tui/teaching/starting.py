"""How a round begins, or a quiz is opened to be played alone: good before it is asked."""

from collections.abc import Hashable
from dataclasses import dataclass

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.terms import behaviour_name, scoring_name, span
from quizgame.tui.widgets.form import Choice, pick

READING_S = 480
"""The reading that is planned unless the teacher decides otherwise, where there is an article."""

QUESTIONS = 8
"""Questions that fit into a lesson with their reveals."""

_READINGS = (0, 120, 180, 300, 480, 600, 900, 1200)
_COUNTS = (3, 5, 6, 8, 10, 12, 15, 20, 25, 30)
_WARM_UPS = (0, 1, 2, 3)
_DAY_S = 86_400
_CLOSES = (
    *(300, 600, 900, 1800, 2700, 3600, 5400),
    *(_DAY_S, 2 * _DAY_S, 7 * _DAY_S, 14 * _DAY_S),
    0,
)
_OPENS = (0, 900, 3600, _DAY_S, 7 * _DAY_S)
_ATTEMPTS = (0, 1, 2, 3, 5)
_HOUR_S = 3600
Values = list[tuple[Hashable, str]]


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """A round to be started. `count` is None for all questions, `scoring` as the quiz says."""

    bank: str
    quiz: str
    scoring: str | None = None
    reading_seconds: int = 0
    warm_up: int = 0
    standings: bool = True
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A quiz to be opened. `opens` and `closes` are seconds from now, 0 for no bound."""

    bank: str
    quiz: str
    opens: int = 0
    closes: int = 0
    attempts: int = 0
    behaviour: str = ""
    scoring: str = ""
    people: tuple[str, ...] = ()
    """Names or logins of those it is for alone; () with no `groups` either: for everybody."""
    groups: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    """Names or logins of those for whom `their_closes` and `their_attempts` hold instead."""
    their_closes: int | None = None
    their_attempts: int | None = None


def usual_round(bank: BankView, quiz: QuizView) -> RoundChoice:
    """Return a round as it suits most lessons."""
    return RoundChoice(
        bank.id,
        quiz.id,
        reading_seconds=READING_S if bank.sources else 0,
        standings=not bank.sober,
        count=QUESTIONS if quiz.count > QUESTIONS + 2 else None,
    )


def round_words(choice: RoundChoice, bank: BankView, quiz: QuizView) -> list[tuple[str, str]]:
    """Return what is decided about a round, as pairs of a label and words."""
    count = choice.count or quiz.count
    reading = span(choice.reading_seconds) if choice.reading_seconds else _("until you end it")
    if not bank.sources:
        reading = _("no article")
    told = [
        (
            _("Questions"),
            str(count)
            if choice.count is None
            else _("{n} of {all}").format(n=count, all=quiz.count),
        ),
        (_("Reading"), reading),
        (
            _("Scoring"),
            scoring_name(choice.scoring or ("accuracy" if bank.sober else quiz.scoring)),
        ),
        (_("Standings"), _("yes") if choice.standings else _("no")),
    ]
    if choice.warm_up:
        told.append((_("To warm up"), plural("{n} question", "{n} questions", choice.warm_up)))
    return told


def round_choices(bank: BankView, quiz: QuizView, choice: RoundChoice) -> list[Choice]:
    """Return the rows of the form about a round."""
    counts: Values = [(None, _("all {n}").format(n=quiz.count))]
    counts += [(n, str(n)) for n in _COUNTS if n < quiz.count]
    readings: Values = [(n, span(n) if n else _("until you end it")) for n in _READINGS]
    warm_ups: Values = [
        (
            n,
            plural("{n} question worth nothing", "{n} questions worth nothing", n)
            if n
            else _("none"),
        )
        for n in _WARM_UPS
        if n < quiz.count
    ]
    rows = [Choice("start", _("Start this round"), act=True), Choice("", "")]
    rows.append(pick("count", _("Number of questions"), counts, choice.count))
    if bank.sources:
        rows.append(
            pick("reading", _("Time to read the article"), readings, choice.reading_seconds)
        )
    rows.append(pick("warm_up", _("To warm up"), warm_ups, choice.warm_up))
    if not bank.sober:
        own = _("as the quiz says: {what}").format(what=scoring_name(quiz.scoring))
        scorings: Values = [(None, own)]
        scorings += [(one, scoring_name(one)) for one in ("accuracy", "speed", "certainty")]
        standings: Values = [(True, _("shown after each question")), (False, _("hidden"))]
        rows.append(pick("scoring", _("Scoring"), scorings, choice.scoring))
        rows.append(pick("standings", _("Standings"), standings, choice.standings))
    return rows


def usual_opening(bank: BankView, quiz: QuizView) -> Opening:
    """Return how a quiz is opened unless the teacher decides otherwise."""
    return Opening(bank.id, quiz.id, closes=7 * _DAY_S, attempts=quiz.attempts_allowed)


def opening_choices(
    bank: BankView, quiz: QuizView, chosen: Opening, *, private: bool
) -> list[Choice]:
    """Return the rows of the form about a quiz to be played alone.

    For whom it is, is told by name only where `private`.
    """
    opens: Values = [(n, _("in {time}").format(time=_long(n)) if n else _("now")) for n in _OPENS]
    closes: Values = [
        (n, _("{time} after that").format(time=_long(n)) if n else _("never")) for n in _CLOSES
    ]
    attempts: Values = [(n, str(n) if n else _("as many as they like")) for n in _ATTEMPTS]
    own = _("as the quiz says: {what}")
    behaviours: Values = [("", own.format(what=behaviour_name(quiz.behaviour)))]
    behaviours += [(one, behaviour_name(one)) for one in ("practice", "exam")]
    rows = [
        Choice("open", _("Open this quiz"), act=True),
        Choice("", ""),
        pick("opens", _("It opens"), opens, chosen.opens),
        pick("closes", _("It closes"), closes, chosen.closes),
        pick("attempts", _("Attempts"), attempts, chosen.attempts),
        pick("behaviour", _("Practice or exam"), behaviours, chosen.behaviour),
    ]
    if not bank.sober:
        scorings: Values = [("", own.format(what=scoring_name(quiz.scoring)))]
        scorings += [(one, scoring_name(one)) for one in ("accuracy", "speed", "certainty")]
        rows.append(pick("scoring", _("Scoring"), scorings, chosen.scoring))
    for_whom = _("For: {whom}").format(whom=_listed((*chosen.people, *chosen.groups), private))
    rows += [Choice("", ""), Choice("people", for_whom, act=True)]
    excepted = _("An exception for: {whom}")
    nobody = _("nobody")
    whom = _listed(chosen.excepted, private) if chosen.excepted else nobody
    rows.append(Choice("excepted", excepted.format(whom=whom), act=True))
    if chosen.excepted:
        same = _("as for the others")
        rows += [
            pick(
                "their_closes",
                _("For them it closes"),
                [(None, same), *closes],
                chosen.their_closes,
            ),
            pick(
                "their_attempts",
                _("Their attempts"),
                [(None, same), *attempts],
                chosen.their_attempts,
            ),
        ]
    return rows


def _listed(names: tuple[str, ...], private: bool) -> str:  # noqa: FBT001 - as in the callers
    if not names:
        return _("everybody")
    if private:
        return ", ".join(names)
    return plural("{n} name", "{n} names", len(names))


def _long(seconds: int) -> str:
    """Return a long span of time in words."""
    days, rest = divmod(seconds, _DAY_S)
    if days and not rest:
        return plural("{n} day", "{n} days", days)
    if seconds > _HOUR_S or seconds % _HOUR_S:
        return span(seconds)
    return plural("{n} hour", "{n} hours", seconds // _HOUR_S)
