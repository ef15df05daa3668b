"""How much anybody may do, known or unknown.

Nothing is ever counted by address: a class sits behind one.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; times are in seconds, sizes in bytes."""

    connections: int = 400
    """Connections at the same time, whoever has them."""
    waiting: int = 320
    """Of these, connections that have not said who they are."""
    login_time: float = 120.0
    """Until somebody is in, from the first byte: to compare a fingerprint, and to type a code."""
    session_time: float = 20.0
    """From then on until a session has begun, which is for the client to do."""
    wrong_codes: int = 3
    """Wrong codes on one connection before it ends."""
    auth_requests: int = 40
    """Names and keys tried on one connection before it ends."""
    starts: int = 4
    """Apps that start at the same time."""
    ahead: int = 0
    """Apps started before anybody needs them, at least; 0 for none at all."""
    share_ahead: float = 0.8
    """The same, for each that somebody has: all of a class may drop out and come back at once."""
    packet_rate: float = 250.0
    """Packets of one connection that are taken in a second."""
    packet_burst: float = 300.0
    """The same, at once."""
    window: int = 32768
    """What a client may send before it is read."""
    input_rate: int = 4000
    """Work that one person may ask for in a second: a byte is one, a key forty."""
    input_burst: int = 16000
    """The same, at once."""
    paste: int = 8000
    """Characters of one paste; the rest of it is dropped."""
    backlog: int = 128 * 1024
    """What may wait to be sent before frames are dropped."""
    drained: int = 16 * 1024
    """What may still wait when drawing goes on."""
    linger: float = 2.0
    """How long a client may take to hang up after its session."""


class Bucket:
    """So much at once, so much a second."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float]) -> None:
        """Begin full; `now` returns seconds."""
        self._rate, self._burst, self._now = rate, burst, now
        self._left, self._then = burst, now()

    @property
    def left(self) -> float:
        """What may be spent now; less than 0 while there is a debt."""
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._then) * self._rate)
        self._then = now
        return self._left

    def spend(self, amount: float) -> None:
        """Take `amount`, even where there is less."""
        self._left = self.left - amount

    def wait(self, amount: float = 1.0) -> float:
        """Return the seconds until there will be `amount`."""
        return max(0.0, (amount - self.left) / self._rate)


class Guesses:
    """Slows guessing at codes and PINs; a right answer never waits for the wrong ones of others.

    Only refusals wait: longer after each wrong answer on a connection, and, once there were more
    than a class mistypes, one after another for all connections together, so that who waits for
    them makes `1 / pace` guesses a second. Who hangs up instead and connects anew for each guess
    makes as many as there are key exchanges: 125 a second were measured, with one core for the
    server and one for who guesses. The codes that are made (`classroom.codes`) have 3642 squared =
    13 million forms, so that all of this for 45 minutes finds one with a chance of 2.5 %; and the
    teacher is told within the first seconds. PINs are shorter, so `classroom.throttle` bounds the
    guesses at each.
    """

    def __init__(
        self,
        *,
        burst: float = 60,
        rate: float = 1.0,
        pace: float = 0.25,
        patience: float = 8.0,
        first: float = 0.25,
    ) -> None:
        """Refuse `burst` wrong answers and `rate` more a second at once; then one each `pace` s.

        The first refusal on a connection takes `first` seconds, each further one twice as long;
        none takes longer than `patience`.
        """
        self._loop = asyncio.get_running_loop()
        self._wrong = Bucket(rate, burst, self._loop.time)
        self._pace, self._patience, self._first = pace, patience, first
        self._next = 0.0

    @property
    def is_slow(self) -> bool:
        """Whether refusals wait for each other now: somebody guesses."""
        return self._wrong.left < 1

    async def refuse(self, wrong: int) -> bool:
        """Wait until the `wrong`th wrong answer of a connection may be refused.

        Returns False where its turn would be too far off: the connection is to end instead.
        """
        delay, may_go_on = min(self._first * 2.0 ** (wrong - 1), self._patience), True
        if self.is_slow:
            now = self._loop.time()
            at = max(now, self._next)
            may_go_on = at - now <= self._patience
            if may_go_on:
                self._next = at + self._pace
            delay = max(delay, min(at - now, self._patience))
        else:
            self._wrong.spend(1)
        await asyncio.sleep(delay)
        return may_go_on


class Door(Protocol):
    """A connection, as far as letting it in goes."""

    @property
    def has_begun(self) -> bool:
        """Whether it has said who it wants to be."""
        ...

    def turn_away(self, why: str) -> None:
        """End it."""
        ...


class Doors:
    """Counts connections from their first moment on, before a key is exchanged."""

    def __init__(self, limits: Limits) -> None:
        """Begin with nobody."""
        self._limits = limits
        self._waiting: dict[Door, None] = {}
        self._inside: set[Door] = set()

    @property
    def count(self) -> int:
        """How many connections there are."""
        return len(self._waiting) + len(self._inside)

    def enter(self, door: Door) -> bool:
        """Count a new connection; returns False when there is no room for it.

        Where too many only hold the door, the one that has done so for longest goes.
        """
        is_full = self.count >= self._limits.connections
        if is_full or len(self._waiting) >= self._limits.waiting:
            idle = next((one for one in self._waiting if not one.has_begun), None)
            if idle is None:
                return False
            self.leave(idle)
            idle.turn_away("full")
        self._waiting[door] = None
        return True

    def pass_in(self, door: Door) -> None:
        """Count a connection as one that may be here."""
        if door in self._waiting:
            del self._waiting[door]
            self._inside.add(door)

    def leave(self, door: Door) -> None:
        """Count a connection no more."""
        self._waiting.pop(door, None)
        self._inside.discard(door)
