"""One connection, from its first byte on: who it is, and the one session that it may have."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import asyncssh

from quizgame.catalogue import _
from quizgame.classroom.keys import PublicKey, read_public_key
from quizgame.model.text import clean_line, clean_name
from quizgame.ssh.admission import Admission, Pass
from quizgame.ssh.inside import Pace, let_dropbear_guess, overhear
from quizgame.ssh.limits import Bucket
from quizgame.ssh.session import Session

if TYPE_CHECKING:
    from quizgame.ssh.server import Server

PLAIN = "+plain"
"""What follows a name that wants lines instead of a screen."""

KEEPALIVE_S, KEEPALIVE_COUNT = 3.0, 20
"""Silence after which a client is asked for a sign of life, and how many may be missing."""

_PROBE_S, _PROBED_S = 1.0, 3.0
_SEND_BUFFER = 65536


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
        self._pass: Pass | None = None
        self._key: PublicKey | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._probed: asyncio.TimerHandle | None = None
        self._lost: Callable[[], None] = _nothing
        self._pace: Pace | None = None
        self.number = server.next_number()
        self.peer = ""
        self.key: PublicKey | None = None
        self.known = Pass()
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
        now, limits = asyncio.get_running_loop().time, self._limits
        self._pace = Pace(conn, Bucket(limits.packet_rate, limits.packet_burst, now))
        if not self._server.may_enter(self):
            self.turn_away("full")

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        if self._pace is not None:
            self._pace.close()
        for timer in (self._timer, self._probed):
            if timer is not None:
                timer.cancel()
        self._server.left(self)
        if self._session is None and exc is not None:
            self._server.journal.write(
                "not let in", peer=self.peer, why=f"{type(exc).__name__}: {exc}"
            )
        self._conn = None
        lost, self._lost = self._lost, _nothing
        lost()

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
        self._key = self._pass = None
        return self._admission.needs_proof(self._typed_name)

    def auth_completed(self) -> None:
        """Let the person in; only now is a key known to be theirs."""
        self.key, self.known = self._key, self._pass or Pass()
        self._server.doors.pass_in(self)
        self._admission.left(self.number)
        self._timer = asyncio.get_running_loop().call_later(
            self._limits.session_time, self.turn_away, "no session"
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
        line = key.export_public_key("openssh").decode()
        public, found = read_public_key(line), None
        if isinstance(public, PublicKey) and self._admission.takes_keys(self._typed_name):
            found = await self._admission.check_key(self._typed_name, public)
            self._key = public if found else None
        self._pass = found
        return found is not None

    def password_auth_supported(self) -> bool:
        """Take the code as a password, for clients that know no better."""
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        """Return whether the code is right."""
        del username
        return await self._is_right((password,))

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
        asked = self._admission.questions(self._typed_name)
        if not asked:
            return True
        prompts = [(f"{one.prompt}: ", one.shows) for one in asked]
        if self._wrong:  # in the prompt itself: not every client shows instructions
            first, shows = prompts[0]
            prompts[0] = f"{self._admission.after_wrong(self._typed_name)} {first}", shows
        return "", "", "", prompts

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        """Return whether the code is right."""
        del username
        return await self._is_right(responses)

    async def _is_right(self, answers: Sequence[str]) -> bool:
        self._count_request()
        guesses = self._server.guesses
        self._key = self._pass = None
        self._pass = await self._admission.check(self._typed_name, answers, self.number)
        if self._pass is not None:
            return True
        self._wrong += 1
        self._server.journal.write(
            "wrong code", peer=self.peer, username=self.username, slow=guesses.is_slow
        )
        may_go_on = await guesses.refuse(self._wrong)
        if self._wrong >= self._limits.wrong_codes or not may_go_on:
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
            self._limits.session_time, self._expect_start
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
        if self._conn is not None and self._probed is None:
            self._conn.set_keepalive(_PROBE_S, 1)
            self._probed = asyncio.get_running_loop().call_later(_PROBED_S, self._live_on)

    def _live_on(self) -> None:
        """Be as patient again as before the probe."""
        self._probed = None
        if self._conn is not None:
            self._conn.set_keepalive(KEEPALIVE_S, KEEPALIVE_COUNT)

    def listen(self, heard: Callable[[], None], lost: Callable[[], None]) -> None:
        """Call `heard` whenever anything arrives, and `lost` at the end."""
        if self._conn is None:
            lost()
            return
        self._lost = lost
        overhear(self._conn, heard)

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


def _nothing() -> None:
    """Do nothing: nobody wants to know."""
