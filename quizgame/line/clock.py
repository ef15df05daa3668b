"""Time in a conversation: one warning, the end, and telling it on request."""

import math
from collections.abc import Callable, Sequence

from quizgame.backend.play import SEEN_EVERY_S, Play, Ticked
from quizgame.backend.views import QuestionView, TimeView
from quizgame.catalogue import _
from quizgame.line import phrases

_SHARE = 4
_SOON = 0.5
_LONGEST_S = 3600.0
"""What is closed later than this is warned of as if it lasted so long."""
_DAY_S = 86_400.0
_AFTER = 0.01


class TimeEnded(Exception):  # noqa: N818 - an event, not a fault
    """The time for the question or for the quiz is over."""


class Clock:
    """The pulse of one question: warns once when a quarter is left, and ends it."""

    def __init__(self, play: Play, tick: Callable[[], Ticked], *, warns: bool) -> None:
        """Follow the time of `play`; `tick` is its tick, kept safe by who asks."""
        self._play = play
        self._tick = tick
        self.warns = warns
        self._was_short = False

    def _left(self) -> tuple[float, float] | None:
        """Return the seconds until something ends, and its limit; None without a clock."""
        sitting, time = self._play.sitting, self._play.time()
        if sitting.is_over or sitting.paused:
            return None
        item = sitting.item
        limit = time.quiz_limit
        if time.closes and limit is not None:
            limit = min(limit, _LONGEST_S)
        clocks = [(time.quiz_left, limit)]
        if sitting.phase == "open" and item is not None and not item.closed:
            clocks.append((time.question_left, time.question_limit))
        elif not sitting.policy.counts_gaps:
            return None
        known = [(left, limit) for left, limit in clocks if left is not None and limit is not None]
        return min(known) if known else None

    def wait(self) -> float | None:
        """Return the seconds until there is something to do, None without a clock."""
        time = self._left()
        if time is None:
            return None
        left, limit = time
        due = [SEEN_EVERY_S, left + _AFTER]
        if self.warns and not self._was_short:
            until = left - limit / _SHARE
            due.append(until + _AFTER if until > 0 else _SOON)
        return min(due)

    def beat(self, begun: str) -> Sequence[str]:
        """Return the warning when it is due and nothing is begun; raises TimeEnded."""
        time = self._left()
        if time is None:
            return ()
        left, limit = time
        if left <= 0:
            raise TimeEnded
        if self._tick() == "paused":
            return () if begun else (_("The computer slept, so the clock stood still."),)
        if self.warns and not self._was_short and left <= limit / _SHARE and not begun:
            self._was_short = True
            return (_("{time} left.").format(time=phrases.seconds(left)),)
        return ()


def time_lines(play: Play) -> tuple[str, ...]:
    """Return the time left, for who asks."""
    time = play.time()
    lines = []
    if time.paused:
        lines.append(_("The quiz is paused. The clock stands still."))
    if time.question_left is not None and time.question_limit is not None:
        lines.append(
            _("{left} left of {limit} for this question.").format(
                left=phrases.seconds(time.question_left),
                limit=phrases.seconds(time.question_limit),
            )
        )
    if time.closes:
        lines.append(f"{_closing(time)} {_('What you have answered by then is handed in.')}")
    elif time.quiz_left is not None and time.quiz_limit is not None:
        lines.append(
            _("{left} left of {limit} for the whole quiz.").format(
                left=phrases.seconds(time.quiz_left), limit=phrases.seconds(time.quiz_limit)
            )
        )
    return tuple(lines) or (_("No clock is running."),)


def _closing(time: TimeView) -> str:
    """Return when a quiz closes, in a sentence: how soon, or on which day."""
    left = time.quiz_left or 0.0
    if left > _DAY_S:
        return _("The quiz closes on {date}.").format(date=phrases.date(time.closes))
    return _("The quiz closes in {left}.").format(left=phrases.seconds(left))


def ended_line(play: Play) -> str:
    """Return that time is up, and where the quiz was closed, that."""
    if play.sitting.submitted_by_closing:
        return _("The quiz is closed now, and handed in.")
    return _("Time is up.")


def limit_told(view: QuestionView, play: Play) -> str:
    """Return how long there is for a question, in a sentence or two."""
    told = []
    if view.limit:
        limit = phrases.seconds(view.limit)
        if math.isclose(view.limit, view.base_limit):
            told.append(_("You have {limit}.").format(limit=limit))
        else:
            told.append(
                _("You have {limit} (extended from {base}).").format(
                    limit=limit, base=phrases.seconds(view.base_limit)
                )
            )
    time = play.time()
    if time.closes:
        told.append(_closing(time))
    elif time.quiz_left is not None:
        left = phrases.seconds(time.quiz_left)
        told.append(_("{left} left for the whole quiz.").format(left=left))
    return " ".join(told) or _("No time limit for you.")
