"""The real OpenSSH client: a question is played, and nothing but the quiz is to be had."""

import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncssh
import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_ending import left_on
from tests.ssh.openssh import Served, needs_ssh, served
from tests.ssh.stage import Client, connected, serving

UNREAD_S = 0.4


@needs_ssh
def test_a_question_of_the_article_is_played(tmp_path: Path) -> None:
    """From the code to the proof in the article, and out again with the terminal as it was."""
    with served(tmp_path, "--code", "RIVER-7") as server, server.terminal() as terminal:
        terminal.wait_for("Class code:")
        terminal.send("river 7\r")
        terminal.wait_for("Enter start")
        assert b"38;5;" in terminal.raw
        assert b"38;2;" not in terminal.raw
        time.sleep(UNREAD_S)
        terminal.send("\r")
        terminal.wait_for("Question 1 of")
        terminal.send("a")
        terminal.wait_for("your choice")
        time.sleep(UNREAD_S)
        terminal.send("\r")
        terminal.wait_for("Enter next")
        terminal.resize(100, 45)
        terminal.wait_for("THE ARTICLE SAYS")
        terminal.send("q")
        terminal.wait_for("Leave and go on later")
        terminal.send("l")
        terminal.wait_for("q quit")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert left_on(bytes(terminal.raw)) == set()


@needs_ssh
def test_by_lines_over_a_pipe(tmp_path: Path) -> None:
    """`ssh -T` plays by lines, with no sequence that a screen reader would read out."""
    with served(tmp_path) as server:
        done = subprocess.run(
            server.command("-T"), input=b"\n/quit\n", capture_output=True, timeout=60, check=False
        )
    assert done.returncode == 0
    assert b"Hello, Ada." in done.stdout
    assert b"\x1b" not in done.stdout


@needs_ssh
def test_by_lines_in_a_terminal(tmp_path: Path) -> None:
    """`NAME+plain` plays by lines in any terminal, and shows what is typed."""
    with served(tmp_path) as server, server.terminal(name="Ada+plain") as terminal:
        terminal.wait_for("Enter to begin")
        time.sleep(UNREAD_S)
        terminal.send("/hel")
        terminal.wait_for("/hel")
        terminal.send("p\r")
        terminal.wait_for("/help: ")
        terminal.send("/quit\r")
        assert terminal.wait_for_exit() == 0


@needs_ssh
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_end_tells_everybody(tmp_path: Path, number: int) -> None:
    """The server ends by itself, after it gave the terminal back and said a line."""
    with served(tmp_path) as server, server.terminal() as terminal:
        terminal.wait_for("Enter start")
        assert left_on(bytes(terminal.raw))
        assert server.end(number) == 0
        terminal.wait_for_exit()
    assert left_on(bytes(terminal.raw)) == set()
    assert b"The lesson is over." in terminal.raw


def run(server: Served, *arguments: str, after: str = "") -> subprocess.CompletedProcess[str]:
    """Run the client with no terminal until it ends."""
    command = [*server.command(*arguments), *filter(None, [after])]
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )


@needs_ssh
def test_no_command_is_carried_out(tmp_path: Path) -> None:
    """A command is refused, also with a terminal, and nothing of it is run."""
    mark = tmp_path / "mark"
    with served(tmp_path) as server:
        for terminal in ("-T", "-tt"):
            done = run(server, terminal, after=f"touch {mark}; echo done")
            assert done.returncode != 0
            assert "done" not in done.stdout
    assert not mark.exists()


@needs_ssh
@pytest.mark.parametrize("subsystem", ["sftp", "netconf", "quizgame"])
def test_there_is_no_subsystem(tmp_path: Path, subsystem: str) -> None:
    """Neither files nor anything else."""
    with served(tmp_path) as server:
        done = run(server, "-s", after=subsystem)
    assert done.returncode != 0
    assert "subsystem request failed" in done.stderr


@needs_ssh
@pytest.mark.parametrize("program", ["sftp", "scp"])
def test_no_file_is_served_or_taken(tmp_path: Path, program: str) -> None:
    """The programs for files fail, and nothing is copied."""
    if not shutil.which(program):
        pytest.skip(f"{program} is not here")
    copy = tmp_path / "copy"
    with served(tmp_path) as server:
        options = [*server.command()[1:-1], "-P", str(server.port)]
        where = options.index("-p")
        del options[where : where + 2]
        who = options.index("-l")
        del options[who : who + 2]
        source = f"Ada@127.0.0.1:{tmp_path / 'host_key'}"
        for extra in ((), ("-O",)) if program == "scp" else ((),):
            command = [program, *extra, *options, source, str(copy)]
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
            )
            assert done.returncode != 0
    assert not copy.exists()


@contextmanager
def listener() -> Iterator[tuple[int, list[object]]]:
    """Listen on a port, and note who connects."""
    with socket.create_server(("127.0.0.1", 0)) as target:
        came: list[object] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    came.append(target.accept())

        threading.Thread(target=accept, daemon=True).start()
        yield target.getsockname()[1], came
        target.shutdown(socket.SHUT_RDWR)


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def reached(port: int, say: bytes) -> bytes:
    """Connect to a port of this computer as soon as somebody listens; return what is answered."""
    for _try in range(100):
        with (
            suppress(ConnectionRefusedError),
            socket.create_connection(("127.0.0.1", port)) as sock,
        ):
            sock.settimeout(20)
            sock.sendall(say)
            with suppress(ConnectionResetError):
                return sock.recv(100)
            return b""
        time.sleep(0.1)
    raise AssertionError("the client listens to nothing")


@needs_ssh
def test_nothing_is_forwarded_from_the_client(tmp_path: Path) -> None:
    """`-L` and `-D` reach no other port, on no computer."""
    local, dynamic = free_port(), free_port()
    with listener() as (target, came), served(tmp_path) as server:
        forward = ("-L", f"{local}:127.0.0.1:{target}", "-D", str(dynamic))
        with subprocess.Popen(
            server.command("-N", *forward), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as client:
            try:
                assert reached(local, b"hello") == b""
                greeting = b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\x00\x00\x01"
                answer = reached(dynamic, greeting + target.to_bytes(2, "big"))
                assert answer in {b"", b"\x05\x00"}
            finally:
                client.terminate()
        assert came == []


@needs_ssh
@pytest.mark.parametrize("what", ["0:127.0.0.1:1", "0", "/{folder}/socket:127.0.0.1:1"])
def test_nothing_is_forwarded_to_the_client(tmp_path: Path, what: str) -> None:
    """`-R` is refused: by port, as a proxy, and by a socket in a folder."""
    with served(tmp_path) as server:
        forward = what.format(folder=tmp_path)
        done = run(server, "-N", "-o", "ExitOnForwardFailure=yes", "-R", forward)
    assert done.returncode == 255
    assert "remote port forwarding failed" in done.stderr
    assert not (tmp_path / "socket").exists()


@needs_ssh
def test_no_screen_of_windows_and_no_agent_is_forwarded(tmp_path: Path) -> None:
    """`-X` is refused, and for `-A` the server opens no socket."""
    with served(tmp_path) as server:
        command = server.command("-tt", "-v", "-X", "-Y", "-A", "-o", "ForwardX11Trusted=yes")
        agent = str(tmp_path / "agent")
        with (
            socket.socket(socket.AF_UNIX) as listening,
            Terminal(
                command, cwd=tmp_path, env={"DISPLAY": "127.0.0.1:9", "SSH_AUTH_SOCK": agent}
            ) as terminal,
        ):
            listening.bind(agent)
            listening.listen()
            terminal.wait_for("Enter start")
            assert unix_listeners(server.process.pid) == []
            terminal.send("\x1b")
            terminal.wait_for("q quit")
            terminal.send("q")
            terminal.wait_for_exit()
    assert b"X11 forwarding request failed" in terminal.raw


def unix_listeners(pid: int) -> list[str]:
    """Return the paths of the sockets of a process."""
    folder = Path(f"/proc/{pid}/fd")
    if not folder.exists():
        pytest.skip("this system does not tell which sockets a process has")
    own = {str(one.readlink()) for one in folder.iterdir() if one.is_symlink()}
    rows = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:]]
    return [row[7] for row in rows if len(row) > 7 and f"socket:[{row[6]}]" in own]


@needs_ssh
def test_no_tunnel_device(tmp_path: Path) -> None:
    """`-w` gives no network device."""
    with served(tmp_path) as server:
        done = run(server, "-N", "-w", "any:any", "-o", "ExitOnForwardFailure=yes")
    assert done.returncode == 255


async def test_no_tunnel_by_whoever_could_have_a_device(tmp_path: Path) -> None:
    """The server refuses tunnels and forwarding itself, whatever the client's system allows."""
    async with serving(tmp_path) as server, await connected(server) as conn:
        for ask in (conn.open_tun, conn.open_tap):
            with pytest.raises(asyncssh.ChannelOpenError):
                await ask()
        with pytest.raises(asyncssh.ChannelOpenError):
            await conn.open_connection("127.0.0.1", server.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await conn.open_unix_connection("/tmp/quizgame")  # noqa: S108 - it is not opened
        with pytest.raises(asyncssh.ChannelListenError):
            await conn.start_server(lambda *_host: True, "127.0.0.1", 0)
        with pytest.raises(asyncssh.ChannelListenError):
            await conn.start_unix_server(lambda: True, str(tmp_path / "socket"))
        with pytest.raises(asyncssh.ChannelOpenError):
            await conn.create_session(Client, command="id", encoding=None)
