"""The card that a class comes in by: what to type, what the computer will ask, and the code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizgame.catalogue import _
from quizgame.classroom import letters
from quizgame.classroom.door import Door
from quizgame.model.text import cell_width, clean_line

Entrance = Literal["code", "roster", "open"]

_MARGIN = 2
_MOST_ROWS_OF_LINE = 3


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a card tells. `code` is the class code, "" where another `entrance` is used."""

    door: Door
    title: str = ""
    code: str = ""
    entrance: Entrance = "code"


def card(
    invitation: Invitation, width: int = 80, height: int = 24, *, unicode: bool = True
) -> tuple[str, ...]:
    """Return the card as at most `height` lines of at most `width` cells.

    The code is in large letters where they fit. Where there is little room, what goes first is air,
    then the large letters, then the title; the line to type and the code stay.
    """
    inner = max(1, width - 2 * _MARGIN)
    steps = _steps(invitation, inner, unicode=unicode)
    plain = _plain_code(invitation)
    large = _large_code(invitation, inner, unicode=unicode)
    heading = [clean_line(invitation.title).strip() or _("Come in")]
    typed = _pieces(invitation.door.line(_("NAME")), inner, _MOST_ROWS_OF_LINE)
    drafts: tuple[Sequence[Sequence[str]], ...] = (
        ([*heading], *steps, *([large] if large else [plain])),
        ([*heading], *steps, plain),
        ([], *steps, plain),
        ([], typed, plain),
    )
    for blocks in drafts:
        for gap in ([""], []):
            lines = _joined(blocks, gap)
            if len(lines) <= height:
                return tuple(_placed(line, width, inner, unicode=unicode) for line in lines)
    lines = _joined(drafts[-1], [])[:height]
    return tuple(_placed(line, width, inner, unicode=unicode) for line in lines)


def _steps(invitation: Invitation, inner: int, *, unicode: bool) -> list[list[str]]:
    arrow = "→" if unicode else "->"
    door = invitation.door
    line = _pieces(door.line(_("NAME")), inner - 3, _MOST_ROWS_OF_LINE)
    who = {
        "code": _("Your own name in the place of NAME."),
        "open": _("Your own name in the place of NAME."),
        "roster": _("The login from your slip in the place of NAME."),
    }
    last = {
        "code": _("It asks for the class code. Type:"),
        "open": _("It asks for nothing more: you are in."),
        "roster": _("It asks for your PIN. It does not show while you type it."),
    }
    fingerprint = clean_line(door.fingerprint).strip()
    asked = [_("2  It asks about a fingerprint. Is it this one?")]
    asked += [f"   {piece}" for piece in _pieces(fingerprint, inner - 3, 2) if fingerprint]
    asked.append(f"   {arrow} yes")
    return [
        [
            _("1  Open a terminal and type this line:"),
            *(f"   {piece}" for piece in line),
            f"   {who[invitation.entrance]}",
        ],
        asked,
        [f"3  {last[invitation.entrance]}"],
    ]


def _plain_code(invitation: Invitation) -> list[str]:
    code = clean_line(invitation.code).strip().upper()
    return [f"   {code}"] if code and invitation.entrance == "code" else []


def _large_code(invitation: Invitation, inner: int, *, unicode: bool) -> list[str]:
    code = clean_line(invitation.code).strip()
    if invitation.entrance != "code" or not letters.can_draw(code):
        return []
    if letters.width(code) > inner:
        return []
    lead = " " * min(3, inner - letters.width(code))
    return [lead + line for line in letters.draw(code, "█" if unicode else "#")]


def _joined(blocks: Sequence[Sequence[str]], gap: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if block:
            lines += [*(gap if lines else ()), *block]
    return lines


def _pieces(text: str, inner: int, most: int) -> list[str]:
    """Return a text that must be read whole in at most so many pieces, cut anywhere."""
    rest = text
    pieces: list[str] = []
    while rest and len(pieces) < most:
        piece = _clipped(rest, max(1, inner))
        # A character wider than the row itself would never end.
        piece = piece or rest[:1]
        pieces.append(piece)
        rest = rest[len(piece) :]
    return pieces


def _clipped(text: str, cells: int) -> str:
    taken = 0
    for at, char in enumerate(text):
        taken += cell_width(char)
        if taken > cells:
            return text[:at]
    return text


def _placed(line: str, width: int, inner: int, *, unicode: bool) -> str:
    """Return a line with its margin, cut where it is too long, with a sign of that."""
    line = line.rstrip()
    if cell_width(line) > inner:
        sign = "…" if unicode else "..."
        line = _clipped(line, max(0, inner - len(sign))) + sign
    margin = " " * min(_MARGIN, max(0, width - cell_width(line)))
    return _clipped(margin + line, width) if line else ""
