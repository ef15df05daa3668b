"""Any sitting, however it is played and whatever the clocks do."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizgame.engine import acts
from quizgame.engine.events import Event, Reading, decode, encode
from quizgame.engine.results import attempt_record, response_records
from quizgame.engine.scoring import SCORINGS
from quizgame.engine.sitting import POLICIES, ItemState, question_left, quiz_left
from quizgame.errors import RefusedError
from quizgame.model.questions.base import Response
from tests.unit.engine.sittings import NAMES, QUESTIONS, Game, a_plan
from tests.unit.samples import SAMPLES

SEEN_EVERY_S = 10.0
EPSILON = 1e-6
MANY = 10
RESPONSES = sorted(
    {
        response
        for sample in SAMPLES.values()
        for response in (*sample.right, *sample.wrong, *sample.invalid, ("two\nlines", "\x00"))
    }
)
seconds = st.sampled_from([0.01, 0.2, 1.0, 4.0, 9.0, 31.0, 75.0])
kinds = st.sampled_from(["right", "wrong", "invalid"])
jumps = st.sampled_from([-4000.0, -3.0, -1.5, 1.5, 3.0, 20.0, 4000.0])


def _fate(item: ItemState) -> tuple[Any, ...]:
    """Return what may not change once a question is closed."""
    return replace(item, marked=False), item.closed


class SittingMachine(RuleBasedStateMachine):
    """Plays at random, as an app does: a tick follows each second, jump and restart."""

    game: Game

    def __init__(self) -> None:
        """Nothing has been played."""
        super().__init__()
        self.runs = 1
        self.closed: dict[str, tuple[Any, ...]] = {}
        self.spent = (0.0, 0.0)
        self.unseen = 0.0

    @initialize(
        behaviour=st.sampled_from(sorted(POLICIES)),
        scoring=st.sampled_from(SCORINGS),
        names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        limit=st.sampled_from([0, 30]),
        quiz_time=st.sampled_from([0, 60]),
        factor=st.sampled_from([0.0, 1.0, 1.25, 1.5, 2.0]),
    )
    def start(self, names: list[str], **plan: Any) -> None:
        """Begin some sitting."""
        self.game = Game(a_plan(names, **plan))
        self.go_on()

    def _try(self, events: Any, *arguments: Any, **named: Any) -> tuple[Event, ...]:
        """Act, or be refused; anything else but a refusal is an error."""
        try:
            return self.game.commit(events(self.game.sitting, *arguments, **named))
        except RefusedError:
            return ()

    def _left(self) -> tuple[float, float]:
        sitting, now = self.game.sitting, self.game.now
        lefts = (question_left(sitting, now), quiz_left(sitting, now))
        first, second = (float("inf") if left is None else left for left in lefts)
        return first, second

    def _tick(self, response: Response = ()) -> None:
        game = self.game
        if game.sitting.is_over:
            return
        if not game.tick(response) and acts.is_due(game.sitting, game.now, SEEN_EVERY_S):
            game.commit(acts.seen(game.sitting))

    def _answer(self, kind: str) -> Response:
        for sample in SAMPLES.values():
            if self.game.sitting.item and sample.question.id == self.game.current:
                return {"right": sample.right, "wrong": sample.wrong}.get(kind, sample.invalid)[-1]
        return ()

    @rule(seconds=seconds, kind=kinds)
    def wait(self, seconds: float, kind: str) -> None:
        """Time passes with something on screen; it never comes back."""
        response = self._answer(kind)
        while seconds > 0:
            before, item = self._left(), self.game.sitting.item
            self.game.wait(min(seconds, 1.0))
            if self.game.sitting.item is item:
                assert all(now <= was for now, was in zip(self._left(), before, strict=True))
            seconds -= 1.0
            self._tick(response)

    @precondition(lambda self: self.game.sitting.phase == "open")
    @rule(seconds=seconds, kind=kinds)
    def hang(self, seconds: float, kind: str) -> None:
        """No tick came while time passed, as in line mode; then an answer is sent."""
        self.game.wait(seconds)
        self.answer(kind, 1, 0)
        self._tick()

    @rule(seconds=jumps)
    def suspend_or_set_the_clock(self, seconds: float) -> None:
        """A practice loses nothing by it, an exam wins nothing."""
        before = self._left()
        self.game.sleep(seconds)
        after = self._left()
        if self.game.sitting.policy.counts_gaps:
            assert all(now <= was + EPSILON for now, was in zip(after, before, strict=True))
        else:
            assert after == before
        self._tick()

    @rule(seconds=jumps | seconds)
    def restart(self, seconds: float) -> None:
        """A new process takes the sitting up; an exam wins at most what was not yet seen."""
        before = self._left()
        self.game.sitting = self.game.replayed()
        self.runs += 1
        self.game.restart(seconds, run=f"run {self.runs}")
        after = self._left()
        slack = SEEN_EVERY_S + EPSILON
        assert all(now <= was + slack for now, was in zip(after, before, strict=True))
        if not self.game.sitting.policy.counts_gaps:
            assert all(now >= was for now, was in zip(after, before, strict=True))
        self._tick(self._answer("right"))

    @rule()
    def go_on(self) -> None:
        """Go to the next question."""
        self._try(acts.show, acts.next_index(self.game.sitting))

    @rule(index=st.integers(-1, 4))
    def show(self, index: int) -> None:
        """Go to some question, if it may be."""
        self._try(acts.show, index)

    @precondition(lambda self: self.game.sitting.item is not None)
    @rule(
        kind=kinds,
        certainty=st.sampled_from([1, 2, 3, 0, 4]),
        stale=st.sampled_from([0.0, 0.1, 5.0]),
    )
    def answer(self, kind: str, certainty: int, stale: float) -> None:
        """Answer what is on screen, rightly or not, by a key read a moment ago."""
        now = self.game.now
        self.game.now = replace(now, wall=now.wall - stale, mono=now.mono - stale)
        self._try(
            acts.answer,
            QUESTIONS,
            self.game.current,
            self._answer(kind),
            self.game.now,
            certainty=certainty,
        )
        self.game.now = now

    @rule(name=st.sampled_from(NAMES), response=st.sampled_from(RESPONSES))
    def answer_another(self, name: str, response: Response) -> None:
        """What was meant for another question changes nothing."""
        if self.game.sitting.item is None or self.game.current != name:
            assert not self._try(acts.answer, QUESTIONS, name, response, self.game.now)

    @precondition(lambda self: self.game.sitting.item is not None)
    @rule()
    def give_up(self) -> None:
        """Say "I do not know"."""
        self._try(acts.give_up, self.game.current)

    @rule(place=st.integers(0, 2), on=st.booleans())
    def mark(self, place: int, *, on: bool) -> None:
        """Mark a question, or take the mark away."""
        items = self.game.sitting.items
        self._try(acts.mark, items[place % len(items)].ref.id, on=on)

    @rule()
    def pause(self) -> None:
        """Stop the clock."""
        self._try(acts.pause)

    @precondition(lambda self: self.game.sitting.paused)
    @rule()
    def resume(self) -> None:
        """Let the clock run again."""
        self._try(acts.resume)

    @precondition(lambda self: len(self.game.events) > MANY)
    @rule(act=st.sampled_from([acts.submit, acts.abandon]))
    def end(self, act: Any) -> None:
        """Late in the game, end the sitting; then nothing can be done any more."""
        self._try(act)
        if self.game.sitting.is_over:
            self.game.sitting, before = self.game.replayed(), self.game.sitting
            self.show(0)
            self.pause()
            self._try(acts.submit)
            assert self.game.sitting == before

    @invariant()
    def events_are_the_truth(self) -> None:
        """The kept events alone give the state, and each survives being written down."""
        assert self.game.replayed() == self.game.sitting
        last = self.game.events[-1]
        assert decode(encode(last)) == last
        assert [one.seq for one in self.game.events] == list(range(self.game.sitting.seq))

    @invariant()
    def what_is_closed_stays(self) -> None:
        """A revealed question, or one out of time, never changes again."""
        for item in self.game.sitting.items:
            known = self.closed.get(item.ref.id)
            assert known is None or known == _fate(item)
            if item.closed:
                self.closed[item.ref.id] = _fate(item)

    @invariant()
    def time_runs_forward(self) -> None:
        """Counted time never shrinks, and an exam counts at least the time on screen."""
        sitting = self.game.sitting
        spent = (sum(item.spent for item in sitting.items), sitting.quiz_spent)
        assert all(now >= was for now, was in zip(spent, self.spent, strict=True))
        self.spent = spent
        if sitting.policy.counts_gaps:
            assert sitting.quiz_spent + EPSILON >= self._on_screen()
        else:
            assert spent[0] <= self._on_screen() + EPSILON

    def _on_screen(self) -> float:
        """Return the monotonic seconds between a first `shown` and the end, run by run."""
        total, last, running = 0.0, None, False
        for stamped in self.game.events:
            at: Reading = stamped.at
            if last and running and last.run == at.run:
                total += max(0.0, at.mono - last.mono)
            if not last or last.run != at.run or at.mono > last.mono:
                last = at
            running = running or stamped.event.name == "shown"
            running = running and stamped.event.name not in {"submitted", "abandoned"}
        return total

    @invariant()
    def a_record_can_be_made(self) -> None:
        """At any moment there is a record with every mark within its bounds."""
        sitting = self.game.sitting
        records = response_records(sitting, QUESTIONS)
        record = attempt_record("a", sitting, records, started_at=0)
        assert 0 <= record.accuracy <= 1
        assert record.points <= record.max_points
        for one in records:
            assert (one.outcome == "pending") == (one.fraction is None)
            assert one.outcome != "late" or (one.fraction, one.points) == (0, 0)
        if sitting.plan.factor == 0:
            assert not any(item.late or item.by_clock for item in sitting.items)


SittingMachine.TestCase.settings = settings(max_examples=100, stateful_step_count=50)
TestSitting = SittingMachine.TestCase
