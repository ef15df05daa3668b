"""What is told about a question once it is closed, as lines."""

from collections.abc import Iterator

from quizgame.backend.views import QuotationView, RevealView, VerdictView
from quizgame.catalogue import _
from quizgame.line import phrases
from quizgame.model.markup import plain

_CLOSING = "\u201d\u2019\"')"


def reveal_lines(reveal: RevealView, *, every_reason: bool = False) -> tuple[str, ...]:
    """Return the outcome, the answers, the reasons and the quotations.

    The reasons are of what was chosen and of what is right; of all with `every_reason`.
    """
    return (
        headline(reveal),
        *answer_lines(reveal),
        *explained_lines(reveal, every_reason=every_reason),
    )


def explained_lines(reveal: RevealView, *, every_reason: bool = False) -> tuple[str, ...]:
    """Return the reasons, as in `reveal_lines`, and the quotations."""
    return (
        *_reasons(reveal, every=every_reason),
        *(line for quotation in reveal.quotations for line in quotation_lines(quotation)),
        *_labelled(_("To talk about."), reveal.discuss),
    )


def other_reasons(reveal: RevealView) -> tuple[str, ...]:
    """Return the reasons that `reveal_lines` leaves out, for who asks."""
    told = set(_reasons(reveal, every=False))
    return tuple(line for line in _reasons(reveal, every=True) if line not in told)


def headline(reveal: RevealView) -> str:
    """Return the outcome and the points in a sentence or two."""
    outcome = {
        "right": _("Right."),
        "partly": _("Partly right."),
        "wrong": _("Not right."),
        "late": _("Too late. The answer came after the time had ended."),
        "unanswered": _("No answer."),
    }.get(reveal.outcome, "")
    if reveal.certainty and reveal.outcome in {"right", "partly", "wrong"}:
        said = _("You were {certainty}.").format(certainty=phrases.certainty(reveal.certainty))
        outcome = f"{outcome} {said}"
    points = phrases.points_of(reveal.points, reveal.max_points)
    return f"{outcome} {points}."


def _named(verdict: VerdictView) -> str:
    return f"{verdict.letter}, {plain(verdict.text)}"


def answer_lines(reveal: RevealView) -> Iterator[str]:
    """Yield what was answered and what is right."""
    if reveal.form == "choice":
        chosen = [_named(verdict) for verdict in reveal.verdicts if verdict.chosen]
        keys = [_named(verdict) for verdict in reveal.verdicts if verdict.right]
        if chosen and (reveal.outcome != "right" or reveal.many):
            yield _("You chose {options}.").format(options="; ".join(chosen))
        form = _("The answer is {options}.") if len(keys) == 1 else _("The answers are {options}.")
        yield form.format(options="; ".join(keys))
    elif reveal.form == "order":
        yield from _order(reveal)
    else:
        for verdict in reveal.verdicts:
            yield from _filled(verdict, reveal)


def _order(reveal: RevealView) -> Iterator[str]:
    if reveal.outcome not in {"right", "unanswered"}:
        yield _("Your order:")
        for verdict in reveal.verdicts:
            place = _("in its place") if verdict.right else _("not in its place")
            yield f"{verdict.text}. {plain(verdict.given)}, {place}."
    yield _("The right order:")
    for verdict in reveal.verdicts:
        yield f"{verdict.text}. {plain(verdict.key)}"


def _filled(verdict: VerdictView, reveal: RevealView) -> Iterator[str]:
    name = ""
    if reveal.form == "match":
        name = f"{plain(verdict.text)}. "
    elif reveal.form == "cloze":
        place = reveal.verdicts.index(verdict) + 1
        name = _("Gap {number}. ").format(number=place)
    given = verdict.given if reveal.form in {"entry", "cloze"} else plain(verdict.given)
    if verdict.right:
        right = _("{given} is right.").format(given=given)
        yield f"{name}{right}"
        return
    if given:
        wrong = _("You answered {given}.").format(given=given)
        yield f"{name}{wrong}"
        name = ""
    key = _("The answer is {key}.").format(key=plain(verdict.key))
    yield f"{name}{key}"


def _reasons(reveal: RevealView, *, every: bool) -> tuple[str, ...]:
    out: list[str] = []
    explained = False
    for verdict in sorted(reveal.verdicts, key=lambda one: one.right and reveal.form == "choice"):
        reason = plain(verdict.rationale)
        if reveal.form == "choice":
            if verdict.right and not reason and not explained and not reveal.many:
                reason, explained = plain(reveal.explanation), True
            if not (every or verdict.chosen or verdict.right):
                continue
            label = _("Why {letter}.") if verdict.right else _("Why not {letter}.")
            out.extend(_labelled(label.format(letter=verdict.letter), reason))
        elif reason:
            label = _("Why {given}.") if verdict.right else _("Why not {given}.")
            out.extend(_labelled(label.format(given=verdict.given), reason))
    if not explained:
        out.extend(_labelled(_("Explanation."), plain(reveal.explanation)))
    return tuple(out)


def _labelled(label: str, text: str) -> tuple[str, ...]:
    """Return the lines of `text` with a label before the first, nothing for no text."""
    if not text.strip():
        return ()
    first, *others = text.strip().split("\n")
    return (f"{label} {first}", *others)


def quotation_lines(quotation: QuotationView) -> tuple[str, ...]:
    """Return a quotation with its place, its speaker, and what kind of statement it is."""
    if quotation.paragraph:
        head = _("The article says, paragraph {number} of {count}").format(
            number=quotation.paragraph, count=quotation.paragraphs
        )
    else:
        head = _("The article says")
    if quotation.speaker:
        words = _("words of {speaker}").format(speaker=quotation.speaker)
        head = f"{head}, {words}"
    lines = [f"{head}.", *quoted_lines(quotation.text)]
    lines += _labelled(_("In translation."), quotation.translation)
    kind = {
        "claim": _("This is a claim: the article shows that it was said, not that it is so."),
        "opinion": _("This is an opinion: the article shows that it was said, not that it is so."),
    }.get(quotation.kind)
    return (*lines, kind) if kind else tuple(lines)


def quoted_lines(text: str) -> tuple[str, ...]:
    """Return words with Quote before and End quote after, on a line of its own where need be."""
    words = " ".join(text.split())
    end = _("End quote.")
    if words.rstrip(_CLOSING).endswith((".", "!", "?", "…")):
        return (_("Quote. {words}").format(words=f"{words} {end}"),)
    return (_("Quote. {words}").format(words=words), end)


def so_far(reveal: RevealView) -> str:
    """Return how many were right so far."""
    return _("So far {right} right of {asked}.").format(
        right=reveal.right_so_far, asked=reveal.closed_so_far
    )
