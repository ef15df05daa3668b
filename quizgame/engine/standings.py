"""Who stands where in a live round: the top, and one's own place."""

from dataclasses import dataclass

from quizgame.engine.round_marks import mark
from quizgame.engine.round_results import gradings
from quizgame.engine.round_state import Revisions, Round

TOP = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A seat's place, from 1; who has the same points shares it, and the next places stay free."""

    place: int
    seat: int
    name: str
    points: float


def standings(state: Round, revisions: Revisions) -> tuple[Standing, ...]:
    """Return the places of all who came, best first, equals by name; none where none may be shown.

    Only what is revealed counts, so that nobody learns from it whether an open answer is right.
    """
    if state.plan.sober or state.standings_hidden:
        return ()
    graded = gradings(state, revisions)
    scores = [
        (
            round(
                sum(
                    mark(state, item, seat, graded[place]).points or 0.0
                    for place, item in enumerate(state.items)
                ),
                2,
            ),
            seat,
        )
        for seat in state.counted()
        if seat.arrived >= 0
    ]
    scores.sort(key=lambda one: (-one[0], one[1].name, one[1].number))
    found: list[Standing] = []
    for index, (points, seat) in enumerate(scores, 1):
        shared = bool(found) and found[-1].points == points
        place = found[-1].place if shared else index
        found.append(Standing(place, seat.number, seat.name, points))
    return tuple(found)


def top(rows: tuple[Standing, ...], most: int = TOP) -> tuple[Standing, ...]:
    """Return the first `most` of some standings."""
    return rows[:most]


def own(rows: tuple[Standing, ...], seat: int) -> Standing | None:
    """Return a seat's own place, or None where there is none to be told."""
    return next((row for row in rows if row.seat == seat), None)
