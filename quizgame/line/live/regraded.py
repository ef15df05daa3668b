"""What a correction of the teacher did to questions that a student was told about before."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.line import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.live.views import StudentView

TOLD = frozenset({"revealed", "explained"})
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


def regraded_lines(numbers: "Sequence[int]", now: "StudentView") -> Iterator[str]:
    """Yield that questions count otherwise now, and the points after it; nothing for none."""
    if not numbers:
        return
    form = _("Your teacher changed how question {number} counts.")
    parts = [form.format(number=number) for number in numbers]
    yield " ".join([*parts, _points_now(now)])


def regraded_earlier(before: "StudentView", now: "StudentView") -> Iterator[str]:
    """Yield what became of earlier questions between two views of the same scene."""
    on_screen = now.board.number if now.board.stage in TOLD else 0
    numbers = [number for number in regraded(before, now) if number != on_screen]
    if numbers:
        yield from regraded_lines(numbers, now)
    elif not math.isclose(_earlier_points(before), _earlier_points(now), abs_tol=0.001):
        yield f"{_('Your teacher changed how a question counts.')} {_points_now(now)}"


def _earlier_points(view: "StudentView") -> float:
    own = view.told.points if view.told is not None and view.board.stage in TOLD else 0.0
    return view.points - own


def _points_now(now: "StudentView") -> str:
    return _("You have {points} now.").format(points=phrases.points(now.points))
