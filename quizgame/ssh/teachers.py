"""Teachers, known by their public keys: those in a file, and those accepted at the console."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from quizgame.catalogue import _
from quizgame.classroom.keys import KeySlip, PublicKey, read_public_key
from quizgame.errors import QuizgameError, UsageError
from quizgame.model.text import clean_name, fold_name
from quizgame.ssh.admission import TEACHER, Admission, Pass, Question

_MOST_BYTES = 200_000
_MOST_REFUSED = 200
_KEY = re.compile(r"(?:^|\s)((?:ssh|ecdsa|sk)-\S+ [A-Za-z0-9+/=]+)")


def read_keys(text: str) -> tuple[PublicKey, ...]:
    """Return the keys of a file as OpenSSH keeps them: one a line, options and comments let be."""
    lines = (one for one in text.splitlines() if one.strip() and not one.lstrip().startswith("#"))
    found = (_KEY.search(one) for one in lines)
    keys = (read_public_key(one[1]) for one in found if one)
    return tuple(key for key in keys if isinstance(key, PublicKey))


def keys_in(path: Path) -> tuple[PublicKey, ...]:
    """Return the teachers' keys in a file; raises UsageError where there are none."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        message = _("The teacher's key in {path} can not be read: {reason}.")
        raise UsageError(message.format(path=path, reason=error.strerror or error)) from error
    keys = read_keys(text)
    if not keys:
        slip = read_public_key(text)
        raise UsageError(
            _("{path} has no public key.").format(path=path),
            slip.hint
            if isinstance(slip, KeySlip) and "PRIVATE" in text
            else _(
                "It is the one line of a file that ends in .pub, such as ~/.ssh/id_ed25519.pub."
            ),
        )
    return keys


class Teachers:
    """The keys of teachers. `kept` is the file of those accepted at the console, None for none.

    With `can_ask` somebody sits at the console who may accept a new key.
    """

    def __init__(
        self, given: Sequence[PublicKey] = (), kept: Path | None = None, *, can_ask: bool = False
    ) -> None:
        """Know the keys that were given and those that are kept."""
        self._kept, self.can_ask = kept, can_ask
        self._known = {one.fingerprint for one in given}
        self._refused: dict[str, None] = {}
        if kept is not None:
            with suppress(OSError):
                text = kept.read_text("utf-8", "replace")
                self._known |= {one.fingerprint for one in read_keys(text)}

    @property
    def takes_keys(self) -> bool:
        """Whether a key could be of any use."""
        return bool(self._known) or self.can_ask

    def role(self, key: PublicKey) -> Pass | None:
        """Return what a key is good for.

        A new one is asked about at the console. One that was not accepted there stands back, the
        next time, for the other keys of its agent: one of them may be known.
        """
        if key.fingerprint in self._known:
            return Pass(role="teacher")
        if not self.can_ask:
            return None
        if self._known and key.fingerprint in self._refused:
            del self._refused[key.fingerprint]
            return None
        return Pass(role="new teacher")

    def refuse(self, key: PublicKey) -> None:
        """Take note that the console did not accept a key."""
        self._refused[key.fingerprint] = None
        while len(self._refused) > _MOST_REFUSED:
            del self._refused[next(iter(self._refused))]

    def accept(self, key: PublicKey) -> None:
        """Know a key from now on, also in the next lesson.

        Raises QuizgameError where it can not be kept; it counts all the same until the end.
        """
        self._known.add(key.fingerprint)
        if self._kept is None:
            return
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            with os.fdopen(os.open(self._kept, flags, 0o600), "ab") as file:
                file.write(f"{key.line} accepted\n".encode())
        except OSError as error:
            message = _("The teacher's key could not be kept: {reason}.")
            raise QuizgameError(message.format(reason=error.strerror or error)) from error


class WithTeachers:
    """An admission by which teachers come in, too: under their name, with their keys."""

    def __init__(self, students: Admission, teachers: Teachers) -> None:
        """Let students in as `students` says."""
        self._students, self._teachers = students, teachers

    def may_connect(self) -> bool:
        """As students may."""
        return self._students.may_connect()

    def needs_proof(self, username: str) -> bool:
        """Teachers always prove who they are."""
        return self._by_key(username) or self._students.needs_proof(username)

    def takes_keys(self, username: str) -> bool:
        """Teachers come with keys."""
        return self._by_key(username) or self._students.takes_keys(username)

    def questions(self, username: str) -> tuple[Question, ...]:
        """Ask as students are asked: who answers is none the wiser."""
        return self._students.questions(username)

    def after_wrong(self, username: str) -> str:
        """As students are told."""
        return self._students.after_wrong(username)

    async def check(self, username: str, answers: Sequence[str], connection: int) -> Pass | None:
        """Answers let students in."""
        return await self._students.check(username, answers, connection)

    async def check_key(self, username: str, key: PublicKey) -> Pass | None:
        """Return what a key is good for under this name."""
        if self._by_key(username):
            return self._teachers.role(key)
        return await self._students.check_key(username, key)

    def left(self, connection: int) -> None:
        """As for students."""
        self._students.left(connection)

    def is_alarming(self) -> bool:
        """As for students."""
        return self._students.is_alarming()

    def _by_key(self, username: str) -> bool:
        return is_teacher(username) and self._teachers.takes_keys


def is_teacher(username: str) -> bool:
    """Return whether a name is the teachers'."""
    return fold_name(clean_name(username)) == TEACHER
