"""Who may sit where in a live round: each act becomes events, or is refused with the reason.

Who may do what is decided in the backend, and so is whether somebody is who they say they are.
"""

from functools import lru_cache

from quizgame.catalogue import _
from quizgame.engine.events import Reading
from quizgame.engine.round_events import Interrupted, RoundEvent
from quizgame.engine.round_state import Round, Seat
from quizgame.engine.seat_events import (
    Connected,
    Disconnected,
    FactorSet,
    Freed,
    Joined,
    LobbyLocked,
    Removed,
    Renamed,
)
from quizgame.errors import RefusedError
from quizgame.model.text import clean_name, fold_name

RoundEvents = tuple[RoundEvent, ...]


@lru_cache(maxsize=2048)
def _folded(name: str) -> str:
    """Return a name folded: whoever joins is compared with all who have."""
    return fold_name(name)


def find_seat(state: Round, name: str) -> Seat | None:
    """Return the seat under a display name, letter case and look-alikes apart, or None."""
    wanted = _folded(name)
    return next((seat for seat in state.counted() if _folded(seat.name) == wanted), None)


def find_person(state: Round, person: str) -> Seat | None:
    """Return the seat of a known person, a removed one too, or None; guests ("") have none."""
    if not person:
        return None
    return next((seat for seat in state.seats.values() if seat.person == person), None)


def join(
    state: Round, name: str, *, person: str = "", factor: float = 1.0, connected: bool = True
) -> RoundEvents:
    """Return the events that make a seat, with the next free number.

    A seat of the roster may be made before anybody sits there (not `connected`), also in a locked
    lobby. While a question is open, who joins takes part from the next.
    """
    if state.phase == "finished":
        raise RefusedError(_("This round is over."))
    if state.locked and connected:
        raise RefusedError(_("The round is locked."), _("Ask your teacher to let you in."))
    known = find_person(state, person)
    if known is not None and known.removed:
        raise RefusedError(_("You were taken out of this round."), _("Ask your teacher."))
    if known is not None:
        raise RefusedError(_("You have a seat already."), _("Come back to it."))
    name = _free_name(state, name)
    seat = 1 + max(state.seats, default=0)
    return (
        Joined(seat=seat, display_name=name, person=person, factor=factor, connected=connected),
    )


def connect(state: Round, seat: int) -> RoundEvents:
    """Return the events of somebody sitting down on a seat that there is; none if they sit there.

    Coming back is always allowed, in a locked lobby and after the end too.
    """
    return () if require_seat(state, seat).connected else (Connected(seat=seat),)


def disconnect(state: Round, seat: int) -> RoundEvents:
    """Return the events of a connection that ended, none if the seat had none."""
    known = state.seats.get(seat)
    return (Disconnected(seat=seat),) if known is not None and known.connected else ()


def rename(state: Round, seat: int, name: str) -> RoundEvents:
    """Return the events that give a seat another name."""
    known = require_seat(state, seat)
    name = _free_name(state, name, but=known)
    return () if name == known.name else (Renamed(seat=seat, display_name=name),)


def set_factor(state: Round, seat: int, factor: float) -> RoundEvents:
    """Return the events that change a person's time factor (0: no limits).

    What is on screen never gets shorter by it.
    """
    known = require_seat(state, seat)
    return () if known.factor == factor else (FactorSet(seat=seat, factor=factor),)


def remove(state: Round, seat: int) -> RoundEvents:
    """Return the events that take a seat out of the round for good."""
    require_seat(state, seat)
    return (Removed(seat=seat),)


def free(state: Round, seat: int) -> RoundEvents:
    """Return the events that let whoever comes next under its name have a seat, with its score."""
    known = require_seat(state, seat)
    return () if known.free else (Freed(seat=seat),)


def lock(state: Round, *, on: bool) -> RoundEvents:
    """Return the events that lock the lobby, or open it."""
    return () if state.locked == on else (LobbyLocked(on=on),)


def take_up(state: Round, now: Reading) -> RoundEvents:
    """Return the events of going on after the server was started again, none in the same run.

    Nobody is connected then, and a running clock stands until the teacher lets it run: what the
    class could not see does not count.
    """
    return (Interrupted(),) if now.run != state.last.run else ()


def require_seat(state: Round, seat: int) -> Seat:
    """Return a seat of the round; refused when there is none or it was removed."""
    known = state.seats.get(seat)
    if known is None:
        raise RefusedError(_("There is no such seat."))
    if known.removed:
        raise RefusedError(_("This seat was taken out of the round."))
    return known


def _free_name(state: Round, name: str, *, but: Seat | None = None) -> str:
    name = clean_name(name)
    if not fold_name(name):
        raise RefusedError(_("A name needs at least one letter."))
    taken = find_seat(state, name)
    if taken is not None and taken is not but:
        raise RefusedError(
            _("Somebody here is called {name} already.").format(name=taken.name),
            _("Choose another name, perhaps with a letter of your last name."),
        )
    return name
