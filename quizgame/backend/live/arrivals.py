"""Coming to a class: what was decided about seats is carried out here."""

import asyncio
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.classroom.codes import new_seat_word
from quizgame.classroom.seat_acts import (
    Consented,
    Dropped,
    Knocked,
    Probe,
    Probed,
    Refused,
    Seated,
    WordGiven,
)
from quizgame.classroom.seats import words_taken
from quizgame.errors import RefusedError, StoreError

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.place import Place
    from quizgame.classroom.seat_acts import Act, Decision

PROBE_S, LOOK_S = 2.5, 0.05
"""How long somebody on a seat has to answer, and how often it is looked whether they did."""


async def knock(
    hub: "Hub", place: "Place", name: str, *, login: str, key: str, insists: bool, guest: bool
) -> "Decision":
    """Carry out that somebody wants a seat; the answer is never `Probe`."""
    return await _decided(
        hub,
        Knocked(
            connection=place.connection,
            at=hub.now(),
            name=name,
            word=new_seat_word(hub.choose, words_taken(hub.room)),
            login=login,
            key=key,
            insists=insists,
            guest=guest and not hub.settings.keeps_guests,
        ),
    )


async def give_word(hub: "Hub", place: "Place", word: str) -> "Decision":
    """Carry out that somebody typed a seat word."""
    return await _decided(hub, WordGiven(connection=place.connection, at=hub.now(), word=word))


async def consent(hub: "Hub", connection: int, *, yes: bool) -> None:
    """Carry out that the teacher says whether a seat is that of who waits for it.

    Raises RefusedError where nobody waits any more.
    """
    decision = await _decided(hub, Consented(connection=connection, at=hub.now(), yes=yes))
    if isinstance(decision, Refused):
        raise RefusedError(decision.message, decision.hint)
    place = hub.places.get(connection)
    if place is not None:
        place.decided(decision)


async def _decided(hub: "Hub", act: "Act") -> "Decision":
    decision = hub.attendance.decide(act)
    while isinstance(decision, Probe):
        alive = await _is_alive(hub, decision.probed)
        decision = hub.attendance.decide(
            Probed(
                connection=decision.connection,
                probed=decision.probed,
                at=hub.now(),
                alive=alive,
            )
        )
    if isinstance(decision, Seated):
        await _sit(hub, decision)
    hub.bell.for_teachers()
    return decision


async def _is_alive(hub: "Hub", connection: int) -> bool:
    other = hub.places.get(connection)
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


async def _sit(hub: "Hub", seated: Seated) -> None:
    """Put a connection on its seat, and send away the one that had it; returns once it is kept."""
    place = hub.places.get(seated.connection)
    if place is None:  # it went while it was decided
        hub.attendance.decide(Dropped(connection=seated.connection, at=hub.now()))
        return
    place.seat = seated.seat
    place.version += 1
    if seated.replaces:
        close(hub, seated.replaces, _("Somebody came in on this seat from another place."))
    try:
        await hub.seats_changed()
    except StoreError:
        place.seat = 0
        hub.attendance.decide(Dropped(connection=seated.connection, at=hub.now()))
        if seated.is_new:
            hub.attendance.without(seated.seat)
        raise
    hub.alone.arrived(place)


def close(hub: "Hub", connection: int, message: str) -> None:
    """Tell a connection why it has no seat any more, and hang up."""
    place = hub.places.get(connection)
    if place is not None:
        place.seat = 0
        place.version += 1
        place.closed(message)
        place.link.end(message)
