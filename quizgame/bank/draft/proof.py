"""The quotation that proves a draft, and the same words with a gap to be filled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizgame.bank.context import shortest_context
from quizgame.bank.draft.base import Material
from quizgame.bank.draft.gazetteer import ALIASES
from quizgame.bank.draft.lexicon import COURTESY, OFFICES, OPINION
from quizgame.bank.draft.speech import Voice
from quizgame.bank.quotes import Failure, Span, is_boundary
from quizgame.model.questions.base import Evidence
from quizgame.model.text import clean_line, fold

SOURCE = "article"
GAP = "____"
_LONGEST = 320
_LONGEST_QUOTED = 700
_FULL_QUOTATION = 40
_MOST_PLACES = 20
_WORDS_BEFORE, _WORDS_AFTER, _WORDS_TOLD = 7, 5, 11
_WORD = re.compile(r"[\w'\u2019-]+")
_PARAGRAPH_END = re.compile(r"[.!?\u2026][\"'\u2019\u201d)]*\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the article around an anchor: `start` to `end`, and on whose word it is.

    `told` is a clause before the anchor that says who told it ("Ms Lind said"), if there is one.
    """

    start: int
    end: int
    voice: Voice | None
    told: Span | None = None

    @property
    def confirm(self) -> str:
        """Why a person has to look at who speaks, or ""."""
        return self.voice.confirm if self.voice else ""

    @property
    def source_words(self) -> str:
        """Who is to be named in a stem: "According to ..."."""
        if self.voice is None:
            return "According to the article"
        return f"According to {plain(self.voice.shown)} in the article"


def passage(material: Material, start: int, end: int) -> Passage | None:
    """Return the sentence around `start` to `end`, or the part of it that one voice says.

    None where the words are somebody's and nobody can tell whose.
    """
    article = material.article
    voice = material.speech.reported(start, end) if article.is_english else None
    if voice is not None and not voice.name:
        return None
    low, high = article.sentence_at(start)
    inside = article.marks.at(start)
    if inside is not None:
        if not (inside.start <= start and end <= inside.end):
            return None
        low, high = max(low, inside.start), min(high, inside.end)
    else:
        low, high = _beside_quotations(material, start, end, low, high)
    low, high = _trimmed(article.text, *_clipped(article.text, start, end, low, max(high, end)))
    told = material.speech.clause_before(low, start) if article.is_english else None
    return Passage(low, high, voice, told)


def _beside_quotations(
    material: Material, start: int, end: int, low: int, high: int
) -> tuple[int, int]:
    """Leave out whole sentences in quotation marks before and behind the anchor."""
    marks = material.article.marks
    before, after = marks.before(start), marks.after(end)
    if before is not None and before.right > low:
        is_full = before.left < low or before.end - before.start >= _FULL_QUOTATION
        low = before.right if is_full else low
    if after is not None and after.left < high:
        is_full = after.right > high or after.end - after.start >= _FULL_QUOTATION
        high = after.left if is_full else high
    return low, high


def _clipped(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    if high - low <= _LONGEST:
        return low, high
    room = max(0, _LONGEST - (end - start)) // 2
    if start - low > room:
        low = _word_start(text, start - room, start)
    if high - end > room:
        high = _word_end(text, end + room, end)
    return low, high


def _word_start(text: str, at: int, limit: int) -> int:
    space = re.compile(r"\s").search(text, at, limit)
    return space.end() if space else limit


def _word_end(text: str, at: int, limit: int) -> int:
    while at > limit and not (text[at - 1 : at].isspace()):
        at -= 1
    return at


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and not (text[low].isalnum() or text[low] in '(\u201c"\u2018\u00a3$\u20ac'):
        low += 1
    while high > low and not (
        text[high - 1].isalnum() or text[high - 1] in '%)\u201d"\u2019\u20ac\u00b0'
    ):
        high -= 1
    return low, high


def evidence(
    material: Material, start: int, end: int, voice: Voice | None
) -> dict[str, Any] | None:
    """Return what proves a draft by the words from `start` to `end`, or None if they can not.

    `prefix` or `suffix` single the place out where the words stand in several.
    """
    text, prover = material.article.text, material.article.prover
    exact = text[start:end]
    if not (is_boundary(text, start) and is_boundary(text, end)):
        return None
    found: dict[str, Any] = {"source": SOURCE, "exact": exact}
    places = prover.places(exact, _MOST_PLACES + 1)
    if (start, end) not in places or len(places) > _MOST_PLACES:
        return None
    if len(places) > 1:
        context = shortest_context(text, (start, end), tuple(places))
        if context is None:
            return None
        found |= {
            key: part for key, part in zip(("prefix", "suffix"), context, strict=True) if part
        }
    if voice is not None:
        found["speaker"] = voice.name
        found["kind"] = "opinion" if _is_opinion(exact) else "claim"
    else:
        found["kind"] = "report"
    proof = prover.prove(Evidence(**found))
    if isinstance(proof, Failure) or proof.folded or proof.spans[0] != (start, end):
        return None
    return found


def _is_opinion(words: str) -> bool:
    return any(word.lower() in OPINION for word in _WORD.findall(words))


def quotation_end(text: str, start: int, end: int) -> int:
    """Return where a long quotation is cut: at the end of a sentence, else of a word."""
    if end - start <= _LONGEST_QUOTED:
        return end
    ends = [m.start() + 1 for m in _PARAGRAPH_END.finditer(text, start, start + _LONGEST_QUOTED)]
    return ends[-1] if ends else _word_end(text, start + _LONGEST_QUOTED, start)


def gapped(material: Material, around: Passage, hole: Span) -> str:
    """Return the passage with a gap at `hole`, not more than some words on each side.

    "" where the words in the gap stand in the rest of it, too.
    """
    article = material.article
    before = article.piece(around.start, hole[0])
    after = article.piece(hole[1], around.end)
    before_gap = " " if article.text[hole[0] - 1 : hole[0]].isspace() else ""
    after_gap = " " if article.text[hole[1] : hole[1] + 1].isspace() else ""
    lead, tail = before.split(), after.split()
    cut_lead, cut_tail = lead[-_WORDS_BEFORE:], tail[:_WORDS_AFTER]
    while len(cut_lead) < len(lead) and lead[-len(cut_lead) - 1].rstrip(".") in COURTESY | OFFICES:
        cut_lead.insert(0, lead[-len(cut_lead) - 1])
    answer = fold(article.piece(*hole))
    first = "\u2026 " if len(lead) > len(cut_lead) else ""
    if first and around.told:
        since = article.piece(around.told[0], hole[0]).split()
        told = article.piece(*around.told)
        dots = "" if around.told[0] == around.start else "\u2026 "
        if len(since) <= _WORDS_TOLD:
            first, cut_lead = dots, since
        elif len(since) - len(told.split()) >= len(cut_lead):
            first = f"{dots}{told} \u2026 "
    rest = fold(" ".join(cut_lead)) + " | " + fold(" ".join(cut_tail))
    if not answer or re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", rest):
        return ""
    last = " \u2026" if len(tail) > len(cut_tail) else ""
    joined = f"{first}{' '.join(cut_lead)}{before_gap}{GAP}{after_gap}{' '.join(cut_tail)}{last}"
    return f"\u201c{inner(plain(joined))}\u201d"


def inner(words: str) -> str:
    """Return words with single marks for the double ones in them, to stand in quotation marks."""
    words = re.sub("\u201c|\u201e", "\u2018", words)
    words = re.sub("\u201d", "\u2019", words)
    return re.sub(r'"([^"]*)"', "\u2018\\1\u2019", words).replace('"', "\u2019")


def plain(words: str) -> str:
    """Return words from the article as a stem or an option may have them: one line, no markup."""
    return " ".join(clean_line(words).replace("*", "").replace("`", "'").split())


def distinct(
    key: str, others: Sequence[tuple[str, str]], most: int, barred: str = ""
) -> list[tuple[str, str]]:
    """Return up to `most` of `others` (text, rationale) that are not like the key, nor one another.

    One that stands in `barred` (the stem) is passed over.
    """
    kept: list[tuple[str, str]] = []
    seen = set(_forms(key))
    barred = fold(barred)
    for text, rationale in others:
        forms = _forms(text)
        if not forms[0] or any(
            _within(form, one) or _within(one, form) for one in seen for form in forms
        ):
            continue
        if barred and any(_within(form, barred) for form in forms):
            continue
        seen.update(forms)
        kept.append((text, rationale))
        if len(kept) == most:
            break
    return kept


def _forms(text: str) -> list[str]:
    """Return how else the same may be written, as compared with others; itself first."""
    return [fold(text), *map(fold, ALIASES.get(text, ()))]


def _within(one: str, other: str) -> bool:
    return one == other or re.search(rf"(?<!\w){re.escape(one)}(?!\w)", other) is not None


def choice(key: str, reason: str, others: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the options of a choice, by the alphabet: their places give nothing away."""
    options: list[dict[str, Any]] = [{"text": key, "correct": True, "rationale": reason}]
    options += [{"text": text, "rationale": rationale} for text, rationale in others]
    return sorted(options, key=lambda option: str(option["text"]).lower())


def slug(*words: str) -> str:
    """Return an id made of words."""
    import unicodedata  # noqa: PLC0415 - for drafts only

    joined = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", re.sub(r"'", "", joined.lower()))[:8]
    return "-".join(parts)[:56].strip("-") or "draft"
