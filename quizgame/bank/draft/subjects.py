"""Who does something: the names, pronouns and roles that stand as the subject of a verb."""

import re
from dataclasses import dataclass, replace

from quizgame.bank.draft.lexicon import BODIES, GROUPS, KIN, is_role, word_set
from quizgame.bank.draft.names import Mention, Person
from quizgame.bank.draft.reading import Article
from quizgame.bank.draft.roles import Roles, noun_of
from quizgame.catalogue import _

_W = r"[\w\u2019'-]+"
_AUXILIARY = re.compile(
    r"(?:(?:has|have|had|also|later|then|once|previously|recently|already|since|would|will|often|"
    r"always|never|even|himself|herself|itself|still|reportedly|simply|just|only|both|could|did|"
    r"[a-z]+ly|is quoted as|was quoted as|is reported to have|on \w+day)[ \u00a0]+)+\Z"
)
_PASSIVE = re.compile(r"(?:^|\s)(?:is|are|was|were|be|been|being|get|got|to|not|n\u2019t)\s+\Z")
_PRONOUN = re.compile(r"(?:^|[^\w])(he|she|they|it|I|we|you|who|He|She|They|It|We|You)[ \u00a0]*\Z")
_NP = (
    rf"(?P<whole>(?:(?:the|a|an|one|another|his|her|their|our|its)[ \u00a0])?"
    rf"(?:{_W}[ \u00a0]){{0,5}}?(?P<noun>[a-z][\w-]*)"
    r"(?P<of>[ \u00a0](?:for|of|at|from|in|with)[ \u00a0](?:the[ \u00a0])?"
)
"""A noun with what stands around it: "the leader of the town council", up to the name in it."""
_TO_END = rf"{_NP}{_W}(?:[ \u00a0]{_W}){{0,4}})?)[ \u00a0]*\Z"
_NOUN_BEFORE = re.compile(rf"(?:^|[\s\u2014\u2013-]){_TO_END}", re.IGNORECASE)
_NOUN_HERE = re.compile(_TO_END, re.IGNORECASE)
_NOUN_AFTER = re.compile(rf"\s*{_NP}{_W}(?:[ \u00a0][A-Z][\w\u2019-]*){{0,4}})?)(?![\w\u2019'-])")
_DETERMINER = re.compile(
    r"(?<![\w\u2019'-])(?:the|a|an|one|another|his|her|their|our|its)(?=[ \u00a0])", re.IGNORECASE
)
_OF_BEFORE = re.compile(r"\b(?:for|of|at|from|in|with) \Z")
_LABEL = re.compile(r"[A-Z][\w.\u2019 -]{1,40}:\s")
_OF_THE = re.compile(r" (?:of|from|at|for|with) (?:the )?\Z")
_BARE_BODY = re.compile(r"\b[Tt]he ([a-z]+)\b(?! of)")
_PREPOSITIONS = word_set(
    "of for with by to from at near about against like after before meeting over and or in on"
    " than under behind between without into"
)
_CLAUSE_OPENERS = word_set("after before than")
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)\s*\Z")
_AFTER_PRONOUN = re.compile(r"\s+(he|she|they|it)\b")
_WORD_BEFORE = re.compile(r"([\w\u2019'-]+)[ \u00a0]+\Z")
_LOWER_RUN = re.compile(r"\s*((?:(?:[a-z][\w\u2019'-]*|[A-Z][\w-]*\u2019s),?[ \u00a0]){0,7})")
_OWNERS = word_set("his her their our its")
_DETERMINERS = _OWNERS | word_set("the a an one another")
_LONGEST_ROLE = 160
_UNKNOWN_TURNS, _TURNS = 2, 40
_MALE, _FEMALE = "m", "f"
_APPOSITION = 120
_PARAGRAPHS_BACK = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does something, where that stands, and why a person has to look at it ("" if plain).

    `name` is "" where nobody can be told. `is_named` tells a name from a pronoun or a bare role.
    `the` tells that the article puts "the" before the name.
    """

    start: int
    end: int
    name: str
    is_person: bool
    is_named: bool = False
    confirm: str = ""
    the: bool = False


class Subjects:
    """Finds the subjects of verbs in an article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._names = article.names
        self.roles = Roles(article)

    def before(self, at: int, low: int) -> Subject | None:
        """Return the subject whose verb begins at `at`; nothing before `low` is looked at."""
        left = self._text[low:at]
        if _PASSIVE.search(left):
            return None
        auxiliary = _AUXILIARY.search(left)
        if auxiliary:
            left = left[: auxiliary.start()]
            if _PASSIVE.search(left):
                return None
        bracket = _BRACKET.search(left)
        if bracket:
            left = left[: bracket.start()]
        left = left.rstrip(" \u00a0\n")
        end = low + len(left)
        pronoun = _PRONOUN.search(left)
        if pronoun:
            return self._pronoun(pronoun[1], low + pronoun.start(1), end, low)
        mention = self._names.ending_at(end)
        if mention is not None and mention.head >= low:
            return self._named_or_role(mention, low)
        if left.endswith(","):
            found = self._apposed(end - 1, low)
            if found is not None:
                return found
        return self._role_before(left, low)

    def after(self, at: int, high: int) -> Subject | None:
        """Return the subject that stands behind its verb, or behind "according to", from `at`."""
        high = min(high, at + _APPOSITION)
        pronoun = _AFTER_PRONOUN.match(self._text, at, high)
        if pronoun:
            return self._pronoun(pronoun[1], pronoun.start(1), pronoun.end(), at)
        run = _LOWER_RUN.match(self._text, at, high)
        start = run.end() if run else at
        mention = self._names.from_(start)
        nearby = mention is not None and mention.head <= start + 4 and mention.end <= high
        lead = run[1].strip() if run else ""
        if (
            mention is not None
            and nearby
            and self._text[start : mention.head] in {"", "the ", "The "}
        ):
            last = lead.rstrip(",").split()[-1:] or [""]
            if not lead or lead == "the" or noun_of(lead.rstrip(",")) == last[0]:
                begin = at + len(run[0]) - len(run[1]) if run else mention.head
                if mention.possessive:
                    return None
                return self._named(mention, begin, mention.end)
        noun = _NOUN_AFTER.match(self._text, at, high)
        if noun is not None:
            apposed = self._names.from_(noun.end())
            joined = apposed is not None and self._text[noun.end() : apposed.head] == ", "
            if apposed is not None and joined and apposed.kind == "person":
                return self._named(apposed, noun.start("whole"), apposed.end)
            return self._role(noun)
        return None

    def of_sentence(self, start: int, at: int) -> Subject | None:
        """Return the name with which a sentence begins as the subject of a later verb at `at`."""
        found = [
            m for m in self._names.between(start, at) if self._article.marks.at(m.start) is None
        ]
        if not found:
            pronoun = re.match(r"(He|She)\b", self._text[start : start + 4])
            return (
                self._pronoun(pronoun[1], start, start + len(pronoun[1]), start)
                if pronoun
                else None
            )
        first = found[0]
        if first.possessive or first.kind == "unknown" or self._preposition(first):
            return None
        subject = self._named(first, at, at)
        others = {p.name for m in found[1:] for p in self._names.persons(m)} - {subject.name}
        if (others or first.head - start > 1) and not subject.confirm:
            reason = _("{name} is taken for the subject of the sentence")
            confirm = reason.format(name=subject.name)
            return replace(subject, is_named=False, confirm=confirm)
        return subject

    def _named_or_role(self, mention: Mention, low: int) -> Subject | None:
        if mention.possessive:
            return None
        before = self._word_before(mention)
        if before == "and":
            joint = self._text[max(0, mention.head - 20) : mention.head].rstrip()[:-3].rstrip()
            if self._names.ending_at(max(0, mention.head - 20) + len(joint)) is not None:
                return None  # two people at once
        elif before in _PREPOSITIONS - _CLAUSE_OPENERS:
            whole = self._of_something(mention, low)
            if whole is not None:
                return whole
            return self._role_before(self._text[low : mention.end], low)
        lead = self._text[max(low, mention.head - 80) : mention.head]
        start = mention.head - len(_lead(lead))
        return self._named(mention, start, mention.end)

    def _of_something(self, mention: Mention, low: int) -> Subject | None:
        """Return the person in "Tom Ray of the Farmers' Union", or None."""
        joint = _OF_THE.search(self._text, low, mention.head)
        outer = self._names.ending_at(joint.start()) if joint else None
        if outer is None or outer.kind != "person" or outer.possessive:
            return None
        if self._word_before(outer) in _PREPOSITIONS - _CLAUSE_OPENERS:
            return None
        return self._named(outer, outer.head, mention.end)

    def _preposition(self, mention: Mention) -> bool:
        return self._word_before(mention) in _PREPOSITIONS

    def _word_before(self, mention: Mention) -> str:
        word = _WORD_BEFORE.search(self._text, max(0, mention.head - 20), mention.head)
        before = word[1].lower() if word else ""
        if before == "the":
            again = _WORD_BEFORE.search(self._text, max(0, mention.head - 30), mention.head - 4)
            before = again[1].lower() if again else ""
        return before

    def _named(self, mention: Mention, start: int, end: int) -> Subject:
        people = self._names.persons(mention)
        if len(people) == 1:
            return Subject(start, end, people[0].name, is_person=True, is_named=True)
        if people:
            latest = self._latest(people, mention.head)
            reason = _('the article has more than one "{name}"; this is taken for {person}')
            confirm = reason.format(name=mention.name, person=latest.name)
            return Subject(start, end, latest.name, is_person=True, is_named=True, confirm=confirm)
        the = self._text[max(0, mention.head - 4) : mention.head].lower() == "the "
        return Subject(start, end, mention.name, mention.kind == "person", is_named=True, the=the)

    def _latest(self, people: list[Person], at: int) -> Person:
        for mention in reversed(self._names.between(max(0, at - 3000), at)):
            person = self._names.person(mention)
            if person is not None and any(person is one for one in people):
                return person
        return people[0]

    def _apposed(self, comma: int, low: int) -> Subject | None:
        """Return who stands before or within ", the engineer," that ends at `comma`."""
        text = self._text
        at = comma
        for _turn in range(3):
            opening = text.rfind(",", max(low, at - _APPOSITION), at)
            if opening < 0:
                return None
            inner = self._names.from_(opening + 1)
            is_inner = inner is not None and inner.end == comma and inner.kind == "person"
            if inner is not None and is_inner and text[opening + 1 : inner.head] == " ":
                role = _NOUN_BEFORE.search(text[low:opening])
                if role and is_role(role["noun"].lower()):
                    return self._named(inner, low + role.start("whole"), comma)
            outer = self._names.ending_at(opening)
            if outer is not None and outer.head >= low and not outer.possessive:
                if outer.kind == "unknown" and not self._names.persons(outer):
                    return None
                subject = self._named(outer, outer.head, comma)
                if self._preposition(outer):
                    return None
                return subject
            at = opening
        return None

    def _role_before(self, left: str, low: int) -> Subject | None:
        """Return who a noun at the end of `left` stands for: the shortest that makes sense."""
        base = low + max(0, len(left) - _LONGEST_ROLE)
        piece = left[-_LONGEST_ROLE:]
        for start in reversed([match.start() for match in _DETERMINER.finditer(piece)]):
            if _OF_BEFORE.search(piece, 0, start):
                continue  # "the leader of the council": the noun is further to the left
            subject = self._role(_NOUN_HERE.match(piece, start), base)
            if subject is not None:
                return subject
        return self._role(_NOUN_BEFORE.search(piece), base)

    def _role(self, found: re.Match[str] | None, base: int = 0) -> Subject | None:
        """Return who a noun with its determiner stands for; `base` is where offsets count from."""
        noun = found["noun"].lower() if found else ""
        if found is None or noun in KIN or not (is_role(noun) or noun in BODIES | GROUPS):
            return None
        before = self._text[base + found.start("whole") : base + found.start("noun")].split()
        begin = max((n for n, word in enumerate(before) if word.lower() in _DETERMINERS), default=0)
        cut = _words_length(found["whole"], begin)
        whole, start = found["whole"][cut:], base + found.start("whole") + cut
        end = base + found.end("whole")
        first, _space, rest = whole.partition(" ")
        the = first.lower() == "the" and bool(rest)
        name = " ".join((rest if the else whole).split())
        if noun in BODIES | GROUPS:
            owned = any(word.endswith(("\u2019s", "'s", "s\u2019")) for word in before)
            if not (the or owned or noun in GROUPS):
                return None
            return Subject(start, end, name, is_person=False, is_named=True, the=the)
        if first.lower() not in _DETERMINERS - _OWNERS:
            return None
        person = (
            (self.roles.holder(name) or self.roles.holder(name.split(" of ")[0])) if the else None
        )
        if person is not None:
            reason = _('"{role}" is taken for {name}').format(role=whole, name=person.name)
            return Subject(start, end, person.name, is_person=True, confirm=reason)
        reason = _('who "{role}" is stands elsewhere, or not in the article').format(role=whole)
        return Subject(start, end, name, is_person=True, confirm=reason, the=the)

    def _pronoun(self, word: str, start: int, end: int, low: int) -> Subject | None:
        """Return whom a pronoun stands for; the subject has no name where that can not be told."""
        lowered = word.lower()
        if lowered == "who":
            return self._antecedent(start, end, low)
        if word == "I":
            return self._labelled(start, end)
        if lowered == "it":
            return self._body_before(start, end, word)
        gender = {"he": _MALE, "she": _FEMALE}.get(lowered)
        person = self._person_before(start, gender) if gender else None
        if person is None:
            return Subject(start, end, "", is_person=True, confirm=word)
        reason = _('"{word}" is taken for {name}').format(word=word, name=person.name)
        return Subject(start, end, person.name, is_person=True, confirm=reason)

    def _antecedent(self, start: int, end: int, low: int) -> Subject | None:
        """Return the name right before "who"."""
        mention = self._names.ending_at(low + len(self._text[low:start].rstrip(" ,")))
        if mention is None or mention.kind not in {"person", "body"} or mention.possessive:
            return None
        return None if self._preposition(mention) else self._named(mention, mention.head, end)

    def _labelled(self, start: int, end: int) -> Subject | None:
        """Return who says "I" in an interview: the paragraph begins with the name and a colon."""
        opening = self._article.paragraphs[self._article.paragraph_at(start) - 1][0]
        label = _LABEL.match(self._text, opening, start)
        mention = self._names.from_(opening)
        if label is None or mention is None or mention.end != label.end() - 2:
            return None
        named = self._named(mention, start, end)
        reason = _('"I" is taken for {name}').format(name=named.name)
        return replace(named, is_named=False, confirm=reason) if named.is_person else None

    def _body_before(self, start: int, end: int, word: str) -> Subject | None:
        """Return the body that "it" stands for: the first in the sentence before."""
        sentence = self._article.sentence_at(start)
        low, high = self._article.sentence_at(max(0, sentence[0] - 2))
        high = min(high, start)
        found = [
            (mention.start, mention.name)
            for mention in self._names.between(low, high)
            if mention.kind == "body" and not mention.possessive
        ]
        bare = _BARE_BODY.search(self._text, low, high)
        if bare and bare[1] in BODIES:
            found.append((bare.start(1), bare[1]))
        if not found:
            return Subject(start, end, "", is_person=False, confirm=word)
        at, name = min(found)
        reason = _('"{word}" is taken for {name}').format(word=word, name=name)
        the = self._text[at - 4 : at].lower() == "the "
        return Subject(start, end, name, is_person=False, confirm=reason, the=the)

    def _person_before(self, at: int, gender: str) -> Person | None:
        """Return the likeliest person that a pronoun at `at` stands for.

        That is the first who is named, and not as the owner of something, in the nearest sentence
        before it that names anybody who fits; words in quotation marks are passed over. Somebody
        of whom it is not known whether he or she fits comes second, unless it is the sentence
        before.
        """
        near = self._fitting(at, gender, anybody=_UNKNOWN_TURNS)
        return near or self._fitting(at, gender, anybody=_TURNS)

    def _fitting(self, at: int, gender: str, *, anybody: int) -> Person | None:
        paragraph = self._article.paragraph_at(at) - 1
        oldest = self._article.paragraphs[max(0, paragraph - _PARAGRAPHS_BACK)][0]
        start, end = self._article.sentence_at(at)[0], at
        for turn in range(_TURNS):
            genders = {"", gender} if turn < anybody else {gender}
            found = [
                (m, person)
                for m in self._names.between(start, end)
                if self._article.marks.at(m.start) is None
                and (person := self._names.person(m)) is not None
                and person.gender in genders
            ]
            plain = [p for m, p in found if not m.possessive and not self._preposition(m)]
            plain = plain or [p for m, p in found if not m.possessive]
            if plain:
                return plain[0]
            if start <= oldest:
                return None
            start, end = self._article.sentence_at(start - 1)[0], start
        return None


def _words_length(phrase: str, number: int) -> int:
    """Return how long the first words of a phrase are, with the spaces behind them."""
    found = re.match(rf"(?:\S+\s+){{{number}}}", phrase)
    return found.end() if found else 0


def _lead(before: str) -> str:
    """Return the role, or "the", right before a name: "council leader "."""
    if before.endswith(("the ", "The ")):
        return before[-4:]
    found = re.search(r"(?:(?:the|a|an) )?(?:[a-z][\w\u2019'-]* ){1,5}\Z", before, re.IGNORECASE)
    if not found:
        return ""
    words = found[0].split()
    last = noun_of(found[0])
    if not last or words[-1] != last:
        return ""
    kept: list[str] = []
    for word in reversed(words):
        if word.lower() in _PREPOSITIONS | {"but", "that", "when", "as", "while"}:
            break
        kept.append(word)
        if word.lower() in {"the", "a", "an"}:
            break
    return before[len(before) - len(" ".join(kept)) - 1 :]
