"""The few private names of asyncssh that are used, and a look at start whether they are there."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from types import MethodType
from typing import Any, cast

import asyncssh

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.ssh.limits import Bucket

_SET_AT_START = {
    asyncssh.SSHServerConnection: ("_transport", "_deferred_packets"),
    asyncssh.SSHServerChannel: ("_env",),
}
_METHODS = {
    asyncssh.SSHServerConnection: ("_get_extra_kex_algs", "_recv_pkthdr", "_recv_data"),
}
_GUESS = b"kexguess2@matt.ucc.asn.au"
_AT_ONCE = 10
"""Packets that a connection over its budget waits for: each look at what waits copies it."""


def check_asyncssh() -> None:
    """Raise QuizgameError when asyncssh lacks a private name that is used here."""
    for kind, names in _SET_AT_START.items():
        _require(kind, set(names) - _attributes(kind))
    for kind, names in _METHODS.items():
        _require(kind, {name for name in names if not hasattr(kind, name)})


def _require(kind: type, absent: set[str]) -> None:
    if absent:
        raise QuizgameError(
            _("{package} {version} lacks what the server needs: {name}.").format(
                package="asyncssh",
                version=asyncssh.__version__,
                name=f"{kind.__name__}.{min(absent)}",
            ),
            _("Install the version that the file constraints.txt names."),
        )


def _attributes(kind: type) -> set[str]:
    """Return the names that a class and its parents set or read in their constructors."""
    starts = [vars(base)["__init__"] for base in kind.__mro__ if "__init__" in vars(base)]
    codes = [start.__code__ for start in starts if hasattr(start, "__code__")]
    return {name for code in codes for name in code.co_names}


def let_dropbear_guess(conn: asyncssh.SSHServerConnection) -> None:
    """Tell clients that guess how keys will be exchanged what makes a guess a good one here.

    Dropbear sends its guess ahead. By the letter of the standard it is wrong where the two first
    choices differ, and is sent again; asyncssh takes it for right where it is what is agreed on,
    and then falls over the second. With this name in the list dropbear goes by the same rule.
    """
    usual = conn._get_extra_kex_algs  # noqa: SLF001 - checked at start

    def with_guess(_self: Any) -> list[bytes]:
        return [*usual(), _GUESS]

    conn._get_extra_kex_algs = MethodType(with_guess, conn)  # type: ignore[method-assign] # noqa: SLF001 - checked at start


def overhear(conn: asyncssh.SSHServerConnection, heard: Callable[[], None]) -> None:
    """Call `heard` whenever anything arrives on a connection.

    Answers to what keeps a connection alive are told to nobody otherwise.
    """
    usual = conn.data_received

    def data_received(data: bytes, datatype: asyncssh.DataType = None) -> None:
        heard()
        usual(data, datatype)

    conn.data_received = data_received  # type: ignore[method-assign]


class Pace:
    """Takes the packets of a connection one by one, as fast as its budget allows.

    Channels that are asked for, variables and sizes of a terminal cost far more to take in than to
    send, and asyncssh takes in all that has arrived before anybody else has a turn.
    """

    def __init__(self, conn: asyncssh.SSHServerConnection, budget: Bucket) -> None:
        """Hold `conn` to `budget`, of packets."""
        self._conn = cast("Any", conn)
        self._budget = budget
        self._timer: asyncio.TimerHandle | None = None
        self._usual = self._conn._recv_pkthdr  # noqa: SLF001 - checked at start
        self._conn._recv_pkthdr = self._take  # noqa: SLF001 - as above

    @property
    def _is_held(self) -> bool:
        return self._timer is not None

    def close(self) -> None:
        """Take nothing more, and let go of the connection."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _take(self) -> bool:
        """Take the beginning of a packet; returns False for: not now."""
        if self._is_held:
            return False
        if self._budget.left < 1:
            self._hold()
            return False
        is_taken = bool(self._usual())
        if is_taken:
            self._budget.spend(1)
        return is_taken

    def _hold(self) -> None:
        """Read no more until there is a budget for some packets again."""
        transport = self._conn._transport  # noqa: SLF001 - as above
        if transport is not None:
            with suppress(RuntimeError):
                transport.pause_reading()
            wait = self._budget.wait(_AT_ONCE)
            self._timer = asyncio.get_running_loop().call_later(wait, self._go_on)

    def _go_on(self) -> None:
        self._timer = None
        self._conn._recv_data()  # noqa: SLF001 - as above
        transport = self._conn._transport  # noqa: SLF001 - as above
        if transport is not None and not self._is_held:
            with suppress(RuntimeError):
                transport.resume_reading()
