"""A sitting as a fold over its events: `state = step(state, event)`.

Behaviours are rows of one table; question types are unknown here. What may happen next is decided
in `engine/acts.py`.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from quizgame.engine.clock import lapse
from quizgame.engine.events import (
    Answered,
    Event,
    Marked,
    Passed,
    QuestionRef,
    Reading,
    Revealed,
    Shown,
    Stamped,
    Started,
    Submitted,
)
from quizgame.model.questions.base import Response

Phase = Literal["ready", "open", "revealed", "finished", "abandoned"]
"""`ready`: nothing on screen; `open`: a question to be answered; `revealed`: its key is shown."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a behaviour allows. `counts_gaps`: the clock runs on while nobody is there."""

    feedback_each: bool
    may_return: bool
    may_pause: bool
    timed: bool
    counts_gaps: bool
    reading: tuple[str, ...]


POLICIES: dict[str, Policy] = {
    "practice": Policy(
        feedback_each=True,
        may_return=False,
        may_pause=True,
        timed=True,
        counts_gaps=False,
        reading=("before", "during"),
    ),
    "exam": Policy(
        feedback_each=False,
        may_return=True,
        may_pause=False,
        timed=True,
        counts_gaps=True,
        reading=("after",),
    ),
    "review": Policy(
        feedback_each=True,
        may_return=False,
        may_pause=True,
        timed=False,
        counts_gaps=False,
        reading=("before", "during"),
    ),
}


@dataclass(frozen=True, slots=True)
class ItemState:
    """A question of a sitting.

    `spent` counts the seconds that it was open, `answered_at` those until the last change of the
    response. `closed` means that it can not be answered any more: revealed, passed, or out of time.
    `by_clock` means that the end of its time closed it.
    """

    ref: QuestionRef
    shown: bool = False
    response: Response = ()
    certainty: int = 0
    late: bool = False
    spent: float = 0.0
    answered_at: float = 0.0
    marked: bool = False
    passed: bool = False
    closed: bool = False
    by_clock: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether a response is kept, late or not."""
        return bool(self.response)


@dataclass(frozen=True, slots=True)
class Sitting:
    """The running state of an attempt. `seq` is the place of the next event."""

    plan: Started
    items: tuple[ItemState, ...]
    seq: int
    last: Reading
    phase: Phase = "ready"
    current: int = -1
    paused: bool = False
    quiz_spent: float = 0.0
    submitted_by_clock: bool = False
    submitted_by_closing: bool = False

    @property
    def policy(self) -> Policy:
        """The row of the behaviour."""
        return POLICIES[self.plan.behaviour]

    @property
    def item(self) -> ItemState | None:
        """The question on screen, or None."""
        return self.items[self.current] if self.current >= 0 else None

    @property
    def is_over(self) -> bool:
        """Whether nothing can be done any more."""
        return self.phase in {"finished", "abandoned"}


def step(sitting: Sitting | None, stamped: Stamped) -> Sitting:
    """Return the state after an event.

    Raises ValueError when the first event is not `Started`, or an event names a question that the
    sitting does not have: such events do not come from `engine/acts.py`.
    """
    event = stamped.event
    if isinstance(event, Started):
        items = tuple(ItemState(ref) for ref in event.questions)
        return Sitting(event, items, stamped.seq + 1, stamped.at)
    if sitting is None:
        message = "a sitting begins with `started`"
        raise ValueError(message)
    sitting = elapse(sitting, stamped.at)
    return replace(_applied(sitting, event), seq=stamped.seq + 1)


def elapse(sitting: Sitting, now: Reading) -> Sitting:
    """Return the sitting with the time until `now` counted where a clock runs.

    A reading from before the last one, as of a key that waited for its turn, changes nothing.
    """
    if now.run == sitting.last.run and now.mono < sitting.last.mono:
        return sitting
    passed = lapse(sitting.last, now, counts_gaps=sitting.policy.counts_gaps).seconds
    if not passed or sitting.paused or sitting.phase != "open":
        return replace(sitting, last=now)
    # An exam is open from its first question to its end, so its clock never stands.
    items, item = sitting.items, sitting.items[sitting.current]
    if not item.closed:
        items = _with(items, sitting.current, replace(item, spent=item.spent + passed))
    return replace(sitting, items=items, quiz_spent=sitting.quiz_spent + passed, last=now)


def _with(items: tuple[ItemState, ...], index: int, item: ItemState) -> tuple[ItemState, ...]:
    return (*items[:index], item, *items[index + 1 :])


def index_of(sitting: Sitting, question: str) -> int:
    """Return the place of a question in the sitting, or -1."""
    for index, item in enumerate(sitting.items):
        if item.ref.id == question:
            return index
    return -1


def _applied(sitting: Sitting, event: Event) -> Sitting:
    match event:
        case Shown():
            sitting = _changed(sitting, event.question, shown=True)
            current = index_of(sitting, event.question)
            return replace(sitting, current=current, phase="open", paused=False)
        case Answered():
            return _answered(sitting, event)
        case Passed():
            # In an exam an answer may stand already; it goes on counting.
            left = not sitting.items[_place(sitting, event.question)].is_answered
            return _changed(
                sitting, event.question, passed=left, closed=True, by_clock=event.by_clock
            )
        case Revealed():
            return replace(_changed(sitting, event.question, closed=True), phase="revealed")
        case Marked():
            return _changed(sitting, event.question, marked=event.on)
        case _:
            return replace(sitting, **_WHOLE.get(event.name, {}), **_by_clock(event))


_WHOLE: dict[str, dict[str, Any]] = {
    "paused": {"paused": True},
    "resumed": {"paused": False},
    "submitted": {"phase": "finished", "current": -1, "paused": False},
    "abandoned": {"phase": "abandoned", "current": -1, "paused": False},
}
"""What the events that concern no single question change."""


def _by_clock(event: Event) -> dict[str, Any]:
    if not isinstance(event, Submitted):
        return {}
    return {"submitted_by_clock": event.by_clock, "submitted_by_closing": event.closed}


def _changed(sitting: Sitting, question: str, **changes: bool) -> Sitting:
    index = _place(sitting, question)
    item = replace(sitting.items[index], **changes)  # type: ignore[arg-type] # only flags
    return replace(sitting, items=_with(sitting.items, index, item))


def _place(sitting: Sitting, question: str) -> int:
    index = index_of(sitting, question)
    if index < 0:
        message = f"this sitting has no question {question!r}"
        raise ValueError(message)
    return index


def _answered(sitting: Sitting, event: Answered) -> Sitting:
    index = _place(sitting, event.question)
    item = sitting.items[index]
    if event.late and item.is_answered and not item.late:
        # The answer that was there in time goes on counting.
        return replace(sitting, items=_with(sitting.items, index, replace(item, closed=True)))
    item = replace(
        item,
        response=event.response,
        certainty=event.certainty,
        late=event.late,
        # The same answer sent again is no change of it.
        answered_at=item.answered_at if event.response == item.response else item.spent,
        passed=False,
        closed=item.closed or event.late or event.by_clock,
        by_clock=event.by_clock,
    )
    return replace(sitting, items=_with(sitting.items, index, item))


def question_limit(sitting: Sitting, index: int) -> float | None:
    """Return the seconds a question may be open, the person's factor applied, or None."""
    limit = sitting.items[index].ref.limit * sitting.plan.factor
    return limit if limit and sitting.policy.timed else None


def quiz_limit(sitting: Sitting) -> float | None:
    """Return the seconds that the whole quiz may take, the person's factor applied, or None."""
    limit = sitting.plan.quiz_time * sitting.plan.factor
    return limit if limit and sitting.policy.timed else None


def question_left(sitting: Sitting, now: Reading) -> float | None:
    """Return the seconds left for the question on screen, not below 0, or None."""
    now_sitting = elapse(sitting, now)
    item = now_sitting.item
    limit = question_limit(now_sitting, now_sitting.current) if item else None
    return None if limit is None or item is None else max(0.0, limit - item.spent)


def quiz_left(sitting: Sitting, now: Reading) -> float | None:
    """Return the seconds left for the whole quiz, not below 0, or None."""
    limit = quiz_limit(sitting)
    return None if limit is None else max(0.0, limit - elapse(sitting, now).quiz_spent)
