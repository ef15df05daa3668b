"""The events of a live round, which the teacher paces. The state is a fold over them.

Each event is committed before its effect is broadcast. Seats are numbers, from 1 within a round.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from quizgame.engine.events import QuestionRef, Reading
from quizgame.engine.seat_events import SeatEvent
from quizgame.model.questions.base import STRICT, Response

Vote = Literal[1, 2]
OutOf = Literal["present", "all"]
"""Whether late comers are marked out of what they were present for, or out of all questions."""

Closer = Literal["clock", "answered", "teacher"]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RoundStarted:
    """A round began with its lobby: everything that is needed to replay it, given its revisions.

    `questions` are in the one order for all; those named in `warm_up` are worth 0 points. A
    `reading_seconds` of 0 is reading without a timer. `standings` may be shown unless the bank is
    `sober`; `pass_mark` is 0 to 1, 0 for none.
    """

    name: Literal["round-started"] = "round-started"
    bank: str
    bank_title: str
    quiz: str
    quiz_title: str
    language: str
    sober: bool
    scoring: str
    seed: int
    questions: tuple[QuestionRef, ...]
    shuffle_options: bool = True
    reading_seconds: int = 0
    warm_up: tuple[str, ...] = ()
    pass_mark: float = 0.0
    standings: bool = True
    out_of: OutOf = "present"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Interrupted:
    """The server ended and was started again: nobody is connected, a running clock is paused."""

    name: Literal["interrupted"] = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ReadingBegan:
    """The article is on every screen, for so many `seconds` (0: until the teacher goes on)."""

    name: Literal["reading-began"] = "reading-began"
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ReadingEnded:
    """The time for reading is over."""

    name: Literal["reading-ended"] = "reading-ended"
    by_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class QuestionShown:
    """A question is about to be painted on every screen."""

    name: Literal["question-shown"] = "question-shown"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ClockStarted:
    """The last screen was painted, so the time of the vote on screen runs from here.

    Until this event it runs from when the question was shown.
    """

    name: Literal["clock-started"] = "clock-started"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SeatAnswered:
    """A response was given. `by_clock`: it stood complete on screen when the question closed.

    `certainty` is 0 where it is not asked for, else 1 (low) to 3 (high). A `late` response came
    after closing, or after its question had gone.
    """

    name: Literal["seat-answered"] = "seat-answered"
    seat: int
    question: str
    response: Response
    vote: Vote = 1
    certainty: int = 0
    late: bool = False
    by_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Closed:
    """The question can not be answered any more: its time ended, all have answered, or "enough"."""

    name: Literal["closed"] = "closed"
    question: str
    by: Closer


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SecondVoteBegan:
    """The class discussed the question and votes once more, before its reveal."""

    name: Literal["second-vote-began"] = "second-vote-began"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class KeyRevealed:
    """First step of the reveal: the key and the counts."""

    name: Literal["key-revealed"] = "key-revealed"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Explained:
    """Second step of the reveal: explanation, quotation and what to talk about."""

    name: Literal["explained"] = "explained"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class TextPicked:
    """The teacher picked typed text for the projector: a class of a part (from 0) of a question."""

    name: Literal["text-picked"] = "text-picked"
    question: str
    part: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class StandingsShown:
    """The standings are on every screen, and may be seen until they are hidden."""

    name: Literal["standings-shown"] = "standings-shown"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class StandingsHidden:
    """Nobody sees standings or a place in them until they are shown again."""

    name: Literal["standings-hidden"] = "standings-hidden"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RoundPaused:
    """The clock stands, and nothing can be answered, until `RoundResumed`."""

    name: Literal["round-paused"] = "round-paused"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RoundResumed:
    """The clock runs again."""

    name: Literal["round-resumed"] = "round-resumed"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Extended:
    """Everybody has so many `seconds` more for what is on screen."""

    name: Literal["extended"] = "extended"
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Skipped:
    """A question is left out: it counts for nobody, and is not shown if it was not yet."""

    name: Literal["skipped"] = "skipped"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Voided:
    """A question that was shown proved bad: everybody who was there is credited."""

    name: Literal["voided"] = "voided"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class AnswerAccepted:
    """A response counts as right from now on, backwards too.

    Where each part of a response stands for itself, "" is a part that is not concerned.
    """

    name: Literal["answer-accepted"] = "answer-accepted"
    question: str
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class KeyChanged:
    """All responses to a question are scored by another revision of it."""

    name: Literal["key-changed"] = "key-changed"
    question: str
    revision: str
    scoring_hash: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Undone:
    """The void, accepted answer or changed key that is event number `target` holds no more."""

    name: Literal["undone"] = "undone"
    target: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class OutOfSet:
    """The teacher decided what late comers are marked out of."""

    name: Literal["out-of-set"] = "out-of-set"
    out_of: OutOf


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RoundFinished:
    """The round is over; corrections are still possible."""

    name: Literal["round-finished"] = "round-finished"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class CatchUpOpened:
    """Who missed the round may play it alone `until` (UTC seconds since the epoch)."""

    name: Literal["catch-up-opened"] = "catch-up-opened"
    until: float


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class CatchUpEnded:
    """The catch-up is over before its date."""

    name: Literal["catch-up-ended"] = "catch-up-ended"


Correction = Voided | AnswerAccepted | KeyChanged

RoundEvent = Annotated[
    RoundStarted
    | SeatEvent
    | Interrupted
    | ReadingBegan
    | ReadingEnded
    | QuestionShown
    | ClockStarted
    | SeatAnswered
    | Closed
    | SecondVoteBegan
    | KeyRevealed
    | Explained
    | TextPicked
    | StandingsShown
    | StandingsHidden
    | RoundPaused
    | RoundResumed
    | Extended
    | Skipped
    | Correction
    | Undone
    | OutOfSet
    | RoundFinished
    | CatchUpOpened
    | CatchUpEnded,
    Field(discriminator="name"),
]


@dataclass(frozen=True, slots=True, config=STRICT)
class RoundStamped:
    """An event in its place: `seq` counts from 0 within the round; `at` is when it happened.

    What a student sends is stamped when it is read, so `at` may lie a little before the event that
    was committed before it.
    """

    seq: int
    at: Reading
    event: RoundEvent


_STAMPED: TypeAdapter[RoundStamped] = TypeAdapter(RoundStamped)


def encode(stamped: RoundStamped) -> str:
    """Return the event as JSON, for keeping."""
    return _STAMPED.dump_json(stamped).decode()


def decode(text: str) -> RoundStamped:
    """Return the event of a kept JSON text; raises ValueError when it is not one."""
    return _STAMPED.validate_json(text)
