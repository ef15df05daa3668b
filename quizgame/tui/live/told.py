"""A question of a live round as rows: asked, and told with how the class answered."""

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from quizgame.backend.views import QuestionView, RevealView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.plot import bar, percent
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.interactions.base import right_answer, your_answer
from quizgame.tui.live.lobby import LEAD
from quizgame.tui.play.question import stem_rows
from quizgame.tui.play.reveal import key_sentence, reason_rows, verdict_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgame.backend.live.views import CountView, PartView, StudentView

_BAR = 24
_FIGURES = 5
_SHARE = 8
_TAGS = 16
_LONGEST = 28
_MOST_GIVEN = 3
_ROOMY = 30


def asked_rows(view: "StudentView", width: int, height: int) -> tuple[Row, ...]:
    """Return stem, what to do, and what is special about the question on screen."""
    board, question = view.board, view.board.question
    if question is None:
        return ()
    facts = []
    if board.warm_up:
        facts.append(_("To warm up: it is worth nothing."))
    if board.vote > 1:
        facts.append(_("Second vote: talk about it, then answer once more."))
    return _stem(
        question,
        width,
        height >= _ROOMY,
        _is_first_timed(view),
        " ".join(facts),
    )


def _is_first_timed(view: "StudentView") -> bool:
    """Return whether no question with a time limit was shown to this student before."""
    unseen = {"not yet joined", "absent"}
    missed = {n for n, outcome in enumerate(view.outcomes, 1) if outcome in unseen}
    return view.board.number == next((n for n in view.board.timed if n not in missed), 0)


@functools.lru_cache(maxsize=16)
def _stem(
    question: QuestionView,
    width: int,
    is_roomy: bool,  # noqa: FBT001 - what the cache goes by
    is_first: bool,  # noqa: FBT001 - as above
    special: str,
) -> tuple[Row, ...]:
    """Return the stem as rows, made once for all who see it in windows of one size."""
    rows = stem_rows(question, width, height=_ROOMY if is_roomy else 0, is_first=is_first)
    if special:
        rows[-1:] = [*paragraph((Span(special, "warning"),), width, lead=LEAD), BLANK]
    return tuple(rows)


def told_rows(view: "StudentView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return what is told below the answers: how it went, why, and how the class answered."""
    board, told = view.board, view.told or view.board.told
    if told is None:
        return []
    if board.void:
        words = _("It does not count: everybody who was here is credited.")
    elif not view.takes_part or view.told is None:
        words = _("You were not here when it was shown, so it does not count for you.")
    else:
        words = ""
    if words:
        rows = paragraph((Span(words, "partly"),), width, lead=LEAD)
        rows += paragraph((Span(key_sentence(told), "strong"),), width, lead=LEAD)
    else:
        rows = verdict_rows(told, width, by_clock=told.by_clock, is_of_class=True)
    shared = replace(
        told,
        outcome="right",
        by_clock=False,
        fraction=0.0,
        points=0.0,
        certainty=0,
        right_so_far=0,
        closed_so_far=0,
    )
    return [*rows, *_reasons(shared, width, glyphs), *class_rows(view, width, glyphs)]


@functools.lru_cache(maxsize=64)
def _reasons(told: RevealView, width: int, glyphs: Glyphs) -> tuple[Row, ...]:
    """Return the reasons as rows, made once for all who gave the same answer."""
    return tuple(reason_rows(told, width, glyphs))


def class_rows(view: "StudentView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return how the class answered, as bars; shares are told from five answers on."""
    counts = view.board.counts
    if counts is None:
        return []
    told = plural("{n} answer", "{n} answers", counts.answered)
    if counts.unanswered:
        without = _("{n} without one").format(n=counts.unanswered)
        told = f"{told}, {without}"
    head = (*LEAD, Span(_("How the class answered"), "heading"), Span(f"   {told}", "muted"))
    rows: list[Row] = [BLANK, Row(head)]
    parts = _with_keys(counts.parts, view.board.key_text)
    if len(parts) == 1:
        return [*rows, *_bars(view, parts[0], width, glyphs)]
    for part in parts:
        rows += _part_rows(part, width, glyphs)
    return rows


def _with_keys(parts: "Sequence[PartView]", keys: "Sequence[str]") -> "list[PartView]":
    """Return parts in which the right typed answers are told as the key, not as somebody typed."""
    if len(keys) != len(parts):
        return list(parts)
    return [part.with_key(key) for part, key in zip(parts, keys, strict=True)]


def _bars(view: "StudentView", part: "PartView", width: int, glyphs: Glyphs) -> "Iterator[Row]":
    told = view.told
    own = {one.letter for one in told.verdicts if one.chosen} if told else set()
    given = told.response_text if told and view.sent else ()
    biggest = max((one.count for one in part.counts), default=0)
    shown = [one for one in part.counts if one.letter or one.text]
    has_letters = any(one.letter for one in shown)
    names = [one.letter if has_letters else clip(one.text, _LONGEST) for one in shown]
    hidden = sum(one.count for one in part.counts if not (one.letter or one.text))
    others = _("other answers")
    size = max(map(cell_len, names), default=0)
    if hidden:
        size = max(size, cell_len(others))
    room = max(8, min(_BAR, width - size - _FIGURES - _SHARE - _TAGS - 6))
    for name, one in zip(names, shown, strict=True):
        is_own = one.letter in own if has_letters else one.text in given
        yield _bar_row(
            name.ljust(size + len(name) - cell_len(name)), one, biggest, room, glyphs, is_own=is_own
        )
    if hidden:
        share = hidden / biggest if biggest else 0.0
        spans = (*bar(min(1.0, share), room, glyphs), Span(f"{hidden:>{_FIGURES}}", "strong"))
        yield Row((Span("   "), Span(f"{others.ljust(size)}  ", "muted"), *spans))


def _bar_row(
    name: str, one: "CountView", biggest: int, room: int, glyphs: Glyphs, *, is_own: bool
) -> Row:
    sign = glyphs.right if one.right else " "
    full, empty = bar(one.count / biggest if biggest else 0.0, room, glyphs)
    ink = "right" if one.right else "letter"
    share = "" if one.share is None else percent(one.share)
    tags = [your_answer()] if is_own else []
    tags += [right_answer()] if one.right and not is_own else []
    return Row(
        (
            Span(f" {sign} ", "right"),
            Span(f"{name}  ", ink),
            full._replace(style="right" if one.right else "bar"),
            empty,
            Span(f"{one.count:>{_FIGURES}}", "strong"),
            Span(f"{share:>{_SHARE}}", "muted"),
            Span("   " + ", ".join(tags) if tags else "", "right" if one.right else "muted"),
        )
    )


def _part_rows(part: "PartView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return one of several parts: its label, and what was given most."""
    shown = sorted(part.counts, key=lambda one: (not one.right, -one.count))[:_MOST_GIVEN]
    spans: list[Span] = []
    for one in shown:
        if not (one.count or one.right):
            continue
        name = clip(one.text, width // 2) or (
            _("right answer") if one.right else _("other answers")
        )
        ink = "right" if one.right else ""
        spans.append(Span(f"{glyphs.right} {name} " if one.right else f"{name} ", ink))
        told = f"{one.count}" if one.share is None else f"{one.count} ({percent(one.share)})"
        spans.append(Span(f"{told}   ", "muted"))
    lead = (Span("   "), Span(f"{part.label}  ", "letter"))
    return paragraph(spans or (Span(_("nobody answered"), "muted"),), width, lead=lead)
