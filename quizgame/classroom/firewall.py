"""What to type so that this computer's firewall lets a class in: told, never done."""

import shlex
from dataclasses import dataclass
from typing import Literal

from quizgame.catalogue import _
from quizgame.classroom.system import System

Name = Literal["ufw", "firewalld", "nft", "windows", "macos", "none"]

_SOCKETFILTER = "/usr/libexec/ApplicationFirewall/socketfilterfw"


@dataclass(frozen=True, slots=True)
class Firewall:
    """A firewall that was found: what to type to let a port in, and to shut it again.

    `state` is "on", "off" or "unknown": some tell it to the administrator only.
    """

    name: Name
    state: Literal["on", "off", "unknown"]
    allow: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    remark: str = ""


def firewall(system: System, port: int) -> Firewall:
    """Return this system's firewall and its commands for a TCP port."""
    if system.platform == "win32":
        return _windows(system, port)
    if system.platform == "darwin":
        return _macos(system)
    found = [
        one for one in (_ufw(system, port), _firewalld(system, port), _nft(system, port)) if one
    ]
    order = ("on", "unknown", "off")
    if found:
        return min(found, key=lambda one: order.index(one.state))
    return Firewall("none", "unknown", remark=_("No firewall was found that this program knows."))


def _ufw(system: System, port: int) -> Firewall | None:
    if not system.has("ufw"):
        return None
    # Its own status is for the administrator; the file where it keeps it is for all.
    settings = system.read("/etc/ufw/ufw.conf").lower().replace(" ", "").splitlines()
    state: Literal["on", "off", "unknown"] = "unknown"
    if "enabled=yes" in settings:
        state = "on"
    elif "enabled=no" in settings:
        state = "off"
    return Firewall(
        "ufw",
        state,
        (f"sudo ufw allow {port}/tcp",),
        (f"sudo ufw delete allow {port}/tcp",),
    )


def _firewalld(system: System, port: int) -> Firewall | None:
    if not system.has("firewall-cmd"):
        return None
    active = system.run("systemctl", "is-active", "firewalld").strip() == "active"
    return Firewall(
        "firewalld",
        "on" if active else "off",
        (f"sudo firewall-cmd --add-port={port}/tcp",),
        (f"sudo firewall-cmd --remove-port={port}/tcp",),
        _("This holds until the computer is started again."),
    )


def _nft(system: System, port: int) -> Firewall | None:
    if not system.has("nft"):
        return None
    active = system.run("systemctl", "is-active", "nftables").strip() == "active"
    return Firewall(
        "nft",
        "on" if active else "unknown",
        (f"sudo nft insert rule inet filter input tcp dport {port} accept",),
        ("sudo systemctl reload nftables",),
        _("If there is no such table or chain, sudo nft list ruleset shows what yours is called."),
    )


def _windows(system: System, port: int) -> Firewall:
    told = system.run("netsh", "advfirewall", "show", "currentprofile", "state").casefold()
    words = told.split()
    add = 'netsh advfirewall firewall add rule name="quizgame" dir=in action=allow'
    state: Literal["on", "off", "unknown"] = "unknown"
    if "on" in words:
        state = "on"
    elif "off" in words:
        state = "off"
    return Firewall(
        "windows",
        state,
        (f"{add} protocol=TCP localport={port}",),
        ('netsh advfirewall firewall delete rule name="quizgame"',),
        _("Type it where you are administrator: right-click Terminal, Run as administrator."),
    )


def _macos(system: System) -> Firewall:
    told = system.run(_SOCKETFILTER, "--getglobalstate").casefold()
    state: Literal["on", "off", "unknown"] = "unknown"
    if "enabled" in told:
        state = "on"
    elif "disabled" in told:
        state = "off"
    python = shlex.quote(system.python)
    return Firewall(
        "macos",
        state,
        (f"sudo {_SOCKETFILTER} --add {python}", f"sudo {_SOCKETFILTER} --unblockapp {python}"),
        (f"sudo {_SOCKETFILTER} --remove {python}",),
        _("It lets programs in, not ports. Or click Allow when macOS asks."),
    )
