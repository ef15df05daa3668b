"""Times as a teacher types them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.errors import UsageError
from quizgame.tui.teaching.times import on_day, read_time, told

if not available_timezones():
    pytest.skip("this system has no database of time zones", allow_module_level=True)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, 58, 30, tzinfo=BERLIN).timestamp()
"""A Tuesday."""


def read(typed: str, now: float = NOW) -> str:
    """Return what is understood, in Berlin."""
    return on_day(read_time(typed, now, BERLIN), BERLIN)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("10:45", "Tue 2026-11-24 10:45"),
        (" 10.45 ", "Tue 2026-11-24 10:45"),
        ("at 9:59", "Tue 2026-11-24 09:59"),
        ("3 pm", "Tue 2026-11-24 15:00"),
        ("12:30 PM", "Tue 2026-11-24 12:30"),
        ("today 23:59", "Tue 2026-11-24 23:59"),
        ("tomorrow 8:00", "Wed 2026-11-25 08:00"),
        ("Tomorrow at 8 a.m.", "Wed 2026-11-25 08:00"),
        ("8:00 tomorrow", "Wed 2026-11-25 08:00"),
        ("tomorrow 12 am", "Wed 2026-11-25 00:00"),
        ("friday 8:00", "Fri 2026-11-27 08:00"),
        ("Fri, 8:00", "Fri 2026-11-27 08:00"),
        ("tuesday 10:45", "Tue 2026-11-24 10:45"),
        ("tuesday 8:00", "Tue 2026-12-01 08:00"),
        ("2026-11-30 10:45", "Mon 2026-11-30 10:45"),
        ("2026-11-30T10:45", "Mon 2026-11-30 10:45"),
        ("30.11.2026 10:45", "Mon 2026-11-30 10:45"),
        ("30.11. 10:45", "Mon 2026-11-30 10:45"),
        ("23.11. 10:45", "Tue 2027-11-23 10:45"),
        ("30 Nov 10:45", "Mon 2026-11-30 10:45"),
        ("november 30, 2026 10:45", "Mon 2026-11-30 10:45"),
        ("10:45 on 30 november", "Mon 2026-11-30 10:45"),
        ("29 feb 8:00", "Tue 2028-02-29 08:00"),
        ("in 20 min", "Tue 2026-11-24 10:18"),
        ("20 minutes", "Tue 2026-11-24 10:18"),
        ("in 1 h 30 min", "Tue 2026-11-24 11:28"),
        ("1h30m", "Tue 2026-11-24 11:28"),
        ("in 1.5 hours", "Tue 2026-11-24 11:28"),
        ("in half an hour", "Tue 2026-11-24 10:28"),
        ("in 2 days", "Thu 2026-11-26 09:58"),
        ("in 1 week and 1 hour", "Tue 2026-12-01 10:58"),
        ("now", "Tue 2026-11-24 09:58"),
    ],
)
def test_what_is_understood(typed: str, understood: str) -> None:
    """Clock, day, span: each in the ways in which people write it."""
    assert read(typed) == understood


@pytest.mark.parametrize(
    ("typed", "says", "helps"),
    [
        ("", "No time was typed.", "in 20 min"),
        ("soon", "“soon” can not be read as a time.", "10:45"),
        ("8", "“8” can not be read", "tomorrow 8:00"),
        ("11/30 10:45", "can not be read", "2026-11-30 10:45"),
        ("9:30", "It was 09:30 already today.", "tomorrow 09:30"),
        ("25:00", "There is no 25:00 on a clock.", "10:45"),
        ("13 pm", "There is no 13 pm on a clock.", "10:45"),
        ("friday", "At what time on that day?", "tomorrow 8:00"),
        ("2026-02-30 8:00", "no such day", "2026-11-30"),
        ("2026-11-23 8:00", "Mon 2026-11-23 08:00 is over already.", "10:45"),
        ("2040-01-01 8:00", "more than five years away", "10:45"),
        ("0001-01-01 8:00", "another century", "10:45"),
        ("in 0 min", "no time from now on", "in 20 min"),
        ("in 3 fortnights", "can not be read", "in 20 min"),
        ("2027-03-28 2:30", "There is no 02:30 on that day", "10:45"),
    ],
)
def test_what_is_refused(typed: str, says: str, helps: str) -> None:
    """It is said what is wrong, and what can be typed instead."""
    with pytest.raises(UsageError) as refused:
        read(typed)
    assert says in refused.value.message
    assert helps in refused.value.hint


def test_an_hour_that_comes_twice_is_the_first() -> None:
    """On the night on which clocks are put back."""
    before = datetime(2026, 10, 24, 20, 0, tzinfo=BERLIN).timestamp()
    at = read_time("tomorrow 2:30", before, BERLIN)
    assert datetime.fromtimestamp(at, UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_in_a_day_is_the_same_time_where_clocks_change() -> None:
    """A day of the calendar has 25 hours then."""
    before = datetime(2026, 10, 24, 20, 0, tzinfo=BERLIN).timestamp()
    assert read_time("in 1 day", before, BERLIN) - before == 25 * 3600


@given(st.datetimes(datetime(2026, 11, 25), datetime(2031, 1, 1)))  # noqa: DTZ001 - given a zone
def test_a_moment_that_is_told_is_read_back(then: datetime) -> None:
    """What a teacher sees as understood means the same when it is typed."""
    zone = timezone(timedelta(hours=5, minutes=45))
    at = then.replace(second=0, microsecond=0, tzinfo=zone).timestamp()
    words = on_day(at, zone)
    assert read_time(words.partition(" ")[2], NOW, zone) == at
    assert told(at, NOW, zone).startswith(words)


@given(
    st.text()
    | st.lists(
        st.sampled_from(["in", "at", "30", "8:00", "11", "-", ".", "nov", "2", "days", "tue", "pm"])
    ).map(" ".join),
    st.sampled_from([BERLIN, UTC, None]),
)
def test_anything_typed_is_a_time_to_come_or_refused(
    typed: str, zone: ZoneInfo | timezone | None
) -> None:
    """Never a fault, and never a moment that is over."""
    try:
        at = read_time(typed, NOW, zone)
    except UsageError:
        return
    assert at >= NOW
