"""How much time there is for a sitting, as a front end shows it."""

from quizgame.backend.views import TimeView
from quizgame.engine.closing import whole_time
from quizgame.engine.events import Reading
from quizgame.engine.sitting import Sitting, question_left, question_limit


def time_view(sitting: Sitting, now: Reading, *, began: float, closes: float) -> TimeView:
    """Return the time left now of a sitting that `began` and closes at UTC seconds, 0 for never."""
    open_question = sitting.item is not None and sitting.phase == "open"
    left, limit, ends = whole_time(sitting, now, closes, began)
    return TimeView(
        question_left(sitting, now) if open_question else None,
        question_limit(sitting, sitting.current) if open_question else None,
        left,
        limit,
        sitting.paused,
        ends,
    )
