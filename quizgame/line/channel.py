"""What line mode needs of the world: lines in, text out. A terminal, a pipe or an SSH channel."""

from collections.abc import Callable
from typing import Protocol


class ChannelClosed(Exception):  # noqa: N818 - an event, not a fault
    """Nobody will type any more: the end of a file, Ctrl+D, a lost connection."""


class Interrupted(Exception):  # noqa: N818 - an event, not a fault
    """The person pressed Ctrl+C; the line that was begun is gone."""


class LineIO(Protocol):
    """A channel of lines. One thread at a time."""

    @property
    def is_terminal(self) -> bool:
        """Whether a person types, who can be asked and may have typed ahead."""
        ...

    @property
    def sees_typing(self) -> bool:
        """Whether a line that is begun is known (`begun`, `take`)."""
        ...

    def write(self, text: str) -> None:
        """Write text as it is, at once. Its lines end with newlines, a prompt does not."""
        ...

    def read_line(self, timeout: float | None = None) -> str | None:
        """Return the next line without its end, or None after `timeout` seconds without one.

        A line that is begun stays begun. Raises ChannelClosed and Interrupted.
        """
        ...

    def begun(self) -> str:
        """Return what has been typed of a line that is not sent, as far as it can be known.

        Known where `sees_typing` and after a `read_line` with a timeout.
        """
        ...

    def take(self) -> str:
        """Return what is begun and take it away, as if it had been sent: the time is up."""
        ...

    def discard(self) -> None:
        """Throw away what was typed ahead, where a person types; a pipe keeps all."""
        ...


class LiveIO(LineIO, Protocol):
    """A channel for a conversation that others carry on, too."""

    typing: Callable[[str], None]
    """Called in the conversation's thread when what is begun of a line is another, but for the end
    of a line. Only where `sees_typing`. Quick, and raises nothing."""

    def wake(self) -> None:
        """Let a `read_line` that waits with a timeout return None now, or the next one at once.

        From any thread.
        """
        ...
