"""Who arrives, and the front ends that are made for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from textual.app import App

from quizgame.classroom.keys import PublicKey
from quizgame.line.channel import LiveIO
from quizgame.ssh.admission import Pass
from quizgame.ssh.terminals import Terminal


class Link(Protocol):
    """A connection, as front ends and the class may use it. From the server's own thread only."""

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

    def listen(self, heard: Callable[[], None], lost: Callable[[], None]) -> None:
        """Call `heard` whenever anything arrives, be it only a sign of life, and `lost` at the end.

        A client that stands still is silent; one that is there gives a sign every few seconds.
        """
        ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who was let in.

    `username` is what stood before the @, cleaned, which is no proof of anything; `is_plain` says
    that lines are wanted or that there is no screen. `key` is one whose ownership was proven.
    `known` says as whom they were let in. `environ` suits the terminal, not this process.
    """

    username: str
    terminal: Terminal
    peer: str
    is_plain: bool
    environ: Mapping[str, str]
    link: Link
    key: PublicKey | None = None
    known: Pass = field(default_factory=Pass)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, "" without one."""
        return self.key.fingerprint if self.key else ""


class FrontEnds(Protocol):
    """Makes what people see. One front end per connection."""

    async def receive(self, arrival: Arrival, say: Callable[[str], None]) -> str:
        """Do what must be done before anything is shown; returns why not, "" to go on.

        `say` writes a line.
        """
        del arrival, say
        return ""

    def is_usual(self, arrival: Arrival) -> bool:
        """Return whether an app that was made for nobody suits this person."""
        del arrival
        return True

    def make(self, arrival: Arrival | None) -> App[Any]:
        """Return a new app, not yet running; for nobody yet where `arrival` is None."""
        ...

    def welcome(self, app: App[Any], arrival: Arrival) -> None:
        """Let an app that was made for nobody be this person's; called within the running app."""
        ...

    def talk(self, arrival: Arrival, channel: LiveIO) -> None:
        """Talk by lines, in a thread of its own, until the person leaves or ChannelClosed."""
        ...
