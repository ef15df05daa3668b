"""The middle of the console as rows: what is on all screens now, and how it is answered."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import set_cell_size

from quizgame.backend.live.views import BoardView, TeacherView
from quizgame.backend.views import TimeView
from quizgame.catalogue import _, plural
from quizgame.classroom.card import Invitation, card
from quizgame.tui.draw.glyphs import LETTERS, Glyphs
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph, width_of
from quizgame.tui.play.progress import clock, seconds
from quizgame.tui.play.reveal import quotation_rows
from quizgame.tui.teaching.asked import Look, open_rows, stem_rows, warm_up_words
from quizgame.tui.teaching.counts import count_rows, first_vote_rows
from quizgame.tui.teaching.people import answered_row, lost_words, waiting_words
from quizgame.tui.teaching.progress import asked_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_MINUTE = 60
_LEAST_NAME, _POINTS = 8, 8


def stage_words(board: BoardView) -> str:
    """Return what is on all screens, in a word or two."""
    if board.paused:
        return _("Paused")
    words = {
        "waiting": _("No round yet"),
        "lobby": _("Students come in"),
        "reading": _("Reading"),
        "ready": _("Ready"),
        "open": _("Students answer"),
        "closed": _("Closed"),
        "revealed": _("The answer"),
        "explained": _("The answer, explained"),
        "standings": _("Standings"),
        "finished": _("Finished"),
    }
    return words[board.stage]


def pace(view: TeacherView, glyphs: Glyphs) -> tuple[Span, ...]:
    """Return what is on, which question, and how late it is in the lesson."""
    lesson = view.lesson
    if lesson is None:
        return (Span(_("No round yet"), "muted"),)
    minutes = int(lesson.elapsed // _MINUTE)
    parts = [stage_words(view.board)]
    if lesson.number:
        # Counted with the questions left out, as on the students' screens and in the results.
        number, total = view.board.number, view.board.total
        parts.append(_("question {n} of {all}").format(n=number, all=total))
    else:
        parts.append(plural("{n} question", "{n} questions", lesson.of))
    parts.append(plural("minute {n}", "minute {n}", minutes + 1))
    first, *rest = parts
    dot = f" {glyphs.dot} "
    return (Span(first, "strong"), Span("".join(f"{dot}{one}" for one in rest), "muted"))


def clock_words(at: float) -> str:
    """Return the time of day of a moment in UTC seconds, in the computer's own time zone."""
    return time.strftime("%H:%M", time.localtime(at))


def now_words(view: TeacherView, wall: float) -> str:
    """Return the time of day at a moment, and when the round will end at its pace."""
    now = clock_words(wall)
    if view.lesson is None or view.board.stage == "finished":
        return now
    ends = clock_words(view.lesson.ends_at)
    return _("{now}, end about {time}").format(now=now, time=ends)


def time_spans(board: BoardView, now: TimeView, glyphs: Glyphs) -> tuple[Span, ...]:
    """Return the clock of what is on screen."""
    if board.stage not in {"reading", "open"}:
        return ()
    if now.paused:
        left = now.question_left
        words = _("Paused") if left is None else _("Paused at {time}").format(time=seconds(left))
        return (Span(words, "warning"),)
    spans = clock(now.question_left, now.question_limit, glyphs)
    return spans or (Span(_("No time limit"), "muted"),)


def card_rows(invitation: Invitation, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """Return the join card as rows."""
    lines = card(invitation, width, height, unicode=glyphs is not LETTERS)
    code = invitation.code.strip().upper()
    return [_card_row(line, code, is_first=place == 0) for place, line in enumerate(lines)]


def _card_row(line: str, code: str, *, is_first: bool) -> Row:
    text = line.strip()
    if is_first:
        return Row((Span(line, "heading"),))
    is_large = bool(text) and set(text) <= set("█# ")
    if is_large or (code and text == code):
        return Row((Span(line, "heading"),))
    if text.startswith(("ssh ", "SHA256:", "→", "->")):
        return Row((Span(line, "strong"),))
    return Row((Span(line),))


def lesson_rows(
    view: TeacherView, invitation: Invitation, look: Look, height: int, *, shows_counts: bool
) -> list[Row]:
    """Return what the console tells of the lesson.

    The distribution of what is not told yet is in it only where `shows_counts`.
    """
    board = view.board
    if board.stage in {"waiting", "lobby"}:
        return card_rows(invitation, look.width + 1, height, look.glyphs)
    if board.stage == "reading":
        return _reading(view, look)
    if board.stage == "ready":
        words = _("Nothing is on the screens. Enter goes on when everybody is ready.")
        return [BLANK, *paragraph(words, look.width, lead=(look.lead,))]
    if board.stage == "standings":
        return standing_rows(view, look)
    if board.stage == "finished":
        return _finished(view, look)
    return _question(view, look, shows_counts=shows_counts)


def _reading(view: TeacherView, look: Look) -> list[Row]:
    words = _("The article is on every screen. Students scroll it themselves.")
    rows = paragraph((Span(words, "strong"),), look.width, lead=(look.lead,))
    if view.board.content_note:
        rows += [BLANK, *prose(view.board.content_note, look.width, lead=(look.lead,))]
    return [*rows, BLANK, *_lost(view, look)]


def _question(view: TeacherView, look: Look, *, shows_counts: bool) -> list[Row]:
    board = view.board
    question, counts = board.question, view.counts
    if question is None:
        return []
    rows = stem_rows(question, look)
    special = warm_up_words(replace(board, void=view.voided(board.number) is not None))
    if special:
        rows += paragraph((Span(special, "warning"),), look.width, lead=(look.lead,))
    rows.append(BLANK)
    is_told = board.stage in {"revealed", "explained"}
    if counts is not None and (is_told or view.private or shows_counts):
        bars = replace(look, brief=int(board.stage == "explained"))
        key = board.key_text if is_told else ()
        rows += count_rows(counts, bars, key=key)
        # While it may still be voted on, all may look on who asked for the counts.
        if view.first_counts is not None and (view.private or board.stage != "open"):
            rows += first_vote_rows(view.first_counts, look, key=key)
    else:
        rows += open_rows(question, look)
    rows.append(BLANK)
    if view.key_text and not is_told and question.presentation.form != "choice":
        rows += _key_rows(view.key_text, look)
    if board.stage == "open":
        rows.append(answered_row(view, look.width, look.glyphs))
        rows += _muted(waiting_words(view), look)
    elif board.stage == "closed":
        words = _("{n} of {all} answered. Nothing more counts.")
        if board.vote > 1:
            words = _("{n} of {all} voted again. For the others their first answer counts.")
        told = words.format(n=board.answered, all=board.awaited)
        rows += paragraph((Span(told, "strong"),), look.width, lead=(look.lead,))
    else:
        rows += told_rows(board, look)
    return [*rows, *_lost(view, look)]


def told_rows(board: BoardView, look: Look) -> list[Row]:
    """Return the key, and in the second step why, with the quotation and what to talk about."""
    told = board.told
    if told is None:
        return []
    rows: list[Row] = []
    if told.form != "choice":
        rows += _key_rows(board.key_text, look)
    if told.explanation:
        rows += prose(told.explanation, look.width, lead=(look.lead,))
    for quotation in board.quotations:
        rows += [BLANK, *quotation_rows(quotation, look.width, look.glyphs)]
    if board.discuss:
        label = Span(f"{_('Talk about it')}  ", "strong")
        rows += [BLANK, *prose(board.discuss, look.width, lead=(look.lead, label))]
    return rows


def _key_rows(key: tuple[str, ...], look: Look) -> list[Row]:
    words = _("The answer: {key}").format(key="; ".join(key))
    return paragraph((Span(words, "right"),), look.width, lead=(look.lead,))


def standing_rows(view: TeacherView, look: Look) -> list[Row]:
    """Return the top of the standings, with the names that all may see."""
    board = view.board
    if not board.standings:
        words = _("The standings are hidden.") if board.standings_hidden and not board.sober else ""
        return _muted(words, look)
    allowed = {seat.name for seat in view.seats if seat.approved or view.private}
    names = [one.name if one.name in allowed else _("a student") for one in board.standings]
    room = max(_LEAST_NAME, look.width - look.margin - _POINTS - 8)
    size = min(room, max(width_of((Span(name),)) for name in names))
    best = board.standings[0].points
    blocks: list[Sequence[Row]] = []
    for name, one in zip(names, board.standings, strict=True):
        ink = "right" if one.points == best and best else ""
        shown = set_cell_size(clip(name, size), size)
        place = Span(f"{one.place:>3}   ", "letter")
        points = Span(f"  {one.points:>{_POINTS}g}", ink)
        blocks.append([Row((look.lead, place, Span(shown, ink or "strong"), points))])
    return [BLANK, *look.spaced(blocks)]


def _finished(view: TeacherView, look: Look) -> list[Row]:
    words = _("The round is over. All results are kept; r saves them to a file.")
    rows = paragraph((Span(words, "strong"),), look.width, lead=(look.lead,))
    places = standing_rows(view, look)
    return [*rows, *places, BLANK, *asked_rows(view, look.width, look.glyphs)]


def _lost(view: TeacherView, look: Look) -> list[Row]:
    words = lost_words(view)
    if not words:
        return []
    return paragraph((Span(words, "warning"),), look.width, lead=(look.lead,))


def _muted(words: str, look: Look) -> list[Row]:
    if not words:
        return []
    return paragraph((Span(words, "muted"),), look.width, lead=(look.lead,))
