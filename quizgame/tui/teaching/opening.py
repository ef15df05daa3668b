"""How a quiz is opened to be played alone: what can be decided, and from when until when it is."""

from collections.abc import Hashable, Mapping
from types import MappingProxyType

from quizgame.backend.live.openings import Exemption
from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _, plural
from quizgame.errors import UsageError
from quizgame.tui.draw.terms import behaviour_name, scoring_name, span
from quizgame.tui.teaching.starting import At, Opening
from quizgame.tui.teaching.times import on_day, told
from quizgame.tui.widgets.form import Choice, pick

_DAY_S = 86_400
_CLOSES = (
    *(300, 600, 900, 1800, 2700, 3600, 5400),
    *(_DAY_S, 2 * _DAY_S, 7 * _DAY_S, 14 * _DAY_S),
    0,
)
_OPENS = (0, 900, 3600, _DAY_S, 7 * _DAY_S)
_ATTEMPTS = (0, 1, 2, 3, 5)
_HOUR_S = 3600
TIMES = ("opens", "closes", "their_closes")
"""What is a time, and can be typed."""

Values = list[tuple[Hashable, str]]


def usual_opening(bank: BankView, quiz: QuizView) -> Opening:
    """Return how a quiz is opened unless the teacher decides otherwise.

    An exam that says nothing else may be taken once: its results tell the key.
    """
    attempts = quiz.attempts_allowed or int(quiz.behaviour == "exam")
    return Opening(bank.id, quiz.id, closes=7 * _DAY_S, attempts=attempts)


def is_exam(quiz: QuizView, chosen: Opening) -> bool:
    """Return whether a quiz is to be played as an exam."""
    return (chosen.behaviour or quiz.behaviour) == "exam"


def bounds(chosen: Opening, now: float) -> tuple[float, float, float | None]:
    """Return from when until when a quiz is open, and until when for those excepted.

    In UTC seconds, 0 for no bound, None for as the others. Raises UsageError for an end that comes
    before the beginning or is over.
    """
    opens = _moment(chosen.opens, now)
    start = max(opens, now)
    closes = _moment(chosen.closes, start)
    theirs = None if chosen.their_closes is None else _moment(chosen.their_closes, start)
    for end in (closes, theirs):
        if end and end <= start:
            if end <= now:
                raise UsageError(_("{time} is over already.").format(time=on_day(end)))
            raise UsageError(_("It would close before it opens."), _("Choose a later end."))
    return (opens if opens > now else 0.0), closes, theirs


def open_words(chosen: Opening, now: float) -> str:
    """Return from when until when a quiz is open, in a sentence; raises UsageError as `bounds`."""
    opens, closes, _theirs = bounds(chosen, now)
    if opens and closes:
        return _("Open from {start} until {end}").format(start=on_day(opens), end=on_day(closes))
    if opens:
        return _("Open from {start}, without an end").format(start=told(opens, now))
    if closes:
        return _("Open from now until {end}").format(end=told(closes, now))
    return _("Open from now, without an end")


def exemptions(chosen: Opening, theirs: float | None) -> tuple[Exemption, ...]:
    """Return what holds for those excepted, () for nobody; `theirs` is when it closes for them."""
    if not (chosen.excepted or chosen.excepted_groups):
        return ()
    return (
        Exemption(
            people=chosen.excepted,
            groups=chosen.excepted_groups,
            closes=theirs,
            attempts=chosen.their_attempts,
        ),
    )


def _moment(time: int | At, start: float) -> float:
    if isinstance(time, At):
        return time.at
    return start + time if time else 0.0


def opening_choices(
    bank: BankView,
    quiz: QuizView,
    chosen: Opening,
    *,
    private: bool,
    typed: Mapping[str, At] = MappingProxyType({}),
) -> list[Choice]:
    """Return the rows of the form about a quiz to be played alone.

    For whom it is, is told by name only where `private`. `typed` has the moments that were typed
    for some rows.
    """
    opens: Values = [(n, _("in {time}").format(time=_long(n)) if n else _("now")) for n in _OPENS]
    closes: Values = [
        (n, _("{time} after that").format(time=_long(n)) if n else _("never")) for n in _CLOSES
    ]
    typed_ones = {key: [(one, on_day(one.at))] for key, one in typed.items()}
    attempts: Values = [(n, str(n) if n else _("as many as they like")) for n in _ATTEMPTS]
    own = _("as the quiz says: {what}")
    behaviours: Values = [("", own.format(what=behaviour_name(quiz.behaviour)))]
    behaviours += [(one, behaviour_name(one)) for one in ("practice", "exam")]
    rows = [
        Choice("open", _("Open this quiz"), act=True),
        Choice("", ""),
        pick("opens", _("It opens"), [*opens, *typed_ones.get("opens", ())], chosen.opens),
        pick("closes", _("It closes"), [*closes, *typed_ones.get("closes", ())], chosen.closes),
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
    names = (*chosen.excepted, *chosen.excepted_groups)
    whom = _listed(names, private) if names else nobody
    rows.append(Choice("excepted", excepted.format(whom=whom), act=True))
    if names:
        same = _("as for the others")
        rows += [
            pick(
                "their_closes",
                _("For them it closes"),
                [(None, same), *closes, *typed_ones.get("their_closes", ())],
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
