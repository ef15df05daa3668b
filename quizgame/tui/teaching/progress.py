"""How far a class is: where everybody is, each question, and in private who did what."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgame.backend.live.views import AskedView, SeatView, TeacherView
from quizgame.catalogue import _, plural
from quizgame.model.text import fold
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.plot import bar, percent
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph, width_of
from quizgame.tui.teaching.people import mark_of, presence_span

if TYPE_CHECKING:
    from quizgame.engine.round_marks import RoundOutcome

_LEAD = Span(" ")
_NUMBER, _COUNT, _RIGHT = 5, 9, 12
_BAR, _BARS_FROM = 10, 70
_LEAST_STEM = 8
_NAME, _SHORT_NAME, _STATE, _POINTS, _CELL = 18, 12, 6, 8, 3
_HEAD_EVERY = 10
"""Rows of students under one line of numbers, so that it is in sight in a long list."""


def where_rows(view: TeacherView, width: int) -> list[Row]:
    """Return how many students are where, without who they are."""
    here = [seat for seat in view.seats if seat.presence in {"connected", "idle"}]
    parts = [*_about_question(view, here)] if view.board.question else []
    if not parts:
        parts.append(_resting(view, len(here)))
    idle = sum(seat.presence == "idle" for seat in here)
    if idle:
        parts.append(plural("{n} pressed no key for long", "{n} pressed no key for long", idle))
    away = Counter(seat.presence for seat in view.seats)
    if away["lost"]:
        parts.append(plural("{n} lost the connection", "{n} lost the connection", away["lost"]))
    if away["gone"]:
        parts.append(plural("{n} left", "{n} left", away["gone"]))
    head = Row((_LEAD, Span(_("Where they are"), "heading")))
    return [head, *paragraph(", ".join(parts) + ".", width, lead=(_LEAD,))]


def _resting(view: TeacherView, here: int) -> str:
    words = {
        "reading": plural("{n} reads the article", "{n} read the article", here),
        "standings": plural("{n} sees the standings", "{n} see the standings", here),
        "finished": plural("{n} sees the own results", "{n} see their own results", here),
    }
    waits = plural("{n} waits", "{n} wait", here)
    return words.get(view.board.stage, waits)


def _about_question(view: TeacherView, here: Sequence[SeatView]) -> Sequence[str]:
    """Return what those who are here did about the question on screen."""
    place = view.board.number - 1
    done = Counter(
        seat.progress.done[place] if seat.progress else "not yet joined" for seat in here
    )
    late = done["absent"] + done["not yet joined"]
    told = (
        (done["answered"], plural("{n} has answered", "{n} have answered", done["answered"])),
        (done["open"], plural("{n} has not yet", "{n} have not yet", done["open"])),
        (done["none"], plural("{n} gave no answer", "{n} gave no answer", done["none"])),
        (late, plural("{n} came after it was shown", "{n} came after it was shown", late)),
    )
    return [words for count, words in told if count]


def asked_rows(view: TeacherView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return a line for each question: its stem, how many answered it, and how many were right.

    It names nobody, and tells what was right only of questions whose answer was shown.
    """
    size = _BAR if width >= _BARS_FROM else 0
    room = max(_LEAST_STEM, width - 1 - _NUMBER - _COUNT - _RIGHT - (size + 1 if size else 0))
    head = (
        Span(f" {_('Question')}".ljust(_NUMBER + room + (size + 2 if size else 1)), "heading"),
        Span(_("answered").rjust(_COUNT - 1), "muted"),
        Span(_("right").rjust(_RIGHT), "muted"),
    )
    return [Row(head), *(_asked_row(one, room, size, glyphs) for one in view.asked)]


def _asked_row(one: AskedView, room: int, size: int, glyphs: Glyphs) -> Row:
    is_on = one.state in {"open", "closed"}
    sign = Span(f" {glyphs.here if is_on else ' '}", "chosen")
    number = Span(f"{one.number:>2} ", "strong" if is_on else "muted")
    stem = f"{_('To warm up:')} {one.stem}" if one.warm_up and one.stem else one.stem
    if one.state in {"coming", "skipped"}:
        word = _("not asked") if one.state == "skipped" else _("to come")
        return Row((sign, number, Span(clip(f"{word}: {stem}" if stem else word, room), "muted")))
    shown = clip(stem, room)
    pad = " " * (room - width_of((Span(shown),)) + 1)
    share = one.answered / one.there if one.there else 0.0
    bars = (*bar(share, size, glyphs), Span(" ")) if size else ()
    answered = Span(f"{one.answered}/{one.there}".rjust(_COUNT - 1), "strong")
    return Row((sign, number, Span(shown + pad), *bars, answered, _right(one)))


def _right(one: AskedView) -> Span:
    if one.void:
        return Span(_("credited").rjust(_RIGHT), "muted")
    if one.right is None:
        word = _("open") if one.state == "open" else _("not shown")
        return Span(word.rjust(_RIGHT), "muted")
    share = "" if one.right_share is None else f"  {percent(one.right_share):>5}"
    return Span(f"{one.right}{share}".rjust(_RIGHT), "right")


def results_rows(view: TeacherView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return a table of students by questions, for the teacher alone."""
    asked = [one.number - 1 for one in view.asked if one.state not in {"coming", "skipped"}]
    name = _NAME if width >= _BARS_FROM else _SHORT_NAME
    room = max(1, (width - 2 - name - _STATE - _POINTS) // _CELL)
    shown = asked[-room:]
    numbers = "".join(f"{place + 1:>{_CELL}}" for place in shown)
    head = Row(
        (
            Span(f" {_('Student')}".ljust(name + _STATE + 2), "heading"),
            Span(numbers, "muted"),
            Span(_("points").rjust(_POINTS), "muted"),
        )
    )
    rows = [*_legend(glyphs, width)]
    seats = sorted(view.seats, key=lambda seat: fold(seat.name))
    for index, seat in enumerate(seats):
        if index % _HEAD_EVERY == 0:
            rows += [BLANK, head]
        rows.append(_result_row(seat, shown, name, glyphs))
    return rows


def _result_row(seat: SeatView, places: Sequence[int], size: int, glyphs: Glyphs) -> Row:
    name = clip(seat.name, size)
    pad = " " * (size - width_of((Span(name),)) + 1)
    ink = "muted" if seat.presence == "gone" else ""
    spans = [Span(f" {name}{pad}", ink), presence_span(seat.presence, _STATE)]
    for place in places:
        mark = _mark(seat, place, glyphs)
        spans += [Span(" " * (_CELL - 1)), mark]
    points = "" if seat.points is None else f"{seat.points:g}"
    return Row((*spans, Span(points.rjust(_POINTS), "strong")))


def _mark(seat: SeatView, place: int, glyphs: Glyphs) -> Span:
    outcome = seat.outcomes[place] if place < len(seat.outcomes) else "absent"
    if outcome == "pending" and seat.progress is not None:
        return mark_of(seat.progress.done[place], glyphs)
    return outcome_span(outcome, glyphs)


def outcome_span(outcome: "RoundOutcome", glyphs: Glyphs) -> Span:
    """Return the sign of how a question ended for a student."""
    signs = {
        "right": Span(glyphs.right, "right"),
        "partly": Span(glyphs.partly, "partly"),
        "wrong": Span(glyphs.wrong, "wrong"),
        "late": Span("!", "wrong"),
        "unanswered": Span(glyphs.none, "muted"),
        "void": Span("=", "muted"),
        "pending": Span(glyphs.waiting, "muted"),
    }
    return signs.get(outcome, Span("-", "muted"))


def outcome_word(outcome: "RoundOutcome") -> str:
    """Return how a question ended for a student, in a word or two."""
    words = {
        "right": _("right"),
        "partly": _("partly right"),
        "wrong": _("not right"),
        "late": _("too late"),
        "unanswered": _("no answer"),
        "void": _("credited"),
        "pending": _("not shown yet"),
        "absent": _("away"),
        "not yet joined": _("came later"),
    }
    return words.get(outcome, "")


def _legend(glyphs: Glyphs, width: int) -> list[Row]:
    outcomes: tuple[RoundOutcome, ...] = (
        "right",
        "partly",
        "wrong",
        "unanswered",
        "late",
        "void",
    )
    pairs = [(outcome_span(one, glyphs), outcome_word(one)) for one in outcomes]
    pairs += [
        (mark_of("answered", glyphs), _("answered")),
        (mark_of("open", glyphs), _("not yet")),
        (outcome_span("absent", glyphs), _("not there")),
    ]
    hard = "\u00a0"
    spans: list[Span] = []
    for sign, word in pairs:
        spans += [sign, Span(hard + word.replace(" ", hard) + "   ", "muted")]
    return paragraph(spans, width, lead=(_LEAD,))


def student_rows(view: TeacherView, seat: SeatView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return each question that was asked with its stem and how it ended for one student."""
    rows: list[Row] = []
    for one in view.asked:
        place = one.number - 1
        if one.state in {"coming", "skipped"} or place >= len(seat.outcomes):
            continue
        word = outcome_word(seat.outcomes[place])
        lead = (Span(f" {one.number:>2} "), _mark(seat, place, glyphs), Span(" "))
        spans = (Span(f"{word}  " if word else "", "muted"), Span(one.stem))
        rows += paragraph(spans, width, lead=lead)
    return rows


def progress_rows(view: TeacherView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return all of it: in private the table first, as that is what was asked for."""
    table = results_rows(view, width, glyphs) if view.private and view.seats else []
    rows = [*where_rows(view, width), BLANK, *asked_rows(view, width, glyphs)]
    return [*table, *([BLANK] if table else []), *rows]
