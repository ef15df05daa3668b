"""Stand-ins for what a class stands on, until the real store has what it needs."""

from typing import Any


class Shelf:
    """A store that keeps the events of rounds in a list."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.events: dict[str, list[Any]] = {}

    def begin_round(self, round_id: str, events: Any, revisions: Any) -> None:
        """Keep a round."""
        del revisions
        self.events[round_id] = list(events)

    def add_round_events(self, round_id: str, events: Any) -> None:
        """Keep what happened in it."""
        self.events[round_id].extend(events)


class Wire:
    """A connection that is there until it is ended."""

    def __init__(self) -> None:
        """Be open."""
        self.is_open = True
        self.said: list[str] = []

    def probe(self) -> None:
        """Answer at once."""

    def end(self, message: str = "") -> None:
        """Hang up."""
        self.said.append(message)
        self.is_open = False
