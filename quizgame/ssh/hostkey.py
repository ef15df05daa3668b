"""The key by which students' computers know this server again. It is made once and kept."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from quizgame.catalogue import _
from quizgame.errors import QuizgameError

_PORT = 22


@dataclass(frozen=True, slots=True)
class HostKey:
    """A server's key."""

    key: asyncssh.SSHKey

    @property
    def fingerprint(self) -> str:
        """What students' computers show at their first connection, such as `SHA256:...`."""
        return self.key.get_fingerprint("sha256")

    def known_hosts(self, host: str, port: int) -> str:
        """Return the line that spares a computer the question: for its file of known hosts."""
        name = host if port == _PORT else f"[{host}]:{port}"
        kind, data = self.key.export_public_key("openssh").decode().split()[:2]
        return f"{name} {kind} {data}"


def host_key(path: Path) -> HostKey:
    """Return the key in a file, which is made where it is not there, readable by its owner only.

    Raises QuizgameError where it can not be read or made: a server with another key would frighten
    everybody who has been here before.
    """
    try:
        if not os.path.lexists(path):
            _make(path)
        key = asyncssh.import_private_key(path.read_bytes())
    except (OSError, ValueError, asyncssh.Error) as error:
        raise QuizgameError(
            _("The key of this server, {path}, can not be used: {reason}.").format(
                path=path, reason=getattr(error, "strerror", None) or error
            ),
            _("Restore it from a backup. With a new one every computer warns of a changed key."),
        ) from error
    with suppress(OSError):  # a disk that knows no owners
        path.chmod(0o600)
    return HostKey(key)


def passing_key(path: Path) -> HostKey:
    """Return the key in a file, or where there is none one that is not kept: to rehearse."""
    if os.path.lexists(path):
        return host_key(path)
    return HostKey(asyncssh.generate_private_key("ssh-ed25519"))


def _make(path: Path) -> None:
    """Write a new key under another name first, so that half a key never has its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    key = asyncssh.generate_private_key("ssh-ed25519", comment="quizgame")
    try:
        _write(draft, key.export_private_key())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return  # another server was quicker: its key counts
        except OSError:  # a disk without links
            with suppress(FileExistsError):
                _write(path, key.export_private_key())
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
