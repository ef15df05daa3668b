"""What is new besides what is on screen: quizzes that were opened, questions put right."""

from typing import TYPE_CHECKING

from quizgame.backend.live.regraded import regraded_earlier
from quizgame.catalogue import _
from quizgame.model.markup import plain
from quizgame.tui.draw.rows import clip
from quizgame.tui.draw.terms import behaviour_name, moment_near

if TYPE_CHECKING:
    from quizgame.backend.live.views import OpeningView, StudentView

BEATS = 12
"""Seconds for which it is told."""

_TITLE = 20


class News:
    """Knows which quizzes are open, and which of them somebody has not been told of."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: frozenset[int] = frozenset()

    def know(self, view: "StudentView | None") -> None:
        """Take all that is open now as known."""
        self._known = _open(view)

    def take(self, view: "StudentView") -> "tuple[OpeningView, ...]":
        """Return what was opened since, and know it from now on."""
        found = tuple(
            one for one in view.openings if one.state == "open" and one.key not in self._known
        )
        self._known = _open(view)
        return found


def _open(view: "StudentView | None") -> frozenset[int]:
    return frozenset(one.key for one in view.openings if one.may_begin) if view else frozenset()


def opened_words(one: "OpeningView", now: float) -> tuple[str, str]:
    """Return that a quiz was opened and what leads to it, and the same in fewer words."""
    facts = [behaviour_name(one.behaviour)]
    if one.closes:
        facts.append(_("until {time}").format(time=moment_near(one.closes, now)))
    told = _("Open now: {quiz}").format(quiz=clip(plain(one.title), _TITLE))
    whole = f"{told} ({', '.join(facts)}). {_('Esc leads to your class.')}"
    return whole, f"{told} ({facts[0]}). {_('Esc leads there.')}"


def regraded_words(before: "StudentView", now: "StudentView") -> tuple[str, str]:
    """Return that an earlier question counts otherwise, with the points, and in fewer words.

    Both are "" where none does.
    """
    numbers = regraded_earlier(before, now)
    if not numbers:
        return "", ""
    told = _("Your teacher changed how a question counts.")
    if numbers[-1]:
        form = _("Your teacher changed how question {number} counts.")
        told = form.format(number=numbers[-1])
    points = _("1 point")
    if now.points != 1:
        points = _("{value} points").format(value=f"{now.points:g}")
    return f"{told} {_('You have {points} now.').format(points=points)}", told
