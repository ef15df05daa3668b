"""The SSH server: who is let in, and what they are refused. No shell, no files, no tunnels."""

import asyncio
import logging
from contextlib import suppress

import asyncssh

from quizgame.ssh.admission import Admission
from quizgame.ssh.apps import Apps
from quizgame.ssh.arrival import FrontEnds
from quizgame.ssh.connection import KEEPALIVE_COUNT, KEEPALIVE_S, PLAIN, Connection
from quizgame.ssh.hostkey import HostKey
from quizgame.ssh.inside import check_asyncssh
from quizgame.ssh.journal import Journal
from quizgame.ssh.limits import Doors, Guesses, Limits
from quizgame.ssh.session import House

__all__ = ["PLAIN", "Connection", "Server"]

_FAREWELL = 3.0
_BACKLOG = 256
_ACCEPTED_AT_ONCE = 8
"""New connections before anybody else has a turn; the others wait in the backlog."""


class Server:
    """Serves one front end per connection."""

    def __init__(
        self,
        fronts: FrontEnds,
        admission: Admission,
        key: HostKey,
        *,
        limits: Limits | None = None,
        journal: Journal | None = None,
    ) -> None:
        """Prepare; call within the loop that serves. Raises QuizgameError as `prepare` does."""
        check_asyncssh()
        self.limits = limits or Limits()
        self.journal = journal or Journal(None)
        self.admission = admission
        self.apps = Apps(fronts, self.limits)
        self.house = House(fronts, self.apps, self.limits, self.journal)
        self.doors = Doors(self.limits)
        self.guesses = Guesses()
        self.is_stopping = False
        self._key = key
        self._connections: set[Connection] = set()
        self._number = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self._acceptor: asyncssh.SSHAcceptor | None = None

    @property
    def port(self) -> int:
        """The port that is listened to; 0 before the start."""
        return self._acceptor.get_port() if self._acceptor is not None else 0

    @property
    def is_alarming(self) -> bool:
        """Whether somebody seems to be guessing codes or PINs."""
        return self.guesses.is_slow or self.admission.is_alarming()

    def username_of(self, link: object) -> str:
        """Return the name that a connection came with; "" for one that is gone."""
        return next((one.username for one in self._connections if one is link), "")

    def next_number(self) -> int:
        """Return a number that no other connection has."""
        self._number += 1
        return self._number

    async def start(self, host: str = "", port: int = 0) -> None:
        """Listen on an address, "" for all, and a port, 0 for any. Raises OSError."""
        logger = logging.getLogger("asyncssh")
        logger.addHandler(logging.NullHandler())
        logger.propagate = False  # it would write into the teacher's screen
        self._acceptor = await asyncssh.listen(
            host,
            port,
            server_factory=lambda: Connection(self),
            server_host_keys=[self._key.key],
            server_version="quizgame",
            gss_host=None,
            host_based_auth=False,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            line_editor=False,
            compression_algs=None,
            login_timeout=self.limits.login_time,
            keepalive_interval=KEEPALIVE_S,
            keepalive_count_max=KEEPALIVE_COUNT,
            backlog=_ACCEPTED_AT_ONCE,
        )
        for listening in self._acceptor.sockets:
            with listening.dup() as sock:
                sock.listen(_BACKLOG)
        self.apps.fill()
        self.journal.write("started", port=self.port)

    async def stop(self, message: str = "") -> None:
        """Tell everybody, give their terminals back, and hang up, within a few seconds."""
        self.is_stopping = True
        if self._acceptor is not None:
            self._acceptor.close()
        for connection in tuple(self._connections):
            connection.end(message)
        with suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                await self._empty.wait()
        for connection in tuple(self._connections):
            connection.turn_away("stopping")
        await self.apps.close()
        if self._acceptor is not None:
            await self._acceptor.wait_closed()
        self.journal.write("stopped")

    def may_enter(self, connection: Connection) -> bool:
        """Count a new connection, if there is room for it."""
        if self.is_stopping or not self.admission.may_connect():
            return False
        if not self.doors.enter(connection):
            return False
        self._connections.add(connection)
        self._empty.clear()
        return True

    def left(self, connection: Connection) -> None:
        """Count a connection no more."""
        self.doors.leave(connection)
        self.admission.left(connection.number)
        self._connections.discard(connection)
        if not self._connections:
            self._empty.set()
