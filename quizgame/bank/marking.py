"""From a place marked in a source to evidence that proves, or a plain sentence why it does not.

Places are (start, end) in code points of the raw source, like all that is proven.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizgame.bank.quotes import (
    Failure,
    Proof,
    Prover,
    Span,
    is_long_enough,
    prover_of,
)
from quizgame.bank.snapping import LONGEST, snapped_together
from quizgame.catalogue import _, plural
from quizgame.model.questions.base import Evidence

PLACE_FIELDS = ("exact", "parts", "prefix", "suffix")
"""The fields of evidence that say where it stands."""

_SOURCE = "source"
_CONTEXT_WORDS = (1, 2, 3, 5, 8, 13)
_AROUND = 600
_LIKELY = 0.85


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked text as evidence: its `fields`, and whether and where they prove, or why not.

    `fields` are those of `PLACE_FIELDS` that are needed, none where nothing is proven. `spans` are
    what was marked, snapped to whole words. `paragraph` counts from 1, 0 where nothing is proven.
    """

    fields: dict[str, Any]
    proven: bool
    message: str
    paragraph: int = 0
    spans: tuple[Span, ...] = ()


def mark(text: str, spans: Iterable[Span]) -> Marked:
    """Return what is marked in the source `text` as evidence; several spans become its parts.

    Raises nothing, whatever is marked: what does not prove gets a sentence that says why.
    """
    found = snapped_together(text, spans)
    if not found:
        return Marked({}, proven=False, message=_("Nothing is marked yet."))
    prover = prover_of(text)
    reason = _objection(prover, found)
    if reason:
        return Marked({}, proven=False, message=reason, spans=found)
    fields, result = _fields(prover, found)
    if not isinstance(result, Proof):
        return Marked({}, proven=False, message=_why_not(result), spans=found)
    if result.spans != found:
        return Marked({}, proven=False, message=_elsewhere(result, found), spans=found)
    message = _("Proven, in paragraph {n} of {all}.").format(
        n=result.paragraph, all=result.paragraphs
    )
    if fields.keys() & {"prefix", "suffix"}:
        told = _("It stands there more than once; the words around it tell which place is meant.")
        message = f"{message} {told}"
    return Marked(fields, proven=True, message=message, paragraph=result.paragraph, spans=found)


def places(fields: Mapping[str, Any], text: str) -> tuple[Span, ...]:
    """Return where evidence stands in the source `text`: its proof, or what comes nearest to it.

    Nothing where the source has nothing like it. `is_proven` tells a proof from the rest.
    """
    evidence = _evidence(fields)
    if evidence is None or not text:
        return ()
    prover = prover_of(text)
    result = prover.prove(evidence)
    if isinstance(result, Proof):
        return result.spans
    if result.cause == "several":
        return (_meant(evidence, result, text),)
    if result.places:
        return tuple(sorted(result.places))
    quoted = evidence.exact or " ".join(evidence.parts)
    if result.cause != "missing" or not is_long_enough(quoted):
        return ()
    from quizgame.bank.nearness import nearest  # noqa: PLC0415 - for what is not proven

    near = nearest(text, quoted)
    return ((near.start, near.end),) if near is not None and near.score >= _LIKELY else ()


def is_proven(fields: Mapping[str, Any], text: str) -> bool:
    """Return whether evidence as it is proves in the source `text`."""
    evidence = _evidence(fields)
    return evidence is not None and isinstance(prover_of(text).prove(evidence), Proof)


def hints(fields: Mapping[str, Any], text: str) -> tuple[str, ...]:
    """Return what an author should look at in evidence that proves: rules QG203 and QG204."""
    from quizgame.bank.lint.proof import is_spoken, unquoted_negation  # noqa: PLC0415 - for editing

    evidence = _evidence(fields)
    prover = prover_of(text)
    proof = prover.prove(evidence) if evidence is not None else None
    if evidence is None or not isinstance(proof, Proof):
        return ()
    out = []
    if word := unquoted_negation(proof, prover):
        words = _("Its sentence has “{word}”, which is left out: does it still mean the same?")
        out.append(words.format(word=word))
    if not evidence.speaker and is_spoken(proof, prover):
        out.append(_("The article itself quotes these words: say whose they are."))
    return tuple(out)


def _evidence(fields: Mapping[str, Any]) -> Evidence | None:
    from quizgame.bank.salvage import evidence_in  # noqa: PLC0415 - it builds a validator

    table = {**fields, "source": _SOURCE}
    return next((one for _index, one in evidence_in({"evidence": [table]})), None)


def _meant(evidence: Evidence, failure: Failure, text: str) -> Span:
    from quizgame.bank.context import intended  # noqa: PLC0415 - for what is not proven

    return intended(evidence, failure.places, text) or failure.places[0]


# Proof


def _objection(prover: Prover, spans: tuple[Span, ...]) -> str:
    """Return why no evidence can be made of these spans, "" where it can."""
    numbers = [prover.paragraph_at(start) for start, _end in spans]
    for number, (_start, end) in zip(numbers, spans, strict=True):
        if end > prover.paragraphs[number - 1][1]:
            return _(
                "This runs past the end of paragraph {n}. A quotation stays within one paragraph."
            ).format(n=number)
    if len(set(numbers)) > 1:
        return _("The parts stand in paragraphs {numbers}; they have to be in one.").format(
            numbers=", ".join(str(number) for number in dict.fromkeys(numbers))
        )
    quoted = [prover.text[start:end] for start, end in spans]
    if any(len(one) > LONGEST for one in quoted):
        return _("This is too long for a quotation: mark at most {n} characters.").format(n=LONGEST)
    if not is_long_enough(" ".join(quoted)):
        return _("This is too short: mark at least three words, or 15 characters.")
    return ""


def _fields(
    prover: Prover, spans: tuple[Span, ...]
) -> tuple[dict[str, Any], Proof | Failure | None]:
    """Return the fields that prove at `spans` and the proof, or the best try and what came of it.

    None is what came of text that no bank can hold.
    """
    quoted = [prover.text[start:end] for start, end in spans]
    plain: dict[str, Any] = {"parts": quoted} if len(quoted) > 1 else {"exact": quoted[0]}
    result = _tried(prover, plain)
    if result is None or (isinstance(result, Proof) and result.spans == spans):
        return plain, result
    for prefix, suffix in _contexts(prover, spans, result):
        context = {"prefix": prefix, "suffix": suffix}
        fields = plain | {name: words for name, words in context.items() if words}
        again = _tried(prover, fields)
        if isinstance(again, Proof) and again.spans == spans:
            return fields, again
    return plain, result


def _tried(prover: Prover, fields: dict[str, Any]) -> Proof | Failure | None:
    evidence = _evidence(fields)
    if evidence is None:
        return None
    is_whole = [evidence.exact, *evidence.parts] == [
        fields.get("exact", ""),
        *fields.get("parts", ()),
    ]
    return prover.prove(evidence) if is_whole else None


def _contexts(
    prover: Prover, spans: tuple[Span, ...], result: Proof | Failure
) -> Iterator[tuple[str, str]]:
    """Yield (prefix, suffix) that may single out these places, the shortest first."""
    from quizgame.bank.context import shortest_context  # noqa: PLC0415 - for what stands twice

    text = prover.text
    if len(spans) == 1:
        found = result.places if isinstance(result, Failure) else ()
        context = shortest_context(text, spans[0], found)
        if context is not None:
            yield context
        return
    befores = list(_words(text[max(0, spans[0][0] - _AROUND) : spans[0][0]], before=True))
    afters = list(_words(text[spans[-1][1] : spans[-1][1] + _AROUND], before=False))
    for count in _CONTEXT_WORDS:
        yield "".join(befores[-count:]), ""
        yield "", "".join(afters[:count])
    for count in _CONTEXT_WORDS:
        yield "".join(befores[-count:]), "".join(afters[:count])


def _words(piece: str, *, before: bool) -> Sequence[str]:
    """Return the words of what stands before or after a place, with the space on its side."""
    return re.findall(r"\S+\s*" if before else r"\s*\S+", piece)


def _why_not(failure: Failure | None) -> str:
    if failure is not None and failure.cause == "several":
        return plural(
            "These words stand there {n} time, and nothing near tells which is meant. Mark more.",
            "These words stand there {n} times, and nothing near tells which is meant. Mark more.",
            len(failure.places),
        )
    return _("This can not be proven as it is marked. Mark it a little differently.")


def _elsewhere(proof: Proof, spans: tuple[Span, ...]) -> str:
    """Return what to do about parts that are found, but not where they were marked."""
    number = next(
        (
            i
            for i, pair in enumerate(zip(proof.spans, spans, strict=False), 1)
            if pair[0] != pair[1]
        ),
        1,
    )
    return _("Part {n} also stands elsewhere in this paragraph. Mark more of it.").format(n=number)
