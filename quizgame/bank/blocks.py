"""A bank's file cut into its questions and what stands between them, byte for byte.

A question's block begins with the comment directly above its header and ends with its last line
and the comments directly below it. What is done to one block can not touch another. Between the
blocks stand the head, quizzes, sources, blank lines and comments that belong to nobody.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from quizgame.documents.layout import Layout

_QUESTION = "question"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file, and the index of the question that they belong to, or -1."""

    raw: bytes
    owner: int = -1


Pieces = tuple[Piece, ...]


def cut(raw: bytes) -> Pieces:
    """Return a file of valid TOML in pieces that together are the file."""
    if raw.startswith(_BOM):  # it stays where the file begins, whichever question is first
        return _joined((Piece(_BOM), *cut(raw.removeprefix(_BOM))))
    layout = Layout(raw)
    alone = {start for start, _end in layout.comments() if not _before(raw, start).strip(b" \t")}
    ranges: list[tuple[int, int, int]] = []
    owner = -1
    for section in layout.sections():
        if section.keys[0] == _QUESTION and section.is_item and len(section.keys) == 2:  # noqa: PLR2004 - (question, index)
            owner += 1
        start = first_line(raw, section.start, alone)
        is_own = section.keys[0] == _QUESTION and owner >= 0
        ranges.append((start, section.end, owner if is_own else -1))
    pieces: list[Piece] = []
    at = 0
    for number, (start, end, whose) in enumerate(ranges):
        limit = ranges[number + 1][0] if number + 1 < len(ranges) else len(raw)
        if whose < 0:
            continue
        pieces.append(Piece(raw[at:start]))
        at = last_line(raw, end, alone, limit)
        pieces.append(Piece(raw[start:at], whose))
    pieces.append(Piece(raw[at:]))
    return _joined(pieces)


def _joined(pieces: Iterable[Piece]) -> Pieces:
    """Return pieces without empty ones, what stands between two parts of a question added to it."""
    out: list[Piece] = []
    for piece in pieces:
        if not piece.raw:
            continue
        if len(out) > 1 and piece.owner >= 0 and out[-2].owner == piece.owner and _blank(out[-1]):
            out[-2:] = [Piece(out[-2].raw + out[-1].raw + piece.raw, piece.owner)]
        elif out and piece.owner == out[-1].owner:
            out[-1] = Piece(out[-1].raw + piece.raw, piece.owner)
        else:
            out.append(piece)
    return tuple(out)


def _blank(piece: Piece) -> bool:
    # Comments that stand alone within a question are its own as well; tables of others are not.
    lines = (line.strip() for line in piece.raw.splitlines())
    return piece.owner < 0 and all(not line or line.startswith(b"#") for line in lines)


def _before(raw: bytes, at: int) -> bytes:
    return raw[raw.rfind(b"\n", 0, at) + 1 : at]


def line_start(raw: bytes, at: int) -> int:
    """Return where the line of a byte begins."""
    return raw.rfind(b"\n", 0, at) + 1


def line_end(raw: bytes, at: int) -> int:
    """Return where the line after that of a byte begins, or the end."""
    return raw.find(b"\n", at) + 1 or len(raw)


def first_line(raw: bytes, at: int, alone: Iterable[int]) -> int:
    """Return where the comment directly above the line of `at` begins, or that line.

    `alone` are the places of comments with a line of their own.
    """
    start = line_start(raw, at)
    while start:
        above = line_start(raw, start - 1)
        lead = len(raw[above:start]) - len(raw[above:start].lstrip(b" \t"))
        if above + lead not in alone:
            break
        start = above
    return start


def last_line(raw: bytes, at: int, alone: Iterable[int], limit: int) -> int:
    """Return where the lines end that belong to `at`: its own, and comments directly below."""
    end = line_end(raw, at)
    while end < limit:
        lead = len(raw[end:limit]) - len(raw[end:limit].lstrip(b" \t"))
        if end + lead not in alone:
            break
        end = line_end(raw, end)
    return min(end, max(limit, line_end(raw, at)))


def whole(pieces: Iterable[Piece]) -> bytes:
    """Return the file that the pieces make."""
    return b"".join(piece.raw for piece in pieces)


def block(pieces: Pieces, owner: int) -> bytes:
    """Return the bytes of a question: valid TOML by themselves."""
    return b"".join(piece.raw for piece in pieces if piece.owner == owner)


def count(pieces: Pieces) -> int:
    """Return how many questions there are."""
    return 1 + max((piece.owner for piece in pieces), default=-1)


def replaced(pieces: Pieces, owner: int, parts: Iterable[bytes]) -> Pieces:
    """Return the pieces with those of a question replaced, one by one; left over ones go."""
    new = iter(parts)
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.owner != owner:
            out.append(piece)
            continue
        raw = next(new, b"")
        if raw != piece.raw:
            raw = _settled(raw, pieces[number + 1].raw if number + 1 < len(pieces) else b"")
        out.append(replace(piece, raw=raw))
    return tuple(out)


def _settled(raw: bytes, behind: bytes) -> bytes:
    """Return a part of a question ending where it will be found to end when the file is read anew.

    Blank lines at its end go, and comments that would count as somebody else's go above it.
    """
    layout = Layout(raw)
    end = max((section.end for section in layout.sections()), default=None)
    if end is None:
        return raw
    alone = [start for start, _end in layout.comments() if not _before(raw, start).strip(b" \t")]
    at = last_line(raw, end, alone, len(raw))
    if is_claimed(raw[:at], behind):
        at = line_end(raw, end)
    strays = [raw[line_start(raw, one) : line_end(raw, one)] for one in alone if one >= at]
    return b"".join(strays) + raw[:at]


def is_claimed(raw: bytes, behind: bytes) -> bool:
    """Return whether a comment at the end of `raw` touches the header of a table in `behind`."""
    if not raw[line_start(raw, len(raw.rstrip(b"\r\n"))) :].lstrip(b" \t").startswith(b"#"):
        return False
    at = 0
    while behind[at : line_end(behind, at)].lstrip(b" \t").startswith(b"#"):
        at = line_end(behind, at)
    return behind[at:].lstrip(b" \t").startswith(b"[")


def without(pieces: Pieces, owner: int) -> Pieces:
    """Return the pieces without a question, and without the blank lines that followed it."""
    out: list[Piece] = []
    was_cut = False
    for piece in pieces:
        if piece.owner == owner:
            was_cut = True
            continue
        raw = piece.raw
        if was_cut and piece.owner < 0:
            raw = _without_blank_lines(raw)
            # A comment that belongs to nobody does not become the question's before it.
            if raw.lstrip(b" \t").startswith(b"#") and out and out[-1].owner >= 0:
                raw = piece.raw
        was_cut = False
        out.append(Piece(raw, piece.owner - (piece.owner > owner)))
    return tuple(piece for piece in out if piece.raw)


def _without_blank_lines(raw: bytes) -> bytes:
    at = 0
    while at < len(raw) and not raw[at : (end := line_end(raw, at))].strip():
        at = end
    return raw[at:]


def with_block(pieces: Pieces, after: int, raw: bytes, newline: bytes) -> Pieces:
    """Return the pieces with a new question behind the one at `after`; -1 is before the first."""
    owners = [piece.owner for piece in pieces]
    moved = [
        piece if piece.owner <= after else replace(piece, owner=piece.owner + 1) for piece in pieces
    ]
    if after >= 0:
        at = len(owners) - owners[::-1].index(after)
    else:
        at = next((i for i, owner in enumerate(owners) if owner >= 0), len(pieces))
    before, behind = whole(moved[:at]), whole(moved[at:])
    lead = newline if before not in {b"", _BOM} and not before.endswith(b"\n") else b""
    if before.removeprefix(_BOM).strip() and not (before + lead).endswith((b"\n\n", b"\n\r\n")):
        lead += newline
    tail = newline if behind and not behind.startswith((b"\n", b"\r\n")) else b""
    new = (Piece(lead), Piece(raw, after + 1), Piece(tail))
    return tuple(piece for piece in (*moved[:at], *new, *moved[at:]) if piece.raw)


def moved(pieces: Pieces, owner: int, to: int, newline: bytes) -> Pieces:
    """Return the pieces with a question at another place; what stands between places stays."""
    order = [index for index in range(count(pieces)) if index != owner]
    order.insert(to, owner)
    return arranged(pieces, order, newline)


def arranged(pieces: Pieces, order: Sequence[int], newline: bytes) -> Pieces:
    """Return the pieces with the questions in another order; what is between places stays."""
    blocks = [block(pieces, index) for index in order]
    seen: set[int] = set()
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.owner < 0:
            out.append(piece)
        elif piece.owner not in seen:
            seen.add(piece.owner)
            raw = blocks[piece.owner]
            if number + 1 < len(pieces) and not raw.endswith(b"\n"):
                raw += newline
            out.append(Piece(raw, piece.owner))
            if raw != piece.raw and is_claimed(raw, _behind(pieces, number, blocks, seen)):
                out.append(Piece(newline))
    return tuple(out)


def _behind(pieces: Pieces, number: int, blocks: Sequence[bytes], seen: Collection[int]) -> bytes:
    """Return what will stand behind a piece when each place has its block of `blocks`."""
    for piece in pieces[number + 1 :]:
        if piece.owner < 0:
            return piece.raw
        if piece.owner not in seen:
            return blocks[piece.owner]
    return b""
