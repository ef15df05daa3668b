"""Who and what is named in an article: people, places, bodies, and which mention means whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from quizgame.bank.draft import gazetteer
from quizgame.bank.draft.lexicon import (
    BODY_WORDS,
    COURTESY,
    FEMALE_TITLES,
    FIRST_NAMES_F,
    FIRST_NAMES_M,
    KIN,
    MALE_TITLES,
    MONTHS,
    NATIONAL,
    OFFICES,
    OPENERS,
    PLACE_WORDS,
    ROLES,
    SAYING,
    SURNAME_WORDS,
    WEEKDAYS,
    is_agent,
)

Kind = Literal["person", "place", "body", "unknown"]

_UP = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f"
_DOTTED = "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Hon|St|Mt|Jr|Sr|Cllr"
_WORD = rf"(?:(?:{_DOTTED})\.(?=\s)|(?:[{_UP}]\.){{1,4}}|[{_UP}]\w*+(?:['\u2019-](?!s\b)\w++)*+)"
_GAP = r"(?:[ \u00a0]|\r?\n(?!\s))"
_PARTICLE = rf"(?:(?:von|van|der|den|de|la|le|du|di|da|bin|ibn|al|el|del|dos|das|af|ten|ter){_GAP})"
_NAMES = re.compile(rf"(?<![\w@#]){_WORD}(?:{_GAP}{_PARTICLE}{{0,2}}{_WORD}){{0,9}}")
_WORDS = re.compile(r"\S+")
_LOWER = re.compile(r"(?<![\w'\u2019-])[a-z]+(?![\w])")
_POSSESSIVE = re.compile("['\u2019](?:s\\b|(?=\\s))")
_SAYS_AFTER = re.compile(
    r",? (?:(?:has|had|have|also|later|once|then) )?(" + "|".join(sorted(SAYING)) + r")\b"
)
_PERSON_AFTER = re.compile(r",? who\b|, \d\d,| \((?:born |b\. )?\d")
_LAST_WORD = re.compile(r"([\w-]+)[ \u00a0]\Z")
_ROLE_BEFORE = re.compile(r"(?P<owner>\b(?:his|her|my) )?\b([a-z][\w-]*), \Z")
_CALLED_BEFORE = re.compile(r"\b([a-z][\w-]*) (?:called|named) \Z")
_PREPOSITION = re.compile(r" (?:of|for|at|in|on|from|to|with|and|who|which) ")
_ROLE_AFTER = re.compile(r", (?:a|an|the) ((?:[\w'\u2019-]+ ){0,6}[\w'\u2019-]+)")
_ENDS = '.!?\u2026:\n\u201c"\u2018\u201d\u2022'
_JOINS = re.compile(r" (?:of|for|on) (?:the )?\Z")
_HE = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|himself)\b")
_SHE = re.compile(r"\b(?:[Ss]he|[Hh]er|herself)\b")
_VOTE_ROOM = 200
_ENOUGH_VOTES = 2
_NAMESAKES = 20
_NEAR = 3
_MANY_WORDS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text, from `start` to `end`; its titles begin at `head`.

    `name` has no titles. `initial` tells that a sentence begins with it.
    """

    start: int
    end: int
    head: int
    name: str
    title: str
    kind: Kind
    possessive: bool
    initial: bool


@dataclass(slots=True)
class Person:
    """Somebody named: the fullest `name`, "m" or "f" or "" for what is not known, and roles."""

    name: str
    gender: str = ""
    roles: list[str] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


class Names:
    """The names of an article, in order, and the people among them."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._lower = frozenset(_LOWER.findall(text))
        found = list(self._mentions({start for start, _end in paragraphs}))
        persons = _person_names(text, found)
        inner = {m.name for m in found if not m.initial}
        self.mentions = [
            _settled(m, persons) for m in found if self._is_name(m, inner) or m.name in persons
        ]
        self._starts = [m.head for m in self.mentions]
        self._ends = {m.end: m for m in self.mentions}
        self.people: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._by_ends: dict[tuple[str, str], Person] = {}
        self._of_kind: dict[tuple[str, frozenset[str] | None], list[Mention]] = {}
        self._register()

    def of_kind(self, kind: str, like: frozenset[str] | None = None) -> Sequence[Mention]:
        """Return the mentions of a kind, of places only those that are like one of `like`."""
        found = self._of_kind.get((kind, like))
        if found is None:
            found = [
                m
                for m in self.mentions
                if m.kind == kind and (like is None or gazetteer.like_of(m.name) in like)
            ]
            self._of_kind[kind, like] = found
        return found

    def ending_at(self, offset: int) -> Mention | None:
        """Return the mention that ends at `offset`, or None."""
        return self._ends.get(offset)

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie between two offsets."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def from_(self, offset: int) -> Mention | None:
        """Return the first mention whose titles begin at `offset` or later."""
        index = bisect_left(self._starts, offset)
        return self.mentions[index] if index < len(self.mentions) else None

    def covering(self, offset: int) -> Mention | None:
        """Return the mention in which `offset` lies, or None."""
        index = bisect_right(self._starts, offset) - 1
        found = self.mentions[index] if index >= 0 else None
        return found if found is not None and found.head <= offset < found.end else None

    def persons(self, mention: Mention) -> list[Person]:
        """Return the people that a mention may mean: none, one, or several of one name."""
        if mention.name in self.people:
            return [self.people[mention.name]]
        if mention.kind in {"place", "body"}:
            return []
        found = self._by_word.get(mention.name.split()[-1], [])[:_NAMESAKES]
        if " " in mention.name:
            first = mention.name.split()[0]
            found = [p for p in found if p.name.split()[0] == first or " " not in p.name]
        gender = _gender_of_title(mention.title)
        return [p for p in found if not gender or p.gender in {"", gender}]

    def person(self, mention: Mention) -> Person | None:
        """Return the one person that a mention means, or None where that is not certain."""
        found = self.persons(mention)
        return found[0] if len(found) == 1 else None

    def _mentions(self, begins: set[int]) -> Iterator[Mention]:
        text = self._text
        waiting: Mention | None = None
        for match in _NAMES.finditer(text):
            for mention in _parted(text, match.start(), match[0], begins):
                if waiting is not None:
                    joint = text[waiting.end : mention.head]
                    if waiting.kind == "body" and _JOINS.fullmatch(joint) and not mention.title:
                        name = " ".join(text[waiting.start : mention.end].split())
                        waiting = Mention(
                            waiting.start, mention.end, waiting.head, name, waiting.title,
                            "body", mention.possessive, waiting.initial,
                        )  # fmt: skip
                        continue
                    yield waiting
                waiting = mention
        if waiting is not None:
            yield waiting

    def _is_name(self, mention: Mention, inner: set[str]) -> bool:
        """Return whether a mention is more than the first word of a sentence."""
        if mention.title or " " in mention.name or not mention.initial:
            return True
        return mention.name in inner or mention.name.lower() not in self._lower

    def _register(self) -> None:
        full = [m for m in self.mentions if m.kind == "person" and " " in m.name]
        for m in sorted(full, key=lambda one: -len(one.name)):
            self._add(m)
        for m in self.mentions:
            if m.kind == "person" and " " not in m.name and not self._by_word.get(m.name):
                self._add(m)
        self._infer_genders()
        for m in self.mentions:
            gender = _gender_of_title(m.title)
            found = self._by_word.get(m.name.split()[-1], []) if gender else []
            if len(found) == 1:
                found[0].gender = gender

    def _infer_genders(self) -> None:
        """Take a person for "he" or "she" where such words follow the name again and again."""
        votes: dict[int, list[int]] = {}
        for m in self.mentions:
            person = self.people.get(m.name)
            if person is not None and not person.gender:
                counts = votes.setdefault(id(person), [0, 0])
                behind = self._text[m.end : m.end + _VOTE_ROOM]
                following = self.from_(m.end)
                if following is not None:
                    behind = behind[: max(0, following.head - m.end)]
                counts[0] += len(_HE.findall(behind))
                counts[1] += len(_SHE.findall(behind))
        for person in self.people.values():
            he, she = votes.get(id(person), (0, 0))
            if max(he, she) >= _ENOUGH_VOTES and min(he, she) * 3 <= max(he, she):
                person.gender = "m" if he > she else "f"

    def _add(self, mention: Mention) -> None:
        words = mention.name.split()
        ends = words[0], words[-1]
        known = self._by_ends.get(ends)
        if known is None:
            gender = _gender_of_title(mention.title) or _gender_of_name(words[0])
            known = self._by_ends[ends] = Person(mention.name, gender)
            for word in set(ends):
                self._by_word.setdefault(word, []).append(known)
        self.people[mention.name] = known


def _gender_of_title(title: str) -> str:
    words = {word.rstrip(".") for word in title.split()}
    if words & MALE_TITLES:
        return "m"
    return "f" if words & FEMALE_TITLES else ""


def _gender_of_name(first: str) -> str:
    first = first.split("-", maxsplit=1)[0]
    male, female = first in FIRST_NAMES_M, first in FIRST_NAMES_F
    return "" if male == female else ("m" if male else "f")


def _parted(text: str, start: int, run: str, begins: set[int]) -> Iterator[Mention]:
    """Yield the mentions in a run of capitalised words: days and titles part them."""
    words = [(start + m.start(), start + m.end(), m[0]) for m in _WORDS.finditer(run)]
    piece: list[tuple[int, int, str]] = []
    for index, one in enumerate(words):
        word = one[2].rstrip(".")
        is_time = word in WEEKDAYS or (word in MONTHS and not _is_given(words, index))
        new = word in COURTESY and piece and piece[-1][2].rstrip(".") not in COURTESY | OFFICES
        if is_time or new:
            yield from _mention(text, piece, begins)
            piece = []
        if not is_time:
            piece.append(one)
    yield from _mention(text, piece, begins)


def _is_given(words: list[tuple[int, int, str]], index: int) -> bool:
    """Return whether a month's name is that of a person: Theresa May, April Jones."""
    word = words[index][2]
    if word not in {"May", "April", "June", "August"} or len(words) == 1:
        return False
    before = words[index - 1][2].rstrip(".") if index else ""
    return before in FIRST_NAMES_F | FIRST_NAMES_M | COURTESY or (
        not index and word in {"April", "June"}
    )


def _mention(text: str, piece: list[tuple[int, int, str]], begins: set[int]) -> Iterator[Mention]:
    initial = bool(piece) and _begins(text, piece[0][0], begins)
    while piece and re.split("['\u2019]", piece[0][2])[0] in OPENERS:
        piece = piece[1:]
    if not piece or not piece[-1][2][0].isupper():
        return
    plain = [word.rstrip(".") for _start, _end, word in piece]
    cut = 0
    if plain[-1] not in PLACE_WORDS | BODY_WORDS:
        titles = [
            i for i, word in enumerate(plain[:-1]) if word in COURTESY | OFFICES or word == "Dr"
        ]
        cut = titles[-1] + 1 if titles else 0
    if (
        not cut
        and len(plain) > 1
        and plain[0] in NATIONAL
        and plain[1] in FIRST_NAMES_M | FIRST_NAMES_F
    ):
        cut = 1
    title = " ".join(plain[:cut])
    if all(word in NATIONAL for word in plain) or (
        not cut and " ".join(plain) in OFFICES | COURTESY
    ):
        return
    start, end = piece[cut][0], piece[-1][1]
    name = " ".join(word for _start, _end, word in piece[cut:])
    possessive = _POSSESSIVE.match(text, end) is not None
    kind = _kind(name, title)
    yield Mention(start, end, piece[0][0], name, title, kind, possessive, initial and not title)


def _begins(text: str, start: int, begins: set[int]) -> bool:
    if start in begins or start == 0:
        return True
    before = text[max(0, start - _NEAR) : start].rstrip(" \u00a0")
    return not before or before[-1] in _ENDS


def _kind(name: str, title: str) -> Kind:
    words = name.split()
    if title and title.rsplit(maxsplit=1)[-1] in COURTESY | OFFICES | {"Dr"}:
        return "person"
    if name in gazetteer.COUNTRIES or name in gazetteer.CITIES or name in gazetteer.REGIONS:
        return "place"
    given = len(words) > 1 and words[0].split("-")[0] in FIRST_NAMES_M | FIRST_NAMES_F
    if given and words[-1] in SURNAME_WORDS and len(words) < _MANY_WORDS:
        return "person"
    if any(word in BODY_WORDS for word in words):
        return "body"
    if words[-1] in PLACE_WORDS or words[0] in {
        "Lake",
        "Mount",
        "River",
        "Port",
        "St",
        "Cape",
        "Fort",
    }:
        return "place" if len(words) > 1 else "unknown"
    return "person" if given else "unknown"


def _person_names(text: str, mentions: Sequence[Mention]) -> set[str]:
    """Return the names that something in the text shows to be people's."""
    persons = {m.name for m in mentions if m.kind == "person"}
    persons |= {
        m.name for m in mentions if m.kind == "unknown" and not m.possessive and _is_shown(text, m)
    }
    surnames = {name.split()[-1] for name in persons}
    persons |= {m.name for m in mentions if m.kind == "unknown" and m.name.split()[-1] in surnames}
    return persons


def _is_shown(text: str, mention: Mention) -> bool:
    """Return whether what stands beside a name shows that it is a person's."""
    low = max(0, mention.head - 40)
    before = _LAST_WORD.search(text, low, mention.head)
    word = before[1] if before else ""
    if word.lower() == "the" or mention.name.isupper():
        return False
    apart = _ROLE_BEFORE.search(text, low, mention.head)
    role = apart[2] if apart else word
    is_full = " " in mention.name
    if role.islower() and (is_agent(role) if is_full else role in ROLES) and (is_full or not apart):
        return True
    if apart and role in KIN and apart["owner"]:
        return True
    called = _CALLED_BEFORE.search(text, low, mention.head)
    if (called and is_agent(called[1])) or _PERSON_AFTER.match(text, mention.end):
        return True
    behind = _ROLE_AFTER.match(text, mention.end) if is_full else None
    if behind and is_agent(_PREPOSITION.split(behind[1])[0].split()[-1]):
        return True
    said = _SAYS_AFTER.match(text, mention.end)
    return bool(said) and word not in {"in", "of", "at", "from", "for", "to", "near", "and"}


def _settled(mention: Mention, persons: set[str]) -> Mention:
    if mention.kind != "unknown" or mention.name not in persons:
        return mention
    return Mention(
        mention.start, mention.end, mention.head, mention.name, mention.title,
        "person", mention.possessive, mention.initial,
    )  # fmt: skip
