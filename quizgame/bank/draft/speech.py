"""Who says what: whose the words in quotation marks are, and on whose word something stands."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from quizgame.bank.draft.clauses import Clause, Clauses
from quizgame.bank.draft.lexicon import (
    NAMING,
    NO_SPEECH,
    REPORTING,
    word_set,
)
from quizgame.bank.draft.marks import Quoted
from quizgame.bank.draft.reading import Article
from quizgame.bank.draft.subjects import Subject, Subjects
from quizgame.bank.quotes import Span
from quizgame.catalogue import _

_TRAILING = re.compile(
    r"[,.!?\u2026\"'\u2019\u201d\u201c\u201e\u00bb\u00ab]*\s*[\u2013\u2014-]?\s*"
    r"(?:as |is what |was how )?\Z"
)
_TITLE_SMALL = word_set("a an the of and in on for to or with by at from")
_LAST = re.compile(r"([\w-]+)[\s,:]*\Z")
_CLOSE = 60
_FAR = 25
_SHORT_GAP = 40
_SHORT_REST = 12
_MANY_COMMAS = 4
_PARTERS = word_set(
    "after before ahead while when as following during until since although but because"
    " though despite if whose which who where"
)
_CALLING = frozenset({"called", "termed", "labelled", "labeled"})
_SENTENCE_ENDS = (".", "!", "?", "\u2026")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something. `confirm` says why a person has to look, "" where the article is plain.

    `is_person` tells people from bodies; `name` is the article's own, without a leading "the".
    """

    name: str
    is_person: bool
    confirm: str = ""
    the: bool = False

    @property
    def shown(self) -> str:
        """The name as it stands within a sentence: "the council", "Ada Lind"."""
        return f"the {self.name}" if self.the else self.name


class Speech:
    """The clauses of saying in an article, and the voices of its quoted words."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._subjects = Subjects(article)
        self.roles = self._subjects.roles
        self.clauses = Clauses(article, self._subjects)

    @cached_property
    def voices(self) -> dict[int, Voice]:
        """The voice of each quoted words, by their `left`; words that are no speech have none."""
        found: dict[int, Voice] = {}
        spoken: Quoted | None = None
        last: Quoted | None = None
        for one in self._article.marks.all:
            if one.continued:
                voice = self._continued(last, found)
            else:
                voice = self._voice(one, spoken, found)
            if voice is not None:
                found[one.left] = voice
                spoken = one
            last = one
        return found

    @cached_property
    def speakers(self) -> dict[str, tuple[Voice, int]]:
        """Everybody who says something, with the first paragraph of it."""
        found: dict[str, tuple[Voice, int]] = {}
        for clause in self.clauses.all:
            subject = clause.subject
            if subject.name and not subject.confirm and (subject.is_person or subject.is_named):
                paragraph = self._article.paragraph_at(clause.verb)
                found.setdefault(subject.name, (_voice(subject), paragraph))
        for left, voice in self.voices.items():
            if voice.name:
                found.setdefault(voice.name, (voice, self._article.paragraph_at(left)))
        return found

    def reported(self, start: int, end: int) -> Voice | None:
        """Return on whose word the article has what stands from `start` to `end`, or None.

        None is the article's own voice; a voice without a name is that of somebody unknown.
        """
        inside = self._article.marks.at(start)
        if inside is not None and end <= inside.right:
            voice = self.voices.get(inside.left)
            return voice if voice is not None else Voice("", is_person=False)
        sentence = self._article.sentence_at(start)
        for clause in self.clauses.within(*sentence):
            if clause.word not in REPORTING and clause.word != "according to":
                continue
            before = clause.end <= start and inside is None and self._tells(clause, start, sentence)
            if before or (end <= clause.start and self._closes(clause, end, sentence)):
                return _voice(clause.subject)
        return None

    def clause_before(self, low: int, start: int) -> Span | None:
        """Return the nearest clause of saying between two offsets, from its subject to its verb."""
        found = [c for c in self.clauses.within(low, start) if c.start >= low and c.end <= start]
        return (found[-1].start, found[-1].end) if found else None

    def _tells(self, clause: Clause, start: int, sentence: Span) -> bool:
        """Return whether what stands at `start` is surely part of what a clause tells.

        It is not where something parts the two that may belong to the article's own words: "said
        on Monday", "warned of a flood after 40 days of rain".
        """
        told = self._text[clause.end : start]
        if "," in self._text[sentence[0] : clause.start] or clause.start - sentence[0] > _CLOSE:
            return False
        words = told.lower().split()
        sure = words[:1] == ["that"] or bool(
            re.match(r"\s(?:the|there|it|he|she|they|his|her|its)\s", told)
        )
        return (
            sure
            and len(words) <= _FAR
            and not re.search(r"[,;:\u2013\u2014(]", told)
            and not (_PARTERS.intersection(words))
        )

    def _closes(self, clause: Clause, end: int, sentence: Span) -> bool:
        """Return whether a clause stands behind a comma at the end of its sentence."""
        lead = self._text[max(end, clause.start - 2) : clause.start]
        rest = self._text[clause.end : sentence[1]]
        quote = self._article.marks.after(clause.end)
        if ":" in rest or (quote is not None and quote.left < sentence[1]):
            return False  # it introduces what comes behind it
        return "," in lead and len(rest) <= _CLOSE and "," not in rest

    def _voice(self, one: Quoted, spoken: Quoted | None, found: dict[int, Voice]) -> Voice | None:
        """Return the voice of quoted words; those of `spoken` were the last that had one."""
        behind = self._behind(one)
        if behind is not None:
            return _voice(behind.subject)
        if self._is_title(one):
            return None
        ahead = self._ahead(one)
        if ahead is not None:
            return ahead
        closing = self._closing(one)
        if closing is not None:
            return _voice(closing.subject)
        return self._gone_on(one, spoken, found) if spoken is not None else None

    def _continued(self, last: Quoted | None, found: dict[int, Voice]) -> Voice | None:
        """Return the voice of words that go on where the paragraph before left its marks open."""
        if last is None or last.left not in found:
            return None
        return self._going_on(found[last.left], last.paragraph + 1)

    def _gone_on(self, one: Quoted, spoken: Quoted, found: dict[int, Voice]) -> Voice | None:
        """Return the voice of words that nobody introduces, where the last speaker may go on."""
        voice = found[spoken.left]
        if spoken.paragraph == one.paragraph and self._goes_on_in_paragraph(one, spoken):
            if self._is_interrupted(one, spoken):
                return voice
            return self._going_on(voice, one.paragraph + 1, inside=True)
        if self._answers(one):
            return self._going_on(voice, spoken.paragraph + 1)
        begins = one.left == self._article.paragraphs[one.paragraph][0]
        follows = begins and spoken.paragraph == one.paragraph - 1
        if follows and self._is_full(one) and self._ends_in_speech(spoken):
            return self._going_on(voice, spoken.paragraph + 1)
        return None

    def _going_on(self, voice: Voice, paragraph: int, *, inside: bool = False) -> Voice:
        if inside:
            reason = _("in paragraph {n} the words are taken for going on as those of {name}")
        else:
            reason = _("the words are taken for going on from paragraph {n} as those of {name}")
        return replace(voice, confirm=reason.format(n=paragraph, name=voice.name))

    def _behind(self, one: Quoted) -> Clause | None:
        """Return the clause that stands right behind quoted words: “...,” she said."""
        if not one.closed:
            return None
        text = self._text
        last = text[one.end - 1]
        following = self._article.marks.after(one.right)
        limit = min(one.right + _CLOSE, following.left if following else len(text))
        for clause in self.clauses.starting(one.right, limit):
            if not _TRAILING.fullmatch(text, one.right, clause.start):
                continue
            if "\n\n" in text[one.right : clause.start]:
                continue
            joint = text[one.right : clause.start]
            if last == "." and not clause.inverted:
                continue  # a new sentence, about something else
            if last not in ",.!?\u2026-\u2013\u2014" and "," not in joint and not clause.inverted:
                continue
            if text[clause.end : clause.end + 1] == ":" and clause.subject.is_named and last == ".":
                continue
            return clause
        return None

    def _ahead(self, one: Quoted) -> Voice | None:
        """Return the voice of the nearest clause before quoted words in their sentence."""
        text = self._text
        sentence = self._article.sentence_at(one.left)
        before = self._article.marks.before(one.left)
        low = sentence[0]
        if before is not None and before.right > low:
            gap = text[before.right : one.left]
            ends = text[before.end - 1 : before.end] in _SENTENCE_ENDS
            if ends or re.search(r"[.!?]\s", gap):
                low = before.right
        clauses = [c for c in self.clauses.within(low, one.left) if c.end <= one.left]
        if not clauses:
            return self._led_in(one, low)
        nearest = clauses[-1]
        first_of_two = before is not None and nearest.start < before.left and before.right > low
        if first_of_two and before is not None and before.left in self._taken_behind:
            nearest = self._taken_behind[before.left]
        voice = _voice(nearest.subject)
        names = {c.subject.name for c in clauses}
        if len(names) > 1 and not voice.confirm and voice.name:
            others = ", ".join(sorted(names - {voice.name, ""}))
            if others and not self._introduces(nearest, one):
                reason = _("the sentence also has words of {others}")
                return replace(voice, confirm=reason.format(others=others))
        if not voice.confirm and text[nearest.end : one.left].count(",") > _MANY_COMMAS:
            return replace(voice, confirm=_("the words stand far from who says them"))
        return voice

    def _led_in(self, one: Quoted, low: int) -> Voice | None:
        """Return the voice of quoted sentences behind a colon: Ann shook her head: “..."""
        if not self._is_full(one) or not self._text[low : one.left].rstrip().endswith(":"):
            return None
        subject = self._subjects.of_sentence(low, one.left)
        if subject is None or not subject.name:
            return None
        reason = _("{name} is taken for who says this").format(name=subject.name)
        return replace(_voice(subject), confirm=subject.confirm or reason)

    @cached_property
    def _taken_behind(self) -> dict[int, Clause]:
        return {
            one.left: clause
            for one in self._article.marks.all
            if (clause := self._behind(one)) is not None
        }

    def _introduces(self, clause: Clause, one: Quoted) -> bool:
        """Return whether a clause stands right before quoted words, as in: she said, “..."""
        return bool(re.fullmatch(r"[^.,;:]{0,20}[,:]\s*", self._text[clause.end : one.left]))

    def _closing(self, one: Quoted) -> Clause | None:
        """Return the clause at the end of the sentence in which some words are quoted."""
        sentence = self._article.sentence_at(one.left)
        for clause in self.clauses.within(one.right, max(one.right, sentence[1])):
            if self._closes(clause, one.right, sentence):
                return clause
        return None

    def _goes_on_in_paragraph(self, one: Quoted, spoken: Quoted) -> bool:
        """Return whether between two quoted words there is little but who says them."""
        if not self._is_full(one) or not self._is_full(spoken):
            return False
        gap = self._text[spoken.right : one.left]
        return spoken.left in self._taken_behind and len(gap.split()) <= _SHORT_GAP

    def _is_interrupted(self, one: Quoted, spoken: Quoted) -> bool:
        """Return whether nothing but who says both stands between two quoted words."""
        clause = self._taken_behind[spoken.left]
        rest = self._text[clause.end : one.left]
        names = self._article.names.between(clause.end, one.left)
        people = {p.name for m in names for p in self._article.names.persons(m)}
        is_short = len(rest.split()) <= _SHORT_REST and not re.search(r"[.!?:]\s+\S", rest)
        return is_short and people <= {clause.subject.name}

    def _answers(self, one: Quoted) -> bool:
        """Return whether a paragraph of quoted words stands below a question that is not quoted."""
        start, end = self._article.paragraphs[one.paragraph]
        if one.left != start or not self._is_full(one) or not one.paragraph:
            return False
        above = self._article.paragraphs[one.paragraph - 1]
        asked = self._text[above[1] - 1] == "?" and self._article.marks.at(above[1] - 1) is None
        return asked and one.right >= end

    def _ends_in_speech(self, spoken: Quoted) -> bool:
        """Return whether a paragraph ends with quoted words, or with who says them."""
        end = self._article.paragraphs[spoken.paragraph][1]
        rest = self._text[spoken.right : end]
        if not rest.strip(" .,"):
            return True
        clause = self._taken_behind.get(spoken.left)
        return clause is not None and "." not in self._text[clause.end : end - 1]

    def _is_full(self, one: Quoted) -> bool:
        """Return whether quoted words are whole sentences, or the beginning or end of one."""
        words = self._text[one.start : one.end].strip()
        return bool(words) and (words[-1] in ",.!?\u2026\u2013\u2014-" or not one.closed)

    def _is_title(self, one: Quoted) -> bool:
        """Return whether quoted words are the title of a work or a name, not speech."""
        text = self._text
        word = _LAST.search(text, max(0, one.left - 40), one.left)
        names = word is not None and (
            word[1].lower() in NAMING
            or (word[1].lower() in NO_SPEECH and text[one.start].isupper())
        )
        if word and names and ":" not in word[0]:
            clauses = [
                c for c in self.clauses.within(one.left - 40, one.left) if c.verb == word.start()
            ]
            return not (clauses and clauses[-1].word in {"called", "termed", "labelled", "labeled"})
        words = text[one.start : one.end].split()
        small = [w for w in words if not w[0].isupper() and w.lower() not in _TITLE_SMALL]
        if len(words) == 1 or small or text[one.end - 1] in ".!?":
            return False
        behind = [c for c in self.clauses.within(one.left - _CLOSE, one.left) if c.end <= one.left]
        return not (behind and text[behind[-1].end : one.left] in {", ", ": "})


def _voice(subject: Subject) -> Voice:
    return Voice(subject.name, subject.is_person, subject.confirm, subject.the)
