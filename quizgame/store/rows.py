"""Values to rows of the tables and back."""

import json
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row

from quizgame.model.attempt import AttemptRecord, Outcome, ResponseRecord, Status
from quizgame.model.person import Person, Wishes
from quizgame.store.base import Report

Values = dict[str, Any]

_WISHES: TypeAdapter[Wishes] = TypeAdapter(Wishes)


def storable(text: str) -> str:
    """Return text that can be encoded: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def wishes_text(wishes: Wishes) -> str:
    """Return wishes as they are kept."""
    return _WISHES.dump_json(wishes).decode()


def _wishes(text: str) -> Wishes:
    """Return kept wishes; those of another version are let go where they mean nothing here."""
    try:
        return _WISHES.validate_json(text)
    except ValidationError:
        return Wishes()


def person(row: Row[Any]) -> Person:
    """Return the person of a row of `people`."""
    return Person(row.key, row.name, _wishes(row.wishes))


def report(row: Row[Any]) -> Report:
    """Return the report of a row of `reports` joined with a name."""
    return Report(
        key=row.key,
        person_name=row.name or "",
        bank=row.bank,
        question=row.question,
        revision=row.revision,
        text=row.text,
        made_at=row.made_at,
    )


def of_attempt(record: AttemptRecord) -> Values:
    """Return the row of `attempts` for an attempt."""
    return {
        "id": record.id,
        "person": record.person_key or None,
        "bank": record.bank,
        "bank_title": storable(record.bank_title),
        "quiz": record.quiz,
        "quiz_title": storable(record.quiz_title),
        "behaviour": record.behaviour,
        "scoring": record.scoring,
        "seed": str(record.seed),
        "status": record.status,
        "started_at": record.started_at,
        "finished_at": record.finished_at,
        "points": record.points,
        "max_points": record.max_points,
        "accuracy": record.accuracy,
        "passed": record.passed,
    }


def attempt(row: Row[Any], responses: tuple[ResponseRecord, ...]) -> AttemptRecord:
    """Return the attempt of a row of `attempts` joined with a name."""
    return AttemptRecord(
        id=row.id,
        bank=row.bank,
        bank_title=row.bank_title,
        quiz=row.quiz,
        quiz_title=row.quiz_title,
        behaviour=row.behaviour,
        scoring=row.scoring,
        seed=int(row.seed),
        status=cast("Status", row.status),
        started_at=row.started_at,
        finished_at=row.finished_at,
        points=row.points,
        max_points=row.max_points,
        accuracy=row.accuracy,
        passed=row.passed,
        person_key=row.person or 0,
        person_name=row.name or "",
        responses=responses,
    )


def of_response(attempt_id: str, record: ResponseRecord) -> Values:
    """Return the row of `responses` for a response."""
    return {
        "attempt": attempt_id,
        "question": record.question,
        "position": record.position,
        "revision": record.revision,
        "scoring_hash": record.scoring_hash,
        "outcome": record.outcome,
        "response": json.dumps([storable(token) for token in record.response], ensure_ascii=False),
        "response_text": storable(record.response_text),
        "fraction": record.fraction,
        "points": record.points,
        "max_points": record.max_points,
        "certainty": record.certainty,
        "late": record.late,
        "elapsed_s": record.elapsed_s,
    }


def response(row: Row[Any]) -> ResponseRecord:
    """Return the response of a whole row of `responses`."""
    # By place: a long history has ten thousand of these, and by name each costs twice as much.
    values: tuple[Any, ...] = tuple(row)
    (_, question, position, revision, scoring_hash, outcome, tokens, text, *numbers) = values
    fraction, points, max_points, certainty, late, elapsed_s = numbers
    return ResponseRecord(
        question,
        position,
        revision,
        scoring_hash,
        cast("Outcome", outcome),
        tuple(json.loads(tokens)),
        text,
        fraction,
        points,
        max_points,
        certainty,
        late,
        elapsed_s,
    )
