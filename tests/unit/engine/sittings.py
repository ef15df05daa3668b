"""Sittings for tests: plans, clock readings, and a table that plays by the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quizgame.engine import acts
from quizgame.engine.events import Event, QuestionRef, Reading, Stamped, Started
from quizgame.engine.sitting import POLICIES, Sitting, step
from quizgame.model.bank import content_hash, scoring_hash
from quizgame.model.questions.base import Question, Response
from tests.unit.samples import SAMPLES

START = Reading(1_700_000_000.0, 50.0, "first run")
NAMES = tuple(sample.question.id for sample in SAMPLES.values())
QUESTIONS: dict[str, Question] = {
    sample.question.id: sample.question for sample in SAMPLES.values()
}


def a_plan(
    names: Sequence[str] = ("city", "member", "leader"),
    *,
    limit: int = 30,
    questions: Mapping[str, Question] = QUESTIONS,
    **changes: Any,
) -> Started:
    """Return the start of a practice of sample questions, or others, each worth 1 point."""
    refs = tuple(
        QuestionRef(
            id=name,
            revision=content_hash(questions[name]),
            scoring_hash=scoring_hash(questions[name]),
            limit=limit,
            points=1.0,
        )
        for name in names
    )
    plan = Started(
        bank="bank",
        bank_title="A bank",
        quiz="all",
        quiz_title="All of it",
        language="en",
        sober=False,
        behaviour="practice",
        scoring="accuracy",
        seed=7,
        questions=refs,
        shuffle_options=True,
        quiz_time=0,
        factor=1.0,
        pass_mark=0.0,
        reading=POLICIES["practice"].reading,
    )
    return replace(plan, **changes)


@dataclass
class Game:
    """A sitting being played: keeps its events, and clocks that only the test moves."""

    plan: Started = field(default_factory=a_plan)
    now: Reading = START
    events: list[Stamped] = field(default_factory=list)
    questions: Mapping[str, Question] = field(default_factory=lambda: QUESTIONS)

    def __post_init__(self) -> None:
        """Start."""
        self.events.append(Stamped(0, self.now, self.plan))
        self.sitting: Sitting = step(None, self.events[0])

    def wait(self, seconds: float) -> None:
        """Let both clocks run."""
        self.now = replace(self.now, wall=self.now.wall + seconds, mono=self.now.mono + seconds)

    def sleep(self, seconds: float) -> None:
        """Suspend the computer: the wall clock alone goes on (or is set, by any amount)."""
        self.now = replace(self.now, wall=self.now.wall + seconds)

    def restart(self, after: float, run: str = "second run") -> None:
        """End the process, and start another `after` seconds by the wall clock."""
        self.now = Reading(self.now.wall + after, 3.0, run)

    def commit(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Let events happen now; return them."""
        for event in events:
            self.events.append(Stamped(self.sitting.seq, self.now, event))
            self.sitting = step(self.sitting, self.events[-1])
        return tuple(events)

    def show(self, index: int) -> None:
        """Put a question on screen."""
        self.commit(acts.show(self.sitting, index))

    def answer(self, response: Response, *, certainty: int = 0, question: str = "") -> None:
        """Answer the question on screen, or try to answer another."""
        name = question or self.current
        self.commit(
            acts.answer(self.sitting, self.questions, name, response, self.now, certainty=certainty)
        )

    def tick(self, response: Response = (), *, certainty: int = 0) -> tuple[Event, ...]:
        """Do what the clock asks for, with `response` on screen."""
        gap = acts.notice_gap(self.sitting, self.now)
        ended = (
            ()
            if gap
            else acts.time_up(self.sitting, self.questions, response, self.now, certainty=certainty)
        )
        return self.commit(gap or ended)

    @property
    def current(self) -> str:
        """The id of the question on screen."""
        return self.sitting.items[self.sitting.current].ref.id

    def replayed(self) -> Sitting:
        """Return the state that the kept events alone give."""
        sitting: Sitting | None = None
        for stamped in self.events:
            sitting = step(sitting, stamped)
        assert sitting is not None
        return sitting
