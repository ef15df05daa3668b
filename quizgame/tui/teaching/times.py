"""Times as a teacher types them: "10:45", "tomorrow 8:00", "in 20 min", "2026-11-30 10:45".

All are meant in a time zone (None: that of this computer), and are in UTC seconds otherwise. What
could be read in two ways is refused with what to type instead.
"""

import re
from datetime import date, datetime, timedelta, tzinfo

from quizgame.catalogue import _, plural
from quizgame.errors import UsageError
from quizgame.model.text import clean_line
from quizgame.tui.draw.terms import span

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400
_SOON_S = 2 * _HOUR_S
_MOST_DAYS = 5 * 366
_MOST_YEARS = 50
_NOON = 12

_CLOCK = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})\s*(?P<half>[ap]m)?|\s*(?P<of>[ap]m))"
_ALONE = re.compile(rf"(?:at\s+)?{_CLOCK}")
_AFTER = re.compile(rf"(?P<day>.+?)(?:,?\s+(?:at\s+)?|(?<=\d)t(?=\d)){_CLOCK}")
_BEFORE = re.compile(rf"{_CLOCK},?\s+(?:on\s+)?(?P<day>.+)")
_SPAN = re.compile(r"(?:in\s+)?(?P<parts>(?:(?:and\s+)?\d+(?:\.\d+)?\s*[a-z]+[\s,]*)+)")
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}))?")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+(?P<name>[a-z]{3,})\.?|(?P<first>[a-z]{3,})\.?\s+(?P<second>\d{1,2}))"
    r"(?:,?\s+(?P<year>\d{4}))?"
)

# The words of English, whatever language the screens have: a translation adds its own to some.
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SECONDS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), _MINUTE_S),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), _HOUR_S),
}
_DAYS = {
    **dict.fromkeys(("d", "day", "days"), 1),
    **dict.fromkeys(("w", "week", "weeks"), 7),
}
_WORDED = {"an hour": "1 h", "half an hour": "30 min", "a day": "1 day", "a week": "1 week"}


def read_time(typed: str, now: float, zone: tzinfo | None = None) -> float:
    """Return the moment that was typed, not before `now`; both in UTC seconds.

    Raises UsageError, which says what is wrong and what can be typed.
    """
    text = " ".join(clean_line(typed).casefold().split()).replace("a.m.", "am")
    text = text.replace("p.m.", "pm").removesuffix(" o'clock")
    if not text:
        raise UsageError(_("No time was typed."), _examples())
    if text in {"now", _("now")}:
        return now
    passed = _span_of(text, now, zone)
    at = _moment_of(text, typed, now, zone) if passed is None else passed
    if at > now + _MOST_DAYS * _DAY_S:
        raise UsageError(_("That is more than five years away."), _examples())
    return at


def told(at: float, now: float, zone: tzinfo | None = None) -> str:
    """Return a moment with its weekday, and how far away it is: "Tue 2026-11-24 10:45 (in 5 min)".

    A moment that is over has no distance.
    """
    left = at - now
    if left <= 0:
        return on_day(at, zone)
    if left < _SOON_S:
        away = span(max(_MINUTE_S, round(left / _MINUTE_S) * _MINUTE_S))
    elif left < 2 * _DAY_S:
        away = plural("{n} hour", "{n} hours", round(left / _HOUR_S))
    else:
        away = plural("{n} day", "{n} days", round(left / _DAY_S))
    return f"{on_day(at, zone)} ({_('in {time}').format(time=away)})"


def on_day(at: float, zone: tzinfo | None = None) -> str:
    """Return a moment with its weekday: "Tue 2026-11-24 10:45"."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    then = _local(at, zone)
    return f"{names[then.weekday()]} {then:%Y-%m-%d %H:%M}"


def _examples() -> str:
    return _("Type for example 10:45, tomorrow 8:00, in 20 min or 2026-11-30 10:45.")


def _span_of(text: str, now: float, zone: tzinfo | None) -> float | None:
    """Return the moment after a span of time from now, None where the text is no span.

    Days are those of the calendar: tomorrow at the same time, also where clocks are changed.
    """
    bare = text.removeprefix("in ")
    found = _SPAN.fullmatch(_WORDED.get(bare, bare))
    if found is None:
        return None
    seconds, days = 0.0, 0
    for number, unit in _PART.findall(found["parts"]):
        if unit in _SECONDS:
            seconds += float(number) * _SECONDS[unit]
        elif unit in _DAYS and "." not in number:
            days += int(number) * _DAYS[unit]
        else:
            return None
    if not 0 < seconds + days * _DAY_S <= _MOST_DAYS * _DAY_S:
        raise UsageError(_("That is no time from now on."), _examples())
    if days:
        then = _local(now, zone).replace(tzinfo=zone)
        now = _stamp(then + timedelta(days=days), zone)
    return now + seconds


def _moment_of(text: str, typed: str, now: float, zone: tzinfo | None) -> float:
    """Return the next moment that a day and a time, or a time alone, stand for."""
    today = _local(now, zone).date()
    if found := _ALONE.fullmatch(text):
        at = _stamp(_at(today, found), zone)
        if at <= now:
            raise UsageError(
                _("It was {time} already today.").format(time=f"{_at(today, found):%H:%M}"),
                _("For the next day type tomorrow {time}.").format(
                    time=f"{_at(today, found):%H:%M}"
                ),
            )
        return at
    found = _AFTER.fullmatch(text) or _BEFORE.fullmatch(text)
    days = _days_of(found["day"] if found else text, today)
    if not days:
        unread = _("“{typed}” can not be read as a time.")
        raise UsageError(unread.format(typed=clean_line(typed)), _examples())
    if found is None:
        raise UsageError(_("At what time on that day?"), _examples())
    moments = [_stamp(_at(day, found), zone) for day in days]
    coming = [at for at in moments if at > now]
    if not coming:
        raise UsageError(
            _("{time} is over already.").format(time=on_day(moments[-1], zone)), _examples()
        )
    return coming[0]


def _at(day: date, clock: re.Match[str]) -> datetime:
    """Return a time on a day; raises UsageError for one that is on no clock."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = clock["half"] or clock["of"]
    is_hour = 1 <= hour <= _NOON if half else hour < _DAY_S // _HOUR_S
    if not is_hour or minute >= _MINUTE_S:
        told_ = clock.group("hour") + (f":{clock['minute']}" if clock["minute"] else "")
        told_ += f" {half}" if half else ""
        raise UsageError(_("There is no {time} on a clock.").format(time=told_), _examples())
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - of `zone`


def _days_of(text: str, today: date) -> list[date]:
    """Return the days that a text may stand for, the next first; none where it is no day.

    Raises UsageError for a day that is in no calendar.
    """
    if text in {"today", _("today")}:
        return [today]
    if text in {"tomorrow", _("tomorrow")}:
        return [today + timedelta(days=1)]
    weekday = _named(text.removeprefix("on "), _WEEKDAYS)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % len(_WEEKDAYS)
        return [today + timedelta(days=ahead), today + timedelta(days=ahead + len(_WEEKDAYS))]
    for pattern in (_ISO, _DOTTED):
        if found := pattern.fullmatch(text):
            return _dates(found["year"], int(found["month"]), int(found["day"]), today)
    found = _NAMED.fullmatch(text)
    month = _named(found["name"] or found["first"], _MONTHS) if found else None
    if found is None or month is None:
        return []
    return _dates(found["year"], month + 1, int(found["day"] or found["second"]), today)


def _dates(year: str | None, month: int, day: int, today: date) -> list[date]:
    """Return a day of a year, or without one of this year and of the next that has it."""
    years = [int(year)] if year else [today.year + ahead for ahead in range(9)]
    if abs(years[0] - today.year) > _MOST_YEARS:
        raise UsageError(_("That is in another century."), _examples())
    days = []
    for one in years:
        try:
            days.append(date(one, month, day))
        except ValueError:
            continue
    if not days:
        raise UsageError(_("There is no such day in the calendar."), _examples())
    return days[:2]


def _named(text: str, names: tuple[str, ...]) -> int | None:
    """Return the place of a name, which may be cut to three letters or more; None for none."""
    found = [place for place, name in enumerate(names) if name.startswith(text)]
    return found[0] if len(text) >= 3 and len(found) == 1 else None  # noqa: PLR2004 - as said


def _local(at: float, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(at, zone).astimezone(zone)


def _stamp(then: datetime, zone: tzinfo | None) -> float:
    """Return UTC seconds of a moment told without a zone.

    Of an hour that comes twice it is the first; raises UsageError for one that is left out.
    """
    at = then.replace(tzinfo=zone).timestamp()
    if _local(at, zone).replace(tzinfo=None) != then.replace(tzinfo=None):
        words = _("There is no {time} on that day: the clocks are put forward then.")
        raise UsageError(words.format(time=f"{then:%H:%M}"), _examples())
    return at
