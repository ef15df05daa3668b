"""The students of a list, and whether somebody is one of them: by PIN, or by public key."""

import asyncio
import hmac
import time
from collections.abc import Awaitable, Callable, Sequence

from quizgame.classroom import throttle
from quizgame.classroom.logins import RESERVED
from quizgame.classroom.roster import Student
from quizgame.classroom.seats import Register
from quizgame.model.text import clean_name, fold_name

_NOBODY = "pin"
"""What is guessed at with a login that does not exist: all of them share it."""

_SIGNS = frozenset("@\\/:")


def odd(username: str) -> bool:
    """Return whether a name is none that somebody chose: of a Windows domain, of a card, empty."""
    cleaned = clean_name(username)
    is_name = any(map(str.isalnum, cleaned)) and not _SIGNS & set(cleaned)
    return not is_name or fold_name(cleaned) in RESERVED


class Pins:
    """Tells students of a list by what they prove; guessing is slowed down for each of them."""

    def __init__(
        self,
        students: Sequence[Student],
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Know these students, all of whom have logins. `pause` waits for so many seconds."""
        self.register = Register(students)
        self._by_key = {one.key.fingerprint: one for one in students if one.key}
        self._guesses = throttle.Guesses()
        self._alarmed_at: set[str] = set()
        self._now, self._pause = now, pause

    def called(self, name: str) -> Student | None:
        """Return the one student with this login or name."""
        found = self.register.called(clean_name(name))
        return found[0] if len(found) == 1 else None

    def may_have_key(self, username: str) -> bool:
        """Return whether a key could be that of whom this name may be."""
        student = self.called(username)
        return bool(student.key if student else self._by_key)

    def with_key(self, username: str, fingerprint: str) -> Student | None:
        """Return the student whose key it is, if the name is not another student's."""
        owner, named = self._by_key.get(fingerprint), self.called(username)
        return owner if named is None or named is owner else None

    async def proven(self, name: str, pin: str, connection: int) -> Student | None:
        """Return the student who has this login or name, and this PIN; it may take a while."""
        student = self.called(name)
        target = f"{_NOBODY} {student.login}" if student else _NOBODY
        self._guesses, verdict = throttle.attempt(self._guesses, target, connection, self._now())
        if not verdict.allowed:
            return None
        if verdict.wait:
            await self._pause(verdict.wait)
        wanted = student.pin if student else ""
        if hmac.compare_digest(pin.strip().encode("utf-8", "replace"), wanted.encode()) and wanted:
            return student
        self._guesses = throttle.missed(self._guesses, target, connection, self._now())
        self._alarmed_at.add(target)
        return None

    def left(self, connection: int) -> None:
        """Count the wrong PINs of a connection no more."""
        self._guesses = throttle.left(self._guesses, connection)

    def is_alarming(self) -> bool:
        """Return whether somebody seems to be guessing a PIN on purpose."""
        now = self._now()
        known = {one for one in self._alarmed_at if one in self._guesses.targets}
        self._alarmed_at = known
        return any(throttle.is_alarming(self._guesses, target, now) for target in known)
