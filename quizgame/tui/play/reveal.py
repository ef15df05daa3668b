"""What is told about a closed question: verdict, reasons, quotations."""

import itertools

from quizgame.backend.views import QuotationView, RevealView, VerdictView
from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph, width_of

MARGIN = 1
_LEAD = Span(" " * MARGIN)
_LABEL = 12

_INKS = {"right": "right", "partly": "partly"}


def verdict_ink(reveal: RevealView) -> str:
    """Return the ink of the outcome."""
    return _INKS.get(reveal.outcome, "wrong")


def verdict_word(reveal: RevealView, *, by_clock: bool = False) -> str:
    """Return the outcome as a word in capitals."""
    if reveal.outcome == "unanswered":
        return _("TIME IS UP.") if by_clock else _("NOT ANSWERED.")
    words = {
        "right": _("RIGHT."),
        "partly": _("PARTLY RIGHT."),
        "late": _("TOO LATE."),
    }
    return words.get(reveal.outcome, _("NOT RIGHT."))


def verdict_sentence(
    reveal: RevealView, *, by_clock: bool = False, is_of_class: bool = False
) -> str:
    """Return what follows the word: what counted, and what the answer is.

    The class's clock may have closed a question, or its teacher.
    """
    parts = []
    if by_clock and reveal.outcome == "unanswered":
        parts.append(_("No complete answer stood on screen."))
    elif by_clock and is_of_class:
        parts.append(_("It was closed: what stood on screen counted."))
    elif by_clock:
        parts.append(_("Time was up: what stood on screen counted."))
    elif reveal.outcome == "late":
        parts.append(_("It came after the time was up."))
    parts.append(key_sentence(reveal))
    if reveal.outcome == "partly":
        earned = _("Points: {points:g} of {max:g}.")
        parts.append(earned.format(points=reveal.points, max=reveal.max_points))
    return " ".join(part for part in parts if part)


def key_sentence(reveal: RevealView) -> str:
    """Return what the answer is, or how much of it was found."""
    if reveal.form == "choice":
        keys = [_named(one) for one in reveal.verdicts if one.right]
        if len(keys) == 1:
            return _("The answer is {key}.").format(key=keys[0])
        return _("The answers are {keys}.").format(keys="; ".join(keys))
    if reveal.form == "entry":
        return _("The answer is {key}.").format(key=", ".join(reveal.key_text))
    if reveal.form == "order":
        return _order_sentence(reveal)
    done, count = sum(one.right for one in reveal.verdicts), len(reveal.verdicts)
    sentences = {
        "match": _("{n} of {all} pairs are right."),
    }
    return sentences.get(reveal.form, _("{n} of {all} gaps are right.")).format(n=done, all=count)


def _order_sentence(reveal: RevealView) -> str:
    """Return how many items follow the right one, which is what earns points."""
    keys = [one.key for one in reveal.verdicts]
    given = [keys.index(one.given) for one in reveal.verdicts if one.given in keys]
    kept = sum(after - before == 1 for before, after in itertools.pairwise(given))
    if not given:
        return _("The places on the right show the order.")
    if kept == len(keys) - 1:
        return _("The order is right.")
    if not kept:
        return _("The places on the right show the order.")
    steps = _("{n} of {all} steps from one item to the next are right.")
    return steps.format(n=kept, all=len(keys) - 1)


def _named(verdict: VerdictView) -> str:
    return f"{verdict.letter}, {verdict.text}" if verdict.letter else verdict.text


def reveal_rows(
    reveal: RevealView, width: int, glyphs: Glyphs, *, by_clock: bool = False
) -> list[Row]:
    """Return all that is told, from the verdict on, as rows of `width`."""
    verdict = verdict_rows(reveal, width, by_clock=by_clock)
    return [*verdict, *reason_rows(reveal, width, glyphs)]


def verdict_rows(
    reveal: RevealView, width: int, *, by_clock: bool = False, is_of_class: bool = False
) -> list[Row]:
    """Return the outcome, and what the answer is."""
    sentence = verdict_sentence(reveal, by_clock=by_clock, is_of_class=is_of_class)
    verdict = (
        Span(verdict_word(reveal, by_clock=by_clock), verdict_ink(reveal)),
        Span(f" {sentence}", "strong"),
    )
    return paragraph(verdict, width, lead=(_LEAD,))


def reason_rows(reveal: RevealView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return what follows the verdict: reasons, quotations, what to talk about."""
    rows, more = _reasons(reveal, width)
    for quotation in reveal.quotations:
        rows += [BLANK, *quotation_rows(quotation, width, glyphs)]
    if more:
        rows += [BLANK, *_labelled(_("More"), more, width)]
    if reveal.discuss:
        rows += [BLANK, *_labelled(_("Talk about it"), reveal.discuss, width)]
    others = [
        one
        for one in reveal.verdicts
        if reveal.form == "choice" and not one.right and not one.chosen and one.rationale
    ]
    if others:
        rows += [BLANK, Row((_LEAD, Span(_("The other options"), "strong")))]
        for one in others:
            rows += prose(
                one.rationale, width, lead=(_LEAD, Span(f"{one.letter}  ", "letter")), ink=""
            )
    return rows


def _labelled(label: str, text: str, width: int, size: int = 0) -> list[Row]:
    shown = Span(label, "strong")
    room = max(size, width_of((shown,)) + 2)
    if room > width // 2:
        return [*paragraph((shown,), width, lead=(_LEAD,)), *prose(text, width, lead=(_LEAD,))]
    return prose(text, width, lead=(_LEAD, shown, Span(" " * (room - width_of((shown,))))))


def _reasons(reveal: RevealView, width: int) -> tuple[list[Row], str]:
    """Return why the own answer is wrong and why the key is right, and what else there is to say.

    What else there is waits until after the quotations: the proof is on screen without scrolling.
    """
    reasons: list[tuple[str, str]] = []
    for one in reveal.verdicts:
        if reveal.form != "choice":
            if one.rationale and not one.right:
                reasons.append((_("Why not “{given}”").format(given=one.given), one.rationale))
        elif one.chosen and not one.right and one.rationale:
            reasons.append((_("Why not {letter}").format(letter=one.letter), one.rationale))
    keys = [one for one in reveal.verdicts if reveal.form == "choice" and one.right]
    explained = False
    for one in keys:
        why = one.rationale
        if not why and len(keys) == 1:
            why, explained = reveal.explanation, True
        if why:
            explained = explained or _is_same(why, reveal.explanation)
            reasons.append((_("Why {letter}").format(letter=one.letter), why))
    more = reveal.explanation if reveal.form == "choice" and not explained else ""
    if reveal.explanation and reveal.form != "choice":
        reasons.append((_("Why"), reveal.explanation))
    size = max((len(label) + 2 for label, _text in reasons if len(label) <= _LABEL), default=0)
    rows: list[Row] = []
    for label, text in reasons:
        rows += _labelled(label, text, width, size)
    return rows, more


def _is_same(text: str, other: str) -> bool:
    """Return whether two texts say the same in the same words."""
    return text.split() == other.split()


def quotation_rows(quotation: QuotationView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return a quotation in its paragraph, with who says it and what that shows."""
    facts = []
    if quotation.paragraph:
        place = _("paragraph {n} of {all}")
        facts.append(place.format(n=quotation.paragraph, all=quotation.paragraphs))
    else:
        facts.append(_("the source itself is not at hand"))
    if quotation.speaker:
        facts.append(_("words of {speaker}").format(speaker=quotation.speaker))
    label = Span(_("THE ARTICLE SAYS"), "heading")
    about = Span("   " + f" {glyphs.dot} ".join(facts), "muted")
    rows = paragraph((label, about), width, lead=(_LEAD,))
    bar = (_LEAD, Span(f"{glyphs.quote} ", "quote-bar"))
    spans = tuple(
        Span(text, "quote" if is_quoted else "muted") for text, is_quoted in quotation.context
    )
    rows += paragraph(spans, width, lead=bar, hang=bar)
    if quotation.translation:
        rows += _labelled(_("Translated"), quotation.translation, width)
    return [*rows, *paragraph(kind_sentence(quotation), width, lead=(_LEAD,))]


def kind_sentence(quotation: QuotationView) -> str:
    """Return what a quotation of this kind shows, and what it does not."""
    if quotation.kind == "report":
        return _("A report: the article tells it as a fact.")
    speaker = quotation.speaker
    words = {
        ("opinion", True): _(
            "An opinion: the article shows that {speaker} said it, not that it is so."
        ),
        ("opinion", False): _("An opinion of the article itself."),
        ("claim", True): _("A claim: the article shows that {speaker} said it, not that it is so."),
        ("claim", False): _("A claim: the article says it, and shows no proof."),
    }
    return words[quotation.kind, bool(speaker)].format(speaker=speaker)


def so_far(reveal: RevealView) -> str:
    """Return the tally so far; a reveal is read without a clock."""
    return _("{right} of {told} right so far. No clock is running.").format(
        right=reveal.right_so_far, told=reveal.closed_so_far
    )
