"""A student's public key, as OpenSSH writes it on one line."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from quizgame.catalogue import _

_KINDS = (
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
_LONGEST = 8000
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its `line` (kind and base64, no comment) and its `fingerprint` (SHA256:...)."""

    line: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeySlip:
    """Why a text is no public key that can be used, and what to do about it."""

    message: str
    hint: str


def read_public_key(text: str) -> PublicKey | KeySlip:
    """Return the public key on the line `text`, or what is wrong with it."""
    hint = _("Copy the one line of the student's file that ends in .pub.")
    if "PRIVATE KEY" in text:
        return KeySlip(
            _("this is a private key, which nobody but its owner may have"),
            _("Delete it here, let the student make a new key, and copy the file in .pub."),
        )
    parts = text.split(maxsplit=2)
    if len(parts) < _FEWEST_PARTS or len(text) > _LONGEST:
        return KeySlip(_("this is not a public key"), hint)
    kind, encoded = parts[:2]
    if kind not in _KINDS:
        message = _("this is not a kind of public key that can be used")
        return KeySlip(
            message, _("It begins with one of: {kinds}.").format(kinds=", ".join(_KINDS))
        )
    blob = _decoded(encoded)
    stated = kind.encode()
    if not blob.startswith(len(stated).to_bytes(4, "big") + stated) or not _is_whole(blob):
        return KeySlip(_("this public key is damaged or cut off"), hint)
    print_of = base64.b64encode(sha256(blob).digest()).decode().rstrip("=")
    return PublicKey(f"{kind} {base64.b64encode(blob).decode()}", f"SHA256:{print_of}")


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):  # ValueError: characters that are not ASCII
        return b""


def _is_whole(blob: bytes) -> bool:
    """Return whether a key is made of whole fields, each with its length before it; two or more."""
    at = fields = 0
    while at < len(blob):
        at += 4 + int.from_bytes(blob[at : at + 4], "big")
        fields += 1
    return at == len(blob) and fields >= _FEWEST_PARTS
