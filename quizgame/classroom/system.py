"""This computer's system, as far as a class depends on it: programs, files and ports.

What is asked about it (`addresses.py`, `firewall.py`) takes a `System`, so that each system can be
tried on any other.
"""

import errno
import socket
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Literal, Protocol

PortState = Literal["free", "taken", "forbidden", "no-such-address"]

_PATIENCE_S = 10.0
# Addresses that are set aside for documentation: nothing is sent to them, only a way is looked up.
_FAR = {4: ("192.0.2.1", socket.AF_INET), 6: ("2001:db8::1", socket.AF_INET6)}
_STATES: dict[int | None, PortState] = {
    errno.EADDRINUSE: "taken",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    10013: "forbidden",
    10048: "taken",
}


class System(Protocol):
    """What may be asked of a system. `platform` is as `sys.platform`, `python` a program's path."""

    platform: str
    python: str

    def has(self, program: str) -> bool:
        """Return whether a program is there to be run."""

    def run(self, *command: str) -> str:
        """Return what a command that changes nothing prints, "" when it fails or is not there."""

    def read(self, path: str) -> str:
        """Return the text of a file, "" when it can not be read."""

    def outgoing(self, version: int) -> str:
        """Return the address (version 4 or 6) that other networks are reached from, or ""."""

    def port_state(self, host: str, port: int) -> PortState:
        """Return whether a port can be opened on an address of this computer ("" for all)."""

    def answers(self, host: str, port: int, timeout: float) -> bool:
        """Return whether something answers on a port within `timeout` seconds."""


class ThisSystem:
    """The system that the program runs on."""

    platform = sys.platform
    python = sys.executable

    def has(self, program: str) -> bool:
        """Return whether a program is there to be run, also where only the administrator looks."""
        return bool(which(program) or which(program, path="/usr/sbin:/sbin"))

    def run(self, *command: str) -> str:
        """Return what a command prints, "" when it fails, is not there, or takes too long."""
        program = which(command[0]) or which(command[0], path="/usr/sbin:/sbin")
        if program is None:
            return ""
        try:
            done = subprocess.run(  # noqa: S603 - the commands are written in this layer
                [program, *command[1:]],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=_PATIENCE_S,
                check=False,
            )
        except (OSError, ValueError, subprocess.SubprocessError):
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    def read(self, path: str) -> str:
        """Return the text of a file, "" when it can not be read."""
        try:
            return Path(path).read_text("utf-8", "replace")
        except (OSError, ValueError):
            return ""

    def outgoing(self, version: int) -> str:
        """Return the address that other networks are reached from, or "". Nothing is sent."""
        host, family = _FAR[version]
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((host, 9))
                return str(probe.getsockname()[0])
        except OSError:
            return ""

    def port_state(self, host: str, port: int) -> PortState:
        """Return whether a port can be opened, by opening it for a moment."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                if sys.platform != "win32":  # there it would let a taken port seem free
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                probe.listen(1)
        except OSError as error:
            return _STATES.get(error.errno, "no-such-address")
        except OverflowError:
            return "no-such-address"
        return "free"

    def answers(self, host: str, port: int, timeout: float) -> bool:
        """Return whether something answers on a port within `timeout` seconds."""
        try:
            with socket.create_connection((host, port), timeout):
                return True
        except (OSError, OverflowError, UnicodeError):
            return False
