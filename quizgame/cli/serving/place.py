"""Where a class can be reached from, whether the port is free, and what is in the way."""

import socket
from collections.abc import Iterator
from contextlib import suppress

from quizgame.catalogue import _
from quizgame.classroom.addresses import Address, addresses, best
from quizgame.classroom.firewall import firewall
from quizgame.classroom.system import System
from quizgame.cli.serving.wishes import Wishes
from quizgame.errors import QuizgameError
from quizgame.model.text import clean_line

_PATIENCE_S = 1.0
_OUR_NAME = b"quizgame"
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - what people type for all
_PRIVILEGED = 1024
_OTHER_PORT = 2223


def likely_address(wishes: Wishes, known: tuple[Address, ...]) -> str:
    """Return the address that students are to type."""
    if wishes.address or wishes.host not in _EVERYWHERE:
        return wishes.address or wishes.host
    return best(known) or "localhost"


def any_port(wishes: Wishes) -> int:
    """Return a port that is free; the system would take another for each kind of address.

    Raises OSError where this computer has not the address.
    """
    host = "" if wishes.host in _EVERYWHERE else wishes.host
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as probe:
        return int(probe.getsockname()[1])


def require_port(system: System, wishes: Wishes) -> None:
    """Raise QuizgameError where the port can not be opened: who has it, and what to do."""
    host = "" if wishes.host in _EVERYWHERE else wishes.host
    state = system.port_state(host, wishes.port)
    if state != "free":
        raise port_error(system, wishes, state)


def port_error(system: System, wishes: Wishes, state: str) -> QuizgameError:
    """Return what to tell about a port that can not be opened."""
    if state == "forbidden":
        return QuizgameError(
            _("This account may not open port {port}.").format(port=wishes.port),
            _("Take one of 1024 or more: quizgame serve --port 2222")
            if wishes.port < _PRIVILEGED
            else _("Take another: quizgame serve --port {port}").format(port=_free(wishes)),
        )
    if state == "no-such-address":
        return QuizgameError(
            _("This computer has no address {host}.").format(host=wishes.host),
            _("`quizgame serve --check` lists those it has."),
        )
    return QuizgameError(
        _("Port {port} is taken by {who}.").format(port=wishes.port, who=_who(system, wishes)),
        _("End that, or take another port: quizgame serve --port {port}").format(
            port=_free(wishes)
        ),
    )


def _free(wishes: Wishes) -> int:
    return _OTHER_PORT if wishes.port != _OTHER_PORT else _OTHER_PORT + 1


def _who(system: System, wishes: Wishes) -> str:
    """Return who has a port, as far as that can be known."""
    greeting = b""
    host = "127.0.0.1" if wishes.host in _EVERYWHERE else wishes.host
    with suppress(OSError), socket.create_connection((host, wishes.port), _PATIENCE_S) as probe:
        probe.settimeout(_PATIENCE_S)
        greeting = probe.recv(200)
    if _OUR_NAME in greeting:
        return _("another class of this program")
    told = system.run("ss", "-ltnpH", f"sport = :{wishes.port}") if system.has("ss") else ""
    name = told.partition('users:(("')[2].partition('"')[0]
    if name:
        return _("the program {name}").format(name=clean_line(name))
    if greeting.startswith(b"SSH-"):
        return _("an SSH server")
    return _("another program")


def check_lines(system: System, wishes: Wishes) -> Iterator[str]:
    """Yield what `serve --check` tells; ends with what to try from a student's device.

    Raises QuizgameError at the end of the part about the port where that can not be opened.
    """
    known = addresses(system)
    yield _("This computer's addresses, the likeliest first:")
    width = max((len(one.text) for one in known), default=0)
    for one in known:
        yield f"  {one.text:<{width}}  {clean_line(one.interface):<10}  {_remark(one)}".rstrip()
    if not any(one.is_likely for one in known):
        yield "  " + _("None that a class could reach: is this computer in a network?")
    yield ""
    require_port(system, wishes)
    yield _("Port {port} is free.").format(port=wishes.port)
    yield ""
    wall = firewall(system, wishes.port)
    states = {"on": _("is on"), "off": _("is off"), "unknown": _("may be on")}
    if wall.name == "none":
        yield wall.remark
    else:
        yield _("The firewall ({name}) {state}. To let the class in, type:").format(
            name=wall.name, state=states[wall.state]
        )
        yield from (f"  {line}" for line in wall.allow)
        yield _("After the lesson:")
        yield from (f"  {line}" for line in wall.undo)
        if wall.remark:
            yield wall.remark
    yield ""
    yield from _trial(wishes, likely_address(wishes, known), has_command=bool(wall.allow))


def _trial(wishes: Wishes, address: str, *, has_command: bool) -> Iterator[str]:
    port = f"-p {wishes.port} " if wishes.port != 22 else ""  # noqa: PLR2004 - the usual one
    yield _("A test of one minute: start `quizgame serve` here, and on a student's device type")
    yield f"  ssh {port}test@{address}"
    yield _("- It asks about a fingerprint, or for the code: all is well.")
    yield _('- Nothing comes, or "timed out": the firewall here, or a network that keeps devices')
    if has_command:
        yield "  " + _("apart (client isolation). Try the command above, then another network.")
    else:
        yield "  " + _("apart (client isolation). Try another network, or a phone's hotspot.")
    yield _('- "Connection refused": the class is not running, or the port is another.')
    yield _('- "ssh" is not known: docs/classroom.md tells what to type there instead.')


def _remark(one: Address) -> str:
    if one.kind == "loopback":
        return _("this computer alone")
    if one.kind == "link-local":
        return _("only within one cable or radio cell")
    if one.is_virtual:
        return _("of a container, virtual machine or VPN")
    if one.is_outgoing:
        return _("the way to other networks")
    return _("of a local network") if one.kind in {"private", "unique-local"} else _("public")
