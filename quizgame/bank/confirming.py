"""The comment above a draft that asks somebody to confirm who speaks: read, and taken out again."""

import re

MARK = "CONFIRM"
"""What the comment above a draft begins with whose speaker a person has to confirm."""

TAG = "confirm"
"""The tag of such a draft."""

_COMMENT = re.compile(rb"[ \t]*#+[ \t]*(.*?)[ \t]*\r?\n?\Z", re.DOTALL)
_ASKS = re.compile(rf"{MARK}[ \t]*:[ \t]*".encode())


def notes(raw: bytes) -> tuple[str, str]:
    """Return what the comments directly above a question's header say.

    First what has to be confirmed, then the author's own lines; "" where there is none. `raw` are
    the question's bytes, comments included.
    """
    asked, own = [], []
    for line in _above(raw):
        words = _words(line)
        if _ASKS.match(words):
            asked.append(_ASKS.sub(b"", words, count=1).decode())
        else:
            own.append(words.decode())
    return " ".join(asked), "\n".join(own).strip("\n")


def without_note(raw: bytes) -> bytes:
    """Return a question's bytes without the lines that ask to confirm; all other lines stay."""
    above = _above(raw)
    kept = [line for line in above if not _ASKS.match(_words(line))]
    return b"".join(kept) + raw[sum(map(len, above)) :]


def _above(raw: bytes) -> list[bytes]:
    lines = []
    for line in raw.splitlines(keepends=True):
        if not line.lstrip(b" \t").startswith(b"#"):
            break
        lines.append(line)
    return lines


def _words(line: bytes) -> bytes:
    found = _COMMENT.fullmatch(line)
    return found[1] if found else b""
