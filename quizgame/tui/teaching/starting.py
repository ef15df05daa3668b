"""How a round begins, or a quiz is opened to be played alone: good before it is asked."""

from collections.abc import Hashable
from dataclasses import dataclass

from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.terms import scoring_name, span
from quizgame.tui.widgets.form import Choice, pick

READING_S = 480
"""The reading that is planned unless the teacher decides otherwise, where there is an article."""

QUESTIONS = 8
"""Questions that fit into a lesson with their reveals."""

_READINGS = (0, 120, 180, 300, 480, 600, 900, 1200)
_COUNTS = (3, 5, 6, 8, 10, 12, 15, 20, 25, 30)
_WARM_UPS = (0, 1, 2, 3)
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
class At:
    """A moment that was typed, in UTC seconds."""

    at: float


@dataclass(frozen=True, slots=True)
class Opening:
    """A quiz to be opened.

    `opens` is in seconds from now, `closes` from when it opens, 0 for no bound, or a moment.
    """

    bank: str
    quiz: str
    opens: int | At = 0
    closes: int | At = 0
    attempts: int = 0
    behaviour: str = ""
    scoring: str = ""
    people: tuple[str, ...] = ()
    """Names or logins of those it is for alone; () with no `groups` either: for everybody."""
    groups: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    """Names or logins of those for whom `their_closes` and `their_attempts` hold instead."""
    excepted_groups: tuple[str, ...] = ()
    their_closes: int | At | None = None
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
