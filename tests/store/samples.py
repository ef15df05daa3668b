"""Attempts, events and revisions to keep, made small."""

from dataclasses import replace

from quizgame.engine.events import Answered, Event, Reading, Seen, Stamped
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.model.person import Person

NOBODY = Person(0, "")


def revision(name: str = "q1") -> Revision:
    """The revision of a question."""
    return Revision(f"content-{name}", f"scoring-{name}", f'{{"stem": "{name}"}}')


def response(question: str = "q1", *, position: int = 0, text: str = "Yes") -> ResponseRecord:
    """A right answer to a question."""
    return ResponseRecord(
        question=question,
        position=position,
        revision=f"content-{question}",
        scoring_hash=f"scoring-{question}",
        outcome="right",
        response=(text,),
        response_text=text,
        fraction=1.0,
        points=1.0,
        max_points=1.0,
        certainty=0,
        late=False,
        elapsed_s=2.5,
    )


def attempt(
    identity: str = "one", person: Person = NOBODY, *, started_at: float = 1000.0
) -> AttemptRecord:
    """A running attempt without responses."""
    return AttemptRecord(
        id=identity,
        bank="bank",
        bank_title="A bank",
        quiz="quiz",
        quiz_title="A quiz",
        behaviour="practice",
        scoring="accuracy",
        seed=7,
        status="running",
        started_at=started_at,
        finished_at=None,
        points=0.0,
        max_points=3.0,
        accuracy=0.0,
        passed=None,
        person_key=person.key,
        person_name=person.name,
    )


def finished(record: AttemptRecord) -> AttemptRecord:
    """The attempt when it is over and passed."""
    return replace(
        record,
        status="finished",
        finished_at=record.started_at + 60,
        points=2.0,
        accuracy=2 / 3,
        passed=True,
    )


def stamped(seq: int, event: Event | None = None, *, wall: float = 1000.0) -> Stamped:
    """An event in its place."""
    return Stamped(seq, Reading(wall + seq, float(seq), "run"), event or Seen())


def answered(question: str = "q1", text: str = "Yes") -> Answered:
    """The event of an answer."""
    return Answered(question=question, response=(text,))
