"""The Makefile, run for real in a scratch folder around a Python that only writes down its orders.

Filling a real .venv takes a minute, and `.ci/run` does that in a fresh clone.
"""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Plays both the Python that makes the .venv and the one inside it. BROKEN names the order it fails.
PYTHON = """#!/bin/sh
echo "$*" >> "$ORDERS"
case "$*" in *"${BROKEN:-nothing}"*) exit 1 ;; esac
case "$*" in *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;; esac
"""


class Folder:
    """A folder with a space in its name that holds the Makefile and a scripted Python."""

    def __init__(self, path: Path) -> None:
        self.path = path / "quiz game"
        self.path.mkdir()
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, self.path)
        self.python = path / "python3"
        self.python.write_text(PYTHON)
        self.python.chmod(self.python.stat().st_mode | stat.S_IXUSR)
        self.orders = path / "orders"

    def make(self, *args: str, broken: str = "nothing") -> subprocess.CompletedProcess[str]:
        """Run make with no more of the environment than it needs."""
        self.orders.write_text("")
        return subprocess.run(
            ["make", *args, f"PYTHON={self.python}"],
            cwd=self.path,
            env={"PATH": os.environ["PATH"], "ORDERS": str(self.orders), "BROKEN": broken},
            capture_output=True,
            text=True,
            check=False,
        )

    def installs(self) -> int:
        """How many times the last make called pip to install."""
        return self.orders.read_text().count("pip install")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A fresh checkout, never made in."""
    return Folder(tmp_path)


def test_first_target_says_what_it_does_before_it_does_it(folder: Folder) -> None:
    """The first line of a first `make play` explains the wait."""
    done = folder.make("play")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Setting up .venv")
    assert folder.installs() == 1


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("play", "-m quizgame"),
        ("test", "-m pytest"),
        ("check", "-m ruff check"),
        ("bench", "-m bench"),
        ("picture", "-m tests.picture docs/play.svg"),
    ],
)
def test_nothing_is_set_up_twice(folder: Folder, target: str, command: str) -> None:
    """When nothing changed, a target runs its command and neither Python's venv nor pip."""
    folder.make(target)
    folder.make(target)
    orders = folder.orders.read_text().splitlines()
    assert orders[0].startswith(command)
    assert not any("pip" in order or "venv" in order for order in orders)


def test_arguments_reach_the_quiz(folder: Folder) -> None:
    """`make play ARGS=...` hands its words on unchanged."""
    folder.make("play", "ARGS=play --plain --count 1")
    assert folder.orders.read_text().splitlines()[-1] == "-m quizgame play --plain --count 1"


def test_what_testing_set_up_serves_playing_too(folder: Folder) -> None:
    """After `make test`, `make play` starts at once; the other way round the tools are added."""
    folder.make("test")
    folder.make("play")
    assert folder.installs() == 0


def test_what_playing_set_up_lacks_the_tools_of_testing(folder: Folder) -> None:
    """After `make play`, `make test` still installs what only testing needs."""
    folder.make("play")
    folder.make("test")
    assert ".[dev]" in folder.orders.read_text()


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_requirement_is_installed(folder: Folder, name: str) -> None:
    """Pulling a commit that changes what is required sets up again, in the same .venv."""
    folder.make("play")
    stamp = (folder.path / ".venv/.ready").stat().st_mtime
    os.utime(folder.path / name, (stamp + 5, stamp + 5))
    folder.make("play")
    assert folder.installs() == 1
    assert "-m venv" not in folder.orders.read_text()


def test_a_failed_install_is_said_and_tried_again(folder: Folder) -> None:
    """Without a network make explains itself, and the next make does not think all is well."""
    failed = folder.make("play", broken="pip install")
    assert failed.returncode != 0
    assert "no network" in failed.stderr
    assert "-m quizgame" not in folder.orders.read_text()
    assert folder.make("play").returncode == 0
    assert folder.installs() == 1


def test_an_old_python_is_refused_in_words(folder: Folder) -> None:
    """A Python before 3.11 gives the version needed and makes nothing."""
    failed = folder.make("play", broken="version_info")
    assert failed.returncode != 0
    assert "Python 3.11 or newer" in failed.stderr
    assert not (folder.path / ".venv").exists()


def test_a_missing_venv_names_the_package_that_has_it(folder: Folder) -> None:
    """Debian's Python without ensurepip is told which package to install."""
    failed = folder.make("play", broken="ensurepip")
    assert failed.returncode != 0
    assert "python3-venv" in failed.stderr
    assert not (folder.path / ".venv").exists()


def test_make_alone_lists_the_targets(folder: Folder) -> None:
    """`make` on its own explains and does nothing."""
    done = folder.make()
    for target in ("play", "test", "check", "bench"):
        assert f"make {target}" in done.stdout
    assert folder.orders.read_text() == ""
