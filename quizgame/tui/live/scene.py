"""What goes on in the class, in a word: what the heading says, and when it is another."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import Span
from quizgame.tui.play.progress import clock, seconds

if TYPE_CHECKING:
    from quizgame.backend.live.views import BoardView, StudentView
    from quizgame.backend.views import TimeView

TIMED = frozenset({"reading", "open"})
TOLD = frozenset({"revealed", "explained"})
ASKED = frozenset({"open", "closed", *TOLD})
RESTING = frozenset({"waiting", "lobby", "finished"})
"""Stages in which there is time to play alone."""

Scene = tuple[object, ...]


def scene_of(view: "StudentView") -> Scene:
    """Return what tells one thing on screen from the next."""
    board = view.board
    return (board.stage, *asked_of(board), view.takes_part, board.number)


def asked_of(board: "BoardView") -> tuple[str, str, int]:
    """Return which question is on screen, and which vote on it; the id is "" for none."""
    question = board.question
    return (board.round_id, question.id if question else "", board.vote if question else 0)


def state_word(board: "BoardView") -> str:
    """Return in a word what goes on."""
    if board.paused and board.stage in TIMED:
        return _("Paused")
    words = {
        "waiting": _("Waiting"),
        "lobby": _("Waiting"),
        "reading": _("Reading"),
        "ready": _("Ready"),
        "open": _("Open"),
        "closed": _("Closed"),
        "revealed": _("Answer"),
        "explained": _("Explained"),
        "standings": _("Standings"),
        "finished": _("Finished"),
    }
    return words[board.stage]


def state_spans(view: "StudentView", glyphs: Glyphs) -> tuple[Span, ...]:
    """Return what goes on, at which question, and how many have answered it."""
    board = view.board
    parts = []
    if board.stage in ASKED:
        parts.append(_("Question {n} of {all}").format(n=board.number, all=board.total))
        if board.vote > 1:
            parts.append(_("second vote"))
    if board.stage == "open" and view.answered:
        done = max(1, board.answered)  # the class is counted now and then, the own answer is known
        parts.append(_("{n} of {all} answered").format(n=done, all=max(done, board.awaited)))
    if board.stage in RESTING or board.stage == "ready":
        parts.append(_("{n} here").format(n=board.here))
    ink = "warning" if board.paused or board.stage == "closed" else "chosen"
    rest = "".join(f" {glyphs.dot} {part}" for part in parts)
    return (Span(state_word(board), ink), Span(rest, "muted"))


def clock_spans(board: "BoardView", time: "TimeView", glyphs: Glyphs) -> tuple[Span, ...]:
    """Return the countdown of what is on screen, nothing where none runs."""
    if board.stage not in TIMED or time.question_left is None:
        return ()
    if time.paused:
        words = _("The clock stands at {time}").format(time=seconds(time.question_left))
        return (Span(words, "warning"),)
    return clock(time.question_left, time.question_limit, glyphs)
