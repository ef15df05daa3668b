"""All that is kept of a class, or of some of its people, as it leaves the program."""

import json
from collections.abc import Collection, Iterator, Sequence

from quizgame.backend.export import Json, iso_time, people_json
from quizgame.engine.round import step
from quizgame.engine.round_results import SeatResult, round_results, seat_result
from quizgame.engine.round_state import Revisions, Round
from quizgame.model.bank import question_from_content
from quizgame.model.person import Person
from quizgame.model.questions.base import Question
from quizgame.store.classes import ClassStore, OpeningRecord, RoundRecord, SeatRecord


def class_json(store: ClassStore, people: Sequence[Person] | None = None) -> Json:
    """Return all that is kept of some people of the classes; of everybody for None.

    `rounds` has a row for each student and question, with what it brought once that may be told.
    A round of another version, which can not be read, is a row without a student. Words that are
    secret between a student and the program are left out.
    """
    uids = None if people is None else {store.uid(person.key) for person in people}
    kept = people_json(store, store.people() if people is None else people)
    return {
        "people": kept["people"],
        "revisions": kept["revisions"],
        "seats": [_seat(one) for one in store.all_seats() if uids is None or one.person in uids],
        "openings": [_opening(one) for one in store.all_openings()] if uids is None else [],
        "rounds": [row for one in store.rounds() for row in _round(store, one, uids)],
    }


def _seat(seat: SeatRecord) -> Json:
    return {
        "class": seat.klass,
        "seat": seat.number,
        "name": seat.name,
        "known_as": list(seat.known_as),
        "login": seat.login,
        "keys": list(seat.keys),
        "guest": seat.guest,
        "removed": seat.removed,
    }


def _opening(opening: OpeningRecord) -> Json:
    return {
        "class": opening.klass,
        "bank": opening.bank,
        "quiz": opening.quiz,
        "behaviour": opening.behaviour,
        "scoring": opening.scoring,
        "opens": iso_time(opening.opens or None),
        "closes": iso_time(opening.closes or None),
        "attempts": opening.attempts,
        "more": json.loads(opening.overrides),
    }


def _round(store: ClassStore, record: RoundRecord, uids: Collection[str] | None) -> Iterator[Json]:
    about: Json = {
        "round": record.id,
        "class": record.klass,
        "started_at": iso_time(record.started_at),
        "finished_at": iso_time(record.finished_at),
        "bank": record.bank,
        "quiz": record.quiz,
    }
    try:
        rows = _rows(*read_round(store, record.id), uids)
    except (ValueError, LookupError):
        yield about
    else:
        yield from (about | row for row in rows)


def read_round(store: ClassStore, round_id: str) -> tuple[Round, dict[str, Question]]:
    """Return a round as its kept events give it, and its questions by revision.

    Raises ValueError or LookupError for one that another version made.
    """
    questions = {
        key: question_from_content(one.content)
        for key, one in store.round_revisions(round_id).items()
    }
    state: Round | None = None
    for stamped in store.round_events(round_id):
        state = step(state, stamped)
    if state is None:
        message = "a round without events"
        raise ValueError(message)
    return state, questions


def _rows(state: Round, revisions: Revisions, uids: Collection[str] | None) -> list[Json]:
    seats = [seat for seat in state.seats.values() if uids is None or seat.person in uids]
    counted = {one.seat.number: one for one in round_results(state, revisions)} if seats else {}
    return [
        row
        for seat in seats
        for row in _cells(
            state, revisions, counted.get(seat.number) or seat_result(state, revisions, seat)
        )
    ]


def _cells(state: Round, revisions: Revisions, result: SeatResult) -> Iterator[Json]:
    seat = result.seat
    for item, cell in zip(state.items, result.cells, strict=True):
        given = item.given(seat.number) or item.late.get(seat.number)
        question = revisions[item.ref.revision]
        yield {
            "seat": seat.number,
            "name": seat.name,
            "removed": seat.removed,
            "question": item.ref.id,
            "revision": item.ref.revision,
            "result": None if cell.mark.outcome == "pending" else cell.mark.outcome,
            "response": list(given.response) if given else None,
            "response_text": "; ".join(question.describe(given.response)) if given else None,
            "fraction": cell.mark.fraction,
            "points": cell.mark.points,
            "points_before_correction": cell.first.points,
            "certainty": given.certainty if given else 0,
            "elapsed_s": round(given.elapsed, 3) if given else None,
        }
