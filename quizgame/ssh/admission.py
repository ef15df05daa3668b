"""Who may come in, and as whom: anybody, whoever knows the class code, the students of a list."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from quizgame.catalogue import _
from quizgame.classroom.keys import PublicKey
from quizgame.errors import UsageError
from quizgame.model.text import fold
from quizgame.ssh.pins import Pins, odd

Role = Literal["student", "teacher", "new teacher"]
"""A new teacher has proven a key that nobody accepted yet."""

TEACHER = "teacher"
"""The name that teachers come in under."""


@dataclass(frozen=True, slots=True)
class Pass:
    """That somebody may come in. `login` is that of the student of a list whom they proved to be.

    `plain` says that the list wants lines for them.
    """

    login: str = ""
    role: Role = "student"
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before somebody comes in; `shows` says that the answer may be seen."""

    prompt: str
    shows: bool = True


class Admission(Protocol):
    """Decides who may come in. Usernames and answers are as they were typed: hostile."""

    def may_connect(self) -> bool:
        """Return whether anybody may connect now."""
        ...

    def needs_proof(self, username: str) -> bool:
        """Return whether this name must prove something; otherwise it is let in at once."""
        ...

    def takes_keys(self, username: str) -> bool:
        """Return whether a key may do instead of answers."""
        ...

    def questions(self, username: str) -> tuple[Question, ...]:
        """Return what to ask; () lets in."""
        ...

    def after_wrong(self, username: str) -> str:
        """Return what to say before it is asked again, once an answer was wrong; "" for nothing."""
        ...

    async def check(self, username: str, answers: Sequence[str], connection: int) -> Pass | None:
        """Return what the answers are good for, None for nothing. A password is one answer.

        `connection` is a number of its own for each connection.
        """
        ...

    async def check_key(self, username: str, key: PublicKey) -> Pass | None:
        """Return what this key would be good for. Asked for keys that are only offered, too."""
        ...

    def left(self, connection: int) -> None:
        """Take note that a connection came in, or ended."""
        ...

    def is_alarming(self) -> bool:
        """Return whether somebody seems to be guessing."""
        ...


class Open:
    """Everybody who can reach the server may come in."""

    def may_connect(self) -> bool:
        """Anybody may."""
        return True

    def needs_proof(self, username: str) -> bool:
        """Nothing is asked."""
        del username
        return False

    def takes_keys(self, username: str) -> bool:
        """No key is looked at."""
        del username
        return False

    def questions(self, username: str) -> tuple[Question, ...]:
        """Return nothing to ask."""
        del username
        return ()

    def after_wrong(self, username: str) -> str:
        """Nothing can be wrong."""
        del username
        return ""

    async def check(self, username: str, answers: Sequence[str], connection: int) -> Pass | None:
        """Any answer is right."""
        del username, answers, connection
        return Pass()

    async def check_key(self, username: str, key: PublicKey) -> Pass | None:
        """No key is known."""
        del username, key
        return None

    def left(self, connection: int) -> None:
        """Nothing is counted."""

    def is_alarming(self) -> bool:
        """Nothing can be guessed."""
        return False


class Code(Open):
    """One code for the class. Its letter case, spaces and dashes do not matter."""

    def __init__(self, code: str, pins: Pins | None = None) -> None:
        """Let in who knows `code`; raises UsageError where it holds no letter or digit.

        The public keys of the students in `pins` do as well.
        """
        self._code = _plain(code)
        self._pins = pins
        if not self._code:
            raise UsageError(_("A class code needs a letter or a digit."))

    def change(self, code: str) -> None:
        """Let another code be the one that lets in from now on."""
        self._code = _plain(code)

    def needs_proof(self, username: str) -> bool:
        """Everybody is asked."""
        del username
        return True

    def takes_keys(self, username: str) -> bool:
        """Whoever may have one on the list may use it."""
        return self._pins is not None and self._pins.may_have_key(username)

    def questions(self, username: str) -> tuple[Question, ...]:
        """Ask for the class code, visibly: it is no secret in class."""
        del username
        return (Question(_("Class code")),)

    def after_wrong(self, username: str) -> str:
        """Say where the code is to be read."""
        del username
        return _("That is not the code. Look at the card.")

    async def check(self, username: str, answers: Sequence[str], connection: int) -> Pass | None:
        """Let in whoever knows the class code."""
        del username, connection
        is_right = len(answers) == 1 and hmac.compare_digest(_plain(answers[0]), self._code)
        return Pass() if is_right else None

    async def check_key(self, username: str, key: PublicKey) -> Pass | None:
        """Let in the student whose key it is."""
        return _pass_of(self._pins, username, key)


class Listed(Open):
    """The students of a list, each with their PIN or public key.

    Who comes with a name that is no student's, as some clients send one of their own, is asked for
    the login as well.
    """

    def __init__(self, pins: Pins) -> None:
        """Let in whom `pins` knows."""
        self._pins = pins

    def needs_proof(self, username: str) -> bool:
        """Everybody is asked."""
        del username
        return True

    def takes_keys(self, username: str) -> bool:
        """Whoever may have one on the list may use it."""
        return self._pins.may_have_key(username)

    def questions(self, username: str) -> tuple[Question, ...]:
        """Ask for the PIN, and for the login where it is not known."""
        pin = Question(_("PIN"), shows=False)
        return (pin,) if self._pins.called(username) else (Question(_("Login")), pin)

    def after_wrong(self, username: str) -> str:
        """Say where the PIN is to be read, without telling whether there is such a login."""
        if self._pins.called(username):
            return _("That is not the PIN. Look at your slip.")
        return _("Login and PIN do not belong together. Look at your slip.")

    async def check(self, username: str, answers: Sequence[str], connection: int) -> Pass | None:
        """Let in whoever knows the PIN that belongs to the login."""
        *logins, pin = answers or ("",)
        student = await self._pins.proven(logins[0] if logins else username, pin, connection)
        return Pass(student.login, plain=student.plain) if student else None

    async def check_key(self, username: str, key: PublicKey) -> Pass | None:
        """Let in the student whose key it is."""
        return _pass_of(self._pins, username, key)

    def left(self, connection: int) -> None:
        """Count the wrong PINs of a connection no more."""
        self._pins.left(connection)

    def is_alarming(self) -> bool:
        """Return whether somebody seems to be guessing PINs."""
        return self._pins.is_alarming()


def _pass_of(pins: Pins | None, username: str, key: PublicKey) -> Pass | None:
    student = pins.with_key(username, key.fingerprint) if pins else None
    return Pass(student.login, plain=student.plain) if student else None


def offered_name(username: str) -> str:
    """Return the name that somebody may be called by who came as `username`; "" where it is odd."""
    return "" if odd(username) else username


_LONGEST = 200


def _plain(code: str) -> bytes:
    return "".join(filter(str.isalnum, fold(code[:_LONGEST]))).encode()
