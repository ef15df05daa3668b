"""Any live round, whatever teacher and students do and whatever the clocks do."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quizgame.engine import round_acts, round_answers, round_corrections, round_seats
from quizgame.engine.lesson import lesson, progress
from quizgame.engine.round import step
from quizgame.engine.round_answers import OnScreen
from quizgame.engine.round_counts import distribution
from quizgame.engine.round_events import RoundEvent, RoundStamped, SeatAnswered, decode, encode
from quizgame.engine.round_marks import RoundMark, asks_the_same
from quizgame.engine.round_results import regraded, round_results, seat_attempt, seat_result
from quizgame.engine.round_state import Given, Round
from quizgame.engine.scoring import SCORINGS
from quizgame.engine.seat_events import OneSeatEvent
from quizgame.engine.standings import standings
from quizgame.errors import RefusedError
from quizgame.model.bank import content_hash, scoring_hash
from quizgame.model.questions.base import Response
from tests.unit.engine.rounds import REVISIONS, Lesson, a_round
from tests.unit.engine.sittings import NAMES, QUESTIONS
from tests.unit.samples import SAMPLES, make_question

EPSILON = 1e-9
SEATS = st.integers(1, 6)
seconds = st.sampled_from([0.01, 0.3, 2.0, 9.0, 21.0, 31.0, 75.0])
kinds = st.sampled_from(["right", "wrong", "invalid"])
factors = st.sampled_from([1.0, 1.0, 1.25, 1.5, 2.0, 0.0])
OTHER_KEYS = {
    "member": make_question(
        id="member", type="true-false", stem="Britain has signed.", answer=False
    ),
    "city": make_question(
        id="city",
        type="single-choice",
        stem="In which city was the summit?",
        options=[
            {"text": "Vilnius"},
            {"text": "Hiroshima", "correct": True},
            {"text": "Kaunas", "id": "near"},
        ],
    ),
    "course": make_question(
        id="course",
        type="ordering",
        stem="What came first?",
        items=["The summit", "The return", "The visit"],
    ),
    "roles": make_question(
        id="roles",
        type="matching",
        stem="Who is what?",
        pairs=[
            {"left": "Sunak", "right": "king"},
            {"left": "Johnson", "right": "prime minister"},
            {"left": "May", "right": "president"},
            {"left": "Biden", "right": "president"},
        ],
        distractors=[{"text": "former prime minister"}],
    ),
}
ALL_REVISIONS = {**REVISIONS, **{content_hash(one): one for one in OTHER_KEYS.values()}}
PACE: list[Any] = [
    round_acts.begin_reading,
    round_acts.end_reading,
    round_acts.show_next,
    round_acts.show_next,
    round_acts.begin_second_vote,
    round_acts.reveal,
    round_acts.reveal,
    round_acts.explain,
    round_acts.show_standings,
    round_acts.hide_standings,
    round_acts.pause,
    round_acts.resume,
    round_acts.resume,
]


def _response(name: str, kind: str) -> Response:
    [sample] = [one for one in SAMPLES.values() if one.question.id == name]
    return {"right": sample.right, "wrong": sample.wrong}.get(kind, sample.invalid)[-1]


class RoundMachine(RuleBasedStateMachine):
    """Plays at random, with a tick after each wait, as a server does."""

    it: Lesson

    def __init__(self) -> None:
        """Nothing has been played."""
        super().__init__()
        self.runs = 1
        self.final: dict[str, tuple[Any, ...]] = {}
        self.acknowledged: list[SeatAnswered] = []

    @initialize(
        scoring=st.sampled_from(SCORINGS),
        names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        limit=st.sampled_from([0, 30]),
        out_of=st.sampled_from(["present", "all"]),
        here=st.lists(factors, max_size=3),
    )
    def start(self, names: list[str], limit: int, here: list[float], **plan: Any) -> None:
        """Open the lobby for some, and show the first question."""
        self.it = Lesson(a_round(names, limit=limit, points=2.0, **plan), revisions=ALL_REVISIONS)
        for number, factor in enumerate(here):
            self.it.join(f"early {number}", factor=factor)
        self.it.show()

    def _try(self, act: Any, *arguments: Any, at: Any = None, **named: Any) -> None:
        """Act, or be refused; anything else but a refusal is an error."""
        try:
            events = act(self.it.state, *arguments, **named)
        except RefusedError:
            return
        self._commit(events, at)

    def _commit(self, events: tuple[RoundEvent, ...], at: Any = None) -> None:
        self.it.commit(events, at)
        self.acknowledged += [one for one in events if isinstance(one, SeatAnswered)]

    @rule(factor=factors, connected=st.booleans(), number=st.integers(1, 4))
    def join(self, factor: float, number: int, *, connected: bool) -> None:
        """Somebody comes, or the roster does."""
        self._try(round_seats.join, f"seat {number}", factor=factor, connected=connected)

    @rule(seat=SEATS, back=st.booleans())
    def drop(self, seat: int, *, back: bool) -> None:
        """A connection ends, and perhaps comes back at once."""
        self._try(round_seats.disconnect, seat)
        if back:
            self._try(round_seats.connect, seat)

    @rule(seat=SEATS)
    def come_back(self, seat: int) -> None:
        """Somebody comes back."""
        self._try(round_seats.connect, seat)

    @rule(seat=SEATS, factor=factors)
    def set_factor(self, seat: int, factor: float) -> None:
        """A person's accommodation changes."""
        self._try(round_seats.set_factor, seat, factor)

    @rule(seat=SEATS, act=st.sampled_from([round_seats.free, round_seats.remove]))
    def take_seat(self, seat: int, act: Any) -> None:
        """The teacher frees or removes a seat."""
        self._try(act, seat)

    @rule(act=st.sampled_from(PACE))
    def pace(self, act: Any) -> None:
        """The teacher presses a key, fitting or not."""
        self._try(act)

    @rule(kind=kinds)
    def go_on(self, kind: str) -> None:
        """The teacher does what comes next."""
        match self.it.state.phase:
            case "open":
                self._try(round_acts.close, ALL_REVISIONS, self._on_screen(kind))
            case "closed":
                self._try(round_acts.reveal)
            case "revealed":
                self._try(round_acts.explain)
            case _:
                self._try(round_acts.show_next)

    @rule(late=st.sampled_from([0.0, 0.4]))
    def paint(self, late: float) -> None:
        """The last screen was painted, a moment ago."""
        if self.it.state.item is not None:
            at = replace(self.it.now, mono=self.it.now.mono - late, wall=self.it.now.wall - late)
            self._try(round_acts.painted, self.it.current, at=at)

    @rule(seat=SEATS, seconds=st.sampled_from([0, 1, 30, 4000]))
    def extend(self, seat: int, seconds: int) -> None:
        """Everybody gets more time, and one seat is seen to be awake."""
        self._try(round_acts.extend, seconds)
        self.it.active[seat] = self.it.now

    @rule(seconds=seconds, kind=kinds)
    def wait(self, seconds: float, kind: str) -> None:
        """Time passes with something on every screen."""
        while seconds > 0:
            self.it.wait(min(seconds, 1.0))
            seconds -= 1.0
            state = self.it.state
            before = state.timer
            events = round_answers.tick(
                state, ALL_REVISIONS, self.it.now, self._on_screen(kind), self.it.active
            )
            if any(getattr(event, "by", "") == "clock" for event in events):
                assert before.deadline is not None
            self._commit(events)

    def _on_screen(self, kind: str) -> dict[int, OnScreen]:
        item = self.it.state.item
        response = _response(item.ref.id, kind) if item else ()
        return {seat: OnScreen(response, 2) for seat in (1, 3)}

    @rule(jump=st.sampled_from([-4000.0, 3.0, 4000.0]))
    def sleep(self, jump: float) -> None:
        """The computer sleeps, or its clock is set."""
        self.it.sleep(jump)
        self._try(round_acts.notice_gap, self.it.now)

    @rule(after=st.sampled_from([-100.0, 1.0, 4000.0]))
    def kill(self, after: float) -> None:
        """The server is killed and started again."""
        self.runs += 1
        self.it.restart(after, run=f"run {self.runs}")

    @rule(
        seat=SEATS,
        kind=kinds,
        certainty=st.integers(0, 4),
        stale=st.sampled_from([0.0, 0.0, 0.1, 5.0]),
        place=st.integers(-1, 2),
        vote=st.sampled_from([None, 1, 2]),
    )
    def answer(
        self, seat: int, kind: str, *, certainty: int, stale: float, place: int, vote: Any
    ) -> None:
        """Answer what is on screen, or what was, or what is to come."""
        items, now = self.it.state.items, self.it.now
        where = self.it.state.current if place < 0 else place % len(items)
        name = items[where].ref.id
        at = replace(now, wall=now.wall - stale, mono=now.mono - stale)
        vote = vote if vote is None or vote <= items[where].vote else None
        self._try(
            round_answers.answer,
            ALL_REVISIONS,
            seat,
            name,
            _response(name, kind),
            now=at,
            certainty=certainty,
            vote=vote,
            at=at,
        )

    @rule(place=st.integers(0, 2), kind=st.sampled_from(["skip", "void", "accept", "key"]))
    def correct(self, place: int, kind: str) -> None:
        """Put something right; taken back at once, everybody has what they had."""
        items = self.it.state.items
        name = items[place % len(items)].ref.id
        if kind == "skip":
            self._try(round_acts.skip, name)
            return
        open_before = self.it.state.phase == "open"
        count, before = len(self.it.state.corrections), self.it.state
        if kind == "void":
            self._try(round_corrections.void, ALL_REVISIONS, name)
        elif kind == "accept":
            wrong = _response(name, "wrong")
            self._try(round_corrections.accept_answer, ALL_REVISIONS, name, wrong)
        elif name in OTHER_KEYS:
            self._try(round_corrections.change_key, ALL_REVISIONS, name, OTHER_KEYS[name])
        if len(self.it.state.corrections) > count and not open_before:
            [undone] = round_corrections.undo(self.it.state, self.it.state.corrections[-1].seq)
            stamped = RoundStamped(self.it.state.seq, self.it.now, undone)
            assert regraded(before, step(self.it.state, stamped), ALL_REVISIONS) == ()

    @rule(which=st.integers(0, 3))
    def undo(self, which: int) -> None:
        """Take a correction back."""
        made = self.it.state.corrections
        if made:
            self._try(round_corrections.undo, made[which % len(made)].seq)

    @rule(sure=st.integers(0, 9))
    def finish(self, sure: int) -> None:
        """Now and then the teacher ends the round."""
        if sure == 0:
            self._try(round_acts.finish, ALL_REVISIONS, self._on_screen("right"))

    @invariant()
    def events_are_the_truth(self) -> None:
        """The kept events alone give the state, and each survives being written down."""
        assert self.it.replayed() == self.it.state
        last = self.it.events[-1]
        assert decode(encode(last)) == last

    @invariant()
    def no_acknowledged_answer_is_lost(self) -> None:
        """The last answer in time of each vote stands, and the first late one."""
        last: dict[tuple[int, str, int], SeatAnswered] = {}
        late: dict[tuple[int, str], SeatAnswered] = {}
        for event in self.acknowledged:
            if event.late:
                late.setdefault((event.seat, event.question), event)
            else:
                last[event.seat, event.question, event.vote] = event
        items = {item.ref.id: item for item in self.it.state.items}
        for (seat, name, vote), event in last.items():
            self._stands(items[name].votes(vote).get(seat), event)
        for (seat, name), event in late.items():
            self._stands(items[name].late.get(seat), event)

    def _stands(self, given: Given | None, event: SeatAnswered) -> None:
        assert given is not None
        assert (given.response, given.certainty) == (event.response, event.certainty)

    @invariant()
    def closing_is_final(self) -> None:
        """Once its key was shown no answer to a question changes, nor who was there."""
        for item in self.it.state.items:
            fate = (item.first, item.second, item.present, item.vote, item.closed_by)
            if item.revealed:
                assert self.final.setdefault(item.ref.id, fate) == fate

    @invariant()
    def nobody_has_less_time_than_is_theirs(self) -> None:
        """The deadline is never before the extended limit of anybody who is there."""
        state = self.it.state
        if state.phase != "open" or not state.timer.limit or state.item is None:
            return
        for seat in state.counted():
            if seat.is_here and seat.number in state.item.present:
                assert state.timer.deadline is None or (
                    seat.factor
                    and state.timer.deadline + EPSILON >= state.item.ref.limit * seat.factor
                )

    @invariant()
    def a_score_hangs_on_its_own_seat_alone(self) -> None:
        """In a round where the others did nothing, each seat has the very same marks."""
        for seat in self.it.state.counted():
            alone = self._alone(seat.number)
            told = seat_result(alone, ALL_REVISIONS, alone.seats[seat.number])
            mine = seat_result(self.it.state, ALL_REVISIONS, seat)
            assert told.cells == mine.cells
            assert (told.points, told.out_of) == (mine.points, mine.out_of)

    def _alone(self, seat: int) -> Round:
        state: Round | None = None
        for stamped in self.it.events:
            event = stamped.event
            if isinstance(event, SeatAnswered | OneSeatEvent) and event.seat != seat:
                continue
            if state is not None:
                state = replace(state, seq=stamped.seq)
            state = step(state, stamped)
        assert state is not None
        return state

    @invariant()
    def everything_can_be_told(self) -> None:
        """At any moment results, standings, counts, progress and time can be drawn."""
        state = self.it.state
        for row in round_results(state, ALL_REVISIONS):
            assert row.accuracy is None or 0 <= row.accuracy <= 1
            assert (row.points is None) == (row.out_of is None)
            assert row.points is None or row.out_of is None or row.points <= row.out_of
            for cell in row.cells:
                self._is_blank_or_marked(cell.mark)
            record = seat_attempt("a", state, ALL_REVISIONS, row.seat)
            assert all(one.position >= 0 for one in record.responses)
        places = [row.place for row in standings(state, ALL_REVISIONS)]
        assert places == sorted(places)
        for item in state.items:
            told = distribution(state, item, ALL_REVISIONS)
            assert told.answered + told.unanswered <= len(item.present)
            assert told.right <= told.answered
        assert len(progress(state)) == len(state.counted())
        assert lesson(state, self.it.now).number <= len(state.items)

    def _is_blank_or_marked(self, mark: RoundMark) -> None:
        blank = mark.outcome in {"not asked", "pending", "absent", "not yet joined"}
        assert blank == (mark.points is None) == (mark.fraction is None)
        assert mark.outcome not in {"late", "unanswered"} or mark.points == 0


RoundMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=50)
TestRound = RoundMachine.TestCase


def test_the_machine_has_other_keys_for_what_it_asks() -> None:
    """Each other key belongs to a sample, and is not the same key."""
    for name, changed in OTHER_KEYS.items():
        assert asks_the_same(QUESTIONS[name], changed)
        assert scoring_hash(QUESTIONS[name]) != scoring_hash(changed)
