"""What goes on in the class while somebody is asked: it may go on to something else."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.line import phrases
from quizgame.line.live.telling import changes

if TYPE_CHECKING:
    from quizgame.backend.live.threaded import ThreadedPlace
    from quizgame.backend.live.views import StudentView

_SHARE = 4
_AGAIN_S, _LONG_S = 0.4, 3600.0
_NEAR_S = 0.6

Scene = tuple[object, ...]


class SceneOver(Exception):  # noqa: N818 - an event, not a fault
    """The class went on to something else; what is typed now was typed too late."""


class SeatLost(Exception):  # noqa: N818 - an event, not a fault
    """This connection has no seat any more, and was told so."""


def scene_of(view: "StudentView") -> Scene:
    """Return what is on screen: two views of the same scene ask for the same."""
    board = view.board
    if board.question is None:
        return board.stage, board.round_id, board.number
    return board.stage, board.round_id, board.question.id, board.vote, view.takes_part


class Watch:
    """The pulse of a scene: tells what changed a little, warns once, and ends it.

    `warns` is whether a warning comes when a quarter of a question's time is left.
    """

    def __init__(self, place: "ThreadedPlace") -> None:
        """Watch nothing yet."""
        self.warns = True
        self._place, self._now = place, place.now
        self._view = place.view()
        self._ends: float | None = None
        self._limit = 0.0
        self._was_short = self._is_held = False

    @property
    def told(self) -> "StudentView":
        """The view up to which all changes were told."""
        return self._view

    def follow(self, view: "StudentView") -> None:
        """Begin with the scene of a view."""
        self._view = view
        self._was_short = self._is_held = False
        self._look_at_clock()

    def is_over(self) -> bool:
        """Whether the class is at something else by now."""
        return self._place.lost is not None or self._scene_changed

    @property
    def _scene_changed(self) -> bool:
        return scene_of(self._place.view()) != scene_of(self._view)

    @property
    def time_is_up(self) -> bool:
        """Whether the time of the scene is over, as far as is known here."""
        return self._ends is not None and self._now() >= self._ends - _NEAR_S

    def wait(self) -> float:
        """Return the seconds until something is due; what the class does wakes who waits."""
        if self._is_held:
            return _AGAIN_S
        if not self._may_warn or self._ends is None:
            return _LONG_S
        return max(0.0, self._ends - self._limit / _SHARE - self._now()) + _AGAIN_S

    def beat(self, begun: str) -> Sequence[str]:
        """Return what is to be said, nothing while a line is begun.

        Raises SceneOver, also while a line is begun where a question was closed; and SeatLost.
        """
        if self._place.lost is not None:
            raise SeatLost
        if self._scene_changed and (not begun or self._view.board.stage == "open"):
            raise SceneOver
        now = self._place.view()
        self._is_held = bool(begun) and now is not self._view
        if begun:
            return ()
        return tuple(self._told(now))

    def _told(self, now: "StudentView") -> Iterator[str]:
        before, self._view = self._view, now
        yield from changes(before, now)
        if _clock_of(before) != _clock_of(now):
            self._look_at_clock()
        if self._is_short():
            self._look_at_clock()  # the time began when the last screen was painted
        if self._is_short():
            self._was_short = True
            yield _("{time} left.").format(time=phrases.seconds(self._left()))

    def _is_short(self) -> bool:
        """Return whether the warning is due, as far as is known here."""
        known = self._may_warn and self._ends is not None
        return known and self._left() <= self._limit / _SHARE

    @property
    def _may_warn(self) -> bool:
        return self.warns and not self._was_short and self._view.board.stage == "open"

    def _left(self) -> float:
        return max(0.0, (self._ends or 0.0) - self._now())

    def _look_at_clock(self) -> None:
        self._ends = None
        if self._view.board.stage not in {"open", "reading"}:
            return
        time = self._place.time()
        if time.question_left is not None and not time.paused:
            self._ends = self._now() + time.question_left
            self._limit = time.question_limit or time.question_left


def _clock_of(view: "StudentView") -> tuple[object, ...]:
    return view.board.paused, view.board.limit
