"""What a class is told when it begins, and what it may ask of a connection."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ClassSettings:
    """How a class is kept.

    `name` tells it from other classes of this computer. Results are erased after `retention_days`,
    addresses of connections after `address_days` (0: never kept). With `keeps_guests` a seat of a
    guest is kept like any other.
    """

    name: str = ""
    most_students: int = 300
    retention_days: int = 365
    address_days: int = 7
    keeps_guests: bool = False


class Link(Protocol):
    """A connection, as the class may use it. On the loop of the class only."""

    @property
    def is_open(self) -> bool:
        """Whether somebody is thought to be at the other end."""
        ...

    def probe(self) -> None:
        """Find out within two seconds whether anybody is there; a dead connection is closed."""
        ...

    def end(self, message: str = "") -> None:
        """Give the terminal back, say a line, and hang up."""
        ...
