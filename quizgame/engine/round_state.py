"""What a live round is at a moment: its seats, its questions, what is on screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from quizgame.engine import round_events as on
from quizgame.engine.events import QuestionRef, Reading
from quizgame.engine.round_clock import Timer
from quizgame.engine.selection import presented
from quizgame.model.questions.base import Presentation, Question, Response

Revisions = Mapping[str, Question]
"""The questions of a round by the content hash of their revision, as `QuestionRef.revision`."""

RoundPhase = Literal[
    "lobby",
    "reading",
    "ready",
    "open",
    "closed",
    "revealed",
    "explained",
    "standings",
    "finished",
]
"""`ready`: nothing on screen until the teacher goes on, after reading or a skipped question."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's place. `person` is "" for a guest, `factor` stretches time limits (0: none).

    `arrived` is the number of the event by which somebody first sat here, -1 before. A `free` seat
    is for whoever comes next under its name.
    """

    number: int
    name: str
    person: str
    factor: float
    arrived: int = -1
    connected: bool = False
    removed: bool = False
    free: bool = False

    @property
    def is_here(self) -> bool:
        """Whether somebody sits on it now."""
        return self.connected and not self.removed


@dataclass(frozen=True, slots=True)
class Given:
    """A response as it was acknowledged; `elapsed` the seconds to its last change."""

    response: Response
    certainty: int
    elapsed: float
    by_clock: bool = False


Votes = Mapping[int, Given]
"""The response that counts of each seat that gave one."""


@dataclass(frozen=True, slots=True)
class RoundItem:
    """A question of a round.

    `shown` is the number of the event that showed it (-1: not yet), `shown_at` when that was, in
    UTC seconds. `present` are the seats that could answer it. `late` responses count nowhere, the
    first of each seat is kept. `picked` holds the (part, text) that may be on the projector.
    """

    ref: QuestionRef
    shown: int = -1
    shown_at: float = 0.0
    present: frozenset[int] = frozenset()
    first: Votes = field(default_factory=dict)
    second: Votes = field(default_factory=dict)
    late: Votes = field(default_factory=dict)
    vote: on.Vote = 1
    closed_by: on.Closer | None = None
    revealed: bool = False
    skipped: bool = False
    picked: tuple[tuple[int, str], ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether it has been on screen."""
        return self.shown >= 0

    def given(self, seat: int) -> Given | None:
        """Return the response of a seat that counts: of the second vote, else of the first."""
        return self.second.get(seat) or self.first.get(seat)

    def votes(self, vote: int) -> Votes:
        """Return the responses of the first or the second vote."""
        return self.second if vote != 1 else self.first


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and the number of its event; one that was `undone` holds no more."""

    seq: int
    event: on.Correction
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """The state of a live round. `seq` is the number of the next event, `began` UTC seconds.

    `current` is the place of the question on screen or last there, -1 before the first.
    """

    plan: on.RoundStarted
    items: tuple[RoundItem, ...]
    seq: int
    began: float
    last: Reading
    standings_hidden: bool
    out_of: on.OutOf
    phase: RoundPhase = "lobby"
    current: int = -1
    seats: Mapping[int, Seat] = field(default_factory=dict)
    timer: Timer = field(default_factory=Timer)
    locked: bool = False
    was_read: bool = False
    corrections: tuple[Corrected, ...] = ()
    catch_up_until: float = 0.0
    finished_at: float = 0.0

    @property
    def item(self) -> RoundItem | None:
        """The question on screen or last there, or None."""
        return self.items[self.current] if self.current >= 0 else None

    @property
    def is_timed(self) -> bool:
        """Whether something with a clock is on screen: reading, or a question to be answered."""
        return self.phase in {"reading", "open"}

    @property
    def paused(self) -> bool:
        """Whether the clock stands until the teacher goes on."""
        return self.is_timed and self.timer.since is None

    def counted(self) -> tuple[Seat, ...]:
        """Return the seats that were not removed, in the order in which they were made."""
        return tuple(seat for seat in self.seats.values() if not seat.removed)


def presentation(plan: on.RoundStarted, question: Question) -> Presentation:
    """Return a question as everybody sees it, with the same letters on every screen."""
    return presented(question, plan.seed, shuffled=plan.shuffle_options)


def place_of(state: Round, question: str) -> int:
    """Return the place of a question in the round, or -1."""
    for place, item in enumerate(state.items):
        if item.ref.id == question:
            return place
    return -1


def next_place(state: Round) -> int:
    """Return the place of the question that comes next, or -1 when none does."""
    waiting = (i for i, item in enumerate(state.items) if not (item.is_shown or item.skipped))
    return next(waiting, -1)


def was_here_before(seat: Seat, item: RoundItem) -> bool:
    """Return whether a seat had arrived when the question was shown, and so may answer it."""
    return 0 <= seat.arrived < item.shown
