"""That questions count otherwise than a student was told before, in a line."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.line import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.live.views import StudentView


def regraded_lines(numbers: "Sequence[int]", now: "StudentView") -> Iterator[str]:
    """Yield that questions count otherwise, and the points after it; 0: one that is not named."""
    if not numbers:
        return
    form = _("Your teacher changed how question {number} counts.")
    some = _("Your teacher changed how a question counts.")
    parts = [form.format(number=number) if number else some for number in numbers]
    points = _("You have {points} now.").format(points=phrases.points(now.points))
    yield " ".join([*parts, points])
