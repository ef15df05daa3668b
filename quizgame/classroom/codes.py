"""Class codes and seat words: made, and compared with what somebody typed."""

import hmac
import unicodedata
from collections.abc import Callable, Collection
from functools import cache
from hashlib import blake2b

Chooser = Callable[[int], int]
"""Gives a number from 0 up to below the one it is asked for: `secrets.randbelow`."""

LONGEST_GUESS = 200
"""Characters of a guess that are looked at; no code is as long."""

_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
# Three letters that begin or end a word nobody wants to be given, in one language or another.
_RUDE_TEXT = """\
ana ano anu ban bas bat beb bit bob bod bom bos bum bun but buz cul dag dam deb dem dev dik dil
dod dop dud dum fag fak fan fas fat fek fet fic fig fik fis fit fod fok fol fos fot fud fuk fum
gad gag gal gar gat gay gaz gob god gok gor got gul gun gur ina kac kad kag kak kas kik kil kok
kon kuk kul kun kur kus kut laf lam lan les lez lib lod lol lub lud lul lus lut mad maf maz med
mer mes min mof mon mor mot mud mul mut nag nas naz neg nig nik nip nod nud pad pak pan pap ped
pen per pes pet pik pil pim pip pis pit piz pok pol pom pop por pot pub puk pul pup pus put rab
rak ran rap rat rec red rob rod ron rot rud rum sad sak san sat sed seg sek sem set sev sif sik
sin sip sis siz sod sot suk sul sup sus tar tat tet tik tim tin tit top tor tos tot tur tus vag
van vap vil vom vul zak zeb zib zig zik ziz zob zor zub zut
"""
_RUDE = frozenset(_RUDE_TEXT.split())
_SAME_KEYS = str.maketrans("01", "ol")


def new_class_code(choose: Chooser) -> str:
    """Return a code to show to a class: two words of four letters, such as "guto-lemi".

    There are 13 million of them. How many can be tried in a lesson: `ssh.limits.Guesses`.
    """
    words = seat_words()
    return f"{words[choose(len(words))]}-{words[choose(len(words))]}"


@cache
def seat_words() -> tuple[str, ...]:
    """Return every word of four letters that may become a seat's, in order."""
    return tuple(
        first + second + third + fourth
        for first in _CONSONANTS
        for second in _VOWELS
        for third in _CONSONANTS
        if third != first and first + second + third not in _RUDE
        for fourth in _VOWELS
        if second + third + fourth not in _RUDE
    )


def new_seat_word(choose: Chooser, taken: Collection[str] = ()) -> str:
    """Return four letters that can be spoken, not one of those `taken` while others are left."""
    words = seat_words()
    used = frozenset(taken)
    free = [word for word in words if word not in used] or words
    return free[choose(len(free))]


def fold_code(text: str) -> str:
    """Return a code as it is compared: letter case, spaces, dashes, 0 for O and 1 for L apart."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_GUESS]).casefold()
    return "".join(filter(str.isalnum, text)).translate(_SAME_KEYS)


def same_code(guess: str, wanted: str) -> bool:
    """Return whether a guess is the code, in a time that does not tell how much of it was right.

    A code that is empty, or folds to nothing, is never guessed.
    """
    folded = fold_code(wanted)
    equal = hmac.compare_digest(_digest(fold_code(guess)), _digest(folded))
    return equal and bool(folded)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()
