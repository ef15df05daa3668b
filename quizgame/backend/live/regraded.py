"""What a correction of the teacher did to questions that a student was told about before."""

import math
from typing import TYPE_CHECKING

from quizgame.backend.live.boards import TOLD

if TYPE_CHECKING:
    from quizgame.backend.live.views import StudentView

_SCORED = frozenset({"right", "partly", "wrong", "unanswered", "late", "void"})


def regraded(before: "StudentView", now: "StudentView") -> tuple[int, ...]:
    """Return the numbers of the questions of a round that ended otherwise than was told.

    The one on screen may be among them; one to warm up is not.
    """
    if (before.board.round_id, before.seat) != (now.board.round_id, now.seat):
        return ()
    pairs = enumerate(zip(before.outcomes, now.outcomes, strict=False), 1)
    return tuple(
        number
        for number, (was, becomes) in pairs
        if was != becomes and {was, becomes} <= _SCORED and number > now.board.warm_ups
    )


def regraded_earlier(before: "StudentView", now: "StudentView") -> tuple[int, ...]:
    """Return the numbers of the questions but the one that is told, in the same scene.

    0 stands for questions that ended as before and brought other points.
    """
    if before.board.round_id != now.board.round_id:
        return ()
    told = now.board.number if now.board.stage in TOLD else 0
    numbers = tuple(number for number in regraded(before, now) if number != told)
    if numbers or math.isclose(_earlier_points(before), _earlier_points(now), abs_tol=0.001):
        return numbers
    return (0,)


def _earlier_points(view: "StudentView") -> float:
    own = view.told.points if view.told is not None and view.board.stage in TOLD else 0.0
    return view.points - own
