"""Attempts: the stored record of one person's sitting, and the revisions that it was about."""

from dataclasses import dataclass, field
from typing import Literal

from quizgame.model.questions.base import Response

Outcome = Literal["pending", "unanswered", "late", "wrong", "partly", "right"]
"""How a question of an attempt ended; `pending` while it is open or still to come."""

Status = Literal["running", "finished", "abandoned"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A question as it was when it was asked: `content` is its canonical JSON.

    `content_hash` changes with any word, `scoring_hash` only with what decides the score.
    """

    content_hash: str
    scoring_hash: str
    content: str


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """One question of an attempt, as kept. `response` holds tokens of the stored revision.

    `fraction` is 0 to 1 (None while pending or, in an exam, before submission), `points` what the
    scoring made of it out of `max_points`; `elapsed_s` the seconds that the question was open.
    `certainty` is 0 where none was asked for, else 1 to 3.
    """

    question: str
    position: int
    revision: str
    scoring_hash: str
    outcome: Outcome
    response: Response
    response_text: str
    fraction: float | None
    points: float | None
    max_points: float
    certainty: int
    late: bool
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """An attempt, as kept. Times are UTC seconds since the epoch; `accuracy` is 0 to 1.

    `passed` is None where the quiz has no pass mark or the attempt is not finished. `responses`
    is in the order of the sitting.
    """

    id: str
    bank: str
    bank_title: str
    quiz: str
    quiz_title: str
    behaviour: str
    scoring: str
    seed: int
    status: Status
    started_at: float
    finished_at: float | None
    points: float
    max_points: float
    accuracy: float
    passed: bool | None
    person_key: int = 0
    person_name: str = ""
    responses: tuple[ResponseRecord, ...] = field(default=())
