"""The events of a sitting. They are the truth: the state is a fold over them.

Each event is committed before its effect is visible.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from quizgame.model.questions.base import STRICT, Response


@dataclass(frozen=True, slots=True, config=STRICT)
class Reading:
    """A reading of the clocks: UTC `wall` seconds since the epoch and `mono`tonic seconds.

    `run` names the process: monotonic readings compare only within one run.
    """

    wall: float
    mono: float
    run: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class QuestionRef:
    """A question of a sitting. `limit` is its unextended time in seconds, 0 for none."""

    id: str
    revision: str
    scoring_hash: str
    limit: int
    points: float


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Started:
    """A sitting began: everything that is needed to replay it, given its revisions.

    `factor` stretches the time limits (0: no limits). `quiz_time` is in seconds, 0 for none.
    """

    name: Literal["started"] = "started"
    bank: str
    bank_title: str
    quiz: str
    quiz_title: str
    language: str
    sober: bool
    behaviour: str
    scoring: str
    seed: int
    questions: tuple[QuestionRef, ...]
    shuffle_options: bool
    quiz_time: int
    factor: float
    pass_mark: float
    reading: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Shown:
    """A question is about to be painted; its clock runs from here."""

    name: Literal["shown"] = "shown"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Answered:
    """A response was given. `by_clock`: it stood complete on screen when the time ended.

    `certainty` is 0 where it is not asked for, else 1 (low) to 3 (high).
    """

    name: Literal["answered"] = "answered"
    question: str
    response: Response
    certainty: int = 0
    late: bool = False
    by_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Passed:
    """The question closed without a response: its time ended, or the learner does not know."""

    name: Literal["passed"] = "passed"
    question: str
    by_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Revealed:
    """The key is about to be shown; the question can not be answered any more."""

    name: Literal["revealed"] = "revealed"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Marked:
    """The learner marked the question for later, or took the mark away."""

    name: Literal["marked"] = "marked"
    question: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Paused:
    """The clock stands until `Resumed`."""

    name: Literal["paused"] = "paused"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Resumed:
    """The clock runs again."""

    name: Literal["resumed"] = "resumed"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Seen:
    """The sitting was on screen: bounds what turning back the clock can win."""

    name: Literal["seen"] = "seen"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Submitted:
    """The sitting is over and scored; `by_clock` when the quiz's time ended it.

    `closed`: it was not the time limit, but the quiz was closed for whoever sat in it.
    """

    name: Literal["submitted"] = "submitted"
    by_clock: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Abandoned:
    """The learner left the sitting for good: it has no result, but what was told stays known."""

    name: Literal["abandoned"] = "abandoned"


Event = Annotated[
    Started
    | Shown
    | Answered
    | Passed
    | Revealed
    | Marked
    | Paused
    | Resumed
    | Seen
    | Submitted
    | Abandoned,
    Field(discriminator="name"),
]


@dataclass(frozen=True, slots=True, config=STRICT)
class Stamped:
    """An event in its place: `seq` counts from 0 within the attempt; `at` is when it happened."""

    seq: int
    at: Reading
    event: Event


_STAMPED: TypeAdapter[Stamped] = TypeAdapter(Stamped)


def encode(stamped: Stamped) -> str:
    """Return the event as JSON, for keeping."""
    return _STAMPED.dump_json(stamped).decode()


def decode(text: str) -> Stamped:
    """Return the event of a kept JSON text; raises ValueError when it is not one."""
    return _STAMPED.validate_json(text)
