"""Guessing slowed down: by what is guessed at, and by connection, never by address.

A whole class sits behind one address, so an address says nothing. What is guessed at (the PIN of a
login) has one queue for all connections: after more wrong guesses than its owner makes by mistake,
guesses are looked at one after another, further and further apart. Right ones wait, too, as four
digits would not stand guesses that are answered at once; so each login has a queue of its own, and
nobody but its owner waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """How much guessing there may be; times in seconds.

    `free` wrong guesses at one thing cost nobody time; from there each makes the gap between two
    guesses `growth` times as long, from `first_gap` up to `longest_gap`. Every `forgiven_every`
    seconds one wrong guess is forgotten. Who would have to wait longer than `longest_wait` is told
    to come back. A connection waits `first_delay` after its first wrong guess, twice as long after
    each further one, and is closed after `most_guesses`.
    """

    free: int = 20
    first_gap: float = 0.25
    growth: float = 1.25
    longest_gap: float = 10.0
    forgiven_every: float = 15.0
    longest_wait: float = 30.0
    first_delay: float = 0.5
    longest_delay: float = 8.0
    most_guesses: int = 6
    alarm: int = 40
    most_targets: int = 1000


@dataclass(frozen=True, slots=True)
class Tally:
    """Wrong guesses at one thing: how many as of `at`, and when the next guess is looked at."""

    wrong: float = 0.0
    at: float = 0.0
    next_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a guess: looked at after `wait` seconds, or not at all.

    `closed` ends the connection: it has guessed often enough. Without it a refused guess may be
    made again later.
    """

    allowed: bool
    wait: float = 0.0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Guesses:
    """All guessing so far: a value; the functions of this module return the next one."""

    limits: Limits = field(default_factory=Limits)
    targets: Mapping[str, Tally] = field(default_factory=dict)
    connections: Mapping[int, int] = field(default_factory=dict)


def attempt(guesses: Guesses, target: str, connection: int, now: float) -> tuple[Guesses, Verdict]:
    """Return whether a guess may be looked at, and after how long; right or wrong makes no odds.

    `target` names what is guessed at; logins that do not exist should share one. The next guess at
    it comes after this one.
    """
    limits = guesses.limits
    misses = guesses.connections.get(connection, 0)
    if misses >= limits.most_guesses:
        return guesses, Verdict(allowed=False, closed=True)
    tally = _faded(guesses.targets.get(target, Tally(at=now)), limits, now)
    start = max(now, tally.next_at)
    if start - now > limits.longest_wait:
        return guesses, Verdict(allowed=False, wait=start - now)
    delay = min(limits.first_delay * 2.0 ** (misses - 1), limits.longest_delay) if misses else 0.0
    tally = replace(tally, next_at=start + _gap(tally.wrong, limits))
    return _with(guesses, target, tally, now), Verdict(allowed=True, wait=max(start - now, delay))


def missed(guesses: Guesses, target: str, connection: int, now: float) -> Guesses:
    """Return what is known after a guess that was wrong."""
    tally = _faded(guesses.targets.get(target, Tally(at=now)), guesses.limits, now)
    connections = dict(guesses.connections)
    connections[connection] = connections.get(connection, 0) + 1
    guesses = replace(guesses, connections=connections)
    return _with(guesses, target, replace(tally, wrong=tally.wrong + 1), now)


def left(guesses: Guesses, connection: int) -> Guesses:
    """Return what is known after a connection came in, or ended: it is counted no more."""
    if connection not in guesses.connections:
        return guesses
    rest = {one: count for one, count in guesses.connections.items() if one != connection}
    return replace(guesses, connections=rest)


def is_alarming(guesses: Guesses, target: str, now: float) -> bool:
    """Return whether somebody seems to be guessing on purpose, so that the teacher should know."""
    tally = guesses.targets.get(target)
    return tally is not None and (_faded(tally, guesses.limits, now).wrong >= guesses.limits.alarm)


def _gap(wrong: float, limits: Limits) -> float:
    beyond = wrong - limits.free
    if beyond < 0:
        return 0.0
    # Bounded before it is raised to a power, which would be too large to be a number.
    return float(min(limits.first_gap * limits.growth ** min(beyond, 100.0), limits.longest_gap))


def _faded(tally: Tally, limits: Limits, now: float) -> Tally:
    forgiven = max(0.0, now - tally.at) / limits.forgiven_every
    return replace(tally, wrong=max(0.0, tally.wrong - forgiven), at=max(now, tally.at))


def _with(guesses: Guesses, target: str, tally: Tally, now: float) -> Guesses:
    targets = {**guesses.targets, target: tally}
    if len(targets) > guesses.limits.most_targets:
        faded = {name: _faded(one, guesses.limits, now) for name, one in targets.items()}
        kept = {n: t for n, t in faded.items() if t.wrong > 0 or t.next_at > now or n == target}
        worst = sorted(kept, key=lambda name: kept[name].wrong, reverse=True)
        chosen = {target, *worst[: guesses.limits.most_targets - 1]}
        targets = {name: one for name, one in kept.items() if name in chosen}
    return replace(guesses, targets=targets)
