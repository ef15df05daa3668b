"""Coming to a class: what was decided about seats is carried out here."""

import asyncio
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.classroom.codes import new_seat_word
from quizgame.classroom.seat_acts import (
    Closed,
    Decision,
    Knocked,
    Probe,
    Probed,
    Seated,
    WordGiven,
)
from quizgame.classroom.seats import words_taken

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.place import Place

PROBE_S, LOOK_S = 2.5, 0.05
"""How long somebody on a seat has to answer, and how often it is looked whether they did."""


async def knock(
    hub: "Hub", place: "Place", name: str, *, login: str, key: str, insists: bool, guest: bool
) -> Decision:
    """Carry out that somebody wants a seat; the answer is never `Probe`."""
    decision = hub.decide(
        Knocked(
            connection=place.connection,
            at=hub.now(),
            name=name,
            word=new_seat_word(hub.choose, words_taken(hub.room)),
            login=login,
            key=key,
            insists=insists,
            guest=guest,
        )
    )
    return await _carried_out(hub, decision)


async def give_word(hub: "Hub", place: "Place", word: str) -> Decision:
    """Carry out that somebody typed a seat word."""
    given = WordGiven(connection=place.connection, at=hub.now(), word=word)
    return await _carried_out(hub, hub.decide(given))


async def _carried_out(hub: "Hub", decision: Decision) -> Decision:
    while isinstance(decision, Probe):
        alive = await _is_alive(hub, decision.probed)
        decision = hub.decide(
            Probed(
                connection=decision.connection,
                probed=decision.probed,
                at=hub.now(),
                alive=alive,
            )
        )
    if isinstance(decision, Seated):
        await sit(hub, decision)
    return decision


async def _is_alive(hub: "Hub", connection: int) -> bool:
    other = hub.place_of(connection)
    if other is None or not _is_open(other):
        return False
    other.link.probe()
    for _look in range(round(PROBE_S / LOOK_S)):
        await asyncio.sleep(LOOK_S)
        if not _is_open(other):
            return False
    return True


def _is_open(place: "Place") -> bool:
    """Ask the connection itself, which may have closed since it was asked last."""
    return place.link.is_open


async def sit(hub: "Hub", seated: Seated) -> None:
    """Put a connection on its seat, and send away the one that had it; returns once it is kept."""
    place = hub.place_of(seated.connection)
    if place is None or not place.link.is_open:
        hub.dropped(seated.connection)
        return
    place.seat = seated.seat
    if seated.replaces:
        close(hub, seated.replaces, _("Somebody else came in on this seat."))
    await hub.seat_taken(seated.seat)


def carry_out(hub: "Hub", decision: Decision) -> None:
    """Send away whom a decision sends away."""
    if isinstance(decision, Closed):
        close(hub, decision.connection, f"{decision.message} {decision.hint}".strip())


def close(hub: "Hub", connection: int, message: str) -> None:
    """Tell a connection why it has no seat any more, and hang up."""
    place = hub.place_of(connection)
    if place is not None:
        place.seat = 0
        place.closed(message)
        place.link.end(message)
