"""The results of a live round as a table: a row a student, for spreadsheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgame.backend.export import CellValue, iso_time, table_csv
from quizgame.engine.round_results import Cell, SeatResult, round_results
from quizgame.engine.round_state import RoundItem
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from quizgame.backend.live.liveround import LiveRound

_HEADER = (
    "round",
    "started_at",
    "bank",
    "quiz",
    "seat",
    "id",
    "login",
    "groups",
    "name",
    "points",
    "out_of",
    "accuracy",
    "passed",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a class list says of a student."""

    id: str = ""
    login: str = ""
    groups: tuple[str, ...] = ()


def round_csv(live: "LiveRound", identities: Mapping[str, Identity]) -> str:
    """Return a round as CSV; `identities` are those of the class list, by uid.

    For each question it has how it ended, the points and the answer. Where a correction changed
    anybody's points, those before it stand beside them. Who was not there has blank cells, never 0.
    Time factors are not in it.
    """
    state = live.state
    results = round_results(state, live.questions)
    regraded = [
        any(row.cells[place].is_regraded for row in results) for place in range(len(state.items))
    ]
    header = [*_HEADER]
    for number, (item, changed) in enumerate(zip(state.items, regraded, strict=True), 1):
        name = f"{number} {item.ref.id}"
        header += [f"{name}: result", f"{name}: points", f"{name}: answer"]
        header += [f"{name}: points before correction"] if changed else []
    rows = (_row(live, row, identities, regraded) for row in results)
    return table_csv(header, rows)


def _row(
    live: "LiveRound",
    result: SeatResult,
    identities: Mapping[str, Identity],
    regraded: Sequence[bool],
) -> tuple[CellValue, ...]:
    plan, seat = live.state.plan, result.seat
    known = identities.get(seat.person, Identity())
    cells: list[CellValue] = [
        live.id,
        iso_time(live.state.began),
        plan.bank,
        plan.quiz,
        seat.number,
        known.id,
        known.login,
        ", ".join(known.groups),
        clean_line(seat.name),
        result.points,
        result.out_of,
        None if result.accuracy is None else round(result.accuracy, 4),
        result.passed,
    ]
    for item, cell, changed in zip(live.state.items, result.cells, regraded, strict=True):
        cells += [_word(cell), cell.mark.points, _answer(live, item, seat.number)]
        cells += [cell.first.points] if changed else []
    return tuple(cells)


def _word(cell: Cell) -> str | None:
    """Return how a question ended; nothing of one that nobody could be told of yet."""
    return None if cell.mark.outcome == "pending" else cell.mark.outcome


def _answer(live: "LiveRound", item: RoundItem, seat: int) -> str | None:
    given = item.given(seat) or item.late.get(seat)
    if given is None:
        return None
    question = live.questions[item.ref.revision]
    return clean_line("; ".join(question.describe(given.response)))
