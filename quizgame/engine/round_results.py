"""What came of a live round: a row a seat, what regrading changed, the attempts that are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizgame.engine.results import mean_fraction, reaches
from quizgame.engine.round_marks import (
    Grading,
    RoundMark,
    as_first_graded,
    grading,
    is_told,
    item_points,
    mark,
)
from quizgame.engine.round_state import Revisions, Round, RoundItem, Seat
from quizgame.engine.scoring import max_points
from quizgame.model.attempt import AttemptRecord, Outcome, ResponseRecord

BEHAVIOUR = "round"
"""The behaviour of an attempt that was a live round."""

_OUTCOMES: Mapping[str, Outcome] = {
    "pending": "pending",
    "unanswered": "unanswered",
    "late": "late",
    "wrong": "wrong",
    "partly": "partly",
    "right": "right",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a seat has of a question now, and had before any correction (`first`)."""

    question: str
    mark: RoundMark
    first: RoundMark

    @property
    def is_regraded(self) -> bool:
        """Whether a correction changed what it earned."""
        return self.mark != self.first


@dataclass(frozen=True, slots=True)
class SeatResult:
    """The results of a seat, a cell a question, in the order of the round.

    `points` out of `out_of` are None where nothing can be told or the seat was there for nothing;
    `accuracy` is 0 to 1. `passed` is None without a pass mark and until the round is finished.
    """

    seat: Seat
    cells: tuple[Cell, ...]
    points: float | None
    out_of: float | None
    accuracy: float | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Regraded:
    """A mark that a correction changed: both values are kept."""

    seat: int
    question: str
    old: RoundMark
    new: RoundMark


def round_results(state: Round, revisions: Revisions) -> tuple[SeatResult, ...]:
    """Return the results of all seats that were not removed, in the order in which they joined."""
    now = gradings(state, revisions)
    before = gradings(as_first_graded(state), revisions)
    return tuple(_result(state, seat, now, before) for seat in state.counted())


def seat_result(state: Round, revisions: Revisions, seat: Seat) -> SeatResult:
    """Return the results of one seat, a removed one too."""
    now = gradings(state, revisions)
    return _result(state, seat, now, gradings(as_first_graded(state), revisions))


def gradings(state: Round, revisions: Revisions) -> tuple[Grading, ...]:
    """Return how each question is scored now."""
    return tuple(grading(state, item, revisions) for item in state.items)


def regraded(before: Round, after: Round, revisions: Revisions) -> tuple[Regraded, ...]:
    """Return every mark that differs between two states of a round: what a correction would do."""
    olds, news = gradings(before, revisions), gradings(after, revisions)
    found = []
    for seat in after.counted():
        for place, item in enumerate(after.items):
            old = mark(before, before.items[place], seat, olds[place])
            new = mark(after, item, seat, news[place])
            if old != new:
                found.append(Regraded(seat.number, item.ref.id, old, new))
    return tuple(found)


def seat_attempt(attempt_id: str, state: Round, revisions: Revisions, seat: Seat) -> AttemptRecord:
    """Return a seat's part of the round as an attempt, to be kept like one played alone.

    It has the questions that the seat was there for. Void ones teach nothing and have no response
    in it, but are credited in `points`. After a changed key each has the new key's scoring hash.
    """
    now = gradings(state, revisions)
    result = _result(state, seat, now, now)
    responses = tuple(
        _response(state, place, seat, now[place], cell.mark)
        for place, cell in enumerate(result.cells)
        if cell.mark.outcome in _OUTCOMES and seat.number in state.items[place].present
    )
    plan = state.plan
    finished = state.phase == "finished"
    return AttemptRecord(
        id=attempt_id,
        bank=plan.bank,
        bank_title=plan.bank_title,
        quiz=plan.quiz,
        quiz_title=plan.quiz_title,
        behaviour=BEHAVIOUR,
        scoring=plan.scoring,
        seed=plan.seed,
        status="finished" if finished else "running",
        started_at=state.began,
        finished_at=state.finished_at if finished else None,
        points=result.points or 0.0,
        max_points=result.out_of or 0.0,
        accuracy=result.accuracy or 0.0,
        passed=result.passed,
        person_name=seat.name,
        responses=responses,
    )


def missed(state: Round, revisions: Revisions, seat: Seat) -> tuple[str, ...]:
    """Return the questions a seat has not wholly right, to be practised afterwards.

    Those it was not there for are among them, skipped and void ones are not.
    """
    done = {"right", "void", "not asked", "pending"}
    cells = seat_result(state, revisions, seat).cells
    return tuple(cell.question for cell in cells if cell.mark.outcome not in done)


def _result(
    state: Round, seat: Seat, now: tuple[Grading, ...], before: tuple[Grading, ...]
) -> SeatResult:
    cells = tuple(
        Cell(
            item.ref.id,
            mark(state, item, seat, now[place]),
            mark(state, item, seat, before[place]),
        )
        for place, item in enumerate(state.items)
    )
    counted = [
        (cell.mark, item)
        for cell, item, graded in zip(cells, state.items, now, strict=True)
        if _counts(state, item, seat, cell.mark, graded)
    ]
    if not any(one.points is not None for one, _item in counted):
        return SeatResult(seat, cells, None, None, None, None)
    worth = [item_points(state, item) for _one, item in counted]
    fractions = [one.fraction or 0.0 for one, _item in counted]
    accuracy = mean_fraction(fractions, worth) if any(worth) else None
    pass_mark = state.plan.pass_mark
    finished = state.phase == "finished"
    most = sum(max_points(state.plan.scoring, item_points(state, item)) for _one, item in counted)
    return SeatResult(
        seat,
        cells,
        round(sum(one.points or 0.0 for one, _item in counted), 2),
        round(most, 2),
        accuracy,
        reaches(accuracy, pass_mark) if pass_mark and finished and accuracy is not None else None,
    )


def _counts(state: Round, item: RoundItem, seat: Seat, got: RoundMark, graded: Grading) -> bool:
    """Return whether a seat is marked out of a question: it was there, or the teacher says so."""
    if got.points is not None:
        return True
    missed_it = seat.number not in item.present and not graded.void
    return state.out_of == "all" and is_told(state, item) and missed_it


def _response(
    state: Round, place: int, seat: Seat, graded: Grading, got: RoundMark
) -> ResponseRecord:
    item = state.items[place]
    given = item.given(seat.number)
    late = item.late.get(seat.number) if given is None else None
    kept = given or late
    question = graded.question
    return ResponseRecord(
        question=item.ref.id,
        position=place,
        revision=item.ref.revision,
        scoring_hash=graded.scoring_hash,
        outcome=_OUTCOMES[got.outcome],
        response=kept.response if kept else (),
        response_text="; ".join(question.describe(graded.read(kept.response))) if kept else "",
        fraction=got.fraction,
        points=got.points,
        max_points=max_points(state.plan.scoring, item_points(state, item)),
        certainty=kept.certainty if kept else 0,
        late=late is not None,
        elapsed_s=round(kept.elapsed, 3) if kept else 0.0,
    )
