"""How a question was answered, as rows: bars with how many chose each answer."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from quizgame.backend.live.views import CountsView, CountView, PartView
from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import LETTERS, Glyphs
from quizgame.tui.draw.plot import bar, percent
from quizgame.tui.draw.rows import Row, Span, clip, paragraph, width_of
from quizgame.tui.interactions.base import right_answer
from quizgame.tui.teaching.asked import Look, letter_span

_BAR = 22
_NARROW_BAR = 10
_FIGURES = 5
_SHARE = 7
_MOST_TYPED, _MOST_OF_PART = 6, 4
_LABEL = 24
_LEAST_TEXT = 14
_NONE = "-"
_GAP = Span("   ")


def count_rows(counts: CountsView, look: Look, *, key: tuple[str, ...] = ()) -> list[Row]:
    """Return the answers with their counts. What is right is marked where the counts say so.

    `key` is told for typed answers whose text is not shown.
    """
    parts = counts.parts
    if len(parts) == 1:
        shown = _told(parts[0], key[0] if key else "")
        if counts.unanswered:
            shown.append((_("no answer"), CountView("", "", counts.unanswered, None, name=_NONE)))
        return _part_rows(shown, look)
    if look.brief > 1:
        return []
    blocks = _short_parts(counts, look, key)
    if counts.unanswered:
        none = Span(f"{_('no answer')}  {counts.unanswered}", "muted")
        blocks.append([Row((look.lead, none))])
    return look.spaced(blocks)


def first_vote_rows(counts: CountsView, look: Look, *, key: tuple[str, ...] = ()) -> list[Row]:
    """Return how the first vote was in few lines, to stand below the answers of the second.

    What is right is marked where the counts say so; `key` is as in `count_rows`.
    """
    title = Span(_("First vote"), "heading")
    if len(counts.parts) > 1:
        blocks = _short_parts(counts, replace(look, air=0, brief=1), key)
        return [Row((look.lead, title)), *(row for block in blocks for row in block)]
    spans: list[Span] = []
    for text, one in _told(counts.parts[0], key[0] if key else ""):
        sign = f"{look.glyphs.right} " if one.right else ""
        name = one.letter or clip(text, look.width // 2)
        spans.append(Span(f"{sign}{name}\N{NO-BREAK SPACE}", "right" if one.right else "letter"))
        share = "" if one.share is None else f" ({percent(one.share)})"
        told = f"{one.count}{share}".replace(" ", "\N{NO-BREAK SPACE}")
        spans.append(Span(f"{told}   ", "muted"))
    if not counts.answered:
        spans = [Span(_("nobody answered"), "muted")]
    return paragraph(spans, look.width, lead=(look.lead, title, _GAP))


def _part_rows(shown: Sequence[tuple[str, CountView]], look: Look) -> list[Row]:
    if not shown:
        return [Row((look.lead, Span(f"    {_('nobody answered')}", "muted")))]
    has_letters = any(one.letter for _text, one in shown)
    if look.brief:
        least = 1 if look.brief == 1 else sys.maxsize
        shown = [(text, one) for text, one in shown if one.count >= least or one.right] or shown
    longest = max(width_of((Span(text),)) for text, _one in shown)
    tag = max(width_of((Span(right_answer()),)) + 3, 0) if any(c.right for _t, c in shown) else 0
    has_share = any(one.share is not None for _text, one in shown)
    taken = look.margin + (8 if has_letters else 3) + 2 + _FIGURES + tag
    taken += _SHARE if has_share else 0
    biggest = max((one.count for _text, one in shown), default=0)
    size = min(_BAR, max(_NARROW_BAR, look.width - taken - longest))
    room = look.width - taken - size
    if longest > room and room < _LEAST_TEXT:
        size = 0
    blocks = []
    for text, one in shown:
        sign = _sign(one, look.glyphs)
        ink = "right" if one.right else ""
        lead = [look.lead, Span(sign, "right")]
        if has_letters:
            lead.append(letter_span(one.letter, " ", ink))
        bars = _bars(one, biggest, max(size, _NARROW_BAR), look, has_share=has_share)
        if longest <= room:
            pad = " " * (longest - width_of((Span(text),)) + 2)
            blocks.append([Row((*lead, Span(text + pad, ink), *bars))])
        else:
            hang = Span(" " * width_of(lead))
            rows = paragraph((Span(text, ink),), look.width, lead=lead)
            blocks.append([*rows, Row((hang, *bars))])
    return look.spaced(blocks)


def _told(part: PartView, key: str) -> list[tuple[str, CountView]]:
    """Return what is told of a part: typed text that may not be shown only as a number."""
    counts = part.with_key(key or _("the right answer")).counts
    told = [(one.text, one) for one in counts if one.letter or one.text]
    others = [one for one in counts if not (one.letter or one.text)]
    if told and not told[0][1].letter:
        others += [one for _text, one in told[_MOST_TYPED:]]
        told = told[:_MOST_TYPED]
    if others:
        first, *more = others
        words = _("other answers")
        told.append((words, first.and_others(more, words)))
    return told


def _sign(one: CountView, glyphs: Glyphs) -> str:
    return f"{glyphs.right if one.right else ' '} "


def _bars(
    one: CountView, biggest: int, size: int, look: Look, *, has_share: bool
) -> tuple[Span, ...]:
    share = one.count / biggest if biggest else 0.0
    full, empty = bar(share if one.share is None else one.share, size, look.glyphs)
    if one.name == _NONE:
        full, empty = Span(""), Span(" " * size)
    spans = [
        full._replace(style="right" if one.right else "bar"),
        empty,
        Span(f"{one.count:>{_FIGURES}}", "strong"),
    ]
    if has_share:
        told = "" if one.share is None else percent(one.share)
        spans.append(Span(f"{told:>{_SHARE}}", "muted"))
    if one.right:
        spans.append(Span(f"   {right_answer()}", "right"))
    return tuple(spans)


def _short_parts(counts: CountsView, look: Look, key: tuple[str, ...]) -> list[list[Row]]:
    """Return several parts, each in a line or two: its label, and what was given.

    A label that is too long to stand before what was given stands above it, unless it has to be
    brief.
    """
    labels = [Span(part.label, "letter") for part in counts.parts]
    own = (*key, *[""] * len(labels))
    given = [_given(part, own[place], look) for place, part in enumerate(counts.parts)]
    longest = max(width_of((label,)) for label in labels)
    widest = max(width_of(one) for answers in given for one in answers)
    size = min(longest, max(_LABEL, look.width - look.margin - width_of((_GAP,)) - widest))
    blocks = []
    for label, answers in zip(labels, given, strict=True):
        spans = [span for answer in answers for span in answer]
        if longest > size and not look.brief:
            rows = paragraph((label,), look.width, lead=(look.lead,))
            blocks.append([*rows, *paragraph(spans, look.width, lead=(look.lead, _GAP))])
        else:
            short = clip(label.text, size)
            pad = Span(" " * (size - width_of((Span(short),))))
            lead = (look.lead, label._replace(text=short), pad, _GAP)
            blocks.append(paragraph(spans, look.width, lead=lead))
    return blocks


def _given(part: PartView, key: str, look: Look) -> list[tuple[Span, ...]]:
    """Return the answers to one of several parts: what is right first, then what came most."""
    shown = sorted(_told(part, key), key=lambda pair: (not pair[1].right, -pair[1].count))
    times = "\N{MULTIPLICATION SIGN}" if look.glyphs is not LETTERS else "x"
    answers: list[tuple[Span, ...]] = []
    for text, one in shown[:_MOST_OF_PART]:
        if one.count or one.right:
            sign = f"{look.glyphs.right} " if one.right else ""
            name = Span(f"{sign}{clip(text, look.width // 2)} ", "right" if one.right else "")
            answers.append((name, Span(f"{times}\N{NO-BREAK SPACE}{one.count}   ", "muted")))
    return answers or [(Span(_("nobody answered"), "muted"),)]
