"""The SSH server: who is let in, and what they are refused. No shell, no files, no tunnels."""

import asyncio
import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import asyncssh

from quizgame.catalogue import _
from quizgame.model.text import clean_line, clean_name
from quizgame.ssh.admission import Admission
from quizgame.ssh.apps import Apps
from quizgame.ssh.arrival import FrontEnds
from quizgame.ssh.hostkey import HostKey
from quizgame.ssh.inside import check_asyncssh, let_dropbear_guess
from quizgame.ssh.journal import Journal
from quizgame.ssh.limits import Doors, Guesses, Limits
from quizgame.ssh.session import House, Session

PLAIN = "+plain"
"""What follows a name that wants lines instead of a screen."""

_SEND_BUFFER = 65536
_FAREWELL = 3.0


class Connection(asyncssh.SSHServer):
    """One connection, from its first byte on: a `Door`, and the `Host` of its one session."""

    def __init__(self, server: "Server") -> None:
        """Belong to a server."""
        self._server = server
        self._limits = server.limits
        self._conn: asyncssh.SSHServerConnection | None = None
        self._session: Session | None = None
        self._typed_name = ""
        self._requests = self._wrong = 0
        self._key = ""
        self._timer: asyncio.TimerHandle | None = None
        self.peer = self.fingerprint = ""
        self.has_begun = self.wants_lines = False

    # Coming and going.

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Let a connection wait, or end it before a key is exchanged."""
        self._conn = conn
        peer = conn.get_extra_info("peername") or ("",)
        self.peer = str(peer[0])
        sock = conn.get_extra_info("socket")
        if sock is not None:
            with suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        let_dropbear_guess(conn)
        if not self._server.may_enter(self):
            self.turn_away("full")

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        if self._timer is not None:
            self._timer.cancel()
        self._server.left(self)
        if self._session is None and exc is not None:
            self._server.journal.write(
                "not let in", peer=self.peer, why=f"{type(exc).__name__}: {exc}"
            )
        self._conn = None

    def turn_away(self, why: str) -> None:
        """End the connection at once."""
        self._server.journal.write("turned away", peer=self.peer, why=why)
        if self._conn is not None:
            self._conn.abort()

    # Who is it?

    @property
    def username(self) -> str:
        """What stood before the @, cleaned and without the wish for lines."""
        return clean_name(self._typed_name)

    @property
    def client(self) -> str:
        """What the client calls itself."""
        version = self._conn.get_extra_info("client_version", "") if self._conn else ""
        return clean_line(
            version.decode("utf-8", "replace") if isinstance(version, bytes) else version
        )

    def begin_auth(self, username: str) -> bool:
        """Take a name; returns whether it must prove something."""
        self._count_request()
        self.has_begun = True
        self.wants_lines = username.casefold().endswith(PLAIN)
        self._typed_name = username[: -len(PLAIN)] if self.wants_lines else username
        self._key = self.fingerprint = ""
        return self._admission.needs_code(self._typed_name)

    def auth_completed(self) -> None:
        """Let the person in; only now is a key known to be theirs."""
        self.fingerprint = self._key
        self._server.doors.pass_in(self)
        self._timer = asyncio.get_running_loop().call_later(
            self._limits.login_time, self.turn_away, "no session"
        )

    @property
    def _admission(self) -> Admission:
        return self._server.admission

    def _count_request(self) -> None:
        self._requests += 1
        if self._requests > self._limits.auth_requests:
            raise asyncssh.DisconnectError(
                asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, _("Too many attempts.")
            )

    def public_key_auth_supported(self) -> bool:
        """Offer keys only where one could do: agents would offer all they have."""
        return self._admission.takes_keys(self._typed_name)

    async def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Return whether a key would do, whether it is only offered or used."""
        del username
        self._count_request()
        fingerprint = key.get_fingerprint("sha256")
        is_known = self._admission.takes_keys(self._typed_name) and (
            await self._admission.check_key(self._typed_name, fingerprint)
        )
        self._key = fingerprint if is_known else ""
        return is_known

    def password_auth_supported(self) -> bool:
        """Take the code as a password, for clients that know no better."""
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        """Return whether the code is right."""
        del username
        return await self._is_right(password)

    def change_password(self, username: str, old_password: str, new_password: str) -> bool:
        """There is no password to change."""
        del username, old_password, new_password
        return False

    def kbdint_auth_supported(self) -> bool:
        """Ask, visibly: a class code is no secret in class."""
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> Any:
        """Return what to ask; True where nothing need be."""
        del username, lang, submethods
        self._count_request()
        if not self._admission.needs_code(self._typed_name):
            return True
        return "", "", "", [(f"{self._admission.prompt(self._typed_name)}: ", True)]

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        """Return whether the code is right."""
        del username
        return len(responses) == 1 and await self._is_right(responses[0])

    async def _is_right(self, code: str) -> bool:
        self._count_request()
        guesses = self._server.guesses
        if await guesses.turn() and await self._admission.check_code(self._typed_name, code):
            self._key = ""
            return True
        guesses.was_wrong()
        self._wrong += 1
        self._server.journal.write(
            "wrong code", peer=self.peer, username=self.username, slow=guesses.is_slow
        )
        if self._wrong >= self._limits.wrong_codes:
            raise asyncssh.DisconnectError(
                asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE,
                _("That was not the code. Ask for it, and connect again."),
            )
        return False

    # What they may do: one session.

    def session_requested(self) -> Any:
        """Grant one session, once."""
        if self._conn is None or self._session is not None or self._server.is_stopping:
            return False
        if self._timer is not None:
            self._timer.cancel()
        self._session = Session(self, self._server.house)
        channel = self._conn.create_server_channel(encoding=None, window=self._limits.window)
        self._timer = asyncio.get_running_loop().call_later(
            self._limits.login_time, self._expect_start
        )
        return channel, self._session

    def _expect_start(self) -> None:
        if self._session is not None and not self._session.has_started:
            self.turn_away("no session")

    # A link.

    @property
    def is_open(self) -> bool:
        """Whether somebody is thought to be there."""
        return self._conn is not None and not self._conn.is_closed()

    def probe(self) -> None:
        """Close the connection within two seconds if nobody answers."""
        if self._conn is not None:
            self._conn.set_keepalive(1, 1)

    def end(self, message: str = "") -> None:
        """Say a line and hang up."""
        if self._session is not None:
            self._session.end(message)
        self.session_over()

    def session_over(self) -> None:
        """Give the client a moment to hang up, then do it."""
        if self._conn is None:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(
            self._limits.linger if self._session else 0, self.hang_up
        )

    def hang_up(self) -> None:
        """Close the connection now."""
        if self._conn is not None:
            self._conn.close()


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
        self._empty = asyncio.Event()
        self._empty.set()
        self._acceptor: asyncssh.SSHAcceptor | None = None

    @property
    def port(self) -> int:
        """The port that is listened to; 0 before the start."""
        return self._acceptor.get_port() if self._acceptor is not None else 0

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
            keepalive_interval=15,
            keepalive_count_max=3,
            backlog=256,
        )
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
        self._connections.discard(connection)
        if not self._connections:
            self._empty.set()
