"""Who may be speaking: names that stand near a place of a source, to be chosen from by a person."""

import re
from collections.abc import Sequence

from quizgame.bank.quotes import Span, prover_of

_TITLE = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|President|Gen|Col|Capt)\.?"
_WORD = r"[A-Z][\w\u2019'-]*\w"
_NAME = re.compile(rf"(?:{_TITLE}\s)?{_WORD}(?:\s{_WORD}){{0,4}}")
_VERB = (
    r"(?:said|says|say|told|tells|tweeted|wrote|writes|added|adds|asked|replied|warned|argued"
    r"|claimed|claims|insisted|announced|declared|explained|stated)"
)
_THEN_SAYS = re.compile(rf",?\s(?:(?:has|had|have|also|then|later)\s)*{_VERB}\b")
_SAID_BEFORE = re.compile(rf"[,\"\u201d\u2019]\s{_VERB}\s\Z")
_OPENERS = (
    "A After All Also Although An And As At Because Before Both But By During Each For From He Her"
    " His How However I If In Instead It Its Many Meanwhile Most My No Not Now On One Or Our She"
    " Since So Some Such That The Their Then There These They This Those Though Through To Under"
    " Until We Well What When Where Which While Who Why With You Your "
)
_BACK = 3
_LONGEST = 20_000
_VERB_ROOM = 40
_GUESS = 2


def names_near(text: str, place: Span, known: Sequence[str] = (), most: int = 3) -> tuple[str, ...]:
    """Return names near a place of `text`, most likely speakers first.

    Looked at are its own paragraph and a few before it. A name beside a verb of saying comes before
    those that are only mentioned. Whoever has the last name of somebody `known` is called as there.
    """
    prover = prover_of(text)
    if not prover.paragraphs:
        return ()
    called = {name.split()[-1]: name for name in reversed(known) if name.strip()}
    own = prover.paragraph_at(place[0]) - 1
    found: list[tuple[int, str]] = []
    for number in range(own, max(-1, own - _BACK), -1):
        start, end = prover.paragraphs[number]
        for name, speaks in _names(text[start : min(end, start + _LONGEST)]):
            last = name.split()[-1]
            is_person = last in called or bool(re.match(rf"{_TITLE}\s", name))
            found.append((0 if speaks else 1 if is_person else 2, called.get(last, name)))
    # Of “Mr Biden” and “Joe Biden” one is enough.
    by_last: dict[str, tuple[int, str]] = {}
    for rank, name in sorted(found, key=lambda one: one[0]):
        by_last.setdefault(name.split()[-1], (rank, name))
    sure = [name for rank, name in by_last.values() if rank < _GUESS]
    guessed = [name for rank, name in by_last.values() if rank == _GUESS]
    return tuple(sure[:most] or guessed[:most])


def _names(paragraph: str) -> list[tuple[str, bool]]:
    """Return each name of a paragraph, and whether it stands beside a verb of saying."""
    out = []
    for match in _NAME.finditer(paragraph):
        words = match[0].removesuffix("\u2019s").removesuffix("'s").split()
        while words and f"{words[0]} " in _OPENERS and (words[0] != "The" or len(words) == 1):
            words.pop(0)
        if not words:
            continue
        before = paragraph[max(0, match.start() - _VERB_ROOM) : match.start()]
        speaks = bool(_THEN_SAYS.match(paragraph, match.end()) or _SAID_BEFORE.search(before))
        if speaks or (len(words) > 1 and words[0] != "The"):
            out.append((" ".join(words), speaks))
    return out
