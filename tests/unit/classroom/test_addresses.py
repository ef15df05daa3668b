"""Where a class finds this computer, on systems that are not this one too."""

import json
import shlex
import socket
import sys
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.classroom.addresses import addresses, best
from quizgame.classroom.firewall import firewall
from quizgame.classroom.system import PortState, System, ThisSystem


@dataclass
class Pretended:
    """A system that answers what it is told to."""

    platform: str = "linux"
    python: str = "/opt/my python/bin/python3"
    programs: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    ways_out: dict[int, str] = field(default_factory=dict)

    def has(self, program: str) -> bool:
        """Whether a command begins with the program."""
        return any(command.split()[0] == program for command in self.programs)

    def run(self, *command: str) -> str:
        """What the command is told to print."""
        return self.programs.get(" ".join(command), self.programs.get(command[0], ""))

    def read(self, path: str) -> str:
        """What the file is told to hold."""
        return self.files.get(path, "")

    def outgoing(self, version: int) -> str:
        """The address that is told."""
        return self.ways_out.get(version, "")

    def port_state(self, host: str, port: int) -> PortState:
        """All ports are free."""
        return "free" if host and port else "no-such-address"

    def answers(self, host: str, port: int, timeout: float) -> bool:
        """Nothing answers."""
        return bool(host and port and timeout < 0)


def interface(name: str, *texts: str, up: bool = True, temporary: bool = False) -> object:
    """An interface as ip tells it."""
    told = [{"local": text, **({"temporary": True} if temporary else {})} for text in texts]
    return {"ifname": name, "flags": ["UP"] if up else [], "addr_info": told}


LINUX = json.dumps(
    [
        interface("lo", "127.0.0.1", "::1"),
        interface("docker0", "172.17.0.1"),
        interface("tun0", "10.8.0.2"),
        interface("wlp3s0", "192.168.178.23", "2001:db8:1::23", "fe80::1"),
        interface("wlp3s0", "2001:db8:1::77", temporary=True),
        interface("enp1s0", "10.20.30.40", up=False),
    ]
)
MACOS = """\
lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
\tinet 127.0.0.1 netmask 0xff000000
\tinet6 ::1 prefixlen 128
\tinet6 fe80::1%lo0 prefixlen 64 scopeid 0x1
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tether aa:bb:cc:dd:ee:ff
\tinet6 fe80::aabb%en0 prefixlen 64 secured scopeid 0xb
\tinet 10.0.1.17 netmask 0xffffff00 broadcast 10.0.1.255
utun3: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1380
\tinet 100.101.102.103 --> 100.101.102.103 netmask 0xffffffff
"""
WINDOWS = json.dumps(
    [
        {"InterfaceAlias": "vEthernet (WSL)", "IPAddress": "172.28.0.1"},
        {"InterfaceAlias": "Wi-Fi", "IPAddress": "192.168.1.50"},
        {"InterfaceAlias": "Ethernet", "IPAddress": "169.254.10.10"},
        {"InterfaceAlias": "Wi-Fi", "IPAddress": "fe80::5%12"},
    ]
)


@pytest.mark.parametrize(
    ("system", "interfaces", "first"),
    [
        (
            Pretended(programs={"ip": LINUX}, ways_out={4: "10.8.0.2"}),
            ["wlp3s0", "wlp3s0", "wlp3s0", "tun0", "docker0", "lo", "lo"],
            "192.168.178.23",
        ),
        (
            Pretended("darwin", programs={"ifconfig": MACOS}),
            ["en0", "en0", "lo0", "utun3", "lo0", "lo0"],
            "10.0.1.17",
        ),
        (
            Pretended("win32", programs={"powershell": WINDOWS}),
            ["Wi-Fi", "Ethernet", "Wi-Fi", "vEthernet (WSL)"],
            "192.168.1.50",
        ),
        (Pretended(ways_out={4: "192.168.0.9"}), [""], "192.168.0.9"),
        (Pretended(programs={"ip": json.dumps([interface("lo", "127.0.0.1")])}), ["lo"], ""),
        (Pretended("freebsd13"), [], ""),
    ],
)
def test_the_class_s_address_is_found(system: System, interfaces: list[str], first: str) -> None:
    """What a class can reach comes before containers, VPNs and this computer's own addresses."""
    known = addresses(system)
    assert best(known) == first
    assert sorted(one.interface for one in known) == sorted(interfaces)
    likely = [one.is_likely for one in known]
    assert likely == sorted(likely, reverse=True)
    assert all(one.kind == "loopback" for one in known if one.text in {"127.0.0.1", "::1"})


def test_of_two_networks_the_one_with_a_way_out_is_likelier() -> None:
    """The class's network mostly leads to others, a cable to a printer does not."""
    told = json.dumps([interface("eth0", "192.168.5.1"), interface("eth1", "192.168.7.1")])
    system = Pretended(programs={"ip": told}, ways_out={4: "192.168.7.1"})
    assert best(addresses(system)) == "192.168.7.1"


def test_where_there_is_only_ipv6_that_is_taken() -> None:
    """A school without IPv4 gets an address too, and not one that needs an interface's name."""
    system = Pretended(programs={"ip": json.dumps([interface("eth0", "fe80::2", "fd00::2")])})
    assert best(addresses(system)) == "fd00::2"


@given(st.text(max_size=200), st.sampled_from(["linux", "darwin", "win32"]))
def test_whatever_a_system_prints_is_survived(told: str, platform: str) -> None:
    """Programs that print something else give fewer addresses, and no failure."""
    programs = {"ip": told, "ifconfig": told, "powershell": told}
    for one in addresses(Pretended(platform, programs=programs, ways_out={4: told})):
        assert one.version in {4, 6}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["ifname", "flags", "addr_info", "local", "IPAddress"]), inner
            )
        ),
    )
)
def test_any_json_is_survived(told: object) -> None:
    """JSON of another shape gives no failure either."""
    programs = {"ip": json.dumps(told), "powershell": json.dumps(told)}
    assert all(one.text for one in addresses(Pretended(programs=programs)))
    assert all(one.text for one in addresses(Pretended("win32", programs=programs)))


def test_this_system_answers() -> None:
    """Here, whatever here is, each address found can be listened on or is of another kind."""
    system: System = ThisSystem()
    for one in addresses(system):
        if one.kind == "loopback":
            assert system.port_state(one.text, 0) == "free"
    assert system.run("no-such-program-at-all") == ""
    assert system.read("/no/such/file") == system.read("a\0b") == ""
    assert not system.has("no-such-program-at-all")
    assert system.outgoing(4) == "" or "." in system.outgoing(4)


@pytest.mark.skipif(sys.platform == "win32", reason="ports are shared otherwise there")
def test_a_port_that_is_taken_is_told() -> None:
    """A port on which something listens is taken, and answers; a closed one does neither."""
    system = ThisSystem()
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        port = server.getsockname()[1]
        assert system.port_state("127.0.0.1", port) == "taken"
        assert system.answers("127.0.0.1", port, 5.0)
    assert system.port_state("127.0.0.1", port) == "free"
    assert not system.answers("127.0.0.1", port, 5.0)
    assert system.port_state("192.0.2.77", 2222) == "no-such-address"
    assert system.port_state("127.0.0.1", 99999) == "no-such-address"
    assert not system.answers("a" * 300, 22, 1.0)


@pytest.mark.parametrize(
    ("system", "name", "state"),
    [
        (Pretended(), "none", "unknown"),
        (
            Pretended(
                programs={"ufw": ""}, files={"/etc/ufw/ufw.conf": "# x\nENABLED=yes\nLOG=low"}
            ),
            "ufw",
            "on",
        ),
        (
            Pretended(programs={"ufw": ""}, files={"/etc/ufw/ufw.conf": "ENABLED=no"}),
            "ufw",
            "off",
        ),
        (Pretended(programs={"ufw": ""}), "ufw", "unknown"),
        (
            Pretended(programs={"firewall-cmd": "", "systemctl is-active firewalld": "active\n"}),
            "firewalld",
            "on",
        ),
        (Pretended(programs={"firewall-cmd": ""}), "firewalld", "off"),
        (Pretended(programs={"nft": ""}), "nft", "unknown"),
        (
            Pretended(
                programs={"ufw": "", "nft": "", "systemctl is-active nftables": "active"},
                files={"/etc/ufw/ufw.conf": "ENABLED=no"},
            ),
            "nft",
            "on",
        ),
        (Pretended("win32"), "windows", "unknown"),
        (Pretended("win32", programs={"netsh": "State      ON\n"}), "windows", "on"),
        (
            Pretended(
                "darwin",
                programs={
                    "/usr/libexec/ApplicationFirewall/socketfilterfw": "Firewall is enabled. (1)"
                },
            ),
            "macos",
            "on",
        ),
        (Pretended("darwin"), "macos", "unknown"),
    ],
)
def test_the_firewall_is_found_and_its_commands_are_whole(
    system: System, name: str, state: str
) -> None:
    """Each firewall has a command that lets the class in, and one that undoes it."""
    found = firewall(system, 2345)
    assert (found.name, found.state) == (name, state)
    assert bool(found.allow) == bool(found.undo) == (name != "none")
    for command in (*found.allow, *found.undo):
        assert shlex.split(command)
    if name == "macos":
        assert system.python in shlex.split(found.allow[0])
    elif name != "none":
        assert all("2345" in command for command in found.allow)
