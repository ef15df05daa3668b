"""The way out to one client: a channel, its buffers, and its end."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import asyncssh

from quizgame.ssh.limits import Limits

if TYPE_CHECKING:
    from asyncio import Transport

Channel = asyncssh.SSHServerChannel[bytes]

_HELD_PACKETS = 16


class Outlet:
    """Writes to a client, and knows how much still waits to be sent.

    asyncssh tells nobody that a connection's own buffer is full, and a client may advertise a
    window of gigabytes, so both buffers are looked at here.
    """

    def __init__(self, channel: Channel, limits: Limits) -> None:
        """Write to a channel of bytes."""
        self._channel = channel
        self._connection: Any = channel.get_connection()
        self._limits = limits

    def write(self, data: bytes) -> None:
        """Send, or queue; what goes to a closed channel is lost."""
        with suppress(asyncssh.Error, OSError):
            self._channel.write(data)

    @property
    def backlog(self) -> int:
        """How many bytes wait to be sent."""
        # Both private names are checked at start.
        transport: Transport | None = self._connection._transport  # noqa: SLF001 - as above
        waiting = self._channel.get_write_buffer_size()
        if transport is not None:
            waiting += transport.get_write_buffer_size()
        # A client that never ends a change of keys keeps packets in a queue of their own.
        if len(self._connection._deferred_packets) > _HELD_PACKETS:  # noqa: SLF001 - checked at start
            waiting += self._limits.backlog
        return waiting

    @property
    def is_full(self) -> bool:
        """Whether no more should be written."""
        return self.backlog > self._limits.backlog

    @property
    def is_drained(self) -> bool:
        """Whether writing can go on after it was full."""
        return self.backlog <= self._limits.drained

    def pause(self) -> None:
        """Read no more; the client's window fills up and holds it back."""
        self._channel.pause_reading()

    def resume(self) -> None:
        """Read on."""
        with suppress(asyncssh.Error, OSError):
            self._channel.resume_reading()

    def finish(self, status: int) -> None:
        """Close after what is queued has been sent."""
        with suppress(asyncssh.Error, OSError):
            self._channel.exit(status)
