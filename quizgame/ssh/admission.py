"""Who may come in. Rosters and teachers' keys are further implementations of `Admission`."""

import hmac
from typing import Protocol

from quizgame.catalogue import _
from quizgame.errors import UsageError
from quizgame.model.text import fold


class Admission(Protocol):
    """Decides who may come in. Usernames and codes are as they were typed: hostile."""

    def may_connect(self) -> bool:
        """Return whether anybody may connect now."""
        ...

    def needs_code(self, username: str) -> bool:
        """Return whether this name must prove something; otherwise it is let in at once."""
        ...

    def takes_keys(self, username: str) -> bool:
        """Return whether a key may do instead of a code."""
        ...

    def prompt(self, username: str) -> str:
        """Return what to ask for."""
        ...

    async def check_code(self, username: str, code: str) -> bool:
        """Return whether the code is right."""
        ...

    async def check_key(self, username: str, fingerprint: str) -> bool:
        """Return whether this key would do. Asked for keys that are only offered, too."""
        ...


class Open:
    """Everybody who can reach the server may come in."""

    def may_connect(self) -> bool:
        """Anybody may."""
        return True

    def needs_code(self, username: str) -> bool:
        """Nothing is asked."""
        del username
        return False

    def takes_keys(self, username: str) -> bool:
        """No key is looked at."""
        del username
        return False

    def prompt(self, username: str) -> str:
        """Return nothing to ask."""
        del username
        return ""

    async def check_code(self, username: str, code: str) -> bool:
        """Any code is right."""
        del username, code
        return True

    async def check_key(self, username: str, fingerprint: str) -> bool:
        """No key is known."""
        del username, fingerprint
        return False


class Code(Open):
    """One code for the class. Its letter case, spaces and dashes do not matter."""

    def __init__(self, code: str) -> None:
        """Let in who knows `code`; raises UsageError where it holds no letter or digit."""
        self._code = _plain(code)
        if not self._code:
            raise UsageError(_("A class code needs a letter or a digit."))

    def needs_code(self, username: str) -> bool:
        """Everybody is asked."""
        del username
        return True

    def prompt(self, username: str) -> str:
        """Ask for the class code."""
        del username
        return _("Class code")

    async def check_code(self, username: str, code: str) -> bool:
        """Return whether it is the class code."""
        del username
        return hmac.compare_digest(_plain(code), self._code)


_LONGEST = 200


def _plain(code: str) -> bytes:
    return "".join(filter(str.isalnum, fold(code[:_LONGEST]))).encode()
