"""The events of the seats of a live round: who comes, goes, and is called what."""

from typing import Literal

from pydantic.dataclasses import dataclass

from quizgame.model.questions.base import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Joined:
    """A seat was made. `person` is the key of a known person, "" for a guest.

    `factor` stretches time limits (0: no limits). A seat of the roster that nobody sits on yet is
    not `connected`.
    """

    name: Literal["joined"] = "joined"
    seat: int
    display_name: str
    person: str = ""
    factor: float = 1.0
    connected: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Connected:
    """Somebody sits on the seat, for the first time or again."""

    name: Literal["connected"] = "connected"
    seat: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Disconnected:
    """The connection of a seat was lost or closed; seat and score are kept."""

    name: Literal["disconnected"] = "disconnected"
    seat: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Renamed:
    """A seat got another display name."""

    name: Literal["renamed"] = "renamed"
    seat: int
    display_name: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FactorSet:
    """A person's time factor changed while they have a seat (0: no limits)."""

    name: Literal["factor-set"] = "factor-set"
    seat: int
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Removed:
    """The teacher took a seat out of the round. Its answers are kept, and counted nowhere."""

    name: Literal["removed"] = "removed"
    seat: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Freed:
    """The teacher let whoever comes next under the seat's name have it, with its score."""

    name: Literal["freed"] = "freed"
    seat: int


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class LobbyLocked:
    """New seats may be made no more, or again. Who has a seat may always come back."""

    name: Literal["lobby-locked"] = "lobby-locked"
    on: bool


OneSeatEvent = Joined | Connected | Disconnected | Renamed | FactorSet | Removed | Freed
SeatEvent = OneSeatEvent | LobbyLocked
