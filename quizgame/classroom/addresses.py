"""Where this computer can be reached: its addresses by interface, the likely one first.

Only what the system itself tells is used, by the means of the standard library: a package for this
would have to be compiled for every system, for one table that is looked at once in a lesson.
"""

import ipaddress
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from quizgame.classroom.system import System

Kind = Literal["private", "public", "unique-local", "link-local", "loopback"]

_VIRTUAL = re.compile(
    r"docker|^br-|^veth|^virbr|^vmnet|^vboxnet|^lxc|^lxd|^cni|^flannel|^kube|^podman|^utun|^tun|^tap"
    r"|^wg|^ppp|^zt|^tailscale|^nordlynx|^awdl|^llw|^anpi|^bridge|^gif|^stf|^ipsec|vethernet"
    r"|virtual|vpn|hyper-v|wsl|bluetooth",
    re.IGNORECASE,
)
_WINDOWS = (
    "powershell",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "Get-NetIPAddress | Select-Object InterfaceAlias,IPAddress | ConvertTo-Json -Compress",
)
_INTERFACE = re.compile(r"^([^\s:]+): ", re.MULTILINE)
_INET = re.compile(r"^\s+inet6? (?:addr:\s*)?([0-9a-fA-F.:]+)", re.MULTILINE)
_WORTH: dict[Kind, int] = {
    "private": 40,
    "public": 30,
    "unique-local": 20,
    "link-local": 0,
    "loopback": -100,
}
_VERSION_4 = 4


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this computer.

    `is_virtual` says that the interface looks like one of a container, a virtual machine or a VPN,
    `is_outgoing` that the system would use it to reach other networks. `is_likely` says that a
    class may well reach it; of those the first in the list is the best guess.
    """

    interface: str
    text: str
    kind: Kind
    is_virtual: bool = False
    is_outgoing: bool = False

    @property
    def version(self) -> int:
        """4 or 6."""
        return ipaddress.ip_address(self.text).version

    @property
    def is_likely(self) -> bool:
        """Whether a class may well reach it. Link-local ones need the student's own interface."""
        return self.kind not in {"loopback", "link-local"} and not self.is_virtual


def addresses(system: System) -> tuple[Address, ...]:
    """Return this computer's addresses, likely ones first, those for itself last."""
    outgoing = {version: _plain(system.outgoing(version)) for version in (4, 6)}
    found: dict[str, str] = {}
    for interface, text in _found(system):
        plain = _plain(text)
        if plain:
            found.setdefault(plain, interface)
    for plain in outgoing.values():
        if plain:
            found.setdefault(plain, "")
    known = [
        Address(
            interface,
            text,
            _kind(ipaddress.ip_address(text)),
            bool(_VIRTUAL.search(interface)),
            text in outgoing.values(),
        )
        for text, interface in found.items()
    ]
    return tuple(sorted(known, key=lambda one: (-_worth(one), one.interface, one.text)))


def best(known: Iterable[Address]) -> str:
    """Return the address to show to a class, "" where there is none that it could reach."""
    return next((one.text for one in known if one.is_likely), "")


def _worth(address: Address) -> int:
    worth = _WORTH[address.kind] + 5 * (address.version == _VERSION_4)
    # The way out often leads through the class's network; a VPN would take it over, too.
    return worth + 20 * address.is_outgoing - 60 * address.is_virtual


def _plain(text: str) -> str:
    """Return an address as it is usually written, without a zone; "" for what is none."""
    try:
        address = ipaddress.ip_address(
            text.split("%", maxsplit=1)[0].split("/", maxsplit=1)[0].strip()
        )
    except ValueError:
        return ""
    return "" if address.is_unspecified or address.is_multicast else str(address)


def _kind(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Kind:
    if address.is_loopback:
        return "loopback"
    if address.is_link_local:
        return "link-local"
    if address.is_private:
        return "private" if address.version == _VERSION_4 else "unique-local"
    return "public"


def _found(system: System) -> Iterator[tuple[str, str]]:
    """Yield (interface, address) of what the system tells; nothing where it can not be asked."""
    if system.platform == "win32":
        yield from _from_powershell(system.run(*_WINDOWS))
    elif system.platform == "linux" and (told := system.run("ip", "-json", "address")):
        yield from _from_ip(told)
    else:
        told = system.run("ifconfig", "-a")
        parts = _INTERFACE.split(told)[1:]
        for interface, part in zip(parts[::2], parts[1::2], strict=True):
            yield from ((interface, text) for text in _INET.findall(part))


def _from_ip(told: str) -> Iterator[tuple[str, str]]:
    for interface in _tables(told):
        states = interface.get("flags")
        if isinstance(states, list) and "UP" in states:
            for one in _tables(interface.get("addr_info")):
                # Addresses that change every day, for privacy, are no good on a card.
                if not one.get("temporary"):
                    yield str(interface.get("ifname", "")), str(one.get("local", ""))


def _from_powershell(told: str) -> Iterator[tuple[str, str]]:
    for one in _tables(told):
        yield str(one.get("InterfaceAlias", "")), str(one.get("IPAddress", ""))


def _tables(told: Any) -> list[dict[str, Any]]:
    """Return the tables in JSON, or in a list; one alone counts as a list; [] for all else."""
    if isinstance(told, str):
        try:
            told = json.loads(told)
        except (ValueError, RecursionError):
            return []
    if isinstance(told, dict):
        told = [told]
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
