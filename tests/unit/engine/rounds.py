"""Live rounds for tests: plans, clocks that only the test moves, and a class that plays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quizgame.engine import round_acts, round_answers, round_seats
from quizgame.engine.events import QuestionRef, Reading
from quizgame.engine.round import step
from quizgame.engine.round_answers import OnScreen
from quizgame.engine.round_events import RoundEvent, RoundStamped, RoundStarted
from quizgame.engine.round_marks import RoundMark
from quizgame.engine.round_results import round_results
from quizgame.engine.round_state import Revisions, Round, RoundItem
from quizgame.model.bank import content_hash, scoring_hash
from quizgame.model.questions.base import Question, Response
from tests.unit.engine.sittings import QUESTIONS, START

REVISIONS: dict[str, Question] = {content_hash(one): one for one in QUESTIONS.values()}
RIGHT: dict[str, Response] = {name: question.key() for name, question in QUESTIONS.items()}


def a_ref(question: Question, *, limit: int = 30, points: float = 1.0) -> QuestionRef:
    """Return the reference of a question in a round."""
    return QuestionRef(
        id=question.id,
        revision=content_hash(question),
        scoring_hash=scoring_hash(question),
        limit=limit,
        points=points,
    )


def a_round(
    names: Sequence[str] = ("city", "member", "leader"),
    *,
    limit: int = 30,
    points: float = 1.0,
    **changes: Any,
) -> RoundStarted:
    """Return the start of a round of sample questions."""
    plan = RoundStarted(
        bank="bank",
        bank_title="A bank",
        quiz="all",
        quiz_title="All of it",
        language="en",
        sober=False,
        scoring="accuracy",
        seed=7,
        questions=tuple(a_ref(QUESTIONS[name], limit=limit, points=points) for name in names),
        reading_seconds=120,
    )
    return replace(plan, **changes)


@dataclass
class Lesson:
    """A live round being played: keeps its events, and clocks that only the test moves."""

    plan: RoundStarted = field(default_factory=a_round)
    now: Reading = START
    events: list[RoundStamped] = field(default_factory=list)
    revisions: Revisions = field(default_factory=lambda: dict(REVISIONS))
    active: dict[int, Reading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the lobby."""
        [started] = round_acts.start(self.plan)
        self.events.append(RoundStamped(0, self.now, started))
        self.state: Round = step(None, self.events[0])

    def wait(self, seconds: float) -> None:
        """Let both clocks run."""
        self.now = replace(self.now, wall=self.now.wall + seconds, mono=self.now.mono + seconds)

    def sleep(self, seconds: float) -> None:
        """Suspend the computer: the wall clock alone goes on."""
        self.now = replace(self.now, wall=self.now.wall + seconds)

    def restart(self, after: float, run: str = "second run") -> None:
        """End the server, and start another `after` seconds by the wall clock, from its events."""
        self.state = self.replayed()
        self.now = Reading(self.now.wall + after, 3.0, run)
        self.commit(round_seats.take_up(self.state, self.now))

    def commit(
        self, events: Sequence[RoundEvent], at: Reading | None = None
    ) -> tuple[RoundEvent, ...]:
        """Let events happen now, or `at` another moment; return them."""
        for event in events:
            self.events.append(RoundStamped(self.state.seq, at or self.now, event))
            self.state = step(self.state, self.events[-1])
        return tuple(events)

    def join(self, *names: str, **more: Any) -> None:
        """Let students join."""
        for name in names:
            self.commit(round_seats.join(self.state, name, **more))

    def show(self) -> None:
        """Show the next question, painted at once."""
        self.commit(round_acts.show_next(self.state))
        self.commit(round_acts.painted(self.state, self.current))

    def answer(
        self, seat: int, response: Response | None = None, question: str = "", **more: Any
    ) -> tuple[RoundEvent, ...]:
        """Answer for a seat: the question on screen, rightly, unless told otherwise."""
        name = question or self.current
        more.setdefault("now", self.now)
        given = RIGHT[name] if response is None else response
        events = round_answers.answer(self.state, self.revisions, seat, name, given, **more)
        return self.commit(events, more["now"])

    def tick(self, on_screen: Mapping[int, OnScreen] | None = None) -> tuple[RoundEvent, ...]:
        """Do what the clock asks for."""
        return self.commit(
            round_answers.tick(self.state, self.revisions, self.now, on_screen or {}, self.active)
        )

    def close(self, on_screen: Mapping[int, OnScreen] | None = None) -> None:
        """Close the question by hand."""
        self.commit(round_acts.close(self.state, self.revisions, on_screen or {}))

    def reveal(self) -> None:
        """Close the question if it is open, and show its key and explanation."""
        if self.state.phase == "open":
            self.close()
        self.commit(round_acts.reveal(self.state))
        self.commit(round_acts.explain(self.state))

    def finish(self) -> None:
        """End the round."""
        self.commit(round_acts.finish(self.state, self.revisions))

    @property
    def current(self) -> str:
        """The id of the question on screen."""
        return self.item.ref.id

    @property
    def item(self) -> RoundItem:
        """The question on screen."""
        assert self.state.item is not None
        return self.state.item

    def marks(self, seat: int) -> tuple[RoundMark, ...]:
        """Return what a seat has of each question."""
        [row] = [r for r in round_results(self.state, self.revisions) if r.seat.number == seat]
        return tuple(cell.mark for cell in row.cells)

    def outcomes(self, seat: int) -> list[str]:
        """Return how each question ended for a seat."""
        return [mark.outcome for mark in self.marks(seat)]

    def replayed(self) -> Round:
        """Return the state that the kept events alone give."""
        state: Round | None = None
        for stamped in self.events:
            state = step(state, stamped)
        assert state is not None
        return state
