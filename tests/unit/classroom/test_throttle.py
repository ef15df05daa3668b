"""Guessing gets slower and slower; a class that mistypes does not notice."""

from hypothesis import given
from hypothesis import strategies as st

from quizgame.classroom.throttle import Guesses, Limits, attempt, is_alarming, left, missed

CODE = "class"


def guess_until(end: float, limits: Limits, connections: int) -> tuple[int, Guesses]:
    """Guess wrong from many connections as fast as may be; return how often and what is known."""
    guesses, now, made, connection = Guesses(limits), 0.0, 0, 0
    while now < end:
        connection += 1
        guesses, verdict = attempt(guesses, CODE, connection % connections, now)
        if verdict.closed:
            guesses = left(guesses, connection % connections)
            continue
        now += verdict.wait
        if verdict.allowed:
            made += 1
            guesses = missed(guesses, CODE, connection % connections, now)
    return made, guesses


def test_thirty_who_type_it_right_wait_for_nothing() -> None:
    """A whole class at once is let in at once, one slip each for some of them included."""
    guesses = Guesses()
    for connection in range(30):
        guesses, verdict = attempt(guesses, CODE, connection, 1.0)
        assert (verdict.allowed, verdict.wait) == (True, 0.0)
        if connection % 3 == 0:
            guesses = missed(guesses, CODE, connection, 1.0)


def test_a_connection_waits_longer_after_each_miss_and_is_closed() -> None:
    """Delays grow to a cap; then the connection must be made anew."""
    guesses, limits = Guesses(), Limits()
    waits = []
    for number in range(limits.most_guesses):
        guesses, verdict = attempt(guesses, CODE, 1, float(number))
        assert verdict.allowed
        waits.append(verdict.wait)
        guesses = missed(guesses, CODE, 1, float(number))
    assert waits[:4] == [0.0, 0.5, 1.0, 2.0]
    assert waits == sorted(waits)
    assert max(waits) <= limits.longest_delay
    guesses, verdict = attempt(guesses, CODE, 1, 99.0)
    assert (verdict.allowed, verdict.closed) == (False, True)
    _guesses, verdict = attempt(left(guesses, 1), CODE, 1, 99.0)
    assert verdict.allowed


def test_many_connections_guess_no_faster_than_one() -> None:
    """In a lesson not one PIN in twenty can be tried, however many connections there are."""
    made, guesses = guess_until(45 * 60.0, Limits(), 500)
    assert made < 9000 / 20
    assert is_alarming(guesses, CODE, 45 * 60.0)
    few, _guesses = guess_until(45 * 60.0, Limits(most_guesses=10**6), 1)
    assert few <= made


def test_guessing_at_one_thing_slows_nothing_else() -> None:
    """Somebody who guesses at one PIN keeps no other student out."""
    _made, guesses = guess_until(60.0, Limits(), 50)
    _guesses, verdict = attempt(guesses, "login:anna", 99, 60.0)
    assert (verdict.allowed, verdict.wait) == (True, 0.0)


def test_the_queue_ends_and_who_is_past_it_comes_back_later() -> None:
    """Nobody waits longer than the cap; further guesses are refused for now and not lost for ever.

    Refused guesses do not make the queue longer.
    """
    limits = Limits()
    guesses = Guesses(limits)
    for connection in range(200):
        guesses = missed(guesses, CODE, connection, 0.0)
    waits = []
    for connection in range(200, 400):
        guesses, verdict = attempt(guesses, CODE, connection, 0.0)
        waits.append(verdict.wait)
        assert not verdict.closed
    assert sum(wait <= limits.longest_wait for wait in waits) < 10
    _guesses, verdict = attempt(guesses, CODE, 500, limits.longest_wait + limits.longest_gap)
    assert verdict.allowed


def test_what_is_long_ago_is_forgiven() -> None:
    """After some quiet minutes a class is as fast as at first, and nothing alarms."""
    _made, guesses = guess_until(60.0, Limits(), 50)
    later = 60.0 + 3600
    assert not is_alarming(guesses, CODE, later)
    _guesses, verdict = attempt(guesses, CODE, 999, later)
    assert verdict.wait == 0.0


@given(
    st.lists(
        st.tuples(st.text(max_size=2), st.integers(0, 5), st.floats(0, 1e6), st.booleans()),
        max_size=60,
    )
)
def test_waits_are_bounded_and_memory_is_too(
    steps: list[tuple[str, int, float, bool]],
) -> None:
    """Whatever is guessed at and whenever, also with a clock that jumps."""
    limits = Limits(most_targets=5)
    guesses = Guesses(limits)
    for target, connection, now, is_wrong in steps:
        guesses, verdict = attempt(guesses, target, connection, now)
        if verdict.allowed:
            assert 0.0 <= verdict.wait <= max(limits.longest_wait, limits.longest_delay)
        if is_wrong:
            guesses = missed(guesses, target, connection, now)
        assert len(guesses.targets) <= limits.most_targets
