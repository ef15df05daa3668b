"""The walls of docs/house.md stand, and each would be noticed if it fell."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts in a folder's pyproject.toml against the package beside it."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_wall_stands() -> None:
    """No module imports what its layer must not know."""
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("stray", "", "Layers"),
        ("model/bank", "import quizgame.engine", "Layers"),
        ("line/__init__", "import quizgame.tui", "Layers"),
        ("engine/__init__", "import os", "Rules of play"),
        ("model/bank", "import random", "Rules of play"),
        ("bank/load", "import rich", "Below the front ends"),
        ("model/questions/choice", "import quizgame.model.questions.text", "Question families"),
        ("tui/widgets/canvas", "import quizgame.store", "Widgets"),
        ("tui/interactions/text", "import quizgame.tui.interactions.choice", "Interactions"),
        ("tui/forms/text", "import quizgame.tui.forms.choice", "Forms"),
        ("tui/forms/acts", "import quizgame.bank", "Widgets"),
        ("line/answers/text", "import quizgame.line.answers.choice", "Answers"),
        ("tui/screens/home", "import quizgame.tui.screens.results", "Screens"),
        ("backend/student", "import quizgame.store.sql", "Databases"),
        ("backend/student", "import sqlalchemy", "Databases and SQLAlchemy"),
    ],
)
def test_a_breach_is_noticed(tmp_path: Path, module: str, line: str, contract: str) -> None:
    """One import that breaks a wall breaks the contract that guards it."""
    shutil.copytree(ROOT / "quizgame", tmp_path / "quizgame")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file = tmp_path / f"quizgame/{module}.py"
    file.write_text(f"{line}\n{file.read_text() if file.exists() else ''}")
    broken = [row for row in lint_imports(tmp_path).stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), broken


SCREENS = ("textual", "rich", "asyncio", "asyncssh")
DATABASES = ("sqlite3", "sqlalchemy")
LATER = (
    "sqlalchemy",
    "tree_sitter",
    "tree_sitter_toml",
    "rapidfuzz",
    "markdown_it",
    "watchfiles",
    "asyncssh",
)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("quizgame.engine", (*SCREENS, *DATABASES)),
        ("quizgame.backend", ("textual", "rich", "asyncssh")),
        ("quizgame.line", ("textual", "rich", *LATER)),
        ("quizgame.tui.app", ("pydantic", *LATER)),
        ("quizgame.tui.screens.home", ("pydantic", *LATER)),
        ("quizgame.backend.follower", ("pydantic", *LATER)),
        ("quizgame.backend.student", ("watchfiles",)),
        ("quizgame.store.glance", ("pydantic", "sqlalchemy")),
        ("quizgame.cli", ("textual", "pydantic", *LATER)),
    ],
)
def test_importing_loads_nothing_unwanted(module: str, unwanted: tuple[str, ...]) -> None:
    """A fresh Python that imports the module has loaded none of what it must do without."""
    code = f"import {module}, sys; print(*(n for n in {unwanted!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


MODULES = sorted((ROOT / "quizgame").rglob("*.py"))


def test_no_module_grows_past_its_seam() -> None:
    """A module of more than 400 lines has two subjects; part it."""
    long = [str(path.relative_to(ROOT)) for path in MODULES if path.read_text().count("\n") > 400]
    assert long == []


def test_no_module_is_named_for_lack_of_a_subject() -> None:
    """A module that could hold anything would."""
    banned = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    names = [path.relative_to(ROOT).with_suffix("") for path in MODULES]
    assert [name for name in names if banned & set(name.parts)] == []
