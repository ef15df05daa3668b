"""The few private names of asyncssh that are used, and a look at start whether they are there."""

from collections.abc import Callable
from types import MethodType
from typing import Any

import asyncssh

from quizgame.catalogue import _
from quizgame.errors import QuizgameError

_SET_AT_START = {
    asyncssh.SSHServerConnection: ("_transport", "_deferred_packets"),
    asyncssh.SSHServerChannel: ("_env",),
}
_METHODS = {asyncssh.SSHServerConnection: ("_get_extra_kex_algs",)}
_GUESS = b"kexguess2@matt.ucc.asn.au"


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

    conn._get_extra_kex_algs = MethodType(with_guess, conn)  # type: ignore[method-assign] # noqa: SLF001


def overhear(conn: asyncssh.SSHServerConnection, heard: Callable[[], None]) -> None:
    """Call `heard` whenever anything arrives on a connection.

    Answers to what keeps a connection alive are told to nobody otherwise.
    """
    usual = conn.data_received

    def data_received(data: bytes, datatype: asyncssh.DataType = None) -> None:
        heard()
        usual(data, datatype)

    conn.data_received = data_received  # type: ignore[method-assign]
