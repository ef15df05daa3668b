"""Logins and PINs made for students who have none."""

# ruff: noqa: RUF001 - letters of other scripts that look like Latin ones are what is spelled out

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

from quizgame.classroom.codes import Chooser
from quizgame.model.text import clean_name

LONGEST_LOGIN = 20
LOGIN = re.compile(rf"[a-z0-9](?:[a-z0-9._-]{{0,{LONGEST_LOGIN - 2}}}[a-z0-9])?")
"""What a login may be. A + is not in it: what follows one asks for line mode."""

RESERVED = frozenset({"admin", "guest", "name", "plain", "quiz", "root", "teacher", "user"})
"""Logins that mean something else, or that people type who were to put their own there."""

PIN = re.compile(r"[0-9]{4,8}")
_TRIES = 20
_FEW_DIGITS = 2
_KEYPAD = frozenset(
    {"2580", "1379", "1397", "1793", "7913", "3971", "9731", "7931", "2468", "1357"}
)
_LONGEST_BASE = 14
_NO_LETTERS = "student"
_SPELLINGS = """\
ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ħ=h ŋ=n ə=e ĸ=k ſ=s
а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch
ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ґ=g є=ye ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch
ψ=ps ω=o
"""
_TO_LATIN = {ord(pair[0]): pair[2:] for pair in _SPELLINGS.split()}


def plain_letters(text: str) -> str:
    """Return a word in small letters from a to z, accents off, Greek and Cyrillic spelled out.

    Digits stay; what has no Latin letters is left out.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    latin = bare.translate(_TO_LATIN)
    return "".join(char for char in latin if char.isascii() and char.isalnum())


def new_login(name: str, taken: Collection[str]) -> str:
    """Return a login for the person called `name`, which is none of those `taken`.

    The first name, then with as many letters of the last name as it takes, then with a number.
    "Last, First" is understood.
    """
    return next(
        login for login in _candidates(name) if login not in taken and login not in RESERVED
    )


def _candidates(name: str) -> Iterator[str]:
    last_part, comma, first_part = clean_name(name).partition(",")
    words = [*first_part.split(), *last_part.split()] if comma else last_part.split()
    spelled = [word for word in map(plain_letters, words) if word]
    base = (spelled[0] if spelled else _NO_LETTERS)[:_LONGEST_BASE]
    if spelled:
        yield base
    # In "Last, First Second" the last name begins after the comma's part has ended.
    last = plain_letters("".join(last_part.split())) if comma else "".join(spelled[-1:])
    if len(spelled) > 1 and last:
        for size in range(1, min(len(last), LONGEST_LOGIN - len(base) - 1) + 1):
            yield f"{base}.{last[:size]}"
    number = 2 if spelled else 1
    while True:
        yield f"{base}{number}"
        number += 1


def is_easy(pin: str) -> bool:
    """Return whether a PIN is one of those that people try first."""
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    return (
        len(set(digits)) <= _FEW_DIGITS
        or steps in ({1}, {9})
        or pin in _KEYPAD
        or (len(pin) == 4 and pin.startswith(("19", "20")))  # noqa: PLR2004 - a year of birth
    )


def new_pin(choose: Chooser, taken: Collection[str]) -> str:
    """Return a PIN of four digits, not easy, none of those `taken`.

    None begins with 0: a spreadsheet would lose it. Raises ValueError when all are taken.
    """
    pins = _good_pins()
    for _try in range(_TRIES):
        pin = pins[choose(len(pins))]
        if pin not in taken:
            return pin
    free = [pin for pin in pins if pin not in taken]
    if not free:
        raise ValueError("no PIN of four digits is left")
    return free[choose(len(free))]


@cache
def _good_pins() -> tuple[str, ...]:
    return tuple(pin for pin in map(str, range(1000, 10000)) if not is_easy(pin))
