"""Values of a class to rows of the tables and back."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from quizgame.store.classes import OpeningRecord, RoundRecord, SeatRecord
from quizgame.store.rows import Values, storable

_SEAT: TypeAdapter[SeatRecord] = TypeAdapter(SeatRecord)
_OPENING: TypeAdapter[OpeningRecord] = TypeAdapter(OpeningRecord)


def of_round(record: RoundRecord) -> Values:
    """Return the row of `rounds` for a round."""
    return {
        "id": record.id,
        "klass": storable(record.klass),
        "bank": storable(record.bank),
        "bank_title": storable(record.bank_title),
        "quiz": storable(record.quiz),
        "quiz_title": storable(record.quiz_title),
        "started_at": record.started_at,
        "finished_at": record.finished_at,
    }


def of_seat(record: SeatRecord) -> Values:
    """Return the row of `seats` for a seat."""
    return {
        "klass": record.klass,
        "number": record.number,
        "person": record.person,
        "guest": record.guest,
        "content": _SEAT.dump_json(record).decode(),
    }


def seat(row: Row[Any]) -> SeatRecord:
    """Return the seat of a row of `seats`."""
    return _SEAT.validate_json(row.content)


def of_opening(record: OpeningRecord) -> Values:
    """Return the row of `openings` for an opening, but for its key."""
    return {"klass": record.klass, "content": _OPENING.dump_json(record).decode()}


def opening(row: Row[Any]) -> OpeningRecord:
    """Return the opening of a row of `openings`."""
    values = _OPENING.validate_json(row.content)
    return OpeningRecord(
        key=row.key,
        klass=values.klass,
        bank=values.bank,
        quiz=values.quiz,
        title=values.title,
        behaviour=values.behaviour,
        scoring=values.scoring,
        opens=values.opens,
        closes=values.closes,
        attempts=values.attempts,
        overrides=values.overrides,
    )
