"""The real OpenSSH client against a server in a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]

needs_ssh = pytest.mark.skipif(not shutil.which("ssh"), reason="the OpenSSH client is not here")


def command(port: int, folder: Path, *arguments: str, name: str = "Ada") -> list[str]:
    """Return the command that connects, with nothing of the settings of who runs the tests."""
    quiet = ("-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "IdentityAgent=none")
    hosts = f"UserKnownHostsFile={folder / 'known_hosts'}"
    to = ("-o", hosts, "-o", "LogLevel=ERROR", "-p", str(port), "-l", name)
    return ["ssh", *quiet, *to, *arguments, "127.0.0.1"]


@dataclass
class Served:
    """A server, and how to reach it."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    def command(self, *arguments: str, name: str = "Ada") -> list[str]:
        """Return the command that connects."""
        return command(self.port, self.folder, *arguments, name=name)

    def terminal(self, *arguments: str, name: str = "Ada", **options: int) -> Terminal:
        """Return a terminal in which the client runs."""
        command = self.command(*arguments, name=name)
        return Terminal(command, cwd=self.folder, env={"LC_ALL": "C.UTF-8"}, **options)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask the server to end; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    """Serve while the block runs."""
    command = [sys.executable, "-m", "tests.ssh.served", str(folder), *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}
    ) as process:
        try:
            assert process.stdout is not None
            yield Served(process, int(process.stdout.readline()), folder)
        finally:
            if process.poll() is None:
                process.kill()
