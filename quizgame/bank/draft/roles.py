"""What people are called: "the engineer, Ada Lind" and whom a bare "the engineer" then means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgame.bank.draft.lexicon import NOBLE, OFFICES, STOPS, is_agent, is_role, word_set
from quizgame.bank.draft.names import Mention, Person
from quizgame.bank.draft.reading import Article
from quizgame.bank.quotes import Span

_W = r"[\w\u2019'-]+"
_RIGHT = re.compile(
    rf"(?:,| \([^()]{{1,60}}\),?)(?: (?:aged )?\d{{1,3}},)?"
    rf" (?P<role>(?:(?:the|a|an|its|their|his|her) )?{_W}(?: {_W}){{0,11}})"
)
_COPULA = re.compile(
    rf"(?: \([^()]{{1,80}}\))?(?:, \d{{1,3}})?,? (?:was|is|became|works as|worked as|served as)"
    rf" (?P<role>(?:the|an?) {_W}(?: {_W}){{0,9}})"
)
_LEFT_RUN = re.compile(rf"(?:(?<=\s)|^)(?:{_W} ){{1,7}}\Z")
_LEFT_COMMA = re.compile(
    r"(?:(?<=\s)|^)((?:(?:the|a|an|its|their|our|his|her|my) |[\w-]+\u2019s )"
    rf"(?:{_W} ){{0,6}}{_W}), \Z",
    re.IGNORECASE,
)
_ENDS_ROLE = word_set(
    "who which that said says and but when where while whose has had was is will told because"
    " after before since if"
)
_OF = word_set("of for at in from to on")
_LONGEST_ROLE = 9
_MANY = 50
_OLD = ("former", "ex", "late", "then", "deputy", "acting", "vice")


@dataclass(frozen=True, slots=True)
class Called:
    """A person, what the article calls them there, and where each of the two stands."""

    person: Person
    role: str
    name: Span
    place: Span


def noun_of(phrase: str, *, beside_name: bool = False) -> str:
    """Return the word of a phrase that names a role, "" if there is none: the last one.

    `beside_name` tells that the phrase stands beside a person's name, so that more may be one.
    """
    known = is_agent if beside_name else is_role
    for word in reversed(phrase.split()):
        if known(word.strip(",.").lower()):
            return word.strip(",.")
    return ""


class Roles:
    """The roles of the people in an article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self.called = list(self._all())
        self._by_noun: dict[str, list[Called]] = {}
        for one in self.called:
            one.person.roles.append(one.role)
            for noun in {_head(one.role)[-1], one.role.lower().split()[-1]}:
                self._by_noun.setdefault(noun, []).append(one)

    def holder(self, role: str) -> Person | None:
        """Return the only person to whom a bare role belongs, or None."""
        wanted = role.lower().split()
        was = any(word in _OLD for word in wanted)
        found = {
            id(one.person): one.person
            for one in self._by_noun.get(wanted[-1] if wanted else "", [])[:_MANY]
            if _ends_with(one.role, wanted)
            and (was or not any(old in one.role.lower().split() for old in _OLD))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _all(self) -> Iterator[Called]:
        for mention in self._article.names.mentions:
            person = self._article.names.person(mention) if mention.kind == "person" else None
            if person is None or self._article.marks.at(mention.start) is not None:
                continue
            found = self._title(mention) or self._left(mention) or self._right(mention)
            if found is not None:
                role, place = found
                yield Called(person, role, (mention.start, mention.end), place)

    def _title(self, mention: Mention) -> tuple[str, Span] | None:
        """Prime Minister Jonas Kallas."""
        words = [word.rstrip(".") for word in mention.title.split()]
        if not words or words[-1] not in OFFICES | NOBLE:
            return None
        return mention.title, (mention.head, mention.start)

    def _left(self, mention: Mention) -> tuple[str, Span] | None:
        """The council leader Tom Ray; the engineer, Ada Lind."""
        text = self._text
        low = max(0, mention.head - 80)
        apart = _LEFT_COMMA.search(text[low : mention.head])
        if apart is not None:
            role = _trimmed(apart[1])
            if (
                role
                and noun_of(role, beside_name=True)
                and text[mention.end : mention.end + 1] in {",", ".", ";", " "}
            ):
                start = low + apart.start(1)
                return _cut(role), (start, start + len(apart[1]))
        run = _LEFT_RUN.search(text[low : mention.head])
        if run is None or mention.title:
            return None
        words = run[0].split()
        called = words[-1] in {"called", "named"}
        if called:
            words.pop()
        if not words or not is_agent(words[-1].lower()) or not words[-1].islower():
            return None
        kept: list[str] = []
        for word in reversed(words):
            if word.lower() in STOPS or word[0].isdigit():
                break
            kept.insert(0, word)
            if word.lower() in {"the", "a", "an"}:
                break
        if not kept:
            return None
        role = " ".join(kept)
        start = low + text[low : mention.head].rindex(role)
        return _cut(role), (start, start + len(role))

    def _right(self, mention: Mention) -> tuple[str, Span] | None:
        """Ada Lind, an engineer; Ada Lind (1820-1874) was an engineer."""
        if mention.possessive:
            return None
        for pattern in (_RIGHT, _COPULA):
            match = pattern.match(self._text, mention.end, mention.end + 200)
            if match is None:
                continue
            role = _trimmed(match["role"])
            noun = noun_of(role, beside_name=True)
            if not noun or (pattern is _RIGHT and not _is_apposition(role)):
                continue
            start = match.start("role")
            return _cut(role), (start, start + len(role))
        return None


def _head(role: str) -> list[str]:
    """Return the words of a role up to its noun: of "chief engineer of the port" the first two."""
    return re.split(r" (?:of|for|at|in|from) ", role.lower())[0].split() or [""]


def _ends_with(role: str, wanted: list[str]) -> bool:
    return _head(role)[-len(wanted) :] == wanted or role.lower().split() == wanted


def _trimmed(role: str) -> str:
    """Return a role up to the word that can not belong to it, at most nine words."""
    kept: list[str] = []
    for word in role.split()[:_LONGEST_ROLE]:
        if word.lower() in _ENDS_ROLE:
            break
        kept.append(word)
    while kept and kept[-1].lower() in _OF | {"the", "a", "an"}:
        kept.pop()
    return " ".join(kept)


def _is_apposition(role: str) -> bool:
    """Return whether words between commas begin with a role: "the chief engineer of the port"."""
    head = re.split(r" (?:of|for|at|in|from|on) ", role)[0].split()
    return is_agent(head[-1].lower())


def _cut(role: str) -> str:
    """Leave out the article or owner before a role, but not before an owner: "the city's mayor"."""
    first, _space, rest = role.partition(" ")
    if "\u2019s " in rest or "'s " in rest:
        return role
    return (
        rest
        if first.lower() in {"the", "a", "an", "its", "their", "his", "her", "our"} and rest
        else role
    )
