"""Where a class is: what is typed to come in, and how the computer is known again."""

from dataclasses import dataclass

from quizgame.model.text import clean_line

_USUAL_PORT = 22


@dataclass(frozen=True, slots=True)
class Door:
    """Where the class is: the `host` and `port` to type, the `fingerprint` of the computer's key.

    `fingerprint` is as OpenSSH tells it: SHA256:...
    """

    host: str
    port: int
    fingerprint: str

    def line(self, login: str) -> str:
        """Return what a student types into a terminal."""
        port = f"-p {self.port} " if self.port != _USUAL_PORT else ""
        return clean_line(f"ssh {port}{login}@{self.host}")
